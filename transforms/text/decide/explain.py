"""Explain decisions: record what each model was asked while a text was read, and the weight of each feature."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from dyadwire.transforms.text.decide.model import Features, Model, Option, Place, load_model, use_model
from dyadwire.transforms.text.decide.observed import ObservedModel


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
