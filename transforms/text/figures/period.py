"""Period and base: when a figure holds, and what it is compared with."""

from __future__ import annotations

import re
from datetime import date

from transforms.text.figures import calendar
from transforms.text.figures.calendar import Span
from transforms.text.figures.drafts import Draft
from transforms.text.figures.links import Links
from transforms.text.figures.rules import Rules
from transforms.text.figures.timedays import ago_of
from transforms.text.figures.timephrases import TimePhrase
from transforms.text.figures.tokens import Tokens
from transforms.text.findings import Phrase

COMPARING = ("from", "than", "versus", "vs", "against", "below", "above")
COMPARED = frozenset(("compared", "relative", "comparison", "versus", "vs"))
FROM = frozenset(("from", "against", "than"))
THAN = frozenset(("than", "below", "above"))
PLANS = frozenset(("will", "agreed", "plan", "plans", "planned", "would"))  # with these "from May" is a beginning
SINCE_BASES = ("ago", "onyear", "same")
ON_THE_YEAR = "on the "
FOLLOWS = 60  # characters between a figure and a period after it: "$240 billion in goods and services in 2023"
LEAD = 30  # characters before a phrase in which "compared with the" stands
NEXT_WORD = 14  # characters between a base and its own period: "from $147 billion in early 2021"
OPENING = 24  # characters before a phrase that still opens its sentence: "But in the first quarter of"
ASIDES = frozenset(("since", "having"))  # what follows dates the figures behind them
REPORTED = re.compile(r"\band said (?:it|he|she|they|that|the)\b")  # a new clause, with dates of its own
POSSESSIVES = ("its", "their", "the", "a", "an", "his", "her")
PEAKS = frozenset(("peak", "high", "highs", "low", "lows", "trough", "record", "levels", "level", "average"))
PEAK_REACH = 4  # tokens of "its all-time high" up to the noun
SIMULTANEOUS = ("when", "after")  # "30 were killed when a mine blew up on Sunday" says when they were killed
POINTS_BACK = ("previous", "prior", "preceding", "before", "earlier")


