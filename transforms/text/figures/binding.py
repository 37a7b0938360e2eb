"""Whose a figure is: the pair or country that it is about, and how that is known.

Evidence falls from syntax (the words say it), through clause (they stand together), to focus (the article is about
that pair). A wrong binding is worse than none: where two readings are left, there is none.
"""

from __future__ import annotations

from typing import NamedTuple

from schemas.dyad import Dyad
from transforms.text.figures.clauses import Clause, Clauses
from transforms.text.figures.drafts import Draft
from transforms.text.figures.implied import SPEAKING, Implied, is_fired
from transforms.text.figures.measure import Head
from transforms.text.figures.places import Place, source_at
from transforms.text.figures.rules import Rules
from transforms.text.figures.setting import Setting
from transforms.text.figures.sides import Sides
from transforms.text.figures.tokens import Tokens
from transforms.text.findings import FigureSpan

LEASE_REACH = 2  # tokens between a duration and what lasts so long
COUNT_REACH = 8  # tokens between a count and the flow that it is of
ANTECEDENT_REACH = 4  # tokens between a country and the relative clause about it
WORTH = frozenset(("worth", "valued", "at", "cost", "price"))
CLOSING = frozenset((";", "and", "but", "while", "when"))
SPOKEN = frozenset(("it", "its", "they", "their"))
SPOKEN_REACH = 3  # tokens from the beginning of a clause in which its pronoun stands
WORLDLY = frozenset(
    ("price", "prices", "cost", "costs", "index", "stocks", "margin", "profit", "profits", "temperature")
)
PARTS = frozenset(("share", "proportion", "percentage", "part"))
TERMS = frozenset(("rate", "price", "cost", "costs", "value", "capacity", "length", "size", "total"))  # of a contract
OBJECT_REACH = 4  # tokens between a flow and what flows: "imports of cheap Russian crude"
BESIDE_REACH = 3  # tokens between a country and its own figure in a list: "Japan with 27 percent"


class Binding(NamedTuple):
    """What a figure is about: a pair, or countries, and the evidence."""

    dyad: Dyad | None
    countries: tuple[str, ...]
    evidence: str | None


NOTHING = Binding(None, (), None)


def _of_pair(dyad: Dyad, evidence: str) -> Binding:
    return Binding(dyad, (dyad.country_a, dyad.country_b), evidence)


def _of_one(iso3: str, evidence: str) -> Binding:
    return Binding(None, (iso3,), evidence)


