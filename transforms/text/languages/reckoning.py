"""Reckon the days of times that are not English: of months and years, and of what is told from another date."""

from __future__ import annotations

from datetime import date

from dyadwire.transforms.text.figures.times.calendar import DaySpan, containing, of_months, shift

BEFORE = "before"  # of a value in the lexicon: the year before a time that is told
SO_FAR = "so far"  # the same: of the year of publication until then
QUARTER = 3  # months: longer runs are told when their last one has begun, "in the first nine months"
_YEAR_LONG = 366


def days_of(years: list[int], months: list[str], said: list[str], published: date | None) -> DaySpan | None:
    """Return the days of months (1, or 1-9) and years, or of what is said (year -1), reckoned from publication."""
    if said and not months:
        return _reckoned(said[0], published)
    if not months:
        return of_months(years[0], 1, 12 * (years[-1] - years[0] + 1)) if years[0] <= years[-1] else None
    first, last = int(months[0].partition("-")[0]), int(months[-1].rpartition("-")[2])
    year = years[-1] if years else _year_of(said, first if last - first < QUARTER else last, published)
    if year is None:
        return None
    return of_months(year - (first > last), first, (last - first) % 12 + 1)


def precedes(unit: str, days: DaySpan | None) -> bool:
    """Tell days before which there is such a unit: a month, a quarter, or for a year any that are no longer."""
    if not unit or days is None:
        return False
    return (days.end - days.start).days < _YEAR_LONG if unit == "year" else days == containing(days.start, unit)


def to_year(days: DaySpan, year: int) -> DaySpan | None:
    """Return the same months of another year."""
    return shift(days, "year", year - days.start.year)


def _year_of(said: list[str], month: int, published: date | None) -> int | None:
    """Return the year of months: as said, or the latest one in which some month has begun."""
    if published is None:
        return None
    if said:
        return published.year + _count(said[0])
    return published.year - (month > published.month)


def _reckoned(said: str, published: date | None) -> DaySpan | None:
    unit = said.partition(" ")[0]
    here = containing(published, unit) if published else None
    if here and published and said.endswith(SO_FAR):
        return DaySpan(here.start, published)
    return here and shift(here, unit, _count(said))


def _count(said: str) -> int:
    count = said.partition(" ")[2]
    return int({BEFORE: "-1", SO_FAR: "0"}.get(count, count))
