"""Decide whether a figure went up or down, by what the rules say, nearby cues, words and other figures."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from dyadwire.transforms.text.decide.figures.change_cues import NONE, ChangeCue, find_cues
from dyadwire.transforms.text.decide.figures.topics_beside import topics_beside
from dyadwire.transforms.text.decide.model import load_model
from dyadwire.transforms.text.decide.stems import cut_ending
from dyadwire.transforms.text.figures.changes.cues import Cues
from dyadwire.transforms.text.figures.changes.links import way
from dyadwire.transforms.text.figures.changes.objects import KEEPING
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import BE, BEFORE_VERBS
from dyadwire.transforms.text.figures.tokens import Tokens
from dyadwire.transforms.text.figures.topic_words import TopicCue

UP, DOWN = "up", "down"
BEFORE, AFTER = 40, 16  # tokens around a figure in which cues are looked for
STEPS = (0, 1, 2, 3, 3, 5, 5, 8, 8, 8, *[12] * 4, *[16] * 8, *[24] * 20)  # of distances in tokens
PREPOSITIONS = ("to", "by", "from", "of", "at", "than", "with", "against", "in", "over", "below", "above", "about")
JOINTS = frozenset((*PREPOSITIONS, "and", "or", "a", "the", ",", "(", "-"))
BREAKS = frozenset((";", ".", ":", "but", "while", "which", "who", "that", "when", "where", "after", "because"))
REACHES, REACHED = frozenset(("extend", "extending", "extends")), frozenset(("across", "for", "over", "to"))
LIMITING = KEEPING | {"limited", "restricted"}
LIMIT_REACH = 8  # tokens of "limit the rise in rents to about 3 percent"
LIMIT_LEAD = 3  # tokens of "to about" before the figure
NEGATED = 5  # tokens between a cue that is denied and its figure
NEAR = 10  # tokens between a cue and a figure whose words are features, one by one
ENDINGS = ("ings", "ing", "ies", "ed", "es", "s", "e")  # of words of change, cut off where they tell the same
THRESHOLD = 0.34  # probability from which a direction is given: 95 of 100 given are right
WORDS_BEFORE, WORDS_AFTER = 6, 5  # tokens
Way = tuple[str, str]  # a feature, and where it leads: up, down or none


class DirectionSentence(NamedTuple):
    """One sentence as directions are decided in it."""

    drafts: list[FigureDraft]
    tokens: Tokens
    cues: list[ChangeCue]
    topics: list[TopicCue]
    aside: list[int]  # how many tokens before each stand in brackets or in phrases of time

    def apart(self, first: int, last: int) -> int:
        """Return how many tokens lie between two places, those in brackets and phrases of time left out."""
        return max(0, last - first - (self.aside[last] - self.aside[first]))


def choose_directions(cues: Cues, topics: list[TopicCue], sentence: int) -> list[str | None]:
    """Return up, down or None for each figure; `draft.rule_direction` is what the rules say of it and of the others.

    `topics` are the words of the sentence that tell topics.
    """
    drafts = [draft for draft in cues.drafts if not draft.restates]
    here = DirectionSentence(drafts, cues.tokens, find_cues(cues), topics, _count_asides(cues.tokens, cues.asides))
    found: dict[FigureDraft, str | None] = dict.fromkeys(cues.drafts)
    found |= {draft: _choose(at, here, sentence) for at, draft in enumerate(drafts) if draft.kind != "ordinal"}
    return [*found.values()]


def _count_asides(tokens: Tokens, asides: frozenset[int]) -> list[int]:
    """Return how many tokens before each are in brackets or phrases of time."""
    if "(" not in tokens.lower and ")" not in tokens.lower:
        return [*accumulate([at in asides for at in range(len(tokens))], initial=0)]
    found, depth = [0], 0
    for at, word in enumerate(tokens.lower):
        depth += word == "("
        found.append(found[-1] + (depth > 0 or at in asides))
        depth = max(0, depth - (word == ")"))
    return found


def _choose(index: int, here: DirectionSentence, sentence: int) -> str | None:
    """Decide the direction of one figure; None where no cue speaks for one, or none is likely enough."""
    draft, tokens = here.drafts[index], here.tokens
    if _is_reach(draft, tokens) or (draft.rule_direction is None and (not here.cues or _is_denied(draft, here))):
        return None
    matters = topics_beside(draft, here.topics, tokens)
    words, ways = [*_words(draft, tokens), *matters], list(_ways(index, matters, here))
    options: dict[str, list[str]] = {NONE: []}
    for direction in (UP, DOWN):
        leads = {NONE: NONE, UP: "other", DOWN: "other", direction: "same"}
        led = [f"{feature} {leads[way]}" for feature, way in ways]
        options[direction] = ["any", *words, *led, *map(f"{direction} ".__add__, words)]
    place = (sentence, tokens.starts[draft.first], tokens.ends[draft.last - 1])
    chances = load_model("figure_direction").choose(place, options)
    best = max((UP, DOWN), key=chances.__getitem__)
    return best if chances[best] >= THRESHOLD else None


def _is_reach(draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise how far something reaches, which changes nothing: the network extends to some 500 km."""
    lower_at, at = tokens.lower_at, draft.first - 1
    at -= lower_at(at) not in REACHED
    return lower_at(at) in REACHED and lower_at(at - 1) in REACHES and lower_at(at - 2) not in BEFORE_VERBS


