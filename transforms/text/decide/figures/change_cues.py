"""Find the words of change in a sentence: rose, a drop, up."""

from __future__ import annotations

from typing import NamedTuple

from dyadwire.transforms.text.figures.changes.cues import Cues

NONE = "none"
PARTICLE = "particle"  # the "up" of made up and ended up, of which some rose


class ChangeCue(NamedTuple):
    """A word of change: its tokens, what parts of speech it can be, and where it leads."""

    first: int
    last: int
    part: str
    direction: str
    word: str
    negated: bool


def find_cues(cues: Cues) -> list[ChangeCue]:
    """Find the words of change in a sentence."""
    found: list[ChangeCue] = []
    tokens, rules, is_negated = cues.tokens, cues.rules, cues.is_negated
    before_up = rules.words["takes_up"], rules.words["puts_up"]
    for at in [at for at, word in enumerate(tokens.lower) if word in rules.direction_starts and not cues.is_idle(at)]:
        word, form = tokens.lower[at], rules.directions.at(tokens, at)
        known = rules.direction_words.get(word, {})
        if form:
            found.append(ChangeCue(at, form[1], form[0].part, form[0].direction, word, is_negated(at)))
        elif known:
            ways = set(known.values())
            is_particle = word == "up" and any(tokens.lower_at(at - 1) in words for words in before_up)
            part = PARTICLE if is_particle else "+".join(known)
            found.append(ChangeCue(at, at + 1, part, ways.pop() if len(ways) == 1 else NONE, word, is_negated(at)))
    return found
