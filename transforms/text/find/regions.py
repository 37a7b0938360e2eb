"""Which countries news may mean by what they are or where they lie: the kingdom, the Himalayan nation."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dyadwire.transforms.lexicon import Lexicon


@cache
def members_by_words(lexicon: Lexicon) -> Mapping[str, frozenset[str]]:
    """Return the countries of the table `regions` by the words that describe them."""
    return {row["words"]: frozenset(row["members"].split()) for row in lexicon["regions"]}
