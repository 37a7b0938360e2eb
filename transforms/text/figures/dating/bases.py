"""Rules on bases: what a figure is compared with, and on which days that was."""

from __future__ import annotations

import re
from datetime import date

from dyadwire.transforms.text.figures.dating.base_words import end_of_noun, written_out
from dyadwire.transforms.text.figures.dating.dated_sentence import DatedSentence
from dyadwire.transforms.text.figures.dating.named_bases import NamedBases
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import COMPARING
from dyadwire.transforms.text.figures.times import calendar
from dyadwire.transforms.text.figures.times.calendar import DaySpan, ago_of
from dyadwire.transforms.text.figures.times.days import resolve
from dyadwire.transforms.text.figures.times.phrases import TimePhrase
from dyadwire.transforms.text.figures.tokens import Tokens
from dyadwire.transforms.text.findings import Phrase

LEVELS = ("amount", "figure", "level", "number", "price", "rate", "value", "volume")
SIGNS = frozenset(("as", "twice", "times", "double", "triple", "what", *LEVELS))  # one of them stands in each form
CUES = ("", "in", "during", "of", "for", "on", "at", "was", "were")
BACK = 60  # characters before a phrase in which "twice the average rate in" stands
# As at June 30 and as on March 31 are accountants' dates, as early as 2027 is a plan's.
_AS = re.compile(r"(?<!such )(?<!early )(?<!late )(?<!soon )(?<!recently )(?<!back )\bas(?: in| during)?(?: the)?$")
_TIMES = re.compile(
    r"\b(?:twice|times|(?<!to )(?<!will )(?<!would )(?:double|triple)) (?:the|its|their|what|that)(?: [\w'’-]+){0,4}$"
)
_PORTION = re.compile(
    rf"(?:of )?(?:(?:the|its|their) (?:[\w-]+ )?(?:{'|'.join(LEVELS)})|what \w+ (?:was|were))"
    r"(?: (?:in|of|during))?(?: the)?"
)
_OF = re.compile(r"of (?:the|its|their)")
_OLD_LEVEL = re.compile(rf"(?:['’]s)? (?:{'|'.join(LEVELS)})\b")  # after "70% of the 2019"
BASE_CUES = COMPARING | {"below", "above"}
PLAIN_CUES = COMPARING - {"from"}
COMPARED = frozenset(("compared", "relative", "comparison", "versus", "vs"))
THAN = frozenset(("than", "below", "above"))
PLANS = frozenset(("will", "agreed", "plan", "plans", "planned", "would"))  # with these "from May" is a beginning
LENGTHS = ("months", "years", "span")  # from 120 in three months: how long it took
SINCE_BASES = ("ago", "onyear", "same")
ON_THE_YEAR = "on the "
LEAD = 30  # characters before a phrase in which "compared with the" stands
NEXT_WORD = 14  # characters between a base and its own period: "from $147 billion in early 2021"
POINTS_BACK = ("previous", "prior", "preceding", "before", "earlier")
BEFORE_LAST = ("previous ", "prior ", "preceding ")  # before a weekday


def is_likened(phrase: TimePhrase, before: FigureDraft | None, tokens: Tokens) -> bool:
    """Recognise the time of a level that a figure is a multiple or part of; `before` is the figure before it."""
    if phrase.cue not in CUES or SIGNS.isdisjoint(tokens.lower):
        return False
    lead = tokens.text[max(tokens.starts[0], phrase.start - BACK) : phrase.start].lower().rstrip()
    if _AS.search(lead) or _TIMES.search(lead):
        return True
    if before is None or before.direction or (before.form != "fraction" and before.kind != "percent"):
        return False
    between = tokens.text[tokens.ends[before.last - 1] : phrase.start].lower().strip()
    if _OF.fullmatch(between):
        return _OLD_LEVEL.match(tokens.text, phrase.end) is not None
    return _PORTION.fullmatch(between) is not None


