"""From what a user calls a country, or a bloc of countries, to its code; from codes to names."""

from __future__ import annotations

import csv
import difflib
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from pipelines.errors import DyadwireError

_CUTOFF = 0.7  # "Irak" finds Iraq, "Persia" nothing
_AS_CLOSE = 0.1  # "Rusia" is so much closer to Russia than to Tunisia that only the one can be meant
_CODE = 3  # letters: to "USSR", SS is as close as any name, and means nothing
# States that are gone and that no alias leads to the one that followed.
_GONE = frozenset(("czechoslovakia", "serbia and montenegro", "soviet union", "ussr", "yugoslavia"))
_SEPARATORS = ":/–—-"


class Place(NamedTuple):
    """What stands on one side of a question: a country (code is ISO 3166-1 alpha-3) or a bloc (code is its name)."""

    code: str
    name: str
    is_bloc: bool = False


@cache
def places() -> dict[str, Place]:
    """Map every code to its country, and every bloc's name to the bloc."""
    known = {row["iso3"]: Place(row["iso3"], row["name"]) for row in lexicon_rows("countries")}
    return known | {row["bloc"]: Place(row["bloc"], row["bloc"], is_bloc=True) for row in lexicon_rows("blocs")}


def find_place(text: str) -> Place:
    """Return the country or bloc of a name, alias, iso2, iso3 or bloc name, in any case and with or without accents.

    DyadwireError with near matches where there is none.

    >>> find_place("russia").code, find_place("UK").code, find_place("eu").is_bloc
    ('RUS', 'GBR', True)
    """
    found = _index().get(_folded(text))
    if found is None:
        raise DyadwireError(f"no country or bloc {text!r}{_near(text)}")
    return found


def find_country(text: str) -> Place:
    """Return the country of a name or code; DyadwireError for a bloc or an unknown name."""
    place = find_place(text)
    if place.is_bloc:
        raise DyadwireError(f"{place.name} is a bloc; this question takes a country")
    return place


def find_pair(text: str) -> tuple[Place, Place]:
    """Read `Russia-China`, `RUS:CHN`, `Guinea-Bissau/Mali`: two places and a separator, each in the order written.

    DyadwireError where no separator leaves a known place on either side.
    """
    for at, character in enumerate(text):
        if character in _SEPARATORS:
            one, other = (_index().get(_folded(part)) for part in (text[:at], text[at + 1 :]))
            if one and other:
                return one, other
    raise DyadwireError(f"{text!r} is not a pair such as Russia-China or RUS:CHN{_near(text)}")


def name_of(code: str) -> str:
    """Return the name of a code; the code itself where it is unknown.

    >>> name_of("RUS"), name_of("ZZZ")
    ('Russia', 'ZZZ')
    """
    place = places().get(code)
    return place.name if place else code


def told_of_blocs(*given: Place | None) -> list[str]:
    """Say what the counts of a bloc leave out, for the blocs among some places; nothing where there are none.

    >>> told_of_blocs(find_place("EU"), find_place("China"))
    ['EU stands for its member countries: articles that name only the bloc, and none of them, are not counted.']
    """
    names = list(dict.fromkeys(place.name for place in given if place and place.is_bloc))
    if not names:
        return []
    stand, none = ("stand for their", "no member") if len(names) > 1 else ("stands for its", "none of them")
    left_out = f"articles that name only the bloc, and {none}, are not counted"
    return [f"{' and '.join(names)} {stand} member countries: {left_out}."]


@cache
def _index() -> dict[str, Place]:
    known = places()
    index = {_folded(key): place for place in known.values() for key in (place.name, place.code)}
    for row in lexicon_rows("country_aliases"):
        if row["kind"] == "name":
            index.setdefault(_folded(row["alias"]), known[row["iso3"]])
    for row in lexicon_rows("countries"):
        index.setdefault(_folded(row["iso2"]), known[row["iso3"]])
    return index


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold()).replace(".", "")
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def _near(text: str) -> str:
    folded = _folded(_unknown_side(text[:100]))
    if folded in _GONE:
        return ", which is no country of today as ISO 3166-1 has them; ask for one that is"
    keys = [key for key in _index() if len(key) > _CODE]
    near = difflib.get_close_matches(folded, keys, n=8, cutoff=_CUTOFF)
    closeness = [difflib.SequenceMatcher(None, key, folded).ratio() for key in near]
    alike = [key for key, close in zip(near, closeness, strict=True) if close > closeness[0] - _AS_CLOSE]
    names = list(dict.fromkeys(_index()[key].name for key in alike))[:3]
    return f"; did you mean {' or '.join(names)}?" if names else "; names, ISO codes (RUS, RU) and blocs (EU) will do"


def _unknown_side(text: str) -> str:
    """Return the side of a pair that no place is called, where the other one is known; else the whole text."""
    for at, character in enumerate(text):
        if character in _SEPARATORS:
            sides = (text[:at], text[at + 1 :])
            unknown = [side for side in sides if _folded(side) not in _index()]
            if len(unknown) == 1:
                return unknown[0]
    return text


def lexicon_rows(table: str) -> Iterator[dict[str, str]]:
    """Read one table of the lexicon."""
    # Only the tables asked for: the whole lexicon takes longer to read than a question to answer.
    text = (files("transforms.lexicon") / f"{table}.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(line for line in text.splitlines() if line and not line.startswith("#"))
