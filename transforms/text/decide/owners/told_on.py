"""Tell whether a sentence that names no country goes on with the act of the one before: At least seven were killed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dyadwire.transforms.text.decide.owners.clauses import OwnerClauses
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import BE, DEFINITE, words_of
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.times.forms import WEEKDAYS
from dyadwire.transforms.text.findings import ActSpan

CASUALTIES = "casualties"  # topic
_BLOWS = words_of(
    "airstrike airstrikes ambush artillery assault attack attacks barrage blast blasts bombardment bombing "
    "bombings bombs clash clashes drone drones fighting incursion invasion missile missiles offensive raid raids "
    "rocket rockets shelling shells strike strikes violence warplanes"
)
_KNOWN = frozenset(("it", "they", "he", "she", "both"))  # what the sentence before told of
_APART = frozenset(("separate", "separately", "elsewhere", "meanwhile", "unrelated"))
_SAYING = frozenset(("said", "says", "say", "reported", "confirmed", "added"))
# Before whom an attack killed: eight people, among them two; the toll rose to 40.
_BESIDE = words_of(
    "among those them including included people civilians others toll rose risen reached stood in morning night "
    "evening afternoon overnight early late it they there has have had left"
) | {",", "“", '"'}
# What kills by itself, or without an attack.
_OTHERWISE = words_of(
    "accident accidents avalanche capsized cholera collapse collapsed crash crashed crashes cyclone derailed "
    "disease drowned drowning earthquake earthquakes flood flooding floods flu heatwave hurricane landslide "
    "overturned quake roads shipwreck stampede storm storms tornado typhoon virus wildfire wildfires"
)
_CAUSE = re.compile(r"\b(?:by|from|of|(?:in|when|after|as|during) an?|in their)\b", re.IGNORECASE)  # he died of a fever
CAUSE_REACH = 40  # characters behind it in which an attack stands
_A_DAY = frozenset((*WEEKDAYS, "today", "yesterday", "overnight", "night", "morning", "evening", "afternoon"))


def killed_by_it(
    draft: FigureDraft, drafts: Sequence[FigureDraft], clauses: OwnerClauses, acts: Sequence[ActSpan], rules: Rules
) -> bool:
    """Tell whom the attack of the sentence before killed from those of an earthquake, or of all the year."""
    tokens = clauses.tokens
    first = next(one.first for one in drafts if one.topic == CASUALTIES)
    said = max((at + 1 for at, word in enumerate(tokens.lower[:first]) if word in _SAYING), default=0)
    before = tokens.lower[said:first]
    plain = _BESIDE | BE | rules.words["filler"] | rules.words["time_start"] | rules.words["harm"]
    if _APART.union(_OTHERWISE).intersection(tokens.lower) or not _is_its_day(draft, acts):
        return False
    if not plain.union(rules.words["harm_noun"]).issuperset(before) and not _BLOWS.intersection(_subject(before)):
        return False
    behind = tokens.text[tokens.ends[first] : tokens.ends[-1]]
    return all(_BLOWS.intersection(_words_at(behind, cause.end())) for cause in _CAUSE.finditer(behind))


def is_of_it(draft: FigureDraft, clauses: OwnerClauses) -> bool:
    """Tell an amount of what the sentence before told, by words for what is known: the deal, their stake, it."""
    lower = clauses.tokens.lower
    before = lower[: draft.first]
    return _APART.isdisjoint(lower) and (not before or not DEFINITE.union(_KNOWN).isdisjoint(before))


def _subject(before: Sequence[str]) -> Sequence[str]:
    """Return the words up to the first preposition: those of "the attack on a market killed"."""
    at = next((at for at, word in enumerate(before) if word in ("on", "in", "at", "of", "after", "by")), len(before))
    return before[:at]


def _is_its_day(draft: FigureDraft, acts: Sequence[ActSpan]) -> bool:
    """Tell a figure without a period of its own, or of the day of an act: no year, and no other day."""
    if draft.period is None or draft.period.text in {act.period.text for act in acts if act.period}:
        return True
    days = _A_DAY.intersection(draft.period.text.lower().split())
    told = {word for act in acts if act.period for word in act.period.text.lower().split()}
    return bool(days) and (days.isdisjoint(WEEKDAYS) or not told.isdisjoint(days))


def _words_at(text: str, start: int) -> list[str]:
    return re.findall(r"\w+", text[start : start + CAUSE_REACH].lower())
