"""One sentence and one figure as the binding sees them, and what it says of the figure."""

from __future__ import annotations

from typing import NamedTuple

from schemas.dyad import Dyad
from transforms.text.figures.clauses import Clause
from transforms.text.figures.drafts import Draft
from transforms.text.figures.measure import Head
from transforms.text.figures.places import Place
from transforms.text.figures.rules import Rules
from transforms.text.figures.setting import Setting
from transforms.text.figures.tokens import Tokens
from transforms.text.findings import FigureSpan


class Scene(NamedTuple):
    """One sentence as the readers of bindings see it, and what its article and the figures before it tell."""

    tokens: Tokens
    rules: Rules
    heads: list[Head]
    places: list[Place]
    setting: Setting
    sentence: int
    source: int  # where the source at its end begins
    carried: FigureSpan | None  # the last figure of the sentence before
    recent: Dyad | None  # the pair of the last figure that had one, in the sentences just before


class Binding(NamedTuple):
    """What a figure is about: a pair, or countries, and the evidence."""

    dyad: Dyad | None
    countries: tuple[str, ...]
    evidence: str | None


NOTHING = Binding(None, (), None)


def of_pair(dyad: Dyad, evidence: str) -> Binding:
    """Return the binding to a pair."""
    return Binding(dyad, (dyad.country_a, dyad.country_b), evidence)


def of_one(iso3: str, evidence: str) -> Binding:
    """Return the binding to one country."""
    return Binding(None, (iso3,), evidence)


class Case(NamedTuple):
    """A figure, the noun that it measures, its clause, and the countries named there."""

    draft: Draft
    head: Head | None
    clause: Clause
    places: list[Place]
    previous: Binding | None  # of the figure before in the sentence

    @property
    def is_state(self) -> bool:
        """Tell whether the measure is one country's own, such as inflation."""
        return self.head is not None and self.head.group == "state"

    @property
    def is_flow(self) -> bool:
        """Tell whether the measure can run between two countries, as trade does."""
        return self.head is not None and self.head.group == "flow"
