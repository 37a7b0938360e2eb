"""Guess the country of a name by its endings and prefixes: Giorgi …shvili, Kipchoge. Evidence, never proof."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.people.lexicon.names import countries_of_shape, words_of

_GIVEN, _SURNAME = 1.0, 1.6  # one that the country's people often have; a surname may be known by its ending
_OWN_MAKE = 3.0  # the whole name is made as in China, Korea, Vietnam
_FOREIGN_MAKE = -2.0  # the country's names are made in one way, and this one is not
_ENDING_MAX, _ENDING_MIN = 8, 2  # letters of an ending
_FAMILY_FIRST = frozenset({"CHN", "KOR", "PRK", "VNM"})  # the first word of a name is one of few family names
_SYLLABLE = (
    r"(?:[kgszjtdnhbpmyrwf]|sh|ch|ts|[kgnhbpmr]y)?[aiueo]{1,2}|n(?![aiueo])|[kstp](?=[kstpc])|m(?=[bmp])|t(?=ch)"
)
_JAPANESE = re.compile(rf"(?i:(?:{_SYLLABLE}){{2,6}})")


class _Shapes(NamedTuple):
    given: Mapping[str, frozenset[str]]
    surname: Mapping[str, frozenset[str]]
    suffix: Mapping[str, frozenset[str]]


@cache
def _shapes(lexicon: Lexicon) -> _Shapes:
    parts: dict[str, dict[str, frozenset[str]]] = {"given": {}, "surname": {}, "suffix": {}}
    for row in lexicon["name_shapes"]:
        parts[row["part"]][row["text"]] = frozenset(row["countries"].split())
    return _Shapes(**parts)


def weigh_make(name: str, lexicon: Lexicon) -> Mapping[str, float]:
    """Return what the make of a folded name adds to or takes from countries; those left out get nothing.

    >>> from dyadwire.transforms.lexicon import load_lexicon
    >>> weights = weigh_make("Gabor Lendvai", load_lexicon())
    >>> weights["HUN"], weights["CHN"], "SRB" in weights
    (1.0, -2.0, False)
    """
    words = name.split(" ")
    if len(words) == 1:
        return {}
    family_first = words[0] in words_of(lexicon)["surname_first"]
    weights = {} if family_first else dict.fromkeys(_FAMILY_FIRST, _FOREIGN_MAKE)
    weights["JPN"] = _GIVEN if _is_japanese(words) else _FOREIGN_MAKE
    weights.update(dict.fromkeys(countries_of_shape(name, lexicon), _OWN_MAKE))
    shapes = _shapes(lexicon)
    family = shapes.surname.get(words[-1]) or _by_ending(words[-1], shapes)
    for countries, weight in ((shapes.given.get(words[0]), _GIVEN), (family, _SURNAME)):
        for iso3 in countries or ():
            weights[iso3] = weights.get(iso3, 0.0) + weight
    return weights


def _is_japanese(words: list[str]) -> bool:
    return len(words) == len(("given", "family")) and all(_JAPANESE.fullmatch(word) for word in words)


def _by_ending(surname: str, shapes: _Shapes) -> frozenset[str] | None:
    """Return the countries of the longest ending that is known."""
    longest = min(_ENDING_MAX, len(surname) - 1)
    endings = (surname[-length:] for length in range(longest, _ENDING_MIN - 1, -1))
    return next((shapes.suffix[ending] for ending in endings if ending in shapes.suffix), None)
