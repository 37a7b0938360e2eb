"""Resolve phrases that mean whole years: 2021, last year, 2010 to 2015, the 1990s, the 19th century."""

from __future__ import annotations

import re
from datetime import date

from dyadwire.transforms.text.figures.times.calendar import (
    FIND_YEAR,
    MONTHS_OF,
    DaySpan,
    of_months,
    of_year,
    year_of,
)


def read_year(phrase: str, published: date | None) -> DaySpan | None:
    """Return the year that a phrase names or, as "last year", means on the day of publication."""
    year = year_of(phrase, published)
    return None if year is None else of_year(year)


def _read_years(phrase: str, published: date | None) -> DaySpan | None:
    first, last = (int(year) for year in FIND_YEAR.findall(phrase)[:2])
    return of_months(first, 1, (last - first + 1) * 12) if first <= last else None


def _read_decade(phrase: str, published: date | None) -> DaySpan | None:
    return of_months(int(re.findall(r"\d{4}", phrase)[0]), 1, 120)


def _read_century(phrase: str, published: date | None) -> DaySpan | None:
    """Resolve the 14th century to 1301–1400 and the 1300s to 1300–1399; one that is spelled out has words alone."""
    number = re.search(r"\d+", phrase)
    if number is None:
        return None
    counted = len(number.group()) < len("1300")
    first = (int(number.group()) - 1) * 100 + 1 if counted else int(number.group())
    return of_months(first, 1, MONTHS_OF["century"])


def _read_same(phrase: str, published: date | None) -> DaySpan | None:
    """A period that hangs on another one has only its year by itself."""
    named = FIND_YEAR.search(phrase)
    return of_year(int(named.group())) if named else None


WHOLE_YEARS = {
    "year": read_year, "years": _read_years, "decade": _read_decade, "century": _read_century, "same": _read_same,
}  # fmt: skip
