"""The pair that an article or the figures before are about, of which a sentence goes on to speak without its names."""

from __future__ import annotations

from schemas.dyad import Dyad
from transforms.text.figures.cases import Case, Scene
from transforms.text.figures.hints import (
    EXCHANGED,
    LANDS,
    NEIGHBOURS,
    OTHERS,
    crosses,
    is_length,
    is_wide,
    names_both,
    possessives,
)
from transforms.text.figures.joints import OWNER_REACH
from transforms.text.figures.measure import BILATERAL, Head
from transforms.text.figures.rules import Rules
from transforms.text.figures.setting import CLEAR_LEAD, FAINT_FOCUS
from transforms.text.figures.sides import TRADE_WORDS

JOINT_TEXTS = frozenset(("statement", "declaration", "communique", "communiqué"))
SHARED = TRADE_WORDS | {"crossings"}
CLEAR_FOCUS = 0.5  # salience from which an article is plainly about one pair
OPENING = 5  # tokens with which a sentence points back: "The new export contract"
IMPLYING = NEIGHBOURS | {"bilateral", "mutual", "joint", "jointly", "each", "both", "together"}
ARTICLES = ("a", "an", "another")
OWN = LANDS | {"archipelago", "city", "capital", "stock", "index", "fee", "currency", "benchmark"}
OWNS = OWN | possessives(OWN)
TOTALS = frozenset(("exports", "imports"))  # told one with the other, those of all countries
POINTERS = frozenset(
    ("the", "this", "that", "these", "those", "its", "their", "such", "under", "both", "an", "a", "another")
)


def points(words: list[str], rules: Rules) -> bool:
    """Tell a sentence that goes on with what the one before told of: "The money", "An advance"."""
    if words[0] in ARTICLES and "of" not in words[2:4]:
        return False  # but "An advance of"
    return words[0] in POINTERS and not rules.words["topic"].isdisjoint(words[1:OPENING])


class Topic:
    """What one sentence goes on with."""

    def __init__(self, scene: Scene) -> None:
        self.tokens, self.rules, self.setting, self.sentence = scene.tokens, scene.rules, scene.setting, scene.sentence
        self.focus, self.heads, self.recent = scene.setting.focus, scene.heads, scene.recent
        self.carried = scene.carried.dyad if scene.carried else None

    def goes_on(self, case: Case) -> Dyad | None:
        """Return the pair that the words of a sentence point to: its neighbour, the two countries, the contract."""
        if self._is_domestic(case) or is_length(case.draft, self.tokens):
            return None
        return self._neighbour(case) or self._told(case) or self._of_two(case) or self._pointed() or self._part(case)

    def _is_domestic(self, case: Case) -> bool:
        """Tell jobs and inhabitants, who are one country's even where a tariff costs them."""
        unit = case.draft.unit if case.draft.kind == "count" else None
        return unit is not None and unit.split()[-1].lower() in self.rules.words["domestic"]

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

    def _pointed(self) -> Dyad | None:
        """Return the pair that "The contract, worth $1.3 billion," goes on about; None where nothing points back."""
        heads, opening = self.heads, self.tokens.lower[:OPENING]
        bare = bool(heads) and heads[0].first == 0 and self.tokens.near(heads[0].last - 1) in self.rules.words["traded"]
        if (
            bare
            and self.carried
            and self.rules.words["wider"].isdisjoint(opening)
            and not {*self.tokens.lower} >= TOTALS
        ):
            return self.carried  # Imports fell to …, but not "exports rose and imports fell"
        if not opening or opening[0] not in POINTERS or self._is_one_sided(opening):
            return None
        if opening[0] in ARTICLES and not points(opening, self.rules):
            return None
        if not OTHERS.isdisjoint(opening):
            return None  # The IMF approved a loan
        flows = any(head.first < OPENING and head.group == "flow" for head in heads)
        shared = flows or not self.rules.words["venture"].isdisjoint(opening)
        if not shared and not points(opening, self.rules):
            return None
        before = self.carried or self.setting.pair_before(self.sentence) or self.recent
        return before or (self._main() if shared else None)

    def _is_one_sided(self, opening: list[str]) -> bool:
        """Tell "The country's benchmark rate", "The archipelago" and "The Karachi stock exchange": one side's own."""
        if not OWNS.isdisjoint(opening):
            return True
        end = self.tokens.ends[len(opening) - 1]
        return bool(self.setting.towns(self.sentence, 0, end))

    def _told(self, case: Case) -> Dyad | None:
        """Return the pair that the words of a sentence imply, as "the two countries share a border" does."""
        words = self.tokens.lower[case.clause.first : case.clause.last]
        if IMPLYING.isdisjoint(words) and self.rules.words["pair"].isdisjoint(words):
            return None
        found = [pair for pair in self.setting.pairs.get(self.sentence, ()) if pair.relational]
        if len(found) != 1 or found[0].explicit:
            return None
        return found[0].dyad if all(place.iso3 in found[0].dyad for place in case.places) else None

    def _of_two(self, case: Case) -> Dyad | None:
        """Return the pair that "the two countries" or "both sides" names, told of just before."""
        words = self.tokens.lower[case.clause.first : case.clause.last]
        if case.draft.minor or not names_both(words, self.rules):
            return None
        return self.carried or self.setting.pair_before(self.sentence) or self.recent or self._main()

    def _part(self, case: Case) -> Dyad | None:
        """Return the pair of which "36 percent of exports" goes on, where the article is about that pair alone."""
        if (
            case.head is None
            or case.head.first < case.draft.last
            or self.tokens.near(case.head.last - 1) not in self.rules.words["traded"]
            or self.carried is None
            or is_wide(case, self.tokens, self.rules)
        ):
            return None
        company = self.tokens.near(case.head.first - 1).endswith(("'s", "’s"))
        return self.carried if self.carried == self._main() and not company else None

    def _neighbour(self, case: Case) -> Dyad | None:
        """Return the pair of "It earns $50 million from its northern neighbour" where no country is named."""
        words = self.tokens.lower[case.clause.first : case.clause.last]
        if NEIGHBOURS.isdisjoint(words) and not crosses(self.tokens.lower):
            return None
        first = case.draft.first
        if self.tokens.near(first - 1) == "of" and self.tokens.near(first - 2) in NEIGHBOURS:
            return None  # our neighbour of 280 million
        after = self.tokens.lower[case.draft.last : case.clause.last]
        nearest = next((at for at, word in enumerate(after) if word in NEIGHBOURS or word == "border"), len(after))
        if nearest < len(after) and any(word[-1].isdecimal() for word in after[:nearest]):
            return None  # 600 were killed and another 6,000 have fled to its neighbour
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
        if draft.kind in ("money", "quantity", "count", "percent") and self._speaks_of_both(case):
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
            return names_both(words, self.rules)
        if "joint" in words and not JOINT_TEXTS.isdisjoint(words[words.index("joint") + 1 :][:1]):
            return True
        return (
            "each" in words
            and words[words.index("each") + 1 :][:1] == ["other"]
            and not self.rules.words["transaction"].isdisjoint(words)
        )

    def _names_both(self, head: Head) -> bool:
        """Tell bilateral trade, and trade between the two countries."""
        around = self.tokens.lower[max(0, head.first - 3) : head.last + 6]
        if "cross" in around or not set(BILATERAL).isdisjoint(around):
            return True
        between = self.tokens.lower[head.last : head.last + 3]
        if between[:2] == ["between", "them"] or between == ["between", "the", "two"]:
            return True
        return any(
            word in self.rules.words["pair"] and around[at - 1] in ("two", "both")
            for at, word in enumerate(around)
            if at > 0
        )
