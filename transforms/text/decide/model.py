"""A learned decision: the weight of each feature, and from these the probability of each option.

All threads of a process share a model (runners decide in several at once), so a cache of its own is filled before it is
assigned: no thread sees half of one.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import chain, repeat
from typing import TypeVar

from dyadwire.transforms.lexicon import rule_lines
from dyadwire.transforms.text.decide.feature_groups import FeatureGroup, Part
from dyadwire.transforms.text.decide.packed_sums import place, unpack

Option = TypeVar("Option", bound=Hashable)
Place = Hashable  # what is decided in an article: a pair, or (sentence, start, end) of a span
Features = Sequence[str]
Parts = Sequence[Part]  # the features of an option, in parts that options may share
FOLDER = "dyadwire.transforms.models"

_loaded: dict[str, Model] = {}


class Model:
    """The weights of one decision, by feature; a feature without one weighs 0."""

    def __init__(self, name: str, weights: Mapping[str, float]) -> None:
        """Take the weights, in natural logarithms of odds."""
        self.name, self.weights = name, weights
        self._split: dict[str, dict[str, float]] = {}  # by prefix: weight of a feature without it
        self._tables: dict[tuple[str, ...], dict[str, float]] = {}  # by prefixes: the sum of these weights
        self._packed: dict[tuple[tuple[str, ...], ...], dict[str, int]] = {}  # several tables in one: see `packed_sums`

    def choose(self, place: Place, options: Mapping[Option, Features]) -> dict[Option, float]:
        """Return the probability of each option; they sum to 1.

        An option's score is the sum of its features' weights, its probability exp(score) over the sum of those.
        `place` identifies what is decided, for who observes it (`explain.ObservedModel`); no result depends on it.

        >>> Model("pair", {"in title": 1.5, "listed": -2.0}).choose(0, {"yes": ("in title", "near"), "no": ()})["yes"]
        0.8175744761936437
        """
        return _normalised({option: self.score(features) for option, features in options.items()})

    def _table(self, prefixes: tuple[str, ...]) -> dict[str, float]:
        """Return feature → weight, where a feature has one weight with each prefix ("pair|money"): their sum."""
        if prefixes not in self._tables:
            table: dict[str, float] = {}
            for feature, weight in chain.from_iterable(self._items_of(prefix) for prefix in prefixes):
                table[feature] = table.get(feature, 0.0) + weight
            self._tables[prefixes] = table
        return self._tables[prefixes]

    def _items_of(self, prefix: str) -> Iterable[tuple[str, float]]:
        """Return the features with a prefix, without it, and their weights; all names are split when first asked."""
        if not self._split:
            split: dict[str, dict[str, float]] = {}
            for name, weight in self.weights.items():
                before, _, feature = name.partition("|")
                split.setdefault(before, {})[feature] = weight
            self._split = split
        return self._split.get(prefix, {}).items()

    def probability(self, place: Place, features: Features) -> float:
        """Return the probability of yes in a yes-or-no decision, where only yes has features."""
        return 1 / (1 + math.exp(-self.score(features)))

    def probability_by_groups(self, place: Place, groups: Sequence[FeatureGroup]) -> float:
        """Return the probability of yes, whose features come in groups that places share: each is weighed once."""
        return 1 / (1 + math.exp(-sum([group.weigh(self.weights) for group in groups])))

    def classify(
        self, place: Place, labels: Sequence[str], features: Features, shared: Sequence[FeatureGroup] = ()
    ) -> dict[str, float]:
        """Return the probability of each label; all share their features, whose weights differ ("label|feature").

        `shared` are features that several places have: they are weighed once.
        """
        return _normalised(self._scores(labels, features, shared))

    def _scores(self, labels: Sequence[str], features: Features, shared: Sequence[FeatureGroup]) -> dict[str, float]:
        packed = self._packed_table(tuple([(label,) for label in labels]))
        total = sum(map(packed.get, features, repeat(0))) + sum([group.weigh(packed) for group in shared])
        return dict(zip(labels, unpack(total, len(labels)), strict=True))

    def choose_by_parts(self, place: Place, options: Mapping[Option, Parts]) -> dict[Option, float]:
        """Return the probability of each option; a part that several options share is weighed once."""
        known: dict[int, float] = {}
        shared: dict[int, dict[tuple[str, ...], float]] = {}
        scores = {}
        for option, parts in options.items():
            total = 0.0
            for part in parts:
                weight = known.get(id(part))
                if weight is None:
                    weight = known[id(part)] = self._weigh(part, shared)
                total += weight
            scores[option] = total
        return _normalised(scores)

    def _weigh(self, part: Part, shared: dict[int, dict[tuple[str, ...], float]]) -> float:
        """Return the weight of a part; `shared` holds weights already computed for other parts with the same groups."""
        if not part.alternatives:
            table = self._table(part.prefixes)
            return sum([group.weigh(table) for group in part.groups])
        if id(part.groups) not in shared:
            packed = self._packed_table(part.alternatives)
            weights = unpack(sum([group.weigh(packed) for group in part.groups]), len(part.alternatives))
            shared[id(part.groups)] = dict(zip(part.alternatives, weights, strict=True))
        return shared[id(part.groups)][part.prefixes]

    def _packed_table(self, alternatives: tuple[tuple[str, ...], ...]) -> dict[str, int]:
        """Return feature → its weights in the tables of all alternatives, packed into one integer."""
        if alternatives not in self._packed:
            packed: dict[str, int] = {}
            for at, prefixes in enumerate(alternatives):
                for feature, weight in chain.from_iterable(self._items_of(prefix) for prefix in prefixes):
                    packed[feature] = packed.get(feature, 0) + place(weight, at)
            self._packed[alternatives] = packed
        return self._packed[alternatives]

    def score(self, features: Features) -> float:
        """Return the sum of the weights of features."""
        return sum(map(self.weights.get, features, repeat(0.0)))


def _normalised(scores: Mapping[Option, float]) -> dict[Option, float]:
    """Return the softmax of scores."""
    top = max(scores.values())
    powers = {option: math.exp(score - top) for option, score in scores.items()}
    total = sum(powers.values())
    return {option: power / total for option, power in powers.items()}


def load_model(name: str) -> Model:
    """Return the model of a decision, read once a process; FileNotFoundError where there is none."""
    if name not in _loaded:
        _loaded[name] = Model(name, dict(read_weights(name)))
    return _loaded[name]


def model_names() -> list[str]:
    """Return the names of the decisions that have weights, in alphabetical order."""
    return sorted(file.name.removesuffix(".csv") for file in files(FOLDER).iterdir() if file.name.endswith(".csv"))


def read_weights(name: str) -> Iterator[tuple[str, float]]:
    """Read the features of a decision, each with its weight: CSV with comments and a header line."""
    rows = csv.reader(rule_lines(files(FOLDER).joinpath(f"{name}.csv").read_text(encoding="utf-8")))
    next(rows)
    number = cache(float)  # a few hundred, each made once
    for feature, weight in rows:
        yield feature, number(weight)


def use_model(model: Model | None, name: str) -> None:
    """Use another model for a decision in this process; None restores its own."""
    if model:
        _loaded[name] = model
    else:
        _loaded.pop(name, None)
