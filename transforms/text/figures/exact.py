"""Exact numbers: integers and fractions, never floats."""

from __future__ import annotations

from fractions import Fraction

# Most numbers of news are whole, and integers are ten times as fast as fractions. Two of them must not be divided by
# "/", which gives a float: see `divide`.
Exact = int | Fraction


def divide(over: Exact, under: Exact) -> Fraction:
    """Return the quotient, exactly."""
    return Fraction(over) / under


def size(value: Exact) -> Exact:
    """Return a number without its sign; `abs` has no type for both kinds."""
    return -value if value < 0 else value


def exact_text(value: Exact | None) -> str | None:
    """Return an exact decimal, or None where the number has none (a third).

    >>> exact_text(Fraction("1674.50")), exact_text(Fraction(1, 3)), exact_text(240 * 10**9)
    ('1674.5', None, '240000000000')
    """
    if value is None:
        return None
    if value.denominator == 1:
        return str(value.numerator)
    denominator, twos, fives = value.denominator, 0, 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    if denominator != 1:
        return None
    places = max(twos, fives)
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    return f"{'-' if value < 0 else ''}{digits[:-places]}.{digits[-places:]}"
