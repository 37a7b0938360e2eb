"""Tell with which times a figure can be compared at all, given its period and the date of its article."""

from __future__ import annotations

from dyadwire.transforms.text.decide.figures.when import as_base, can_be_base, is_bare
from dyadwire.transforms.text.decide.model import Place
from dyadwire.transforms.text.figures.dating.bases import Bases
from dyadwire.transforms.text.figures.dating.timeline import name_of
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import BE
from dyadwire.transforms.text.figures.times.calendar import DaySpan, shift
from dyadwire.transforms.text.figures.times.phrases import TimePhrase
from dyadwire.transforms.text.findings import Phrase

RUNNING = ("years", "months", "run", "span", "event", "todate")  # kinds of times that begin with the base
FROM = ("from", "than")
THAN, THAN_REACH = "than", 2  # words of "than in" and "than the" before a time
ACT = 3  # tokens of "was cut to" before a figure


class PossibleBases:
    """Tells with which times one figure can be compared."""

    def __init__(self, draft: FigureDraft, bases: Bases) -> None:
        """Take a figure whose period is decided, and the rules on the bases of its sentence."""
        self.draft, self.period, self.bases = draft, draft.period, bases

    def dated(self, place: Place, base: TimePhrase | Phrase) -> TimePhrase | Phrase | None:
        """Return a time of a place in the text with the days that it can have as a base; None where it can be none."""
        if self._is_period(place) and not self._is_both() and not self._is_former(base):
            return None
        if not self._is_period(place) and self._is_same_time(base):
            return None
        if isinstance(base, Phrase):
            return base if self.allows(base) or self._is_sure(base) else self._a_year_before(base)
        return as_base(base, self.period, self.bases.published) or (base if self._is_sure(base) else None)

    def _is_same_time(self, base: TimePhrase | Phrase) -> bool:
        """Tell the same time told twice: it reached 5 billion in 2023, up 12 percent from 2023."""
        period = self.period
        if (
            period is None
            or period.days is None
            or period.cue == "since"
            or not base.text.lower().endswith(name_of(period))
        ):
            return False
        if isinstance(base, TimePhrase):
            return base.days == period.days and base.cue != "since" and not self.bases.is_before_last(base)
        return (base.start, base.end) == period.days

    def _a_year_before(self, base: Phrase) -> Phrase | None:
        """Return the base of a figure whose time tells no year: to 5 billion in March from 4 billion in June."""
        time = self.draft.base.period if self.draft.base else None
        if time is None or base.start is None or base.end is None or not is_bare(time):
            return None
        days = shift(DaySpan(base.start, base.end), "year", -1)
        before = base._replace(start=days.start, end=days.end) if days else None
        return before if self.allows(before) else None

    def words(self, base: Phrase) -> str | None:
        """Return in words the figure that rules call the base, without its time, which cannot be."""
        draft, tokens = self.draft, self.bases.tokens
        if draft.base is None:
            return None
        surface = tokens.surface(draft.base.first, draft.base.last)
        return base.text[: base.text.find(surface) + len(surface)] if surface in base.text else base.text

    def allows(self, base: Phrase | None) -> bool:
        """Tell whether what rules say can be: a time not later than the figure's and the article's, or none."""
        if base is None or base.start is None or base.end is None:
            return True
        return can_be_base(DaySpan(base.start, base.end), self.period, self.bases.published)

    def refutes(self, place: Place, base: TimePhrase | Phrase) -> bool:
        """Tell whether the time taken for the figure's cannot be that, where this is its base: the same, or before."""
        if self.period is None or self._is_period(place):
            return self.period is not None and not self._is_both()
        if isinstance(base, Phrase):
            return not self.allows(base)
        return as_base(base, self.period, self.bases.published) is None

    def _is_period(self, place: Place) -> bool:
        return self.period is not None and place == (self.period.start, self.period.end)

    def _is_both(self) -> bool:
        """Tell a period that tells the base, too: since May it has fallen; told of Friday, from the previous Friday."""
        period = self.period
        return period is not None and (
            period.cue == "since" or period.kind in RUNNING or self.bases.is_before_last(period)
        )

    def _is_former(self, base: TimePhrase | Phrase) -> bool:
        """Tell a base that was taken for the period: 9 percent less than in May; rose to 12 from 10 in 2020."""
        if isinstance(base, Phrase) and self.draft.base and not self._is_done_to():
            return True
        period = self.period
        return period is not None and (period.cue in FROM or (bool(period.cue) and period in self.bases.phrases))

    def _is_done_to(self) -> bool:
        """Tell a figure whose time is that of an act: the duty was cut to 20 percent from 30 percent in May."""
        lower_at = self.bases.tokens.lower_at
        return lower_at(self.draft.first - 1) == "to" and lower_at(self.draft.first - ACT) in BE

    def _is_sure(self, base: TimePhrase | Phrase) -> bool:
        """Tell a base behind than: where the time taken for the figure's is before it, that one is not the figure's."""
        if isinstance(base, Phrase):
            start, lead = base.start, base.text.lower().split()[:1]
        else:
            start, lead = base.days.start if base.days else None, [base.cue, *self.bases.lead(base)[-THAN_REACH:]]
        published = self.bases.published
        return THAN in lead and start is not None and (published is None or start <= published)
