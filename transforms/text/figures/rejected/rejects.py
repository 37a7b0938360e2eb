"""Reject numbers that are no figures: years, dates, clock times, names, scores, list and phone numbers, pronouns."""

from __future__ import annotations

from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import DASHES, MINUSES, PAUSES
from dyadwire.transforms.text.figures.rejected.dates import (
    ends_years,
    is_clock,
    is_date,
    is_hour,
    is_year,
    is_year_pair,
)
from dyadwire.transforms.text.figures.rejected.identifiers import KEY_WORDS, is_key
from dyadwire.transforms.text.figures.rejected.idioms import SENTENCE_STARTERS, is_idiom, is_pronoun_unit
from dyadwire.transforms.text.figures.rejected.names import (
    is_in_address,
    is_model,
    is_named,
    is_numbered,
    is_unit_of_name,
    is_version,
)
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens
from dyadwire.transforms.text.figures.units.nouns import is_plural

HIGHEST_SCORE = 15  # goals of a side
SCORE_REACH = 40  # tokens around 3-1 in which a match or a vote is spoken of
LONGEST_SURFACE = 80  # characters: longer ones are lists or noise
ELIDED = PAUSES | {"and"}  # after a number whose noun is left out
LONGEST_NAME, NAME_JOINTS = 6, ("de", "of", "do", "la")  # tokens of the name of a place
PHONE_REACH = 3  # tokens of "phone number: " before it
COUNT_REACH = 6  # tokens of "327 deaths" and what was added to it, before ", and Cusco 84"
CHAIN_SIGNS = DASHES | {"/", "+", ".", "=", "@", "#"}
LEADING_SIGNS = frozenset(("+", "#", "@", "§", "=", "^", "*"))


def is_figure(draft: FigureDraft, tokens: Tokens, rules: Rules, in_title: bool) -> bool:
    """Tell whether a number is a figure; it has its unit already, if any stands beside it."""
    if (
        is_in_address(draft, tokens)
        or _is_oversized(draft, tokens)
        or (draft.kind != "money" and is_clock(draft, tokens, rules))
    ):
        return False
    if tokens.lower_at(draft.first - 1) in ("±", "-") and _is_uncertainty(draft, tokens):
        return False
    if draft.own_unit:
        named = _is_glued(draft, tokens, strict=False) or is_unit_of_name(draft, tokens, rules, in_title)
        return not (named or is_pronoun_unit(draft, tokens))
    if draft.value is None:
        return False
    if draft.spelled:
        return not (is_idiom(draft, tokens, rules, in_title) or is_named(draft, tokens, rules, in_title))
    return not _is_label(draft, tokens, rules, in_title)


def _is_label(draft: FigureDraft, tokens: Tokens, rules: Rules, in_title: bool) -> bool:
    """Recognise digits without a unit that date, number or name something: 1998, 3-1, Article 5, a 737 Max, G20."""
    return (
        is_year(draft, tokens, rules)
        or ends_years(draft, tokens)
        or is_date(draft, tokens, rules)
        or _is_chain(draft, tokens, rules)
        or _is_lettered(draft, tokens)
        or is_numbered(draft, tokens, rules)
        or is_model(draft, tokens, rules)
        or is_key(draft, tokens)
        or is_version(draft, tokens)
        or is_named(draft, tokens, rules, in_title)
        or _is_result(draft, tokens)
        or is_hour(draft, tokens)
        or _is_list_number(draft, tokens)
        or _is_glued(draft, tokens, strict=True)
        or (not in_title and _is_numbered_name(draft, tokens, rules))
    )


def _is_oversized(draft: FigureDraft, tokens: Tokens) -> bool:
    return tokens.ends[draft.last - 1] - tokens.starts[draft.first] > LONGEST_SURFACE