class Binder:
    """Binds the figures of one sentence, in order."""

    def __init__(
        self,
        tokens: Tokens,
        rules: Rules,
        places: list[Place],
        heads: list[Head],
        setting: Setting,
        sentence: int,
        carried: FigureSpan | None,
    ) -> None:
        self.tokens, self.rules, self.places, self.heads = tokens, rules, places, heads
        self.relational = {found.dyad for found in setting.pairs.get(sentence, ()) if found.relational}
        self.setting, self.carried = setting, carried
        self.last: tuple[Draft, Dyad] | None = None  # the last figure of a pair, and the pair
        self.is_open = bool(places) or self._speaks()
        if not self.is_open:
            return
        self.clauses = Clauses(tokens, rules, places)
        self.sides = Sides(tokens, rules, heads, places)
        self.implied = Implied(tokens, rules, self.sides, setting, sentence, carried.dyad if carried else None)
        self.source = source_at(tokens) if places else 0

    def bind(self, draft: Draft, head: Head | None, previous: Binding | None) -> Binding:
        """Return whose a figure is; `previous` is the binding of the figure before it in the sentence."""
        if draft.kind == "ordinal" or (draft.restates and previous):
            return previous or NOTHING
        found = self._bind(draft, head, previous) if self.is_open else self._apart(draft, head, previous)
        if found.dyad and draft.kind == "duration" and not self._lasts(draft, head, found):
            return NOTHING  # an 18-year war is no figure between two countries, a ten-year lease is
        if found.dyad:
            self.last = draft, found.dyad
        return found

    def _speaks(self) -> bool:
        """Tell whether a sentence that names no country can speak of a pair at all."""
        if not self.setting.focus:
            return False
        return any(head.group == "flow" for head in self.heads) or not (
            SPEAKING.isdisjoint(self.tokens.lower) and self.rules.words["venture"].isdisjoint(self.tokens.lower)
        )

    def _apart(self, draft: Draft, head: Head | None, previous: Binding | None) -> Binding:
        """Bind a figure of a sentence that speaks of no country."""
        stated = head is not None and head.group == "state" and draft.kind != "duration"
        if previous and previous != NOTHING and not (previous.dyad and stated):
            return previous
        return self._at_home(head) if stated else NOTHING

    def _lasts(self, draft: Draft, head: Head | None, found: Binding) -> bool:
        """Tell a 15-year lease, gas supplied for 15 years, and a contract that runs for 15 years."""
        leads = head is not None and head.group == "flow" and 0 <= head.first - draft.last <= LEASE_REACH
        runs = self.tokens.near(draft.first - 1) in ("for", "over")
        return (leads or runs) and (found.evidence == "syntax" or (runs and self.last is not None))

    def _bind(self, draft: Draft, head: Head | None, previous: Binding | None) -> Binding:
        clause = self.clauses.around(draft.first, draft.last)
        nearby = [place for place in self.places if clause.holds(place.first)]
        nearby = [*self._antecedent(clause), *nearby] if nearby else nearby
        followed = self._by_previous(draft, nearby, previous)
        if followed:
            return followed
        head = self._flow_head(draft, head, clause)
        if not nearby:
            return self._unnamed(draft, head, clause, previous)
        if self._is_share(draft, head):
            return _of_one(nearby[0].iso3, "clause") if nearby[0].last <= draft.first else NOTHING
        named = list(dict.fromkeys(place.iso3 for place in nearby))
        if len(named) > 1:
            return self._by_sides(nearby, named, draft, head, clause)
        return self._by_implication(nearby, draft, head, clause)

    def _antecedent(self, clause: Clause) -> list[Place]:
        """Return the country of which a relative clause tells: "China, which took 52 percent of U.S. exports"."""
        relative = self.clauses.relative(clause)
        return [] if relative is None else [place for place in self.places if place.last == relative - 1]

    def _by_previous(self, draft: Draft, nearby: list[Place], previous: Binding | None) -> Binding | None:
        """Bind a figure that goes on from the one before it: the next of a list, a part of it, its worth."""
        taken = self._of_it(nearby, draft)
        if taken:
            return _of_pair(taken, "focus")
        if previous is None:
            return None
        if previous.dyad and self._is_worth(draft):
            return previous
        dyad: Dyad | None = None
        if self.last and self.last[0].kind == draft.kind:
            dyad = self._by_list(draft, nearby, *self.last)
        elif not previous.dyad and len(previous.countries) == 1:
            dyad = self._by_part(draft, nearby, previous.countries[0])
        return _of_pair(dyad, "clause") if dyad else None

    def _by_implication(self, nearby: list[Place], draft: Draft, head: Head | None, clause: Clause) -> Binding:
        """Bind a figure in whose clause one country is named, the pair of which the article or its words imply."""
        place = nearby[0]
        if place.first >= self.source:
            dyad = self.implied.focused(draft, head, clause, nearby) or self._implied(draft, clause, head)
        else:
            dyad = self.implied.beside(nearby, draft, head, clause)
        if dyad:
            return _of_pair(dyad, "focus")
        return _of_one(place.iso3, "syntax" if self.sides.owns(place, draft, head) else "clause")

    def _by_sides(
        self, nearby: list[Place], named: list[str], draft: Draft, head: Head | None, clause: Clause
    ) -> Binding:
        """Bind a figure in whose clause several countries are named."""
        sided = self.sides.read(nearby, draft, head, clause)
        if sided:
            one, other, evidence = sided
            return _of_pair(Dyad.of(one, other), evidence) if evidence else NOTHING
        if len(named) == 2 and self._relates(Dyad.of(*named), draft, head):
            return _of_pair(Dyad.of(*named), "clause")
        if len(named) == 2 and is_fired(draft, self.tokens.lower[clause.first : clause.last]):
            return _of_pair(Dyad.of(*named), "clause")
        owners = {place.iso3 for place in nearby if self.sides.owns(place, draft, head)}
        return _of_one(owners.pop(), "syntax") if len(owners) == 1 else self._by_side_of(nearby, draft)

    def _by_side_of(self, nearby: list[Place], draft: Draft) -> Binding:
        """Read a comparison, "China accounts for 31 percent, against 16 percent for the United States"."""
        at = draft.last + 1 + (self.tokens.near(draft.last + 1) == "the")
        behind = [place for place in nearby if place.first == at and self.tokens.near(draft.last) in ("for", "in")]
        before = {place.iso3 for place in nearby if place.last <= draft.first}
        if behind:
            return _of_one(behind[0].iso3, "syntax")
        return _of_one(before.pop(), "clause") if len(before) == 1 else NOTHING

    def _relates(self, dyad: Dyad, draft: Draft, head: Head | None) -> bool:
        """Take the only two countries of a clause where the sentence relates them and nothing of one is measured."""
        if head is not None and self.tokens.near(head.last - 1) in PARTS:
            return True  # Russia's share of what India buys
        if any("those" in self.tokens.lower[draft.last : place.first] for place in self.places if place.iso3 in dyad):
            return False  # 65 percent, and those to Russia
        first, last, _ = self.clauses.around(draft.first, draft.last)
        fired = not self.rules.words["fire"].isdisjoint(self.tokens.lower[first:last])
        plain = fired or head is None or head.group != "state"
        return plain and dyad in self.relational and self._is_near(dyad, draft)

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
        hidden = self.clauses.hidden
        return sum(self.tokens.lower[at] == "," and at not in hidden and at + 1 not in hidden for at in between)

    def _by_list(self, draft: Draft, nearby: list[Place], last: Draft, dyad: Dyad) -> Dyad | None:
        """Read "South Korea took 21 percent and Japan 7": the place of one side is taken by another country."""
        for place in nearby:
            before = 0 <= draft.first - place.last <= BESIDE_REACH and place.first >= last.last
            before = before or (len(nearby) == 1 and place.last <= draft.first and self._has_like(place, dyad))
            after = 1 <= place.first - draft.last <= 2
            if place.iso3 in dyad or not (before or after):
                continue
            stays = self._stays(place, last, dyad)
            return Dyad.of(place.iso3, stays) if stays else None
        return None

    def _has_like(self, place: Place, dyad: Dyad) -> bool:
        """Tell the India of "exports to China rose 5 percent while those to India fell"."""
        joint = self.sides.joint(place, 0)
        likes = {other.iso3 for other in self.places if other.iso3 in dyad and self.sides.joint(other, 0) == joint}
        return joint in ("to", "from", "with", "for") and len(likes) == 1

    def _by_part(self, draft: Draft, nearby: list[Place], whole: str) -> Dyad | None:
        """Read "Arrivals in Thailand rose to 9.4 million, led by Chinese visitors with 1.75 million"."""
        begin = self.clauses.around(draft.first, draft.last).first - 1
        if begin in self.clauses.parts:
            others = {place.iso3 for place in nearby} - {whole}
            return Dyad.of(others.pop(), whole) if len(others) == 1 else None
        if self.tokens.near(begin) not in ("led", "followed"):
            return None
        beside = [place for place in nearby if 0 <= draft.first - place.last <= BESIDE_REACH]
        people = draft.kind == "count" and bool(beside)
        return Dyad.of(beside[-1].iso3, whole) if people and beside[-1].iso3 != whole else None

    def _stays(self, place: Place, last: Draft, dyad: Dyad) -> str | None:
        """Return the side of the last pair that a listed country is paired with too."""
        if self.setting.home in dyad:
            return self.setting.home
        joint = self.sides.joint(place, 0)
        sides = [other for other in self.places if other.iso3 in dyad]
        same = {other.iso3 for other in sides if joint and self.sides.joint(other, 0) == joint}
        if joint in ("by", "with"):
            same = set()
        beside = [other.iso3 for other in sides if 0 <= last.first - other.last <= 1]
        taken = (
            next(iter(same))
            if len(same) == 1
            else beside[0]
            if beside and not joint
            else sides[0].iso3
            if sides
            else None
        )
        return next((iso3 for iso3 in dyad if iso3 != taken), None) if taken else None

    def _is_worth(self, draft: Draft) -> bool:
        """Tell the price or worth of what the figure before is about: "1.1 million tonnes … at $31 a tonne"."""
        if not self.last or draft.kind != "money":
            return False
        between = self.tokens.lower[self.last[0].last : draft.first]
        plain = not any(self.last[0].last <= place.first < draft.first for place in self.places)
        return plain and not WORTH.isdisjoint(between) and CLOSING.isdisjoint(between)

    def _of_it(self, nearby: list[Place], draft: Draft) -> Dyad | None:
        """Read "South Korea took 21 percent of that": with whom the sentence before is about."""
        if self.carried is None or not nearby or self.tokens.near(draft.last) != "of" or nearby[0].last > draft.first:
            return None
        if self.tokens.near(draft.last + 1) not in ("that", "it", "them", "this", "those", "these"):
            return None
        others = [iso3 for iso3 in self.carried.countries if iso3 != nearby[0].iso3]
        return Dyad.of(nearby[0].iso3, others[0]) if len(others) == 1 else None

    def _is_share(self, draft: Draft, head: Head | None) -> bool:
        """Tell "30 percent of its gross domestic product" and "35 percent of its total"."""
        if draft.kind != "percent" or self.tokens.near(draft.last) != "of":
            return False
        whose = self.tokens.near(draft.last + 1)
        state = head is not None and head.group == "state" and head.first >= draft.last
        return whose in ("its", "their", "the") and (state or self.tokens.near(draft.last + 2) == "total")

    def _unnamed(self, draft: Draft, head: Head | None, clause: Clause, previous: Binding | None) -> Binding:
        """Bind a figure in whose clause no country is named: by the clause before it, or by the article."""
        relative = self.clauses.relative(clause)
        both = self._of_both(draft, head, clause)
        if both:
            return _of_pair(both, "clause")
        if relative is not None and not (previous and previous.dyad and self.tokens.near(relative) == "which"):
            told = [place for place in self.places if 0 <= relative - place.last <= ANTECEDENT_REACH]
            if told and (self.tokens.near(relative) != "which" or head is None or head.group == "state"):
                return _of_one(told[-1].iso3, "clause")
        stated = head is not None and head.group == "state" and draft.kind != "duration"
        if previous and previous != NOTHING and not (previous.dyad and stated):
            return previous
        dyad = self.implied.focused(draft, head, clause, []) or self._implied(draft, clause, head)
        if dyad:
            return _of_pair(dyad, "focus")
        named = {place.iso3 for place in self.places if "after" not in self.tokens.lower[draft.last : place.first]}
        if len(named) == 1:
            return _of_one(named.pop(), "clause")
        return self._at_home(head) if stated and not self.places else NOTHING

    def _at_home(self, head: Head | None) -> Binding:
        """Bind growth, inflation or debt in a sentence without a country: to that of the figure before, or the home."""
        if head is None or self.tokens.near(head.last - 1) in WORLDLY:
            return NOTHING
        carried = self.carried.countries if self.carried else ()
        home = carried[0] if len(carried) == 1 else self.setting.home
        return _of_one(home, "focus") if home else NOTHING

    def _of_both(self, draft: Draft, head: Head | None, clause: Clause) -> Dyad | None:
        """Take the only two countries of a sentence, which it relates, for a transaction told without their names.

        "Serbia, where its companies have put in €5.5 billion", "it sold the country $2.5 billion of goods".
        """
        if len(self.relational) != 1 or (head is not None and head.group == "state"):
            return None
        (dyad,) = self.relational
        before = {place.iso3 for place in self.places if place.last <= draft.first}
        words = self.tokens.lower[clause.first : draft.first]
        flow = (head is not None and head.first >= clause.first) or not self.rules.words["transaction"].isdisjoint(
            words
        )
        spoken = not SPOKEN.isdisjoint(words[:SPOKEN_REACH])
        return dyad if before == set(dyad) and spoken and (flow or draft.kind == "money") else None

    def _implied(self, draft: Draft, clause: Clause, head: Head | None) -> Dyad | None:
        """Return the pair that a sentence without a country, but for its source, speaks of."""
        stated = head is not None and head.group == "state" and self.tokens.near(head.last - 1) not in TERMS
        if stated or any(place.first < min(self.source, draft.first) for place in self.places):
            return None
        return self.implied.neighbour(draft, clause) or self.implied.pointed(self.heads)

    def _is_of(self, flow: Head, head: Head) -> bool:
        """Tell the crude of "imports of Russian crude"."""
        return self.tokens.near(flow.last) == "of" and flow.last < head.first <= flow.last + OBJECT_REACH

    def _flow_head(self, draft: Draft, head: Head | None, clause: Clause) -> Head | None:
        """Return the flow that a figure speaks of where its own noun is none: gas flows at 20% of capacity."""
        if head is not None and head.group != "state":
            return head
        flows = [flow for flow in self.heads if flow.group != "state" and clause.holds(flow.first)]
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
