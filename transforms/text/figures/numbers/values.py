"""The numbers of a sentence in digits and words, one in five too: what each is worth, exactly."""

from __future__ import annotations

from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.exact import Exact, divide
from dyadwire.transforms.text.figures.function_words import AUXILIARIES, HYPHENS, MINUSES, MODALS, PAUSES
from dyadwire.transforms.text.figures.numbers.cardinals import DOZENS, HALVED, add_part
from dyadwire.transforms.text.figures.numbers.digits import parse_digits, read_exponent, read_fraction, read_grouped
from dyadwire.transforms.text.figures.numbers.numerals import BELOW_HUNDRED, NOTHING, SCALES, may_continue, role_at
from dyadwire.transforms.text.figures.numbers.words import read_words
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens

JOINTS = ("in", "of", "over")  # between a share and its whole
NO_NOUNS = frozenset((*JOINTS, "out"))  # before "in" and "out", but no transfer of "one transfer in six"
AFTER_SHARE = PAUSES | AUXILIARIES | MODALS | {"does", "did", "now", "still", "who", "that"}
LARGEST_BARE = 1000  # of a number without a comma: "1 in 2019" is no share
LARGEST = 10**21  # a thousand quadrillion: beyond it "quadrillion million" is nonsense
MINUS_SIGNS = MINUSES - {"–"}  # a dash before a number mostly begins an aside
SIGNS = MINUS_SIGNS | {"minus", "negative"}
ORDINAL_ENDINGS = ("st", "nd", "rd", "th")


def read_ratio(tokens: Tokens, index: int, value: Exact, rules: Rules) -> tuple[Exact, int] | None:
    """Read the rest of "one in five", "1 out of 20", "two out of every three": the share and its end."""
    if _is_noun(tokens, index, rules):
        share = read_ratio(tokens, index + 1, value, rules)
        return share if share and _ends_phrase(tokens, share[1]) else None
    at = index + 2 if tokens.lower_at(index) == "out" and tokens.lower_at(index + 1) == "of" else index + 1
    if tokens.lower_at(at - 1) not in JOINTS:
        return None
    every, out = tokens.lower_at(at) == "every", tokens.lower_at(index) == "out"
    if not every and (tokens.lower_at(index) == "of" or not (value == 1 or out or is_share(tokens, index))):
        return None
    other, end = _read_whole(tokens, at + every, rules)
    if other is None or not max(value, 1) < other or rules.units.at(tokens, end):
        return None
    if other > LARGEST_BARE and not every and end == at + 1 and "," not in tokens.words[at]:
        return None
    return divide(value, other), end


def _is_noun(tokens: Tokens, at: int, rules: Rules) -> bool:
    """Recognise the noun of "one transfer in six"."""
    noun = (
        tokens.lower_at(at + 1) in ("in", "out") and tokens.lower_at(at) not in NO_NOUNS and tokens.word(at).islower()
    )
    return noun and tokens.lower_at(at) not in rules.words["stop"] and tokens.lower_at(at) not in rules.numbers


def _ends_phrase(tokens: Tokens, end: int) -> bool:
    """Distinguish a whole without a noun of its own from the ten countries of "one bank in ten countries"."""
    return tokens.lower_at(end) in AFTER_SHARE or tokens.lower_at(end).endswith("ed")


def is_share(tokens: Tokens, index: int) -> bool:
    """Distinguish 3 in every 8 and 7 out of 10, which tell a share, from 5 out of 11 that were counted and 5 of 10."""
    if tokens.lower_at(index) not in ("in", "of", "out"):
        return False
    whole = index + 2 if tokens.lower_at(index) == "out" else index + 1
    return tokens.lower_at(whole) in ("every", "ten", "10", "100")


def _read_whole(tokens: Tokens, at: int, rules: Rules) -> tuple[Exact | None, int]:
    """Read the number of which a share is told, in digits or words, and its end."""
    if tokens.is_digits(at):
        magnitude = rules.numbers.get(tokens.lower_at(at + 1), NOTHING)
        number = parse_digits(tokens.words[at])
        if magnitude.role != "magnitude" or number is None:
            return number, at + 1
        return number * magnitude.value, at + 2
    draft = read_words(tokens, at, rules) if role_at(tokens, at, rules) in BELOW_HUNDRED else None
    return (draft.value, draft.last) if draft and draft.form == "cardinal" else (None, at)


def read_numbers(tokens: Tokens, rules: Rules) -> list[FigureDraft]:
    """Find every number of a sentence, in order and without overlap."""
    drafts: list[FigureDraft] = []
    free = 0
    numbers, leads = rules.numbers, rules.words["number_lead"]
    for index in tokens.marks:
        word = tokens.lower[index]
        if index < free:
            continue
        if word[-1].isdecimal():
            draft: FigureDraft | None = read_digits(tokens, index, rules)
        elif word in numbers or (word in leads and tokens.lower_at(index + 1) in numbers):
            draft = _read_words_or_ratio(tokens, index, rules)
        else:
            continue
        if draft:
            drafts.append(_add_sign(_check_size(draft), tokens, drafts))
            free = draft.last
    return drafts


def _read_words_or_ratio(tokens: Tokens, index: int, rules: Rules) -> FigureDraft | None:
    draft = read_words(tokens, index, rules)
    if draft and draft.value is not None and 0 < draft.value <= 10 and draft.form == "cardinal":
        ratio = read_ratio(tokens, draft.last, draft.value, rules)
        if ratio:
            return FigureDraft(index, ratio[1], ratio[0], form="ratio", spelled=True)
    return draft


