"""Find the figure that a change goes on telling of, behind what it was compared with.

In "imports were $46bn in June, down from $50bn in May but up 12 percent on the year" the 12 percent are of June.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from dyadwire.transforms.text.decide.figures.sentence_times import CLAUSES, IN_TURN, SentenceTimes
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.times.calendar import DaySpan, containing
from dyadwire.transforms.text.figures.times.phrases import TimePhrase
from dyadwire.transforms.text.figures.tokens import Tokens

_JOINED = frozenset(("but", "and", "though", "although", "yet"))
_PLAIN = frozenset((",", "was", "were", "is", "are", "still", "also", "by", "some", "about", "nearly", "almost", "a"))
LEADS = frozenset(("about", "almost", "around", "at", "least", "more", "nearly", "over", "some", "than"))
OF = "of"
YIELDING = frozenset(("bringing", "earning", "fetching", "generating", "netting", "raising", "yielding"))
PARTED = ("which", "whom")
LISTED = frozenset(("count", "percent"))  # kinds of which several may share one time behind the last
PARTS = {"months": "month", "years": "year"}  # the kind of either time of two
AND = " and "
LONGEST_LIST = 8  # tokens of "cases of cholera and" between two figures


def level_of(index: int, drafts: list[FigureDraft], tokens: Tokens, rules: Rules) -> FigureDraft | None:
    """Return the level of which the change at an index is, where it is joined to a comparison of that level.

    The comparison is the figure before, with its time behind it; between that and the change no other subject stands.
    """
    draft, base = drafts[index], drafts[index - 1] if index else None
    if base is None or draft.role != "change":
        return None
    level = next((one for one in drafts[: index - 1] if one.base is base and one.role == "level"), None)
    first = base.last
    if base.period and base.period.start >= tokens.ends[base.last - 1]:
        first = bisect_left(tokens.starts, base.period.end)
    between = tokens.lower[first : draft.first]
    if level is None or _JOINED.isdisjoint(between[:2]):
        return None  # up from 4.7 percent in 2020 and 5.8 percent in 2019: another that it is compared with
    moved = not rules.direction_starts.isdisjoint((*between, tokens.lower_at(draft.last)))  # 15 percent higher
    return level if moved and all(_goes_on(word, rules) for word in between) else None


def is_counted_with(draft: FigureDraft, other: FigureDraft, times: SentenceTimes) -> bool:
    """Recognise the first of "40 attacks and 12 kidnappings since January", which has no time of its own.

    So is the first of "74% of its gas and 86% of its oil in 2024".
    """
    tokens, period = times.tokens, other.period
    if draft.period or period is None or draft.rule_trivial or draft.kind != other.kind or draft.kind not in LISTED:
        return False
    if times.is_base(draft) or times.is_base(other):
        return False
    between = tokens.lower[draft.last : other.first]
    if draft.kind == "percent" and OF not in between:
        return False  # two and seven basis points from Monday's averages
    lead = between[between.index("and") + 1 :] if "and" in between else None
    listed = lead is not None and LEADS.issuperset(lead) and len(between) <= LONGEST_LIST and "," not in between
    behind = tokens.ends[other.last - 1] <= period.start < tokens.ends[-1]
    timed = any(tokens.ends[draft.last - 1] <= one.start < tokens.starts[other.first] for one in times.phrases)
    return listed and behind and not timed and CLAUSES.isdisjoint(between)


def date_yields(times: SentenceTimes) -> None:
    """Give what came of a level its time."""
    level: FigureDraft | None = None
    for draft in times.drafts:
        if level and _is_yield(draft, level, times):
            draft.period = level.period
        level = draft if draft.period and draft.role == "level" and not times.is_base(draft) else level


def _is_yield(draft: FigureDraft, level: FigureDraft, times: SentenceTimes) -> bool:
    """Recognise what came of a level that has its time in the sentence: 9 tonnes in August, fetching $225 million.

    So is what it was partly: 14,100 cars in 2024, of which 3,000 were electric.
    """
    tokens, period = times.tokens, level.period
    if draft.period or period is None or draft.rule_trivial or times.is_base(draft) or times.is_base(level):
        return False
    at = draft.first - 1
    while tokens.lower_at(at) in LEADS:
        at -= 1
    part = tokens.lower_at(at) in PARTED and tokens.lower_at(at - 1) == OF
    if not (part or (tokens.lower_at(at) in YIELDING and tokens.lower_at(at - 1) == ",")):
        return False
    first, last = tokens.starts[0], tokens.ends[draft.last - 1]
    behind = any(last <= one.start for one in times.phrases)
    return first <= period.start < tokens.starts[at] and not behind


def date_in_turn(times: SentenceTimes) -> None:
    """Give two figures told in turn a time each: 5.2 percent and 5 percent in April and May, respectively."""
    if IN_TURN not in times.tokens.lower:
        return
    for one, other in pairwise(times.drafts):
        period = other.period
        joined = one.kind == other.kind and times.tokens.lower[one.last : other.first] == ["and"]
        if period and joined and (one.period is None or one.period == period) and (halves := _halves(period)):
            one.period, other.period = halves


def _halves(phrase: TimePhrase) -> tuple[TimePhrase, TimePhrase] | None:
    """Return April and May of "April and May"; None where it is one time."""
    one, joint, other = phrase.text.partition(AND)
    if phrase.kind not in PARTS or phrase.cue == "between" or not joint or AND in other:
        return None
    kind = PARTS[phrase.kind]
    first, last = _ends(phrase.days, kind)
    head = phrase._replace(end=phrase.start + len(one), kind=kind, text=one, days=first)
    return head, phrase._replace(start=phrase.end - len(other), kind=kind, cue="", text=other, days=last)


def _ends(days: DaySpan | None, unit: str) -> tuple[DaySpan | None, DaySpan | None]:
    """Return the months or years with which a span begins and ends."""
    return (containing(days.start, unit), containing(days.end, unit)) if days else (None, None)


def _goes_on(word: str, rules: Rules) -> bool:
    return word in _JOINED or word in _PLAIN or word in rules.direction_starts
