"""Find the times of a sentence that is not English: years, months, quarters and what is reckoned from publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from dyadwire.transforms.text.figures.times.calendar import DaySpan, shift
from dyadwire.transforms.text.languages.pack import small
from dyadwire.transforms.text.languages.reckoning import BEFORE, days_of, precedes, to_year
from dyadwire.transforms.text.languages.time_words import TimeWords

PERIOD, BASE, SINCE, EARLIER = "period", "base", "since", "earlier"
RECORD = "record"  # since when something is the most: no time of a figure
REACH = 48  # characters before a time in which a word says that something is compared with it
_DAY_BEFORE = re.compile(r"(?<!\d)[0-3]?\d(?:\.|º|°|er|-?го|-?м)?\s(?:de\s|من\s)?\Z")
_DAY_AFTER = re.compile(r"(?:\s?份)?\s?[0-3]?\d\s?[日号號일]")
_OF_FIGURE = re.compile(r"\s?[的의]\s?\d")  # lower than May's 2.6 percent
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
    before: str = ""  # unit, where it is the one before another time: the previous quarter
    whole: bool = False  # a year, of which no month is told
    same: bool = False  # the same months in it
    lasting: DaySpan | None = None  # from its first day to that of publication


def find_times(
    text: str, bounds: tuple[int, int], words: TimeWords, published: date | None, *, bare: bool
) -> list[Time]:
    """Find the times of the sentence at `bounds` of a folded text, in order; a day of a month is none.

    With `bare`, digits are a year without a word that says so, as in German, but in a name: Agenda 2030.
    """
    atoms = [
        Atom(*match.span(kind), kind, small(match[kind]))
        for match in words.atoms.finditer(text, *bounds)
        if (kind := match.lastgroup or "")
    ]
    found: list[Time] = []
    for group in _joined(atoms, text, words):
        if _is_day(group, text) or not _is_span(group, text, words):
            continue
        if len(group) > 1 or _is_time(group[0], text, words, bare=bare):
            _add(_read(group, text, bounds[0], words, published), found, text, words)
    return found


def _add(time: Time, found: list[Time], text: str, words: TimeWords) -> None:
    """Append a time to those found: one with the last where it is the end of its span, else reckoned from the last."""
    last = found[-1] if found else None
    if last and last.days and time.days and last.days.start < time.days.start and _spans(last, time, text, words):
        found[-1] = Time(last.start, time.end, PERIOD, DaySpan(last.days.start, time.days.end))
    else:
        found.append(_reckon(time, found))


def _spans(first: Time, last: Time, text: str, words: TimeWords) -> bool:
    return first.role in (PERIOD, SINCE) and words.span.fullmatch(text, first.end, last.start) is not None


def _reckon(time: Time, found: list[Time]) -> Time:
    """Return a time with its days by those told before it: the quarter before, the same months of another year."""
    same = time.same and time.role == PERIOD and time.whole
    unit = "year" if same else "" if time.role == EARLIER else time.before
    told = next((one.days for one in reversed(found) if precedes(unit, one.days)), None)
    if same:
        return time._replace(days=told and time.days and to_year(told, time.days.start.year))
    return time._replace(days=shift(told, unit, -1)) if told else time


def _joined(atoms: list[Atom], text: str, words: TimeWords) -> Iterator[list[Atom]]:
    """Yield the atoms of each time: a month and its year, the two ends of a span."""
    group: list[Atom] = []
    for atom in atoms:
        apart = atom.kind == "said" and words.same_after.match(text, atom.end)  # in June, in that of last year
        if group and (apart or not _belongs(group, atom, text[group[-1].end : atom.start], words)):
            yield group
            group = []
        group.append(atom)
    if group:
        yield group


def _belongs(group: list[Atom], atom: Atom, between: str, words: TimeWords) -> bool:
    last = group[-1]
    if last.kind == atom.kind:
        joints = (words.span, words.listed) if atom.kind in ("year", "months") and len(group) == 1 else ()
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
    if atom.kind != "year":
        return atom.text not in words.of_year
    before = text[max(0, atom.start - REACH) : atom.start]
    if atom.text.endswith("0") and words.decade.search(before):
        return False
    if words.undated_before.search(before) or words.undated_after.match(text, atom.end):
        return False
    if words.year_after.match(text, atom.end):
        return True
    if atom.text == _ROUND and text[atom.end : atom.end + 2].strip().isalpha():
        return False
    if any(said.search(before) for said in (words.year_before, words.fiscal_before, words.base_before)):
        return True
    return bare


def _read(group: list[Atom], text: str, first: int, words: TimeWords, published: date | None) -> Time:
    start, end = group[0].start, group[-1].end
    if group[0].kind == EARLIER:
        return Time(start, end, EARLIER, None, before=words.earlier[group[0].text] or "year")
    before = text[max(first, start - REACH) : start]
    fiscal = words.fiscal_before.search(before) or words.fiscal_after.match(text, end)
    days = None if fiscal else _days(group, words, published)
    same_before = words.same_before.search(before)
    same = bool(same_before or words.same_after.match(text, end))
    unit, role = _unit_before(group, words), _role(before, text, end, words)
    if role == SINCE and len({atom.kind for atom in group}) < len(group):
        role = PERIOD  # from 2019 to 2023
    if role == BASE and same and (unit == "year" or _is_last_year(group[0], words)):
        role, days, unit = EARLIER, None, "year"
    start -= len(before) - same_before.start() if same_before else 0
    alone = len(group) == 1
    time = Time(start, end, role, days, alone and group[0].kind == "year", unit, alone and not _of_months(group), same)
    return _lasting(time, published)


def _is_last_year(atom: Atom, words: TimeWords) -> bool:
    return atom.kind == "said" and words.said[atom.text] == "year -1"


def _of_months(group: list[Atom]) -> bool:
    return any(atom.kind == "months" for atom in group)


def _lasting(time: Time, published: date | None) -> Time:
    """Return a time since when with its days until publication; it is a period unless it is over."""
    if time.role != SINCE or not time.days or not published or time.days.start > published:
        return time
    lasting = DaySpan(time.days.start, published)
    if time.days.end >= published:
        return time._replace(role=PERIOD, days=lasting)
    return time._replace(lasting=lasting)


def _unit_before(group: list[Atom], words: TimeWords) -> str:
    """Return the unit of a time that is the one before another: year, of "the year before"."""
    unit, _, count = words.said[group[0].text].partition(" ") if group[0].kind == "said" else ("", "", "")
    return unit if count == BEFORE and len(group) == 1 else ""


def _role(before: str, text: str, end: int, words: TimeWords) -> str:
    if _OF_FIGURE.match(text, end):
        return PERIOD
    mark = words.year_after.match(text, end)
    after = {end, mark.end() if mark else end}
    if words.base_before.search(before) or any(words.base_after.match(text, at) for at in after):
        return BASE
    if not (words.since_before.search(before) or any(words.since_after.match(text, at) for at in after)):
        return PERIOD
    record = words.record_before.search(before) or words.record_after.match(text, end)
    return RECORD if record else SINCE


def _days(group: list[Atom], words: TimeWords, published: date | None) -> DaySpan | None:
    """Return the days of a time: of its months and its year, of its year, or as reckoned from publication."""
    return days_of(
        [int(atom.text) for atom in group if atom.kind == "year"],
        [words.months[atom.text] for atom in group if atom.kind == "months"],
        [words.said[atom.text] for atom in group if atom.kind == "said"],
        published,
    )
