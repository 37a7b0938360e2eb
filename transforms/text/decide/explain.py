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


class Witness(Model):
    """A model that notes what it is asked, and answers as it would without."""

    def __init__(self, model: Model, noted: list[Decided]) -> None:
        super().__init__(model.name, model.weights)
        self._noted = noted

    def choose(self, place: Place, options: Mapping[Option, Features]) -> dict[Option, float]:
        """Note a decision with the weights of its features, those without any left out; the heaviest come first."""
        likelihood = super().choose(place, options)
        told: dict[Hashable, tuple[float, dict[str, float]]] = {
            option: (likelihood[option], self._weights_of(features)) for option, features in options.items()
        }
        self._noted.append(Decided(self.name, place, told))
        return likelihood

    def choose_by_parts(self, place: Place, options: Mapping[Option, Parts]) -> dict[Option, float]:
        """Do the same for options whose features come in parts."""
        flat = {option: [name for part in parts for name in part.names()] for option, parts in options.items()}
        return self.choose(place, flat)

    def _weights_of(self, features: Features) -> dict[str, float]:
        known = {feature: self.weights[feature] for feature in features if feature in self.weights}
        return dict(sorted(known.items(), key=lambda item: -abs(item[1])))


@contextmanager
def listening(*names: str) -> Iterator[list[Decided]]:
    """Give a list that every decision of these names is noted in while the context lasts."""
    noted: list[Decided] = []
    models = {name: load_model(name) for name in names}
    for name, model in models.items():
        use_model(Witness(model, noted), name)
    try:
        yield noted
    finally:
        for name, model in models.items():
            use_model(model, name)
