"""Recognise the trade of two that are not named beside it: bilateral trade, trade between the two countries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dyadwire.transforms.text.figures.tokens import Tokens

Words = Mapping[str, frozenset[str]]  # the lists of figure_words.csv
TWO_WAY = ["two", "-", "way"]
BETWEEN, BOTH = ["between"], frozenset(("two", "both", "them"))
REACH = 3  # tokens behind trade that hold "between the two"
TRADE = "trade"
OF_IT = ("in", "of", "for")  # before trade: growth of trade was


def is_mutual(at: int, tokens: Tokens, words: Words) -> bool:
    """Recognise bilateral trade and two-way trade."""
    return tokens.lower_at(at - 1) in words["mutual"] or tokens.lower[max(0, at - len(TWO_WAY)) : at] == TWO_WAY


def is_between_two(at: int, tokens: Tokens) -> bool:
    """Recognise trade between the two countries, between them."""
    behind = tokens.lower[at + 1 : at + 1 + REACH]
    return behind[:1] == BETWEEN and not BOTH.isdisjoint(behind[1:])


def is_bare(at: int, tokens: Tokens, words: Words) -> bool:
    """Recognise the trade of nobody: last year trade was worth 21 billion."""
    lower_at = tokens.lower_at
    return lower_at(at) == TRADE and lower_at(at + 1) in words["trade_amounted"] and lower_at(at - 1) not in OF_IT


def are_partners(told: Iterable[str], words: Words) -> bool:
    """Tell a sentence that calls somebody a partner."""
    return any(word.rstrip(".,") in words["trade_partner"] for word in told)
