"""Whose a figure is: the pair or country that it is about, and how that is known.

Everyone whose it may be is weighed by traits of the figure, of the countries and of the two together, with weights
learned from annotated news (tests/gold/learn_whose.py). A wrong pair is worse than none: one that is not likely
enough is not taken.

A sentence is described once: `mentions` (its countries), `clauses`, and `article` with `setting` (what was told before
it). Then `describe` makes a `case` of each figure and gathers traits, a module a table of figure_whose.csv: `frame` of
the figure itself, `sides` of each country, `bonds` of each pair. `weights` weighs them, and `Binder` chooses.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from schemas.dyad import Dyad
from transforms.lexicon import Lexicon
from transforms.text.figures.drafts import Draft
from transforms.text.figures.measure import Head
from transforms.text.figures.whose.article import Countries
from transforms.text.figures.whose.case import HERE, UNNAMED
from transforms.text.figures.whose.describe import Description, Sentence
from transforms.text.figures.whose.mentions import Mention
from transforms.text.figures.whose.weights import NOBODY, compile_weights, weigh

# The least probability of a pair that the figure's clause names, and of any other, or of a trifle's. `learn_whose
# --check` prints what others would give.
LIKELY_NAMED = 0.7
LIKELY = 0.8
SIDES = frozenset(("countries", "governments", "leaders", "nations", "neighbours", "neighbors", "sides", "states"))


class Binding(NamedTuple):
    """What a figure is about: a pair, or countries, and the evidence."""

    dyad: Dyad | None
    countries: Countries
    evidence: str | None


NOTHING = Binding(None, NOBODY, None)


class Binder:
    """Binds the figures of one sentence, in order, and tells the article."""

    def __init__(self, describe: Callable[[], Sentence], mentions: Sequence[Mention], lexicon: Lexicon) -> None:
        """Take what describes the sentence: a third of those with figures has ordinals and trifles alone."""
        self._describe, self._mentions, self.weights = describe, mentions, compile_weights(lexicon)
        self._described: Sentence | None = None
        self.bound: dict[int, Countries] = {}  # by the first token of a figure
        self.previous: Countries | None = None

    @property
    def sentence(self) -> Sentence:
        """The sentence, described when the first of its figures is bound."""
        if self._described is None:  # by hand: compiled to C, a cached_property is made anew each time
            self._described = self._describe()
        return self._described

    def bind(self, draft: Draft, head: Head | None) -> Binding:
        """Return whose a figure is; a trifle tells nothing of those behind it."""
        if draft.kind == "ordinal" or (draft.minor and not self._may_be_theirs(draft)):
            return NOTHING
        described = self.sentence.describe(draft, head, self.previous, self._partner(draft))
        owners = self.decide(draft, described)
        if not draft.minor:
            self.bound[draft.first] = self.previous = owners
            self.sentence.article.tell(self.sentence.number, owners)
        return _as_binding(owners, described)

    def decide(self, draft: Draft, described: Description) -> Countries:
        """Return whose a described figure is."""
        return choose(weigh(described, self.weights), described)

    def _may_be_theirs(self, draft: Draft) -> bool:
        """Tell the frigates of "China sent two frigates to Djibouti" from ages, days, "one of" and "the two sides"."""
        if draft.kind != "count" or draft.unit is None or draft.value == 1:
            return False
        if not (draft.spelled or draft.form == "vague") or draft.unit.lower().split()[-1] in SIDES:
            return False
        return len({mention.iso3 for mention in self._mentions}) > 1

    def _partner(self, draft: Draft) -> Countries | None:
        """Return the owners of an earlier figure that this one restates, is compared with, or changes."""
        linked = (other for other in (draft.restates, draft.linked, draft.base) if other is not None)
        return next((self.bound[other.first] for other in linked if other.first in self.bound), None)


def choose(likelihood: dict[Countries, float], described: Description) -> Countries:
    """Return the likeliest owners; of pairs only one that is likely enough."""
    best = max(likelihood, key=likelihood.__getitem__)
    if len(best) < 2:
        return best
    least = LIKELY_NAMED if not described.minor and all(described.where[iso3] == HERE for iso3 in best) else LIKELY
    if likelihood[best] >= least:
        return best
    return max((owners for owners in likelihood if len(owners) < 2), key=likelihood.__getitem__)


def _as_binding(owners: Countries, described: Description) -> Binding:
    if not owners:
        return NOTHING
    named = {described.where[iso3] for iso3 in owners}
    evidence = "focus" if UNNAMED in named else "clause" if named == {HERE} else "sentence"
    return Binding(Dyad(*owners) if len(owners) > 1 else None, owners, evidence)
