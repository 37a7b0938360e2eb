"""Share a unit that is said once for several numbers: 190 billion cubic metres and about 60 billion."""

from __future__ import annotations

from itertools import pairwise

from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import COMPARING, INDEFINITE, PAUSES
from dyadwire.transforms.text.figures.numbers.ranges import HIGHEST_SHARE, copy_unit, may_be_year
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens

MOST_TIMES = 1000  # "worth 17 trillion kroner, against 60 billion": further apart they are not compared
MILLION = 10**6  # smaller bare numbers count people or things too often
AMOUNTS_GAP = 8  # tokens between two amounts of one thing
AMOUNTS_LEAD = 4  # tokens of "and more than"
AMOUNT_JOINTS = frozenset(("and", ",", "but", "or"))
AMOUNT_BREAKS = frozenset(("that", "who", "which", "while", "said", "says", "because", ".", ":", ";", "(", ")"))
PERIODS = frozenset(("last", "this", "next"))  # before a year or a month
NO_LEADS = AMOUNT_JOINTS | {"to", "from"}
PARALLEL = frozenset(("from", "to", "for", "in"))  # before those among whom an amount is divided
PARALLEL_GAP = 12  # tokens of "tonnes of wheat from Russia and about"


def is_comparable(one: FigureDraft, other: FigureDraft) -> bool:
    """Tell whether two numbers are near enough to be two levels of one thing."""
    if one.value is None or other.value is None:
        return False
    return one.value < MOST_TIMES * other.value and other.value < MOST_TIMES * one.value


def lend_units(drafts: list[FigureDraft], tokens: Tokens, rules: Rules) -> None:
    """Give each number that a sentence compares with another, or sets beside it, the unit that it says once."""
    amounts = [draft for draft in drafts if draft.own_unit or not may_be_year(draft, tokens)]
    for one, other in pairwise(amounts):
        if one.own_unit and tokens.lower_at(other.first - 1) in COMPARING:
            _lend_compared(one, other, tokens)
        elif one.kind == "count" and other.own_unit:
            _lend_back(one, other, tokens, rules)
        elif (one.own_unit and other.kind == "count" and _is_to(one, other, tokens, rules)) or (
            one.kind != "count" and other.kind == "count" and _is_listed(one, other, tokens)
        ):
            _lend_compared(one, other, tokens)
        elif _is_divided(one, other, tokens, rules):
            copy_unit(one, other)
            other.per = one.per
        elif other.kind == "count" and other.scale >= MILLION and one.kind in ("money", "quantity"):
            _lend_on(one, other, tokens, rules)
    _lend_afar(amounts, tokens, rules)


def _lend_afar(amounts: list[FigureDraft], tokens: Tokens, rules: Rules) -> None:
    """Give the 850 million of "$1.4 billion, of which 550 million will come from the IDA and 850 million from …"."""
    last: FigureDraft | None = None
    for draft in amounts:
        if draft.own_unit:
            last = draft if draft.kind in ("money", "quantity") and draft.scale >= MILLION else last
        elif last and draft.kind == "count" and draft.scale >= MILLION and _stands_alone(draft, tokens, rules):
            copy_unit(last, draft)


