"""What tells whose a figure is: its clause, the countries that count there, and what it measures."""

from __future__ import annotations

from transforms.text.figures.cases import Binding, Case, Scene
from transforms.text.figures.clauses import Clause, Clauses
from transforms.text.figures.drafts import Draft
from transforms.text.figures.measure import Head
from transforms.text.figures.places import Place

COMPARING = frozenset((("ahead", "of"), ("followed", "by"), ("and", "not"), ("instead", "of"), ("rather", "than")))
COMPARED_REACH = 2  # tokens between a compared country and its own figure: "ahead of Pakistan with 179,000"
COUNT_REACH = 8  # tokens between a count and the flow that it is of
OBJECT_REACH = 4  # tokens between a flow and what flows: "imports of cheap Russian crude"


class Gatherer:
    """Gathers the cases of one sentence; `tells_many`: whether the article is a tally of several countries."""

    def __init__(self, scene: Scene, clauses: Clauses) -> None:
        self.tokens, self.rules, self.places, self.heads = scene.tokens, scene.rules, scene.places, scene.heads
        self.clauses, self.tells_many = clauses, scene.setting.star is not None

    def case(self, draft: Draft, head: Head | None, previous: Binding | None) -> Case:
        """Gather what tells whose a figure is: its clause, and the countries named there or of which it tells."""
        clause = self.clauses.around(draft.first, draft.last)
        nearby = [place for place in self.places if clause.holds(place.first)]
        if not nearby and self.tells_many:
            nearby = self._introduced(clause)
        if nearby:
            nearby = self._without_compared([*self._antecedent(clause), *nearby], draft)
        return Case(draft, head, clause, nearby, previous)

    def _introduced(self, clause: Clause) -> list[Place]:
        """Return the country of "Egypt has taken in the most: 1.5 million" and of "Delhi, which gave $4 billion"."""
        if self.tokens.near(clause.first - 1) == ":":
            return [place for place in self.places if place.last < clause.first][-1:]
        where = self.tokens.near(clause.first) == "where" or self.tokens.near(clause.first - 1) == "where"
        return [] if where else self._antecedent(clause)

    def _without_compared(self, nearby: list[Place], draft: Draft) -> list[Place]:
        """Leave out those that a country is compared with: "ahead of Pakistan", "more than Sweden"; keep only its own.

        What stands beside a compared country, "ahead of Pakistan with 179,000", is that country's alone.
        """
        compared = [place for place in nearby if self._is_compared(place)]
        if not compared:
            return nearby
        beside = [place for place in compared if 0 <= draft.first - place.last <= COMPARED_REACH]
        return beside or [place for place in nearby if place not in compared]

    def _is_compared(self, place: Place) -> bool:
        at = place.first - 1 - (self.tokens.near(place.first - 1) == "the")
        word, before = self.tokens.near(at), self.tokens.near(at - 1)
        return word in ("than", "behind", "unlike") or (before, word) in COMPARING

    def _antecedent(self, clause: Clause) -> list[Place]:
        """Return the country of which a relative clause tells: "China, which took 52 percent of U.S. exports"."""
        relative = self.clauses.relative(clause)
        return [] if relative is None else [place for place in self.places if place.last == relative - 1]

    def flow_head(self, case: Case) -> Head | None:
        """Return the flow that a figure speaks of where its own noun is none: gas flows at 20% of capacity."""
        draft, head = case.draft, case.head
        if head is not None and head.group != "state":
            return head
        flows = [flow for flow in self.heads if flow.group != "state" and case.clause.holds(flow.first)]
        if draft.kind == "money":  # $700 million for Bangladesh to help refugees from Myanmar
            flows = [flow for flow in flows if "to" not in self.tokens.lower[draft.last : flow.first]]
        within = [flow for flow in flows if head and self._is_of(flow, head)]
        if within:
            return within[-1]
        if not flows or (head is not None and head.last <= draft.first):
            return head
        nearest = min(flows, key=lambda flow: abs(flow.first - draft.first))
        near = draft.kind != "count" or nearest.group == "attack" or abs(nearest.first - draft.first) <= COUNT_REACH
        return nearest if near else head

    def _is_of(self, flow: Head, head: Head) -> bool:
        """Tell the crude of "imports of Russian crude"."""
        return self.tokens.near(flow.last) == "of" and flow.last < head.first <= flow.last + OBJECT_REACH
