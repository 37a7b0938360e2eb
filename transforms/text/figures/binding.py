"""Whose a figure is: the pair or country that it is about, and how that is known.

Evidence falls from syntax (the words say it), through clause (they stand together), to focus (the article is about
that pair). A wrong binding is worse than none: where two readings are left, there is none.
"""

from __future__ import annotations

from functools import cached_property

from schemas.dyad import Dyad
from transforms.text.figures.alone import Alone
from transforms.text.figures.cases import NOTHING, Binding, Case, Scene, of_one, of_pair
from transforms.text.figures.clauses import Clauses
from transforms.text.figures.drafts import Draft
from transforms.text.figures.follow import Follower
from transforms.text.figures.gather import Gatherer
from transforms.text.figures.hints import OTHERS, PRONOUNS, SPEAKING
from transforms.text.figures.implied import Implied
from transforms.text.figures.measure import Head
from transforms.text.figures.places import Place
from transforms.text.figures.related import Related
from transforms.text.figures.sides import Sides
from transforms.text.figures.spokes import Spokes
from transforms.text.figures.topic import Topic, points
from transforms.text.figures.unnamed import Unnamed

LEASE_REACH = 2  # tokens between a duration and what lasts so long
NOBODYS = ("", "", "")
CLUB_REACH = 4  # tokens of "and the United Nations"


def _spoken(scene: Scene) -> list[Place]:
    """Return the country that the pronoun stands for with which a sentence begins: "It bought", "Their navy"."""
    words, carried = scene.tokens.lower, scene.carried
    told = carried is not None and carried.dyad is not None and not scene.places
    if words[0] not in PRONOUNS or told or not OTHERS.isdisjoint(words):
        return []
    subject = scene.setting.subject_before(scene.sentence)
    return [Place(0, 1, subject)] if subject and all(subject != place.iso3 for place in scene.places) else []


def _acts_on_named(scene: Scene) -> bool:
    """Tell "It bought 68,000 tonnes from Norway", whose subject the sentence before names."""
    verb = scene.tokens.near(1)
    acts = verb in scene.rules.words["transaction"] or verb in ("put", "puts", "invested")
    return acts and bool(scene.places)