class Bases:
    """Tells the time phrases that are bases, and gives the figures of one sentence theirs."""

    def __init__(self, sentence: DatedSentence) -> None:
        self.drafts, self.tokens, self.links = sentence.drafts, sentence.tokens, sentence.links
        self.all, self.published = sentence.phrases, sentence.published
        self.named = NamedBases(sentence.tokens, sentence.rules, sentence.phrases)
        self.phrases = [phrase for phrase in self.all if self.is_base(phrase)]

    def is_base(self, phrase: TimePhrase) -> bool:
        """Distinguish what is compared with from what the sentence is about."""
        lead = self.lead(phrase)
        before = self._figure_before(phrase)
        if before and self.links.is_base(before) and self._is_own(before, phrase):
            return False  # $147 billion a year earlier: the period of the base itself
        if not COMPARED.isdisjoint(lead) or phrase.cue in PLAIN_CUES or is_likened(phrase, before, self.tokens):
            return True
        if phrase.text.lower().startswith(ON_THE_YEAR):
            return before is not None
        if phrase.kind in SINCE_BASES and phrase.cue not in ("in", "during", "for", "until", "over"):
            return before is not None or phrase.cue in BASE_CUES
        if phrase.cue in ("in", "during", "for", "of", "at", "on") and not THAN.isdisjoint(lead[-5:]):
            return True
        if phrase.cue in ("in", "during", "for", "of", "at"):
            return False
        return self._is_base_after(phrase, before)

    def _is_own(self, base: FigureDraft, phrase: TimePhrase) -> bool:
        """Tell whether a phrase is the period of a base figure that it follows: the 2.31% recorded in 2023."""
        gap = self.tokens.text[self._end(base) : phrase.start]
        return len(gap) <= NEXT_WORD or (
            len(gap) <= LEAD and "," not in gap and phrase.cue in ("in", "for", "of", "on")
        )

    def _is_base_after(self, phrase: TimePhrase, before: FigureDraft | None) -> bool:
        """Read "from 2021", "over 2021", "below 2019" after a figure that went up or down."""
        if before is None or before.direction is None or phrase.kind in ("months", "years", "weekday", "day"):
            return False
        if phrase.kind == "near" and phrase.text.lower().startswith("next"):
            return False
        if phrase.cue in ("over", "on"):
            return phrase.kind != "run" and before.role == "change"
        planned = not PLANS.isdisjoint(self.tokens.lower)
        return phrase.cue in ("below", "above") or (phrase.cue == "from" and not planned)

    def _figure_before(self, phrase: TimePhrase) -> FigureDraft | None:
        return next((draft for draft in reversed(self.drafts) if self._end(draft) <= phrase.start), None)

    def lead(self, phrase: TimePhrase) -> list[str]:
        """Return the words just before a phrase, back to the phrase or figure before it."""
        ends = (*(other.end for other in self.all), *map(self._end, self.drafts))
        floor = max([end for end in ends if end <= phrase.start], default=self.tokens.starts[0])
        return self.tokens.text[max(floor, phrase.start - LEAD) : phrase.start].lower().split()

    def _start(self, draft: FigureDraft) -> int:
        return self.tokens.starts[draft.first]

    def _end(self, draft: FigureDraft) -> int:
        return self.tokens.ends[draft.last - 1]

    def redated(self, draft: FigureDraft) -> TimePhrase | None:
        """Date a base by the period of its figure: "from 42 a day earlier" is the day before that period."""
        base = draft.base
        if base is None or base.period is None or not points_back(base.period):
            return None
        now = draft.period.days if draft.period else None
        if now is None and is_ago(base.period):
            return base.period
        return base.period._replace(days=calendar.shift(now, *_step(base.period.text.lower())) if now else None)

    def base_of(self, index: int) -> Phrase | None:
        """Return what the figure at an index is compared with."""
        draft = self.drafts[index]
        if draft.base and self._is_dated(draft.base):
            return self._figure_phrase(draft.base)
        if draft.direction is None and draft.role != "change":
            return self.named.find(draft)
        end = self._end(draft)
        limit = min(
            (self._start(other) for other in self.drafts[index + 1 :] if other is not draft.linked), default=10**9
        )
        for phrase in self.phrases:
            if end <= phrase.start <= limit and (draft.role == "change" or self._touches(end, phrase)):
                return self.phrase_of(phrase, draft.period)
        named = self.named.find(draft)
        if named:
            return named
        leading = next((phrase for phrase in reversed(self.phrases) if phrase.end <= self._start(draft)), None)
        if leading and draft.role == "change" and self._figure_before(leading) is None:
            return self.phrase_of(leading, draft.period)
        return None

    def _is_dated(self, base: FigureDraft) -> bool:
        """Distinguish "against 32,000 in September", a base, from "against 13.5 million for his rival"."""
        if self.tokens.lower_at(self.links.joint_of(base)) != "against":
            return True
        return base.period is not None and base.period.start >= self._end(base)

    def _touches(self, end: int, phrase: TimePhrase) -> bool:
        """Tell whether nothing but a preposition and a period stands between a level and a base."""
        return len(self.tokens.text[end : phrase.start].split()) <= 4

    def _figure_phrase(self, base: FigureDraft) -> Phrase:
        end, days = self._end(base), None
        if base.period and base.period.kind not in LENGTHS and 0 <= base.period.start - end <= NEXT_WORD:
            end, days = end_of_noun(base.period, self.tokens.text, self._places()), base.period.days
        joint = self.links.joint_of(base)
        joint -= self.tokens.lower_at(joint) in ("with", "to")  # compared with
        joint = base.first - 2 if self.tokens.lower_at(base.first - 2) == "than" else joint  # fewer than the 420
        text = self.tokens.text[self.tokens.starts[joint] : end]
        return Phrase(text, *(days or (None, None)))

    def phrase_of(self, phrase: TimePhrase, period: TimePhrase | None) -> Phrase:
        """Resolve a base against the period of its figure: a year earlier than May 2024 is May 2023."""
        days, words = phrase.days, phrase.text.lower()
        now = period.days if period and (period.start, period.end) != (phrase.start, phrase.end) else None
        named = any(char.isdigit() for char in words)
        if phrase.kind == "same" and named and days:  # of 2025, but which part of it only the period tells
            days = now and calendar.shift(now, "year", (days.start.year - now.start.year) or -1)  # no figure's own
        elif phrase.kind in SINCE_BASES or any(word in words for word in POINTS_BACK):
            if now and not named:
                days = calendar.shift(now, *_step(words))
            elif phrase.kind in SINCE_BASES and not named and not (now is None and is_ago(phrase)):
                days = None
        elif phrase.cue == "since":
            days = resolve(phrase.kind, words, self.published)  # when it began
        elif days == now and self.is_before_last(phrase):
            days = days and calendar.shift(days, "week", -1)  # last Friday it rose from the previous Friday
        text = written_out(phrase, self.tokens, self._places()) or with_cue(phrase, self.tokens, ("than", "compared"))
        return Phrase(text, *(days or (None, None)))

    def is_before_last(self, phrase: TimePhrase) -> bool:
        """Recognise the previous Friday, which is the one before that of the figure."""
        lead = self.tokens.text[max(0, phrase.start - LEAD) : phrase.start]
        return phrase.kind == "weekday" and lead.lower().endswith(BEFORE_LAST)

    def _places(self) -> dict[int, int]:
        return {self._start(draft): self._end(draft) for draft in self.drafts}


def points_back(phrase: TimePhrase) -> bool:
    """Recognise "a year earlier" and "the previous month", which hang on the period of what is compared."""
    return phrase.kind in SINCE_BASES or any(word in phrase.text.lower() for word in POINTS_BACK)


def is_ago(phrase: TimePhrase) -> bool:
    """Recognise "a year ago", which is reckoned from the article where a figure has no period."""
    return phrase.kind == "ago" and phrase.text.lower().endswith("ago")


def _step(words: str) -> tuple[str, int]:
    unit, count = ago_of(words)
    return unit, -count


def with_cue(phrase: TimePhrase, tokens: Tokens, before: tuple[str, ...] = ()) -> str:
    """Return a phrase as written, with the preposition that stands before it, and one of `before` before that."""
    if phrase.cue in ("", "of", "is", "was", "were"):  # the growth of 2023, as of Monday, as it is today
        return phrase.text
    if tokens.text[phrase.start : phrase.end] != phrase.text:
        return phrase.text  # told in the title, whose offsets are others
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
    days: tuple[date | None, date | None] | DaySpan = phrase.days or (None, None)
    return Phrase(phrase.text if phrase.cue in THAN else with_cue(phrase, tokens), *days)  # lower than 2003's $1.2bn
