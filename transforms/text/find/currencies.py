"""Tell countries that only name a currency: what costs 80 million Canadian dollars is no business of Canada's."""

from __future__ import annotations

from functools import cache

from dyadwire.transforms.lexicon import Lexicon

_NAMING = ("name", "hundredth")  # styles of words, not of signs and codes: Singapore dollars and cents
_VERBS = frozenset(("bucks", "crowns", "marks", "pounds"))  # Russia pounds a port, but Egyptian pounds


@cache
def money_words(lexicon: Lexicon, *, behind_name: bool) -> frozenset[str]:
    """Return the words behind a country, its name or "Egyptian", that make it one of a currency; not "Japan won"."""
    names = (row["form"].split() for row in lexicon["currencies"] if row["style"] in _NAMING)
    words = frozenset([words[-1] for words in names]) - lexicon.words_by("role", "act_turns")["no_money"]
    return words - _VERBS if behind_name else words
