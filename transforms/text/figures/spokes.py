"""Tallies: articles about one country, the hub, that tell its dealings with others one by one, the spokes.

"Kenya bought 520,000 tonnes and Zambia 310,000" in an article about Tanzania's exports names no pair, and is two.
"""

from __future__ import annotations

from itertools import pairwise

from schemas.dyad import Dyad
from transforms.text.figures.cases import Binding, Case, Scene, of_pair
from transforms.text.figures.hints import LOSSES, OTHERS, is_wide
from transforms.text.figures.places import Place
from transforms.text.figures.sides import Sides

KINDS = ("money", "quantity", "count", "percent")
BEHIND = ("from", "for", "to", "in")  # between a figure and the spoke of which it is: "183,000 from India"
AND_REACH = 5  # tokens between a figure and the next: "$8 billion and $1"
GAP = 3  # tokens between a spoke and its figure where the verb is left out: "ahead of India with 11.2 million"
ELLIPTIC = frozenset(("was", "were", "is", "are", "came", "rate", "share", "figure", "quota", "at", "to", "by"))
GAPPED = frozenset(
    ("with", "at", "a", "the", ",", "and", "just", "only", "about", "some", "nearly", "almost", "over", "to")
)
SELLING = frozenset(("sold", "sells", "exported", "exports", "shipped", "ships", "makes", "made", "earned", "produced"))
PRICES = frozenset(("price", "prices", "futures", "front-month", "benchmark", "index", "hub", "spot"))
APART = (
    OTHERS
    | LOSSES
    | PRICES
    | {"infected", "diagnosed", "cases", "flu", "virus", "countries", "organisation", "organization"}
)
FIRMS = frozenset(
    ("exporters", "importers", "companies", "firms", "investors", "banks", "lenders", "buyers", "refiners")
)
WHOLE_REACH = 8  # tokens of "of B.C.'s" and "of the province's"
SPLIT = (("'", "s"), ("’", "s"))
POSSESSIVE = ("'s", "’s", "s'", "s’")


