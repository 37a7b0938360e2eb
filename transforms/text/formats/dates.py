"""Read the dates that feeds, pages and their addresses give, in all the forms that are met."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import NamedTuple

from dyadwire.schemas.instants import plausible

MAX_DATE = 100  # characters; the longest known form is half of it

# Hours from UTC. Names that stand for several zones have the one that most news in English uses.
_ZONES = {
    "": 0, "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "BST": 1, "WEST": 1, "CET": 1, "MET": 1, "WAT": 1, "CEST": 2,
    "MEST": 2, "EET": 2, "SAST": 2, "CAT": 2, "EEST": 3, "MSK": 3, "EAT": 3, "TRT": 3, "GST": 4, "PKT": 5, "IST": 5.5,
    "WIB": 7, "ICT": 7, "SGT": 8, "HKT": 8, "PHT": 8, "AWST": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "NZST": 12,
    "NZDT": 13, "EST": -5, "EDT": -4, "ET": -5, "CST": -6, "CDT": -5, "CT": -6, "MST": -7, "MDT": -6, "MT": -7,
    "PST": -8, "PDT": -7, "PT": -8, "AST": -4, "ADT": -3, "AKST": -9, "AKDT": -8, "HST": -10, "BRT": -3, "ART": -3,
}  # fmt: skip
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}

_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_TIME = r"(?:(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:[.,]\d{1,9})?)?\s?(?P<half>[ap]\.?m\.?)?)"
_ZONE = r"(?P<zone>(?:[a-z]{1,4})?\s?(?:[+-]\d{1,2}(?::?\d\d)?)?)"
_CLOCK = rf"(?:(?:,|\s|t|at|-|\||@)*{_TIME}\s?{_ZONE})?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s?)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"

_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}-(?P<m>\d{{1,2}})-{_DAY}{_CLOCK}",
        rf"{_YEAR}/(?P<m>\d{{1,2}})/{_DAY}{_CLOCK}",
        rf"{_YEAR}\.(?P<m>\d{{1,2}})\.{_DAY}{_CLOCK}",
        rf"(?P<year>\d{{4}})(?P<m>\d\d)(?P<day>\d\d)(?:t?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?\s?{_ZONE})?",
        rf"{_YEAR}-?w(?P<week>\d\d)-?(?P<weekday>[1-7])",
        rf"{_WEEKDAY}{_DAY}[\s-]{_MONTH},?[\s-](?P<year>\d{{4}}|\d\d){_CLOCK}",
        rf"{_WEEKDAY}{_MONTH}\s{_DAY},?\s{_YEAR}{_CLOCK}",
        rf"{_WEEKDAY}{_MONTH}\s{_DAY}\s{_TIME}\s{_ZONE}\s?{_YEAR}",
        rf"{_YEAR},?\s{_MONTH}\s{_DAY}{_CLOCK}",
        rf"(?P<day>\d{{1,2}})\.(?P<m>0?[1-9]|1[0-2])\.{_YEAR}{_CLOCK}",
        rf"(?P<a>\d{{1,2}})[/.-](?P<b>\d{{1,2}})[/.-]{_YEAR}{_CLOCK}",
        rf"{_TIME}\s?{_ZONE},?\s{_WEEKDAY}{_DAY}\s{_MONTH},?\s{_YEAR}",
        rf"{_TIME}\s?{_ZONE},?\s{_WEEKDAY}{_MONTH}\s{_DAY},?\s{_YEAR}",
        r"(?P<epoch>\d{10})(?:\d{3})?(?:\.\d{1,9})?",
    )
)
_COMMENT = re.compile(r"\([^()]*\)")
_SHORT_YEAR = re.compile(r"^(\s*\d{1,2}([/.-])\d{1,2}\2)(\d\d)(?=\s|$)")
_EITHER_FIRST = re.compile(r"^\s*(0?[1-9]|1[0-2])[/-](0?[1-9]|1[0-2])[/-](?=\d{4}\b)")
_NUMBERS = re.compile(r"^\s*(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d\d)(?!\d)")
_URL_DATE = re.compile(
    r"/(?P<year>(?:19|20)\d\d)[/-](?P<month>\d{1,2}|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[/-]"
    r"(?P<day>\d{1,2})(?=[/_-]|\.s?html?|$)"
    r"|[/_-](?P<compact>(?:19|20)\d\d[01]\d[0-3]\d)(?=[/._-]|$)",
    re.I,
)


class Stamp(NamedTuple):
    """A date as written: the instant, and whether only the day is known (the instant is its midnight UTC then)."""

    at: datetime
    day_only: bool


def parse_date(text: str) -> datetime | None:
    """Read a date in RFC 822, RFC 3339 or a looser form as an aware UTC instant; None where it is none.

    Without a zone it is UTC. A day and month that could be exchanged are no date; with dots the day is first, as in
    all countries that write dates with dots.

    >>> parse_date("Mon, 02 Nov 2026 09:00 EST").isoformat()
    '2026-11-02T14:00:00+00:00'
    >>> parse_date("03/04/2026") is None
    True
    >>> parse_date("03.04.2026").isoformat()
    '2026-04-03T00:00:00+00:00'
    """
    stamp = parse_stamp(text)
    return stamp.at if stamp else None


def parse_instant(text: str) -> datetime | None:
    """Read a date as `parse_date` does; None also where it is no plausible instant of news.

    >>> parse_instant("0001-01-01T00:00:00Z") is None
    True
    """
    return plausible(parse_date(text))


def parse_stamp(text: str) -> Stamp | None:
    """Read a date as `parse_date` does, and tell whether it has a time of day."""
    if len(text) > MAX_DATE:
        return None
    text = " ".join(_COMMENT.sub(" ", text).lower().split())
    for form in _FORMS:
        found = form.fullmatch(text)
        if found:
            try:
                return _stamp(found.groupdict())
            except (ValueError, OverflowError):
                return None
    return None


def in_order(written: str, day_first: bool | None) -> str:
    """Return a date in which day and month could be exchanged as one that is read in this order.

    Other dates, and where no order is known (None), as they are. Where one is, years of two digits are those from 1990
    to 2089: before 1990 no date is believed.

    >>> in_order("03/11/2026 10:00", day_first=True), in_order("03/11/2026", day_first=False)
    ('03.11.2026 10:00', '11.03.2026')
    >>> in_order("03/27/2026", day_first=True), in_order("21-11-26", day_first=True)
    ('03/27/2026', '21-11-2026')
    """
    if day_first is None:
        return written
    whole = _SHORT_YEAR.sub(lambda found: f"{found[1]}{'19' if found[3] >= '90' else '20'}{found[3]}", written)
    return _EITHER_FIRST.sub(r"\1.\2." if day_first else r"\2.\1.", whole)


def order_told(written: str) -> bool | None:
    """Tell whether a date in numbers has its day before its month; None where it could be either, or is none.

    Before a year of two digits a first number that is no month may be a year itself, and tells nothing.

    >>> order_told("25/04/2026"), order_told("4/25/26 10:00"), order_told("03/04/2026"), order_told("26-11-25")
    (True, False, None, None)
    """
    if not (found := _NUMBERS.match(written[:MAX_DATE])):
        return None
    one, other, year = int(found[1]), int(found[3]), found[4]
    if 12 < one <= 31 and 1 <= other <= 12 and len(year) == 4:
        return True
    return False if 1 <= one <= 12 < other <= 31 else None


def date_in_url(url: str) -> date | None:
    """Return the day that the path of an address names; None where it names none.

    >>> date_in_url("https://example.org/world/2026/nov/03/summit")
    datetime.date(2026, 11, 3)
    """
    for found in _URL_DATE.finditer(url.partition("?")[0][:2000]):
        compact = found["compact"]
        year, month, day = (compact[:4], compact[4:6], compact[6:]) if compact else found.group("year", "month", "day")
        try:
            return date(int(year), _MONTHS.get(month.lower()) or int(month), int(day))
        except ValueError:
            continue
    return None


def _stamp(parts: dict[str, str | None]) -> Stamp:
    if parts.get("epoch"):
        return Stamp(datetime.fromtimestamp(int(parts["epoch"] or 0), UTC), False)
    day = _day(parts)
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    if not parts.get("hour"):
        return Stamp(midnight, True)
    return Stamp((midnight + _time_of_day(parts)).replace(tzinfo=_zone(parts.get("zone") or "")).astimezone(UTC), False)


def _day(parts: dict[str, str | None]) -> date:
    year = int(parts["year"] or 0)
    if len(parts["year"] or "") == 2:
        year += 2000 if year < 70 else 1900  # RFC 2822's years of two digits, as feeds use them
    if parts.get("week"):
        return date.fromisocalendar(year, int(parts["week"] or 0), int(parts["weekday"] or 0))
    if parts.get("a"):
        return _numeric_day(int(parts["a"] or 0), int(parts["b"] or 0), year)
    month = _MONTHS[parts["month"] or ""] if parts.get("month") else int(parts["m"] or 0)
    return date(year, month, int(parts["day"] or 0))


def _numeric_day(one: int, other: int, year: int) -> date:
    if one != other and one <= 12 and other <= 12:
        raise ValueError("day and month could be exchanged")
    return date(year, min(one, other), max(one, other))


def _time_of_day(parts: dict[str, str | None]) -> timedelta:
    hour, minute, second = int(parts["hour"] or 0), int(parts["minute"] or 0), int(parts.get("second") or 0)
    half = parts.get("half")
    if half:
        if not 1 <= hour <= 12:
            raise ValueError("no such hour on a clock of twelve")
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and minute + second):  # 60: a leap second
        raise ValueError("no such time of day")
    return timedelta(hours=hour, minutes=minute, seconds=min(second, 59))


def _zone(written: str) -> timezone:
    name, sign, digits = re.fullmatch(r"([a-z]*)\s?([+-]?)([\d:]*)", written).groups()  # type: ignore[union-attr]
    hours = _ZONES.get(name.upper(), 0.0)  # an unknown name is UTC, as RFC 2822 has it
    if digits:
        digits = digits.replace(":", "")
        offset = int(digits) if len(digits) <= 2 else int(digits[:-2]) + int(digits[-2:]) / 60
        hours = -offset if sign == "-" else offset
    if abs(hours) > 14:
        raise ValueError("no such zone")
    return timezone(timedelta(hours=hours))
