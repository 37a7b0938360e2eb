"""The pair of a figure whose sentence names one side of it or none: what the article is about tells the rest."""

from __future__ import annotations

from schemas.dyad import Dyad
from transforms.text.figures.cases import NOTHING, Case
from transforms.text.figures.hints import EXCHANGED, LANDS, NEIGHBOURS, TARIFFS, Hints
from transforms.text.figures.measure import BILATERAL, Head
from transforms.text.figures.places import Place
from transforms.text.figures.rules import Rules
from transforms.text.figures.setting import CLEAR_LEAD, FAINT_FOCUS, Setting
from transforms.text.figures.sides import OWNER_REACH, TRADE_WORDS, Sides
from transforms.text.figures.tokens import Tokens
from transforms.text.findings import FigureSpan

JOINT_TEXTS = frozenset(("statement", "declaration", "communique", "communiqué"))
SHARED = TRADE_WORDS | {"crossings"}
CLEAR_FOCUS = 0.5  # salience from which an article is plainly about one pair
OPENING = 5  # tokens with which a sentence points back: "The new export contract"
POINTERS = frozenset(
    ("the", "this", "that", "these", "those", "its", "their", "such", "under", "both", "an", "a", "another")
)
PARTNER_JOINTS = ("to", "from", "with", "against")


def points(words: list[str], rules: Rules) -> bool:
    """Tell a sentence that goes on with what the one before told of: "The money", "An advance"."""
    return words[0] in POINTERS and not rules.words["topic"].isdisjoint(words[1:OPENING])


