"""What days a phrase of time means that hangs on the day of publication: last week, next June, at the weekend."""

from __future__ import annotations

import re
from datetime import date

from transforms.text.figures.times import calendar
from transforms.text.figures.times.calendar import Span
from transforms.text.figures.times.words import FIND_MONTH, FIND_UNIT, ago_of, months_of, unit_of

VAGUE = re.compile(r"\b(?:few|several|couple|some|many)\b")  # years ago: nobody knows how many
SEASONS = ("season", "spring", "summer", "autumn", "fall", "winter")  # when they begin is nowhere agreed


def _read_ago(phrase: str, published: date | None) -> Span | None:
    unit, count = ago_of(phrase)
    if published is None or VAGUE.search(phrase):
        return None
    now = calendar.containing(published, unit if unit in ("year", "month", "day") else "day")
    return now and calendar.shift(now, unit, -count)


def _read_todate(phrase: str, published: date | None) -> Span | None:
    unit = FIND_UNIT.search(phrase)
    now = calendar.containing(published, unit.group(1)) if published and unit else None
    return Span(now.start, published) if now and published else None


def _read_relative(phrase: str, published: date | None) -> Span | None:
    if (
        published is None
        or phrase.endswith(SEASONS)
        or phrase.startswith(("that", "the same", "same", "following", "the following"))
    ):
        return None
    if phrase.endswith(("morning", "afternoon", "evening", "night")):
        return calendar.shift(Span(published, published), "day", -phrase.startswith("last"))
    if phrase in ("yesterday", "today", "tomorrow"):
        return calendar.shift(Span(published, published), "day", ("yesterday", "today", "tomorrow").index(phrase) - 1)
    unit = unit_of(phrase) or "year"
    now = calendar.containing(published, unit)
    step = -1 if re.search(r"\b(?:last|previous|prior|preceding)\b", phrase) else int("next" in phrase)
    return now and calendar.shift(now, unit, step)


def _read_weekday(phrase: str, published: date | None) -> Span | None:
    """Resolve a weekday to its latest date, which is not today's after "last"; "next" to the one after."""
    if published is None:
        return None
    back = (published.weekday() - calendar.WEEKDAYS.index(phrase.split()[-1].rstrip("'’s"))) % 7
    back = back or 7 * phrase.startswith("last")
    return calendar.shift(Span(published, published), "day", 7 - back if phrase.startswith("next") else -back)


def _read_weekend(phrase: str, published: date | None) -> Span | None:
    """Resolve to the latest Saturday and Sunday; what "this weekend" means in the week is not said."""
    if published is None or (phrase == "this weekend" and published.weekday() < calendar.SATURDAY):
        return None
    back = (published.weekday() - calendar.SATURDAY) % 7
    back += 7 * (phrase.startswith(("last", "this past")) and back < 2) - 7 * phrase.startswith(
        "next"
    )  # one that is not over
    saturday = calendar.shift(Span(published, published), "day", -back)
    return saturday and Span(saturday.start, saturday.end + calendar.ONE_DAY)


def _read_near(phrase: str, published: date | None) -> Span | None:
    """Resolve "last June" to the latest that is over, "this past June" to the latest begun, "next June" to the next."""
    if published is None or phrase.endswith(SEASONS):
        return None
    if phrase.endswith("day") and phrase.split()[-1] in calendar.WEEKDAYS:
        return _read_weekday(phrase, published)
    if not FIND_MONTH.search(phrase):
        return calendar.before(published, unit_of(phrase) or "year", 1)
    month = months_of(phrase)[0]
    over, ahead = month < published.month, month > published.month
    if phrase.startswith(("next", "this coming")):
        return calendar.of_months(published.year + (not ahead), month)
    year = published.year - (ahead if phrase.startswith("this") else not over)
    return calendar.of_months(published.year if phrase.startswith("this ") and "past" not in phrase else year, month)


RELATIVE = {
    "ago": _read_ago, "todate": _read_todate, "relative": _read_relative, "near": _read_near,
    "weekend": _read_weekend, "weekday": _read_weekday,
}  # fmt: skip
