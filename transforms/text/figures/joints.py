"""How a country stands to the words around it: as owner, partner, subject, or people counted."""

from __future__ import annotations

from transforms.text.figures.cases import Scene
from transforms.text.figures.drafts import Draft
from transforms.text.figures.measure import Head
from transforms.text.figures.places import Place

SUBJECT_REACH = 3  # tokens from the beginning of a clause in which its subject begins
PARTNER_REACH = 6  # tokens between a measure and the partner: "exports of diesel to Brazil"
OWNER_REACH = 5  # tokens between an owner and its measure: "China's total imports of"
SOURCES = ("from", "to", "with")
ATTRIBUTES = frozenset(
    ("the", "its", "neighbouring", "neighboring", "an", "a", "some", "northern", "southern", "eastern", "western")
)


class Joints:
    """The joints of one sentence."""

    def __init__(self, scene: Scene) -> None:
        self.tokens, self.rules, self.heads, self.places = scene.tokens, scene.rules, scene.heads, scene.places

    def counts(self, draft: Draft, place: Place) -> bool:
        """Tell the Sudanese of "half a million Sudanese crossed into Chad"."""
        if place.first == draft.last + 1:
            return (
                self.tokens.near(draft.last).isalpha() and self.tokens.near(draft.last) not in self.rules.words["stop"]
            )
        return place.first == draft.last

    def partner(self, nearby: list[Place], head: Head) -> Place | None:
        """Return the country that a preposition after the measure names: exports of diesel to Brazil."""
        for place in nearby:
            if head.last <= place.first <= head.last + PARTNER_REACH and self.joint(place, head.last):
                return place
        later = (place for place in nearby if place.first > head.last and self.joint(place, head.last))
        return next((place for place in later if "those" not in self.tokens.lower[head.last : place.first]), None)

    def is_listed(self, place: Place, nearby: list[Place]) -> bool:
        """Tell whether a country stands in a list with others."""
        for other in nearby:
            between = self.tokens.lower[min(place.last, other.last) : max(place.first, other.first)]
            if other.iso3 != place.iso3 and between in ([","], ["and"], [",", "and"], ["or"]):
                return True
        return False

    def subject(self, nearby: list[Place], first: int) -> Place | None:
        """Return the country with which a clause begins; not that of "Transfers from Kazakhstan"."""
        begins = (place for place in nearby if place.first - first <= SUBJECT_REACH)
        return next((place for place in begins if self.joint(place, first) not in SOURCES), None)

    def joint(self, place: Place, floor: int) -> str:
        """Return the preposition before a country, attributes skipped, from `floor` on; "" where there is none."""
        at = place.first - 1
        while at >= floor and self.tokens.near(at) in ATTRIBUTES:
            at -= 1
        word = self.tokens.near(at)
        return word if at >= floor and word in self.rules.words["partner_joint"] else ""

    def owns(self, place: Place, draft: Draft, head: Head | None) -> bool:
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
