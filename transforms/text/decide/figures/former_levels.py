"""Compare a level with the former one that its sentence, or the sentence before, tells with a time of its own.

"The 344 million viewers at the end of 2016 doubled to 703 million", "it hit $412bn in 2004 after reaching $377bn in
2003", "It came down to 649 stores in May. This dropped to 464 in June": each is compared with the time of the former.
"""

from __future__ import annotations

from itertools import pairwise

from dyadwire.transforms.text.decide.figures.sentence_times import SentenceTimes
from dyadwire.transforms.text.figures.dating.bases import to_phrase
from dyadwire.transforms.text.figures.dating.timeline import Former, name_of
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import AUXILIARIES
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.times.phrases import TimePhrase

GOAL, GOAL_REACH = "to", 4  # tokens of "to more than about" before a figure
AFTER, AFTER_REACH = "after", 4  # tokens of "after reaching a record" before a figure
BEFORE = "before"
ARRIVING = frozenset(
    (
        *("averaging", "climbing", "dropping", "falling", "hitting", "peaking", "plunging", "reaching", "rising"),
        *("sinking", "standing", "totaling", "totalling", "touching"),
    )
)
SUBJECTS = frozenset(("it", "that", "they", "this"))
BEFORE_VERB = AUXILIARIES | {"again", "also", "been", "even", "further", "later", "sharply", "since", "then"}
OPENING = 8  # tokens of "Although in 2021 it", in which the subject of a sentence stands
OTHERS = frozenset((";", "and", "but", "while", "which", "who", "whereas", "against", "compared"))  # another subject


def compare_with_former(times: SentenceTimes, rules: Rules, former: Former | None) -> Former | None:
    """Give the levels of a sentence their former ones as bases; return the last of them for the next."""
    levels = [one for one in times.drafts if one.role == "level" and one.kind != "ordinal" and not one.rule_trivial]
    for one, other in pairwise(levels):
        if _is_alike(one, other):
            _grow_from(one, other, times, rules)
            _come_after(one, other, times)
    if former and levels and former.sentence == times.sentence - 1 and _is_gone_on(levels[0], former, times, rules):
        levels[0].baseline = former.base
    last = levels[-1] if levels else None
    phrase = to_phrase(last.period, times.tokens) if last and _is_told(last, times) else None
    return Former(last, times.sentence, phrase) if last and phrase else None


def _grow_from(one: FigureDraft, other: FigureDraft, times: SentenceTimes, rules: Rules) -> None:
    """Compare the second of two levels with the time of the first, from which it came: 12 in May fell to 9 in June."""
    between = times.tokens.lower[one.last : other.first]
    at_once = BEFORE in between and other.period is None  # it slid to 1.37 on Thursday, before bouncing back to 1.36
    if at_once or GOAL not in between[-GOAL_REACH:] or not (_is_open(other) and _is_told(one, times)):
        return
    multiples = [x for x in times.drafts if x.form == "multiple" and one.last <= x.first < other.first]
    verbs = {x.last - 1 - one.last for x in multiples}
    verbs |= {at for at, word in enumerate(between) if _moves(word, rules)}
    moved = any(_leads_to_goal(between[at + 1 :], rules) for at in verbs)
    if moved and OTHERS.isdisjoint(between) and _is_earlier(one.period, other.period):
        for draft in (*filter(_is_open, multiples), other):
            draft.baseline = to_phrase(one.period, times.tokens)


def _come_after(one: FigureDraft, other: FigureDraft, times: SentenceTimes) -> None:
    """Compare the first of two levels with the time of the second, which it came after: after reaching 9 in May."""
    between = times.tokens.lower[one.last : other.first]
    if AFTER not in between[-AFTER_REACH:] or not (_is_open(one) and _is_told(other, times)):
        return
    if not ARRIVING.isdisjoint(between[-AFTER_REACH:]) and _is_earlier(other.period, one.period):
        one.baseline = to_phrase(other.period, times.tokens)


def _is_gone_on(draft: FigureDraft, former: Former, times: SentenceTimes, rules: Rules) -> bool:
    """Tell a level of what the sentence before told, a time later: this dropped to 464 in June."""
    if not (_is_open(draft) and _is_alike(draft, former.draft) and _is_told(draft, times)):
        return False
    words = times.tokens.lower[: draft.first]
    subject = next((at for at, word in enumerate(words[:OPENING]) if word in SUBJECTS), len(words))
    verb = next((word for word in words[subject + 1 :] if word not in BEFORE_VERB), "")
    return _moves(verb, rules) and _is_earlier(former.draft.period, draft.period)


def _moves(word: str, rules: Rules) -> bool:
    """Tell a verb of change: fell, not the growth that somebody lifts."""
    return "verb" in rules.direction_words.get(word, {})


def _leads_to_goal(words: list[str], rules: Rules) -> bool:
    """Tell what may stand between a verb of change and its goal, no thing that is changed: fell sharply to about."""
    fillers = rules.words["filler"]
    return GOAL in words and all(word == GOAL or word in fillers for word in words)


def _is_open(draft: FigureDraft) -> bool:
    """Tell what rose or fell, as yet compared with nothing."""
    return draft.direction is not None and draft.baseline is None and draft.base is None


def _is_told(draft: FigureDraft, times: SentenceTimes) -> bool:
    """Tell a figure whose time its own sentence tells."""
    period = draft.period
    return period is not None and times.tokens.starts[0] <= period.start < times.tokens.ends[-1]


def _is_alike(one: FigureDraft, other: FigureDraft) -> bool:
    return (one.kind, one.currency) == (other.kind, other.currency) and (
        one.unit == other.unit or None in (one.unit, other.unit)
    )


def _is_earlier(one: TimePhrase | None, other: TimePhrase | None) -> bool:
    """Tell a time that is over when another ends; of one without days, that it is another one."""
    if one is None or other is None or name_of(one) == name_of(other):
        return one is not None and other is None
    if one.days and other.days:
        return one.days.end < other.days.end
    return True
