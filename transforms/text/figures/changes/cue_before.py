"""Find the cue of direction before a figure: "fell by up to 3%", "hit a record high of $63 billion"."""

from __future__ import annotations

from dyadwire.transforms.text.figures.changes.cues import Cues
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import HYPHENS

REACH = 20  # tokens of fillers and time phrases between a verb and its figure
CROSSING = ("below", "above", "under", "past", "beyond", "beneath", "near", "through", "towards", "toward")
JOINTS = ("to", "from", "at", "of", "by")
WAY_TO = {"high": "up", "peak": "up", "low": "down"}  # to a level that has not been before
FRESH = frozenset(("new", "fresh", "record", "time", "year", "month", "week"))  # a record high, a two-year low
EXTREMES = {"highest": "up", "lowest": "down"}  # in 32 years; the worst unemployment, or deficit, is a high one
LED = frozenset(("the", "its", "their"))
EXTREME_REACH = 4  # tokens of "the highest annual rate since"
HIT_REACH = 8  # tokens of "hit a new all-time high of"
SETTLED_REACH = 7  # tokens of "by 1.3% against the yen" before "to trade at"
RECORD_REACH = 8  # tokens of "a tonne in the first half, a record" after the figure


class Backward:
    """Walks back from the figures of one sentence."""

    def __init__(self, cues: Cues) -> None:
        self.cues, self.tokens, self.rules = cues, cues.tokens, cues.rules

    def skip(self, at: int) -> tuple[int, str]:
        """Return the first token before a figure that says something, and the preposition passed on the way."""
        joint = ""
        for _ in range(REACH):
            word = self.tokens.lower_at(at)
            if not joint and word == "of" and self.tokens.lower_at(at - 1) in self.rules.words["level_of"]:
                if self.cues.at(at - 2, ("adverb",)):
                    return -1, "of"  # the higher rate of 40 percent
                at -= 4 if self.tokens.lower_at(at - 3) in HYPHENS else 1  # to an all-time high of, a two-decade low of
            elif not joint and self._joint_at(at, word):
                joint = self._joint_at(at, word)
            elif word == "up" and joint == "to" and self._is_limit(at):
                before = self.tokens.lower_at(at - 1)
                if before not in ("by", "of") and "verb" not in self.rules.direction_words.get(before, {}):
                    return -1, "to"
                joint = ""  # raise up to $5 billion, fell up to 3%, fell by up to 3%
            elif not self._is_filler(at, word, joint):
                break
            at -= 1
        return self._skip_settled(at, joint)

    def _joint_at(self, at: int, word: str) -> str:
        """Return what a word says as a preposition, or ""; who fell below 5 percent fell to a level."""
        if word in JOINTS:
            return "" if self.tokens.lower_at(at + 1) in ("least", "most") else word
        if word == "than" and self.cues.at(at - 1, ("adverb",)):
            return "from"  # higher than 2.31%: a base
        return "to" if self._is_reach(at) or (word in CROSSING and self._is_crossed(at - 1)) else ""

    def _is_reach(self, at: int) -> bool:
        """Recognise the "high" of "could rise as high as $5"."""
        around = (self.tokens.lower_at(at - 1), self.tokens.lower_at(at + 1))
        return self.tokens.lower_at(at) in ("high", "low") and around == ("as", "as")

    def _is_crossed(self, at: int) -> bool:
        """Recognise the verb of "fell below" and the noun of "pushed the toll past"."""
        if self.cues.at(at, ("verb",)) is not None or self.tokens.lower_at(at) in self.rules.words["total"]:
            return True
        below = self.tokens.lower_at(at + 1) in ("below", "beneath")
        return below and self.rules.measures.at(self.tokens, at) is not None  # cut its deficit below

    def _skip_settled(self, at: int, joint: str) -> tuple[int, str]:
        """Skip the verb of "rose 3.7%, to settle at $79", which says no more than "to"."""
        settled = self.tokens.lower_at(at) in self.rules.words["settle"] and self.tokens.lower_at(at - 1) == "to"
        if joint not in ("", "at") or not settled:
            return at, joint
        for change in range(at - 2, at - 2 - SETTLED_REACH, -1):
            if change + 1 in self.cues.by_last or self.cues.at(change, ("verb",)):
                return change, "to"
            if self.tokens.lower_at(change) != "," and self.tokens.lower_at(change) in self.rules.words["break"]:
                break
        return at, joint

    def _is_limit(self, at: int) -> bool:
        """Distinguish "up to $5 billion", a limit, from "went up to $5 billion"."""
        before = self.tokens.lower_at(at - 1)
        moved = self.rules.directions.at(self.tokens, at - 1)  # edged up to
        if moved and moved[1] == at + 1:
            return False
        verb = self.rules.direction_words.get(before, {}).get("verb")
        if verb:  # grew up to $5 billion; but cut up to 500 jobs, raised up to €2m
            return verb == "down" or before in self.rules.words["transitive"]
        if before == ",":  # rose 5%, up to $20bn; "in Europe, up to 277 miles" is a limit
            return at - 1 not in self.cues.by_last
        return (
            before not in ("is", "was", "were", "went", "go", "goes", "gone")
            and before not in self.rules.words["total"]
        )

    def _is_filler(self, at: int, word: str, joint: str) -> bool:
        if at in self.cues.asides or (word == "," and joint in ("to", "at")) or self._is_reach(at):
            return True
        if word in ("it", "them"):
            return self.cues.at(at - 1, ("verb",)) is not None  # lowered it two inches
        if word == "and" and not joint:
            return False  # crime was down and 40 percent of cases were solved
        if word in ("few", "little"):
            return self.tokens.lower_at(at - 1) == self.tokens.lower_at(at + 1) == "as"  # cut to as few as 300
        return word in self.rules.words["filler"] and self.cues.at(at, ("adverb",)) is None

    def extreme(self, draft: FigureDraft) -> str | None:
        """Read "hit a record high of $63 billion", which no earlier level has reached."""
        word = self.tokens.lower_at(draft.first - 2)
        if self.tokens.lower_at(draft.first - 1) != "of" or word not in WAY_TO:
            return None
        for at in range(draft.first - 3, draft.first - 3 - HIT_REACH, -1):
            if self.tokens.lower_at(at) in self.rules.words["peak_verb"]:
                fresh = not FRESH.isdisjoint(self.tokens.lower[at : draft.first - 2])
                return WAY_TO[word] if fresh else None
        return None

    def record(self, at: int, draft: FigureDraft) -> str | None:
        """Read "hit a record $41 billion" and "reached 38 percent in May, a record", higher than all before."""
        if self.tokens.lower_at(at) not in self.rules.words["hit"]:
            return None
        after = self.tokens.lower[draft.last : draft.last + RECORD_REACH]
        if extreme := self._named_extreme(draft):
            return extreme
        is_named = any(after[here : here + 3] == [",", "a", "record"] for here in range(len(after)))
        return "up" if is_named or "record" in self.tokens.lower[at : draft.first] else None

    def _named_extreme(self, draft: FigureDraft) -> str | None:
        """Read "reached 6.9 percent in May, the highest in 32 years", which it came up to."""
        lower_at = self.tokens.lower_at
        here = range(draft.last, draft.last + RECORD_REACH)
        at = next((at + 2 for at in here if lower_at(at) in (",", "-", "–", "—") and lower_at(at + 1) in LED), None)
        if at is None or lower_at(at) not in EXTREMES:
            return None
        since = any(lower_at(end) in ("since", "in", "for") for end in range(at + 1, at + 1 + EXTREME_REACH))
        return EXTREMES[lower_at(at)] if since else None
