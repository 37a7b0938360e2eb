"""Famous people and their countries: leaders of the lexicon, singers, players, writers, founders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.document.words import fold

_MARKS = str.maketrans("", "", " -'.")  # set in many ways: Kim Jong-un, Kim Jong Un


def home_of_famous(words: Sequence[str], lexicon: Lexicon) -> str | None:
    """Return the country of the one who is known by a folded name, however its marks are set; None where nobody is.

    >>> from dyadwire.transforms.lexicon import load_lexicon
    >>> home_of_famous(("Wangari", "Maathai"), load_lexicon()), home_of_famous(("Ann", "Smith"), load_lexicon())
    ('KEN', None)
    """
    return _homes(lexicon).get(_key(" ".join(words)))


def _key(name: str) -> tuple[bool, str]:
    return " " in name, name.lower().translate(_MARKS)  # Lina is not called Li Na


@cache
def _homes(lexicon: Lexicon) -> Mapping[tuple[bool, str], str]:
    leaders = [row for row in lexicon["leaders"] if row["iso3"]]
    names = ((name, row["iso3"]) for row in leaders for name in (row["full_name"], *row["aliases"].split(";")))
    homes = {_key(fold(name)): iso3 for name, iso3 in names if name}
    return homes | {_key(fold(row["name"])): row["iso3"] for row in lexicon["famous_people"]}
