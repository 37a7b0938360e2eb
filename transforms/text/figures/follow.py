"""Figures that go on from the one before them: the next of a list, a part of it, its worth."""

from __future__ import annotations

from schemas.dyad import Dyad
from transforms.text.figures.cases import Binding, Case, Scene, of_pair
from transforms.text.figures.clauses import Clauses
from transforms.text.figures.drafts import Draft
from transforms.text.figures.places import Place
from transforms.text.figures.sides import Sides

WORTH = frozenset(("worth", "valued", "at", "cost", "price"))
CLOSING = frozenset((";", "and", "but", "while", "when"))
PAIR = 2
POSSESSIVE = ("'", "’", "'s", "’s")
WHOLES = frozenset(("that", "it", "them", "this", "those", "these"))
LIKE_JOINTS = frozenset(("to", "from", "with", "for"))
BESIDE_REACH = 3  # tokens between a country and its own figure in a list: "Japan with 27 percent"


class Follower:
    """Binds figures of one sentence by the figure before; `last` is the last one of a pair, and the pair."""

    def __init__(self, scene: Scene, clauses: Clauses, sides: Sides) -> None:
        self.tokens, self.places, self.setting, self.carried = scene.tokens, scene.places, scene.setting, scene.carried
        self.clauses, self.sides = clauses, sides
        self.last: tuple[Draft, Dyad] | None = None

    def bind(self, case: Case) -> Binding | None:
        """Return the binding of a figure that goes on from the one before; None where it does not."""
        previous = case.previous
        taken = self._of_it(case)
        if taken:
            return of_pair(taken, "focus")
        if previous is None:
            return None
        if previous.dyad and self._is_worth(case.draft):
            return previous
        dyad: Dyad | None = None
        if self.last and self.last[0].kind == case.draft.kind:
            dyad = self._by_list(case, *self.last)
        elif not previous.dyad and len(previous.countries) == 1:
            dyad = self._by_part(case, previous.countries[0])
        return of_pair(dyad, "clause") if dyad else None

    def _by_list(self, case: Case, last: Draft, dyad: Dyad) -> Dyad | None:
        """Read "South Korea took 21 percent and Japan 7": the place of one side is taken by another country."""
        fresh = {place.iso3 for place in case.places if last.last <= place.first < case.draft.first}
        if len(fresh) == PAIR and len(fresh.difference(dyad)) == 1 and self._is_elliptic(case, last):
            return Dyad.of(*fresh)
        if len(fresh.difference(dyad)) > 1:
            return None  # Poland gave Romania 12 pumps, after what Greece sent to Bulgaria
        for place in case.places:
            before = 0 <= case.draft.first - place.last <= BESIDE_REACH and place.first >= last.last
            before = before or (
                len(case.places) == 1 and place.last <= case.draft.first and self._has_like(place, dyad)
            )
            after = 1 <= place.first - case.draft.last <= 2 or self._is_counted(case.draft, place)
            if place.iso3 in dyad or not (before or after):
                continue
            stays = self._host(last, dyad) if self._is_counted(case.draft, place) else None
            stays = stays or self._stays(place, last, dyad)
            return Dyad.of(place.iso3, stays) if stays else None
        return None

    def _is_counted(self, draft: Draft, place: Place) -> bool:
        """Tell "192,000 Chinese"."""
        return draft.kind == "count" and place.first == draft.last

    def _host(self, last: Draft, dyad: Dyad) -> str | None:
        """Return where people of a pair's other side were counted: "24,000 Indonesians are enrolled in Australia"."""
        people = {place.iso3 for place in self.places if place.iso3 in dyad and self.sides.counts(last, place)}
        return next(iter({*dyad} - people)) if len(people) == 1 else None

    def _is_elliptic(self, case: Case, last: Draft) -> bool:
        """Tell "Turkey's sales to Italy rose by $2.9bn and Italy's to Russia by $1.8bn"."""
        near = self.tokens.near
        ends = [place.last for place in case.places if last.last <= place.first]
        owners = [at for at in ends if near(at - 1).endswith(POSSESSIVE) or near(at).endswith(POSSESSIVE)]
        return any(near(at) in LIKE_JOINTS or near(at + 1) in LIKE_JOINTS for at in owners)

    def _has_like(self, place: Place, dyad: Dyad) -> bool:
        """Tell the India of "exports to China rose 5 percent while those to India fell"."""
        joint = self.sides.joint(place, 0)
        likes = {other.iso3 for other in self.places if other.iso3 in dyad and self.sides.joint(other, 0) == joint}
        return joint in LIKE_JOINTS and len(likes) == 1

    def _by_part(self, case: Case, whole: str) -> Dyad | None:
        """Read "Arrivals in Thailand rose to 9.4 million, led by Chinese visitors with 1.75 million"."""
        begin = self.clauses.around(case.draft.first, case.draft.last).first - 1
        if begin in self.clauses.parts:
            others = {place.iso3 for place in case.places} - {whole}
            return Dyad.of(others.pop(), whole) if len(others) == 1 else None
        if self.tokens.near(begin) not in ("led", "followed"):
            return None
        beside = [place for place in case.places if 0 <= case.draft.first - place.last <= BESIDE_REACH]
        people = case.draft.kind == "count" and bool(beside)
        return Dyad.of(beside[-1].iso3, whole) if people and beside[-1].iso3 != whole else None

    def _stays(self, place: Place, last: Draft, dyad: Dyad) -> str | None:
        """Return the side of the last pair that a listed country is paired with too."""
        joint = self.sides.joint(place, 0)
        sides = [other for other in self.places if other.iso3 in dyad]
        beside = [other.iso3 for other in sides if 0 <= last.first - other.last <= 1]
        if self.setting.home in dyad and self.setting.home not in beside:
            return self.setting.home
        same = {other.iso3 for other in sides if joint and self.sides.joint(other, 0) == joint}
        if joint in ("by", "with"):
            same = set()
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

    def _of_it(self, case: Case) -> Dyad | None:
        """Read "South Korea took 21 percent of that": with whom the sentence before is about."""
        if (
            self.carried is None
            or not case.places
            or self.tokens.near(case.draft.last) != "of"
            or case.places[0].last > case.draft.first
        ):
            return None
        if self.tokens.near(case.draft.last + 1) not in WHOLES:
            return None
        others = [iso3 for iso3 in self.carried.countries if iso3 != case.places[0].iso3]
        return Dyad.of(case.places[0].iso3, others[0]) if len(others) == 1 else None
