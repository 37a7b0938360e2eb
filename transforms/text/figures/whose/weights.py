"""What each trait weighs: a log-linear model over everyone whose a figure may be, learned from the project's gold."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from transforms.lexicon import Lexicon
from transforms.text.figures.whose.article import Countries
from transforms.text.figures.whose.describe import Description
from transforms.text.figures.whose.traits import Traits

NOBODY: Countries = ()
# How many countries, and where they are named: none; one; two, by describe.HERE, ELSEWHERE and UNNAMED.
SHAPES = ("0", "1c", "1s", "1u", "2cc", "2cs", "2ss", "2cu", "2su", "2uu")

# Weights are kept in hundredths, several of them side by side in one whole number: then a sum of numbers is the sum of
# each, in a tenth of the time that lists of numbers take. 32 bits hold a hundred thousand traits.
HUNDREDTHS = 100
BITS = 32
_HALF, _MASK = 1 << (BITS - 1), (1 << BITS) - 1


def pack(numbers: Iterable[float]) -> int:
    """Put numbers side by side, rounded to hundredths."""
    return sum(round(number * HUNDREDTHS) << (BITS * at) for at, number in enumerate(numbers))


def unpack(packed: int, many: int) -> list[float]:
    """Take so many numbers apart again.

    >>> unpack(pack((0.25, -3.5)) + pack((-1, 1)), 2)
    [-0.75, -2.5]
    """
    found = []
    for _ in range(many):
        number = (packed & _MASK) - (_MASK + 1 if packed & _HALF else 0)
        found.append(number / HUNDREDTHS)
        packed = (packed - number) >> BITS
    return found


class Weights(NamedTuple):
    """Packed weights by trait: frame's by SHAPES, a side's as the only one and as one of two, single's, pair's."""

    frame: dict[str, int]
    side: dict[str, int]
    single: dict[str, int]
    pair: dict[str, int]


@cache
def compile_weights(lexicon: Lexicon) -> Weights:
    """Read figure_whose.csv."""
    return as_weights((row["of"], row["trait"], map(float, row["weights"].split())) for row in lexicon["figure_whose"])


def as_weights(rows: Iterable[tuple[str, str, Iterable[float]]]) -> Weights:
    """Gather rows of a table's name, a trait, and its weights."""
    found = Weights({}, {}, {}, {})
    for of, trait, numbers in rows:
        getattr(found, of)[trait] = pack(numbers)
    return found


def weigh(described: Description, weights: Weights) -> dict[Countries, float]:
    """Return everyone whose a figure may be, with the probability of each; they sum to 1."""
    frame = dict(zip(SHAPES, unpack(_sum(weights.frame, described.frame), len(SHAPES)), strict=True))
    scores, halves, where = {NOBODY: frame["0"]}, {}, described.where
    for iso3, traits in described.sides.items():
        alone, halves[iso3] = unpack(_sum(weights.side, traits), 2)
        single = _sum(weights.single, described.singles[iso3]) / HUNDREDTHS
        scores[(iso3,)] = frame["1" + where[iso3]] + alone + single
    for owners, traits in described.pairs.items():
        one, other = owners
        here, there = where[one], where[other]
        shape = "2" + (here + there if here < there else there + here)
        scores[owners] = frame[shape] + halves[one] + halves[other] + _sum(weights.pair, traits) / HUNDREDTHS
    return _normalised(scores)


def _sum(table: Mapping[str, int], groups: Iterable[Traits]) -> int:
    return sum([group.weigh(table) for group in groups])


def _normalised(scores: dict[Countries, float]) -> dict[Countries, float]:
    top = max(scores.values())
    powers = {owners: math.exp(score - top) for owners, score in scores.items()}
    total = sum(powers.values())
    return {owners: power / total for owners, power in powers.items()}
