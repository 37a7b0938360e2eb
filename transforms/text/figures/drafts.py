"""A figure while it is being read: token positions and what is known so far."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from transforms.text.figures.timephrases import TimePhrase
from transforms.text.findings import Phrase

ONE = Fraction(1)


@dataclass(slots=True)
class Draft:
    """One number of a sentence. `first` and `last` are token positions, `last` excluded."""

    first: int
    last: int
    value: Fraction | None  # None where it is not a number that anyone can mean
    form: str = "cardinal"  # cardinal, fraction, ordinal, vague, multiple, ratio
    spelled: bool = False  # in words, not digits
    scale: Fraction = ONE  # product of the magnitudes: 3 billion is 3 × 10⁹
    head: int = 0  # where the numeral itself begins, currency excluded
    tail: int = 0  # where the numeral itself ends, unit excluded
    value_max: Fraction | None = None
    kind: str = ""
    unit: str | None = None
    currency: str | None = None
    hundredth: bool = False  # value is in hundredths of the currency: cents, pence
    per: str | None = None
    rest: int = 0  # where the denominator ends, if it is no part of the surface
    minor: bool = False
    qualifier: str | None = None
    direction: str | None = None
    role: str = "level"
    linked: Draft | None = None
    base: Draft | None = None  # the figure that it is compared with
    restates: Draft | None = None  # the figure that it says again in another unit
    measure: str | None = None
    period: TimePhrase | None = None
    baseline: Phrase | None = None
    dimension: str | None = None
    own_unit: bool = False  # the unit stands beside this number, not borrowed from a neighbour


def exact_text(value: Fraction | None) -> str | None:
    """Return an exact decimal, or None where the number has none (a third).

    >>> exact_text(Fraction("1674.50")), exact_text(Fraction(1, 3)), exact_text(Fraction(240 * 10**9))
    ('1674.5', None, '240000000000')
    """
    if value is None:
        return None
    denominator, twos, fives = value.denominator, 0, 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    if denominator != 1:
        return None
    places = max(twos, fives)
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)
