"""Explain decisions: record what each model was asked while a text was read, and the weight of each feature."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple, TypeVar

from dyadwire.transforms.text.decide.model import Features, Model, Parts, Place, load_model, use_model

Option = TypeVar("Option", bound=Hashable)


class Decided(NamedTuple):
    """One decision: its name, its place in the article, and each option's probability and weights by feature."""

    decision: str
    place: Place
    options: dict[Hashable, tuple[float, dict[str, float]]]


class RecordingModel(Model):
    """A model that records every question it is asked; its answers are the same."""

    def __init__(self, model: Model, recorded: list[Decided]) -> None:
        super().__init__(model.name, model.weights)
        self._recorded = recorded

    def choose(self, place: Place, options: Mapping[Option, Features]) -> dict[Option, float]:
        """Record a decision with the weights of its features, heaviest first, those without a weight left out."""
        likelihood = super().choose(place, options)
        weighed: dict[Hashable, tuple[float, dict[str, float]]] = {
            option: (likelihood[option], self._weights_of(features)) for option, features in options.items()
        }
        self._recorded.append(Decided(self.name, place, weighed))
        return likelihood

    def choose_by_parts(self, place: Place, options: Mapping[Option, Parts]) -> dict[Option, float]:
        """Record a decision whose options have their features in parts."""
        flat = {option: [name for part in parts for name in part.names()] for option, parts in options.items()}
        return self.choose(place, flat)

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
