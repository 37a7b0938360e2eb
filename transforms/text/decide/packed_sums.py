"""Several numbers side by side in one whole number: a sum of such is the sum of each, in a tenth of a list's time."""

from __future__ import annotations

from collections.abc import Iterable

HUNDREDTHS = 100  # weights are stored in these
BITS = 32  # hold a hundred thousand weights of a hundred each
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
