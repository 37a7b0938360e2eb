"""Numbers in words: cardinals, fractions, ordinals, multiples and vague quantities."""

from __future__ import annotations

from fractions import Fraction

from dyadwire.transforms.text.figures.drafts import Draft
from dyadwire.transforms.text.figures.exact import Exact, divide
from dyadwire.transforms.text.figures.function_words import HYPHENS, INDEFINITE
from dyadwire.transforms.text.figures.numbers.numerals import (
    BELOW_HUNDRED,
    CARDINAL,
    NOTHING,
    SCALES,
    Sum,
    may_continue,
    read_leading_fraction,
    read_times,
    role_at,
    takes_object,
)
from dyadwire.transforms.text.figures.rules import Number, Rules
from dyadwire.transforms.text.figures.tokens import Tokens

LONGEST_PHRASE = 24  # tokens: "nine hundred and ninety-nine million …" down to the units
QUARTERED = ("of", "million", "billion", "trillion", "")  # after "three quarters": fourths, not nine months
DOZEN_LEADS = ("another", "first", "last", "next", "initial", "final", "other", "extra", "the", "these", "those")
PART_JOINTS = HYPHENS | {"and"}  # before a part: five and a half, five-and-a-half
PLAIN_VERBS = ("double", "triple", "quadruple", "halve")  # the first three are adjectives too
DOZENS = ("dozens", "crores", "lakhs")  # plurals that count after a number


def read_words(tokens: Tokens, index: int, rules: Rules) -> Draft | None:
    """Read a number in words that begins at a token, or None."""
    word = tokens.lower[index]
    number = rules.numbers.get(word, NOTHING)
    if number.role in ("vague", "multiple", "glyph"):
        return _read_single(tokens, index, rules)
    if number.role == "times":
        return read_times(tokens, index, rules)
    if number.role == "ordinal":
        return read_ordinal(tokens, index, rules)
    if number.role in BELOW_HUNDRED and not may_continue(tokens.near(index + 1), rules):
        return Draft(index, index + 1, number.value, spelled=True)
    if word in ("several", "few"):
        return _read_several(tokens, index, rules)
    fraction = read_leading_fraction(tokens, index, rules)
    if fraction:
        return fraction
    draft = _read_cardinal(tokens, index, rules)
    return _read_ending(draft, tokens, rules) if draft else _read_couple(tokens, index, rules)


def _read_single(tokens: Tokens, index: int, rules: Rules) -> Draft | None:
    """Read hundreds, tens of thousands, tripled, ½."""
    number = rules.numbers[tokens.lower[index]]
    form = {"vague": "vague", "multiple": "multiple"}.get(number.role, "fraction")
    value, last = number.value, index + 1
    if tokens.lower[index] in PLAIN_VERBS and not takes_object(tokens, index, rules):
        return None
    if tokens.lower[index] in ("tens", "scores") and tokens.near(last) != "of":
        return None
    while form == "vague" and tokens.near(last) == "of" and role_at(tokens, last + 1, rules) == "vague":
        value, last = value * rules.numbers[tokens.lower[last + 1]].value, last + 2
    if tokens.lower[index] == "tens" and last == index + 1:
        return None
    return Draft(index, last, value, form=form, spelled=True)


def _read_several(tokens: Tokens, index: int, rules: Rules) -> Draft | None:
    """Read several hundred, a few thousand, several hundred million."""
    value: Exact = 1
    last = index + 1
    while role_at(tokens, last, rules) in SCALES and last <= index + 2:
        value, last = value * rules.numbers[tokens.lower[last]].value, last + 1
    return Draft(index, last, value, form="vague", spelled=True) if last > index + 1 else None


def _read_couple(tokens: Tokens, index: int, rules: Rules) -> Draft | None:
    """Read a couple of hundred, a couple thousand: about two, as several hundred is about one and more."""
    first = index - 1 - (tokens.near(index - 1) == "of")
    scale = role_at(tokens, index, rules) in SCALES and tokens.near(index + 1) != "-"
    if not scale or tokens.near(first) != "couple":
        return None
    value, last = 2 * rules.numbers[tokens.lower[index]].value, index + 1
    return Draft(first - (tokens.near(first - 1) == "a"), last, value, form="vague", spelled=True)


