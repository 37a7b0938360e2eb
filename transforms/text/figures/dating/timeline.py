"""Keep the times that an article has mentioned so far: a figure may go by one of an earlier sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import NamedTuple

from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.times.anaphoric_times import Told
from dyadwire.transforms.text.figures.times.phrases import TimePhrase
from dyadwire.transforms.text.findings import Phrase

LATEST = 3  # times mentioned last among which a figure may find its own
OPENING = 24  # characters before a phrase that still opens its sentence: "But in the first quarter of"
LEAP = timedelta(3)  # between the lengths of two months, quarters or years
Unit = tuple[str, str | None]  # the kind and unit of a figure


@dataclass(slots=True)
class EarlierTime:
    """A time that an article has mentioned, and how figures have used it."""

    phrase: TimePhrase
    sentence: int  # the last that mentions it
    opens: bool  # it stood at the beginning of that sentence
    first: int  # the first sentence that mentions it
    mentions: int = 1
    used: int = 0  # figures that went by it
    used_in: int = -1  # the sentence of the last of them
    based: int = 0  # figures that were compared with it
    is_base: bool = False  # the sentence told it only of what its figures are compared with
    units: set[Unit] = field(default_factory=set)  # of the figures that went by it


class Report(NamedTuple):
    """The period that a sentence reports on, by its first figure, and what that figure is of."""

    period: TimePhrase
    sentence: int
    topic: str
    kinds: frozenset[str]  # of all that go by it there: money, percent, …


class Former(NamedTuple):
    """The last level of a sentence, and its time as a base."""

    draft: FigureDraft
    sentence: int
    base: Phrase


class Timeline:
    """The times of the sentences read so far, the latest last, and those of the last figure."""

    def __init__(self) -> None:
        self.times: dict[str, EarlierTime] = {}
        self.last: str | None = None  # the time of the last figure
        self.last_base: str | None = None  # what that one is compared with
        self.last_in = -2  # its sentence
        self.last_unit: Unit = ("", None)
        self.report: Report | None = None  # of the last sentence with figures
        self.former: Former | None = None  # the last level of the last sentence with figures
        self.lead: EarlierTime | None = None  # the one time of a lead, where no sentence up to it has a figure
        self._held: set[str] = set()  # times that figures of this sentence go by
        self._compared: set[str] = set()  # times with which they are compared, or that what they are compared with has

    def add(self, sentence: int, phrases: list[TimePhrase], start: int, *, looks_back: bool = False) -> None:
        """Note the times of a sentence that begins at an offset, and whether it only looks back: it had reached 9."""
        first = phrases[0] if phrases else None
        held = self._held_last() if looks_back else None
        for phrase in phrases:
            name, opens = name_of(phrase), phrase.start - start <= OPENING
            known = self.times.pop(name, None)
            if known:
                known.phrase, known.sentence, known.opens, known.mentions = phrase, sentence, opens, known.mentions + 1
            self.times[name] = known or EarlierTime(phrase, sentence, opens, sentence)
            compared = name in self._compared and name not in self._held
            before = first is not None and is_just_before(phrase, first)  # in October and 3 percent in September
            self.times[name].is_base = compared or before or _is_before(phrase, held)
            if self.last_in < 0 and len(self.times) == len(phrases) == 1:
                self.lead = self.times[name]
        self._held.clear()
        self._compared.clear()

    def _held_last(self) -> TimePhrase | None:
        """Return the time told last that a figure went by."""
        return next((one.phrase for one in reversed(self.times.values()) if one.used and not one.is_base), None)

    def told(self, sentence: int) -> Iterator[Told]:
        """Yield the times of earlier sentences, the last first; few sentences ask for any."""
        for one in reversed(self.times.values()):
            yield Told(one.phrase, sentence - one.sentence, one.is_base)

    def is_like(self, draft: FigureDraft) -> bool:
        """Tell whether a figure is of the kind and unit of the last one."""
        return self.last_unit == (draft.kind, draft.unit)

    def use(self, draft: FigureDraft, sentence: int, *, is_base: bool) -> None:
        """Note the period of a figure, and whether another one is compared with it."""
        self.last = name_of(draft.period) if draft.period else None
        self.last_in, self.last_unit = sentence, (draft.kind, draft.unit)
        if self.last:
            (self._compared if is_base else self._held).add(self.last)
        known = self.times.get(self.last) if self.last else None
        if known:
            known.used, known.used_in = known.used + 1, sentence
            known.is_base = known.is_base and is_base
            known.units.add(self.last_unit)

    def compare(self, base: TimePhrase | None) -> None:
        """Note the time with which a figure is compared."""
        self.last_base = name_of(base) if base else None
        if self.last_base:
            self._compared.add(self.last_base)
        known = self.times.get(self.last_base) if self.last_base else None
        if known:
            known.based += 1

    def latest(self, own: list[TimePhrase]) -> list[EarlierTime]:
        """Return the times mentioned last, and the one that most figures went by.

        For a sentence with times of its `own`, only that of the last figure, unless it is one of them.
        """
        if own:
            known = self.times.get(self.last) if self.last else None
            return [known] if known and all(name_of(phrase) != self.last for phrase in own) else []
        times = list(self.times.values())
        latest = times[-LATEST:]
        most = max(times, key=lambda one: one.used, default=None)
        return latest if most is None or most in latest else [most, *latest]


def is_just_before(phrase: TimePhrase, other: TimePhrase) -> bool:
    """Tell the month before another month, or the quarter or year before another such."""
    days, later = phrase.days, other.days
    if days is None or later is None or phrase.kind != other.kind:
        return False
    return (later.start - days.end).days == 1 and abs((later.end - later.start) - (days.end - days.start)) <= LEAP


def _is_before(phrase: TimePhrase, other: TimePhrase | None) -> bool:
    """Tell a time that was over when another one began."""
    return bool(other and other.days and phrase.days and phrase.days.end < other.days.start)


def name_of(phrase: TimePhrase) -> str:
    """Return the key of a phrase: equal for phrases of one time."""
    return phrase.text.lower().removeprefix("the ")
