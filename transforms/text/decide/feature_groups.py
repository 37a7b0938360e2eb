"""Group features that many options share, so that each group is built once and weighed once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Any, NamedTuple, TypeVar

# Packed sums are integers of hundreds of bits: typed float, they would be cut to a double in the compiled build.
Weight = TypeVar("Weight", int, float)
TABLES = 3  # of which a group keeps its sums; a memoised one would keep those of every model that was ever loaded
MEMOISED = 1 << 12  # groups that one function keeps: about 1 kB each; a stream of news uses a few hundred


class FeatureGroup:
    """An immutable list of features that always come together; it caches the sum of their weights."""

    __slots__ = ("_known", "names")

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names
        self._known: tuple[tuple[Mapping[str, Any], Any], ...] = ()  # the last tables that it was weighed by, and sums

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def weigh(self, weights: Mapping[str, Weight]) -> Weight:
        """Return the sum of the weights; a feature without one weighs 0."""
        for table, known in self._known:
            if table is weights:
                found: Weight = known
                return found
        found = sum(map(weights.get, self.names, repeat(0)))
        self._known = (*self._known[1 - TABLES :], (weights, found))
        return found


class Part(NamedTuple):
    """Features of an option, in groups that options share; each feature counts once with each prefix."""

    prefixes: tuple[str, ...]  # "pair" and "near pair", say: the same words weigh differently for either
    groups: list[FeatureGroup]
    alternatives: tuple[tuple[str, ...], ...] = ()  # prefixes of all parts with the same groups, to weigh them at once

    def names(self) -> list[str]:
        """Return the features as they are named among the weights.

        >>> Part(("pair", "near pair"), [FeatureGroup(("money",)), FeatureGroup(("often",))]).names()
        ['pair|money', 'pair|often', 'near pair|money', 'near pair|often']
        """
        return [f"{prefix}|{feature}" for prefix in self.prefixes for group in self.groups for feature in group.names]


def memoised(make: Callable[..., Iterable[str]]) -> Callable[..., FeatureGroup]:
    """Decorate a function that builds features: it returns a group, the same one for the same arguments."""

    @lru_cache(MEMOISED)
    def group(*arguments: Any) -> FeatureGroup:
        return FeatureGroup(tuple(make(*arguments)))

    return group
