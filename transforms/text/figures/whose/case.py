"""One figure among the countries of its sentence."""

from __future__ import annotations

from typing import NamedTuple

from transforms.text.figures.drafts import Draft
from transforms.text.figures.measure import Head
from transforms.text.figures.whose.article import Countries
from transforms.text.figures.whose.clauses import Clause

HERE, ELSEWHERE, UNNAMED = "c", "s", "u"  # where a country is named: in the clause, in the sentence, or not at all
NAMED = 3  # countries in a clause or sentence, of which more tell nothing new


class Case(NamedTuple):
    """A figure, the noun that it measures, its clause, how many countries are named, and whose its neighbours are."""

    draft: Draft
    head: Head | None
    clause: Clause
    here: int  # countries in the clause, NAMED at most, towns left out
    everywhere: int  # countries in the sentence, the same
    previous: Countries | None  # of the figure before in the sentence
    partner: Countries | None  # of an earlier figure that this one is linked to
    carried: Countries | None  # of the last figure of the sentence before

    @property
    def group(self) -> str:
        """Return the class of what is measured: flow, state, attack; "" where nothing known is."""
        return self.head.group if self.head else ""
