"""Which countries news may mean by what they are or where they lie: the kingdom, the Himalayan nation."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dyadwire.transforms.lexicon import Lexicon


@cache
def members_by_words(lexicon: Lexicon) -> Mapping[str, frozenset[str]]:
    """Return the countries of the table `regions` by the words that describe them."""
    return {row["words"]: frozenset(row["members"].split()) for row in lexicon["regions"]}


@cache
def meant_by_words(lexicon: Lexicon) -> Mapping[str, frozenset[str]]:
    """Return those that such a word means where no other describes them: the kingdom, the kingdom's minister."""
    alone = {row["words"]: frozenset(row["alone"].split()) for row in lexicon["regions"] if row["alone"]}
    return {**members_by_words(lexicon), **alone}
