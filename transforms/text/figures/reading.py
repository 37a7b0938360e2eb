"""Read the numbers of one sentence with their units, without looking at verbs, dates or countries."""

from __future__ import annotations

from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.numbers.ranges import join_ranges
from dyadwire.transforms.text.figures.numbers.values import read_numbers
from dyadwire.transforms.text.figures.rejected.rejects import is_figure
from dyadwire.transforms.text.figures.rejected.trivia import is_trivial
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.times.phrases import TimePhrase
from dyadwire.transforms.text.figures.tokens import Tokens
from dyadwire.transforms.text.figures.units.counts import attach_noun
from dyadwire.transforms.text.figures.units.currency import attach_currency
from dyadwire.transforms.text.figures.units.denominators import attach_frequency, attach_late_per
from dyadwire.transforms.text.figures.units.measured import attach_unit
from dyadwire.transforms.text.figures.units.quotations import read_quotations
from dyadwire.transforms.text.figures.units.shared_nouns import lend_nouns
from dyadwire.transforms.text.figures.units.shared_units import lend_units
from dyadwire.transforms.text.figures.units.subunits import merge_subunits
from dyadwire.transforms.text.figures.units.sums import add_halves, merge_spans

FEWEST_CELLS = 6  # bare numbers after names or other numbers; in running text two such stand together at most
THOUSAND, GROUP = 1000, 3  # digits of a group
ROUND = (100, 1000, 10_000, 100_000, 1_000_000)  # what rates of a population are reckoned by
PER_REACH = 4  # tokens of "deaths of infants" between a number and its "per 1,000"


def read_drafts(
    tokens: Tokens, rules: Rules, phrases: list[TimePhrase], countries: tuple[str, ...], in_title: bool
) -> list[FigureDraft]:
    """Read the numbers of a sentence with their units, join ranges, and drop what is no figure.

    `countries` decide currencies whose names several share. Numbers inside a time phrase belong to it: those with a
    unit (the past three years) stay as trivial, the others (2023, the first quarter) go.
    """
    countries = tuple(dict.fromkeys(countries))  # a sentence without end names a few, thousands of times
    drafts = _attach_units(read_numbers(tokens, rules), tokens, rules, countries)
    drafts = _join(add_halves(drafts, tokens, rules, countries), tokens, rules)
    _attach_nouns(drafts, tokens, rules)
    drafts = _fold_denominators(drafts, tokens)
    lend_units(drafts, tokens, rules)
    kept = _keep(drafts, phrases, tokens, rules, in_title)
    lend_nouns(kept, tokens, rules)
    read_quotations(kept, tokens, rules, countries)
    attach_frequency(kept, tokens, rules)
    return kept


def _attach_nouns(drafts: list[FigureDraft], tokens: Tokens, rules: Rules) -> None:
    """Give numbers without a unit what they count, and quantities the "a year" that stands apart."""
    for draft in drafts:
        if not draft.own_unit:
            _count(draft, tokens, rules)
        if draft.kind in ("quantity", "count") and draft.form in ("cardinal", "vague"):
            attach_late_per(draft, tokens, rules)


def _keep(
    drafts: list[FigureDraft], phrases: list[TimePhrase], tokens: Tokens, rules: Rules, in_title: bool
) -> list[FigureDraft]:
    """Return the figures among the numbers of a sentence, the trivial ones marked."""
    timed = _in_phrases(drafts, phrases, tokens)
    kept = []
    end = 0
    for draft in _without_tables(drafts, tokens):
        if draft.first in timed and not draft.own_unit:
            continue  # 2023, the first quarter
        if draft.first < end and draft.form == "ordinal":
            continue  # the second of "40 litres a second"
        end = draft.rest
        if is_figure(draft, tokens, rules, in_title):
            draft.rule_trivial = draft.first in timed or is_trivial(draft, tokens, rules)
            kept.append(draft)
    return kept


def _without_tables(drafts: list[FigureDraft], tokens: Tokens) -> list[FigureDraft]:
    """Drop the numbers of box scores and tables: "Ruiz 6 3-4 15, Holland 4 0-0 9"."""
    if len(drafts) < FEWEST_CELLS:
        return drafts
    cells = {
        draft.first
        for one, draft in zip([None, *drafts], drafts, strict=False)
        if not draft.own_unit
        and not draft.spelled
        and draft.unit is None
        and draft.scale == 1
        and (tokens.is_capital(draft.first - 1) or tokens.lower_at(draft.first - 1) == "|" or _adjoins(one, draft))
    }
    return [draft for draft in drafts if draft.first not in cells] if len(cells) >= FEWEST_CELLS else drafts


def _adjoins(one: FigureDraft | None, other: FigureDraft) -> bool:
    return one is not None and one.last == other.first


