"""Shares told as one of so many: one in five, 1 out of 20, one in every 200."""

from __future__ import annotations

from transforms.text.figures.closed import AUXILIARIES, MODALS, PAUSES
from transforms.text.figures.numbers.digits import parse_digits
from transforms.text.figures.numbers.exact import Exact, divide
from transforms.text.figures.numbers.numerals import BELOW_HUNDRED, NOTHING, role_at
from transforms.text.figures.numbers.words import read_words
from transforms.text.figures.rules import Rules
from transforms.text.figures.tokens import Tokens

JOINTS = ("in", "of", "over")  # between a share and its whole
NO_NOUNS = frozenset((*JOINTS, "out"))  # before "in" and "out", but no transfer of "one transfer in six"
AFTER_SHARE = PAUSES | AUXILIARIES | MODALS | {"does", "did", "now", "still", "who", "that"}
LARGEST_BARE = 1000  # of a number without a comma: "1 in 2019" is no share


def read_ratio(tokens: Tokens, index: int, value: Exact, rules: Rules) -> tuple[Exact, int] | None:
    """Read the rest of "one in five", "1 out of 20", "two out of every three": the share and its end."""
    if _is_noun(tokens, index, rules):
        share = read_ratio(tokens, index + 1, value, rules)
        return share if share and _ends_phrase(tokens, share[1]) else None
    at = index + 2 if tokens.near(index) == "out" and tokens.near(index + 1) == "of" else index + 1
    if tokens.near(at - 1) not in JOINTS:
        return None
    every, out = tokens.near(at) == "every", tokens.near(index) == "out"
    if not every and (tokens.near(index) == "of" or not (value == 1 or out or is_share(tokens, index))):
        return None
    other, end = _read_whole(tokens, at + every, rules)
    if other is None or not max(value, 1) < other or rules.units.at(tokens, end):
        return None
    if other > LARGEST_BARE and not every and end == at + 1 and "," not in tokens.words[at]:
        return None
    return divide(value, other), end


def _is_noun(tokens: Tokens, at: int, rules: Rules) -> bool:
    """Tell the noun of "one transfer in six"."""
    noun = tokens.near(at + 1) in ("in", "out") and tokens.near(at) not in NO_NOUNS and tokens.word(at).islower()
    return noun and tokens.near(at) not in rules.words["stop"] and tokens.near(at) not in rules.numbers


def _ends_phrase(tokens: Tokens, end: int) -> bool:
    """Tell a whole without a noun of its own from the ten countries of "one bank in ten countries"."""
    return tokens.near(end) in AFTER_SHARE or tokens.near(end).endswith("ed")


def is_share(tokens: Tokens, index: int) -> bool:
    """Tell 3 in every 8 and 7 out of 10, which tell a share, from 5 out of 11 that were counted and 5 of 10."""
    if tokens.near(index) not in ("in", "of", "out"):
        return False
    whole = index + 2 if tokens.near(index) == "out" else index + 1
    return tokens.near(whole) in ("every", "ten", "10", "100")


def _read_whole(tokens: Tokens, at: int, rules: Rules) -> tuple[Exact | None, int]:
    """Read the number of which a share is told, in digits or words, and its end."""
    if tokens.is_digits(at):
        magnitude = rules.numbers.get(tokens.near(at + 1), NOTHING)
        number = parse_digits(tokens.words[at])
        if magnitude.role != "magnitude" or number is None:
            return number, at + 1
        return number * magnitude.value, at + 2
    draft = read_words(tokens, at, rules) if role_at(tokens, at, rules) in BELOW_HUNDRED else None
    return (draft.value, draft.last) if draft and draft.form == "cardinal" else (None, at)