def _is_uncertainty(draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise the 0.01 of 2,000.45±0.01, and the 3 of a margin of +/- 3 points."""
    return "".join(tokens.lower[max(0, draft.first - 3) : draft.first]).endswith(("±", "+/-"))


def _is_chain(draft: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Recognise the parts of 2023-05-17, 555-0143, 24/7, 192.168.1.2 and scores such as 3-1."""
    for sign, at in ((draft.first - 1, draft.first - 2), (draft.last, draft.last + 1)):
        if (
            tokens.lower_at(sign) in CHAIN_SIGNS
            and tokens.joined(sign)
            and tokens.joined(sign - 1)
            and tokens.is_digits(at)
        ):
            return True
    if tokens.lower_at(draft.first - 1) in LEADING_SIGNS and tokens.joined(draft.first - 1):
        return True
    if draft.value_max is None:
        return _is_odds(draft, tokens)
    dashed = any(sign in DASHES for sign in tokens.words[draft.first : draft.last])
    if not dashed:
        return False
    if _is_score(draft, tokens) or _is_called(draft, tokens):
        return True
    if draft.unit is not None and is_plural(draft.unit.split()[-1].lower(), rules):
        return False
    around = tokens.lower[max(0, draft.first - SCORE_REACH) : draft.last + SCORE_REACH]
    return not rules.words["score"].isdisjoint(around) or is_year_pair(draft)


def _is_called(draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise the telephone number of "by phone at 2990-6000"."""
    return not KEY_WORDS.isdisjoint(tokens.lower[max(0, draft.first - PHONE_REACH) : draft.first])


def _is_score(draft: FigureDraft, tokens: Tokens) -> bool:
    """Distinguish "Nicaragua 1-3 Honduras", by itself, from "In Kyiv 20-30 Russians were arrested"."""
    low = draft.value_max is not None and draft.value_max <= HIGHEST_SCORE
    named = tokens.is_capital(draft.first - 1) and tokens.is_capital(draft.last)
    after = tokens.lower_at(draft.last + 1)
    return low and named and (after in PAUSES or after[:1].isdecimal())


def _is_lettered(draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise what a hyphen ties to one capital letter: an 8-K filing, 3-D, a 4-H club."""
    hyphen, letter = draft.first + 1, draft.first + 2
    tied = tokens.lower_at(hyphen) == "-" and tokens.joined(hyphen - 1) and tokens.joined(hyphen)
    return tied and tokens.is_capital(letter) and len(tokens.words[letter]) == 1


def _is_odds(draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise the two numbers of a 2-to-1 margin, of a 3-for-1 split and of 20-of-24 passing."""
    if "-" not in (tokens.lower_at(draft.last), tokens.lower_at(draft.first - 1)):
        return False
    for middle, far in ((draft.last + 1, draft.last + 3), (draft.first - 2, draft.first - 4)):
        hyphens = tokens.lower_at(middle - 1) == tokens.lower_at(middle + 1) == "-"
        if tokens.lower_at(middle) in ("to", "for", "of") and hyphens and tokens.is_digits(far):
            return True
    return False


def _is_result(draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise the goals of "Wild 4, Sabres 1", by which a report of a match begins."""
    if draft.first == 0 or draft.scale != 1 or not tokens.is_capital(draft.first - 1):
        return False
    for comma, other in ((draft.last, draft.last + 2), (draft.first - 2, draft.first - 3)):
        if tokens.lower_at(comma) != ",":
            continue
        for at in (other, other + 1 if other > comma else other):
            if tokens.word(at).isdecimal() and tokens.is_capital(at - 1) and len(tokens.word(at)) < 4:
                return True
    return False


def _is_list_number(draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise "1.", "2)" and "3 –" at the beginning, "(3)" anywhere, and a number in brackets after a name."""
    before, after = tokens.lower_at(draft.first - 1), tokens.lower_at(draft.last)
    ends = (".", ")", ":", *DASHES)
    apart = after not in DASHES or not (tokens.joined(draft.last - 1) or tokens.joined(draft.last))
    if draft.first == 0 and after in ends and apart and draft.value is not None and draft.value < 100:
        title = tokens.is_capital(draft.last + 1) or tokens.lower_at(draft.last + 1) in SENTENCE_STARTERS
        return draft.last + 1 == len(tokens) or title or after == ")"
    return before in ("(", "[") and after in (")", "]") and draft.value is not None and draft.value < 100


def _is_glued(draft: FigureDraft, tokens: Tokens, strict: bool) -> bool:
    """Recognise a number that is part of a word: G20, Su-35, 5G, 1990s, 3D."""
    before = draft.first - 1
    if tokens.joined(before):
        sign = tokens.lower_at(before)
        if sign.isalpha() and tokens.is_digits(draft.first):
            return True
        if sign in MINUSES and tokens.joined(before - 1) and tokens.lower_at(before - 1).isalpha():
            return strict or tokens.is_capital(before - 1)
        if sign in ("_", "/", "&", "\\"):
            return strict
    if not strict or not tokens.joined(draft.last - 1):
        return False
    after = tokens.lower_at(draft.last)
    return after.isalpha()


def _is_numbered_name(draft: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Recognise a bare number after a capitalised word that nothing is counted by: Beijing 8, Starship 5."""
    before = draft.first - 1
    if (
        before < 1
        or not tokens.is_capital(before)
        or tokens.lower_at(before) in rules.words["stop"]
        or draft.scale != 1
    ):
        return False
    if not tokens.words[draft.first].isdecimal() or tokens.lower_at(before - 1) in SENTENCE_STARTERS:
        return False
    if tokens.lower_at(before) in rules.words["month"] or _repeats_count(draft, tokens, rules):
        return False  # in June 300 died
    if draft.unit is None:
        return True
    noun = draft.unit.split()[-1].lower()
    return not is_plural(noun, rules) and not (draft.value == 1 and noun in rules.words["scored"])  # Watts 1 goal


def _repeats_count(draft: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Recognise the 84 of "Lima counted 327 deaths, and Cusco 84", which leaves out what it counts."""
    at = draft.first - 1
    if tokens.lower_at(draft.last) not in ELIDED:
        return False
    while at > draft.first - LONGEST_NAME and (tokens.is_capital(at) or tokens.lower_at(at) in NAME_JOINTS):
        at -= 1
    if tokens.lower_at(at) not in ("and", ",", ";"):
        return False
    counted = range(max(0, at - COUNT_REACH), at - 1)
    return any(tokens.is_digits(one) and is_plural(tokens.lower_at(one + 1), rules) for one in counted)
