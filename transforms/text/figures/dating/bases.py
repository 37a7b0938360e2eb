"""Bases: what a figure is compared with or likened to, and on which days that was."""

from __future__ import annotations

import re
from datetime import date

from dyadwire.transforms.text.figures.changes.links import Links
from dyadwire.transforms.text.figures.drafts import Draft
from dyadwire.transforms.text.figures.function_words import COMPARING, DETERMINERS
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.times import calendar
from dyadwire.transforms.text.figures.times.calendar import Span, ago_of
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
SINCE_BASES = ("ago", "onyear", "same")
ON_THE_YEAR = "on the "
LEAD = 30  # characters before a phrase in which "compared with the" stands
NEXT_WORD = 14  # characters between a base and its own period: "from $147 billion in early 2021"
NAMED_BASES = frozenset(("than", "compared", "off"))  # without one of them a level has no base but a figure or a time
COMPARED_REACH = 8  # tokens between a figure and "compared with": its noun, where and when
NAMED_REACH = 10  # tokens of "states in which it is not allowed"
CLAUSE_ENDS = frozenset((".", ",", ";", ":", "(", ")", "—", "–", "and", "but", "while", "because", "!", "?", '"', "”"))
# After "than" these begin a clause or a place, not the name of what is compared with.
NO_NAMES = frozenset(
    ("in", "at", "for", "on", "when", "it", "they", "he", "she", "we", "you", "i", "expected", "planned")
)
PEAK_REACH = 4  # tokens of "its all-time high" up to the noun
POINTS_BACK = ("previous", "prior", "preceding", "before", "earlier")


def is_likened(phrase: TimePhrase, before: Draft | None, tokens: Tokens) -> bool:
    """Tell the time of what a figure is so many times, or such a part of; `before` is the figure before the phrase."""
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

    def __init__(
        self, drafts: list[Draft], phrases: list[TimePhrase], tokens: Tokens, rules: Rules, links: Links
    ) -> None:
        self.drafts, self.tokens, self.rules, self.links = drafts, tokens, rules, links
        self.all = phrases
        self.compares = not NAMED_BASES.isdisjoint(tokens.lower)
        self.phrases = [phrase for phrase in phrases if self.is_base(phrase)]

    def is_base(self, phrase: TimePhrase) -> bool:
        """Tell what is compared with from what the sentence is about."""
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
        if phrase.kind == "near" and phrase.text.lower().startswith("next"):
            return False
        if phrase.cue in ("over", "on"):
            return phrase.kind != "run" and before.role == "change"
        planned = not PLANS.isdisjoint(self.tokens.lower)
        return phrase.cue in ("below", "above") or (phrase.cue == "from" and not planned)

    def _figure_before(self, phrase: TimePhrase) -> Draft | None:
        return next((draft for draft in reversed(self.drafts) if self._end(draft) <= phrase.start), None)

    def lead(self, phrase: TimePhrase) -> list[str]:
        """Return the words just before a phrase, back to the phrase or figure before it."""
        ends = (*(other.end for other in self.all), *map(self._end, self.drafts))
        floor = max([end for end in ends if end <= phrase.start], default=self.tokens.starts[0])
        return self.tokens.text[max(floor, phrase.start - LEAD) : phrase.start].lower().split()

    def _start(self, draft: Draft) -> int:
        return self.tokens.starts[draft.first]

    def _end(self, draft: Draft) -> int:
        return self.tokens.ends[draft.last - 1]

    def redated(self, draft: Draft) -> TimePhrase | None:
        """Date a base by the period of its figure: "from 42 a day earlier" is the day before that period."""
        base = draft.base
        if base is None or base.period is None or not _points_back(base.period):
            return None
        now = draft.period.days if draft.period else None
        return base.period._replace(days=calendar.shift(now, *_step(base.period.text.lower())) if now else None)

    def base_of(self, index: int) -> Phrase | None:
        """Return what the figure at an index is compared with."""
        draft = self.drafts[index]
        if draft.base and self._is_dated(draft.base):
            return self._figure_phrase(draft.base)
        if draft.direction is None and draft.role != "change":
            return self._named(draft)
        end = self._end(draft)
        limit = min(
            (self._start(other) for other in self.drafts[index + 1 :] if other is not draft.linked), default=10**9
        )
        for phrase in self.phrases:
            if end <= phrase.start <= limit and (draft.role == "change" or self._touches(end, phrase)):
                return self.phrase_of(phrase, draft.period)
        named = self._named(draft)
        if named:
            return named
        leading = next((phrase for phrase in reversed(self.phrases) if phrase.end <= self._start(draft)), None)
        if leading and draft.role == "change" and self._figure_before(leading) is None:
            return self.phrase_of(leading, draft.period)
        return None

    def _named(self, draft: Draft) -> Phrase | None:
        """Read a base that is neither a figure nor a time: "from its peak", "than the present model"."""
        if draft.kind in ("ordinal", "duration") or draft.form == "multiple":
            return None  # three times as much as in the capital: no level of the same thing
        if draft.role == "change" or self.tokens.near(draft.last) == "off":
            found = self._peak_after(draft)
            if found:
                return found
        return self._other_after(draft) if self.compares else None

    def _peak_after(self, draft: Draft) -> Phrase | None:
        """Read "from its peak", "from a record high", "off the regular price" after a change."""
        near = self.tokens.near
        if near(draft.last) not in ("from", "below", "above", "off") or near(draft.last + 1) not in DETERMINERS:
            return None
        for at in range(draft.last + 2, draft.last + 2 + PEAK_REACH):
            if near(at) in self.rules.words["base_noun"]:
                return Phrase(self.tokens.surface(draft.last, at + 1))
            if not near(at).isalpha():
                return None
        return None

    def _other_after(self, draft: Draft) -> Phrase | None:
        """Read "20 percent more powerful than the present model" and "3.8 percent, compared to the average"."""
        lower, near = self.tokens.lower, self.tokens.near
        for at in range(draft.last, min(draft.last + COMPARED_REACH, len(lower))):
            word = lower[at]
            if word == "compared" and near(at + 1) in ("with", "to"):
                return self._until_clause_end(at, at + 2)
            if word == "than":
                compared = draft.kind == "percent" and self._is_comparative(near(draft.last))
                return self._until_clause_end(at, at + 1) if compared else None
            if word in CLAUSE_ENDS and not (word == "," and near(at + 1) in ("compared", "when")):
                return None
        return None

    def _is_comparative(self, word: str) -> bool:
        return word in ("more", "less", "fewer") or (
            word.endswith("er") and word not in ("after", "other", "over", "rather")
        )

    def _until_clause_end(self, start: int, first: int) -> Phrase | None:
        """Return what is compared with up to the end of its clause; figures and times are read elsewhere."""
        lower, end = self.tokens.lower, first
        while end < len(lower) and end < first + NAMED_REACH and lower[end] not in CLAUSE_ENDS:
            if lower[end][0].isdecimal():
                return None
            end += 1
        named = end > first and lower[first] not in NO_NAMES and (end == len(lower) or lower[end] in CLAUSE_ENDS)
        if not named:
            return None
        starts, ends = self.tokens.starts, self.tokens.ends
        timed = any(phrase.start < ends[end - 1] and phrase.end > starts[first] for phrase in self.all)
        return None if timed else Phrase(self.tokens.surface(start, end))

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

    def phrase_of(self, phrase: TimePhrase, period: TimePhrase | None) -> Phrase:
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
    if phrase.cue in ("", "of", "is", "was", "were"):  # the growth of 2023, as of Monday, as it is today
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