def _stands_alone(draft: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Recognise a number of no noun: what follows ends a noun phrase."""
    after, first = tokens.lower_at(draft.last), draft.first
    begins = (
        tokens.lower_at(first - 1) == "and" and tokens.lower_at(first - 2) == ","
    )  # tonnes, and 2 million went hungry
    bare = draft.unit is None and draft.form == "cardinal" and not begins
    return bare and (not after.isalpha() or after in rules.words["stop"])


def _lend_compared(one: FigureDraft, other: FigureDraft, tokens: Tokens) -> None:
    """Give the 4.1 of "to 3.9 percent in April from 4.1 in March", and of "from 3.9 percent to 4.1", its unit."""
    bare = other.kind == "count" and other.unit is None and other.form == "cardinal"
    if bare and tokens.lower_at(other.last) != "to" and _may_lend(one, other):
        copy_unit(one, other)


def _may_lend(one: FigureDraft, other: FigureDraft) -> bool:
    """Tell whether a number may take the unit of the one before: percent of percent, amounts of about its size."""
    if one.value is None or other.value is None or one.kind == "duration":
        return False
    if one.kind == "percent":
        return one.unit == "%" and other.scale == 1 and other.value < HIGHEST_SHARE
    return is_comparable(one, other)


def _lend_back(one: FigureDraft, other: FigureDraft, tokens: Tokens, rules: Rules) -> None:
    """Give the first number of "from 38 billion in 2023 to 44 billion cubic metres" the unit of the second."""
    if other.kind not in ("money", "quantity", "percent"):
        return
    alike = one.scale == other.scale and is_comparable(one, other) and _is_elliptic(one, tokens, rules)
    if alike and _is_from_to(one, other, tokens, rules):
        copy_unit(other, one)


def _is_to(one: FigureDraft, other: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Distinguish the bare second level of such a change from the houses of "from 5 kilometres to 12 houses"."""
    return _is_from_to(one, other, tokens, rules) and _is_elliptic(other, tokens, rules)


def _is_listed(one: FigureDraft, other: FigureDraft, tokens: Tokens) -> bool:
    """Recognise the 107 of "Senegal produces 117 tons of cane per hectare; Malawi, 107; Zambia, 104"."""
    gap, named = tokens.lower[one.last : other.first], tokens.is_capital(other.first - 2)
    return len(gap) <= AMOUNTS_GAP and named and ";" in gap and gap[-1] == "," and tokens.lower_at(other.last) in PAUSES


def _is_from_to(one: FigureDraft, other: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Recognise "from 22.6 percent in 2007 to 19.6 in 2019"."""
    leads = (tokens.lower_at(_amount_lead(draft.first, tokens, rules)) for draft in (one, other))
    return other.first - one.last <= AMOUNTS_GAP and (*leads,) == ("from", "to")


def _lend_on(one: FigureDraft, other: FigureDraft, tokens: Tokens, rules: Rules) -> None:
    """Give the second number of "190 billion cubic metres in 2021 and about 60 billion" the unit of the first."""
    gap = tokens.lower[one.last : other.first]
    if len(gap) > AMOUNTS_GAP or not AMOUNT_BREAKS.isdisjoint(gap) or one.unit == "time":
        return
    beside = tokens.lower_at(_amount_lead(other.first, tokens, rules)) in AMOUNT_JOINTS
    if beside and _is_elliptic(other, tokens, rules) and is_comparable(one, other):
        copy_unit(one, other)


def _is_divided(one: FigureDraft, other: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Recognise a bare part of an amount: 300 tonnes, of which 120 came; 60 tonnes to Kenya and 40 to Peru."""
    bare = other.kind == "count" and other.unit is None and other.form == "cardinal" and not other.spelled
    measured = one.kind in ("money", "quantity") and one.unit != "time" and one.dimension != "length"
    if not (bare and measured) or other.first - one.last > PARALLEL_GAP or not is_comparable(one, other):
        return False
    lead = _amount_lead(other.first, tokens, rules)
    if tokens.lower[max(0, lead - 1) : lead + 1] == ["of", "which"]:
        return other.value is not None and one.value is not None and other.value < one.value
    return tokens.lower_at(lead) in ("and", ",") and _is_parallel(one, other, tokens)


def _is_parallel(one: FigureDraft, other: FigureDraft, tokens: Tokens) -> bool:
    """Recognise numbers that one preposition follows, and for "in" two names: tonnes in Kenya and 40 in Peru."""
    gap, word = tokens.lower[one.last : other.first], tokens.lower_at(other.last)
    if word not in PARALLEL or word not in gap or not AMOUNT_BREAKS.isdisjoint(gap):
        return False
    named = tokens.is_capital(other.last + 1) and tokens.is_capital(one.last + gap.index(word) + 1)
    return named or word != "in"


def _amount_lead(at: int, tokens: Tokens, rules: Rules) -> int:
    """Return the token before a number and the words that lead to it: and about, to more than."""
    floor, at, fillers = at - AMOUNTS_LEAD, at - 1, rules.words["filler"]
    while at > floor and tokens.lower_at(at) in fillers and tokens.lower_at(at) not in NO_LEADS:
        at -= 1
    return at


def _is_elliptic(draft: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Recognise a number after which a noun is left out: at the end of a clause, or before a period."""
    after, then = tokens.lower_at(draft.last), tokens.lower_at(draft.last + 1)
    if draft.form != "cardinal" or draft.value is None:
        return False
    if after == "in":
        return then[:1].isdecimal() or then in rules.words["month"]
    return after in PAUSES or after in PERIODS or (after in INDEFINITE and then in ("year", "month"))
