"""Clauses that name two countries which their sentence relates: whether a figure there is about the two."""

from __future__ import annotations

from schemas.dyad import Dyad
from transforms.text.figures.cases import Case, Scene
from transforms.text.figures.clauses import Clauses
from transforms.text.figures.drafts import Draft
from transforms.text.figures.hints import is_fired, is_loss
from transforms.text.figures.places import SAYING, Place

GAPS = ("and", ",", ";")  # before the second of two that share a verb
GAP_REACH = 3  # tokens between a figure and the other that shares its verb: "654,000 bags and Italy"
PARTS = frozenset(("share", "proportion", "percentage", "part"))


class Related:
    """The related pairs of one sentence."""

    def __init__(self, scene: Scene, clauses: Clauses) -> None:
        self.tokens, self.rules, self.places, self.hidden = scene.tokens, scene.rules, scene.places, clauses.hidden
        pairs = scene.setting.pairs.get(scene.sentence, ())
        self.relational = {found.dyad for found in pairs if found.relational}

    def relates(self, dyad: Dyad, case: Case) -> bool:
        """Take the only two countries of a clause where the sentence relates them and nothing of one is measured."""
        words = self.tokens.lower[case.clause.first : case.clause.last]
        if case.head is not None and self.tokens.near(case.head.last - 1) in PARTS:
            return True  # Russia's share of what India buys
        if is_fired(case.draft, words):
            return True
        after = (self.tokens.lower[case.draft.last : place.first] for place in self.places if place.iso3 in dyad)
        if any("those" in between for between in after):
            return False  # 65 percent, and those to Russia
        if self._is_gapped(dyad, case) or ("if" in words and "would" in words):
            return False
        if self._is_only_said(case) or self._is_of_subject(dyad, case):
            return False
        plain = not case.is_state or not self.rules.words["fire"].isdisjoint(words)
        return plain and dyad in self.relational and self._is_near(dyad, case.draft)

    def _is_only_said(self, case: Case) -> bool:
        """Tell "Banda said Zimbabwe had used 4 billion cubic metres", where one side only speaks of the other."""
        if is_loss(case, self.tokens.lower[case.clause.first : case.clause.last]):
            return False
        saying = (one for one in case.places if self.tokens.near(one.last) in SAYING)
        told = {one.last + 1 + (self.tokens.near(one.last + 1) == "that"): one.iso3 for one in saying}
        return any(told.get(place.first, place.iso3) != place.iso3 for place in case.places)

    def _is_of_subject(self, dyad: Dyad, case: Case) -> bool:
        """Tell "Norway led after Russian flows stopped and covered 48 percent of German imports": it is another's."""
        subject = self.places[0].iso3
        rival = any(subject in other and not {*other}.isdisjoint(dyad) for other in self.relational)
        return subject not in dyad and rival and self.places[0].first < case.clause.first

    def _is_gapped(self, dyad: Dyad, case: Case) -> bool:
        """Tell the two of "France offered €2 million and Qatar two aircraft", each with a figure of its own."""
        first, last, marks = case.draft.first, case.draft.last, self.tokens.marks
        for place in case.places:
            if place.iso3 not in dyad or self.tokens.near(place.first - 1) not in GAPS:
                continue
            if 0 <= place.first - last <= GAP_REACH and not {place.last, place.last + 1}.isdisjoint(marks):
                return True
            if 0 <= first - place.last <= 1 and any(case.clause.first <= at < place.first for at in marks):
                return True
        return False

    def _is_near(self, dyad: Dyad, draft: Draft) -> bool:
        """Tell whether both countries stand by the figure, not beyond two commas: ", officials said, in a move …"."""
        for iso3 in dyad:
            gaps = (self._commas(place, draft) for place in self.places if place.iso3 == iso3)
            if min(gaps, default=0) > 1:
                return False
        return True

    def _commas(self, place: Place, draft: Draft) -> int:
        """Count the commas between a country and a figure, those around asides left out."""
        between = range(min(place.last, draft.last), max(place.first, draft.first))
        hidden = self.hidden
        return sum(self.tokens.lower[at] == "," and at not in hidden and at + 1 not in hidden for at in between)
