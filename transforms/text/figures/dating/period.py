"""Rules on the period of a figure: when it holds."""

from __future__ import annotations

import re

from dyadwire.transforms.text.figures.dating.bases import COMPARED, Bases
from dyadwire.transforms.text.figures.dating.dated_sentence import DatedSentence
from dyadwire.transforms.text.figures.dating.timeline import OPENING
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import COMPARING, MODALS, POSSESSIVES, RELATIVES
from dyadwire.transforms.text.figures.times.phrases import TimePhrase

FOLLOWS = 60  # characters between a figure and a period after it: "$240 billion in goods and services in 2023"
# With these begin clauses and asides that a comma ends: what they tell is not when the rest was so.
ENCLOSING = RELATIVES | {"after", "following", "despite", "before"}
RELATIVE = RELATIVES | {"that"}
NEW_CLAUSE = re.compile(r", (?:he|she|it|they|we|you) ")
SISTER = re.compile(r"(?:,? (?:while|whereas|and|but)|;) ")  # between clauses that tell of the same time
RESUMED = re.compile(r", (?:has|have|had|was|were|is|are|will|would) ")  # after a clause, the verb of the sentence
CONTRASTS = frozenset(("whereas", "while", "although", "though", "but"))
ASIDES = frozenset(("since", "having"))  # what follows dates the figures behind them
REPORTED = re.compile(r"\band said (?:it|he|she|they|that|the)\b")  # a new clause, with dates of its own
NO_PAST = frozenset(("will", "shall", "would", "now"))  # with these a clause is not of a time that is over
NO_PAST_DAY = NO_PAST | {"has", "have"}  # since 2015 it has grown, but in 2015 it did
WHOLES = POSSESSIVES | {"the"}  # after "of", before a number: the parts go by the date, not what they are taken from
PART_REACH = 2  # tokens of "men" in "5,000 men of its 35,000"
SIMULTANEOUS = ("when", "after")  # "30 were killed when a mine blew up on Sunday" says when they were killed


