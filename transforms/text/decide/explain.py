"""Explain decisions: record what each model was asked while a text was read, and the weight of each feature."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import NamedTuple

from dyadwire.transforms.text.decide.feature_groups import FeatureGroup
from dyadwire.transforms.text.decide.model import Features, Model, Option, Parts, Place, load_model, use_model


class ObservedModel(Model):
    """A model whose questions, however they are put, come to `observe`: all options with all of their features.

    Its answers are computed as those of any model, to the last bit, so that what is explained is what was decided.
    """

    def observe(
        self, place: Place, options: Mapping[Option, Features], answer: dict[Option, float]
    ) -> dict[Option, float]:
        """See a question and its answer, the probability of each option; return the answer, or another."""
        raise NotImplementedError

    def choose(self, place: Place, options: Mapping[Option, Features]) -> dict[Option, float]:
        """Observe a choice between options."""
        return self.observe(place, options, super().choose(place, options))

    def probability(self, place: Place, features: Features) -> float:
        """Observe a yes-or-no decision."""
        return self._yes(place, features, super().probability(place, features))

    def probability_by_groups(self, place: Place, groups: Sequence[FeatureGroup]) -> float:
        """Observe a yes-or-no decision whose features come in groups."""
        return self._yes(place, [*chain.from_iterable(groups)], super().probability_by_groups(place, groups))

    def classify(
        self, place: Place, labels: Sequence[str], features: Features, shared: Sequence[FeatureGroup] = ()
    ) -> dict[str, float]:
        """Observe a choice between labels that share their features."""
        names = (*chain.from_iterable(shared), *features)
        options = {label: [f"{label}|{feature}" for feature in names] for label in labels}
        return self.observe(place, options, super().classify(place, labels, features, shared))

    def choose_by_parts(self, place: Place, options: Mapping[Option, Parts]) -> dict[Option, float]:
        """Observe a choice between options that have their features in parts."""
        flat = {option: [name for part in parts for name in part.names()] for option, parts in options.items()}
        return self.observe(place, flat, super().choose_by_parts(place, options))

    def _yes(self, place: Place, features: Features, yes: float) -> float:
        return self.observe(place, {True: features, False: ()}, {True: yes, False: 1 - yes})[True]


class Decided(NamedTuple):
    """One decision: its name, its place in the article, and each option's probability and weights by feature."""

    decision: str
    place: Place
    options: dict[Hashable, tuple[float, dict[str, float]]]


class RecordingModel(ObservedModel):
    """A model that records every question it is asked; its answers are the same."""

    def __init__(self, model: Model, recorded: list[Decided]) -> None:
        super().__init__(model.name, model.weights)
        self._tables, self._packed = model._tables, model._packed  # made once, not for each text that is explained
        self._recorded = recorded

    def observe(
        self, place: Place, options: Mapping[Option, Features], answer: dict[Option, float]
    ) -> dict[Option, float]:
        """Record a decision with the weights of its features, heaviest first, those without a weight left out."""
        weighed: dict[Hashable, tuple[float, dict[str, float]]] = {
            option: (answer[option], self._weights_of(features)) for option, features in options.items()
        }
        self._recorded.append(Decided(self.name, place, weighed))
        return answer

    def _weights_of(self, features: Features) -> dict[str, float]:
        known = {feature: self.weights[feature] for feature in features if feature in self.weights}
        return dict(sorted(known.items(), key=lambda item: -abs(item[1])))


@contextmanager
def recording(*names: str) -> Iterator[list[Decided]]:
    """Record every decision of these names, in a list, while the context lasts."""
    recorded: list[Decided] = []
    models = {name: load_model(name) for name in names}
    for name, model in models.items():
        use_model(RecordingModel(model, recorded), name)
    try:
        yield recorded
    finally:
        for name, model in models.items():
            use_model(model, name)
