"""Spans of days: years, quarters, months, and what "last month" is on a given day."""

from __future__ import annotations

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


class Span(NamedTuple):
    """First and last day, both included."""

    start: date
    end: date


def of_months(year: int, month: int, count: int = 1) -> Span | None:
    """Return the span of `count` months from the first of a month (1–12, or beyond: it carries); None outside dates.

    >>> of_months(2023, 10, 3)
    Span(start=datetime.date(2023, 10, 1), end=datetime.date(2023, 12, 31))
    """
    first, last = year * 12 + month - 1, year * 12 + month - 1 + count
    if not 12 <= first < last < 9999 * 12:
        return None
    start = date(first // 12, first % 12 + 1, 1)
    return Span(start, date(last // 12, last % 12 + 1, 1) - ONE_DAY)


def of_year(year: int) -> Span | None:
    """Return a calendar year."""
    return of_months(year, 1, 12)


def of_day(year: int, month: int, day: int) -> Span | None:
    """Return one day, or None where the calendar has no such day."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return Span(found, found)


def shift(span: Span, unit: str, count: int) -> Span | None:
    """Move a span by a number of units (day, week, month, quarter, year, …); ends of months stay ends of months.

    >>> shift(Span(date(2024, 2, 1), date(2024, 2, 29)), "year", -1)
    Span(start=datetime.date(2023, 2, 1), end=datetime.date(2023, 2, 28))
    """
    if unit in ("day", "week"):
        try:
            step = timedelta(days=count * (7 if unit == "week" else 1))
            return Span(span.start + step, span.end + step)
        except OverflowError:
            return None
    months = count * MONTHS_OF[unit]
    start, end = _shift_day(span.start, months), _shift_day(span.end + ONE_DAY, months)
    if start is None or end is None:
        return None
    return Span(start, max(start, end - ONE_DAY)) if span.end > span.start else Span(start, start)


def _shift_day(day: date, months: int) -> date | None:
    target = of_months(day.year, day.month + months)
    return None if target is None else target.start + timedelta(days=min(day.day, target.end.day) - 1)


def containing(day: date, unit: str) -> Span | None:
    """Return the calendar unit that holds a day; weeks begin on Monday."""
    if unit == "day":
        return Span(day, day)
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return Span(monday, monday + timedelta(days=6))
    months = min(MONTHS_OF[unit], 12)
    if unit in ("decade", "century"):
        years = MONTHS_OF[unit] // 12
        return of_months(day.year // years * years, 1, MONTHS_OF[unit])
    return of_months(day.year, (day.month - 1) // months * months + 1, months)


def before(day: date, unit: str, count: int) -> Span | None:
    """Return the `count` units that end on a day: the past ten years."""
    if unit in ("day", "week"):
        moved = shift(Span(day, day), unit, -count)
        return moved and Span(moved.start + ONE_DAY, day)
    start = _shift_day(day, -count * MONTHS_OF[unit])
    return None if start is None else Span(start, day)


def after(day: date, unit: str, count: int) -> Span | None:
    """Return the `count` units that begin on a day: the next ten years."""
    moved = shift(Span(day, day), unit, count)
    return moved and Span(day, moved.end)
