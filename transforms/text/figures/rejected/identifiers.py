"""Recognise numbers that are the key of something and count nothing: of a phone, a book, the pages of a paper."""

from __future__ import annotations

from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import DASHES
from dyadwire.transforms.text.figures.tokens import Tokens

SHORTEST_KEY, SHORTEST_ZEROED = 7, 5  # digits without commas: what is counted in millions is written with them
KEY_SIGNS, KEY_REACH, FEWEST_GROUPS = ("(", ")", "+"), 4, 3  # (0161) 496 0321
KEY_WORDS = frozenset(("issn", "isbn", "doi", "pmid", "tel", "fax", "phone", "telephone", "mobile", "whatsapp"))
BEFORE_KEY = KEY_WORDS | {":", ".", ")", "-"}
KEY_WORD_REACH = 3  # tokens of "ISSN (online): " before a key
YEAR_DIGITS = 4


def is_key(draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise numbers that count nothing: 111073615, 096234600, +44 20 7946 0958, (202) 555-0143, 1-800-FLOWERS."""
    if draft.unit is None and (_is_named_key(draft, tokens) or _is_citation(draft, tokens)):
        return True
    if draft.value_max is not None:
        return _is_key_of_two(draft, tokens)
    if draft.unit is not None or draft.scale != 1 or draft.form != "cardinal" or draft.last > draft.first + 1:
        return False
    word = tokens.words[draft.first]
    if word.isdecimal() and len(word) >= (SHORTEST_KEY if word[0] != "0" else SHORTEST_ZEROED):
        return len(tokens) > 1
    before, after = tokens.lower_at(draft.first - 1), tokens.lower_at(draft.last)
    bracketed = before == "(" and after == ")" and tokens.is_digits(draft.last + 1)
    return bracketed or _is_group_of_key(draft.first, tokens)


def _is_named_key(draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise what a word says to be one: ISSN 2049-3630, Tel: 020 7946 0958."""
    if KEY_WORDS.isdisjoint(tokens.lower[max(0, draft.first - KEY_WORD_REACH) : draft.first]):
        return False
    return tokens.lower_at(draft.first - 1) in BEFORE_KEY or tokens.is_digits(draft.first - 1)


def _is_key_of_two(draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise what reads as a range: the end of a row of numbers, 555-0143, the 1-800 of 1-800-FLOWERS."""
    first, last = draft.first, draft.last
    if tokens.words[first + 1] not in DASHES:
        return False
    local = draft.unit is None and len(tokens.words[first]) == 3 and len(tokens.words[last - 1]) == 4
    named = tokens.lower_at(last) == "-" and tokens.joined(last - 1) and tokens.is_capital(last + 1)
    return local or named or _ends_row(draft, tokens)


def _is_citation(draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise volume and pages of a paper: 2015; 28: 685-690."""
    first, last = draft.first, draft.last
    if tokens.lower_at(last) == ":":
        return tokens.is_digits(last + 1) and tokens.lower_at(last + 2) in DASHES
    return (
        draft.value_max is not None
        and tokens.lower_at(first - 1) == ":"
        and (tokens.is_digits(first - 2) or tokens.lower_at(first - 2) == ")")
    )


def _ends_row(draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise the 15 - 44 of "Ravens 14 11 6 15 - 44" and the 85-43 of "890 85-43", numbers that no word parts."""
    row = draft.first - 1
    return tokens.is_digits(row) and len(tokens.words[row]) != YEAR_DIGITS


def _is_group_of_key(at: int, tokens: Tokens) -> bool:
    """Recognise one of three groups of digits in a row, counting brackets; commas make a list of numbers."""
    left = right = at
    while left > at - KEY_REACH and (tokens.is_digits(left - 1) or tokens.lower_at(left - 1) in KEY_SIGNS):
        left -= 1
    while right < at + KEY_REACH and (tokens.is_digits(right + 1) or tokens.lower_at(right + 1) in KEY_SIGNS):
        right += 1
    if right - left < FEWEST_GROUPS - 1:
        return False  # most numbers stand alone
    groups = sum(map(tokens.is_digits, range(left, right + 1)))
    return groups >= FEWEST_GROUPS and "," not in tokens.surface(left, right + 1)