class Implied:
    """What one sentence of an article implies about the sides of its figures."""

    def __init__(
        self,
        tokens: Tokens,
        rules: Rules,
        sides: Sides,
        setting: Setting,
        sentence: int,
        source: int,
        carried: FigureSpan | None,
        recent: Dyad | None,
    ) -> None:
        self.carried = carried.dyad if carried else None  # the pair of the last figure of the sentence before
        self.recent = recent  # the pair of the last figure that had one
        self.counted = carried is not None and carried.kind == "count"
        self.tokens, self.rules, self.sides, self.source = tokens, rules, sides, source
        self.setting, self.sentence, self.focus = setting, sentence, setting.focus
        self.hints = Hints(tokens, rules, sides)

    def beside(self, case: Case) -> Dyad | None:
        """Return the pair of a figure in whose clause one country is named; the other one is only spoken of."""
        focused = self.focused(case)
        if focused:
            return focused
        iso3 = case.places[0].iso3
        other = self._other(case)
        words = self.tokens.lower[case.clause.first : case.clause.last]
        if other is not None and self._involves(case, other, words):
            return Dyad.of(iso3, other)
        return None if case.is_state else self._in_town(case, iso3)

    def _other(self, case: Case) -> str | None:
        """Return the side of a clause's only country that the figures before tell of, or else the article."""
        iso3, previous = case.places[0].iso3, case.previous or NOTHING
        if self.tokens.near(case.clause.first) == "those" and len(previous.countries) == 1:
            alone = previous.countries[0] != iso3 and not self._is_like(case.places[0], previous.countries[0])
            return previous.countries[0] if alone else self.setting.other(iso3, self.carried)
        near = previous.dyad if previous.dyad and iso3 in previous.dyad else self.carried
        return self.setting.other(iso3, near)

    def _is_like(self, place: Place, iso3: str) -> bool:
        """Tell the two of "transfers from Kazakhstan rose, and those from America fell", who are no pair."""
        others = [other for other in self.sides.places if other.iso3 == iso3]
        return any(self.sides.joint(other, 0) == self.sides.joint(place, 0) for other in others)

    def _involves(self, case: Case, other: str, words: list[str]) -> bool:
        """Tell whether a clause speaks of a side that it does not name, which would be `other`."""
        if self.hints.shares(case):
            return not self.setting.is_own(case.places[0].iso3)
        if case.is_state:
            return False
        plain = not self._is_wide(case) and (self._is_partner(case) or self._is_guest(case, words))
        return (
            plain
            or self._gives(case, words)
            or self._contrasts(case)
            or self.hints.speaks_of_other(case, words)
            or (self.counted and self.hints.is_loss(case, words) and self.carried is not None and other in self.carried)
        )

    def hosted(self, case: Case) -> Dyad | None:
        """Return the pair of "8 million Chinese came each year" where other countries are named besides."""
        words = self.tokens.lower[case.clause.first : case.clause.last]
        iso3 = case.places[0].iso3
        other = self._other(case) if self._is_guest(case, words) else None
        return Dyad.of(iso3, other) if other else None

    def _is_partner(self, case: Case) -> bool:
        """Tell the trade deficit with China, and tariffs on Chinese goods, from China's own exports."""
        if self.tokens.near(case.clause.first) == "those" and (case.is_flow or self.carried):
            return True  # and those to Russia
        if not case.is_flow or case.head is None:
            return False
        partner = self.sides.partner(case.places, case.head)
        if partner is None:
            return False
        joint = self.sides.joint(partner, case.head.last)
        return joint in PARTNER_JOINTS or (joint == "on" and self.tokens.near(case.head.last - 1) in TARIFFS)

    def _contrasts(self, case: Case) -> bool:
        """Tell "China's exports to Kenya rose; Kenyan sales brought in $209 million"."""
        previous = case.previous and case.previous.dyad
        if not previous or case.places[0].iso3 not in previous or not case.is_flow or self._is_wide(case):
            return False
        return self.tokens.near(case.clause.first - 1) in (";", "while")

    def _is_guest(self, case: Case, words: list[str]) -> bool:
        """Tell people of one country who came to the one that the article is about."""
        return not self.setting.is_own(case.places[0].iso3) and self.hints.moves(case, words)

    def _gives(self, case: Case, words: list[str]) -> bool:
        """Tell what one country has promised or supplies, though not to whom; or gets, though not from whom."""
        place, giver = case.places[0], self.hints.giving(case)
        if giver is None:
            return False
        if place.last > giver:
            return self.hints.receives(place, giver, case.draft, words)
        if case.draft.kind == "percent" or self._goes_on(case) or self.setting.is_own(place.iso3):
            return False
        gift = self.tokens.near(giver) in self.rules.words["gift"]
        return gift or not self.focus or place.iso3 not in self.focus[0].dyad  # what it ships may be all that it ships

    def _goes_on(self, case: Case) -> bool:
        """Tell a gift "to the families" of its own, or "for the victims"."""
        last = case.draft.last
        return self.tokens.near(last) == "to" and self.tokens.near(last + 1) in self.rules.words["determiner"]

    def _in_town(self, case: Case, iso3: str) -> Dyad | None:
        """Return the pair of a country and that of a town named in the clause: "on deposit in Cairo"."""
        if case.draft.kind == "percent":
            return None
        starts, ends = self.tokens.starts, self.tokens.ends
        first, last = case.clause.first, min(case.clause.last, self.source)
        if last <= first:
            return None
        towns = self.setting.towns(self.sentence, starts[first], ends[last - 1]) - {iso3}
        if len(towns) != 1:
            return None
        pair = Dyad.of(iso3, towns.pop())
        known = any(found.dyad == pair and found.salience >= FAINT_FOCUS for found in self.focus)
        hosted = self.setting.hub is not None and self.setting.hub in pair and case.draft.kind in ("money", "quantity")
        return pair if known or hosted else None

    def _is_wide(self, case: Case) -> bool:
        """Tell total exports, and remittances from all countries."""
        if case.head is None:
            return False
        around = self.tokens.lower[max(0, case.head.first - 2) : case.head.last + 2]
        return not (self.rules.words["wider"] - {"its", "their"}).isdisjoint(around)

    def focused(self, case: Case) -> Dyad | None:
        """Return the pair that the article is about: for bilateral trade, trade alone, exports to the one named."""
        _, head, _, nearby, _ = case
        if not self.focus:
            return None
        both = self._between_both(case)
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
        if not lead or top.salience < CLEAR_FOCUS or named:
            return None
        around = self.tokens.lower[max(0, head.first - 2) : head.last]
        alone = not SHARED.isdisjoint(around) and self.rules.words["wider"].isdisjoint({*around} - {"their"})
        return top.dyad if alone else None

    def pointed(self, heads: list[Head]) -> Dyad | None:
        """Return the pair that "The contract, worth $1.3 billion," goes on about; None where nothing points back."""
        opening = self.tokens.lower[:OPENING]
        bare = bool(heads) and heads[0].first == 0 and heads[0].group == "flow"
        if bare and self.carried and self.rules.words["wider"].isdisjoint(opening):
            return self.carried  # Exports fell to …
        if not opening or opening[0] not in POINTERS or not LANDS.isdisjoint(opening):
            return None
        flows = any(head.first < OPENING and head.group == "flow" for head in heads)
        shared = flows or not self.rules.words["venture"].isdisjoint(opening)
        if not shared and not points(opening, self.rules):
            return None
        before = self.carried or self.setting.pair_before(self.sentence) or self.recent
        return before or (self._main() if shared else None)

    def told(self, case: Case) -> Dyad | None:
        """Return the pair that the words of a sentence imply, as "the two countries share a border" does."""
        found = [pair for pair in self.setting.pairs.get(self.sentence, ()) if pair.relational]
        if len(found) != 1 or found[0].explicit:
            return None
        return found[0].dyad if all(place.iso3 in found[0].dyad for place in case.places) else None

    def part(self, case: Case) -> Dyad | None:
        """Return the pair of which "36 percent of exports" goes on, where the article is about that pair alone."""
        if not case.is_flow or case.head is None or self.carried is None or self._is_wide(case):
            return None
        company = self.tokens.near(case.head.first - 1).endswith(("'s", "’s"))
        return self.carried if self.carried == self._main() and not company else None

    def neighbour(self, case: Case) -> Dyad | None:
        """Return the pair of "It earns $50 million from its northern neighbour" where no country is named."""
        words = self.tokens.lower[case.clause.first : case.clause.last]
        if NEIGHBOURS.isdisjoint(words) and not self.hints.crosses(self.tokens.lower):
            return None
        return self._main() or self.setting.pair_before(self.sentence)

    def _main(self) -> Dyad | None:
        """Return the pair that the article is plainly about."""
        if not self.focus or self.focus[0].salience < CLEAR_FOCUS:
            return None
        lead = len(self.focus) == 1 or self.focus[0].salience >= CLEAR_LEAD * self.focus[1].salience
        return self.focus[0].dyad if lead else None

    def _between_both(self, case: Case) -> bool:
        """Tell "10 million people flew between the two countries", or "between them"."""
        draft = case.draft
        if draft.kind in ("money", "quantity") and self._speaks_of_both(case):
            return True
        words = self.tokens.lower[draft.last : draft.last + OWNER_REACH + 4]
        if "between" not in words[:OWNER_REACH]:
            return False
        at = words.index("between")
        return words[at + 1 : at + 2] == ["them"] or (
            words[at + 1 : at + 3] == ["the", "two"] and not self.rules.words["pair"].isdisjoint(words[at + 3 : at + 4])
        )

    def _speaks_of_both(self, case: Case) -> bool:
        """Tell "the two countries exchanged goods worth $5 billion" and "lend each other"."""
        words = self.tokens.lower[case.clause.first : case.clause.last]
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
