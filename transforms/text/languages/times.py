"""Find the times of a sentence that is not English: years, months, quarters and what is reckoned from publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from dyadwire.transforms.text.figures.times.calendar import DaySpan, containing, of_months, shift
from dyadwire.transforms.text.languages.pack import small
from dyadwire.transforms.text.languages.time_words import TimeWords

PERIOD, BASE, SINCE, EARLIER = "period", "base", "since", "earlier"
_REACH = 48  # characters before a time in which a word says that something is compared with it
_DAY_BEFORE = re.compile(r"(?<!\d)[0-3]?\d(?:\.|º|°|er|-?го|-?м)?\s(?:de\s|من\s)?\Z")
_DAY_AFTER = re.compile(r"(?:\s?份)?\s?[0-3]?\d\s?[日号號일]")
QUARTER = 3  # months: longer runs are told when their last one has begun, "in the first nine months"
_ROUND = "2000"  # digits that are as often a count


class Atom(NamedTuple):
    """A word of time, or digits of a year: its span, and which it is (months, said, year, earlier)."""

    start: int
    end: int
    kind: str
    text: str


class Time(NamedTuple):
    """A time: its span, what it is to the figures beside it, and its days where they are known."""

    start: int
    end: int
    role: str
    days: DaySpan | None
    is_year: bool = False  # nothing but digits, which may be a figure


def find_times(
    text: str, bounds: tuple[int, int], words: TimeWords, published: date | None, *, bare: bool
) -> list[Time]:
    """Find the times of the sentence at `bounds` of a folded text, in order; a day of a month is none.

    With `bare`, digits may be a year without a word that says so, as in German.
    """
    atoms = [
        Atom(*match.span(kind), kind, small(match[kind]))
        for match in words.atoms.finditer(text, *bounds)
        if (kind := match.lastgroup or "")
    ]
    found = []
    for group in _joined(atoms, text, words):
        if _is_day(group, text) or not _is_span(group, text, words):
            continue
        if len(group) > 1 or _is_time(group[0], text, words, bare=bare):
            found.append(_read(group, text, bounds[0], words, published))
    return found


def _joined(atoms: list[Atom], text: str, words: TimeWords) -> Iterator[list[Atom]]:
    """Yield the atoms of each time: a month and its year, the two ends of a span."""
    group: list[Atom] = []
    for atom in atoms:
        if group and not _belongs(group, atom, text[group[-1].end : atom.start], words):
            yield group
            group = []
        group.append(atom)
    if group:
        yield group


def _belongs(group: list[Atom], atom: Atom, between: str, words: TimeWords) -> bool:
    last = group[-1]
    if last.kind == atom.kind:
        joints = (words.span, words.listed) if atom.kind in ("year", "months") else ()
        return any(joint.fullmatch(between) for joint in joints)
    kinds = {last.kind, atom.kind}
    dated = kinds == {"months", "year"} or (
        kinds == {"months", "said"} and _is_year(last, words) | _is_year(atom, words)
    )
    return dated and atom.kind not in {one.kind for one in group} and words.joint.fullmatch(between) is not None


def _is_year(atom: Atom, words: TimeWords) -> bool:
    return atom.kind == "said" and words.said[atom.text].startswith("year")


def _is_span(group: list[Atom], text: str, words: TimeWords) -> bool:
    """Tell what is one span from two times that are listed, in 2019 and 2023, which is neither of the two."""
    for one, other in pairwise(group):
        if one.kind == other.kind and not words.span.fullmatch(text, one.end, other.start):
            follows = _number(other, words) - _number(one, words) == 1
            if not follows and not words.between.search(text, max(0, group[0].start - 24), group[0].start):
                return False
    return True


def _number(atom: Atom, words: TimeWords) -> int:
    return int(atom.text) if atom.kind == "year" else int(words.months[atom.text].partition("-")[0])


def _is_day(group: list[Atom], text: str) -> bool:
    """Tell a day of a month, on which something was said more often than so."""
    months = [atom for atom in group if atom.kind == "months"]
    return bool(months) and bool(
        _DAY_BEFORE.search(text[max(0, months[0].start - 12) : months[0].start])
        or _DAY_AFTER.match(text, months[-1].end)
    )


def _is_time(atom: Atom, text: str, words: TimeWords, *, bare: bool) -> bool:
    """Tell digits that are a year from others, by what stands beside them."""
    if atom.kind != "year" or words.year_after.match(text, atom.end):
        return True
    if atom.text == _ROUND and text[atom.end : atom.end + 2].strip().isalpha():
        return False
    before = text[max(0, atom.start - _REACH) : atom.start]
    if any(said.search(before) for said in (words.year_before, words.fiscal_before, words.base_before)):
        return True
    word = before.split()[-1:] or [""]
    return bare and not word[0][:1].isupper()


def _read(group: list[Atom], text: str, first: int, words: TimeWords, published: date | None) -> Time:
    start, end = group[0].start, group[-1].end
    if group[0].kind == EARLIER:
        return Time(start, end, EARLIER, None)
    before = text[max(first, start - _REACH) : start]
    fiscal = words.fiscal_before.search(before) or words.fiscal_after.match(text, end)
    role = _role(before, text, end, words)
    if role == SINCE and len({atom.kind for atom in group}) < len(group):
        role = PERIOD  # from 2019 to 2023
    return Time(
        start,
        end,
        role,
        None if fiscal else _days(group, words, published),
        len(group) == 1 and group[0].kind == "year",
    )


def _role(before: str, text: str, end: int, words: TimeWords) -> str:
    mark = words.year_after.match(text, end)
    after = mark.end() if mark else end
    if words.base_before.search(before) or words.base_after.match(text, after):
        return BASE
    return SINCE if words.since_before.search(before) or words.since_after.match(text, after) else PERIOD


def _days(group: list[Atom], words: TimeWords, published: date | None) -> DaySpan | None:
    """Return the days of a time: of its months and its year, of its year, or as reckoned from publication."""
    years = [int(atom.text) for atom in group if atom.kind == "year"]
    months = [words.months[atom.text] for atom in group if atom.kind == "months"]
    said = [words.said[atom.text] for atom in group if atom.kind == "said"]
    if said and not months:
        return _reckoned(said[0], published)
    if not months:
        return of_months(years[0], 1, 12 * (years[-1] - years[0] + 1)) if years[0] <= years[-1] else None
    first, last = int(months[0].partition("-")[0]), int(months[-1].rpartition("-")[2])
    year = years[-1] if years else _year_of(said, first if last - first < QUARTER else last, published)
    if year is None:
        return None
    return of_months(year - (first > last), first, (last - first) % 12 + 1)


def _year_of(said: list[str], month: int, published: date | None) -> int | None:
    """Return the year of months: as said, or the latest one in which some month has begun."""
    if published is None:
        return None
    if said:
        return published.year + int(said[0].partition(" ")[2])
    return published.year - (month > published.month)


def _reckoned(said: str, published: date | None) -> DaySpan | None:
    unit, _, count = said.partition(" ")
    here = containing(published, unit) if published else None
    return here and shift(here, unit, int(count))
