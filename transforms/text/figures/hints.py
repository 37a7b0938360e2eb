"""Words by which a clause that names one country speaks of another: its neighbour, what it gave, who came from it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from transforms.text.figures.cases import Case, Scene
from transforms.text.figures.clauses import Clause
from transforms.text.figures.drafts import Draft
from transforms.text.figures.places import Place
from transforms.text.figures.rules import Rules
from transforms.text.figures.sides import Sides
from transforms.text.figures.tokens import Tokens


def possessives(nouns: Iterable[str]) -> frozenset[str]:
    """Return what nouns are as owners: country's."""
    return frozenset(noun + ending for noun in nouns for ending in ("'s", "’s"))


EXCHANGED = frozenset(("exchange", "exchanged", "trade", "traded", "exchanging", "trading"))
NEIGHBOURS = frozenset(("neighbour", "neighbor", "neighbours", "neighbors", "counterpart"))
LANDS = frozenset(("country", "nation", "kingdom", "republic", "island", "emirate", "sultanate", "islands"))
OF_LANDS = possessives(LANDS)
LAND_REACH = 4  # tokens of "from the Southeast Asian country"
VERB_REACH = 3  # tokens between "promised" and its figure: "another", "up to", "more than"
TOWARDS = ("to", "from", "with", "against", "for", "on")
TARIFFS = frozenset(("tariff", "tariffs", "duty", "duties", "levy", "levies", "sanctions"))
WEAPONS = frozenset(("drones", "drone", "missiles", "missile", "rockets", "rocket", "shells"))
FIRING = frozenset(("fired", "launched", "launching", "firing", "downed", "shot", "intercepted", "attacked", "struck"))
LOSSES = frozenset(("killed", "died", "dead", "wounded", "injured", "deaths", "casualties", "kill", "killing"))
PRONOUNS = frozenset(("it", "he", "she", "they", "we", "his", "her", "its", "their"))
LENGTHS = ("kilometre", "metre", "mile", "foot")
OPINIONS = frozenset(
    ("view", "favourable", "favorable", "unfavourable", "unfavorable", "opinion", "friend", "threat", "ally", "enemy")
)
PARTNERS = frozenset(("buyer", "customer", "market", "supplier", "lender", "creditor", "donor", "partner", "ally"))
OTHERS = frozenset(("imf", "eu", "un", "nations", "union", "european", "world", "unicef", "unhcr", "nato", "opec"))
SPEAKING = EXCHANGED | NEIGHBOURS | {"border", "joint", "each", "between"}  # of a side that is not named


def is_fired(draft: Draft, words: list[str]) -> bool:
    """Tell the drones that one side has launched at the other, or shot down, from those that it has."""
    weapon = draft.kind == "count" and draft.unit is not None and draft.unit.split()[-1].lower() in WEAPONS
    return weapon and not FIRING.isdisjoint(words)


def is_length(draft: Draft, tokens: Tokens) -> bool:
    """Tell "a line 96 kilometres long" and "80 kilometres of asphalt", how much there is of one thing."""
    return draft.kind == "quantity" and draft.unit in LENGTHS and tokens.near(draft.last) in ("long", "wide", "of")


def is_loss(case: Case, words: list[str]) -> bool:
    """Tell the killed and wounded of a war from other counts."""
    return case.draft.kind == "count" and not LOSSES.isdisjoint(words)


def names_both(words: list[str], rules: Rules) -> bool:
    """Tell words that hold "two countries" or "both sides"."""
    sides = rules.words["pair"]
    return not sides.isdisjoint(words) and any(
        one in ("two", "both") and other in sides for one, other in pairwise(words)
    )


def crosses(words: list[str]) -> bool:
    """Tell "across the border" and "cross-border"."""
    if "border" not in words:
        return False
    at = words.index("border")
    return not {"across", "cross"}.isdisjoint(words[max(0, at - 2) : at])


def is_wide(case: Case, tokens: Tokens, rules: Rules) -> bool:
    """Tell total exports, and remittances from all countries."""
    if case.head is None:
        return False
    around = tokens.lower[max(0, case.head.first - 2) : case.head.last + 2]
    return not rules.words["wider"].isdisjoint({*around} - {"its", "their"})


