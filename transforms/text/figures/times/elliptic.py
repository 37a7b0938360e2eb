"""Read times that leave out their noun, which stands in the sentence: "2 percent in the third", "5 percent next"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from operator import attrgetter

from dyadwire.transforms.text.figures.times import calendar
from dyadwire.transforms.text.figures.times.calendar import DaySpan
from dyadwire.transforms.text.figures.times.days import resolve
from dyadwire.transforms.text.figures.times.phrases import TimePhrase
from dyadwire.transforms.text.figures.tokens import Tokens

ORDINALS = ("first", "second", "third", "fourth")
LEADS = ("in", "for", "during")
ENDS = frozenset((".", ",", ";", ":", ")", "", "and", "but", "from", "when", "while", "as", "after", "to"))
COMING = re.compile(r"this (?:fiscal |financial )?(?:year|quarter|month)\Z")
_RANK = re.compile(r"\b(?:first|second|third|fourth)\b|\bq[1-4]\b")
BEHIND = frozenset(("after", "following", "from", "than", "against"))  # before what came earlier


def find_elliptic_times(tokens: Tokens, phrases: list[TimePhrase], published: date | None) -> list[TimePhrase]:
    """Return the phrases of a sentence with those that leave out the noun of the one before them, in order."""
    found = [*_elliptic(tokens, phrases, published)]
    return sorted([*phrases, *found]) if found else phrases


def _elliptic(tokens: Tokens, phrases: list[TimePhrase], published: date | None) -> Iterator[TimePhrase]:
    """Yield each time without a noun, read by the nearest time before it that has one."""
    ranked = [phrase for phrase in phrases if phrase.kind == "part" and _RANK.search(phrase.text.lower())]
    coming = [phrase for phrase in phrases if COMING.match(phrase.text.lower())]
    turned = -1  # the last word that leads to what came before
    for at, word in enumerate(tokens.lower if ranked or coming else ()):
        if word in BEHIND:
            turned = tokens.starts[at]
        elif word in ORDINALS and _is_rank(tokens, at) and (phrase := _nearest(ranked, tokens.starts[at])):
            days = _days(phrase, word, turned >= phrase.end, published)
            cue = tokens.lower_at(at - 2)
            yield _phrase(tokens, at - 1, at + 1, phrase._replace(kind="part", cue=cue, days=days))
        elif word == "next" and _is_alone(tokens, at) and (phrase := _nearest(coming, tokens.starts[at])):
            unit = phrase.text.lower().rpartition(" ")[2]
            days = phrase.days and calendar.shift(phrase.days, unit, 1)
            yield _phrase(tokens, at, at + 1, phrase._replace(cue="", days=days))


def _nearest(phrases: list[TimePhrase], start: int) -> TimePhrase | None:
    """Return the last phrase that ends before a character."""
    index = bisect_right(phrases, start, key=attrgetter("end"))
    return phrases[index - 1] if index else None


def _is_rank(tokens: Tokens, at: int) -> bool:
    """Recognise "in the third", which ends what is told of it."""
    lower_at = tokens.lower_at
    return lower_at(at - 1) == "the" and lower_at(at - 2) in LEADS and lower_at(at + 1) in ENDS


def _is_alone(tokens: Tokens, at: int) -> bool:
    """Recognise the "next" of "4.8 percent this year and 5.1 percent next"; not of "both this year and next"."""
    return tokens.lower_at(at + 1) in ENDS and tokens.lower_at(at - 1) not in ("and", "or")


def _days(phrase: TimePhrase, rank: str, behind: bool, published: date | None) -> DaySpan | None:
    """Return the days of another quarter or half: of the same year, unless it came `behind` and is a later one."""
    words = _RANK.sub(rank if " " in phrase.text else f"{rank} quarter", phrase.text.lower(), count=1)
    days = resolve("part", words, published)
    if days is None or phrase.days is None or (days.start < phrase.days.start) == behind:
        return days
    return calendar.shift(days, "year", -1 if behind else int(days.start < phrase.days.start))


def _phrase(tokens: Tokens, first: int, last: int, like: TimePhrase) -> TimePhrase:
    """Return a phrase at tokens, with the kind, preposition and days of another."""
    start, end = tokens.starts[first], tokens.ends[last - 1]
    return like._replace(start=start, end=end, text=tokens.text[start:end])
