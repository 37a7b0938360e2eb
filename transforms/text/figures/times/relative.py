"""Resolve phrases that are reckoned from the day of publication alone: last month, Tuesday, twenty-three years ago."""

from __future__ import annotations

import re
from datetime import date

from dyadwire.transforms.text.figures.times.calendar import (
    FIND_MONTH,
    FIND_UNIT,
    MONTHS_OF,
    ONE_DAY,
    SATURDAY,
    SEASONS,
    VAGUE,
    WEEKDAYS,
    DaySpan,
    ago_of,
    before,
    containing,
    months_of,
    of_months,
    shift,
    unit_of,
)

_PARTS = {"half": 2, "quarter": 4}
_PART = re.compile(r"(?:a )?(half|quarter)\b[- a-z]*(century|decade)")  # half a century ago
LONG = ("decade", "century")


def _read_ago(phrase: str, published: date | None) -> DaySpan | None:
    """Resolve to the day, month or year so far back; what is decades ago, to a year."""
    unit, count = ago_of(phrase)
    if published is None or VAGUE.search(phrase):
        return None
    part = _PART.match(phrase)
    if part:
        unit, count = "year", MONTHS_OF[part[2]] // 12 // _PARTS[part[1]]
    wide = "year" if unit in LONG else "day"
    now = containing(published, unit if unit in ("year", "month", "day") else wide)
    return now and shift(now, unit, -count)


def _read_todate(phrase: str, published: date | None) -> DaySpan | None:
    unit = FIND_UNIT.search(phrase)
    now = containing(published, unit.group(1)) if published and unit else None
    return DaySpan(now.start, published) if now and published else None


def _read_relative(phrase: str, published: date | None) -> DaySpan | None:
    """Return the days of "last month", "this week" or "yesterday" on the day of publication."""
    if (
        published is None
        or phrase.endswith((*SEASONS, " later"))
        or phrase.startswith(("that", "the same", "same", "following", "the following"))
    ):
        return None
    if phrase.endswith(("morning", "afternoon", "evening", "night")):
        return shift(DaySpan(published, published), "day", -phrase.startswith("last"))
    if phrase in ("yesterday", "today", "tomorrow"):
        return shift(DaySpan(published, published), "day", ("yesterday", "today", "tomorrow").index(phrase) - 1)
    unit = unit_of(phrase)
    if unit is None:
        return None  # this period, last Christmas
    now = containing(published, unit)
    step = -1 if re.search(r"\b(?:last|previous|prior|preceding)\b", phrase) else int("next" in phrase)
    return now and shift(now, unit, step)


def _read_weekday(phrase: str, published: date | None) -> DaySpan | None:
    """Resolve a weekday to its latest date, which is not today's after "last"; "next" to the one after."""
    if published is None:
        return None
    day = next(at for at, name in enumerate(WEEKDAYS) if name in phrase)
    back = (published.weekday() - day) % 7
    back = back or 7 * phrase.startswith("last")
    if phrase.startswith("this") and day > published.weekday():
        back -= 7  # of this week
    return shift(DaySpan(published, published), "day", 7 - back if phrase.startswith("next") else -back)


def _read_weekend(phrase: str, published: date | None) -> DaySpan | None:
    """Resolve to the latest Saturday and Sunday; what "this weekend" means in the week is not said."""
    if published is None or (phrase == "this weekend" and published.weekday() < SATURDAY):
        return None
    back = (published.weekday() - SATURDAY) % 7
    if phrase.startswith("next"):
        back -= 7
    elif phrase.startswith(("last", "this past")) and back < 2:
        back += 7  # this one is not over
    saturday = shift(DaySpan(published, published), "day", -back)
    return saturday and DaySpan(saturday.start, saturday.end + ONE_DAY)


def _read_near(phrase: str, published: date | None) -> DaySpan | None:
    """Resolve "last June" to the latest that is over, "this past June" to the latest begun, "next June" to the next."""
    if published is None or phrase.endswith(SEASONS) or phrase.startswith("that "):
        return None
    if phrase.endswith(WEEKDAYS):
        return _read_weekday(phrase, published)
    if not FIND_MONTH.search(phrase):
        return before(published, unit_of(phrase) or "year", 1)
    month = months_of(phrase)[0]
    over, ahead = month < published.month, month > published.month
    if phrase.startswith(("next", "this coming")):
        return of_months(published.year + (not ahead), month)
    year = published.year - (ahead if phrase.startswith("this") else not over)
    return of_months(published.year if phrase.startswith("this ") and "past" not in phrase else year, month)


def quarters(published: date, count: int) -> DaySpan | None:
    """Return so many whole quarters ahead of a day, or behind it: accounts are for these and not for ninety days."""
    now = containing(published, "quarter")
    near, far = (now and shift(now, "quarter", step) for step in (1 if count > 0 else -1, count))
    return DaySpan(min(near, far).start, max(near, far).end) if near and far else None


RELATIVE = {
    "ago": _read_ago, "todate": _read_todate, "relative": _read_relative, "near": _read_near,
    "weekend": _read_weekend, "weekday": _read_weekday,
}  # fmt: skip
