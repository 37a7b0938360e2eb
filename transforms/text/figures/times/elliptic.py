"""Read times that leave out their noun, which stands in the sentence: "2 percent in the third", "5 percent next"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date

from dyadwire.transforms.text.figures.times import calendar
from dyadwire.transforms.text.figures.times.calendar import DaySpan
from dyadwire.transforms.text.figures.times.days import resolve
from dyadwire.transforms.text.figures.times.phrases import TimePhrase
from dyadwire.transforms.text.figures.tokens import Tokens

ORDINALS = ("first", "second", "third", "fourth")
LEADS = ("in", "for", "during")
ENDS = frozenset((".", ",", ";", ":", ")", "", "and", "but", "from", "when", "while", "as", "after", "to"))
COMING = re.compile(r"this (?:fiscal |financial )?(?P<unit>year|quarter|month)\Z")
_RANK = re.compile(r"\b(?:first|second|third|fourth)\b|\bq[1-4]\b")
BEHIND = frozenset(("after", "following", "from", "than", "against"))  # before what came earlier


def find_elliptic_times(tokens: Tokens, phrases: list[TimePhrase], published: date | None) -> list[TimePhrase]:
    """Return the phrases of a sentence with those that leave out the noun of one before them, in order."""
    found = [*phrases]
    for phrase in phrases:
        if phrase.kind == "part" and _RANK.search(phrase.text.lower()):
            found += _ranked(tokens, phrase, published)
        elif (unit := COMING.match(phrase.text.lower())) is not None:
            found += _next(tokens, phrase, unit["unit"])
    return sorted(found) if len(found) > len(phrases) else phrases


def _ranked(tokens: Tokens, phrase: TimePhrase, published: date | None) -> Iterator[TimePhrase]:
    """Yield "the third" behind "the fourth quarter"."""
    lower_at, begin = tokens.lower_at, bisect_left(tokens.starts, phrase.end)
    for at in range(begin, len(tokens)):
        word = tokens.lower[at]
        if word not in ORDINALS or lower_at(at - 1) != "the" or lower_at(at + 1) not in ENDS:
            continue
        if lower_at(at - 2) in LEADS and _RANK.search(phrase.text.lower()):
            behind = not BEHIND.isdisjoint(tokens.lower[begin:at])
            days = _days(phrase, word, behind, published)
            yield _phrase(tokens, at - 1, at + 1, phrase._replace(kind="part", cue=lower_at(at - 2), days=days))


def _days(phrase: TimePhrase, rank: str, behind: bool, published: date | None) -> DaySpan | None:
    """Return the days of another quarter or half: of the same year, unless it came `behind` and is a later one."""
    words = _RANK.sub(rank if " " in phrase.text else f"{rank} quarter", phrase.text.lower(), count=1)
    days = resolve("part", words, published)
    if days is None or phrase.days is None or (days.start < phrase.days.start) == behind:
        return days
    return calendar.shift(days, "year", -1 if behind else int(days.start < phrase.days.start))


def _next(tokens: Tokens, phrase: TimePhrase, unit: str) -> Iterator[TimePhrase]:
    """Yield the "next" of "4.8 percent this year and 5.1 percent next"; not of "both this year and next"."""
    lower_at = tokens.lower_at
    for at in range(bisect_left(tokens.starts, phrase.end), len(tokens)):
        if tokens.lower[at] == "next" and lower_at(at + 1) in ENDS and lower_at(at - 1) not in ("and", "or"):
            days = phrase.days and calendar.shift(phrase.days, unit, 1)
            yield _phrase(tokens, at, at + 1, phrase._replace(cue="", days=days))


def _phrase(tokens: Tokens, first: int, last: int, like: TimePhrase) -> TimePhrase:
    """Return a phrase at tokens, with the kind, preposition and days of another."""
    start, end = tokens.starts[first], tokens.ends[last - 1]
    return like._replace(start=start, end=end, text=tokens.text[start:end])
