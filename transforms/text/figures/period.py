"""Period and base: when a figure holds, and what it is compared with."""

from __future__ import annotations

from datetime import date

from transforms.text.figures import calendar
from transforms.text.figures.calendar import Span
from transforms.text.figures.drafts import Draft
from transforms.text.figures.timephrases import TimePhrase, ago_of
from transforms.text.figures.tokens import Tokens
from transforms.text.findings import Phrase

COMPARING = ("from", "than", "versus", "vs", "against", "below", "above")
FIGURE_BASES = ("from", "than", "against", "versus")
COMPARED = ("compared", "relative", "comparison", "versus", "vs")
SINCE_BASES = ("ago", "onyear", "same")
FOLLOWS = 60  # characters between a figure and a period after it: "$240 billion in goods and services in 2023"
POINTS_BACK = ("previous", "prior", "preceding", "before", "earlier")


class Periods:
    """Gives the figures of one sentence their period and base."""

    def __init__(self, drafts: list[Draft], phrases: list[TimePhrase], tokens: Tokens, published: date | None) -> None:
        self.drafts, self.tokens, self.published = drafts, tokens, published
        self.bases = [phrase for phrase in phrases if self._is_base(phrase)]
        self.phrases = [phrase for phrase in phrases if phrase not in self.bases and not phrase.speech]

    def mark(self) -> None:
        """Set period and baseline of every draft but ordinals."""
        for index, draft in enumerate(self.drafts):
            if draft.kind != "ordinal":
                draft.period = self._period_of(index)
        for index, draft in enumerate(self.drafts):
            if draft.kind != "ordinal":
                self._share_period(index)
                draft.baseline = self._base_of(index)

    def _is_base(self, phrase: TimePhrase) -> bool:
        """Tell what is compared with from what the sentence is about."""
        if phrase.kind in SINCE_BASES and phrase.cue not in ("in", "during", "for", "until", "over"):
            return self._follows_figure(phrase) or phrase.cue in COMPARING
        before = self.tokens.text[max(self.tokens.starts[0], phrase.start - 30) : phrase.start].lower()
        if any(word in before for word in COMPARED):
            return True
        if phrase.cue in ("than", "versus", "vs", "against"):
            return True
        if phrase.cue in ("in", "during") and any(
            f" {word} {phrase.cue}" in before for word in ("than", "that", "from")
        ):
            return True
        if phrase.cue in ("from", "on", "over", "below", "above") and phrase.kind not in (
            "months",
            "years",
            "weekday",
            "day",
        ):
            return self._follows_change(phrase) and not (phrase.cue in ("on", "over") and phrase.kind == "run")
        return False

    def _follows_figure(self, phrase: TimePhrase) -> bool:
        return any(self._end(draft) <= phrase.start for draft in self.drafts)

    def _follows_change(self, phrase: TimePhrase) -> bool:
        return any(self._end(draft) <= phrase.start and draft.direction for draft in self.drafts)

    def _start(self, draft: Draft) -> int:
        return self.tokens.starts[draft.first]

    def _end(self, draft: Draft) -> int:
        return self.tokens.ends[draft.last - 1]

    def _period_of(self, index: int) -> TimePhrase | None:
        """Return the phrase after a figure and before the next one, else the nearest before it, else after it."""
        start, end = self._start(self.drafts[index]), self._end(self.drafts[index])
        limit = self._start(self.drafts[index + 1]) if index + 1 < len(self.drafts) else self.tokens.ends[-1]
        following = [phrase for phrase in self.phrases if phrase.start >= end]
        preceding = [phrase for phrase in self.phrases if phrase.end <= start]
        around = next((phrase for phrase in self.phrases if phrase.start < end and phrase.end > start), None)
        if around:
            return None
        if following and following[0].end <= limit and self._is_close(end, following[0].start):
            return following[0]
        if preceding:
            return preceding[-1]
        return following[0] if following and ";" not in self.tokens.text[end : following[0].start] else None

    def _is_close(self, end: int, start: int) -> bool:
        between = self.tokens.text[end:start]
        return start - end <= FOLLOWS and ";" not in between and " and " not in between

    def _share_period(self, index: int) -> None:
        """Give a change the period of the level it belongs to where the phrase after it is its base."""
        draft = self.drafts[index]
        if draft.linked and draft.role == "change" and draft.linked.period and draft.linked.first < draft.first:
            draft.period = draft.linked.period

    def _base_of(self, index: int) -> Phrase | None:
        draft = self.drafts[index]
        figure = self._base_figure(index)
        if figure:
            return figure
        if draft.direction is None and draft.role != "change":
            return None
        end = self._end(draft)
        following = self.drafts[index + 1 :]
        limit = min((self._start(other) for other in following if other is not draft.linked), default=10**9)
        for phrase in self.bases:
            if end <= phrase.start < limit and (draft.role == "change" or self._touches(end, phrase)):
                return self._phrase(phrase, draft.period)
        leading = [phrase for phrase in self.bases if phrase.end <= self._start(draft)]
        if leading and (draft.role == "change" or index == 0) and not self._taken(leading[-1], index):
            return self._phrase(leading[-1], draft.period)
        return None

    def _touches(self, end: int, phrase: TimePhrase) -> bool:
        """Tell whether nothing but a preposition and a period stands between a level and a base."""
        return len(self.tokens.text[end : phrase.start].split()) <= 4

    def _taken(self, phrase: TimePhrase, index: int) -> bool:
        """Tell whether a base before a figure follows another figure that it belongs to."""
        return any(self._end(other) <= phrase.start for other in self.drafts[:index])

    def _base_figure(self, index: int) -> Phrase | None:
        """Read "up from $147 billion in 2021" after a figure, and "from $147 billion to" before one."""
        draft = self.drafts[index]
        if draft.role != "level" or not draft.direction:
            return None
        for other in self.drafts[max(0, index - 1) : index + 3]:
            alike = other is not draft and other.kind == draft.kind and other.unit == draft.unit
            placed = other.first > draft.first or self.tokens.near(draft.first - 1) == "to"
            if alike and placed and self._is_base_figure(other):
                return self._figure_phrase(other)
        return None

    def _is_base_figure(self, other: Draft) -> bool:
        return self.tokens.near(other.first - 1) in FIGURE_BASES or self._is_base_after_filler(other)

    def _is_base_after_filler(self, other: Draft) -> bool:
        fillers = ("about", "around", "nearly", "almost", "roughly", "just", "some", "over", "the")
        return self.tokens.near(other.first - 1) in fillers and self.tokens.near(other.first - 2) == "from"

    def _figure_phrase(self, other: Draft) -> Phrase:
        start, end, days = self._start(other), self._end(other), None
        if other.period and self._end(other) <= other.period.start <= self._end(other) + 12:
            end, days = other.period.end, other.period.days
        joint = self.tokens.starts[other.first - 1]
        text = (
            self.tokens.text[joint:end]
            if self.tokens.near(other.first - 1) in COMPARING
            else self.tokens.text[start:end]
        )
        return Phrase(text, *(days or (None, None)))

    def _phrase(self, phrase: TimePhrase, period: TimePhrase | None) -> Phrase:
        """Resolve a base against the period of its figure: a year earlier than May 2024 is May 2023."""
        days = phrase.days
        now = period.days if period else None
        words = phrase.text.lower()
        if phrase.kind in SINCE_BASES or any(word in words for word in POINTS_BACK):
            if now and not any(char.isdigit() for char in words):
                days = calendar.shift(now, *_step(phrase.kind, words))
            elif phrase.kind in SINCE_BASES and not any(char.isdigit() for char in words):
                days = None
        return Phrase(with_cue(phrase, self.tokens), *(days or (None, None)))


def _step(kind: str, words: str) -> tuple[str, int]:
    unit, count = ago_of(words)
    return unit, -count


def with_cue(phrase: TimePhrase, tokens: Tokens) -> str:
    """Return a phrase as written, with the preposition that stands before it."""
    if not phrase.cue:
        return phrase.text
    lead = tokens.text[max(0, phrase.start - 24) : phrase.start]
    at = lead.lower().rfind(phrase.cue)
    return phrase.text if at < 0 else lead[at:] + phrase.text


def to_phrase(phrase: TimePhrase | None, tokens: Tokens) -> Phrase | None:
    """Turn a time phrase into a finding."""
    if phrase is None:
        return None
    days: tuple[date | None, date | None] | Span = phrase.days or (None, None)
    return Phrase(with_cue(phrase, tokens), *days)
