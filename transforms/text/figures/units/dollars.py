"""Decide which dollar a bare "$" is, and convert amounts to US dollars at the European Central Bank's rates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from typing import NamedTuple
from zipfile import ZipFile

from currency_converter import CURRENCY_FILE

from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.exact import Exact
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens
from dyadwire.transforms.text.findings import CountrySpan

DOLLARS = {"AUS": "AUD", "CAN": "CAD", "NZL": "NZD", "HKG": "HKD", "SGP": "SGD"}
FEWEST_MENTIONS = 3  # fewer say nothing of where news is at home
LEAST_SHARE = 0.75  # of an article's mentions that are its home's: two countries that deal share them about evenly
AMERICAN = ("US$", "U.S. $", "U.S. dollar", "US dollar", "American dollar", "greenback")
_CODE = re.compile(r"USD(?![A-Z])")  # the USDA is no currency
WORLD_PRICES = frozenset(("barrel", "ounce", "tonne", "bushel"))  # of what is sold in American dollars
DELIVERED = ("for", "in", "of", "on")  # futures for May
PRICE_REACH = 16  # tokens of "Brent crude futures for May delivery settled at" before an amount
PRICE_ENDS = frozenset((".", ";", ":", "and", "but", "while", "as", "after", "?", "!"))
MARKED = (  # beside these a bare "$" is the American one
    *("A$", "C$", "HK$", "NZ$", "S$", "AU$", "CA$"),
    *("Australian dollars", "Canadian dollars", "Hong Kong dollars", "New Zealand dollars", "Singapore dollars"),
)
LONGEST_GAP_DAYS = 5  # the rates pause over weekends and holidays, four days at most: Easter, Christmas
FIRST_YEAR = 1999  # the euro and its rates begin
PLACES = 2  # cents: more digits than that no reference rate supports


class Dollar(NamedTuple):
    """The dollar of an article's home, and whether the article marks it as such."""

    currency: str
    marked: bool


def home_dollar(text: str, countries: Sequence[CountrySpan], outlet: str | None = None) -> Dollar | None:
    """Return the dollar of an article's home where its dollars are not American.

    The home must be clear, by what the article names or as the country of its `outlet`, the United States must not be
    named, and no dollar may be marked as American.
    """
    if "$" not in text and "dollar" not in text:
        return None
    named = Counter(span.iso3 for span in countries)
    if "USA" in named or not DOLLARS.keys() & named.keys():
        return None
    home, count = named.most_common(1)[0]
    clear = home == outlet or (count >= FEWEST_MENTIONS and count >= LEAST_SHARE * named.total())
    if not clear or home not in DOLLARS or any(mark in text for mark in AMERICAN) or _CODE.search(text):
        return None
    return Dollar(DOLLARS[home], any(mark in text for mark in MARKED))


def to_home(drafts: list[FigureDraft], tokens: Tokens, dollar: Dollar, rules: Rules) -> None:
    """Read the dollars of a sentence as those of the article's home."""
    for draft in drafts:
        if (
            draft.currency == "USD"
            and draft.per not in WORLD_PRICES
            and not (dollar.marked and "$" in tokens.words[draft.first : draft.last])
            and not (draft.scale == 1 and _is_world_price(draft, tokens, rules))
        ):
            draft.currency = dollar.currency
            draft.unit = draft.unit if draft.hundredth else dollar.currency


def _is_world_price(draft: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Distinguish "Brent crude rose to $81" and "bitcoin fell below $60,000" from "the gold miner paid $60,000"."""
    words = rules.words
    goods, nouns = words["world_good"], words["price_noun"]
    for at in range(draft.first - 1, max(-1, draft.first - 1 - PRICE_REACH), -1):
        word = tokens.lower[at]
        if word in PRICE_ENDS:
            return False
        if word in goods:
            end = at + 1
            while tokens.lower_at(end) in nouns:
                end += 1
            after = tokens.lower_at(end)
            priced = tokens.lower_at(end - 1) in nouns and after in DELIVERED
            return priced or after in words["quoted"] or after in rules.direction_starts or end == draft.first
    return False


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


def worth(
    amount: Exact, currency: str, period_end: date | None, published: date | None
) -> tuple[float, date | None] | None:
    """Return an amount as `to_usd` does, by the rate at the end of its period, or of publication if that is first."""
    on = min(period_end, published) if period_end and published else period_end or published
    return to_usd(amount, currency, on)


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