class Periods:
    """Gives the figures of one sentence their period and base."""

    def __init__(
        self,
        drafts: list[Draft],
        phrases: list[TimePhrase],
        tokens: Tokens,
        rules: Rules,
        published: date | None,
        links: Links,
    ) -> None:
        self.drafts, self.tokens, self.rules, self.links = drafts, tokens, rules, links
        self.all = phrases
        self.bases = [phrase for phrase in phrases if self._is_base(phrase)]
        self.phrases = [
            phrase
            for phrase in phrases
            if phrase not in self.bases and not phrase.aside and not self._is_rank(phrase) and not self._begins(phrase)
        ]

    def mark(self) -> None:
        """Set period and baseline of every draft but ordinals."""
        if not self.all and not any(draft.base or draft.role == "change" for draft in self.drafts):
            return
        for index, draft in enumerate(self.drafts):
            if draft.kind != "ordinal" and self.phrases:
                draft.period = self._period_of(index)
        for index, draft in enumerate(self.drafts):
            if draft.kind != "ordinal":
                self._share_period(draft)
                self._date_base(draft)
                draft.baseline = self._base_of(index)

    def _start(self, draft: Draft) -> int:
        return self.tokens.starts[draft.first]

    def _end(self, draft: Draft) -> int:
        return self.tokens.ends[draft.last - 1]

    def _lead(self, phrase: TimePhrase) -> list[str]:
        """Return the words just before a phrase, back to the phrase or figure before it."""
        ends = (*(other.end for other in self.all), *map(self._end, self.drafts))
        floor = max([end for end in ends if end <= phrase.start], default=self.tokens.starts[0])
        return self.tokens.text[max(floor, phrase.start - LEAD) : phrase.start].lower().split()

    def _begins(self, phrase: TimePhrase) -> bool:
        """Tell "from November", from when on a plan holds: no period of its figure."""
        return phrase.cue == "from" and phrase.kind not in ("months", "years")

    def _is_rank(self, phrase: TimePhrase) -> bool:
        """Tell "the lowest since December 2021", which ranks a figure and dates nothing."""
        return phrase.cue == "since" and not self.rules.words["superlative"].isdisjoint(self._lead(phrase)[-5:])

    def _is_base(self, phrase: TimePhrase) -> bool:
        """Tell what is compared with from what the sentence is about."""
        lead = self._lead(phrase)
        before = self._figure_before(phrase)
        if before and self.links.is_base(before) and self._is_own(before, phrase):
            return False  # $147 billion a year earlier: the period of the base itself
        if not COMPARED.isdisjoint(lead) or phrase.cue in ("than", "versus", "vs", "against"):
            return True
        if phrase.text.lower().startswith(ON_THE_YEAR):
            return before is not None
        if phrase.kind in SINCE_BASES and phrase.cue not in ("in", "during", "for", "until", "over"):
            return before is not None or phrase.cue in COMPARING
        if phrase.cue in ("in", "during", "for", "of", "at", "on") and not THAN.isdisjoint(lead[-5:]):
            return True
        if phrase.cue in ("in", "during", "for", "of", "at"):
            return False
        return self._is_base_after(phrase, before)

    def _is_own(self, base: Draft, phrase: TimePhrase) -> bool:
        """Tell whether a phrase is the period of a base figure that it follows: the 2.31% recorded in 2023."""
        gap = self.tokens.text[self._end(base) : phrase.start]
        return len(gap) <= NEXT_WORD or (
            len(gap) <= LEAD and "," not in gap and phrase.cue in ("in", "for", "of", "on")
        )

    def _is_base_after(self, phrase: TimePhrase, before: Draft | None) -> bool:
        """Read "from 2021", "over 2021", "below 2019" after a figure that went up or down."""
        if before is None or before.direction is None or phrase.kind in ("months", "years", "weekday", "day"):
            return False
        if phrase.cue in ("over", "on"):
            return phrase.kind != "run" and before.role == "change"
        planned = not PLANS.isdisjoint(self.tokens.lower)
        return phrase.cue in ("below", "above") or (phrase.cue == "from" and not planned)

    def _figure_before(self, phrase: TimePhrase) -> Draft | None:
        return next((draft for draft in reversed(self.drafts) if self._end(draft) <= phrase.start), None)

    def _period_of(self, index: int) -> TimePhrase | None:
        """Return the phrase after a figure and before the next one, else the nearest before it, else after it."""
        draft = self.drafts[index]
        start, end = self._start(draft), self._end(draft)
        limit = self._start(self.drafts[index + 1]) if index + 1 < len(self.drafts) else self.tokens.ends[-1]
        following = next((phrase for phrase in self.phrases if phrase.start >= end), None)
        preceding = next((phrase for phrase in reversed(self.phrases) if phrase.end <= start), None)
        if any(phrase.start < end and phrase.end > start for phrase in self.phrases):
            return None
        if following and following.kind == "year" and not following.cue:
            following = None  # trimmed its 2024 inflation forecast
        if following and following.end <= limit and self._is_close(end, following.start):
            return following
        if preceding and self._reaches(
            preceding.end, start, preceding.start == self.tokens.starts[0] or self._opens(preceding)
        ):
            return preceding
        return following if following and self._belongs(end, following, draft.kind) else None

    def _is_close(self, end: int, start: int) -> bool:
        between = self.tokens.text[end:start]
        return start - end <= FOLLOWS and ";" not in between and " and " not in between

    def _opens(self, phrase: TimePhrase) -> bool:
        """Tell whether a phrase opens its sentence: In 2023, …"""
        return phrase.start - self.tokens.starts[0] <= OPENING

    def _reaches(self, end: int, start: int, opens: bool) -> bool:
        """Tell whether a period before a figure still holds there: no clause of its own lies between."""
        between = self.tokens.text[end:start].lower()
        if ";" in between:
            return False
        return opens or self.rules.words["boundary"].isdisjoint(between.replace(",", " ").split())

    def _belongs(self, end: int, phrase: TimePhrase, draft_kind: str) -> bool:
        """Tell whether a phrase after other figures is this one's too: not that of a base or behind a boundary."""
        between = [draft for draft in self.drafts if end < self._start(draft) and self._end(draft) <= phrase.start]
        if any(self.links.is_base(draft) for draft in between):
            return False
        text = self.tokens.text[end : phrase.start].lower()
        words = text.replace(",", " ").split()
        if phrase.kind in ("weekday", "day") and draft_kind == "count":
            words = [word for word in words if word not in SIMULTANEOUS]
        compared = between and not (COMPARED | FROM).isdisjoint(words)
        if not ASIDES.isdisjoint(words[:-1] if phrase.cue == "since" else words) or REPORTED.search(text):
            return False
        return ";" not in text and not compared and self.rules.words["boundary"].isdisjoint(words)

    def _share_period(self, draft: Draft) -> None:
        """Give a change the period of the level it belongs to, and a conversion that of its amount."""
        if draft.restates:
            draft.period = draft.restates.period
        elif draft.linked and draft.role == "change" and draft.linked.period and draft.linked.first < draft.first:
            draft.period = draft.linked.period

    def _date_base(self, draft: Draft) -> None:
        """Date a base by the period of its figure: "from 42 a day earlier" is the day before that period."""
        base = draft.base
        if base is None or base.period is None or not _points_back(base.period):
            return
        now = draft.period.days if draft.period else None
        days = calendar.shift(now, *_step(base.period.text.lower())) if now else None
        base.period = base.period._replace(days=days)

    def _base_of(self, index: int) -> Phrase | None:
        draft = self.drafts[index]
        if draft.base and self._is_dated(draft.base):
            return self._figure_phrase(draft.base)
        if draft.direction is None and draft.role != "change":
            return None
        end = self._end(draft)
        limit = min(
            (self._start(other) for other in self.drafts[index + 1 :] if other is not draft.linked), default=10**9
        )
        for phrase in self.bases:
            if end <= phrase.start < limit and (draft.role == "change" or self._touches(end, phrase)):
                return self._phrase(phrase, draft.period)
        peak = self._peak_after(draft) if draft.role == "change" else None
        if peak:
            return peak
        leading = next((phrase for phrase in reversed(self.bases) if phrase.end <= self._start(draft)), None)
        if leading and draft.role == "change" and self._figure_before(leading) is None:
            return self._phrase(leading, draft.period)
        return None

    def _peak_after(self, draft: Draft) -> Phrase | None:
        """Read "from its peak", "from a record high" after a change."""
        near = self.tokens.near
        if near(draft.last) not in ("from", "below", "above", "off") or near(draft.last + 1) not in POSSESSIVES:
            return None
        for at in range(draft.last + 2, draft.last + 2 + PEAK_REACH):
            if near(at) in PEAKS:
                return Phrase(self.tokens.surface(draft.last, at + 1))
            if not near(at).isalpha():
                return None
        return None

    def _is_dated(self, base: Draft) -> bool:
        """Tell "against 32,000 in September", a base, from "against 13.5 million for his rival"."""
        if self.tokens.near(self.links.joint_of(base)) != "against":
            return True
        return base.period is not None and base.period.start >= self._end(base)

    def _touches(self, end: int, phrase: TimePhrase) -> bool:
        """Tell whether nothing but a preposition and a period stands between a level and a base."""
        return len(self.tokens.text[end : phrase.start].split()) <= 4

    def _figure_phrase(self, base: Draft) -> Phrase:
        end, days = self._end(base), None
        if base.period and 0 <= base.period.start - end <= NEXT_WORD:
            end, days = base.period.end, base.period.days
        joint = self.links.joint_of(base)
        joint -= self.tokens.near(joint) in ("with", "to")  # compared with
        text = self.tokens.text[self.tokens.starts[joint] : end]
        return Phrase(text, *(days or (None, None)))

    def _phrase(self, phrase: TimePhrase, period: TimePhrase | None) -> Phrase:
        """Resolve a base against the period of its figure: a year earlier than May 2024 is May 2023."""
        days, words = phrase.days, phrase.text.lower()
        now = period.days if period else None
        named = any(char.isdigit() for char in words)
        if phrase.kind == "same" and named and now and days:
            days = calendar.shift(now, "year", days.start.year - now.start.year)
        elif phrase.kind in SINCE_BASES or any(word in words for word in POINTS_BACK):
            if now and not named:
                days = calendar.shift(now, *_step(words))
            elif phrase.kind in SINCE_BASES and not named:
                days = None
        return Phrase(with_cue(phrase, self.tokens, ("than", "compared")), *(days or (None, None)))