def _read_cardinal(tokens: Tokens, index: int, rules: Rules, *, part: bool = False) -> Draft | None:
    """Read "one hundred and two thousand"; "a" counts before hundred and the magnitudes. A `part` holds no "and"."""
    running, at = Sum(), _begin_cardinal(tokens, index, rules)
    if at is None:
        return None
    if at > index or role_at(tokens, index, rules) in SCALES:
        running.current = 1
    seam: Exact | None = None
    while at < min(len(tokens), index + LONGEST_PHRASE):
        step = 0 if at == index else _connector(tokens, at, running, rules)
        number = _cardinal_at(tokens, at + step, rules, first=at == index)
        if number.role not in CARDINAL or not running.accepts(number):
            break
        if step and tokens.lower[at] in ("and", "&"):
            if part or read_denominator(tokens, at + 1, rules):
                break  # five billion and three quarters: quarters of a billion
            seam = running.value
        running.add(number)
        at += step + 1
    if at == index:
        return None
    draft = Draft(index, at, None if running.nonsense else running.value, spelled=True, scale=running.scale)
    return _read_fraction_of(draft, tokens, rules, seam)


def _begin_cardinal(tokens: Tokens, index: int, rules: Rules) -> int | None:
    """Return the first token that counts: after "a" before a magnitude; "hundred" alone only before a magnitude."""
    following = role_at(tokens, index + 1, rules)
    if tokens.lower[index] in INDEFINITE:
        return index + 1 if following in SCALES else None
    if role_at(tokens, index, rules) == "magnitude":
        lone = tokens.lower[index] == "dozen" and tokens.near(index - 1) in DOZEN_LEADS
        return index if lone and tokens.near(index - 2) != "by" else None  # but not "by the dozen"
    if role_at(tokens, index, rules) == "hundred" and following != "magnitude":
        return None
    return index


def _cardinal_at(tokens: Tokens, index: int, rules: Rules, first: bool) -> Number:
    number = rules.numbers.get(tokens.near(index), NOTHING)
    return Number(number.value, "magnitude") if tokens.near(index) in DOZENS and not first else number


def _connector(tokens: Tokens, at: int, running: Sum, rules: Rules) -> int:
    """Return 1 where a hyphen or "and" joins the next word to the number, else 0."""
    joint = tokens.lower[at]
    following = role_at(tokens, at + 1, rules)
    if joint in ("-", "‑"):
        return int(following in CARDINAL)
    if joint == "," and running.current is None and running.total > 0:  # three million, two hundred and forty
        return int(following == "unit" and role_at(tokens, at + 2, rules) == "hundred")
    round_number = running.current is None or (running.current > 0 and running.current % 100 == 0)
    if joint in ("and", "&") and round_number and following in BELOW_HUNDRED:
        return int(not _is_another(tokens, at + 1, running, rules))
    return 0


def _is_another(tokens: Tokens, at: int, running: Sum, rules: Rules) -> bool:
    """Tell whether a number of its own follows "and": three million and five million, two hundred and six hundred."""
    while tokens.near(at) in HYPHENS or role_at(tokens, at, rules) in BELOW_HUNDRED:
        at += 1
    if tokens.near(at) == "and" and tokens.near(at + 1) in INDEFINITE:
        at += 3  # two and a half million
    if running.current is None and role_at(tokens, at, rules) == "hundred":
        at += 1
    number = rules.numbers.get(tokens.near(at), NOTHING)
    return number.role == "hundred" or (number.role == "magnitude" and number.value >= running.scale > 1)


def _read_fraction_of(draft: Draft, tokens: Tokens, rules: Rules, seam: Exact | None) -> Draft:
    """Turn a cardinal before a denominator into a fraction: two thirds, twenty and three fifths, three-quarters."""
    if draft.value is None or draft.value == 0:
        return draft
    under = _denominator_at(tokens, draft.last, rules, draft.value == 1)
    if not under:
        return draft
    tens = rules.numbers.get(tokens.near(draft.last - 1), NOTHING)
    if seam is None and tens.role == "ten" and draft.value > 100 and under[0] < 10:
        under = (under[0] + tens.value, under[1])  # one hundred thirty-fifths: 35ths, not 130 fifths
        draft.value -= tens.value
    whole = seam if seam is not None and draft.value - seam < under[0] else 0
    draft.value, draft.last, draft.form = whole + divide(draft.value - whole, under[0]), under[1], "fraction"
    return draft


def _denominator_at(tokens: Tokens, index: int, rules: Rules, single: bool) -> tuple[Exact, int] | None:
    """Return the denominator at a token (thirds, -quarters, third after one) and its end."""
    at = index + (tokens.near(index) == "-")
    number = rules.numbers.get(tokens.near(at), NOTHING)
    if number.role == "ten":  # one twenty-fifth
        ones_at = at + 1 + (tokens.near(at + 1) == "-")
        ones = rules.numbers.get(tokens.near(ones_at), NOTHING)
        if ones.value < 10 and (
            ones.role == "ordinals" or (single and ones.role == "ordinal") or tokens.near(ones_at) == "firsts"
        ):
            return number.value + (ones.value or 1), ones_at + 1
        return None
    plural = number.role == "ordinals" or tokens.near(at) in ("halves", "quarters")
    if tokens.near(at) == "quarters" and at == index and tokens.near(at + 1) not in QUARTERED:
        return None  # "two quarters" are half a year
    if plural or (
        single and number.role in ("ordinal", "fraction") and number.value > 1 and tokens.near(at) != "second"
    ):
        return number.value, at + 1
    return None


