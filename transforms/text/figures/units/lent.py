"""Units that are said once for several numbers: from 4.1 in March, 190 billion cubic metres and about 60 billion."""

from __future__ import annotations

from itertools import pairwise

from transforms.text.figures.closed import COMPARING, INDEFINITE, PAUSES
from transforms.text.figures.drafts import Draft
from transforms.text.figures.numbers.ranges import copy_unit, may_be_year
from transforms.text.figures.rules import Rules
from transforms.text.figures.tokens import Tokens
from transforms.text.figures.units.elided import is_comparable

HIGHEST_SHARE = 1000  # percent: "down 28% from 1,650" compares no shares
MILLION = 10**6  # smaller bare numbers count people or things too often
LONGEST_GAP = 8  # tokens between two amounts of one thing
LONGEST_LEAD = 4  # tokens of "and more than"
JOINTS = frozenset(("and", ",", "but", "or"))
NEW_CLAUSE = frozenset(("that", "who", "which", "while", "said", "says", "because", ".", ":", ";", "(", ")"))
PERIODS = frozenset(("last", "this", "next"))  # before a year or a month
NO_LEADS = JOINTS | {"to", "from"}


def lend_units(drafts: list[Draft], tokens: Tokens, rules: Rules) -> None:
    """Give each number that a sentence compares with another, or sets beside it, the unit that it says once."""
    amounts = [draft for draft in drafts if draft.own_unit or not may_be_year(draft, tokens)]
    for one, other in pairwise(amounts):
        if one.own_unit and tokens.near(other.first - 1) in COMPARING:
            _lend_compared(one, other, tokens)
        elif one.kind == "count" and other.own_unit:
            _lend_back(one, other, tokens, rules)
        elif other.kind == "count" and other.scale >= MILLION and one.kind in ("money", "quantity"):
            _lend_on(one, other, tokens, rules)


def _lend_compared(one: Draft, other: Draft, tokens: Tokens) -> None:
    """Give the 4.1 of "to 3.9 percent in April from 4.1 in March" the unit of the figure before it."""
    bare = other.kind == "count" and other.unit is None and other.form == "cardinal"
    if bare and tokens.near(other.last) != "to" and _may_lend(one, other):
        copy_unit(one, other)


def _may_lend(one: Draft, other: Draft) -> bool:
    """Tell whether a number may take the unit of the one before: percent of percent, amounts of about its size."""
    if one.value is None or other.value is None or one.form == "ordinal" or one.kind == "duration":
        return False
    if one.kind == "percent":
        return one.unit == "%" and other.scale == 1 and other.value < HIGHEST_SHARE
    return is_comparable(one, other)


def _lend_back(one: Draft, other: Draft, tokens: Tokens, rules: Rules) -> None:
    """Give the first number of "from 38 billion in 2023 to 44 billion cubic metres" the unit of the second."""
    if other.kind not in ("money", "quantity", "percent") or other.first - one.last > LONGEST_GAP:
        return
    from_to = (
        tokens.near(_lead(one.first, tokens, rules)) == "from"
        and tokens.near(_lead(other.first, tokens, rules)) == "to"
    )
    if from_to and one.scale == other.scale and _is_elliptic(one, tokens, rules) and is_comparable(one, other):
        copy_unit(other, one)


def _lend_on(one: Draft, other: Draft, tokens: Tokens, rules: Rules) -> None:
    """Give the second number of "190 billion cubic metres in 2021 and about 60 billion" the unit of the first."""
    gap = tokens.lower[one.last : other.first]
    if len(gap) > LONGEST_GAP or not NEW_CLAUSE.isdisjoint(gap) or one.unit == "time":
        return
    beside = tokens.near(_lead(other.first, tokens, rules)) in JOINTS
    if beside and _is_elliptic(other, tokens, rules) and is_comparable(one, other):
        copy_unit(one, other)


def _lead(at: int, tokens: Tokens, rules: Rules) -> int:
    """Return the token before a number and the words that lead to it: and about, to more than."""
    floor, at, fillers = at - LONGEST_LEAD, at - 1, rules.words["filler"]
    while at > floor and tokens.near(at) in fillers and tokens.near(at) not in NO_LEADS:
        at -= 1
    return at


def _is_elliptic(draft: Draft, tokens: Tokens, rules: Rules) -> bool:
    """Tell a number after which a noun is left out: at the end of a clause, or before a period."""
    after, then = tokens.near(draft.last), tokens.near(draft.last + 1)
    if draft.form != "cardinal" or draft.value is None:
        return False
    if after == "in":
        return then[:1].isdecimal() or then in rules.words["month"]
    return after in PAUSES or after in PERIODS or (after in INDEFINITE and then in ("year", "month"))
