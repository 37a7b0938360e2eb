"""Find figures in a text that is not English: value, unit, currency and kind, and of whom, when and what they are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from dyadwire.schemas.dyad import Dyad
from dyadwire.transforms.text.document import Document, Passage
from dyadwire.transforms.text.figures.exact import exact_text
from dyadwire.transforms.text.figures.units.dollars import worth
from dyadwire.transforms.text.findings import CountrySpan, FigureSpan, SentenceDyad
from dyadwire.transforms.text.languages.currencies import settle_currencies
from dyadwire.transforms.text.languages.dating import date_passage
from dyadwire.transforms.text.languages.directions import find_move
from dyadwire.transforms.text.languages.levels import tell_levels
from dyadwire.transforms.text.languages.nationals import tie_nationals
from dyadwire.transforms.text.languages.number_words import NumberWords, compile_words
from dyadwire.transforms.text.languages.pack import AMOUNTS, Language, load_language, small
from dyadwire.transforms.text.languages.qualifiers import find_qualifier
from dyadwire.transforms.text.languages.quantities import REACH, Quantity, read_quantities
from dyadwire.transforms.text.languages.shared_units import lend_currencies, lend_units
from dyadwire.transforms.text.languages.topics import Topics

AGE = "year of age"
SMALL = 10  # counts in words up to here are trivial
PER_REACH = 16  # characters before an amount in which what it is per is looked for


class Owners(NamedTuple):
    """Whose the figures of a sentence are: the countries, and their pair where it relates two."""

    countries: tuple[str, ...]
    dyad: Dyad | None


NOBODY = Owners((), None)


def find_figures(
    document: Document,
    code: str,
    countries: tuple[CountrySpan, ...],
    published_date: date | None,
    dyads: tuple[SentenceDyad, ...] = (),
) -> tuple[FigureSpan, ...]:
    """Find the figures of a text and its title, in order of sentence and start.

    A figure is a country's where its sentence names only that one, and a pair's where it names only those two and
    relates them (evidence `sentence`). Times are those of its sentence, topics told by its words and the title's;
    qualifier and direction where the words are known.
    """
    owned = _owners(countries, dyads)
    topics = Topics(code, load_language(code).fold(document.title.text))
    found: list[FigureSpan] = []
    for passage in document.passages:
        folded = load_language(code).fold(passage.text)
        read = settle_currencies(list(_read(passage, folded, code, owned)), countries, code)
        dated = date_passage(lend_units(read, folded, code), passage, folded, code, published_date)
        found += topics.choose(tell_levels(dated, folded, code), passage, folded)
    found = lend_currencies(tie_nationals(found, countries, document, code), code)
    found = [_valued(figure, published_date) for figure in found]
    return tuple(sorted(found, key=lambda figure: (figure.sentence, figure.start)))


def _read(passage: Passage, folded: str, code: str, owned: dict[int, Owners]) -> Iterator[FigureSpan]:
    """Yield the figures of a passage with what their own clause says of them."""
    pack, words = load_language(code), compile_words(code)
    for read in read_quantities(folded, pack, words):
        quantity = read._replace(unit=_unit(read, folded, pack, words))
        sentence = passage.sentence_at(quantity.start, quantity.end)
        if sentence is None:
            continue
        figure = _figure(quantity, passage.text, sentence.number, owned.get(sentence.number, NOBODY))
        if quantity.unit != AGE:
            figure = figure._replace(qualifier=find_qualifier(folded, quantity, sentence[1:], words))
        figure = figure._replace(per=find_per(folded, quantity, sentence[1:], words))
        move = find_move(folded, quantity, sentence[1:], pack.moves, words)
        if quantity.way and not move:
            continue  # did not double
        yield figure._replace(role=move.role, direction=move.direction) if move else figure


def _unit(quantity: Quantity, text: str, pack: Language, words: NumberWords) -> str | None:
    """Return the unit of a quantity: none where a verb or the like follows a count, years of age where it is one."""
    reach = max(0, quantity.start - REACH)
    if pack.counts.age.match(text, quantity.start) or pack.counts.aged.search(text, reach, quantity.start):
        return AGE
    return None if quantity.kind == "count" and quantity.unit in words.values["uncounted"] else quantity.unit


def _owners(countries: tuple[CountrySpan, ...], dyads: tuple[SentenceDyad, ...]) -> dict[int, Owners]:
    """Return whose the figures of each sentence are."""
    named: dict[int, set[str]] = {}
    for span in countries:
        named.setdefault(span.sentence, set()).add(span.iso3)
    owned = {sentence: Owners(tuple(here), None) for sentence, here in named.items() if len(here) == 1}
    for dyad in dyads:
        if dyad.relational and set(dyad.dyad) == named[dyad.sentence]:
            owned[dyad.sentence] = Owners(tuple(dyad.dyad), dyad.dyad)
    return owned


def _valued(figure: FigureSpan, published: date | None) -> FigureSpan:
    """Return a figure with its worth in dollars, where it is an amount of money."""
    if figure.currency is None or figure.value is None:
        return figure
    amount = Fraction(figure.value_text or figure.value)
    usd = worth(amount, figure.currency, figure.period.end if figure.period else None, published)
    return figure._replace(value_usd=usd[0], rate_date=usd[1]) if usd else figure


def _figure(quantity: Quantity, text: str, sentence: int, owners: Owners) -> FigureSpan:
    return FigureSpan(
        sentence,
        quantity.start,
        quantity.end,
        text[quantity.start : quantity.end],
        float(quantity.value),
        exact_text(quantity.value),
        quantity.kind,
        value_max=None if quantity.value_max is None else float(quantity.value_max),
        unit=quantity.unit,
        currency=quantity.unit if quantity.kind == "money" else None,
        trivial=(quantity.kind == "count" and quantity.spelled and quantity.value <= SMALL) or quantity.unit == AGE,
        dyad=owners.dyad,
        countries=owners.countries,
        evidence="sentence" if owners.countries else None,
    )


def find_per(text: str, quantity: Quantity, bounds: tuple[int, int], words: NumberWords) -> str | None:
    """Return what an amount of a folded text is per, in English and the singular; None where that is not told.

    It stands right behind the amount or the noun that is counted (2.000 viajes diarios), or before it (每桶70美元).
    `bounds` are those of its sentence.
    """
    if quantity.kind not in AMOUNTS:  # 5 percent a year are no rate
        return None
    end, unit = quantity.end, quantity.unit or ""
    if quantity.kind == "count" and unit and text.startswith(unit, end + 1):
        end += 1 + len(unit)
    if after := words.per.match(text, end, bounds[1]):
        return words.values["per"][small(after[1])] or None
    before = words.per_before.search(text[max(bounds[0], quantity.start - PER_REACH) : quantity.start])
    return words.values["per_before"][small(before[1])] if before else None
