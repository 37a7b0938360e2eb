"""Numbers that are kept but flagged as minor."""

from __future__ import annotations

from transforms.text.figures.drafts import Draft
from transforms.text.figures.exact import size
from transforms.text.figures.tokens import Tokens

PERSONS = ("i", "he", "she", "who", "when")
AGED = frozenset(
    ("children", "adults", "women", "men", "people", "girls", "boys", "infants", "those", "anyone", "kids")
)
COUNTED = frozenset(
    ("total", "toll", "number", "most", "some", "them", "these", "those", "many", "which", "then", "and")
)
GROWN, OLDEST = 15, 120  # years: a bare number between commas after a common noun is an age from here on
SMALL = 10  # number words up to ten count trivia
SHORT_SPANS = frozenset(("second", "minute", "hour", "day", "week"))


def is_minor(draft: Draft, tokens: Tokens) -> bool:
    """Tell ordinals, ages, vague quantities and small counts in words."""
    if draft.form in ("ordinal", "vague"):
        return True
    if _is_age(draft, tokens):
        return True
    if not draft.spelled or draft.value is None or draft.scale != 1:
        return False
    if draft.form == "fraction" and draft.kind == "count":
        return draft.value * 2 == 1
    small = size(draft.value) <= SMALL and draft.form == "cardinal"
    return small and (draft.kind == "count" or (draft.kind == "duration" and draft.unit in SHORT_SPANS))


def _is_age(draft: Draft, tokens: Tokens) -> bool:
    """Tell 35-year-old, aged 35, at the age of 35, children under 5 and the 35 of "Smith, 35, said"."""
    before, after = tokens.near(draft.first - 1), tokens.near(draft.last)
    if before in ("aged", "age", "ages") or (before == "of" and tokens.near(draft.first - 2) == "age"):
        return draft.kind in ("count", "duration")
    if draft.kind == "duration":
        old = tokens.near(draft.last + 1) if after in ("-", "‑") else after
        # An age, or the rank of a 16-year high.
        return old in ("old", "olds") or after in ("high", "low", "highs", "lows", "peak")
    if draft.kind != "count" or draft.unit is not None or draft.value is None or not 1 <= draft.value < OLDEST:
        return False
    earlier = tokens.near(draft.first - 2)
    if before in ("was", "is", "am", "turned", "turns", "be") and earlier in PERSONS:
        return True
    if before in ("under", "over") and earlier in AGED:
        return True
    return _is_between_commas(draft, tokens)


def _is_between_commas(draft: Draft, tokens: Tokens) -> bool:
    """Tell the ages of "Smith, 35, said", "a chicken seller, 22, is" and "two women, 23 and 27, have"."""
    before, after, first = tokens.near(draft.first - 1), tokens.near(draft.last), draft.first
    if before == "," and after == "and" and tokens.is_digits(draft.last + 1):
        return tokens.near(draft.last + 2) == ","
    if before == "and" and after == "," and tokens.is_digits(first - 2):
        return tokens.near(first - 3) == ","
    if before != "," or after not in (",", ".", ")", ""):
        return False
    name = first - 3 if tokens.near(first - 3) in ("jr", "sr") else first - 2  # John Doe Jr., 55,
    if tokens.is_capital(name):
        return True
    grown = not draft.spelled and draft.value is not None and draft.value >= GROWN
    return grown and after == "," and tokens.near(name).isalpha() and tokens.near(name) not in COUNTED
