"""A figure while it is being read: token positions and what is known so far."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.text.figures.numbers.exact import Exact
from transforms.text.figures.times.phrases import TimePhrase
from transforms.text.findings import Phrase


@dataclass(slots=True)
class Draft:
    """One number of a sentence. `first` and `last` are token positions, `last` excluded."""

    first: int
    last: int
    value: Exact | None  # None where it is not a number that anyone can mean
    form: str = "cardinal"  # cardinal, fraction, ordinal, vague, multiple, ratio
    spelled: bool = False  # in words, not digits
    scale: Exact = 1  # product of the magnitudes: 3 billion is 3 × 10⁹
    head: int = 0  # where the numeral itself begins, currency excluded
    tail: int = 0  # where the numeral itself ends, unit excluded
    value_max: Exact | None = None
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
