"""Tell in whose currency an amount is that names one of many states: pesos, dinars, crowns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.findings import CountrySpan, FigureSpan, by_sentence
from dyadwire.transforms.text.languages.number_words import compile_words
from dyadwire.transforms.text.languages.pack import load_language, small

_ONE = frozenset(("USD",))  # dollars are those of the United States unless an adjective says otherwise
_CFA = "cfa"  # francs of two unions of states
_ALIKE = {"SAR": "IRR", "IRR": "SAR"}  # riyals and rials, which most languages write alike


def settle_currencies(figures: list[FigureSpan], countries: tuple[CountrySpan, ...], code: str) -> list[FigureSpan]:
    """Return the figures, amounts in a currency of many states in that of the country that is named nearest.

    Where the sentence names none that has such a currency, the one that the text names most; else it stays the
    usual one. Only forms without an adjective are settled: not dinares tunecinos.
    """
    spans, most = by_sentence(countries), [iso3 for iso3, _ in Counter(span.iso3 for span in countries).most_common()]
    settled: list[FigureSpan] = []
    for figure in reversed(figures):
        then = settled[-1] if settled else None
        if theirs := _states(figure, code):
            near = _by_nearness(figure, spans.get(figure.sentence, []))
            found = next((theirs[iso3] for iso3 in (*near, *most) if iso3 in theirs), figure.currency)
            figure = figure._replace(unit=found, currency=found)
        elif then and figure.kind == then.kind == "money" and _is_borrowed(figure, then):
            figure = figure._replace(unit=then.unit, currency=then.currency)
        settled.append(figure)
    return settled[::-1]


def _is_borrowed(figure: FigureSpan, then: FigureSpan) -> bool:
    """Tell digits that have their currency of the next amount: de 20 a 30 pesos."""
    bare = not any(character.isalpha() for character in figure.surface)
    same = then.currency in _shared().get(figure.currency or "", {}).values()
    return bare and same and figure.surface[-1:].isdigit() and figure.sentence == then.sentence


def _states(figure: FigureSpan, code: str) -> Mapping[str, str]:
    """Return the currencies that one of many states means by the word of an amount, by country; empty if but one."""
    if figure.kind != "money" or not figure.currency:
        return {}
    if figure.currency in _ONE or not _is_general(figure, code):
        return {}
    return _shared().get(figure.currency, {})


def _is_general(figure: FigureSpan, code: str) -> bool:
    """Tell whether an amount names its currency by one word, which no country's adjective follows."""
    pack, forms = load_language(code), compile_words(code).values["currency"]
    words = small(pack.fold(figure.surface)).split()
    if not pack.words_after or len(words) < 2 or not words[-1][-1:].isalpha():
        return False
    return words[-1] == _CFA or (words[-1] in forms and " ".join(words[-2:]) not in forms)


@cache
def _shared() -> Mapping[str, Mapping[str, str]]:
    """Return country → currency for each currency whose name other states use as well."""
    named: dict[str, dict[str, str]] = {}
    usual: dict[str, str] = {}
    for row in load_lexicon()["currencies"]:
        if row["style"] != "name":
            continue
        if not row["country"]:
            usual[row["form"]] = row["currency"]
        else:
            named.setdefault(row["form"], {})[row["country"]] = row["currency"]
    shared: dict[str, dict[str, str]] = {}
    for first in (True, False):  # what is usual first: a pound is sterling's before it is Lebanon's
        for form, states in named.items():
            for currency in (usual[form],) if first else states.values():
                shared.setdefault(currency, states)
    for currency, other in _ALIKE.items():
        shared[currency] = {**shared.get(other, {}), **shared.get(currency, {})}
    return shared


def currency_of(usual: str, iso3: str) -> str | None:
    """Return what a state means by the word of a currency that others use as well; None where it does not use it.

    >>> currency_of("USD", "AUS"), currency_of("CZK", "NOR"), currency_of("EUR", "FRA")
    ('AUD', 'NOK', None)
    """
    return _shared().get(usual, {}).get(iso3)


def _by_nearness(figure: FigureSpan, spans: list[CountrySpan]) -> list[str]:
    """Return the countries of a sentence: the one right behind, those before an amount from it on, then the rest."""
    behind = [span.iso3 for span in spans if span.start >= figure.end]
    touching = [span.iso3 for span in spans if 0 <= span.start - figure.end <= 1]
    before = [span.iso3 for span in reversed(spans) if span.end <= figure.start]
    return [*touching, *before, *behind]
