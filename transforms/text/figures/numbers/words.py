"""Numbers in words: cardinals, fractions, ordinals, multiples and vague quantities."""

from __future__ import annotations

from fractions import Fraction

from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.exact import Exact
from dyadwire.transforms.text.figures.function_words import HYPHENS, INDEFINITE
from dyadwire.transforms.text.figures.numbers.cardinals import add_part, read_cardinal
from dyadwire.transforms.text.figures.numbers.numerals import (
    BELOW_HUNDRED,
    NOTHING,
    SCALES,
    may_continue,
    read_leading_fraction,
    read_times,
    role_at,
    takes_object,
)
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens

PART_JOINTS = HYPHENS | {"and"}  # before a part: five and a half, five-and-a-half
TWO, TEN, HUNDRED = 2, 10, 100
PLAIN_VERBS = ("double", "triple", "quadruple", "halve")  # the first three are adjectives too


def read_words(tokens: Tokens, index: int, rules: Rules) -> FigureDraft | None:
    """Read a number in words that begins at a token, or None."""
    word = tokens.lower[index]
    number = rules.numbers.get(word, NOTHING)
    if number.role in ("vague", "multiple", "glyph"):
        return _read_single(tokens, index, rules)
    if number.role == "times":
        return read_times(tokens, index, rules)
    if number.role == "ordinal":
        return read_ordinal(tokens, index, rules)
    if number.role in BELOW_HUNDRED and not may_continue(tokens.lower_at(index + 1), rules):
        return FigureDraft(index, index + 1, number.value, spelled=True)
    if word in ("several", "few"):
        return _read_several(tokens, index, rules)
    fraction = read_leading_fraction(tokens, index, rules)
    if fraction:
        return fraction
    draft = read_cardinal(tokens, index, rules)
    return _read_ending(draft, tokens, rules) if draft else _read_couple(tokens, index, rules)


def _read_single(tokens: Tokens, index: int, rules: Rules) -> FigureDraft | None:
    """Read hundreds, tens of thousands, tripled, ½."""
    number = rules.numbers[tokens.lower[index]]
    form = {"vague": "vague", "multiple": "multiple"}.get(number.role, "fraction")
    value, last = number.value, index + 1
    if tokens.lower[index] in PLAIN_VERBS and not takes_object(tokens, index, rules):
        return None
    if tokens.lower[index] in ("tens", "scores") and tokens.lower_at(last) != "of":
        return None
    while form == "vague" and tokens.lower_at(last) == "of" and role_at(tokens, last + 1, rules) == "vague":
        value, last = value * rules.numbers[tokens.lower[last + 1]].value, last + 2
    if tokens.lower[index] == "tens" and last == index + 1:
        return None
    return FigureDraft(index, last, value, form=form, spelled=True)


def _read_several(tokens: Tokens, index: int, rules: Rules) -> FigureDraft | None:
    """Read several hundred, a few thousand, several hundred million."""
    value: Exact = 1
    last = index + 1
    while role_at(tokens, last, rules) in SCALES and last <= index + 2:
        value, last = value * rules.numbers[tokens.lower[last]].value, last + 1
    return FigureDraft(index, last, value, form="vague", spelled=True) if last > index + 1 else None


def _read_couple(tokens: Tokens, index: int, rules: Rules) -> FigureDraft | None:
    """Read a couple of hundred, a couple thousand: about two, as several hundred is about one and more."""
    first = index - 1 - (tokens.lower_at(index - 1) == "of")
    scale = role_at(tokens, index, rules) in SCALES and tokens.lower_at(index + 1) != "-"
    if not scale or tokens.lower_at(first) != "couple":
        return None
    value, last = 2 * rules.numbers[tokens.lower[index]].value, index + 1
    return FigureDraft(first - (tokens.lower_at(first - 1) == "a"), last, value, form="vague", spelled=True)


def _read_ending(draft: FigureDraft, tokens: Tokens, rules: Rules) -> FigureDraft:
    """Read what may follow a cardinal: and a half, million after a fraction, point five, in five, an ordinal."""
    if draft.value is None:
        return draft
    if draft.form == "cardinal" and draft.value >= 1 and tokens.lower_at(draft.last) in PART_JOINTS:
        add_part(draft, tokens, rules)
    if tokens.lower_at(draft.last) == "point" and draft.form == "cardinal":
        _read_decimals(draft, tokens, rules)
    magnitude = rules.numbers.get(tokens.lower_at(draft.last), NOTHING)
    if magnitude.role == "magnitude" and draft.value.denominator != 1:
        draft.value, draft.scale, draft.last = draft.value * magnitude.value, magnitude.value, draft.last + 1
    elif draft.form == "fraction" and (tokens.lower_at(draft.last), tokens.lower_at(draft.last + 1)) == ("of", "a"):
        magnitude = rules.numbers.get(tokens.lower_at(draft.last + 2), NOTHING)
        if magnitude.role == "magnitude":
            draft.value, draft.scale, draft.last = draft.value * magnitude.value, magnitude.value, draft.last + 3
    _read_rank(draft, tokens, rules)
    return draft


def _read_rank(draft: FigureDraft, tokens: Tokens, rules: Rules) -> None:
    """Turn "twenty-first" and "two hundredth" into ordinals; not "twenty first-aid kits", nor "a thirty-second ad"."""
    hyphen = tokens.lower_at(draft.last) == "-"
    number, value = rules.numbers.get(tokens.lower_at(draft.last + hyphen), NOTHING), draft.value
    if number.role != "ordinal" or draft.form != "cardinal" or value is None or value < TWO:
        return
    lasts = number.value == TWO and tokens.lower_at(draft.first - 1) in INDEFINITE
    if hyphen and number.value < TEN <= value and value % TEN == 0 and not lasts:
        draft.value, draft.last, draft.form = value + number.value, draft.last + 2, "ordinal"
    elif number.value >= HUNDRED:
        draft.value, draft.last, draft.form = value * number.value, draft.last + hyphen + 1, "ordinal"


def _read_decimals(draft: FigureDraft, tokens: Tokens, rules: Rules) -> None:
    """Add "point seventy-one", "point five five"."""
    digits, at = "", draft.last + 1
    while len(digits) < 6 and role_at(tokens, at, rules) in BELOW_HUNDRED:
        value = rules.numbers[tokens.lower[at]].value
        if role_at(tokens, at, rules) == "ten":
            hyphen = tokens.lower_at(at + 1) == "-"
            rest = rules.numbers.get(tokens.lower_at(at + 1 + hyphen), NOTHING)
            if rest.role == "unit" and rest.value < 10:
                value, at = value + rest.value, at + 1 + hyphen
        digits, at = digits + str(value), at + 1
    if digits and draft.value is not None:
        draft.value, draft.last = draft.value + Fraction(int(digits), 10 ** len(digits)), at


def read_ordinal(tokens: Tokens, index: int, rules: Rules) -> FigureDraft | None:
    """Read a single ordinal word: first, twelfth."""
    number = rules.numbers.get(tokens.lower[index], NOTHING)
    if number.role != "ordinal":
        return None
    return FigureDraft(index, index + 1, number.value, form="ordinal", spelled=True)
