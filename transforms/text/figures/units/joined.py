"""Nouns of one kind that a number counts together: 26 students and teachers, 300 birds, sheep and goats."""

from __future__ import annotations

from transforms.text.figures.rules import Rules
from transforms.text.figures.tokens import Tokens

KINS = ("kin_person", "kin_place", "kin_animal", "kin_vehicle")  # two nouns of one of these are counted as one
MOST_NOUNS = 4  # of a list; longer ones are no single count
LONGEST_NOUN = 2  # words of "police officers"


def joined_end(tokens: Tokens, end: int, rules: Rules) -> int:
    """Return where the list of nouns ends whose first ends at a token; `end` itself where nothing is joined."""
    if tokens.near(end) not in ("and", ","):
        return end
    noun = tokens.near(end - 1)
    kin = next((rules.words[name] for name in KINS if noun in rules.words[name]), None)
    if kin is None:
        return end
    at = end
    for _ in range(MOST_NOUNS):
        joint = tokens.near(at)
        after = _kin_end(tokens, at + 1, kin, rules) if joint in ("and", ",") else None
        if after is None:
            return end  # a list without its "and" is none
        if joint == "and":
            return after
        at = after
    return end


def _kin_end(tokens: Tokens, start: int, kin: frozenset[str], rules: Rules) -> int | None:
    """Return the end of a noun of the same kind; a verb, a number or a noun of another kind before it is none."""
    for at in range(start, start + LONGEST_NOUN):
        word = tokens.near(at)
        if word in kin:
            return at + 1 + (tokens.near(at + 1) in kin)  # police officers
        if not word.isalpha() or word in rules.words["stop"] or word in rules.numbers or word.endswith(("ed", "s")):
            return None
    return None