class Hints:
    """The hints in the clauses of one sentence."""

    def __init__(self, scene: Scene, sides: Sides) -> None:
        self.tokens, self.rules, self.sides = scene.tokens, scene.rules, sides

    def speaks_of_other(self, case: Case, words: list[str]) -> bool:
        """Tell the words by which a clause speaks of a side that it does not name."""
        place, clause = case.places[0], case.clause
        if case.draft.kind == "percent" and not OPINIONS.isdisjoint(words):
            return True
        if "its" in words and not PARTNERS.isdisjoint(words) and place.last <= case.draft.first:
            return True  # Vietnam, its biggest buyer, takes 4.5 million tonnes
        if names_both(words, self.rules):
            return True
        if is_loss(case, words):
            return is_fired(case.draft, words)  # 600 were killed, and others fled to its neighbour
        if not NEIGHBOURS.isdisjoint(words) or crosses(words) or "there" in words[-3:]:
            return True
        if place.last > clause.first + 1 and not TARIFFS.isdisjoint(self.tokens.lower[clause.first : place.first]):
            return True  # duties on 95 percent of Serbian exports
        return is_fired(case.draft, words) or self._names_land(case, words) or self._comes_from(case)

    def _names_land(self, case: Case, words: list[str]) -> bool:
        """Tell "goods from the Southeast Asian country", and "Indians … in the country"."""
        place = case.places[0]
        for at in [at for at, word in enumerate(words) if word in LANDS or word in OF_LANDS]:
            before = words[max(0, at - LAND_REACH) : at]
            if before == ["the"] and self._is_object(case):
                return True  # The islands owe India $1.4 billion
            lead = before[before.index("the") - 1] if "the" in before[1:] else ""
            if (
                lead in TOWARDS
                or lead in self.rules.words["giving"]
                or (lead == "in" and (place.people or self.sides.counts(case.draft, place)))
            ):
                return True
        return False

    def _is_object(self, case: Case) -> bool:
        place, transaction = case.places[0], self.rules.words["transaction"]
        return place.last <= case.draft.first and self.tokens.near(place.first - 1) in transaction

    def _comes_from(self, case: Case) -> bool:
        """Tell "Applications from India fell to 81,000": what comes from there comes to where the article is."""
        place, clause = case.places[0], case.clause
        opens = place.first - clause.first <= LAND_REACH and place.last <= case.draft.first
        return (
            opens and self.tokens.near(place.first - 1) in ("from", "to") and self._is_plural(place.first - 2, clause)
        )

    def _is_plural(self, at: int, clause: Clause) -> bool:
        return at >= clause.first and self.tokens.near(at).endswith("s") and self.tokens.near(at).isalpha()

    def giving(self, case: Case) -> int | None:
        """Return the verb of giving whose object a figure is: "promised 50 million yuan", "sent Kyiv 44 packages"."""
        giving, first = self.rules.words["giving"], case.draft.first
        for at in range(first - 1, max(case.clause.first, first - VERB_REACH) - 1, -1):
            if self.tokens.lower[at] in giving:
                return at
        return None

    def receives(self, place: Place, giver: int, draft: Draft, words: list[str]) -> bool:
        """Tell "His government has sent Kyiv 44 packages", whose subject is a side spoken of before."""
        object_of = place.first == giver + 1 or self.sides.joint(place, draft.last) in ("to", "for")
        return object_of and (words[0] in PRONOUNS or "government" in words)

    def moves(self, case: Case, words: list[str]) -> bool:
        """Tell "Japanese arrivals came to 250,000" and "8 million Chinese came": people of one country in another."""
        place = case.places[0]
        if (
            case.draft.kind == "count"
            and self.sides.counts(case.draft, place)
            and not self.rules.words["moving"].isdisjoint(words)
        ):
            return True
        return self.tokens.near(place.last) in self.rules.words["mover"] or (
            place.people and not self.rules.words["moving"].isdisjoint(words)
        )

    def shares(self, case: Case) -> bool:
        """Tell "Russia's share slipped to 78 percent", of what the article's country gets."""
        place, head = case.places[0], case.head
        if head is None or case.draft.kind != "percent" or self.tokens.near(head.first) != "share":
            return False
        return place.last == head.first and self.tokens.near(head.last) != "of"

    def covers(self, case: Case) -> bool:
        """Tell "Russian crude covers 92 percent of the country's needs": one side's part of all that the other uses."""
        draft, place = case.draft, case.places[0]
        if draft.kind != "percent" or place.last > draft.first:
            return False
        whole = self.tokens.lower[draft.last : draft.last + 3]
        return whole[:2] == ["of", "the"] and not OF_LANDS.isdisjoint(whole[2:])
