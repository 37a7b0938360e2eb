"""Numbers that are kept but flagged as minor."""

from __future__ import annotations

from transforms.text.figures.drafts import Draft
from transforms.text.figures.exact import size
from transforms.text.figures.tokens import Tokens

PERSONS = ("i", "he", "she", "who", "when")
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
    """Tell 35-year-old, aged 35, and the 35 of "Smith, 35, said"."""
    after = tokens.near(draft.last)
    old = tokens.near(draft.last + 1) if after in ("-", "‑") else after
    if draft.kind == "duration" and (old in ("old", "olds") or after in ("high", "low", "highs", "lows", "peak")):
        return True  # an age, or the rank of a 16-year high
    if tokens.near(draft.first - 1) in ("aged", "age", "ages"):
        return draft.kind in ("count", "duration")
    before = tokens.near(draft.first - 1)
    if before in ("was", "is", "am", "turned", "turns", "be") and tokens.near(draft.first - 2) in PERSONS:
        return draft.kind == "count" and draft.unit is None
    commas = tokens.near(draft.first - 1) == "," and after in (",", ".", ")", "")
    bare = draft.kind == "count" and draft.unit is None and draft.value is not None and 1 <= draft.value < 120
    name = draft.first - 3 if tokens.near(draft.first - 3) in ("jr", "sr") else draft.first - 2  # John Doe Jr., 55,
    return commas and bare and tokens.is_capital(name)
