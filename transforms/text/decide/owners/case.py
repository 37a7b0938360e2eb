"""The figure whose owners are decided, with its clause and how many countries are named around it."""

from __future__ import annotations

from typing import NamedTuple

from dyadwire.transforms.text.decide.owners.clauses import OwnerClause
from dyadwire.transforms.text.decide.owners.context import Countries
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.measure_heads import Head

HERE, ELSEWHERE, UNNAMED = "c", "s", "u"  # where a country is named: in the clause, in the sentence, or not at all
NAMED = 3  # countries in a clause or sentence; more are counted as so many


class FigureCase(NamedTuple):
    """A figure, the noun that it measures, its clause, and how many countries are named around it."""

    draft: FigureDraft
    head: Head | None
    clause: OwnerClause
    here: int  # countries in the clause, NAMED at most, towns left out
    everywhere: int  # countries in the sentence, the same
    previous: Countries | None  # owners of the figure before in the sentence
    partner: Countries | None  # of an earlier figure that this one is linked to
    carried: Countries | None  # of the last figure of the sentence before
    noun: str  # the stem of what is measured, "" where nothing known is

    @property
    def group(self) -> str:
        """Return the class of what is measured: flow, state, attack; "" where nothing known is."""
        return self.head.group if self.head else ""

    def told_beside(self) -> dict[Countries, list[str]]:
        """Return the owners of the figures beside it, with what these are: previous, carried, partner."""
        found: dict[Countries, list[str]] = {}
        for name, owners in (("previous", self.previous), ("carried", self.carried), ("partner", self.partner)):
            if owners is not None:
                found.setdefault(owners, []).append(name)
        return found
