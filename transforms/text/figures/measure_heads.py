"""Find the nouns of a sentence that can tell what a figure measures."""

from __future__ import annotations

from typing import NamedTuple

from dyadwire.transforms.text.figures.function_words import AUXILIARIES, BEFORE_VERBS, MODALS, RELATIVES
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens

BODIES = ("chamber", "chambers", "ministry", "minister", "department", "board")


class Head(NamedTuple):
    """A measure's head noun: token positions, class (flow or state), and its noun phrase."""

    first: int
    last: int
    group: str


def find_heads(tokens: Tokens, rules: Rules) -> list[Head]:
    """Find the nouns of the lexicon that name measures, in order, the longest form at each place."""
    heads: list[Head] = []
    free = 0
    nouns = rules.measures.loose
    for index in [at for at, word in enumerate(tokens.lower) if word in nouns]:
        if index < free:
            continue
        found = rules.measures.at(tokens, index)
        if tokens.lower_at(index - 1) == "of" and tokens.lower_at(index - 2) in BODIES:
            continue  # the local chamber of commerce
        if tokens.lower_at(index - 1) == "in" and (tokens.lower[index], tokens.lower_at(index + 1)) == ("order", "to"):
            continue
        if found and not is_verb(tokens, index, found[1], rules):
            heads.append(Head(index, found[1], found[0]))
            free = found[1]
    return heads


def is_verb(tokens: Tokens, first: int, last: int, rules: Rules) -> bool:
    """Distinguish "Russia exports 5 tonnes", "to trade" and Hugh Grant from the nouns."""
    if last - first > 1 or tokens.lower_at(first) not in rules.words["verb_like"]:
        return False
    if tokens.is_capital(first) and tokens.is_capital(first - 1) and not tokens.words[first].isupper():
        return True  # a name: Grant, Price
    before, after = tokens.lower_at(first - 1), tokens.lower_at(last)
    return before in BEFORE_VERBS or after[:1].isdecimal()


def is_name(head: Head, tokens: Tokens, rules: Rules) -> bool:
    """Recognise a stock exchange, the European Investment Bank, the Overseas Economic Cooperation Fund."""
    ends = rules.words["name_end"]
    ended = tokens.lower_at(head.last - 1) in ends and tokens.is_capital(head.last - 1)
    followed = tokens.lower_at(head.last) in ends and tokens.is_capital(head.last)
    named = tokens.is_capital(head.first) and (followed or (ended and tokens.is_capital(head.first - 1)))
    return named or (tokens.lower[head.first], tokens.lower_at(head.first - 1)) == ("exchange", "stock")


def outside_clause(heads: list[Head], place: int, tokens: Tokens, rules: Rules) -> list[Head]:
    """Leave out the nouns of a relative clause that ended before a place: car exports, which face a tariff, fell."""
    lower, lower_at = tokens.lower, tokens.lower_at
    for start in range(heads[0].last, place):
        if lower[start] in RELATIVES and lower_at(start - 1) == ",":
            ends = (at for at in range(place - 1, start, -1) if lower[at] == "," and _resumes(at + 1, lower, rules))
            end = next(ends, start)
            heads = [head for head in heads if not start < head.first < end]
    return heads


def _resumes(at: int, lower: list[str], rules: Rules) -> bool:
    """Tell a word behind a comma with which the verb of the sentence begins."""
    word = lower[at] if at < len(lower) else ""
    return word in AUXILIARIES or word in MODALS or "verb" in rules.direction_words.get(word, {})
