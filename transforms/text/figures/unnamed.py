"""Figures in whose clause no country is named: the clauses before tell whose they are, or the article."""

from __future__ import annotations

from schemas.dyad import Dyad
from transforms.text.figures.alone import Alone
from transforms.text.figures.cases import NOTHING, Binding, Case, Scene, of_one, of_pair
from transforms.text.figures.clauses import Clauses
from transforms.text.figures.follow import Follower
from transforms.text.figures.hints import OTHERS, is_loss
from transforms.text.figures.places import Place
from transforms.text.figures.topic import TOTALS, Topic

ANTECEDENT_REACH = 4  # tokens between a country and the relative clause about it
SPOKEN = frozenset(("it", "its", "they", "their"))
SPOKEN_REACH = 3  # tokens from the beginning of a clause in which its pronoun stands
MEASURES = frozenset(("share", "volume", "number", "figure", "total", "amount", "level"))
TERMS = frozenset(("rate", "price", "cost", "costs", "value", "capacity", "length", "size", "total"))  # of a contract


class Unnamed:
    """Binds the figures of one sentence in whose clause no country is named."""

    def __init__(self, scene: Scene, clauses: Clauses, follower: Follower, topic: Topic) -> None:
        self.scene, self.tokens, self.rules, self.places = scene, scene.tokens, scene.rules, scene.places
        self.clauses, self.follower, self.topic = clauses, follower, topic
        self.alone = Alone(scene)
        pairs = scene.setting.pairs.get(scene.sentence, ())
        self.relational = {found.dyad for found in pairs if found.relational}

    def bind(self, case: Case) -> Binding:
        """Bind a figure in whose clause no country is named: by the clause before it, or by the article."""
        previous = case.previous
        relative = self.clauses.relative(case.clause)
        both = self._of_both(case)
        if both:
            return of_pair(both, "clause")
        told = self._antecedent(case, relative)
        if told:
            return of_one(told.iso3, "clause")
        before_it = self.tokens.lower[case.clause.first : case.draft.first]
        if previous and previous.dyad and not OTHERS.isdisjoint(before_it):
            return NOTHING  # and European shipments rose by 18 percent
        stated = case.is_state and case.draft.kind != "duration" and not self._is_told_share(case)
        if previous and previous != NOTHING and not (previous.dyad and (stated or self._is_other(case, relative))):
            return previous
        dyad = self.topic.focused(case) or self.implied(case)
        if dyad:
            return of_pair(dyad, "focus")
        before = case.draft.last if stated or relative is not None else case.draft.first
        named = {place.iso3 for place in self.places if place.first < before}
        if len(named) == 1:
            return of_one(named.pop(), "clause")
        if self.places:
            return self.alone.of_land(case.clause)
        return self.alone.bind(case.draft, case.head, case.clause, stated=stated)

    def _antecedent(self, case: Case, relative: int | None) -> Place | None:
        """Return the country of which a relative clause tells."""
        which = relative is not None and self.tokens.near(relative) == "which"
        if relative is None or (which and case.previous and case.previous.dyad):
            return None
        told = [place for place in self.places if 0 <= relative - place.last <= ANTECEDENT_REACH]
        return told[-1] if told and (not which or case.head is None or case.is_state) else None

    def _is_loss(self, case: Case) -> bool:
        """Tell the victims of what happened to one side, told after the help for it, from those of a war."""
        words = self.tokens.lower[case.clause.first : case.clause.last]
        last = self.follower.last
        return is_loss(case, words) and last is not None and last[0].kind != "count"

    def _is_other(self, case: Case, relative: int | None) -> bool:
        """Tell what is no more of the pair of the figure before: victims at home, what its taker did with it."""
        last = self.follower.last
        if last is None:
            return False
        return self._is_loss(case) or (relative is not None and last[0].kind != case.draft.kind)

    def _is_told_share(self, case: Case) -> bool:
        """Tell "the share has dropped to 10 percent", of what the figure before was about."""
        head = case.head
        if head is None or self.tokens.near(head.last - 1) not in MEASURES:
            return False
        return self.tokens.near(head.first - 1) in ("the", "a", "that", "this")

    def _of_both(self, case: Case) -> Dyad | None:
        """Take the only two countries of a sentence, which it relates, for a transaction told without their names.

        "Serbia, where its companies have put in €5.5 billion", "it sold the country $2.5 billion of goods".
        """
        if len(self.relational) != 1 or case.is_state:
            return None
        (dyad,) = self.relational
        before = {place.iso3 for place in self.places if place.last <= case.draft.first}
        words = self.tokens.lower[case.clause.first : case.draft.first]
        flow = (case.head is not None and case.head.first >= case.clause.first) or not self.rules.words[
            "transaction"
        ].isdisjoint(words)
        spoken = not SPOKEN.isdisjoint(words[:SPOKEN_REACH])
        if words[:1] in (["its"], ["their"]) and case.head and self.tokens.near(case.head.last - 1) in TOTALS:
            return None  # its chip exports came to $126.7 billion
        return dyad if before == set(dyad) and spoken and (flow or case.draft.kind == "money") else None

    def implied(self, case: Case) -> Dyad | None:
        """Return the pair that a sentence without a country, but for its source, speaks of."""
        stated = case.head is not None and case.is_state and self.tokens.near(case.head.last - 1) not in TERMS
        if stated or any(place.first < min(self.scene.source, case.draft.first) for place in self.places):
            return None
        return self.topic.goes_on(case)
