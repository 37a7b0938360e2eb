"""Days, months, quarters and years, and their words."""

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
MONTHS_OF = {"month": 1, "quarter": 3, "half": 6, "semester": 6, "year": 12, "decade": 120, "century": 1200}
ONE_DAY = timedelta(days=1)
PLAUSIBLE_YEARS = range(1900, 2200)  # outside of them a date of publication is an error, and its arithmetic overflows
MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?|sept?(?:ember|\.)?"
    r"|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_TO_NINETEEN = (
    *ONES, "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
COUNTED = (*_TO_NINETEEN[1:], *TENS)  # words that begin a number above one
SPELLED = rf"(?:(?:{'|'.join(TENS)})(?:[- ](?:{'|'.join(ONES)}))?\b|(?:{'|'.join(_TO_NINETEEN[:0:-1])})\b)"
WORDS = {
    **{word: number for number, word in enumerate(_TO_NINETEEN, 1)},
    **{word: 10 * number for number, word in enumerate(TENS, 2)},
    "a": 1, "an": 1, "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
}  # fmt: skip
FIND_MONTH = re.compile(rf"\b{MONTH}(?![\w])")
FIND_YEAR = re.compile(r"\b(?:1[89]|20)\d\d")
FIND_UNIT = re.compile(r"\b(day|week|month|quarter|half|semester|year|decade|centur)")
FIND_COUNT = re.compile(rf"\b({SPELLED}|{'|'.join(WORDS)}|\d{{1,3}})\b")
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


def until(day: date, unit: str, count: int) -> DaySpan | None:
    """Return the `count` units whose last day is a day.

    >>> until(date(2022, 6, 30), "quarter", 2)
    DaySpan(start=datetime.date(2022, 1, 1), end=datetime.date(2022, 6, 30))
    """
    if unit in ("day", "week") or day == date.max:
        return before(day, unit, count)
    start = _shift_day(day + ONE_DAY, -count * MONTHS_OF[unit])
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
    if re.search(r"\b(?:last|previous|prior|preceding) (?:fiscal |financial )?year", phrase):
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
    """Return the number that words or digits name.

    >>> number_of("twenty-three")
    23
    """
    return int(word) if word.isdecimal() else sum(WORDS[part] for part in word.replace("-", " ").split())


def ago_of(phrase: str) -> tuple[str, int]:
    """Return the unit and count of "three months earlier", "the same period last year", "year on year"."""
    count = FIND_COUNT.search(phrase)
    unit = unit_of(phrase) or {"q": "quarter", "m": "month"}.get(phrase[0], "year")
    if phrase.startswith(
        ("the same", "same", "the corr", "corr", "the comp", "comp", "the equi", "year-", "the year-")
    ):
        unit = "year"
    return unit, number_of(count.group(1)) if count else 1
