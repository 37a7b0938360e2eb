"""Find the day of a change behind what was changed: it cut its tariff to 20 percent from 30 percent on Thursday.

Somebody's deed has a day; the level that it left has none. What rose by itself was at the other level on that day: oil
rose to $60 from $58 on Thursday. A time ahead is always that of the change.
"""

from __future__ import annotations

from dyadwire.transforms.text.decide.figures.sentence_times import SentenceTimes
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import BE
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.times.calendar import FIND_YEAR
from dyadwire.transforms.text.figures.times.phrases import TimePhrase

GOAL, ORIGIN = "to", "from"
AHEAD = ("next ", "coming ", "the coming ")
DAYS = ("weekday", "day")
BACK = 12  # tokens of "raised its duty on cotton yarn from Vietnam" before a goal
ADVERB = "ly"


def find_change_day(draft: FigureDraft, times: SentenceTimes, rules: Rules) -> TimePhrase | None:
    """Return the time behind the former level of a figure that is the time of its change; None where it may be both."""
    tokens, base = times.tokens, draft.base
    if base is None or base.first < draft.last or tokens.lower_at(base.first - 1) != ORIGIN:
        return None
    goal = draft.first - 1
    while tokens.lower_at(goal) in rules.words["filler"] and tokens.lower_at(goal) != GOAL:
        goal -= 1
    if tokens.lower_at(goal) != GOAL:
        return None
    for phrase, (first, _) in zip(times.phrases, times.spans, strict=True):
        if first - bool(phrase.cue) == max(base.last, base.rest):
            done = _is_day(phrase) and _is_deed(goal, times, rules)
            return phrase if done or phrase.text.lower().startswith(AHEAD) else None
    return None


def _is_day(phrase: TimePhrase) -> bool:
    return phrase.kind in DAYS and FIND_YEAR.search(phrase.text) is None


def _is_deed(goal: int, times: SentenceTimes, rules: Rules) -> bool:
    """Tell a verb with an object, or a passive, before a goal: raised its duty to, was cut to; not rose again to."""
    lower_at = times.tokens.lower_at
    for at in range(goal - 1, max(-1, goal - 1 - BACK), -1):
        if "verb" in rules.direction_words.get(lower_at(at), {}):
            word = lower_at(at + 1)
            idle = word in rules.words["filler"] or word in rules.words["time_cue"] or word.endswith(ADVERB)
            return lower_at(at - 1) in BE or not (idle or at + 1 == goal or not word.isalpha())
    return False
