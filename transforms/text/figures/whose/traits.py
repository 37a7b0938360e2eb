"""Traits by the group: what many figures have alike is put into words once, and weighed once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import repeat
from typing import Any

KEPT = 1 << 12  # groups of one making: about 1 kB each, of which running news uses a few hundred


class Traits(tuple[str, ...]):
    """A group of traits, words that weights are learned for; it remembers what it weighs."""

    _known: tuple[Mapping[str, int] | None, int] = (None, 0)  # whose weights, and the sum; in one: threads share groups

    def weigh(self, table: Mapping[str, int]) -> int:
        """Return the sum of the weights; a trait that the table does not have weighs nothing."""
        by, weight = self._known
        if by is not table:
            weight = sum(map(table.get, self, repeat(0)))
            self._known = table, weight
        return weight


def kept(make: Callable[..., Iterable[str]]) -> Callable[..., Traits]:
    """Make a function of words and numbers return the same group for the same arguments."""

    @lru_cache(KEPT)
    def group(*arguments: Any) -> Traits:
        return Traits(make(*arguments))

    return group
