"""A part of a whole: the noun of which a number counts some, as in "46 of the 50 states"."""

from __future__ import annotations

from transforms.text.figures.closed import NOUN_LEADS
from transforms.text.figures.drafts import Draft
from transforms.text.figures.numbers.digits import AIRLINERS
from transforms.text.figures.numbers.numerals import CARDINAL, NOTHING
from transforms.text.figures.rules import Rules
from transforms.text.figures.tokens import Tokens
from transforms.text.figures.units.nouns import is_plural

PARTS = ("vague", "fraction", "ratio")  # dozens of, a third of, one in five of
WHOLLY = ("all", "both")
REACH = 6  # tokens of "the chain's remaining 12" between "of" and the noun


def whole_of(draft: Draft, tokens: Tokens, rules: Rules) -> int | None:
    """Return where the noun begins of which a number counts a part: 11 of Turkey's 81 provinces, half its members.

    None where no part of a whole follows.
    """
    at, near = draft.last, tokens.near
    if draft.form == "fraction" and near(at) in NOUN_LEADS:
        noun = _skip_determiners(tokens, at, rules)
        return noun if is_plural(near(noun), rules) else None  # half the victims, but half the price
    at += near(at) == "out"
    if near(at) != "of":
        return None
    start = _skip_determiners(tokens, at + 1, rules)
    noun = _skip_owners(tokens, start, rules)
    return noun if draft.form in PARTS or noun > at + 1 else None


def _skip_determiners(tokens: Tokens, at: int, rules: Rules) -> int:
    """Skip the words of "all of these other"."""
    while tokens.near(at) in NOUN_LEADS or tokens.near(at) in WHOLLY:
        at += 1
    return at


def _skip_owners(tokens: Tokens, start: int, rules: Rules) -> int:
    """Skip whose the whole is and how many it has: China's 31, his season-high 31, the chain's remaining 12."""
    at, end = start, start + REACH
    while at < end:
        word = tokens.near(at)
        after = _owner_end(tokens, at) or _number_end(tokens, at, rules)
        if after:
            start = at = after
        elif word == "-" or (word.isalpha() and word not in rules.words["stop"] and not is_plural(word, rules)):
            at += 1
        else:
            break
    return start


def _owner_end(tokens: Tokens, at: int) -> int | None:
    """Return the end of a possessive: China's, the companies'."""
    word = tokens.near(at)
    if word.endswith(("'s", "’s")):
        return at + 1
    apostrophe = word.endswith("s") and tokens.near(at + 1) in ("'", "’") and tokens.joined(at)
    return at + 2 if apostrophe and not tokens.joined(at + 1) else None


def _number_end(tokens: Tokens, at: int, rules: Rules) -> int | None:
    """Return the end of a number that counts the whole; 787-9 and 737 are models, Sh206,000 an amount."""
    end = at
    while _is_number(tokens, end, rules) and tokens.near(end) not in AIRLINERS:
        end += 1 + (tokens.near(end + 1) == "-" and _is_number(tokens, end + 2, rules))  # forty-seven
    word = tokens.near(end) == "-" or (tokens.joined(end - 1) and tokens.near(end).isalpha())  # the 1990s
    return end if end > at and not word and not tokens.joined(at - 1) else None


def _is_number(tokens: Tokens, at: int, rules: Rules) -> bool:
    return tokens.is_digits(at) or rules.numbers.get(tokens.near(at), NOTHING).role in CARDINAL
