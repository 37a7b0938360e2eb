"""Figures of one country in sentences that name none: of a town's, of the sentence's before, of the article's home."""

from __future__ import annotations

from transforms.text.figures.cases import NOTHING, Binding, Scene, of_one
from transforms.text.figures.clauses import Clause
from transforms.text.figures.drafts import Draft
from transforms.text.figures.hints import LANDS, OTHERS
from transforms.text.figures.measure import Head

WORLDLY = frozenset(
    ("price", "prices", "cost", "costs", "index", "stocks", "margin", "profit", "profits", "temperature")
)
MARKETS = frozenset(
    ("oil", "brent", "crude", "gold", "silver", "price", "prices", "futures", "shares", "barrel", "ounce", "cents")
)


class Alone:
    """Whose alone the figures of one sentence are."""

    def __init__(self, scene: Scene) -> None:
        self.tokens, self.setting, self.sentence, self.carried = (
            scene.tokens,
            scene.setting,
            scene.sentence,
            scene.carried,
        )

    def bind(self, draft: Draft, head: Head | None, clause: Clause, *, stated: bool) -> Binding:
        """Return the country of whose town the clause tells, or of which the article was speaking."""
        town = self._town(clause) if draft.kind != "duration" else None
        if town:
            return of_one(town, "clause")
        return self._at_home(head) if stated else self._before(draft)

    def of_land(self, clause: Clause) -> Binding:
        """Return the country that "the country" is, where others are named besides."""
        lands = (at for at in range(clause.first, clause.last) if self.tokens.lower[at] in LANDS)
        told = any(self.tokens.near(at - 1) == "the" for at in lands)
        return of_one(self.setting.hub, "focus") if told and self.setting.hub else NOTHING

    def apart(self, draft: Draft, head: Head | None, previous: Binding | None) -> Binding:
        """Bind a figure of a sentence that speaks of no country."""
        stated = head is not None and head.group == "state" and draft.kind != "duration"
        if previous and previous != NOTHING and not (previous.dyad and stated):
            return previous
        return self.bind(draft, head, Clause(0, len(self.tokens)), stated=stated)

    def _at_home(self, head: Head | None) -> Binding:
        """Bind growth, inflation or debt in a sentence without a country: to that of the figure before, or the home."""
        if head is None or self.tokens.near(head.last - 1) in WORLDLY:
            return NOTHING
        carried = self.carried.countries if self.carried else ()
        home = carried[0] if len(carried) == 1 else self.setting.home
        return of_one(home, "focus") if home else NOTHING

    def _before(self, draft: Draft) -> Binding:
        """Bind people, money and shares to the country of which the sentences before were speaking."""
        if draft.minor or draft.kind not in ("money", "count", "percent") or not OTHERS.isdisjoint(self.tokens.lower):
            return NOTHING
        if not MARKETS.isdisjoint(self.tokens.lower):
            return NOTHING
        only = self.setting.only_before(self.sentence)
        return of_one(only, "focus") if only else NOTHING

    def _town(self, clause: Clause) -> str | None:
        """Return the only country of whose towns a clause tells that names no country."""
        starts, ends = self.tokens.starts, self.tokens.ends
        towns = self.setting.towns(self.sentence, starts[clause.first], ends[clause.last - 1])
        return towns.pop() if len(towns) == 1 else None