def _points_back(phrase: TimePhrase) -> bool:
    """Tell "a year earlier" and "the previous month", which hang on the period of what is compared."""
    return phrase.kind in SINCE_BASES or any(word in phrase.text.lower() for word in POINTS_BACK)


def _step(words: str) -> tuple[str, int]:
    unit, count = ago_of(words)
    return unit, -count


def with_cue(phrase: TimePhrase, tokens: Tokens, before: tuple[str, ...] = ()) -> str:
    """Return a phrase as written, with the preposition that stands before it, and one of `before` before that."""
    if phrase.cue in ("", "of"):  # the growth of 2023, as of Monday
        return phrase.text
    lead = tokens.text[max(0, phrase.start - LEAD) : phrase.start]
    at = lead.lower().rfind(phrase.cue)
    for word in before:
        earlier = lead[:at].lower().rstrip()
        if at > 0 and earlier.endswith(word):
            at = len(earlier) - len(word)
    return phrase.text if at < 0 else lead[at:] + phrase.text


def to_phrase(phrase: TimePhrase | None, tokens: Tokens) -> Phrase | None:
    """Turn a time phrase into a finding."""
    if phrase is None:
        return None
    days: tuple[date | None, date | None] | Span = phrase.days or (None, None)
    return Phrase(with_cue(phrase, tokens), *days)
