"""Small numbers in words that are the news itself: people killed, hurt, missing or held, and cases of a disease."""

from __future__ import annotations

from transforms.text.figures.closed import BE, DETERMINERS
from transforms.text.figures.drafts import Draft
from transforms.text.figures.rules import Rules
from transforms.text.figures.tokens import Tokens

BEFORE = 7  # tokens of "killing two soldiers and at least" before a number
AFTER = 12  # tokens of "people from the West Midlands have" between a number and its verb
PASSIVE = BE | {"found", "got", "get", "reported", "feared"}
ACTIVE = DETERMINERS | {"at", "more", "some", "about", "nearly"}  # before whom somebody kills
ENDS = frozenset(
    (";", ":", ".", "but", "while", "said", "says", "that", "if", "when", "after", "before", "as", "than", "whose")
)

WITHIN = frozenset(("and", "or", "at", "least", "of", "the"))  # between two that are killed
CASES = ("case", "cases")
TESTED = ("test", "tests", "tested", "testing")


def is_harm(draft: Draft, tokens: Tokens, rules: Rules) -> bool:
    """Tell a number of deaths or cases, of people who were killed, and of those whom somebody killed."""
    if draft.unit and _is_harm_noun(draft, tokens, rules):
        return True
    return _is_object(draft, tokens, rules) or _is_subject(draft, tokens, rules)


def _is_harm_noun(draft: Draft, tokens: Tokens, rules: Rules) -> bool:
    words = (draft.unit or "").lower().split()
    if words[-1] in CASES:
        after = draft.last + len(words)
        return not rules.words["diseased"].isdisjoint(words) or (
            tokens.near(after) == "of" and tokens.near(after + 1) not in rules.numbers
        )
    return words[-1] in rules.words["harm_noun"]


def _is_object(draft: Draft, tokens: Tokens, rules: Rules) -> bool:
    """Tell "killing four people", "the deaths of three children" and the second of "killed two men and six women"."""
    harm, stop, fillers = rules.words["harm"], rules.words["stop"], rules.words["filler"]
    for at in range(draft.first - 1, max(-1, draft.first - 1 - BEFORE), -1):
        word = tokens.lower[at]
        if word == "of" and tokens.near(at - 1) in rules.words["harm_noun"]:
            return tokens.near(at - 1) not in CASES
        if not word.isalnum():
            return False
        if word in harm:
            return tokens.near(at - 1) not in PASSIVE
        if word in stop and word not in WITHIN and word not in fillers:
            return False
    return False


def _is_subject(draft: Draft, tokens: Tokens, rules: Rules) -> bool:
    """Tell "four people have died" and "ten were arrested", but not "two bombs killed the guard"."""
    for at in range(draft.last, min(draft.last + AFTER, len(tokens))):
        word = tokens.lower[at]
        if word in ENDS or tokens.is_digits(at) or (at > draft.last and word in rules.numbers):
            return False
        if word in rules.words["harm_state"] or (word == "positive" and tokens.near(at - 1) in TESTED):
            return True
        if word in rules.words["harm"] and not word.endswith(("ing", "s")):
            passive = tokens.near(at - 1) in PASSIVE or _is_reduced(at, tokens, rules)
            return passive and tokens.near(at + 1) != "down"  # drones were shot down
    return False


def _is_reduced(at: int, tokens: Tokens, rules: Rules) -> bool:
    """Tell "six miners killed in the blast" from "six gunmen killed a guard"."""
    following = tokens.near(at + 1)
    return not following[:1].isalnum() or (following in rules.words["stop"] and following not in ACTIVE)
