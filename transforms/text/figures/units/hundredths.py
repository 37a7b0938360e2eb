"""Convert cents and pence to their currency, where the article tells which: 40 pence are 0.4 GBP.

So that amounts of a currency add up and compare. Readers of real news note them so (`gold/real`); without anything
that tells whose cents they are, they stay cents.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from dyadwire.transforms.text.figures.exact import divide, exact_text
from dyadwire.transforms.text.findings import CountrySpan, FigureSpan

NAMES = {"GBP": "penny", "RUB": "kopeck", "INR": "paisa"}  # of all others cent
UNITS = frozenset(("cent", *NAMES.values()))
HUNDRED = 100
USUAL = ("USD", "GBP")  # the currencies that cents and pence are taken for where no country says otherwise


def in_currency(
    figures: Iterable[FigureSpan], countries: Sequence[CountrySpan], outlet_country: str | None
) -> tuple[FigureSpan, ...]:
    """Return the figures of an article, hundredths as amounts of their currency; of one not told they have none."""
    found = tuple(figures)
    if not any(_is_hundredth(figure) for figure in found):
        return found
    whole = {(figure.sentence, figure.currency) for figure in found if not _is_hundredth(figure)}
    there = {outlet_country, *(span.iso3 for span in countries)}
    return tuple(_convert(figure, whole, there) if _is_hundredth(figure) else figure for figure in found)


def _is_told(figure: FigureSpan, whole: set[tuple[int, str | None]], there: set[str | None]) -> bool:
    """Tell whether cents are American and pence British: an amount beside them says so, or the countries named do.

    Pence are of one country, and once of Ireland; cents of forty: the United States must be the only one that is named.
    """
    if (figure.sentence, figure.currency) in whole:
        return True
    if figure.currency == "GBP":
        return "GBR" in there or "IRL" not in there
    return "USA" in there and there <= {None, "USA"}


def _is_hundredth(figure: FigureSpan) -> bool:
    return figure.kind == "money" and figure.unit in UNITS


def _convert(figure: FigureSpan, whole: set[tuple[int, str | None]], there: set[str | None]) -> FigureSpan:
    currency = figure.currency
    if currency is None or (currency in USUAL and not _is_told(figure, whole, there)):
        return figure._replace(currency=None, value_usd=None, rate_date=None)
    exact = None if figure.value_text is None else divide(Fraction(figure.value_text), HUNDRED)
    return figure._replace(
        value=_hundredth(figure.value) if exact is None else float(exact),
        value_text=exact_text(exact),
        value_max=_hundredth(figure.value_max),
        unit=currency,
    )


def _hundredth(value: float | None) -> float | None:
    return None if value is None else value / HUNDRED