def _check_size(draft: FigureDraft) -> FigureDraft:
    if draft.value is not None and not -LARGEST <= draft.value <= LARGEST:
        draft.value = None
    draft.head, draft.tail = draft.first, draft.last
    return draft


def _add_sign(draft: FigureDraft, tokens: Tokens, drafts: list[FigureDraft]) -> FigureDraft:
    """Take in a minus: the word, or the sign where it touches the number and follows no word or number."""
    before = draft.first - 1
    sign = tokens.lower_at(before)
    if sign not in SIGNS or draft.value is None or (drafts and drafts[-1].last > before):
        return draft
    touching = sign in MINUS_SIGNS and tokens.joined(before) and not tokens.joined(before - 1)
    if tokens.joined(before - 1) and sign in MINUS_SIGNS and tokens.lower[before - 1] in ("(", "$", "€", "£"):
        touching = tokens.joined(before)
    alone = before == 0 and draft.last >= len(tokens) - 1 and sign in MINUS_SIGNS  # "- 10k" is all there is
    if touching or alone or sign in ("minus", "negative"):
        draft.value, draft.first = -draft.value, before
    return draft


def read_digits(tokens: Tokens, index: int, rules: Rules, below: Exact | None = None) -> FigureDraft:
    """Read a number that begins with digits, with its magnitudes, fraction and ordinal ending.

    `below`: the magnitude of a number that this one may be the rest of; of a larger one no rest is read.
    """
    value, last = read_grouped(tokens, index)
    following = tokens.lower_at(last)
    if value is None or (value != 1 and not may_continue(following, rules)):
        return FigureDraft(index, last, value)
    if following in ORDINAL_ENDINGS and tokens.joined(last - 1) and _is_rank(value, following):
        return FigureDraft(index, last + 1, value, form="ordinal")
    exponent = read_exponent(tokens, last, value)
    if exponent:
        return FigureDraft(index, exponent[1], exponent[0])
    value, last, fraction = read_fraction(tokens, last, value, rules)
    if fraction:
        draft = _read_magnitudes(tokens, index, last, value, rules, below)
        draft.form = "fraction" if draft.scale == 1 else "cardinal"
        return draft
    ratio = read_ratio(tokens, last, value, rules) if value == 1 or is_share(tokens, last) else None
    if ratio:
        return FigureDraft(index, ratio[1], ratio[0], form="ratio")
    if _is_half(tokens, last):
        whole = FigureDraft(index, last, value)
        add_part(whole, tokens, rules)
        value, last = whole.value or value, whole.last
    return _read_magnitudes(tokens, index, last, value, rules, below)


def _is_rank(value: Exact, ending: str) -> bool:
    """Distinguish 21st and 111th from the 12st of a weight."""
    if value.denominator != 1:
        return False
    return ending != "st" or (value % 10 == 1 and value % 100 != 11)


def _read_magnitudes(
    tokens: Tokens, first: int, last: int, value: Exact, rules: Rules, below: Exact | None
) -> FigureDraft:
    """Read the magnitudes after digits (1.2 million, 5 lakh crore, 3bn, 10k) and what they carry (3 hundred and 21)."""
    scale: Exact = 1
    nonsense = False
    while True:
        at = _after_hyphen(tokens, last)
        number = rules.numbers.get(tokens.lower_at(at))
        if not number or (number.role not in SCALES and tokens.lower_at(at) not in DOZENS):
            break
        nonsense = nonsense or (scale > 10**6 and number.value > 1)
        scale, last = scale * number.value, at + 1
    draft = FigureDraft(first, last, None if nonsense else value * scale, scale=scale)
    if scale == 1 or nonsense or draft.value is None or (below is not None and scale >= below):
        return draft
    return _read_remainder(draft, tokens, rules)


def _after_hyphen(tokens: Tokens, at: int) -> int:
    """Return where the magnitude of "600-million" and "600-plus million" begins."""
    if tokens.lower_at(at) != "-" or not tokens.joined(at - 1) or not tokens.joined(at):
        return at
    return at + 1 + (tokens.lower_at(at + 1) == "plus")


def _is_half(tokens: Tokens, at: int) -> bool:
    """Tell whether "and a half" follows digits: 2 and a half litres, 2-and-a-half-year-old."""
    at += tokens.lower_at(at) in HYPHENS
    if tokens.lower_at(at) != "and":
        return False
    if tokens.lower_at(at + 1) == "half":
        return tokens.lower_at(at + 2) in HALVED
    half = at + 2 + (tokens.lower_at(at + 1) in HYPHENS)
    return "half" in (tokens.lower_at(half), tokens.lower_at(half + 1)) and tokens.lower_at(half + 1) != "of"


def _read_remainder(draft: FigureDraft, tokens: Tokens, rules: Rules) -> FigureDraft:
    """Add "and a half" and "and 21" to a number that ends in a magnitude."""
    assert draft.value is not None
    if tokens.is_digits(draft.last) and draft.scale >= 1000:  # 6 crore 20 lakh
        rest = read_digits(tokens, draft.last, rules, draft.scale)
        if rest.value is not None and 1 < rest.scale < draft.scale:
            draft.value, draft.last = draft.value + rest.value, rest.last
        return draft
    if tokens.lower_at(draft.last) != "and":
        return draft
    if add_part(draft, tokens, rules):
        return draft
    if (
        rules.numbers.get(tokens.lower_at(draft.last + 1), NOTHING).role in BELOW_HUNDRED
        and tokens.lower_at(draft.first - 1) != "between"
    ):
        words = read_words(tokens, draft.last + 1, rules)
        if words and words.value is not None and words.form == "cardinal" and words.value < draft.scale:
            draft.value, draft.last = draft.value + words.value, words.last
    return draft
