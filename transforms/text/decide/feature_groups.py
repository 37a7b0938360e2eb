"""Features by the group: what many figures have alike is put into words once, and weighed once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Any, NamedTuple

MEMOISED = 1 << 12  # groups of one making: about 1 kB each, of which running news uses a few hundred


class Weights(dict[str, float]):
    """What features weigh, by their names; and those whose names begin alike, by what follows."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        super().__init__(weights)
        self._after: dict[str, dict[str, float]] = {}

    def after(self, beginning: str) -> dict[str, float]:
        """Return what the features weigh whose names begin so, by the rest of their names."""
        found = self._after.get(beginning)
        if found is None:
            names = [name for name in self if name.startswith(beginning)]
            found = self._after[beginning] = {name.removeprefix(beginning): self[name] for name in names}
        return found


class FeatureGroup(tuple[str, ...]):
    """Names of features that stand together; it remembers what it weighs."""

    _known: dict[int, tuple[Mapping[str, float], float]] | None = None  # by the identity of weights, which are held

    def weigh(self, weights: Mapping[str, float]) -> float:
        """Return the sum of the weights; a feature that has none says nothing."""
        known = self._known
        if known is None:
            known = self._known = {}
        found = known.get(id(weights))
        if found is None:
            found = known[id(weights)] = weights, weigh(self, weights)
        return found[1]

    def names(self) -> Sequence[str]:
        """Return the features as they are named among the weights."""
        return self


class Alike(NamedTuple):
    """Features whose names begin alike, by what follows: most are weighed without ever being named."""

    beginning: str
    rests: Sequence[str]

    def weigh(self, weights: Weights) -> float:
        """Return the sum of the weights."""
        return weigh(self.rests, weights.after(self.beginning))

    def names(self) -> Sequence[str]:
        """Return the features as they are named among the weights."""
        return [f"{self.beginning}{rest}" for rest in self.rests]


def weigh(features: Iterable[str], weights: Mapping[str, float]) -> float:
    """Return the sum of the weights of features; one that has none says nothing."""
    return sum(map(weights.get, features, repeat(0)))


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
        return [f"{of}|{feature}" for of in self.of for group in self.groups for feature in group]


def memoised(make: Callable[..., Iterable[str]]) -> Callable[..., FeatureGroup]:
    """Make a function of words and numbers return the same group for the same arguments."""

    @lru_cache(MEMOISED)
    def group(*arguments: Any) -> FeatureGroup:
        return FeatureGroup(make(*arguments))

    return group