class Binder:
    """Binds the figures of one sentence, in order."""

    def __init__(self, scene: Scene) -> None:
        if not scene.places or _acts_on_named(scene):
            spoken = _spoken(scene)
            scene = scene._replace(places=[*spoken, *scene.places]) if spoken else scene
        self.scene, self.tokens, self.rules, self.places = scene, scene.tokens, scene.rules, scene.places
        self.is_open = bool(scene.places) or self._speaks()
        if not self.is_open:
            return
        self.clauses = Clauses(scene.tokens, scene.rules, scene.places)
        self.sides = Sides(scene)
        self.gatherer = Gatherer(scene, self.clauses)
        self.follower = Follower(scene, self.clauses, self.sides)
        self.spokes = Spokes(scene, self.sides)

    # Most sentences need only one of these readers.

    @cached_property
    def topic(self) -> Topic:
        """What the sentence goes on with."""
        return Topic(self.scene)

    @cached_property
    def implied(self) -> Implied:
        """What it implies of a side that it does not name."""
        return Implied(self.scene, self.sides)

    @cached_property
    def unnamed(self) -> Unnamed:
        """Its clauses that name no country."""
        return Unnamed(self.scene, self.clauses, self.follower, self.topic)

    @cached_property
    def related(self) -> Related:
        """The pairs that it relates."""
        return Related(self.scene, self.clauses)

    def bind(self, draft: Draft, head: Head | None, previous: Binding | None) -> Binding:
        """Return whose a figure is; `previous` is the binding of the figure before it in the sentence."""
        if draft.kind == "ordinal" or (draft.restates and previous):
            return previous or NOTHING
        if not self.is_open:
            return Alone(self.scene).apart(draft, head, previous)
        found = self._bind(self.gatherer.case(draft, head, previous))
        if found.dyad and draft.kind == "duration" and not self._lasts(draft, head, found):
            return NOTHING  # an 18-year war is no figure between two countries, a ten-year lease is
        if found.dyad:
            self.follower.last = draft, found.dyad
        return found

    def _speaks(self) -> bool:
        """Tell whether a sentence that names no country can speak of a pair at all."""
        if not self.scene.setting.focus:
            return False
        if any(head.group == "flow" for head in self.scene.heads):
            return True
        words = self.tokens.lower
        if not self.rules.words["pair"].isdisjoint(words) and ("two" in words or "both" in words):
            return True
        return not (SPEAKING.isdisjoint(words) and self.rules.words["venture"].isdisjoint(words)) or points(
            words, self.rules
        )

    def _lasts(self, draft: Draft, head: Head | None, found: Binding) -> bool:
        """Tell a 15-year lease, gas supplied for 15 years, and a contract that runs for 15 years."""
        leads = head is not None and head.group == "flow" and 0 <= head.first - draft.last <= LEASE_REACH
        runs = self.tokens.near(draft.first - 1) in ("for", "over")
        return (leads or runs) and (found.evidence == "syntax" or (runs and self.follower.last is not None))

    def _bind(self, case: Case) -> Binding:
        spoke = self.spokes.bind(case)
        if spoke:
            return spoke
        followed = self.follower.bind(case)
        if followed:
            return followed
        flow = self.gatherer.flow_head(case)
        case = case if flow is case.head else case._replace(head=flow)
        if not case.places:
            return self.unnamed.bind(case)
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
        if any(place.iso3 != people.iso3 for place in case.places if people):
            return None  # 71 percent of Swedes have a poor view of China
        return people if people and self.tokens.near(people.last) != "in" else None

    def _by_implication(self, case: Case) -> Binding:
        """Bind a figure in whose clause one country is named, the pair of which the article or its words imply."""
        place = case.places[0]
        if place.first >= self.scene.source:
            dyad = self.topic.focused(case) or self.unnamed.implied(case)
        else:
            dyad = self.topic.focused(case) or self.implied.beside(case)
        if dyad:
            return of_pair(dyad, "focus")
        return of_one(place.iso3, "syntax" if self.sides.owns(place, case.draft, case.head) else "clause")

    def _by_sides(self, case: Case, named: list[str]) -> Binding:
        """Bind a figure in whose clause several countries are named."""
        sided = NOBODYS if self._is_of_club(case) else self.sides.read(case)
        if sided:
            one, other, evidence = sided
            return of_pair(Dyad.of(one, other), evidence) if evidence else NOTHING
        if len(named) == 2 and self.related.relates(Dyad.of(*named), case):
            return of_pair(Dyad.of(*named), "clause")
        beside = [place for place in case.places if 0 <= case.draft.first - place.last <= 1]
        listed = self.implied.beside(case._replace(places=beside)) if beside else None
        if listed:
            return of_pair(listed, "focus")  # they owe India $1.4 billion and China $1.5 billion
        owners = [place for place in case.places if self.sides.owns(place, case.draft, case.head)]
        if len({place.iso3 for place in owners}) != 1:
            return self._by_side_of(case)
        hosted = self.implied.hosted(case._replace(places=owners))
        return of_pair(hosted, "focus") if hosted else of_one(owners[0].iso3, "syntax")

    def _is_of_club(self, case: Case) -> bool:
        """Tell ", and the United Nations released $5 million", whose subject is no country though some stand before."""
        first = case.draft.first
        begin = max((place.last for place in case.places if place.last <= first), default=first)
        if begin == first or any(place.first >= case.draft.last for place in case.places):
            return False
        ands = [at for at in range(begin, first) if self.tokens.lower[at] in ("and", "while", "but", ";")]
        return bool(ands) and not OTHERS.isdisjoint(self.tokens.lower[ands[-1] : ands[-1] + CLUB_REACH])

    def _by_side_of(self, case: Case) -> Binding:
        """Read a comparison, "China accounts for 31 percent, against 16 percent for the United States"."""
        draft = case.draft
        at = draft.last + 1 + (self.tokens.near(draft.last + 1) == "the")
        behind = [place for place in case.places if place.first == at and self.tokens.near(draft.last) in ("for", "in")]
        before = {place.iso3 for place in case.places if place.last <= draft.first}
        if behind:
            return of_one(behind[0].iso3, "syntax")
        return of_one(before.pop(), "clause") if len(before) == 1 else NOTHING

    def _is_share(self, case: Case) -> bool:
        """Tell "30 percent of its gross domestic product" and "35 percent of its total"."""
        draft, head = case.draft, case.head
        if draft.kind != "percent" or self.tokens.near(draft.last) != "of":
            return False
        whose = self.tokens.near(draft.last + 1)
        state = head is not None and head.group == "state" and head.first >= draft.last
        return whose in ("its", "their", "the") and (state or self.tokens.near(draft.last + 2) == "total")
