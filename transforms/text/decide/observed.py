"""A model that is watched while it decides: `extract --explain` and learning see each question in one form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from dyadwire.transforms.text.decide.feature_groups import FeatureGroup
from dyadwire.transforms.text.decide.model import Features, Model, Option, Parts, Place


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