class Periods:
    """Gives the figures of one sentence their period and base."""

    def __init__(self, sentence: DatedSentence) -> None:
        self.drafts, self.all, self.tokens, self.rules, self.published, self.links = sentence
        self.bases = Bases(sentence)
        self.former = {id(draft.base): draft for draft in self.drafts if draft.base and self._is_from(draft.base)}
        self.phrases = [
            phrase
            for phrase in self.all
            if phrase not in self.bases.phrases
            and not phrase.aside
            and not self.is_rank(phrase)
            and not self._begins(phrase)
        ]

    def mark_periods(self) -> None:
        """Set the period of every draft but ordinals."""
        if not self.phrases:
            return
        for index, draft in enumerate(self.drafts):
            if draft.kind != "ordinal" and not (draft.rule_trivial and self._is_age(draft)):
                draft.rule_period = self._period_of(index)
        for draft in self.drafts:
            if draft.kind != "ordinal":
                self._share_period(draft)

    def compares(self) -> bool:
        """Tell whether the sentence can compare anything with another time or figure."""
        return bool(
            self.all or self.bases.named.compares or any(one.base or one.role == "change" for one in self.drafts)
        )

    def mark_base(self, index: int) -> None:
        """Set what a figure is compared with; the periods of all are decided."""
        self.drafts[index].rule_baseline = self.bases.base_of(index)

    def _is_age(self, draft: FigureDraft) -> bool:
        """Recognise a 29-year-old and the 47 of "the founder, 47, was": no figure of the day of publication."""
        lower_at = self.tokens.lower_at
        if draft.kind == "count":
            return lower_at(draft.first - 1) == "," == lower_at(draft.last)
        return draft.kind == "duration" and "old" in (
            lower_at(draft.last),
            lower_at(draft.last + 1),
            lower_at(draft.last + 2),
        )

    def _begins(self, phrase: TimePhrase) -> bool:
        """Recognise "from November" as the day on which a plan begins: no period of its figure."""
        return phrase.cue == "from" and phrase.kind not in ("months", "years")

    def is_rank(self, phrase: TimePhrase) -> bool:
        """Recognise "the lowest since December 2021", which ranks a figure and dates nothing."""
        return phrase.cue == "since" and not self.rules.words["superlative"].isdisjoint(self.bases.lead(phrase)[-5:])

    def _period_of(self, index: int) -> TimePhrase | None:
        """Return the phrase after a figure and before the next one, else the nearest before it, else after it."""
        draft = self.drafts[index]
        start, end = self.tokens.starts[draft.first], self.tokens.ends[draft.last - 1]
        if any(phrase.start < end and phrase.end > start for phrase in self.phrases):
            return None
        following, preceding = self._after(index, end), self._before(draft, start)
        limits = (self.tokens.starts[other.first] for other in self.drafts[index + 1 : index + 2])
        limit = next(limits, self.tokens.ends[-1])
        if following and following.end <= limit and self._is_close(end, following.start):
            return following
        if preceding and self._reaches(preceding, start, self._opens(preceding)):
            return preceding
        if following and self._belongs(end, following, draft):
            return following
        own = following is not None and not self._is_of_base(following, end)
        return preceding if preceding and not own and self._is_sisters(preceding, draft) else None

    def _after(self, index: int, end: int) -> TimePhrase | None:
        """Return the first phrase after a figure that can be its own."""
        found = next((phrase for phrase in self.phrases if phrase.start >= end), None)
        if found is None or (found.kind == "year" and not found.cue):
            return None  # trimmed its 2024 inflation forecast
        if self._is_whole(index) and not self._is_told(end, found.start):
            return None  # 5,000 of its 35,000 troops by May
        return found

    def _before(self, draft: FigureDraft, start: int) -> TimePhrase | None:
        """Return the last phrase before a figure, unless it is of what the figure came from or became."""
        found = next((phrase for phrase in reversed(self.phrases) if phrase.end <= start), None)
        if found is None or (draft.base and found.start > self.tokens.starts[draft.base.first]):
            return None  # from 5 percent in 2020 to 9 percent
        level = self.former.get(id(draft))
        later = level and (self._opens(found) or found.start > self.tokens.starts[level.first])
        return None if later else found  # in May it rose from 12 to 13; it was 13 in May, up from 12

    def _is_from(self, base: FigureDraft) -> bool:
        """Distinguish the 12 of "up from 12" and "from 12 to 13" from that of "against 12 for its rival"."""
        return self.tokens.lower_at(self.links.joint_of(base)) == "from"

    def _is_whole(self, index: int) -> bool:
        """Recognise the 35,000 of "5,000 of its 35,000 troops"."""
        at = self.drafts[index].first - 1
        if not index or self.tokens.lower_at(at) not in WHOLES or self.tokens.lower_at(at - 1) != "of":
            return False
        return at - 1 - self.drafts[index - 1].last <= PART_REACH

    def _is_told(self, end: int, start: int) -> bool:
        """Tell whether a whole has a clause of its own before a period: of the 90,000 tonnes that it promised in."""
        words = self.tokens.text[end:start].lower().split()
        return any(word in RELATIVE or word.endswith("ed") for word in words)

    def _is_close(self, end: int, start: int) -> bool:
        between = self.tokens.text[end:start]
        if start - end > FOLLOWS or ";" in between or " and " in between or NEW_CLAUSE.search(between):
            return False
        return CONTRASTS.isdisjoint(between.lower().split()) and not self._is_left(end, between)

    def _is_left(self, end: int, between: str) -> bool:
        """Tell whether the relative clause of a figure ends before a phrase: "…, which has 5,000 men, was built in"."""
        if ", " not in between or not RESUMED.search(between):
            return False
        clause = self.tokens.text[self.tokens.starts[0] : end].lower().rpartition(",")[2]
        return not RELATIVE.isdisjoint(clause.split()[:-1])

    def _opens(self, phrase: TimePhrase) -> bool:
        """Tell whether a phrase opens its sentence: In 2023, …"""
        return phrase.start - self.tokens.starts[0] <= OPENING

    def _reaches(self, phrase: TimePhrase, start: int, opens: bool) -> bool:
        """Tell whether a period before a figure still holds there: no clause of its own lies between."""
        between = self.tokens.text[phrase.end : start].lower().replace("because of", "")
        if ";" in between or (between.startswith(",") and self._is_enclosed(phrase)):
            return False
        words = between.replace(",", " ").split()
        if self._is_over(phrase) and not (NO_PAST if phrase.cue == "since" else NO_PAST_DAY).isdisjoint(words):
            return False  # 100 percent since May, will fall to 6
        return opens or self.rules.words["boundary"].isdisjoint(words)

    def _is_over(self, phrase: TimePhrase) -> bool:
        """Tell whether a period ended before the day of publication, or on it as "since May" does."""
        days, published = phrase.days, self.published
        return phrase.cue == "since" or (days is not None and published is not None and days.end < published)

    def _is_sisters(self, phrase: TimePhrase, draft: FigureDraft) -> bool:
        """Recognise the period of "exports fell to 150 in 2023, while imports rose to 170": both clauses share it."""
        own = [other for other in self.drafts if other.rule_period is phrase]
        if not draft.direction or not own or not own[-1].direction or phrase.end != self._last_told(draft):
            return False
        between = self.tokens.text[phrase.end : self.tokens.starts[draft.first]].lower()
        joint = SISTER.match(between)
        words = between[joint.end() :].replace(",", " , ").split() if joint else [","]
        ahead = MODALS | self.rules.words["coming"]
        if self._is_over(phrase) and not ahead.isdisjoint(words):
            return False  # but imports are expected to rise
        return self.rules.words["boundary"].isdisjoint(words) and "," not in words

    def _last_told(self, draft: FigureDraft) -> int:
        """Return where the last phrase of time before a figure ends, bases and asides with it."""
        start = self.tokens.starts[draft.first]
        return max((phrase.end for phrase in self.all if phrase.end <= start), default=0)

    def _is_of_base(self, phrase: TimePhrase, end: int) -> bool:
        """Recognise the year earlier of "rose 8 percent, down from 9 a year earlier", which does not date the 8."""
        starts = self.tokens.starts
        return any(end <= starts[draft.first] < phrase.start and self.links.is_base(draft) for draft in self.drafts)

    def _is_enclosed(self, phrase: TimePhrase) -> bool:
        """Recognise a period in an aside that a comma ends: "after the death on Thursday, …"."""
        parts = self.tokens.text[self.tokens.starts[0] : phrase.start].lower().split(",")
        clause = parts[-1].rpartition(" that ")[2]
        if clause.partition(" ")[0] in ENCLOSING:
            return True  # reports that after the death on Thursday, …
        openers = [words[0] for part in parts if (words := part.split())]
        if not openers or openers[-1] in ENCLOSING:
            return bool(openers)
        after = self.tokens.text[phrase.end + 1 : phrase.end + 5].strip()
        finite = after == "and" or not ENCLOSING.isdisjoint(openers)  # "…, who met in May, pledged $5m this week, and"
        return len(parts) > 1 and openers[-1].endswith("ed") and not finite

    def _belongs(self, end: int, phrase: TimePhrase, owner: FigureDraft) -> bool:
        """Tell whether a phrase after other figures is this one's too: not that of a base or behind a boundary."""
        between = [
            draft
            for draft in self.drafts
            if end < self.tokens.starts[draft.first] and self.tokens.ends[draft.last - 1] <= phrase.start
        ]
        if (between and id(owner) in self.former) or any(self.links.is_base(draft) for draft in between):
            return False
        text = self.tokens.text[end : phrase.start].lower().replace("because of", "")
        words = text.replace(",", " ").split()
        if phrase.kind in ("weekday", "day") and owner.kind == "count":
            words = [word for word in words if word not in SIMULTANEOUS]
        compared = between and not (COMPARED | COMPARING).isdisjoint(words)
        if not ASIDES.isdisjoint(words[:-1] if phrase.cue == "since" else words) or REPORTED.search(text):
            return False
        if self._is_left(end, text) or NEW_CLAUSE.search(text):
            return False
        return ";" not in text and not compared and self.rules.words["boundary"].isdisjoint(words)

    def _share_period(self, draft: FigureDraft) -> None:
        """Give a change the period of the level it belongs to, and a conversion that of its amount."""
        if draft.restates:
            draft.rule_period = draft.restates.rule_period
        elif draft.linked and draft.role == "change" and draft.linked.rule_period and draft.linked.first < draft.first:
            draft.rule_period = draft.linked.rule_period
