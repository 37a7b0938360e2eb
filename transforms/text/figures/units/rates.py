"""Amounts in US dollars at the European Central Bank's reference rates."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from zipfile import ZipFile

from currency_converter import CURRENCY_FILE

from transforms.text.figures.numbers.exact import Exact

LONGEST_GAP_DAYS = (
    5  # the rates pause over weekends and holidays; the longest pause, Easter and Christmas, is four days
)
FIRST_YEAR = 1999  # the euro and its rates begin
PLACES = 2  # cents: more digits than that no reference rate supports


@cache
def _lines() -> dict[str, str]:
    """Return date → line of the table that the package ships, read when the first foreign amount with a date asks.

    The first line names the columns. Lines stay text until a date is asked for: as numbers the 26 years are 40 MB.
    """
    with ZipFile(CURRENCY_FILE) as archive:
        table = archive.read(archive.namelist()[0]).decode("ascii")
    return {line.partition(",")[0]: line for line in table.splitlines()}


def to_usd(amount: Exact, currency: str, on: date | None) -> tuple[float, date | None] | None:
    """Return an amount in US dollars and the date of the rate; None where there is no rate within days before.

    Dollars need no rate. A rouble after March 2022, a dirham or a future date has none.
    """
    if currency == "USD":
        return float(amount), None
    if on is None or on.year < FIRST_YEAR:
        return None
    for back in range(LONGEST_GAP_DAYS + 1):
        day = on - timedelta(days=back)
        rate = _rate(currency, day)
        if rate is not None:
            return round(float(amount * rate), PLACES), day
    return None


@cache
def _columns() -> dict[str, int]:
    names = _lines()["Date"].split(",")
    return {name: place for place, name in enumerate(names) if place and name}


def _rate(currency: str, day: date) -> Fraction | None:
    """Return the dollars for one of a currency on a day; None where the table has none. Rates are per euro."""
    line = _lines().get(day.isoformat())
    if line is None or (currency != "EUR" and currency not in _columns()):
        return None
    cells = line.split(",")
    written = "1" if currency == "EUR" else cells[_columns()[currency]]
    return Fraction(cells[_columns()["USD"]]) / Fraction(written) if written[:1].isdigit() else None
