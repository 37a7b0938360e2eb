"""Numbers that are kept but flagged as minor."""

from __future__ import annotations

from transforms.text.figures.closed import BE, HYPHENS, NOUN_LEADS, PAUSES
from transforms.text.figures.drafts import Draft
from transforms.text.figures.numbers.exact import size
from transforms.text.figures.rejected.harm import is_harm
from transforms.text.figures.rules import Rules
from transforms.text.figures.tokens import Tokens

SUBJECTS = ("i", "he", "she", "who", "when")
BEING = BE | {"am", "turned", "turns"}
AM = frozenset(("i'm", "i’m", "he's", "he’s", "she's", "she’s"))
GROWING = ("boy", "girl", "child", "man", "woman")
LIMITS = ("under", "over", "between", "below", "above")  # children under five
AGE_REACH = 4  # tokens of "the animal's age is between" before an age
COUNTED = frozenset(
    ("total", "toll", "number", "most", "some", "them", "these", "those", "many", "which", "then", "and")
)
GROWN, OLDEST = 15, 120  # years: a bare number between commas after a common noun is an age from here on
AFTER_AGE = PAUSES | {")", "–", "—"}
ROUGHLY = ("approximately", "nearly", "almost", "about", "roughly", "than", "over")
SIDES = ("upper", "lower", "northern", "southern", "eastern", "western", "other")
SMALL = 10  # number words up to ten count trivia
SHORT_SPANS = frozenset(("second", "minute", "hour", "day", "week"))


def is_minor(draft: Draft, tokens: Tokens, rules: Rules) -> bool:
    """Tell ordinals, ages, vague quantities and small counts in words that are not the news itself."""
    if draft.form in ("ordinal", "vague"):
        return True
    if _is_age(draft, tokens, rules):
        return True
    if not draft.spelled or draft.value is None or draft.scale != 1:
        return False
    if draft.form == "fraction" and draft.kind == "count":
        return draft.value * 2 == 1 and not _is_share(draft, tokens, rules)
    small = size(draft.value) <= SMALL and draft.form == "cardinal"
    if small and draft.kind == "count":
        return not is_harm(draft, tokens, rules)
    return small and draft.kind == "duration" and draft.unit in SHORT_SPANS


def _is_share(draft: Draft, tokens: Tokens, rules: Rules) -> bool:
    """Tell the measured half of "half of the cases", "half the victims" and "fell by half" from "the upper half"."""
    before, after = tokens.near(draft.first - 1), tokens.near(draft.last)
    if before == "by":
        return tokens.near(draft.last - 1) == "half"  # not half a point
    if before in ROUGHLY and after.isalpha():
        return tokens.near(draft.last - 1) == "half"
    if before in ("and", "-") or before in SIDES or "the" in (before, tokens.near(draft.first - 2)):
        return False
    return after == "of" or (after in NOUN_LEADS and draft.unit is not None)


def _is_age(draft: Draft, tokens: Tokens, rules: Rules) -> bool:
    """Tell 35-year-old, aged 35, at the age of 35, children under 5 and the 35 of "Smith, 35, said"."""
    before, after = tokens.near(draft.first - 1), tokens.near(draft.last)
    if before in ("aged", "age", "ages") or (before == "of" and tokens.near(draft.first - 2) == "age"):
        return draft.kind in ("count", "duration")
    if draft.kind == "duration":
        old = tokens.near(draft.last + 1) if after in HYPHENS else after
        # An age, or the rank of a 16-year high.
        if old in ("old", "olds") or after in rules.words["extreme"]:
            return True
        return _is_age_span(draft, tokens, rules)
    if draft.kind != "count" or draft.unit is not None or draft.value is None or not 1 <= draft.value < OLDEST:
        return False
    if (before in LIMITS or draft.value_max is not None) and _limited(draft, tokens) in rules.words["aged"]:
        return True
    return _is_of_person(draft, tokens) or _is_between_commas(draft, tokens, rules)


def _is_of_person(draft: Draft, tokens: Tokens) -> bool:
    """Tell "he was 35", "I'm 74" and "a boy of six"."""
    before, earlier = tokens.near(draft.first - 1), tokens.near(draft.first - 2)
    if before == "of":
        return earlier in GROWING
    if before in AM:
        return not tokens.near(draft.last).isalpha() or tokens.near(draft.last) == "and"
    return before in BEING and earlier in SUBJECTS


def _is_age_span(draft: Draft, tokens: Tokens, rules: Rules) -> bool:
    """Tell "infants under three months", "18 years of age", "the animal's age is between eight and 10 years"."""
    end = draft.last
    if "age" in tokens.lower[end : end + 2] or (
        tokens.near(draft.first - 1) == "between" and "age" in tokens.lower[end + 1 : end + 1 + AGE_REACH]
    ):
        return True
    if not {"age", "ages", "aged"}.isdisjoint(tokens.lower[max(0, draft.first - AGE_REACH) : draft.first]):
        return True
    return draft.unit in ("year", "month") and _limited(draft, tokens) in rules.words["aged"]


def _limited(draft: Draft, tokens: Tokens) -> str:
    """Return the word before "under" and a number; "" where none of the limits stands there."""
    inside = tokens.near(draft.first) in LIMITS  # a range takes its "between" in
    return tokens.near(draft.first - 2 + inside) if inside or tokens.near(draft.first - 1) in LIMITS else ""


def _is_between_commas(draft: Draft, tokens: Tokens, rules: Rules) -> bool:
    """Tell the ages of "Smith, 35, said", "a chicken seller, 22, is" and "two women, 23 and 27, have"."""
    before, after, first = tokens.near(draft.first - 1), tokens.near(draft.last), draft.first
    if before == "," and after == "and" and tokens.is_digits(draft.last + 1):
        return tokens.near(draft.last + 2) == ","
    if before == "and" and after == "," and tokens.is_digits(first - 2):
        return tokens.near(first - 3) == ","
    if after == "," and tokens.near(draft.last + 1) == "of" and _is_full_name(first - 1, tokens):
        return True  # Ryan Hollman 31, of Hope
    if before == "," and after == "and" and _is_full_name(first - 2, tokens):
        return tokens.near(draft.last + 1) not in rules.words["stop"]  # Ana Ruiz, 44 and mother of four
    if before != "," or after not in AFTER_AGE:
        return False
    name = first - 3 if tokens.near(first - 3) in ("jr", "sr") else first - 2  # John Doe Jr., 55,
    if tokens.is_capital(name):
        return True
    grown = not draft.spelled and draft.value is not None and draft.value >= GROWN
    return grown and after == "," and tokens.near(name).isalpha() and tokens.near(name) not in COUNTED


def _is_full_name(at: int, tokens: Tokens) -> bool:
    return tokens.is_capital(at) and (tokens.is_capital(at - 1) or tokens.near(at - 1) == ".")
