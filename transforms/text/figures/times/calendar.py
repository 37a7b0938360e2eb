"""Days, months, quarters and years, their words, and what "last month" is on the day of publication."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

MONTH_NUMBERS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SATURDAY = WEEKDAYS.index("saturday")
MONTHS_OF = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
ONE_DAY = timedelta(days=1)
PLAUSIBLE_YEARS = range(1900, 2200)  # outside of them a date of publication is an error, and its arithmetic overflows
MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?|sept?(?:ember|\.)?"
    r"|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "first": 1, "second": 2, "third": 3,
    "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
}  # fmt: skip
FIND_MONTH = re.compile(rf"\b{MONTH}(?![\w])")
FIND_YEAR = re.compile(r"\b(?:1[89]|20)\d\d")
FIND_UNIT = re.compile(r"\b(day|week|month|quarter|half|year|decade|centur)")
FIND_COUNT = re.compile(rf"\b({'|'.join(WORDS)}|\d{{1,3}})\b")
VAGUE = re.compile(r"\b(?:few|several|couple|some|many)\b")  # years ago: nobody knows how many
SEASONS = ("season", "spring", "summer", "autumn", "fall", "winter")  # when they begin is nowhere agreed


class DaySpan(NamedTuple):
    """First and last day, both included."""

    start: date
    end: date


def reckoned_from(published: date | None) -> date | None:
    """Return the date of publication from which times are reckoned; None for one that can't be true."""
    return published if published and published.year in PLAUSIBLE_YEARS else None


def of_months(year: int, month: int, count: int = 1) -> DaySpan | None:
    """Return the span of `count` months from the first of a month (1–12, or beyond: it carries); None outside dates.

    >>> of_months(2023, 10, 3)
    DaySpan(start=datetime.date(2023, 10, 1), end=datetime.date(2023, 12, 31))
    """
    first, last = year * 12 + month - 1, year * 12 + month - 1 + count
    if not 12 <= first < last < 9999 * 12:
        return None
    start = date(first // 12, first % 12 + 1, 1)
    return DaySpan(start, date(last // 12, last % 12 + 1, 1) - ONE_DAY)


def of_year(year: int) -> DaySpan | None:
    """Return a calendar year."""
    return of_months(year, 1, 12)


def of_day(year: int, month: int, day: int) -> DaySpan | None:
    """Return one day, or None where the calendar has no such day."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return DaySpan(found, found)


def shift(span: DaySpan, unit: str, count: int) -> DaySpan | None:
    """Move a span by a number of units (day, week, month, quarter, year, …); ends of months stay ends of months.

    >>> shift(DaySpan(date(2024, 2, 1), date(2024, 2, 29)), "year", -1)
    DaySpan(start=datetime.date(2023, 2, 1), end=datetime.date(2023, 2, 28))
    """
    if unit in ("day", "week"):
        try:
            step = timedelta(days=count * (7 if unit == "week" else 1))
            return DaySpan(span.start + step, span.end + step)
        except OverflowError:
            return None
    months = count * MONTHS_OF[unit]
    after = span.end + ONE_DAY if span.end < date.max else None
    start, end = _shift_day(span.start, months), _shift_day(after, months) if after else None
    if start is None or end is None:
        return None
    return DaySpan(start, max(start, end - ONE_DAY)) if span.end > span.start else DaySpan(start, start)


def _shift_day(day: date, months: int) -> date | None:
    target = of_months(day.year, day.month + months)
    return None if target is None else target.start + timedelta(days=min(day.day, target.end.day) - 1)


def containing(day: date, unit: str) -> DaySpan | None:
    """Return the calendar unit that holds a day; weeks begin on Monday."""
    if unit == "day":
        return DaySpan(day, day)
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return DaySpan(monday, monday + timedelta(days=6))
    months = min(MONTHS_OF[unit], 12)
    if unit in ("decade", "century"):
        years = MONTHS_OF[unit] // 12
        return of_months(day.year // years * years, 1, MONTHS_OF[unit])
    return of_months(day.year, (day.month - 1) // months * months + 1, months)


def before(day: date, unit: str, count: int) -> DaySpan | None:
    """Return the `count` units that end on a day: the past ten years."""
    if unit in ("day", "week"):
        moved = shift(DaySpan(day, day), unit, -count)
        return moved and DaySpan(moved.start + ONE_DAY, day)
    start = _shift_day(day, -count * MONTHS_OF[unit])
    return None if start is None else DaySpan(start, day)


def after(day: date, unit: str, count: int) -> DaySpan | None:
    """Return the `count` units that begin on a day: the next ten years."""
    moved = shift(DaySpan(day, day), unit, count)
    return moved and DaySpan(day, moved.end)


def year_of(phrase: str, published: date | None) -> int | None:
    """Return the year that a phrase names, or means by "last year"."""
    named = FIND_YEAR.search(phrase)
    if named:
        return int(named.group())
    if published is None:
        return None
    if re.search(r"\b(?:last|previous|prior) (?:fiscal |financial )?year", phrase):
        return published.year - 1
    return published.year + 1 if re.search(r"\bnext (?:fiscal |financial )?year", phrase) else published.year


def months_of(phrase: str) -> list[int]:
    """Return the numbers of the months that a phrase names, in order."""
    return [MONTH_NUMBERS[match.group()[:3]] for match in FIND_MONTH.finditer(phrase)]


def unit_of(phrase: str) -> str | None:
    """Return the unit of time that a phrase names."""
    unit = FIND_UNIT.search(phrase)
    return unit and {"centur": "century"}.get(unit.group(1), unit.group(1))


def number_of(word: str) -> int:
    """Return the number that a word or digits name."""
    return int(word) if word.isdecimal() else WORDS[word]


def ago_of(phrase: str) -> tuple[str, int]:
    """Return the unit and count of "three months earlier", "the same period last year", "year on year"."""
    count = FIND_COUNT.search(phrase)
    unit = unit_of(phrase) or {"q": "quarter", "m": "month"}.get(phrase[0], "year")
    if phrase.startswith(
        ("the same", "same", "the corr", "corr", "the comp", "comp", "the equi", "year-", "the year-")
    ):
        unit = "year"
    return unit, number_of(count.group(1)) if count else 1


def _read_ago(phrase: str, published: date | None) -> DaySpan | None:
    unit, count = ago_of(phrase)
    if published is None or VAGUE.search(phrase):
        return None
    now = containing(published, unit if unit in ("year", "month", "day") else "day")
    return now and shift(now, unit, -count)


def _read_todate(phrase: str, published: date | None) -> DaySpan | None:
    unit = FIND_UNIT.search(phrase)
    now = containing(published, unit.group(1)) if published and unit else None
    return DaySpan(now.start, published) if now and published else None


def _read_relative(phrase: str, published: date | None) -> DaySpan | None:
    """Return the days of "last month", "this week" or "yesterday" on the day of publication."""
    if (
        published is None
        or phrase.endswith(SEASONS)
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
    if published is None or phrase.endswith(SEASONS):
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


RELATIVE = {
    "ago": _read_ago, "todate": _read_todate, "relative": _read_relative, "near": _read_near,
    "weekend": _read_weekend, "weekday": _read_weekday,
}  # fmt: skip
