"""The pair of a figure whose sentence names one side of it or none: what the article is about tells the rest."""

from __future__ import annotations

from schemas.dyad import Dyad
from transforms.text.figures.cases import Case
from transforms.text.figures.clauses import Clause
from transforms.text.figures.drafts import Draft
from transforms.text.figures.measure import BILATERAL, Head
from transforms.text.figures.places import Place
from transforms.text.figures.rules import Rules
from transforms.text.figures.setting import CLEAR_LEAD, FAINT_FOCUS, Setting
from transforms.text.figures.sides import OWNER_REACH, TRADE_WORDS, Sides
from transforms.text.figures.tokens import Tokens

EXCHANGED = frozenset(("exchange", "exchanged", "trade", "traded", "exchanging", "trading"))
JOINT_TEXTS = frozenset(("statement", "declaration", "communique", "communiqué"))
SHARED = TRADE_WORDS | {"crossings"}
CLEAR_FOCUS = 0.5  # salience from which an article is plainly about one pair
NEIGHBOURS = frozenset(("neighbour", "neighbor", "neighbours", "neighbors", "counterpart"))
LANDS = frozenset(("country", "nation", "kingdom", "republic", "island", "emirate", "sultanate"))
LAND_REACH = 4  # tokens of "from the Southeast Asian country"
VERB_REACH = 3  # tokens between "promised" and its figure: "another", "up to", "more than"
OPENING = 5  # tokens with which a sentence points back: "The new export contract"
TOWARDS = ("to", "from", "with", "against", "for")
TARIFFS = frozenset(("tariff", "tariffs", "duty", "duties", "levy", "levies", "sanctions"))
WEAPONS = frozenset(("drones", "drone", "missiles", "missile", "rockets", "rocket", "shells"))
FIRING = frozenset(("fired", "launched", "launching", "firing", "downed", "shot", "intercepted", "attacked", "struck"))
PRONOUNS = frozenset(("it", "he", "she", "they", "we", "his", "her", "its", "their"))
POINTERS = frozenset(("the", "this", "that", "these", "those", "its", "their", "such", "under", "both"))


def is_fired(draft: Draft, words: list[str]) -> bool:
    """Tell the drones that one side has launched at the other, or shot down, from those that it has."""
    weapon = draft.kind == "count" and draft.unit is not None and draft.unit.split()[-1].lower() in WEAPONS
    return weapon and not FIRING.isdisjoint(words)


SPEAKING = EXCHANGED | NEIGHBOURS | {"border", "joint", "each", "between"}  # of a side that is not named


