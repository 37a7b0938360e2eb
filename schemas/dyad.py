"""The dyad: an unordered pair of countries, or of blocs that act themselves, in canonical order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

_ISO3 = re.compile(r"[A-Z]{3}\Z")
# The blocs that are sides themselves, by the code that stands where a country's would; none is one of ISO 3166-1.
BLOCS = frozenset(["ASEAN", "AU", "AUKUS", "BRICS", "EAEU", "EU", "G20", "G7", "GCC", "NATO", "QUAD", "SCO", "UN"])


class Dyad(NamedTuple):
    """Two different countries (ISO 3166-1 alpha-3) or blocs, in alphabetical order.

    >>> Dyad.of("RUS", "CHN")
    Dyad(country_a='CHN', country_b='RUS')
    >>> str(Dyad.of("RUS", "CHN"))
    'CHN-RUS'
    """

    country_a: str
    country_b: str

    @classmethod
    def of(cls, one: str, other: str) -> Dyad:
        """Return the dyad of two codes in either order; ValueError for a malformed code or a pair of one.

        >>> Dyad.of("CHN", "CHN")
        Traceback (most recent call last):
        ...
        ValueError: a dyad needs two different countries, not CHN twice
        """
        for code in (one, other):
            if not _ISO3.match(code) and code not in BLOCS:
                raise ValueError(f"{code!r} is not an ISO 3166-1 alpha-3 code")
        if one == other:
            raise ValueError(f"a dyad needs two different countries, not {one} twice")
        return cls(min(one, other), max(one, other))

    @classmethod
    def parse(cls, text: str) -> Dyad:
        """Read ``CHN-RUS`` (either order); ValueError when it is not two codes joined by a hyphen.

        >>> Dyad.parse("RUS-CHN")
        Dyad(country_a='CHN', country_b='RUS')
        """
        one, hyphen, other = text.partition("-")
        if not hyphen:
            raise ValueError(f"{text!r} is not a dyad such as CHN-RUS")
        return cls.of(one, other)

    def __str__(self) -> str:
        return f"{self.country_a}-{self.country_b}"


def dyads_of(codes: Iterable[str]) -> tuple[Dyad, ...]:
    """Return each pair of some codes, in order.

    >>> [str(dyad) for dyad in dyads_of(["RUS", "CHN", "IND", "CHN"])]
    ['CHN-IND', 'CHN-RUS', 'IND-RUS']
    """
    return tuple([Dyad(*pair) for pair in combinations(sorted(set(codes)), 2)])
