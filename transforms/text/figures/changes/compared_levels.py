"""Read levels against earlier ones: 4,433 thefts, slightly fewer than the 4,558 of 2022; doubled its seats to 99."""

from __future__ import annotations

from dyadwire.transforms.text.figures.changes.cues import FOLD, Cues
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import DETERMINERS

COMMAS = (",", "—", "–", "-", ";", "(")
ADVERBS = frozenset(("a", "bit", "far", "little", "lot", "marginally", "much", "slightly", "somewhat", "well"))
TIME_REACH = 7  # tokens of "thefts that were recorded in" between the earlier level and its time
GOAL_REACH = 9  # tokens of "the number of its seats to" between a multiple and what it came to


class Outdone:
    """Reads the levels of one sentence that are told with an earlier one, or as a multiple of it."""

    def __init__(self, cues: Cues) -> None:
        self.cues, self.tokens = cues, cues.tokens

    def way(self, base: FigureDraft) -> tuple[str, int] | None:
        """Return up or down, and where the comparison begins, of ", a little lower than the 67.4 percent of 2019"."""
        lower_at, than = self.tokens.lower_at, base.first - 2
        if lower_at(than) != "than" or lower_at(than + 1) not in DETERMINERS or not self._is_timed(base):
            return None
        direction, at = self.cues.at(than - 1, ("comparative",)), than - 2
        while lower_at(at) in ADVERBS:
            at -= 1
        return (direction, at) if direction and lower_at(at) in COMMAS else None

    def _is_timed(self, base: FigureDraft) -> bool:
        """Tell whether the time of an earlier level stands behind it, before any other figure."""
        after = (draft.first for draft in self.cues.drafts if draft.first >= base.last)
        end = min((*after, base.last + TIME_REACH))
        return any(at in self.cues.asides for at in range(base.last, end))

    def is_goal(self, multiple: FigureDraft, level: FigureDraft) -> bool:
        """Recognise the 99 of "doubled its seats to 99"."""
        between = self.tokens.lower[multiple.last : level.first]
        if multiple.form != "multiple" or self.tokens.lower[multiple.first].endswith(FOLD):
            return False
        if level.role != "level" or not 0 < len(between) <= GOAL_REACH or "to" not in between[-2:]:
            return False
        breaks = self.cues.rules.words["break"] | {","}
        return breaks.isdisjoint(between) and not any(
            self.cues.at(at, ("verb",)) for at in range(multiple.last, level.first)
        )
