"""Periods as users write them: a date, a part of one, or one that is counted back from today."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

EXAMPLES = (
    "2026-11-25, 2026-11, 2026-Q4, 2026-H2, 2026-W48, 2026, today, yesterday, this-week, last-month, 7d, 4w, 6m or 1y"
)
HEADINGS = {"day": "day", "week": "week of", "month": "month", "quarter": "quarter", "year": "year"}  # above labels
_PART = re.compile(r"(\d{4})(?:-(?:(q[1-4]|h[12])|(\d\d)))?")
_WEEK = re.compile(r"(\d{4})-?w(\d\d)")
_AGO = re.compile(r"(\d{1,5})\s?(d|w|m|y)(?:ays?|eeks?|onths?|ears?)?(?:[ -]ago)?")
_SPOKEN = re.compile(r"(this|last)[ -](week|month|quarter|year)")


class Period(NamedTuple):
    """The first and last date of a period; `back`: it is one date, counted back from today."""

    first: date
    last: date
    back: bool = False


def today() -> date:
    """Return the date in UTC, as all dates of a lake are."""
    return datetime.now(UTC).date()


def last_believed() -> date:
    """Return the last date that news of today can have: tomorrow, which it is in some zones already."""
    return today() + timedelta(days=1)


def label(first: date, by: str) -> str:
    """Return what people call the period that begins at a date, so that --since and --until read it, too.

    >>> label(date(2026, 10, 1), "month"), label(date(2026, 10, 1), "quarter"), label(date(2026, 1, 1), "year")
    ('2026-10', '2026-Q4', '2026')
    >>> label(date(2026, 10, 5), "week"), label(date(2026, 10, 5), "day")
    ('2026-10-05', '2026-10-05')
    """
    if by == "quarter":
        return f"{first:%Y}-Q{(first.month + 2) // 3}"
    return first.isoformat()[: {"month": 7, "year": 4}.get(by)]


def span(first: date, last: date) -> str:
    """Write the dates from one to another, both included.

    >>> span(date(2026, 3, 1), date(2026, 3, 4)), span(date(2026, 3, 1), date(2026, 3, 1))
    ('2026-03-01 to 2026-03-04', '2026-03-01')
    """
    return f"{first} to {last}" if first != last else f"{first}"


def reaching(found: tuple[date, date], asked: tuple[date, date]) -> str:
    """Return the options with which a period that was asked takes in the dates from one to another, too.

    >>> reaching((date(2014, 5, 3), date(2019, 1, 1)), (date(2026, 1, 1), date(2026, 3, 1)))
    '--since 2014-05-03'
    >>> reaching((date(2014, 5, 3), date(2026, 5, 1)), (date(2026, 1, 1), date(2026, 3, 1)))
    '--since 2014-05-03 --until 2026-05-01'
    """
    since = [f"--since {found[0]}"] if found[0] < asked[0] else []
    return " ".join([*since, *([f"--until {found[1]}"] if found[1] > asked[1] else [])])


def outside(found: tuple[date, date], asked: tuple[date, date], count: int) -> str:
    """Say where so many that were found lie, all outside of the dates that were asked for, and how to ask for them.

    >>> outside((date(2014, 5, 3), date(2014, 5, 3)), (date(2026, 1, 1), date(2026, 3, 1)), 1)
    'is dated outside of this period (2014-05-03): --since 2014-05-03 takes it in'
    """
    lie, such = ("is", "it") if count == 1 else ("are", "them")
    options = reaching(found, asked)
    take = "take" if " --until" in options else "takes"
    return f"{lie} dated outside of this period ({span(*found)}): {options} {take} {such} in"


def next_period(start: date, by: str) -> date:
    """Return the first date of the period after one."""
    if by in ("day", "week"):
        return start + timedelta(days=1 if by == "day" else 7)
    months = {"month": 1, "quarter": 3, "year": 12}[by]
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return start.replace(year=year, month=month + 1, day=1)


def read_period(text: str, now: date) -> Period:
    """Read a period; ValueError where it is none.

    >>> read_period("2026-02", date(2026, 11, 28))
    Period(first=datetime.date(2026, 2, 1), last=datetime.date(2026, 2, 28), back=False)
    >>> read_period("7d", date(2026, 11, 28)).first
    datetime.date(2026, 11, 21)
    >>> read_period("last-week", date(2026, 11, 28)).last
    datetime.date(2026, 11, 22)
    """
    text = text.strip().lower()
    if text in ("today", "yesterday"):
        day = now - timedelta(days=text == "yesterday")
        return Period(day, day)
    if found := _SPOKEN.fullmatch(text):
        return _spoken(found[1], found[2], now)
    if found := _AGO.fullmatch(text):
        day = _ago(now, int(found[1]), found[2])
        return Period(day, day, back=True)
    if found := _WEEK.fullmatch(text):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return Period(monday, monday + timedelta(days=6))
    if found := _PART.fullmatch(text):
        return _part(int(found[1]), found[2], int(found[3]) if found[3] else None)
    day = date.fromisoformat(text)
    return Period(day, day)


def _part(year: int, part: str | None, month: int | None) -> Period:
    if month is not None:
        return _months(year, month, 1)
    if part is None:
        return _months(year, 1, 12)
    count = 3 if part[0] == "q" else 6
    return _months(year, count * (int(part[1]) - 1) + 1, count)


def _months(year: int, month: int, count: int) -> Period:
    after = year * 12 + month - 1 + count
    return Period(date(year, month, 1), date(after // 12, after % 12 + 1, 1) - timedelta(days=1))


def _spoken(which: str, length: str, now: date) -> Period:
    if length == "week":
        monday = now - timedelta(days=now.weekday() + 7 * (which == "last"))
        return Period(monday, monday + timedelta(days=6))
    count = {"month": 1, "quarter": 3, "year": 12}[length]
    begins = (now.year * 12 + now.month - 1) // count * count - count * (which == "last")
    return _months(begins // 12, begins % 12 + 1, count)


def _ago(now: date, count: int, unit: str) -> date:
    if unit in "dw":
        return now - timedelta(days=count * (7 if unit == "w" else 1))
    months = now.year * 12 + now.month - 1 - count * (12 if unit == "y" else 1)
    last = _months(months // 12, months % 12 + 1, 1).last
    return last.replace(day=min(now.day, last.day))
