"""Times of what a figure is likened to: as many as in 2015, twice the crop of 2015, a quarter of the rate in 2015."""

from __future__ import annotations

import re

from transforms.text.figures.drafts import Draft
from transforms.text.figures.times.phrases import TimePhrase
from transforms.text.figures.tokens import Tokens

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
