"""Recognise bounds that limit nothing ("over the year") or are reversed by a negation ("never sold more than half")."""

from __future__ import annotations

from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import BE, HYPHENS, INDEFINITE, RELATIVES
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens

OPPOSITE = {"at least": "at most", "at most": "at least"}
REACH = 10  # tokens before the words of a bound in which a negation still governs them
# Behind these another statement or a noun phrase begins, which the negation leaves as it is: no loan of more than $5bn.
SCOPE_ENDS = RELATIVES.union(
    (";", ".", ":", ",", "and", "but", "or", "than", "that", "whether", "if", "until", "unless", "while", "when"),
    ("after", "because", "although", "how", "why", "what", "of", "worth"),
)
FOCUS = frozenset(("only", "just", "merely", "simply", "least"))  # not only more than half
ABSOLUTE = frozenset(("never", "nor"))
EXCEEDING = frozenset(("exceed", "exceeds", "exceeded", "surpassed", "surpasses", "topped"))
SIDES = frozenset(("above", "over", "below", "under", "beyond", "past"))
LASTING = BE.union(
    ("last", "lasts", "lasted", "take", "takes", "taken", "stay", "stayed", "spend", "spent", "serve", "served")
)
AVERAGE_REACH = 6  # tokens of "on average, deliveries arrive" before "within"
SPANS_OF_TIME = (("over",), ("past",))  # "over 12 months" says when, not how long at least
LENGTHS = frozenset(("metre", "kilometre", "mile", "yard", "foot"))


def sets_no_limit(draft: FigureDraft, parts: tuple[str, ...], tokens: Tokens, end: int) -> bool:
    """Tell whether the words `parts` before the token `end` set no limit to the figure that follows them."""
    if parts == ("within",):
        around = tokens.lower[max(0, end - AVERAGE_REACH) : draft.last + 2]
        return draft.unit in LENGTHS or "average" in around
    if parts[0] not in SIDES:
        return False
    if end < draft.first and tokens.lower_at(end) in INDEFINITE and not _is_numeral(draft, tokens):
        return True  # under a $5bn deal, over a 3 percent rise
    if parts == ("under",) and _is_adjective(draft, tokens):
        return True  # under 10-year contracts
    return draft.kind == "duration" and parts in SPANS_OF_TIME


def _is_numeral(draft: FigureDraft, tokens: Tokens) -> bool:
    """Distinguish a number in words ("over a further two million") from a figure before a noun: a three-year pact."""
    return not tokens.is_digits(draft.head) and not _is_adjective(draft, tokens)


def _is_adjective(draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise a figure that describes a noun, joined to its unit by a hyphen: three-year, 10-year."""
    return draft.own_unit and tokens.lower_at(draft.tail) in HYPHENS and tokens.lower_at(draft.last).isalpha()


def is_turned(draft: FigureDraft, parts: tuple[str, ...], tokens: Tokens, start: int, rules: Rules) -> bool:
    """Tell whether a negation turns round the bound whose words `parts` begin at a token: never sold more than half."""
    before = tokens.lower_at(start - 1)
    side = parts[-1] in SIDES and (before in BE or "verb" in rules.direction_words.get(before, {}))
    if not (parts[-1] == "than" or parts[0] in EXCEEDING or side) or parts[0] in ("no", "not"):
        return False
    if draft.kind == "duration" and before not in LASTING:
        return False  # not met for more than three years, no treaty more than 80 years after
    for at in range(start - 1, max(-1, start - 1 - REACH), -1):
        word = tokens.lower[at]
        if word in SCOPE_ENDS:
            return False
        if _negates(word, rules):
            # "could not reach more than 300 villages" may mean those that were not reached
            return tokens.lower_at(at + 1) not in FOCUS and (word in ABSOLUTE or not _is_of_things(draft))
    return False


def _negates(word: str, rules: Rules) -> bool:
    return (word in rules.words["negation"] and word != "without") or word.endswith(("n't", "n’t"))


def _is_of_things(draft: FigureDraft) -> bool:
    return draft.kind == "count" and draft.form == "cardinal"
