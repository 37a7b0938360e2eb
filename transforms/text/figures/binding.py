"""Whose a figure is: the pair or country that it is about, and how that is known.

Evidence falls from syntax (the words say it), through clause (they stand together), to focus (the article is about
that pair). A wrong binding is worse than none: where two readings are left, there is none.
"""

from __future__ import annotations

from schemas.dyad import Dyad
from transforms.text.figures.cases import NOTHING, Binding, Case, of_one, of_pair
from transforms.text.figures.clauses import Clause, Clauses
from transforms.text.figures.drafts import Draft
from transforms.text.figures.follow import Follower
from transforms.text.figures.hints import SPEAKING, is_fired
from transforms.text.figures.implied import Implied
from transforms.text.figures.measure import Head
from transforms.text.figures.places import Place, source_at
from transforms.text.figures.rules import Rules
from transforms.text.figures.setting import Setting
from transforms.text.figures.sides import Sides
from transforms.text.figures.tokens import Tokens
from transforms.text.figures.topic import Topic, points
from transforms.text.findings import FigureSpan

LEASE_REACH = 2  # tokens between a duration and what lasts so long
COUNT_REACH = 8  # tokens between a count and the flow that it is of
ANTECEDENT_REACH = 4  # tokens between a country and the relative clause about it
SPOKEN = frozenset(("it", "its", "they", "their"))
SPOKEN_REACH = 3  # tokens from the beginning of a clause in which its pronoun stands
WORLDLY = frozenset(
    ("price", "prices", "cost", "costs", "index", "stocks", "margin", "profit", "profits", "temperature")
)
PARTS = frozenset(("share", "proportion", "percentage", "part"))
TERMS = frozenset(("rate", "price", "cost", "costs", "value", "capacity", "length", "size", "total"))  # of a contract
OBJECT_REACH = 4  # tokens between a flow and what flows: "imports of cheap Russian crude"


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
        recent: Dyad | None,
    ) -> None:
        self.tokens, self.rules, self.places, self.heads = tokens, rules, places, heads
        self.relational = {found.dyad for found in setting.pairs.get(sentence, ()) if found.relational}
        self.setting, self.carried, self.sentence = setting, carried, sentence
        self.is_open = bool(places) or self._speaks()
        if not self.is_open:
            return
        self.clauses = Clauses(tokens, rules, places)
        self.sides = Sides(tokens, rules, heads, places)
        self.follower = Follower(tokens, places, self.clauses, self.sides, setting, carried)
        self.source = source_at(tokens) if places else 0
        self.topic = Topic(tokens, rules, setting, sentence, carried, recent)
        self.implied = Implied(tokens, rules, self.sides, setting, sentence, self.source, carried, recent)

    def bind(self, draft: Draft, head: Head | None, previous: Binding | None) -> Binding:
        """Return whose a figure is; `previous` is the binding of the figure before it in the sentence."""
        if draft.kind == "ordinal" or (draft.restates and previous):
            return previous or NOTHING
        if not self.is_open:
            return self._apart(draft, head, previous)
        found = self._bind(self._case(draft, head, previous))
        if found.dyad and draft.kind == "duration" and not self._lasts(draft, head, found):
            return NOTHING  # an 18-year war is no figure between two countries, a ten-year lease is
        if found.dyad:
            self.follower.last = draft, found.dyad
        return found

    def _speaks(self) -> bool:
        """Tell whether a sentence that names no country can speak of a pair at all."""
        if not self.setting.focus:
            return False
        if any(head.group == "flow" for head in self.heads):
            return True
        words = self.tokens.lower
        return not (SPEAKING.isdisjoint(words) and self.rules.words["venture"].isdisjoint(words)) or points(
            words, self.rules
        )

    def _apart(self, draft: Draft, head: Head | None, previous: Binding | None) -> Binding:
        """Bind a figure of a sentence that speaks of no country."""
        stated = head is not None and head.group == "state" and draft.kind != "duration"
        if previous and previous != NOTHING and not (previous.dyad and stated):
            return previous
        starts, ends = self.tokens.starts, self.tokens.ends
        towns = self.setting.towns(self.sentence, starts[0], ends[-1])
        if len(towns) == 1 and draft.kind not in ("duration", "ordinal"):
            return of_one(towns.pop(), "clause")
        return self._at_home(head) if stated else NOTHING

    def _lasts(self, draft: Draft, head: Head | None, found: Binding) -> bool:
        """Tell a 15-year lease, gas supplied for 15 years, and a contract that runs for 15 years."""
        leads = head is not None and head.group == "flow" and 0 <= head.first - draft.last <= LEASE_REACH
        runs = self.tokens.near(draft.first - 1) in ("for", "over")
        return (leads or runs) and (found.evidence == "syntax" or (runs and self.follower.last is not None))

    def _case(self, draft: Draft, head: Head | None, previous: Binding | None) -> Case:
        """Gather what tells whose a figure is: its clause, and the countries named there or of which it tells."""
        clause = self.clauses.around(draft.first, draft.last)
        nearby = [place for place in self.places if clause.holds(place.first)]
        if nearby:
            nearby = [*self._antecedent(clause), *nearby]
        return Case(draft, head, clause, nearby, previous)

    def _bind(self, case: Case) -> Binding:
        followed = self.follower.bind(case)
        if followed:
            return followed
        case = case._replace(head=self._flow_head(case))
        if not case.places:
            return self._unnamed(case)
        polled = self._polled(case)
        if polled:
            return of_one(polled.iso3, "syntax")
        if self._is_share(case):
            return of_one(case.places[0].iso3, "clause") if case.places[0].last <= case.draft.first else NOTHING
        named = list(dict.fromkeys(place.iso3 for place in case.places))
        return self._by_sides(case, named) if len(named) > 1 else self._by_implication(case)

    def _polled(self, case: Case) -> Place | None:
        """Return the people of "11 percent of Swedes", who are asked about others."""
        draft = case.draft
        if draft.kind != "percent" or self.tokens.near(draft.last) != "of" or case.is_flow:
            return None
        at = draft.last + 1 + (self.tokens.near(draft.last + 1) in ("the", "all"))
        people = next((place for place in case.places if place.first == at and place.people), None)
        return people if people and self.tokens.near(people.last) != "in" else None

    def _antecedent(self, clause: Clause) -> list[Place]:
        """Return the country of which a relative clause tells: "China, which took 52 percent of U.S. exports"."""
        relative = self.clauses.relative(clause)
        return [] if relative is None else [place for place in self.places if place.last == relative - 1]

    def _by_implication(self, case: Case) -> Binding:
        """Bind a figure in whose clause one country is named, the pair of which the article or its words imply."""
        place = case.places[0]
        if place.first >= self.source:
            dyad = self.topic.focused(case) or self._implied(case)
        else:
            dyad = self.topic.focused(case) or self.implied.beside(case)
        if dyad:
            return of_pair(dyad, "focus")
        return of_one(place.iso3, "syntax" if self.sides.owns(place, case.draft, case.head) else "clause")

    def _by_sides(self, case: Case, named: list[str]) -> Binding:
        """Bind a figure in whose clause several countries are named."""
        sided = self.sides.read(case)
        if sided:
            one, other, evidence = sided
            return of_pair(Dyad.of(one, other), evidence) if evidence else NOTHING
        if len(named) == 2 and self._relates(Dyad.of(*named), case):
            return of_pair(Dyad.of(*named), "clause")
        owners = [place for place in case.places if self.sides.owns(place, case.draft, case.head)]
        if len({place.iso3 for place in owners}) != 1:
            return self._by_side_of(case)
        hosted = self.implied.hosted(case._replace(places=owners))
        return of_pair(hosted, "focus") if hosted else of_one(owners[0].iso3, "syntax")

    def _by_side_of(self, case: Case) -> Binding:
        """Read a comparison, "China accounts for 31 percent, against 16 percent for the United States"."""
        draft = case.draft
        at = draft.last + 1 + (self.tokens.near(draft.last + 1) == "the")
        behind = [place for place in case.places if place.first == at and self.tokens.near(draft.last) in ("for", "in")]
        before = {place.iso3 for place in case.places if place.last <= draft.first}
        if behind:
            return of_one(behind[0].iso3, "syntax")
        return of_one(before.pop(), "clause") if len(before) == 1 else NOTHING

    def _relates(self, dyad: Dyad, case: Case) -> bool:
        """Take the only two countries of a clause where the sentence relates them and nothing of one is measured."""
        words = self.tokens.lower[case.clause.first : case.clause.last]
        if case.head is not None and self.tokens.near(case.head.last - 1) in PARTS:
            return True  # Russia's share of what India buys
        if is_fired(case.draft, words):
            return True
        after = (self.tokens.lower[case.draft.last : place.first] for place in self.places if place.iso3 in dyad)
        if any("those" in between for between in after):
            return False  # 65 percent, and those to Russia
        plain = not case.is_state or not self.rules.words["fire"].isdisjoint(words)
        return plain and dyad in self.relational and self._is_near(dyad, case.draft)

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

    def _is_share(self, case: Case) -> bool:
        """Tell "30 percent of its gross domestic product" and "35 percent of its total"."""
        draft, head = case.draft, case.head
        if draft.kind != "percent" or self.tokens.near(draft.last) != "of":
            return False
        whose = self.tokens.near(draft.last + 1)
        state = head is not None and head.group == "state" and head.first >= draft.last
        return whose in ("its", "their", "the") and (state or self.tokens.near(draft.last + 2) == "total")

    def _unnamed(self, case: Case) -> Binding:
        """Bind a figure in whose clause no country is named: by the clause before it, or by the article."""
        previous = case.previous
        relative = self.clauses.relative(case.clause)
        both = self._of_both(case)
        if both:
            return of_pair(both, "clause")
        if relative is not None and not (previous and previous.dyad and self.tokens.near(relative) == "which"):
            told = [place for place in self.places if 0 <= relative - place.last <= ANTECEDENT_REACH]
            if told and (self.tokens.near(relative) != "which" or case.head is None or case.is_state):
                return of_one(told[-1].iso3, "clause")
        stated = case.is_state and case.draft.kind != "duration" and not self._is_told_share(case)
        if previous and previous != NOTHING and not (previous.dyad and (stated or self._is_loss(case))):
            return previous
        dyad = self.topic.focused(case) or self._implied(case)
        if dyad:
            return of_pair(dyad, "focus")
        before = case.draft.last if stated or relative is not None else case.draft.first
        named = {place.iso3 for place in self.places if place.first < before}
        if len(named) == 1:
            return of_one(named.pop(), "clause")
        town = self._town(case) if not self.places else None
        if town:
            return of_one(town, "clause")
        return self._at_home(case.head) if stated and not self.places else NOTHING

    def _is_loss(self, case: Case) -> bool:
        """Tell the victims of what happened to one side, told after the help for it, from those of a war."""
        words = self.tokens.lower[case.clause.first : case.clause.last]
        last = self.follower.last
        return self.implied.hints.is_loss(case, words) and last is not None and last[0].kind != "count"

    def _is_told_share(self, case: Case) -> bool:
        """Tell "the share has dropped to 10 percent", of what the figure before was about."""
        return case.head is not None and self.tokens.lower[case.head.first - 1 : case.head.last] == ["the", "share"]

    def _town(self, case: Case) -> str | None:
        """Return the only country of whose towns a clause tells that names no country."""
        starts, ends = self.tokens.starts, self.tokens.ends
        towns = self.setting.towns(self.sentence, starts[case.clause.first], ends[case.clause.last - 1])
        return towns.pop() if len(towns) == 1 else None

    def _at_home(self, head: Head | None) -> Binding:
        """Bind growth, inflation or debt in a sentence without a country: to that of the figure before, or the home."""
        if head is None or self.tokens.near(head.last - 1) in WORLDLY:
            return NOTHING
        carried = self.carried.countries if self.carried else ()
        home = carried[0] if len(carried) == 1 else self.setting.home
        return of_one(home, "focus") if home else NOTHING

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
        return dyad if before == set(dyad) and spoken and (flow or case.draft.kind == "money") else None

    def _implied(self, case: Case) -> Dyad | None:
        """Return the pair that a sentence without a country, but for its source, speaks of."""
        stated = case.head is not None and case.is_state and self.tokens.near(case.head.last - 1) not in TERMS
        if stated or any(place.first < min(self.source, case.draft.first) for place in self.places):
            return None
        return self.topic.goes_on(case, self.heads)

    def _is_of(self, flow: Head, head: Head) -> bool:
        """Tell the crude of "imports of Russian crude"."""
        return self.tokens.near(flow.last) == "of" and flow.last < head.first <= flow.last + OBJECT_REACH

    def _flow_head(self, case: Case) -> Head | None:
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
