"""Find the words of a sentence by which something goes from one country to another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens

VERBS = frozenset(("give", "take", "buy", "invest", "pay", "owe", "move", "back"))
DOERS = frozenset(("giver", "taker"))  # suppliers, buyers
NOUNS = frozenset(("given", "taken", "invested", "mover")) | DOERS
GIVES = frozenset(
    ("give", "given", "giver", "invest", "invested", "pay", "mover", "move")
)  # what does it is the origin
MOVES = frozenset(("mover", "move", "back"))  # of people
GOODS = frozenset(("give", "given", "take", "taken")) | DOERS  # of goods, for one
WAYS = ("to", "from")
AWAY = ("home", "back")
# How much farther from a figure a word behind it is than one before it, and one beyond another figure.
BEHIND, BEYOND = 2, 6


class Cue(NamedTuple):
    """A word that tells a flow: its token, its role as `flow_words.csv` has it, and the word in lower case."""

    at: int
    role: str
    word: str


def find_cues(tokens: Tokens, rules: Rules) -> list[Cue]:
    """Find the cues of a sentence in order; a word may have several roles."""
    roles = _roles_by_word(rules)
    found = [Cue(at, role, word) for at, word in enumerate(tokens.lower) for role in roles.get(word, ())]
    if "those" in tokens.lower:
        found += _repeated(found, tokens)
    backs = [at for at, word in enumerate(tokens.lower) if word in AWAY and _is_sent(at, tokens, rules)]
    if backs:
        found = [cue for cue in found if cue.at + 1 not in backs]
        found += [Cue(at, "back", tokens.lower[at]) for at in backs]
    return sorted(found)


@lru_cache(maxsize=2)
def _roles_by_word(rules: Rules) -> dict[str, tuple[str, ...]]:
    """Return the roles of every word that is a cue, in alphabetical order."""
    found: dict[str, tuple[str, ...]] = {}
    for role in sorted(VERBS | NOUNS):
        for word in rules.flows[role]:
            found[word] = (*found.get(word, ()), role)
    return found


def _repeated(cues: list[Cue], tokens: Tokens) -> list[Cue]:
    """Return the "those" of "exports to Japan rose, those to China fell" as what they stand for."""
    those = [at for at, word in enumerate(tokens.lower) if word == "those" and tokens.lower_at(at + 1) in WAYS]
    before = ([cue for cue in cues if cue.at < at and cue.role in ("given", "taken")][-1:] for at in those)
    return [cue._replace(at=at) for at, found in zip(those, before, strict=True) for cue in found]


def _is_sent(at: int, tokens: Tokens, rules: Rules) -> bool:
    return tokens.lower_at(at - 1) in rules.flows["bring"]


def distance(cue: Cue, draft: FigureDraft, drafts: Sequence[FigureDraft]) -> int:
    """Return how far a cue is from a figure of its sentence, in tokens."""
    low, high = (cue.at, draft.first) if cue.at < draft.first else (draft.last, cue.at)
    beyond = any(low <= one.first < high for one in drafts if one.kind != "duration")
    far = high - low if cue.at < draft.first else high - low + BEHIND
    return far + BEYOND * beyond
