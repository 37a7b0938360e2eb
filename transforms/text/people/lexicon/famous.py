"""People whose country everybody knows: those of the dated lexicon, and singers, players, writers, founders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.people.lexicon.names import fold


def home_of_famous(words: Sequence[str], lexicon: Lexicon) -> str | None:
    """Return the country of the one who is known by a folded name; None where nobody is.

    >>> from dyadwire.transforms.lexicon import load_lexicon
    >>> home_of_famous(("Wangari", "Maathai"), load_lexicon()), home_of_famous(("Ann", "Smith"), load_lexicon())
    ('KEN', None)
    """
    return _homes(lexicon).get(" ".join(words))


@cache
def _homes(lexicon: Lexicon) -> Mapping[str, str]:
    leaders = {fold(row["full_name"]): row["iso3"] for row in lexicon["leaders"] if row["iso3"]}
    return leaders | {fold(row["name"]): row["iso3"] for row in lexicon["famous_people"]}