def _is_denied(draft: FigureDraft, here: DirectionSentence) -> bool:
    """Recognise a figure that the cue before it does not change: did not rise by 5 percent; backed by 5 percent."""
    cue = next((cue for cue in reversed(here.cues) if cue.last <= draft.first), None)
    if cue is None:
        return False
    between = here.tokens.lower[cue.last : draft.first]
    passive = between[-1:] == ["by"] and not BE.isdisjoint(between)
    apart = [word for word in between if word != ","] == ["and"]  # visits rose and 20 percent came from Spain
    return passive or apart or _is_limit(draft, here.tokens) or (cue.negated and len(between) < NEGATED)


def _is_limit(draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise a level that something is kept to, wherever it is now: to limit price rises to 3 percent."""
    before = tokens.lower[max(0, draft.first - LIMIT_REACH) : draft.first]
    limits = [at for at, word in enumerate(before) if word in LIMITING]
    between = before[limits[-1] + 1 :] if limits else []
    return "to" in between[-LIMIT_LEAD:] and BREAKS.isdisjoint(between)


def _words(draft: FigureDraft, tokens: Tokens) -> list[str]:
    """Return what a figure is and the words beside it."""
    lower_at, first, last, kind = tokens.lower_at, draft.first, draft.last, draft.kind
    return [
        f"kind {kind} {draft.dimension}",
        f"form {draft.form} {draft.role}",
        f"minor {draft.rule_trivial}",
        f"unit {draft.unit}",
        f"before {lower_at(first - 1)} {lower_at(first - 2)}",
        f"before {lower_at(first - 1)} kind {kind}",
        f"after {lower_at(last)} {lower_at(last + 1)}",
        f"after {lower_at(last)} kind {kind}",
        f"after {lower_at(last)}",
        *[f"word before {lower_at(at)}" for at in range(first - 1, first - 1 - WORDS_BEFORE, -1)],
        *[f"word after {lower_at(at)}" for at in range(last, last + WORDS_AFTER)],
    ]


def _ways(index: int, matters: list[str], here: DirectionSentence) -> Iterator[Way]:
    """Yield what leads up or down, with where it leads."""
    draft, drafts = here.drafts[index], here.drafts
    joint, rule = _joint(draft, here.tokens), draft.rule_direction or NONE
    yield "rule", rule
    yield f"rule {draft.kind}", rule
    yield f"rule {draft.role} {joint}", rule
    before = [cue for cue in here.cues if cue.last <= draft.first and draft.first - cue.last < BEFORE]
    after = [cue for cue in here.cues if cue.first >= draft.last and cue.first - draft.last < AFTER]
    for cue in before:
        yield f"cue before {cue.part} {STEPS[here.apart(cue.last, draft.first)]}", cue.direction
    for cue in after:
        yield f"cue after {cue.part} {STEPS[here.apart(draft.last, cue.first)]}", cue.direction
    if before:
        told = [*_last_before(before[-1], draft, joint, here), *[f"{matter} cue before" for matter in matters]]
        yield from ((feature, before[-1].direction) for feature in told)
    if after:
        yield from ((feature, after[0].direction) for feature in _next_after(after[0], draft, here))
    yield from _beside(index, joint, here)
    based = any(other.base is draft for other in drafts)
    yield f"based {based} {joint}", UP if based else NONE
    if draft.base:
        yield "base", way(draft, draft.base) or NONE


def _last_before(cue: ChangeCue, draft: FigureDraft, joint: str, here: DirectionSentence) -> Iterator[str]:
    """Yield how the last cue before a figure stands to it."""
    between = here.tokens.lower[cue.last : draft.first]
    breaks = min(2, sum(word in BREAKS for word in between))
    figures = sum(cue.last <= other.first < draft.first for other in here.drafts)
    yield f"nearest before {cue.part} {joint}"
    yield f"nearest before {cue.part} {joint} {draft.kind}"
    yield f"nearest before breaks {breaks} figures {min(figures, 2)} commas {min(2, between.count(','))}"
    yield f"nearest before {STEPS[here.apart(cue.last, draft.first)]} {joint} figures {min(figures, 1)}"
    yield f"nearest before {cue.word}"
    yield f"nearest before {cue.word} {joint}"
    yield f"nearest before lead {here.tokens.lower_at(cue.first - 1)}"
    if not BE.isdisjoint(between):
        yield "nearest before being"
        yield f"nearest before being {joint}"
    stem = cut_ending(cue.word, ENDINGS)
    yield f"nearest before stem {stem}"
    yield f"nearest before stem {stem} {joint}"
    if len(between) <= NEAR:
        yield from (f"between before {word}" for word in dict.fromkeys(between))
    if cue.negated:
        yield "nearest before negated"
        yield f"nearest before negated {joint}"


def _next_after(cue: ChangeCue, draft: FigureDraft, here: DirectionSentence) -> Iterator[str]:
    """Yield how the first cue after a figure stands to it."""
    tokens, step = here.tokens, STEPS[here.apart(draft.last, cue.first)]
    yield f"nearest after {cue.part} {step}"
    yield f"nearest after {cue.part} {step} {draft.kind}"
    yield f"nearest after {cue.word} {step}"
    yield f"nearest after {cue.word} then {tokens.lower_at(cue.last)}"
    yield f"nearest after {step} lead {tokens.lower_at(cue.first - 1)}"
    yield f"nearest after stem {cut_ending(cue.word, ENDINGS)} {step}"
    between = tokens.lower[draft.last : cue.first]
    if len(between) <= NEAR:
        yield from (f"between after {word}" for word in dict.fromkeys(between))
    if tokens.lower_at(cue.last) == "than":
        yield f"nearest after {cue.part} than {tokens.lower_at(cue.last + 1)}"


def _joint(draft: FigureDraft, tokens: Tokens) -> str:
    """Return the preposition or sign before a figure, two words passed over."""
    lower_at = tokens.lower_at
    return next((lower_at(at) for at in range(draft.first - 1, draft.first - 4, -1) if lower_at(at) in JOINTS), "")


def _beside(index: int, joint: str, here: DirectionSentence) -> Iterator[Way]:
    """Yield what the figures before and after one tell of it."""
    draft, drafts = here.drafts[index], here.drafts
    if index:
        other = drafts[index - 1]
        theirs = _joint(other, here.tokens)
        yield from _previous(draft, other, joint, theirs, here.tokens)
        if _is_alike(draft, other):
            yield f"previous way {theirs} {joint}", way(draft, other) or NONE
            yield f"previous way {joint}", way(draft, other) or NONE
    if index + 1 < len(drafts):
        other = drafts[index + 1]
        theirs, gap = _joint(other, here.tokens), here.tokens.lower[draft.last : other.first]
        yield f"next {other.role} {min(len(gap) // 4, 4)}", other.rule_direction or NONE
        yield f"next {other.role} {gap[0] if gap else 'none'}", other.rule_direction or NONE
        yield f"next linked {other is draft.linked}", other.rule_direction or NONE
        if _is_alike(draft, other):
            yield f"next way {theirs} {joint}", way(draft, other) or NONE
            yield f"next way {theirs}", way(draft, other) or NONE


def _previous(draft: FigureDraft, other: FigureDraft, joint: str, theirs: str, tokens: Tokens) -> Iterator[Way]:
    gap, alike, rule = tokens.lower[other.last : draft.first], _is_alike(draft, other), other.rule_direction or NONE
    yield f"previous {theirs} {joint}", rule
    yield f"previous alike {alike} {other.role} {min(len(gap) // 4, 3)}", rule
    yield f"previous link {other is draft.linked} {'and' in gap}", rule
    yield f"previous breaks {any(word in BREAKS for word in gap)} {joint} {alike}", rule


def _is_alike(draft: FigureDraft, other: FigureDraft) -> bool:
    return draft.kind == other.kind and (draft.unit == other.unit or draft.kind == "count")
