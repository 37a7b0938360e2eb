"""Find the figure that a change goes on telling of, behind what it was compared with.

In "imports were $46bn in June, down from $50bn in May but up 12 percent on the year" the 12 percent are of June.
"""

from __future__ import annotations

from bisect import bisect_left

from dyadwire.transforms.text.decide.figures.sentence_times import CLAUSES, SentenceTimes
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens

_JOINED = frozenset(("but", "and", "though", "although", "yet"))
_PLAIN = frozenset((",", "was", "were", "is", "are", "still", "also", "by", "some", "about", "nearly", "almost", "a"))
LEADS = frozenset(("about", "almost", "around", "at", "least", "more", "nearly", "over", "some", "than"))
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
    """Recognise the first of "40 attacks and 12 kidnappings since January", which has no time of its own."""
    tokens, period = times.tokens, other.period
    if draft.period or period is None or not draft.kind == other.kind == "count" or draft.rule_trivial:
        return False
    if times.is_base(draft) or times.is_base(other):
        return False
    between = tokens.lower[draft.last : other.first]
    lead = between[between.index("and") + 1 :] if "and" in between else None
    listed = lead is not None and LEADS.issuperset(lead) and len(between) <= LONGEST_LIST and "," not in between
    behind = tokens.ends[other.last - 1] <= period.start < tokens.ends[-1]
    timed = any(tokens.ends[draft.last - 1] <= one.start < tokens.starts[other.first] for one in times.phrases)
    return listed and behind and not timed and CLAUSES.isdisjoint(between)


def _goes_on(word: str, rules: Rules) -> bool:
    return word in _JOINED or word in _PLAIN or word in rules.direction_starts
