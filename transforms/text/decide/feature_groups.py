"""Group features that many options share, so that each group is built once and weighed once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Any, NamedTuple, TypeVar

# Packed sums are whole numbers of hundreds of bits: compiled, what is typed float would be a double.
Weight = TypeVar("Weight", int, float)
MEMOISED = 1 << 12  # groups of one making: about 1 kB each, of which running news uses a few hundred


class FeatureGroup:
    """Names of features that stand together, which nobody changes; it remembers what it weighs."""

    __slots__ = ("_known", "names")

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names
        # By the identity of weights, which are held.
        self._known: dict[int, tuple[Mapping[str, Any], Any]] | None = None

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def weigh(self, weights: Mapping[str, Weight]) -> Weight:
        """Return the sum of the weights; a feature that has none says nothing."""
        known = self._known
        if known is None:
            known = self._known = {}
        found = known.get(id(weights))
        if found is None:
            found = known[id(weights)] = weights, sum(map(weights.get, self.names, repeat(0)))
        weight: Weight = found[1]
        return weight


class Part(NamedTuple):
    """Features of an option that it may share with others, and what they are features of: all of it weighs them."""

    of: tuple[str, ...]
    groups: list[FeatureGroup]
    among: tuple[tuple[str, ...], ...] = ()  # all `of` of the parts that have the same groups: they are weighed at once

    def names(self) -> list[str]:
        """Return the features as they are named among the weights.

        >>> Part(("pair", "near pair"), [FeatureGroup(("money",)), FeatureGroup(("often",))]).names()
        ['pair|money', 'pair|often', 'near pair|money', 'near pair|often']
        """
        return [f"{of}|{feature}" for of in self.of for group in self.groups for feature in group.names]


def memoised(make: Callable[..., Iterable[str]]) -> Callable[..., FeatureGroup]:
    """Make a function of words and numbers return the same group for the same arguments."""

    @lru_cache(MEMOISED)
    def group(*arguments: Any) -> FeatureGroup:
        return FeatureGroup(tuple(make(*arguments)))

    return group
