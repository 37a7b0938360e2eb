"""Which two countries of a clause a figure runs between, by the words that stand between them."""

from __future__ import annotations

from itertools import pairwise

from transforms.text.figures.cases import Case
from transforms.text.figures.clauses import Clause
from transforms.text.figures.drafts import Draft
from transforms.text.figures.joints import Joints
from transforms.text.figures.measure import BILATERAL, Head
from transforms.text.figures.places import Place, source_at

PARTS = frozenset(("of", word) for word in ("them", "it", "which", "those"))
KILLING = frozenset(("kill", "kills", "killed", "arrest", "arrests", "arrested", "detain", "detains", "detained"))
STAY_JOINTS = ("in", "at", "into", "to", "across", "on", "for")  # live in Oman, work on Russian building sites
PARTNER_REACH = 6  # tokens between a measure and the partner: "exports of diesel to Brazil"
PAIRED = (("between", ["and"]), ("from", ["to"]), ("by", ["to"]), ("of", ["to"]))
OWNER_REACH = 5  # tokens between an owner and its measure: "China's total imports of"
PAIR = 2
TO_WHICH = frozenset((joint, which) for joint in ("to", "from", "with") for which in ("which", "whom"))
TRADE_WORDS = frozenset(("trade", "turnover", "commerce"))
INTO = frozenset(("in", "into", "to", "from"))
ATTRIBUTES = frozenset(
    ("the", "its", "neighbouring", "neighboring", "an", "a", "some", "northern", "southern", "eastern", "western")
)
Sided = tuple[str, str, str]  # two countries and the evidence