class Spokes:
    """The spokes of one sentence; it has none where the article is not about one country."""

    def __init__(self, scene: Scene, sides: Sides) -> None:
        self.tokens, self.rules, self.sides = scene.tokens, scene.rules, sides
        self.hub, self.recent = scene.setting.star, scene.recent
        self.setting, self.sentence = scene.setting, scene.sentence

    def bind(self, case: Case) -> Binding | None:
        """Return the pair of the hub and the spoke whose figure it is; None where it is no dealing with the hub."""
        if self.hub is None or case.draft.kind not in KINDS or any(place.iso3 == self.hub for place in case.places):
            return None
        if not APART.isdisjoint(self.tokens.lower[case.clause.first : case.clause.last]):
            return None
        own = self._own(case)
        if own is None or self._is_elsewhere(case, own) or not self._deals(case, own):
            return None
        return of_pair(Dyad.of(own.iso3, self.hub), "focus")

    def _is_elsewhere(self, case: Case, own: Place) -> bool:
        """Tell dealings of a spoke with another than the hub: a pair that the clause names, a town's, the same's."""
        if case.previous and case.previous.dyad and self.hub not in case.previous.dyad:
            return True  # France keeps 1,500 soldiers in Romania; Belgium contributes 250
        if self._names_pair(case):
            return True
        last, end = case.draft.last, case.clause.last
        if "same" in self.tokens.lower[last:end] or self._comes_from_body(last, case):
            return True  # from the same seller
        starts, ends = self.tokens.starts, self.tokens.ends
        towns = self.setting.towns(self.sentence, starts[last], ends[end - 1]) if last < end else set()
        if not towns <= {self.hub, *(place.iso3 for place in case.places)}:
            return True
        return case.draft.kind == "percent" and self._is_of_another(last)

    def _names_pair(self, case: Case) -> bool:
        """Tell "Chinese imports of crude from Russia" from "Norway and Denmark gave $8 billion and $1 billion"."""
        if len({place.iso3 for place in case.places}) == 1 or any(map(self._is_joined, case.places, case.places[1:])):
            return False
        sided = self.sides.read(case)
        return sided is not None and sided[-1] == "syntax"

    def _comes_from_body(self, last: int, case: Case) -> bool:
        """Tell "€18.6m from the Champions League"."""
        at = last + 1 + (self.tokens.near(last + 1) == "the")
        named = self.tokens.near(last) == "from" and at < len(self.tokens) and self.tokens.is_capital(at)
        return named and all(place.first != at for place in case.places)

    def _is_of_another(self, last: int) -> bool:
        """Tell "5 per cent of B.C.'s lumber", of a whole that is another's than the hub's."""
        whole = self.tokens.lower[last : last + WHOLE_REACH]
        owned = any(word.endswith(POSSESSIVE) or (word, after) in SPLIT for word, after in pairwise([*whole, ""]))
        return whole[:1] == ["of"] and owned

    def _own(self, case: Case) -> Place | None:
        """Return the country to which a figure belongs: it stands just behind the figure, or nearest before it."""
        behind = next((place for place in case.places if self._is_behind(case, place)), None)
        if behind:
            return behind
        before = [place for place in case.places if place.last <= case.draft.first]
        if len(before) > 1 and self._is_joined(before[-2], before[-1]):
            return self._of_joined(case, before[-2], before[-1])
        return before[-1] if before else None

    def _of_joined(self, case: Case, one: Place, other: Place) -> Place | None:
        """Read "Norway and Denmark will give $8 billion and $1 billion"; what both give together is neither's."""
        after = self.tokens.lower[case.draft.last : case.draft.last + AND_REACH]
        if "and" in after and any(word[-1].isdecimal() for word in after):
            return one
        before = self.tokens.lower[max(other.last, case.draft.first - 2) : case.draft.first]
        return other if "and" in before else None

    def _is_joined(self, one: Place, other: Place) -> bool:
        return one.iso3 != other.iso3 and self.tokens.lower[one.last : other.first] in (["and"], [","], [",", "and"])

    def _is_behind(self, case: Case, place: Place) -> bool:
        """Tell "183,000 from India", "105,000 Russians" and "890,000 are Bangladeshis"."""
        if case.draft.kind != "count" or not 0 <= place.first - case.draft.last <= 2:
            return False
        between = self.tokens.lower[case.draft.last : place.first]
        return not between or between[-1] in BEHIND or (place.people and between[0] in ("are", "were"))

    def _deals(self, case: Case, own: Place) -> bool:
        """Tell dealings with the hub from the spoke's own affairs."""
        draft = case.draft
        if own.first >= draft.last:
            return True
        between = [self.tokens.lower[at] for at in range(own.last, draft.first) if at not in case.clause.hidden]
        elliptic = self.tokens.near(own.last - 1).endswith(POSSESSIVE) and not ELLIPTIC.isdisjoint(between[:1])
        if elliptic:
            return self._goes_on(case)
        if case.is_state or is_wide(case, self.tokens, self.rules):
            return False
        return self._is_dealing(case, own, between)

    def _is_dealing(self, case: Case, own: Place, between: list[str]) -> bool:
        """Tell by the words between a spoke and its figure whether it deals with the hub."""
        words, first = self.rules.words, between[:1]
        if len(between) <= GAP and GAPPED.issuperset(between) and self._goes_on(case):
            return True
        if not SELLING.isdisjoint(between):
            return False  # Uganda, the largest exporter, sold 6.1 million bags
        if first and first[0] in words["mover"]:
            return True
        if self.sides.joint(own, case.clause.first) in ("to", "from") and case.is_flow:
            return True
        if first and first[0].isalpha() and first[0].endswith("s") and self._is_apart(first[0]):
            return False  # Vietnamese growers received $575 a tonne
        return any(word in words["tally"] or word in words["transaction"] for word in between)

    def _is_apart(self, noun: str) -> bool:
        """Tell people of a spoke who do not act for it from its firms, and from verbs."""
        words = self.rules.words
        known = words["tally"] | words["transaction"] | words["stop"] | words["filler"]
        return noun not in FIRMS and noun not in known and noun not in self.rules.measures.loose

    def _goes_on(self, case: Case) -> bool:
        """Tell whether the figures before are dealings with the hub, too."""
        if case.previous and case.previous.dyad:
            return self.hub in case.previous.dyad
        return self.recent is not None and self.hub in self.recent
