"""Nouns of one kind that a number counts together: 26 students and teachers, 300 birds, sheep and goats."""

from __future__ import annotations

from transforms.text.figures.closed import AUXILIARIES, MODALS
from transforms.text.figures.rules import KINS, Rules
from transforms.text.figures.tokens import Tokens

MOST_NOUNS = 4  # of a list; longer ones are no single count
LONGEST_NOUN = 2  # words of "police officers"
LEADS = frozenset(("at", "least", "about", "some", "around", "nearly", "more", "than", "over", "another", "almost"))
DOING = AUXILIARIES | MODALS | {"did"}
BY_WHAT = frozenset(
    ("by", "in", "at", "on", "from", "with", "of", "during", "as", "for", "to", "near", "over", "after")
)


def joined_end(tokens: Tokens, end: int, rules: Rules, number: int) -> int:
    """Return where the list of nouns ends whose first ends at a token; `end` itself where nothing is joined.

    `number` is the token at which what counts them begins.
    """
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
            return end if _begins_clause(tokens, after, rules) and _is_object(tokens, number, rules) else after
        at = after
    return end


def _begins_clause(tokens: Tokens, after: int, rules: Rules) -> bool:
    """Tell the verb of "and officers fired 20 rounds" from what "and officers injured in the blast" suffered."""
    verb, following = tokens.near(after), tokens.near(after + 1)
    acted = verb.endswith("ed") and following[:1].isalnum() and following not in BY_WHAT
    return verb in DOING or verb in rules.words["strong_verb"] or acted


def _is_object(tokens: Tokens, number: int, rules: Rules) -> bool:
    """Tell the number of "detained 12 protesters" from that of "12 students and teachers were hurt"."""
    at = number - 1
    while tokens.near(at) in LEADS:
        at -= 1
    verb = tokens.near(at)
    acted = verb.endswith("ed") and verb not in rules.words["saying"]
    return acted or verb in rules.words["object_verb"] or verb in rules.words["harm"]


def _kin_end(tokens: Tokens, start: int, kin: frozenset[str], rules: Rules) -> int | None:
    """Return the end of a noun of the same kind; a verb, a number or a noun of another kind before it is none."""
    for at in range(start, start + LONGEST_NOUN):
        word = tokens.near(at)
        if word in kin:
            return at + 1 + (tokens.near(at + 1) in kin)  # police officers
        if not word.isalpha() or word in rules.words["stop"] or word in rules.numbers or word.endswith(("ed", "s")):
            return None
    return None