class Implied:
    """What one sentence of an article implies about the sides of its figures."""

    def __init__(
        self, tokens: Tokens, rules: Rules, sides: Sides, setting: Setting, sentence: int, carried: Dyad | None
    ) -> None:
        self.carried = carried  # the pair of the last figure of the sentence before
        self.tokens, self.rules, self.sides = tokens, rules, sides
        self.setting, self.sentence, self.focus = setting, sentence, setting.focus

    def beside(self, case: Case) -> Dyad | None:
        """Return the pair of a figure in whose clause one country is named; the other one is only spoken of."""
        draft, head, clause, nearby = case
        place = nearby[0]
        focused = self.focused(case)
        if focused or (head is not None and head.group == "state"):
            return focused
        giver = self._giving(draft, clause)
        if giver is not None and place.last <= giver:
            home = self.setting.home
            return Dyad.of(place.iso3, home) if home and home != place.iso3 else None
        other = self.setting.partner(place.iso3)
        if other is None:
            return None
        words = self.tokens.lower[clause.first : clause.last]
        received = giver is not None and self._receives(place, giver, draft, words)
        spoken = received or self._speaks_of_other(words, draft, nearby, clause)
        return Dyad.of(place.iso3, other) if spoken or self._names_town(other, draft, clause) else None

    def _speaks_of_other(self, words: list[str], draft: Draft, nearby: list[Place], clause: Clause) -> bool:
        """Tell the words by which a clause speaks of a side that it does not name."""
        place = nearby[0]
        if not NEIGHBOURS.isdisjoint(words) or self._crosses(words) or "there" in words[-3:]:
            return True
        if place.last > clause.first + 1 and not TARIFFS.isdisjoint(self.tokens.lower[clause.first : place.first]):
            return True  # duties on 95 percent of Serbian exports
        return (
            is_fired(draft, words) or self._names_land(words, draft, place) or self._comes_from(nearby, draft, clause)
        )

    def _names_town(self, other: str, draft: Draft, clause: Clause) -> bool:
        """Tell whether a town or capital of the other side is named as a place."""
        starts, ends = self.tokens.starts, self.tokens.ends
        span = starts[clause.first], ends[clause.last - 1]
        return draft.kind != "percent" and other in self.setting.towns(self.sentence, *span)

    def _receives(self, place: Place, giver: int, draft: Draft, words: list[str]) -> bool:
        """Tell "His government has sent Kyiv 44 packages", whose subject is a side spoken of before."""
        object_of = place.first == giver + 1 or self.sides.joint(place, draft.last) in ("to", "for")
        return object_of and (words[0] in PRONOUNS or "government" in words)

    def _crosses(self, words: list[str]) -> bool:
        """Tell "across the border" and "cross-border"."""
        if "border" not in words:
            return False
        at = words.index("border")
        return not {"across", "cross"}.isdisjoint(words[max(0, at - 2) : at])

    def _names_land(self, words: list[str], draft: Draft, place: Place) -> bool:
        """Tell "goods from the Southeast Asian country", and "Indians … in the country"."""
        for at, word in enumerate(words):
            if word in LANDS:
                before = words[max(0, at - LAND_REACH) : at]
                if "the" not in before:
                    continue
                lead = words[max(0, at - LAND_REACH) : at][before.index("the") - 1] if before.index("the") else ""
                if lead in TOWARDS or (lead == "in" and (place.people or self.sides.counts(draft, place))):
                    return True
        return False

    def _comes_from(self, nearby: list[Place], draft: Draft, clause: Clause) -> bool:
        """Tell "Applications from India fell to 81,000": what comes from there comes to where the article is."""
        place = nearby[0]
        opens = place.first - clause.first <= LAND_REACH and place.last <= draft.first
        return (
            opens and self.tokens.near(place.first - 1) in ("from", "to") and self._is_plural(place.first - 2, clause)
        )

    def _is_plural(self, at: int, clause: Clause) -> bool:
        return at >= clause.first and self.tokens.near(at).endswith("s") and self.tokens.near(at).isalpha()

    def _giving(self, draft: Draft, clause: Clause) -> int | None:
        """Return the verb of giving whose object a figure is: "promised 50 million yuan", "sent Kyiv 44 packages"."""
        giving = self.rules.words["giving"]
        for at in range(draft.first - 1, max(clause.first, draft.first - VERB_REACH) - 1, -1):
            if self.tokens.lower[at] in giving:
                return at
        return None

    def focused(self, case: Case) -> Dyad | None:
        """Return the pair that the article is about: for bilateral trade, trade alone, exports to the one named."""
        draft, head, clause, nearby = case
        if not self.focus:
            return None
        both = self._between_both(draft, clause)
        if (head is None or head.group != "flow") and not both:
            return None
        named = {place.iso3 for place in nearby}
        top = self.focus[0]
        lead = len(self.focus) == 1 or top.salience >= CLEAR_LEAD * self.focus[1].salience
        only = len(self.focus) == 1 and both  # "the two countries" of an article with one pair
        if not named <= set(top.dyad) or (top.salience < FAINT_FOCUS and not only):
            return None
        if head is None or both or self._names_both(head):
            return top.dyad
        if not lead or top.salience < CLEAR_FOCUS:
            return None
        if named:
            partner = self.sides.partner(nearby, head)
            said = partner is not None and self.sides.joint(partner, head.last) in ("to", "from", "with", "against")
            return top.dyad if said else None
        around = self.tokens.lower[max(0, head.first - 2) : head.last]
        alone = not SHARED.isdisjoint(around) and self.rules.words["wider"].isdisjoint({*around} - {"their"})
        return top.dyad if alone else None

    def pointed(self, heads: list[Head]) -> Dyad | None:
        """Return the pair that "The contract, worth $1.3 billion," goes on about; None where nothing points back."""
        opening = self.tokens.lower[:OPENING]
        bare = bool(heads) and heads[0].first == 0 and heads[0].group == "flow"
        if bare and self.carried:
            return self.carried  # Exports fell to …
        if not opening or opening[0] not in POINTERS or not LANDS.isdisjoint(opening):
            return None
        shared = self.rules.words["venture"]
        flows = any(head.first < OPENING and head.group == "flow" for head in heads)
        if not flows and shared.isdisjoint(opening):
            return None
        return self.carried or self.setting.pair_before(self.sentence) or self._main()

    def neighbour(self, case: Case) -> Dyad | None:
        """Return the pair of "It earns $50 million from its northern neighbour" where no country is named."""
        words = self.tokens.lower[case.clause.first : case.clause.last]
        if NEIGHBOURS.isdisjoint(words) and not self._crosses(self.tokens.lower):
            return None
        return self._main() or self.setting.pair_before(self.sentence)

    def _main(self) -> Dyad | None:
        """Return the pair that the article is plainly about."""
        if not self.focus or self.focus[0].salience < CLEAR_FOCUS:
            return None
        lead = len(self.focus) == 1 or self.focus[0].salience >= CLEAR_LEAD * self.focus[1].salience
        return self.focus[0].dyad if lead else None

    def _between_both(self, draft: Draft, clause: Clause) -> bool:
        """Tell "10 million people flew between the two countries", or "between them"."""
        if draft.kind in ("money", "quantity") and self._speaks_of_both(clause):
            return True
        words = self.tokens.lower[draft.last : draft.last + OWNER_REACH + 4]
        if "between" not in words[:OWNER_REACH]:
            return False
        at = words.index("between")
        return words[at + 1 : at + 2] == ["them"] or (
            words[at + 1 : at + 3] == ["the", "two"] and not self.rules.words["pair"].isdisjoint(words[at + 3 : at + 4])
        )

    def _speaks_of_both(self, clause: Clause) -> bool:
        """Tell "the two countries exchanged goods worth $5 billion" and "lend each other"."""
        words = self.tokens.lower[clause.first : clause.last]
        if not EXCHANGED.isdisjoint(words):
            return any(self._is_both(words, at) for at in range(len(words)))
        if "joint" in words and not JOINT_TEXTS.isdisjoint(words[words.index("joint") + 1 :][:1]):
            return True
        return (
            "each" in words
            and words[words.index("each") + 1 :][:1] == ["other"]
            and not self.rules.words["transaction"].isdisjoint(words)
        )

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