def read_denominator(tokens: Tokens, index: int, rules: Rules) -> tuple[Exact, int] | None:
    """Read the proper fraction of "… and a half", "… and three fifths"."""
    if tokens.near(index) in INDEFINITE:
        under = _denominator_at(tokens, index + 1, rules, single=True)
        return (divide(1, under[0]), under[1]) if under else None
    if role_at(tokens, index, rules) not in BELOW_HUNDRED:
        return None
    part = _read_cardinal(tokens, index, rules, part=True)
    if part is None or part.form != "fraction" or part.value is None or not 0 < part.value < 1:
        return None
    return part.value, part.last


def _read_ending(draft: Draft, tokens: Tokens, rules: Rules) -> Draft:
    """Read what may follow a cardinal: and a half, million after a fraction, point five, in five, an ordinal."""
    if draft.value is None:
        return draft
    if draft.form == "cardinal" and draft.value >= 1 and tokens.near(draft.last) in PART_JOINTS:
        add_part(draft, tokens, rules)
    if tokens.near(draft.last) == "point" and draft.form == "cardinal":
        _read_decimals(draft, tokens, rules)
    magnitude = rules.numbers.get(tokens.near(draft.last), NOTHING)
    if magnitude.role == "magnitude" and draft.value.denominator != 1:
        draft.value, draft.scale, draft.last = draft.value * magnitude.value, magnitude.value, draft.last + 1
    elif draft.form == "fraction" and (tokens.near(draft.last), tokens.near(draft.last + 1)) == ("of", "a"):
        magnitude = rules.numbers.get(tokens.near(draft.last + 2), NOTHING)
        if magnitude.role == "magnitude":
            draft.value, draft.scale, draft.last = draft.value * magnitude.value, magnitude.value, draft.last + 3
    return _read_rank(draft, tokens, rules)


def add_part(draft: Draft, tokens: Tokens, rules: Rules) -> bool:
    """Add the part after "and": a billion and a half, one billion and a quarter million, five-and-a-half."""
    at = draft.last + (tokens.near(draft.last) in HYPHENS)
    if tokens.near(at) != "and":
        return False
    part = read_denominator(tokens, at + 1 + (tokens.near(at + 1) in HYPHENS), rules)
    if not part or draft.value is None:
        return False
    smaller = rules.numbers.get(tokens.near(part[1]), NOTHING)
    if smaller.role == "magnitude" and smaller.value < draft.scale:
        draft.value, draft.last = draft.value + part[0] * smaller.value, part[1] + 1
    else:
        draft.value, draft.last = draft.value + part[0] * draft.scale, part[1]
    return True


def _read_decimals(draft: Draft, tokens: Tokens, rules: Rules) -> None:
    """Add "point seventy-one", "point five five"."""
    digits, at = "", draft.last + 1
    while len(digits) < 6 and role_at(tokens, at, rules) in BELOW_HUNDRED:
        value = rules.numbers[tokens.lower[at]].value
        if role_at(tokens, at, rules) == "ten":
            hyphen = tokens.near(at + 1) == "-"
            rest = rules.numbers.get(tokens.near(at + 1 + hyphen), NOTHING)
            if rest.role == "unit" and rest.value < 10:
                value, at = value + rest.value, at + 1 + hyphen
        digits, at = digits + str(value), at + 1
    if digits and draft.value is not None:
        draft.value, draft.last = draft.value + Fraction(int(digits), 10 ** len(digits)), at


def _read_rank(draft: Draft, tokens: Tokens, rules: Rules) -> Draft:
    """Turn "twenty-first" and "two hundredth" into ordinals, "one in five" into a ratio."""
    at = draft.last + (tokens.near(draft.last) == "-")
    number = rules.numbers.get(tokens.near(at), NOTHING)
    value = draft.value
    if number.role == "ordinal" and value is not None and draft.form == "cardinal" and at < draft.last + 2:
        tens = value % 10 == 0 and number.value < 10 and value >= 20
        if tens or (number.value >= 100 and value > 1):
            draft.value = value + number.value if tens else value * number.value
            draft.last, draft.form = at + 1, "ordinal"
    return draft


def read_ordinal(tokens: Tokens, index: int, rules: Rules) -> Draft | None:
    """Read a single ordinal word: first, twelfth."""
    number = rules.numbers.get(tokens.lower[index], NOTHING)
    if number.role != "ordinal":
        return None
    return Draft(index, index + 1, number.value, form="ordinal", spelled=True)
