"""Decide whether a figure is of what is yet to be, forecast or planned, and no fact."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from dyadwire.transforms.text.decide.figures.ahead_told import goes_on, tell_ahead
from dyadwire.transforms.text.decide.figures.sentence import FigureSentence
from dyadwire.transforms.text.decide.figures.when import is_over, is_yet
from dyadwire.transforms.text.decide.model import Place, load_model
from dyadwire.transforms.text.figures.changes.links import Links
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import MODALS, NOUN_LEADS
from dyadwire.transforms.text.figures.qualifiers import AHEAD, PARTS_OF
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.times.calendar import FIND_YEAR
from dyadwire.transforms.text.figures.times.phrases import TimePhrase
from dyadwire.transforms.text.figures.tokens import Tokens

FACT, FORECAST, PLAN = "fact", "forecast", "plan"
TOLD = 0.53  # probability of being ahead from which it is told where rules do not
TOLD_YET = 0.25  # from which it is told of what begins after the article, though no year says so
NAMED = 0.6  # from which it is called a forecast or a plan; below, its state alone tells it
DOUBTED = 0.05  # below which it is not, though they do
REACH, BEHIND = 14, 8  # tokens before a figure that are looked at, and behind it
NEAR = 4  # of those before, each of which counts by itself
FAR = 8  # tokens from which on a modal is far
ENDS = frozenset((";", ".", ":"))


class Joint(NamedTuple):
    """What stands between the figure before and this one, and whether that one is ahead."""

    ahead: bool
    between: list[str]


def decide_ahead(here: FigureSentence, links: Links, rules: Rules, published: date | None) -> None:
    """Set the qualifiers of a sentence as rules read them, but ahead or not by what is learned; and what is ahead.

    What is over where the article has a date is ahead only where what is
    learned says so, too; what begins after the article, where it does not speak against. What is of a form that
    tells it by itself is ahead, too.
    """
    tokens = here.tokens
    ahead, formed, end = False, False, -1  # of the last figure
    for draft in here.drafts:
        between = tokens.lower[max(0, end) : draft.first]
        joint = Joint(ahead and (not formed or goes_on(between)), between) if end >= 0 else None
        draft.qualifier, draft.ahead = draft.rule_qualifier, draft.rule_qualifier in AHEAD
        if draft.kind == "ordinal" or links.is_base(draft):
            continue
        if draft.restates:
            draft.qualifier, draft.ahead = draft.restates.qualifier or draft.qualifier, draft.restates.ahead
        elif not (joint and joint.ahead and joint.between[-2:] in PARTS_OF):  # withdraw 5,000 of its 35,000 troops
            place = (here.number, tokens.starts[draft.first], tokens.ends[draft.last - 1])
            draft.qualifier, draft.ahead = _decide(
                draft, place, _describe(draft, tokens, joint, rules.words["done"]), published
            )
            formed = tell_ahead(draft, here, rules, published)
        ahead, end = draft.ahead, draft.last


def _decide(draft: FigureDraft, place: Place, features: list[str], published: date | None) -> tuple[str | None, bool]:
    chances = load_model("figure_ahead").classify(place, (FACT, FORECAST, PLAN), features)
    rule, likely = draft.rule_qualifier, 1 - chances[FACT]
    if rule in AHEAD:
        return (None, False) if likely < (TOLD if is_over(draft.period, published) else DOUBTED) else (rule, True)
    named = max((FORECAST, PLAN), key=chances.__getitem__) if rule is None and likely >= NAMED else rule
    return named, likely >= _threshold(draft.period, published)


def _threshold(period: TimePhrase | None, published: date | None) -> float:
    """Return the probability from which a figure is told as ahead: all of a year yet to come are."""
    if period is None or not is_yet(period, published):
        return TOLD
    return 0.0 if FIND_YEAR.search(period.text) else TOLD_YET


def _describe(draft: FigureDraft, tokens: Tokens, joint: Joint | None, done: frozenset[str]) -> list[str]:
    """Return the features of a figure: what rules say, its time, the modals before it, and the words beside it."""
    words, rule, timed = _clause_before(draft.first, tokens), draft.rule_qualifier, draft.period is not None
    claim = rule if rule in AHEAD else draft.rule_claim
    return [
        "any",
        f"rule {rule}",
        f"rule {rule} {draft.kind}",
        f"claim {claim}",
        f"claim {claim} {draft.kind}",
        f"claim {claim} {timed}",
        f"kind {draft.kind} {draft.own_unit}",
        *_when(draft),
        f"change {draft.role} {draft.direction}",
        f"noun {(draft.noun or '').rpartition(' ')[2].lower()}",
        *_told(joint, done),
        *_modals(words, timed),
        *[f"near {word}" for word in words[-NEAR:]],
        *[f"after {word}" for word in _clause_after(draft.last, tokens)],
    ]


def _when(draft: FigureDraft) -> list[str]:
    """Say by which words the time of a figure is told: by, next, last, within."""
    if draft.period is None:
        return ["no time"]
    return [f"time {draft.period.cue}", f"time of {draft.period.text.partition(' ')[0].lower()}"]


def _told(joint: Joint | None, done: frozenset[str]) -> list[str]:
    """Say how the figure before is told and what joins the two: expected to reach one, it fell to the other."""
    if joint is None:
        return []
    ahead, between = joint
    parted = "." in between or "," in between
    verb = next((word for word in between if word.endswith("ed") or word in done), None)
    near = f"before {ahead} {len(between) <= NEAR} {parted}"
    return [f"before {ahead} {' '.join(between[-2:])}", near, f"done {ahead} {verb is not None}", f"done {verb}"]


def _modals(words: list[str], timed: bool) -> list[str]:
    """Say which words lead verbs before a figure, and of the nearest how far it is and what follows it."""
    places = [at for at, word in enumerate(words) if word in MODALS or _is_infinitive(words, at)]
    if not places:
        return ["modal none"]
    at = places[-1]
    far = min(len(words) - 1 - at, FAR) // 2
    nearest = [f"nearest {words[at]} {tail}" for tail in (far, " ".join(words[at : at + 2]), timed)]
    return [*[f"modal {words[place]}" for place in places], *nearest]


def _is_infinitive(words: list[str], at: int) -> bool:
    """Distinguish "plans to build" from "fell to" and "to the"."""
    return words[at] == "to" and at + 1 < len(words) and words[at + 1] not in NOUN_LEADS and words[at + 1] != ","


def _clause_before(first: int, tokens: Tokens) -> list[str]:
    words = tokens.lower[max(0, first - REACH) : first]
    start = max((at + 1 for at, word in enumerate(words) if word in ENDS), default=0)
    return _plain(words[start:])


def _clause_after(last: int, tokens: Tokens) -> list[str]:
    words = tokens.lower[last : last + BEHIND]
    return _plain(words[: next((at for at, word in enumerate(words) if word in ENDS), len(words))])


def _plain(words: list[str]) -> list[str]:
    return [word for word in words if word[0].isalpha() or word == ","]