class Sides(Joints):
    """The sides that the words of one sentence name."""

    def read(self, case: Case) -> Sided | None:
        """Read between A and B, A-B trade, A's exports to B, from A to B, A sold B …; of a list, nobody's: ("", "")."""
        draft, head, clause, nearby, _ = case
        if self._is_agreed_by_many(nearby, draft):
            return "", "", ""
        beside = (
            self._by_relative(draft) or self._by_partner(nearby, draft, clause.first) or self._by_joint(nearby, head)
        )
        if beside:
            return beside
        if self._is_whole(nearby, draft, head):
            return "", "", ""
        found = self._by_measure(nearby, draft, head) if head and head.group != "state" else None
        if found:
            return found
        if self._comes_from(nearby, draft, clause) or self._lives_with(nearby, draft):
            return nearby[0].iso3, nearby[1].iso3, "syntax"
        counted = draft.kind == "count" and not self.counts(draft, nearby[0])
        found = self._by_verb(nearby, draft, clause.first, min(clause.last, draft.first) if counted else clause.last)
        if found or (head and head.group == "state" and draft.kind != "count"):
            return found
        return self._by_place(nearby, draft, clause.first) or self._by_people(nearby, draft, clause)

    def _is_agreed_by_many(self, nearby: list[Place], draft: Draft) -> bool:
        """Tell "Norway, Britain and Iceland agreed to share 79 percent", which is between all of them."""
        listed = [place for place in nearby if place.last <= draft.first]
        joints = [self.tokens.lower[one.last : other.first] for one, other in pairwise(listed)]
        bare = [[word for word in joint if word != "the"] for joint in joints]
        several = len(listed) > PAIR and len({place.iso3 for place in listed}) == len(listed)
        return several and bare[-1] in (["and"], [",", "and"]) and all(joint == [","] for joint in bare[:-1])

    def _is_whole(self, nearby: list[Place], draft: Draft, head: Head | None) -> bool:
        """Tell "Pakistan's external debt of $126 billion", of which another country holds a part."""
        if head is None or head.group != "state" or draft.first - head.last != 1:
            return False
        return self.tokens.near(head.last) == "of" and any(0 <= head.first - place.last <= 2 for place in nearby)

    def _by_relative(self, draft: Draft) -> Sided | None:
        """Read "Gambia, to which Spain gives €6 million": the country before the relative, and its subject."""
        for at in range(1, draft.first):
            if (self.tokens.lower[at - 1], self.tokens.lower[at]) not in TO_WHICH:
                continue
            told = next((place for place in self.places if 0 <= at - 1 - place.last <= 1), None)
            subject = next((place for place in self.places if 0 < place.first - at <= 2), None)
            if told and subject and told.iso3 != subject.iso3 and subject.last <= draft.first:
                near = draft.first - subject.last <= OWNER_REACH
                return (told.iso3, subject.iso3, "syntax") if near else None
        return None

    def _by_joint(self, nearby: list[Place], head: Head | None) -> Sided | None:
        """Read two countries that the words between them join."""
        for one, other in pairwise(nearby):
            if one.iso3 != other.iso3 and self._joined(one, other, head):
                return one.iso3, other.iso3, "syntax"
        return None

    def _by_measure(self, nearby: list[Place], draft: Draft, head: Head) -> Sided | None:
        """Read who owns a flow and with whom it is."""
        partner = self.partner(nearby, head)
        if partner and self.is_listed(partner, nearby):
            return "", "", ""  # aid to Ukraine, Israel and Taiwan: nobody's alone
        owner = self._owner(nearby, head, partner)
        if partner and owner and owner.iso3 != partner.iso3:
            return owner.iso3, partner.iso3, "syntax"
        rest = {place.iso3 for place in nearby} - {partner.iso3} if partner else set()
        if partner and len(rest) == 1 and nearby[-1].first >= source_at(self.tokens):
            return partner.iso3, rest.pop(), "clause"  # the tariff on Kenyan roses …, Norway said
        if partner and len(rest) == 1 and self._is_share_of(draft, nearby[-1]):
            return partner.iso3, nearby[-1].iso3, "syntax"  # remittances from A make up 40% of B's output
        return None

    def _is_share_of(self, draft: Draft, place: Place) -> bool:
        """Tell the B of "40% of B's output"."""
        return self.tokens.near(draft.last) == "of" and 0 < place.first - draft.last <= 2

    def _comes_from(self, nearby: list[Place], draft: Draft, clause: Clause) -> bool:
        """Tell "From Kuwait Sri Lankans sent $420 million"."""
        if len(nearby) != 2 or nearby[0].iso3 == nearby[1].iso3 or self.tokens.near(clause.first) != "from":
            return False
        one, other = nearby
        return one.first - clause.first <= 2 and other.last <= draft.first and self.joint(other, one.last) == ""

    def _lives_with(self, nearby: list[Place], draft: Draft) -> bool:
        """Tell "780,000 Indians live in Oman": people of one country are counted in the other."""
        if len(nearby) != 2 or nearby[0].iso3 == nearby[1].iso3 or draft.kind != "count":
            return False
        one, other = nearby
        at = other.first - 1 - (self.tokens.near(other.first - 1) == "the")
        staying = not self.rules.words["stay"].isdisjoint(self.tokens.lower[one.last : other.first])
        return self.counts(draft, one) and staying and self.tokens.near(at) in STAY_JOINTS

    def _joined(self, one: Place, other: Place, head: Head | None) -> bool:
        """Tell between A and B, from A to B, and A-B before the measure."""
        between = [word for word in self.tokens.lower[one.last : other.first] if word not in ATTRIBUTES]
        at = one.first - 1
        while self.tokens.near(at) in ATTRIBUTES:
            at -= 1
        lead = self.tokens.near(at)
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

    def _by_partner(self, nearby: list[Place], draft: Draft, first: int) -> Sided | None:
        """Read "the US passed …, with $60 billion for Ukraine": a partner beside the figure, the owner as subject."""
        joint = self.tokens.near(draft.last)
        if joint not in ("for", "to", "from", "with") or draft.kind not in ("money", "quantity", "count"):
            return None
        at = draft.last + 1 + (self.tokens.near(draft.last + 1) == "the")
        partner = next((place for place in nearby if place.first == at), None)
        owner = self.subject(nearby, first)
        if partner and owner and owner.iso3 != partner.iso3 and not self.is_listed(partner, nearby):
            return owner.iso3, partner.iso3, "syntax"
        return None

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

    def _by_verb(self, nearby: list[Place], draft: Draft, first: int, last: int) -> Sided | None:
        """Read "India bought … of Russian crude": one country before the verb of a transaction, one after it."""
        transaction = self.rules.words["transaction"]
        beside = {place.first for place in nearby if place.first >= draft.last}
        for at in range(first, last):
            if self.tokens.near(at - 1) == "and" and not beside.isdisjoint(range(draft.last, at)):
                break  # put money into Hungary and buys copper from Serbia
            if self.tokens.lower[at] in transaction and not self._is_noun(at) and self.tokens.near(at - 1) != "those":
                before = self._agents(nearby, at, first)
                after = [place for place in nearby if place.first > at and self._is_object(place, at, draft)]
                others = list(dict.fromkeys(place.iso3 for place in after if place.iso3 not in before))
                if len(before) == 1 and others and (len(others) == 1 or not self.is_listed(after[0], nearby)):
                    return min(before), others[0], "syntax"
        return None

    def _agents(self, nearby: list[Place], verb: int, first: int) -> set[str]:
        """Return who can be the subject of a verb: of several countries before it the one that begins the clause."""
        before = [place for place in nearby if place.last <= verb and self.tokens.near(place.first - 1) != "to"]
        named = {place.iso3 for place in before}
        if (
            len(named) > 1
            and before[0].first - first <= 1
            and self.tokens.near(before[0].last) not in ("and", ",", "-")
        ):
            return {before[0].iso3}
        return named

    def _by_place(self, nearby: list[Place], draft: Draft, first: int) -> Sided | None:
        """Read "Saudi Arabia deposited $2 billion in Pakistan's central bank", "600,000 Nepalis work in Malaysia"."""
        owner = self.subject(nearby, first) if draft.kind in ("money", "quantity") else None
        owner = owner or next((place for place in nearby if draft.kind == "count" and self.counts(draft, place)), None)
        if owner is None:
            return None
        floor = max(owner.last, draft.last)
        for place in nearby:
            near = floor < place.first <= floor + PARTNER_REACH and place.iso3 != owner.iso3
            if near and self.joint(place, floor) in INTO and not self.is_listed(place, nearby):
                return owner.iso3, place.iso3, "clause"
        return None

    def _by_people(self, nearby: list[Place], draft: Draft, clause: Clause) -> Sided | None:
        """Read "Taiwan detected 36 Chinese aircraft": what is counted is one country's, the subject another."""
        if draft.kind != "count":
            return None
        counted = next((place for place in nearby if self.counts(draft, place)), None)
        owner = self.subject(nearby, clause.first) if counted else None
        if counted and owner and owner.last <= draft.first and owner.iso3 != counted.iso3:
            return owner.iso3, counted.iso3, "clause"
        return None

    def _is_object(self, place: Place, verb: int, draft: Draft) -> bool:
        """Tell "gave Ukraine", "sold to Egypt", "of Russian crude", "deported 500 Moroccan migrants"."""
        between = self.tokens.lower[draft.last : place.first]
        if "those" in between or any(pair in PARTS for pair in pairwise(between)):
            return False  # 26 billion francs, 17 percent of them to the United States
        counted = draft.first > verb and self.counts(draft, place)
        if self.tokens.lower[verb] in KILLING:
            return counted  # killed 12 Lebanese, but not "two Americans were killed in Lebanon"
        joint = self.joint(place, verb)
        if joint == "in" and place.last <= draft.first:
            return False  # paid bonuses owed since the cup in Ivory Coast with $1.2 million
        if counted or place.first == verb + 1 or joint:
            return True
        return self.tokens.lower[verb] in self.rules.words["fire"] and self.tokens.near(place.first - 1) == "at"

    def _is_noun(self, at: int) -> bool:
        """Tell the exports of "Russian exports" from the verb of "supplies China with"."""
        named = any(head.first <= at < head.last for head in self.heads)
        return named and all(place.first != at + 1 for place in self.places)
