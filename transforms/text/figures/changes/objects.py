"""Separate what was raised, lost or saved from the amount by which something measured has changed."""

from __future__ import annotations

from dyadwire.transforms.text.figures.changes.cues import FOLD, Cues, is_index, is_scored
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import ARTICLES, BEFORE_VERBS, DEFINITE, POSSESSIVES, words_of

TARGET_REACH = 5  # tokens of "to the final price"
LEVEL_REACH = 4  # tokens of "in annual export earnings"
PRICE_REACH = 5  # tokens before a verb in which what is priced stands
MANY_TIMES = 10  # more often no news says that a thing was done: speed has leaped 500 times
ADDED = ("new", "more", "extra", "additional")  # after a number that adds to others of its kind
# What keeps a rise or a fall small, done and only meant: its rise is what the figure tells, not a level.
KEPT = frozenset(("capped", "contained", "held", "kept", "limited", "pared", "restricted", "slowed", "trimmed"))
KEEPING = words_of(
    "cap capping contain containing hold holding keep keeping limit limiting limits restrict restricting restricts"
)
MEANT = BEFORE_VERBS | {"be"}  # before what is only meant to be kept: will be limited
KEPT_REACH = 8  # tokens of "limited the rise in its deficit to about" before the figure


class Objects:
    """Tells objects from changes, for the figures of one sentence."""

    def __init__(self, cues: Cues) -> None:
        self.cues, self.tokens, self.words = cues, cues.tokens, cues.rules.words

    def kept_change(self, at: int, draft: FigureDraft) -> str | None:
        """Return the way of a change that was kept to a figure (restricted its rise to 2%), "" of one that should be.

        `at` is the token before "to"; None where no change is kept small.
        """
        if draft.kind != "percent" and not (draft.unit or "").startswith("degree"):
            return None
        for verb in range(at, max(-1, at - KEPT_REACH), -1):
            word = self.tokens.lower_at(verb)
            if word in self.words["break"]:
                return None
            if word in KEPT or word in KEEPING:
                noun = verb + 1 + (self.tokens.lower_at(verb + 1) in DEFINITE)
                way = self.cues.at(noun, ("noun",)) if noun <= at else None
                done = word in KEPT and self.tokens.lower_at(verb - 1) not in MEANT
                return way if way is None or done else ""
        return None

    def holds(self, at: int, draft: FigureDraft) -> bool:
        """Distinguish what was raised, lost or saved from that by which something measured has changed."""
        lower_at = self.tokens.lower_at
        if draft.unit == "time":
            few = draft.value is not None and draft.value < MANY_TIMES  # raised rates three times
            return few and lower_at(draft.last - 1) != FOLD  # saved up 25 times their pay, but fell 10-fold
        if lower_at(at) in self.words["adder"] and self._is_added_to(draft):
            return False
        if lower_at(at) in self.words["adder"] and lower_at(draft.last) in ADDED:
            return False  # adding 178 million new computers
        if lower_at(at) in self.words["loser"] and self._is_lost_in(draft):
            return False
        return self._is_measured(at, draft) or self._is_counted(at, draft)

    def _is_lost_in(self, draft: FigureDraft) -> bool:
        """Recognise what a level falls by: lost $5bn (£3bn) in earnings, but lost $5bn in cash."""
        tokens, at = self.tokens, draft.last
        if tokens.lower_at(at) == "(":
            at = 1 + next((end for end in range(at, len(tokens)) if tokens.lower[end] == ")"), at)
        return tokens.lower_at(at) == "in" and not self.words["swollen"].isdisjoint(
            tokens.lower[at + 1 : at + 1 + LEVEL_REACH]
        )

    def _is_measured(self, at: int, draft: FigureDraft) -> bool:
        """Recognise the part, the distance or the load of "loses 46 percent of its water" and "pulled back 30 km"."""
        lower_at, words = self.tokens.lower_at, self.words
        if lower_at(at) in words["adder"] and (draft.kind in ("money", "quantity") or draft.form == "fraction"):
            return not self._is_priced(draft, at)
        if lower_at(at) in words["loser"] and lower_at(at) != "lost" and lower_at(draft.last) in ("of", "to"):
            return lower_at(draft.last + 1) not in POSSESSIVES  # who lost a tenth of their own have shrunk
        moved = draft.dimension == "length" and not words["travel"].isdisjoint(
            (lower_at(at - 1), lower_at(at), lower_at(at + 1))
        )
        dropped = lower_at(at) in words["grower"] or (draft.kind == "quantity" and lower_at(at) in words["dropper"])
        described = lower_at(at).endswith("ing") and lower_at(at - 1) in ARTICLES  # a growing 40 percent of voters
        return moved or described or (dropped and lower_at(draft.last) == "of")  # dropped 400 mm of rain

    def _is_counted(self, at: int, draft: FigureDraft) -> bool:
        """Recognise the money and things of "raised €2m", "lost 17 ships" and "picked up 12 medals"."""
        lower_at, words = self.tokens.lower_at, self.words
        counted = draft.kind in ("money", "count") and (not is_index(draft) or is_scored(draft))
        sacked = self.is_job(draft) and (lower_at(at) == "lost" or lower_at(at) not in words["loser"])
        if not counted or sacked or draft.form == "fraction":
            return False
        pair = draft.kind == "count" and self.cues.rules.directions.at(self.tokens, at - 1) is not None
        return (pair or lower_at(at) in words["transitive"]) and not self._is_priced(draft, at)

    def _is_added_to(self, draft: FigureDraft) -> bool:
        """Distinguish "adds $14,000 to the price of a house" from "adds $14,000 to a fund"."""
        target = self.tokens.lower[draft.last : draft.last + TARGET_REACH]
        return target[:1] == ["to"] and not self.words["swollen"].isdisjoint(target)

    def is_job(self, draft: FigureDraft) -> bool:
        """Recognise the jobs of "cut 4,000 jobs": each that is lost is a change of the workforce."""
        return draft.kind == "count" and (draft.unit or "").rpartition(" ")[2] in self.words["job"]

    def _is_priced(self, draft: FigureDraft, at: int) -> bool:
        """Distinguish "futures gained $2.82, or 3.7%", a price that changed, from "gained $2.82 million"."""
        subject = self.tokens.lower[max(0, at - PRICE_REACH) : at]
        if is_index(draft):
            return not self.words["index"].isdisjoint(subject)
        if draft.kind != "money" or draft.scale != 1:
            return False
        restated = self.tokens.lower[draft.last : draft.last + 2] == [",", "or"]
        return restated or not self.words["priced"].isdisjoint(subject)
