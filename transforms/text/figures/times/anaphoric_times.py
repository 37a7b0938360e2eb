"""Date the times that hang on one told before: that year, the same month, two years later, ten years earlier."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice, pairwise, takewhile
from typing import NamedTuple

from dyadwire.transforms.text.figures.function_words import COMPARING, MODALS
from dyadwire.transforms.text.figures.times.calendar import (
    VAGUE,
    DaySpan,
    ago_of,
    containing,
    months_of,
    of_months,
    shift,
    unit_of,
)
from dyadwire.transforms.text.figures.times.phrases import TimePhrase
from dyadwire.transforms.text.figures.tokens import Tokens

SAME = re.compile(r"(?:that|the same|same) (?:same )?(?:year|month|week|day)\Z")
THAT_MONTH = re.compile(r"that [a-z]+\Z")
NEXT = re.compile(r"(?:the )?following (?:year|month|week|day)\Z")
LATER = re.compile(r" later\Z")
EARLIER = re.compile(r"[ -](?:earlier|before|prior|previously)\Z")
OF_THE_WEEK = frozenset(("weekday", "weekend", "todate", "bare"))  # that year is not the one of Monday
COMPARED = ("same", "onyear", "event")
FORMER = COMPARING | {"with"}
FORMER_REACH = 5  # tokens of "from 468.1 million in" before a time
COMING = frozenset(("is", "are", "was", "were", "due", "expected", "set"))
CLAUSES = frozenset((",", ";", "and", "but", "while", "whereas"))
SHORT = ("day", "week")
GRAINS = {"week": "day", "decade": "year", "century": "year"}  # a week later is a day, a decade later a year
YEARS = ("year", "decade", "century")
FAR_BACK = 2  # sentences from a time to what hangs on it
NEAREST = 50  # times that are looked back over: all of a sentence of a million characters would take hours


class Told(NamedTuple):
    """A time of an earlier sentence: how far back, and whether it is only what figures there are compared with."""

    phrase: TimePhrase
    back: int
    is_base: bool


def date_hanging(
    tokens: Tokens, phrases: list[TimePhrase], told: Iterable[Told], published: date | None
) -> list[TimePhrase]:
    """Return the times of a sentence, with new days for those that hang on the last time before them.

    `told` are those of earlier sentences, the last first. What would begin after the day of publication keeps its days.
    """
    if all(_step(phrase) is None for phrase in phrases):
        return phrases
    earlier = list(islice(takewhile(lambda one: one.back <= FAR_BACK, told), NEAREST))
    found: list[TimePhrase] = []
    over = published if is_to_be(tokens.lower) else None
    for phrase in phrases:
        on = next(_anchors(phrase, found, earlier, tokens, over), None) if _step(phrase) is not None else None
        days = _days(on, phrase, _step(phrase) or 0) if on else None
        found.append(phrase._replace(days=days) if days and not _is_ahead(days, published) else phrase)
    return found


def _is_ahead(days: DaySpan, published: date | None) -> bool:
    return published is not None and days.start > published


def _step(phrase: TimePhrase) -> int | None:
    """Return how many units a time lies from the one on which it hangs; None where it hangs on none."""
    words = phrase.text.lower()
    if VAGUE.search(words):
        return None
    if phrase.kind == "near":
        return 0 if THAT_MONTH.match(words) else None
    if phrase.kind == "ago":
        return -ago_of(words)[1] if EARLIER.search(words) else None
    if phrase.kind != "relative":
        return None
    if LATER.search(words):
        return ago_of(words)[1]
    return int(NEXT.match(words) is not None) if NEXT.match(words) or SAME.match(words) else None


def _anchors(
    phrase: TimePhrase, found: list[TimePhrase], earlier: list[Told], tokens: Tokens, over: date | None
) -> Iterator[TimePhrase]:
    """Yield the times on which another can hang, the nearest first, whether their own days are known or not.

    On none that ends before `over`, where what is to be is told.

    The year before of "lost 2 million the year before" hangs on its own sentence only.
    """
    same = SAME.match(phrase.text.lower()) is not None  # fewer than the 2,600 of 2022; that year
    far = [one.phrase for one in earlier if same or not one.is_base]
    for one in (*found[: -NEAREST - 1 : -1], *(far if phrase.kind != "ago" or _opens(phrase, tokens) else ())):
        of_the_week = one.kind in OF_THE_WEEK and unit_of(phrase.text.lower()) not in SHORT
        is_over = over is not None and one.days is not None and one.days.end < over
        if not (
            one.aside
            or one.kind in COMPARED
            or of_the_week
            or is_over
            or (phrase.kind == "ago" and _is_former(one, tokens))
        ):
            yield one


def _opens(phrase: TimePhrase, tokens: Tokens) -> bool:
    """Tell a time that opens its sentence or a clause: ten years earlier 490,000 had been born."""
    first = bisect_left(tokens.starts, phrase.start)
    return first == 0 or tokens.lower_at(first - 1) in CLAUSES


def _is_former(phrase: TimePhrase, tokens: Tokens) -> bool:
    """Tell the time of what is compared with, in the same sentence: from 468 million in August."""
    first = bisect_left(tokens.starts, phrase.start)
    return first > 0 and not FORMER.isdisjoint(tokens.lower[max(0, first - FORMER_REACH) : first])


def is_to_be(words: Sequence[str]) -> bool:
    """Recognise what will rise, and what is to."""
    will = not MODALS.isdisjoint(words)
    return will or any(one in COMING and other == "to" for one, other in pairwise(words))


def _days(on: TimePhrase, phrase: TimePhrase, step: int) -> DaySpan | None:
    """Return the days so many units from a time: what is years from a day, a year; a week from a year is none."""
    words = phrase.text.lower()
    unit = "year" if phrase.kind == "near" else ago_of(words)[0]
    if on.days is None:
        return None
    span = DaySpan(on.days.start, on.days.start) if on.cue == "since" else on.days
    within = containing(span.start, GRAINS.get(unit, unit))
    away = phrase.kind == "ago" or LATER.search(words) is not None
    if within is None or (span.end > within.end and not (away and unit in YEARS)):
        return None
    if phrase.kind == "near":
        return of_months(within.start.year, months_of(words)[0])
    if away and span.start < span.end:
        last = containing(span.end, GRAINS.get(unit, unit)) if span.end > within.end and step > 0 else span
        return last and shift(last, unit, step)
    return shift(within, unit, step)
