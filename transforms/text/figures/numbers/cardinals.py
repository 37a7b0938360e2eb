"""Cardinals in words, and the fractions that end in them: one hundred and two thousand, twenty and three fifths."""

from __future__ import annotations

from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.exact import Exact, divide
from dyadwire.transforms.text.figures.function_words import HYPHENS, INDEFINITE
from dyadwire.transforms.text.figures.numbers.numerals import BELOW_HUNDRED, CARDINAL, NOTHING, SCALES, Sum, role_at
from dyadwire.transforms.text.figures.rules import NumberWord, Rules
from dyadwire.transforms.text.figures.tokens import Tokens

DOZENS = ("dozens", "crores", "lakhs")  # plurals that count after a number
LONGEST_PHRASE = 24  # tokens: "nine hundred and ninety-nine million …" down to the units
HALVED = ("years", "months", "weeks", "days", "hours", "decades", "million", "billion")
QUARTERED = ("of", "million", "billion", "trillion", "")  # after "three quarters": fourths, not nine months
DOZEN_LEADS = ("another", "first", "last", "next", "initial", "final", "other", "extra", "the", "these", "those")


def read_cardinal(tokens: Tokens, index: int, rules: Rules, *, part: bool = False) -> FigureDraft | None:
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
            if part or _part_at(tokens, at + 1, rules):
                break  # five billion and three quarters: quarters of a billion
            seam = running.value
        running.add(number)
        at += step + 1
    if at == index:
        return None
    draft = FigureDraft(index, at, None if running.nonsense else running.value, spelled=True, scale=running.scale)
    return _read_fraction_of(draft, tokens, rules, seam)


def _begin_cardinal(tokens: Tokens, index: int, rules: Rules) -> int | None:
    """Return the first token that counts: after "a" before a magnitude; "hundred" alone only before a magnitude."""
    following = role_at(tokens, index + 1, rules)
    if tokens.lower[index] in INDEFINITE:
        return index + 1 if following in SCALES else None
    if role_at(tokens, index, rules) == "magnitude":
        lone = tokens.lower[index] == "dozen" and tokens.lower_at(index - 1) in DOZEN_LEADS
        return index if lone and tokens.lower_at(index - 2) != "by" else None  # but not "by the dozen"
    if role_at(tokens, index, rules) == "hundred" and following != "magnitude":
        return None
    return index


def _cardinal_at(tokens: Tokens, index: int, rules: Rules, first: bool) -> NumberWord:
    number = rules.numbers.get(tokens.lower_at(index), NOTHING)
    return NumberWord(number.value, "magnitude") if tokens.lower_at(index) in DOZENS and not first else number


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
    while tokens.lower_at(at) in HYPHENS or role_at(tokens, at, rules) in BELOW_HUNDRED:
        at += 1
    if tokens.lower_at(at) == "and" and tokens.lower_at(at + 1) in INDEFINITE:
        at += 3  # two and a half million
    if running.current is None and role_at(tokens, at, rules) == "hundred":
        at += 1
    number = rules.numbers.get(tokens.lower_at(at), NOTHING)
    return number.role == "hundred" or (number.role == "magnitude" and number.value >= running.scale > 1)


def _read_fraction_of(draft: FigureDraft, tokens: Tokens, rules: Rules, seam: Exact | None) -> FigureDraft:
    """Turn a cardinal before a denominator into a fraction: two thirds, twenty and three fifths, three-quarters."""
    if draft.value is None or draft.value == 0:
        return draft
    under = _denominator_at(tokens, draft.last, rules, draft.value == 1)
    if not under:
        return draft
    tens = rules.numbers.get(tokens.lower_at(draft.last - 1), NOTHING)
    if seam is None and tens.role == "ten" and draft.value > 100 and under[0] < 10:
        under = (under[0] + tens.value, under[1])  # one hundred thirty-fifths: 35ths, not 130 fifths
        draft.value -= tens.value
    whole = seam if seam is not None and draft.value - seam < under[0] else 0
    draft.value, draft.last, draft.form = whole + divide(draft.value - whole, under[0]), under[1], "fraction"
    return draft


def _denominator_at(tokens: Tokens, index: int, rules: Rules, single: bool) -> tuple[Exact, int] | None:
    """Return the denominator at a token (thirds, -quarters, third after one) and its end."""
    at = index + (tokens.lower_at(index) == "-")
    number = rules.numbers.get(tokens.lower_at(at), NOTHING)
    if number.role == "ten":  # one twenty-fifth
        return None
    plural = number.role == "ordinals" or tokens.lower_at(at) in ("halves", "quarters")
    if tokens.lower_at(at) == "quarters" and at == index and tokens.lower_at(at + 1) not in QUARTERED:
        return None  # "two quarters" are half a year
    if plural or (
        single and number.role in ("ordinal", "fraction") and number.value > 1 and tokens.lower_at(at) != "second"
    ):
        return number.value, at + 1
    return None


def _part_at(tokens: Tokens, index: int, rules: Rules) -> tuple[Exact, int] | None:
    """Read the proper fraction of "… and a half", "… and three fifths"."""
    if tokens.lower_at(index) in INDEFINITE:
        under = _denominator_at(tokens, index + 1, rules, single=True)
        return (divide(1, under[0]), under[1]) if under else None
    if tokens.lower_at(index) == "half" and tokens.lower_at(index + 1) in HALVED:  # two and half years
        return divide(1, 2), index + 1
    if role_at(tokens, index, rules) not in BELOW_HUNDRED:
        return None
    part = read_cardinal(tokens, index, rules, part=True)
    if part is None or part.form != "fraction" or part.value is None or not 0 < part.value < 1:
        return None
    return part.value, part.last


def add_part(draft: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Add the part after "and": a billion and a half, one billion and a quarter million, five-and-a-half."""
    at = draft.last + (tokens.lower_at(draft.last) in HYPHENS)
    if tokens.lower_at(at) != "and":
        return False
    part = _part_at(tokens, at + 1 + (tokens.lower_at(at + 1) in HYPHENS), rules)
    if not part or draft.value is None:
        return False
    draft.value, draft.last = draft.value + part[0] * draft.scale, part[1]
    return True
