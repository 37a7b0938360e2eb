"""Magnitudes of one letter beside a number: 3m, 10k, $2t."""

from __future__ import annotations

from transforms.text.figures.closed import PAUSES
from transforms.text.figures.drafts import Draft
from transforms.text.figures.rules import Rules
from transforms.text.figures.tokens import Tokens

LETTERS = {"k": 1000, "m": 10**6, "b": 10**9, "t": 10**12, "mm": 10**6}


def attach_letter(draft: Draft, tokens: Tokens, rules: Rules, money: bool) -> None:
    """Take in k, m, bn's short forms (3m, 10k, $2t) where they are magnitudes and not metres, tonnes or bytes."""
    letter = tokens.word(draft.last)
    magnitude = LETTERS.get(letter.lower())
    if magnitude is None or draft.value is None or draft.scale != 1 or draft.spelled or draft.form != "cardinal":
        return
    touching = tokens.joined(draft.last - 1)
    if not _is_magnitude(letter, draft, tokens, rules, money, touching):
        return
    draft.value, draft.scale, draft.last = draft.value * magnitude, draft.scale * magnitude, draft.last + 1
    draft.tail = draft.last


def _is_magnitude(letter: str, draft: Draft, tokens: Tokens, rules: Rules, money: bool, touching: bool) -> bool:
    """Tell a magnitude from a unit of one letter: beside money, or k, or before what is counted."""
    following = tokens.near(draft.last + 1)
    if money or rules.suffixes.at(tokens, draft.last + 1):
        return touching or letter != "t"
    if not touching or (tokens.joined(draft.last) and tokens.near(draft.last + 1) in ("/", "²", "³")):
        return letter in ("k", "K", "M") and not touching and following in ("", ".")
    if letter in ("k", "K", "M", "B", "b"):
        small = draft.value is not None and draft.value < 1000 and (draft.value * 10).denominator == 1
        return small and not (letter.isupper() and tokens.is_capital(draft.last + 1))  # 2B Mindset is a name
    if rules.units.at(tokens, draft.last + 1):
        return True  # 7.2m TEU
    return letter == "m" and _is_million(draft, tokens, rules)


def _is_million(draft: Draft, tokens: Tokens, rules: Rules) -> bool:
    """Tell the m of "killed 1.3m", "a city of 9m" and "2.5m public-sector workers" from metres."""
    before, following = tokens.near(draft.first - 1), tokens.near(draft.last + 1)
    if before in rules.words["counting"] or (before == "of" and tokens.near(draft.first - 2) in rules.words["peopled"]):
        return True
    if following in PAUSES and before in ("at", "to", "from"):
        return True  # applications stood at 3.8m
    if tokens.near(draft.last + 2) == "-":
        following = tokens.near(draft.last + 4)
    plural = following.isalpha() and (following.endswith("s") or following in ("people", "barrels"))
    return plural and following not in ("is", "was", "has", "as", "across", "this")
