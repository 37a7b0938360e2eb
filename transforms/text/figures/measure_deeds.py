"""Name what a figure measures by the verb whose object it is: bought 36,000 tonnes, $700 was confiscated."""

from __future__ import annotations

from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import ARTICLES, DETERMINERS, POSSESSIVES
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens
from dyadwire.transforms.text.figures.units.nouns import is_plural

VERB_BEFORE = 9  # tokens before a figure in which its verb stands
VERB_AFTER = 4  # behind it, or behind what it is of
STOPS = frozenset((";", ":", "(", ")", '"', "“", "”", "while", "whereas", "but", "because", "after", "before", "which"))
STAKES = frozenset(("stake", "holding", "sales", "purchases"))
# Deeds that are told in percent of none.
WHOLE = frozenset(("transfer", "issue", "bid", "offer", "construction", "seizure", "fine", "funding"))
PAID = frozenset(("payment", "fine"))
ENDS = frozenset(("at", "by", "from", "to"))
COMPARED = frozenset(("more", "fewer", "less"))


def fit(deed: str | None, draft: FigureDraft, tokens: Tokens) -> str | None:
    """Return what is measured by a deed in such a kind of figure: 33% that are bought are a stake."""
    if draft.kind == "percent" and deed in STAKES:
        return deed if tokens.lower_at(draft.last) in COMPARED else "stake"  # sold 46 percent fewer cars
    if deed == "holding" and draft.kind in ("count", "quantity"):
        return None  # holds 74 billion cubic metres of water
    if draft.kind == "duration" or (draft.kind == "percent" and deed in WHOLE):
        return None
    return deed if deed != "distance" or draft.dimension == "length" else None


def deed_of(index: int, drafts: list[FigureDraft], end: int, tokens: Tokens, rules: Rules) -> str | None:
    """Return the noun of the verb whose object a figure is, before it or (spent, were shipped) behind it."""
    draft, verbs = drafts[index], rules.measure_verbs
    floor = drafts[index - 1].last if index and drafts[index - 1] is not draft.restates else 0
    for at in range(draft.first - 1, max(floor, draft.first - VERB_BEFORE) - 1, -1):
        word = tokens.lower[at]
        if word in STOPS:
            break
        if word in verbs and not (_is_noun(tokens, at, draft) or _is_of_name(tokens, at)):
            return None if _has_object(tokens, at, draft) else _deed_at(tokens, at, rules)
    start = max(end, draft.last)
    for at in range(start, min(start + VERB_AFTER, len(tokens))):
        word = tokens.lower[at]
        if word in STOPS or word == "," or tokens.is_digits(at):
            break
        if word in verbs and word.endswith(("ed", "id", "ld", "nt", "en", "ht", "lt")):
            return verbs[word]
    return None


def is_paid_for(draft: FigureDraft, noun: int, tokens: Tokens, rules: Rules) -> bool:
    """Recognise $5bn that are paid, or a fine, for what the noun behind it at a token says: for imports."""
    if draft.kind != "money" or "for" not in tokens.lower[draft.last : noun]:
        return False
    before = tokens.lower[max(0, draft.first - VERB_BEFORE) : draft.first]
    return any(rules.measure_verbs.get(word) in PAID for word in before)


def _deed_at(tokens: Tokens, at: int, rules: Rules) -> str:
    """Return what a verb's object measures: of goods worth $5bn their value."""
    noun, before = rules.measure_verbs[tokens.lower[at]], tokens.lower_at(at - 1)
    return f"{noun} of {before}" if tokens.lower[at] == "worth" and is_plural(before, rules) else noun


def _has_object(tokens: Tokens, at: int, draft: FigureDraft) -> bool:
    """Distinguish "raising its offer to 4,000 francs" from "raising 4,000 francs"."""
    between = tokens.lower[at + 1 : draft.first]
    return bool(between) and between[-1] in ENDS and not DETERMINERS.isdisjoint(between)


def _is_noun(tokens: Tokens, at: int, draft: FigureDraft) -> bool:
    """Distinguish the use of "the use of 3 tonnes" from a verb."""
    before = tokens.lower_at(at - 1)
    return before in ARTICLES or before in POSSESSIVES or (tokens.lower_at(at + 1) == "of" and at + 2 < draft.first)


def _is_of_name(tokens: Tokens, at: int) -> bool:
    """Recognise the fund of "the Korea Fund was"; where a headline capitalises all, verbs are capitalised, too."""
    capital = tokens.is_capital(at) and tokens.is_capital(at - 1)
    return capital and tokens.lower_at(at + 1).isalpha() and not tokens.is_capital(at + 1)