def _join(drafts: list[FigureDraft], tokens: Tokens, rules: Rules) -> list[FigureDraft]:
    """Join amounts with their cents, hours with their minutes, and the ends of ranges."""
    if len(drafts) < 2:
        return drafts
    return join_ranges(merge_spans(merge_subunits(drafts, tokens), tokens), tokens, rules)


def _is_magnitude(draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise the strength of an earthquake: magnitude 7.4, a 6.2-magnitude quake."""
    if "magnitude" not in tokens.lower[max(0, draft.first - 3) : draft.last + 2]:
        return False
    before = [word for word in tokens.lower[max(0, draft.first - 3) : draft.first] if word not in ("-", "of", "a")]
    after = tokens.lower[draft.last : draft.last + 2]
    return before[-1:] == ["magnitude"] or after == ["-", "magnitude"] or after[:1] == ["magnitude"]


def _fold_denominators(drafts: list[FigureDraft], tokens: Tokens) -> list[FigureDraft]:
    """Make "per 100,000 people" the denominator of the figure before it."""
    kept: list[FigureDraft] = []
    for draft in drafts:
        if tokens.lower_at(draft.first - 1) not in ("per", "/"):
            kept.append(draft)
            continue
        amount = draft.own_unit and draft.kind not in ("money", "percent")
        owner = _owner(kept, draft, tokens) if amount or not draft.own_unit else None
        if owner:
            noun = f" {draft.unit}" if draft.unit and not amount else ""
            owner.per = tokens.surface(draft.first, draft.last) + noun
            owner.rest = draft.last
        elif draft.own_unit or tokens.lower_at(draft.first - 1) != "per" or draft.value not in ROUND:
            kept.append(draft)  # but not the denominator of "doctors per 100,000 inhabitants"
    return kept


def _owner(kept: list[FigureDraft], draft: FigureDraft, tokens: Tokens) -> FigureDraft | None:
    """Return the figure whose denominator a number is: 23 of "23 deaths per 100,000", 6.5 L of "6.5 L/100 km"."""
    joint = draft.first - 1
    if not kept or kept[-1].per:
        return None
    between = tokens.lower[kept[-1].last : joint] if joint - kept[-1].last <= PER_REACH else ["."]
    if tokens.lower_at(joint) == "/":
        spans = kept[-1].kind == draft.kind == "duration"  # a 3-day/2-night trip
        return kept[-1] if not between and kept[-1].own_unit and draft.own_unit and not spans else None
    named = draft.unit is not None or draft.value in ROUND
    return kept[-1] if not between or (named and all(map(str.isalpha, between))) else None


def _in_phrases(drafts: list[FigureDraft], phrases: list[TimePhrase], tokens: Tokens) -> set[int]:
    """Return the first tokens of the drafts that lie in a time phrase; both lists are in order."""
    found: set[int] = set()
    if not phrases:
        return found
    at = 0
    for draft in drafts:
        start, end = tokens.starts[draft.first], tokens.ends[draft.last - 1]
        while at < len(phrases) and phrases[at].end <= start:
            at += 1
        inside = at < len(phrases) and phrases[at].start < end and phrases[at].kind != "year"
        if inside and draft.kind not in ("money", "percent"):
            found.add(draft.first)
    return found


def _attach_units(
    drafts: list[FigureDraft], tokens: Tokens, rules: Rules, countries: tuple[str, ...]
) -> list[FigureDraft]:
    """Give every number its currency or unit; a number inside another's unit (the 2 of km^2) is dropped."""
    kept: list[FigureDraft] = []
    for draft in drafts:
        if kept and draft.first < kept[-1].last:
            continue
        free = kept[-1].last if kept else 0
        if not attach_currency(draft, tokens, rules, countries, free):
            attach_unit(draft, tokens, rules)
        if kept and draft.first < kept[-1].last:
            draft.first = kept[-1].last  # its sign was taken by the number before
        kept.append(draft)
    return kept


def _count(draft: FigureDraft, tokens: Tokens, rules: Rules) -> None:
    """Give a number without a unit its kind, and a count what it counts."""
    draft.kind = draft.kind or ("ordinal" if draft.form == "ordinal" else "count")
    if draft.form == "multiple":
        draft.kind, draft.unit = "quantity", "time"
    elif draft.kind == "count" and _is_magnitude(draft, tokens):
        draft.kind, draft.unit, draft.own_unit = "quantity", "magnitude", True
    elif draft.kind == "count":
        attach_noun(draft, tokens, rules)
        if draft.unit and draft.scale == 1 and draft.value and _is_grouped_by_dot(tokens.words[draft.first]):
            draft.value = draft.value * THOUSAND


def _is_grouped_by_dot(word: str) -> bool:
    """Recognise the 12.500 of 12.500 people, as the Continent writes: nobody counts people to the thousandth."""
    whole, dot, part = word.partition(".")
    return dot == "." and len(part) == GROUP and part.endswith("0") and whole.isdecimal() and whole[0] != "0"
