"""Whose a figure is: the pair or country that it is about, and how that is known.

Evidence falls from syntax (the words say it), through clause (they stand together), to focus (the article is about
that pair). A wrong binding is worse than none: where two readings are left, there is none.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import NamedTuple

from schemas.dyad import Dyad
from transforms.text.figures.drafts import Draft
from transforms.text.figures.measure import BILATERAL, Head
from transforms.text.figures.places import Place, source_at
from transforms.text.figures.rules import Rules
from transforms.text.figures.tokens import Tokens
from transforms.text.findings import FocusDyad, SentenceDyad

KILLING = frozenset(("kill", "kills", "killed", "arrest", "arrests", "arrested", "detain", "detains", "detained"))
STAY_JOINTS = ("in", "at", "into", "to", "across", "on", "for")  # live in Oman, work on Russian building sites
LEASE_REACH = 2  # tokens between a duration and what lasts so long
COUNT_REACH = 8  # tokens between a count and the flow that it is of
SUBJECT_REACH = 3  # tokens from the beginning of a clause in which its subject begins
PARTNER_REACH = 6  # tokens between a measure and the partner: "exports of diesel to Brazil"
PAIRED = (("between", ["and"]), ("from", ["to"]), ("by", ["to"]), ("of", ["to"]))
OWNER_REACH = 5  # tokens between an owner and its measure: "China's total imports of"
TRADE_WORDS = frozenset(("trade", "turnover", "commerce"))
EXCHANGED = frozenset(("exchange", "exchanged", "trade", "traded", "exchanging", "trading"))
JOINT_TEXTS = frozenset(("joint", word) for word in ("statement", "declaration", "communique", "communiqué"))
CLEAR_FOCUS = 0.5  # salience from which an article is plainly about one pair
FAINT_FOCUS = 0.2  # enough where the words say "bilateral": the pair only has to be named
CLEAR_LEAD = 1.5  # times the salience of the next pair


class Binding(NamedTuple):
    """What a figure is about: a pair, or countries, and the evidence."""

    dyad: Dyad | None
    countries: tuple[str, ...]
    evidence: str | None


NOTHING = Binding(None, (), None)


def _pair(one: str, other: str, evidence: str) -> Binding:
    dyad = Dyad.of(one, other)
    return Binding(dyad, (dyad.country_a, dyad.country_b), evidence)


class Binder:
    """Binds the figures of one sentence."""

    def __init__(
        self,
        tokens: Tokens,
        rules: Rules,
        places: list[Place],
        heads: list[Head],
        dyads: list[SentenceDyad],
        focus: tuple[FocusDyad, ...],
    ) -> None:
        self.tokens, self.rules, self.places, self.heads = tokens, rules, places, heads
        self.relational = {found.dyad for found in dyads if found.relational}
        self.focus = focus
        boundary = rules.words["boundary"]
        self.cuts = [at for at, word in enumerate(tokens.lower) if word in boundary] if places or focus else []

    def bind(self, draft: Draft, head: Head | None, previous: Binding | None) -> Binding:
        """Return whose a figure is; `previous` is the binding of the figure before it in the sentence."""
        if draft.restates and previous:
            return previous
        found = self._bind(draft, head, previous)
        leads = head is not None and head.group == "flow" and 0 <= head.first - draft.last <= LEASE_REACH
        if found.dyad and draft.kind == "duration" and not (leads and found.evidence == "syntax"):
            return NOTHING  # an 18-year war is no figure between two countries, a ten-year lease is
        return found

    def _bind(self, draft: Draft, head: Head | None, previous: Binding | None) -> Binding:
        first, last = self._clause(draft)
        nearby = [place for place in self.places if first <= place.first < last]
        named = list(dict.fromkeys(place.iso3 for place in nearby))
        if not named:
            return previous if previous and previous != NOTHING else self._outside(draft, head)
        head = self._flow_head(draft, head, first, last)
        found = self._by_syntax(nearby, draft, head, first, last) if len(named) > 1 else None
        if found:
            return found
        if len(named) == 2:
            apart = "those" in self.tokens.lower[draft.last : nearby[-1].first]  # 65 percent, and those to Russia
            return (None if apart else self._by_clause(named, draft, head)) or self._by_owner(nearby, draft, head)
        if len(named) > 2:
            return self._by_owner(nearby, draft, head)
        focused = self._by_focus(draft, head, (named[0],))
        if focused.dyad:
            return focused
        return Binding(None, (named[0],), "syntax" if self._owns(nearby[0], draft, head) else "clause")

    def _outside(self, draft: Draft, head: Head | None) -> Binding:
        """Bind a figure in whose clause no country is named: to the article's pair, or the only country around."""
        focused = self._by_focus(draft, head, ())
        named = {place.iso3 for place in self.places if "after" not in self.tokens.lower[draft.last : place.first]}
        if focused.dyad or len(named) != 1:
            return focused
        return Binding(None, tuple(named), "clause")

    def _flow_head(self, draft: Draft, head: Head | None, first: int, last: int) -> Head | None:
        """Return the flow that a figure speaks of where its own noun is none: gas flows at 20% of capacity."""
        if head is not None and head.group != "state":
            return head
        flows = [flow for flow in self.heads if flow.group != "state" and first <= flow.first < last]
        if not flows or (head is not None and head.last <= draft.first):
            return head
        nearest = min(flows, key=lambda flow: abs(flow.first - draft.first))
        near = draft.kind != "count" or nearest.group == "attack" or abs(nearest.first - draft.first) <= COUNT_REACH
        return nearest if near else head

    def _clause(self, draft: Draft) -> tuple[int, int]:
        """Return the tokens between the clause boundaries around a figure."""
        before, after = bisect_left(self.cuts, draft.first), bisect_left(self.cuts, draft.last)
        first = self.cuts[before - 1] + 1 if before else 0
        return first, self.cuts[after] if after < len(self.cuts) else len(self.tokens)

    def _by_syntax(self, nearby: list[Place], draft: Draft, head: Head | None, first: int, last: int) -> Binding | None:
        """Read between A and B, A-B trade, A's exports to B, from A to B, A sold B …."""
        beside = self._by_partner(nearby, draft, first)
        if beside:
            return beside
        for one, other in pairwise(nearby):
            if one.iso3 != other.iso3 and self._joined(one, other, head):
                return _pair(one.iso3, other.iso3, "syntax")
        flow = self._by_flow(nearby, draft, head) if head and head.group != "state" else None
        if flow:
            return flow
        if self._lives_with(nearby, draft):
            return _pair(nearby[0].iso3, nearby[1].iso3, "syntax")
        counted = draft.kind == "count" and not self._counts(draft, nearby[0])
        return self._by_verb(nearby, draft, first, min(last, draft.first) if counted else last)

    def _by_flow(self, nearby: list[Place], draft: Draft, head: Head) -> Binding | None:
        """Read A's exports to B, and what a single other country has to do with a flow to B."""
        partner = self._partner(nearby, head)
        if partner and self._is_listed(partner, nearby):
            return NOTHING  # aid to Ukraine, Israel and Taiwan: nobody's alone
        owner = self._owner(nearby, head, partner)
        if partner and owner and owner.iso3 != partner.iso3:
            return _pair(owner.iso3, partner.iso3, "syntax")
        rest = {place.iso3 for place in nearby} - {partner.iso3} if partner else set()
        if partner and len(rest) == 1 and self._ends_in_source(nearby[-1]):
            return _pair(partner.iso3, rest.pop(), "clause")  # the tariff on Kenyan roses …, Norway said
        if partner and len(rest) == 1 and self._is_share_of(draft, nearby[-1]):
            return _pair(partner.iso3, nearby[-1].iso3, "syntax")  # remittances from A make up 40% of B's output
        return None

    def _is_share_of(self, draft: Draft, place: Place) -> bool:
        """Tell the B of "40% of B's output"."""
        return self.tokens.near(draft.last) == "of" and 0 < place.first - draft.last <= 2

    def _lives_with(self, nearby: list[Place], draft: Draft) -> bool:
        """Tell "780,000 Indians live in Oman": people of one country are counted in the other."""
        if len(nearby) != 2 or nearby[0].iso3 == nearby[1].iso3 or draft.kind != "count":
            return False
        one, other = nearby
        at = other.first - 1 - (self.tokens.near(other.first - 1) == "the")
        staying = not self.rules.words["stay"].isdisjoint(self.tokens.lower[one.last : other.first])
        return self._counts(draft, one) and staying and self.tokens.near(at) in STAY_JOINTS

    def _counts(self, draft: Draft, place: Place) -> bool:
        """Tell the Sudanese of "half a million Sudanese crossed into Chad"."""
        return draft.last <= place.first <= draft.last + 1

    def _joined(self, one: Place, other: Place, head: Head | None) -> bool:
        """Tell between A and B, from A to B, and A-B before the measure."""
        between = [word for word in self.tokens.lower[one.last : other.first] if word != "the"]
        lead = self.tokens.near(one.first - 1)
        lead = self.tokens.near(one.first - 2) if lead == "the" else lead
        if (lead, between) in PAIRED:
            return True
        if one.people and between == ["in"]:
            return True  # Ukrainians in Germany
        if other.people and between in (["population", "of"], ["community", "of"]):
            return True  # Germany's population of Syrians
        if between == ["and"] and self.tokens.near(other.last) in self.rules.words["joint_verb"]:
            return True
        close = head is not None and other.last <= head.first <= other.last + OWNER_REACH
        return close and (between in (["-"], ["–"], []) or (between == ["and"] and self._is_bilateral(head)))

    def _is_bilateral(self, head: Head | None) -> bool:
        if head is None or head.group == "state":
            return False
        around = self.tokens.lower[max(0, head.first - 2) : head.last]
        return not TRADE_WORDS.isdisjoint(around) or not set(BILATERAL).isdisjoint(around)

    def _partner(self, nearby: list[Place], head: Head) -> Place | None:
        """Return the country that a preposition after the measure names: exports of diesel to Brazil."""
        for place in nearby:
            if head.last <= place.first <= head.last + PARTNER_REACH and self._has_joint(place, head.last):
                return place
        later = (place for place in nearby if place.first > head.last and self._has_joint(place, head.last))
        return next((place for place in later if "those" not in self.tokens.lower[head.last : place.first]), None)

    def _ends_in_source(self, place: Place) -> bool:
        return place.first >= source_at(self.tokens)

    def _is_listed(self, place: Place, nearby: list[Place]) -> bool:
        """Tell whether a country stands in a list with others."""
        for other in nearby:
            between = self.tokens.lower[min(place.last, other.last) : max(place.first, other.first)]
            if other.iso3 != place.iso3 and between in ([","], ["and"], [",", "and"], ["or"]):
                return True
        return False

    def _by_partner(self, nearby: list[Place], draft: Draft, first: int) -> Binding | None:
        """Read "the US passed …, with $60 billion for Ukraine": a partner beside the figure, the owner as subject."""
        joint = self.tokens.near(draft.last)
        if joint not in ("for", "to", "from", "with") or draft.kind not in ("money", "quantity", "count"):
            return None
        at = draft.last + 1 + (self.tokens.near(draft.last + 1) == "the")
        partner = next((place for place in nearby if place.first == at), None)
        owner = next((place for place in nearby if place.first - first <= SUBJECT_REACH), None)
        if partner and owner and owner.iso3 != partner.iso3 and not self._is_listed(partner, nearby):
            return _pair(owner.iso3, partner.iso3, "syntax")
        return None

    def _has_joint(self, place: Place, floor: int) -> bool:
        at = place.first - 1
        while at >= floor and self.tokens.near(at) in ("the", "its", "neighbouring", "neighboring", "an", "a", "some"):
            at -= 1
        return at >= floor and self.tokens.near(at) in self.rules.words["partner_joint"]

    def _owner(self, nearby: list[Place], head: Head, partner: Place | None) -> Place | None:
        """Return the country before the measure that is not its partner: the nearest one."""
        others = [place for place in nearby if place.last <= head.first and (not partner or place.iso3 != partner.iso3)]
        distinct = {place.iso3 for place in others}
        close = [place for place in others if head.first - place.last <= OWNER_REACH]
        agents = [place for place in nearby if place.first > head.last and self.tokens.near(place.first - 1) == "by"]
        if agents and not close:
            return agents[0]  # imports of Chinese steel by Turkey
        if close:
            return close[-1]
        return others[-1] if len(distinct) == 1 else None

    def _by_verb(self, nearby: list[Place], draft: Draft, first: int, last: int) -> Binding | None:
        """Read "India bought … of Russian crude": one country before the verb of a transaction, one after it."""
        named = {place.iso3 for place in nearby}
        if len(named) != 2:
            return None
        for at in range(first, last):
            if self.tokens.lower[at] in self.rules.words["transaction"] and not self._is_noun(at):
                before = {
                    place.iso3 for place in nearby if place.last <= at and self.tokens.near(place.first - 1) != "to"
                }
                after = {place.iso3 for place in nearby if place.first > at and self._is_object(place, at, draft)}
                if len(before) == 1 and after and len(after - before) == 1:
                    return _pair(min(named), max(named), "syntax")
        return None

    def _is_object(self, place: Place, verb: int, draft: Draft) -> bool:
        """Tell "gave Ukraine", "sold to Egypt", "of Russian crude", "deported 500 Moroccan migrants"."""
        counted = draft.first > verb and self._counts(draft, place)
        if self.tokens.lower[verb] in KILLING:
            return counted  # killed 12 Lebanese, but not "two Americans were killed in Lebanon"
        if counted or place.first == verb + 1 or self._has_joint(place, verb):
            return True
        return self.tokens.lower[verb] in self.rules.words["fire"] and self.tokens.near(place.first - 1) == "at"

    def _is_noun(self, at: int) -> bool:
        """Tell the exports of "Russian exports" from the verb."""
        return any(head.first <= at < head.last for head in self.heads)

    def _by_clause(self, named: list[str], draft: Draft, head: Head | None) -> Binding | None:
        """Take the only two countries of a clause where the sentence relates them and a flow is measured."""
        dyad = Dyad.of(*named)
        first, last = self._clause(draft)
        fired = not self.rules.words["fire"].isdisjoint(self.tokens.lower[first:last])
        flow = fired or (head.group != "state" if head else draft.kind == "money")
        if dyad in self.relational and flow:
            return _pair(named[0], named[1], "clause")
        return None

    def _by_owner(self, nearby: list[Place], draft: Draft, head: Head | None) -> Binding:
        """Take the one country that owns the measure or is counted; nothing where several might."""
        owners = {place.iso3 for place in nearby if self._owns(place, draft, head)}
        return Binding(None, tuple(owners), "syntax") if len(owners) == 1 else NOTHING

    def _owns(self, place: Place, draft: Draft, head: Head | None) -> bool:
        """Tell Japan's exports, North Korean soldiers, the population of India."""
        if draft.last <= place.first and draft.unit and place.first - draft.last <= 2 and draft.kind == "count":
            return True
        if place.last <= draft.first <= place.last + 1 and self.tokens.lower[place.last - 1].endswith(("'s", "’s")):
            return True
        if head is None:
            return False
        if place.last <= head.first <= place.last + OWNER_REACH and not self._is_cut(place.last, head.first):
            return True
        behind = 0 < place.first - head.last <= OWNER_REACH
        return behind and self.tokens.near(place.first - 1) in ("of", "in")

    def _is_cut(self, first: int, last: int) -> bool:
        """Tell whether a verb or preposition stands between a country and a measure: then it does not own it."""
        words = self.tokens.lower[first:last]
        return any(
            word in self.rules.words["stop"] or word in ("said", ",") for word in words if word not in ("'s", "’s")
        )

    def _by_focus(self, draft: Draft, head: Head | None, named: tuple[str, ...]) -> Binding:
        """Take the pair that the article is about: for bilateral trade, trade alone, exports to the one named."""
        if not self.focus or ((head is None or head.group != "flow") and not self._between_both(draft)):
            return NOTHING
        top = self.focus[0]
        lead = len(self.focus) == 1 or top.salience >= CLEAR_LEAD * self.focus[1].salience
        only = len(self.focus) == 1 and self._between_both(draft)  # "the two countries" of an article with one pair
        if not set(named) <= set(top.dyad) or (top.salience < FAINT_FOCUS and not only):
            return NOTHING
        if head is None or self._names_both(head) or self._between_both(draft):
            return _pair(top.dyad.country_a, top.dyad.country_b, "focus")
        if not lead or top.salience < CLEAR_FOCUS:
            return NOTHING
        if named:
            partner = self._partner([place for place in self.places if place.iso3 in named], head)
            said = partner is not None and self.tokens.near(partner.first - 1) in ("to", "from", "with", "against")
            return _pair(top.dyad.country_a, top.dyad.country_b, "focus") if said else NOTHING
        around = [word for word in self.tokens.lower[max(0, head.first - 2) : head.last] if word != "their" or named]
        alone = not TRADE_WORDS.isdisjoint(around) and self.rules.words["wider"].isdisjoint(around)
        return _pair(top.dyad.country_a, top.dyad.country_b, "focus") if alone else NOTHING

    def _between_both(self, draft: Draft) -> bool:
        """Tell "10 million people flew between the two countries", or "between them"."""
        if draft.kind in ("money", "quantity") and self._speaks_of_both(draft):
            return True
        words = self.tokens.lower[draft.last : draft.last + OWNER_REACH + 4]
        if "between" not in words[:OWNER_REACH]:
            return False
        at = words.index("between")
        return words[at + 1 : at + 2] == ["them"] or (
            words[at + 1 : at + 3] == ["the", "two"] and not self.rules.words["pair"].isdisjoint(words[at + 3 : at + 4])
        )

    def _speaks_of_both(self, draft: Draft) -> bool:
        """Tell "the two countries exchanged goods worth $5 billion" and "lend each other"."""
        first, last = self._clause(draft)
        words = self.tokens.lower[first:last]
        if not EXCHANGED.isdisjoint(words):
            return any(self._is_both(words, at) for at in range(len(words)))
        pairs = set(pairwise(words))
        if not JOINT_TEXTS.isdisjoint(pairs):
            return True
        return ("each", "other") in pairs and not self.rules.words["transaction"].isdisjoint(words)

    def _is_both(self, words: list[str], at: int) -> bool:
        return words[at] in ("two", "both") and not self.rules.words["pair"].isdisjoint(words[at + 1 : at + 2])

    def _names_both(self, head: Head) -> bool:
        """Tell bilateral trade, and trade between the two countries."""
        around = self.tokens.lower[max(0, head.first - 3) : head.last + 6]
        if "cross" in around or not set(BILATERAL).isdisjoint(around):
            return True
        return any(
            word in self.rules.words["pair"] and around[at - 1] in ("two", "both")
            for at, word in enumerate(around)
            if at > 0
        )
