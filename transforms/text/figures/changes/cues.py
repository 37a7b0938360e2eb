"""Look up cues of direction, and decide which figures can go up or down."""

from __future__ import annotations

from itertools import pairwise

from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import HYPHENS, POINTS
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens

CHANGEABLE = ("money", "percent", "quantity")
FOLD = "fold"  # the end of tenfold and 10-fold, which a word beside them makes a rise or a drop
BOUNDS = frozenset(("above", "below", "over", "under", "beyond", "up", "more", "less", "higher", "lower"))
FALLS = frozenset(("fall", "falls", "falling", "fell", "fallen"))
DUE_TO = ("due", "to")
SHORT_REACH = 8  # tokens of "fell some 1.2 million tonnes short of"
RAISES = frozenset(("raise", "raised", "raises", "raising"))
RATED = frozenset(("price", "prices", "rate", "rates", "supply", "target"))  # behind "issue", "cash"
MORE = frozenset(("additional", "enough", "extra", "fresh", "further", "more", "new", "serious", "some"))
MOST_SCORED = 60  # points in a match; an index that moves by fewer has a decimal point


def is_in_points(draft: FigureDraft) -> bool:
    """Recognise what is measured in points, as by "41 percent, down three points"."""
    return draft.unit is not None and draft.unit.endswith(POINTS)


def is_index(draft: FigureDraft) -> bool:
    """Recognise the points of an index or a poll."""
    return draft.kind in ("count", "quantity") and is_in_points(draft)


def is_scored(draft: FigureDraft) -> bool:
    """Recognise the points of a player: few and whole."""
    return draft.value is not None and draft.value.denominator == 1 and draft.value < MOST_SCORED


def is_changeable(draft: FigureDraft) -> bool:
    """Distinguish what goes up and down from what is counted."""
    return draft.kind in CHANGEABLE or is_index(draft) or draft.form == "fraction"


class Cues:
    """The cues of one sentence and the figures that they may belong to."""

    def __init__(self, drafts: list[FigureDraft], tokens: Tokens, rules: Rules, asides: frozenset[int]) -> None:
        """`asides` holds the positions of tokens that belong to time phrases and are skipped."""
        self.drafts, self.tokens, self.rules, self.asides = drafts, tokens, rules, asides
        self.by_last = {draft.last: draft for draft in drafts}

    def at(self, index: int, parts: tuple[str, ...]) -> str | None:
        """Return the direction of a cue that begins at a token, whatever its length."""
        word = self.tokens.lower_at(index)
        if word not in self.rules.direction_starts or self.is_idle(index):
            return None
        found = self.rules.directions.at(self.tokens, index)
        if found and found[0].part in parts:
            return found[0].direction
        known = self.rules.direction_words.get(word, {})
        return next((known[part] for part in parts if part in known), None)

    def is_idle(self, index: int) -> bool:
        """Recognise a word of change by which nothing has changed: fell ill, fell 5% short, raised funds, 6 or over."""
        lower_at, word = self.tokens.lower_at, self.tokens.lower_at(index)
        if word in BOUNDS and lower_at(index - 1) == "or":
            return self.tokens.is_digits(index - 2)
        if word in RAISES:
            thing = index + 1 + (lower_at(index + 1) in MORE)
            return lower_at(thing) in self.rules.words["roused"] and lower_at(thing + 1) not in RATED
        return word in FALLS and (self._is_short(index) or self._is_befallen(index))

    def _is_short(self, index: int) -> bool:
        """Recognise what fell 48 percent short of a goal, wherever it was; not what fell, just short of a low."""
        for one, other in pairwise(self.tokens.lower[index + 1 : index + 1 + SHORT_REACH]):
            if one == "," or (one == "short" and other in ("of", "by")):
                return one == "short"
        return False

    def _is_befallen(self, index: int) -> bool:
        """Recognise what falls due or ill, which makes nothing less; not what fell, or is higher, due to something."""
        behind = self.tokens.lower_at(index + 1), self.tokens.lower_at(index + 2)
        return behind[0] in self.rules.words["befallen"] and behind != DUE_TO

    def verb_at(self, at: int) -> str | None:
        """Return the direction of a verb or adverb that ends at a token; of two tokens (went up) the second decides."""
        found = self.rules.directions.at(self.tokens, at - 1)
        if found and found[1] == at + 1:
            return found[0].direction
        before, words = self.tokens.lower_at(at - 1), self.rules.words
        if before in words["takes_up"] or before in words["puts_up"] or self._is_counted(at):
            return None  # make up 60 percent, set up five, reaches down to 12 metres
        return self.at(at, ("verb", "adverb"))

    def _is_counted(self, at: int) -> bool:
        """Distinguish the "rebounds" of "11 rebounds", which are counted, from a verb."""
        counted = self.by_last.get(at)
        return (
            counted is not None and counted.kind == "count" and self.tokens.lower_at(at) in (counted.unit or "").split()
        )

    def is_negated(self, at: int) -> bool:
        """Recognise a verb at a token that "not", "failed to" or the like stands before."""
        if self.tokens.lower_at(at - 1) == "to" and self.tokens.lower_at(at - 2) in self.rules.words["undone"]:
            return True
        before = self.tokens.lower[max(0, at - 2) : max(0, at)]
        return any(word in self.rules.words["negation"] or word.endswith(("n't", "n’t")) for word in before)

    def is_sum(self, draft: FigureDraft, at: int) -> bool:
        """Distinguish "a $5bn loss" and "a loss of $5bn", amounts made or spent, from changes of an amount."""
        return draft.kind == "money" and self.tokens.lower_at(at) in self.rules.words["sum"]

    def is_attribute(self, draft: FigureDraft) -> bool:
        """Recognise a figure that describes a noun: a rear-mounted 275-horsepower motor; not "fell 10-fold"."""
        return (
            draft.own_unit
            and self.tokens.lower_at(draft.tail) in HYPHENS
            and self.tokens.lower_at(draft.tail + 1) != FOLD
        )
