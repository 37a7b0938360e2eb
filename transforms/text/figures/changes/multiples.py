"""Read multiples of an earlier level, and jobs that go: four times the level of 2019, almost double that of 2000."""

from __future__ import annotations

from dyadwire.transforms.text.figures.changes.cues import Cues
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import BE

MULTIPLES = dict.fromkeys(("double", "twice", "triple", "treble", "quadruple"), "up") | {"half": "down"}
LEADS = frozenset(("what", "the", "that", "its", "their", "as"))  # between a multiple and the former level
LEVELS = frozenset(
    ("amount", "figure", "level", "levels", "number", "pace", "rate", "size", "total", "value", "volume")
)
LEVEL_REACH = 4  # tokens of "the 2019 level"
TIME_REACH = 12  # tokens of "the amount of Russian oil it did before the war", whose time makes it a former level
FORMERLY = frozenset(("before", "previously"))
STOPS = (",", ";", ":", ".", "")
CUTS = frozenset(("cut", "cuts", "loss", "losses"))
VANISHING = frozenset(("disappear", "disappeared", "vanish", "vanished", "evaporated"))
JOB_REACH = 12  # tokens of "jobs at the plant may be cut"


class Likened:
    """Reads the multiples of former levels in one sentence."""

    def __init__(self, cues: Cues) -> None:
        self.cues, self.tokens = cues, cues.tokens

    def direction(self, draft: FigureDraft) -> str | None:
        """Read "four times what it was in 2019" and "half the 2019 level"."""
        times, last = draft.unit == "time", draft.last
        if (
            not (times or draft.form == "fraction")
            or self.tokens.lower_at(last) not in LEADS
            or not self._is_timed(last)
        ):
            return None
        level = self.tokens.lower_at(last) == "what" or not LEVELS.isdisjoint(self._words(last + 1, LEVEL_REACH))
        return ("up" if times else "down") if level else None

    def behind(self, level: FigureDraft, reach: int) -> str | None:
        """Read "210bn yuan in profits last year, almost double the figure in 2000", the comma not beyond `reach`."""
        lower_at = self.tokens.lower_at
        comma = next((at for at in range(level.last, level.last + reach) if lower_at(at) in STOPS), level.last)
        at = comma + 1
        while lower_at(at) in self.cues.rules.words["filler"]:
            at += 1
        is_led = lower_at(comma) == "," and lower_at(at + 1) in LEADS and self._is_timed(at + 2)
        if lower_at(comma) == "," and self._is_times(at) and self._is_timed(at + 3):
            return "up"  # three times as many as in 2019
        return MULTIPLES.get(lower_at(at)) if is_led else None

    def _is_times(self, at: int) -> bool:
        """Recognise "three times as many" and "ten times more than"."""
        lower_at = self.tokens.lower_at
        compared = (lower_at(at + 2), lower_at(at + 4)) == ("as", "as") or lower_at(at + 3) == "than"
        return lower_at(at + 1) == "times" and compared

    def is_gone(self, jobs: FigureDraft) -> bool:
        """Read "1,100 jobs will go", "2,000 jobs at the plant may be cut", "12,000 job cuts", "1% of sales is lost"."""
        lower_at, last, unit = self.tokens.lower_at, jobs.last, (jobs.unit or "").lower().split()
        job = self.cues.rules.words["job"]
        if not job.isdisjoint(unit[-2:-1]) and not CUTS.isdisjoint(unit[-1:]):
            return True
        if not self._is_of_level(jobs) and (jobs.kind != "count" or job.isdisjoint(unit[-1:])):
            return False
        ends = (
            at
            for at in range(last, last + JOB_REACH)
            if lower_at(at) in self.cues.rules.words["break"] or not lower_at(at)
        )
        return any(self._goes(at) for at in range(last, next(ends, last + JOB_REACH)))

    def _is_of_level(self, share: FigureDraft) -> bool:
        """Recognise the share of "1 percent of annual growth", which a level falls by where it is lost."""
        words = self._words(share.last, LEVEL_REACH)
        return (
            share.kind == "percent" and words[:1] == ["of"] and not self.cues.rules.words["swollen"].isdisjoint(words)
        )

    def _goes(self, at: int) -> bool:
        lower_at = self.tokens.lower_at
        passive = lower_at(at) in BE and self.cues.at(at + 1, ("verb",)) == "down"
        return passive or lower_at(at) in VANISHING or (lower_at(at - 1), lower_at(at)) == ("will", "go")

    def _is_timed(self, start: int) -> bool:
        for at in range(start, start + TIME_REACH):
            if at in self.cues.asides or self.tokens.lower_at(at) in FORMERLY:
                return True
        return False

    def _words(self, start: int, many: int) -> list[str]:
        return self.tokens.lower[start : start + many]
