"""Every country and bloc that can be asked for: its code, its name, and the names that lead to it."""

from __future__ import annotations

import csv
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from dyadwire.schemas.dyad import BLOCS

MEMBERS = ":MEMBERS"  # after the code of a bloc: each of its members
# News writes the codes of the others (NATO); these are less known, or read as another: AU as Australia.
BLOC_NAMES = {
    "AU": "African Union",
    "EAEU": "Eurasian Economic Union",
    "GCC": "Gulf Cooperation Council",
    "QUAD": "Quad",
    "SCO": "Shanghai Cooperation Organisation",
}


class Place(NamedTuple):
    """What stands on one side of a question: a country (code is ISO 3166-1 alpha-3), a bloc, or all members of one."""

    code: str
    name: str
    is_bloc: bool = False
    asked: str = ""  # what the user wrote, where that is another name

    @property
    def is_members(self) -> bool:
        """Tell the members of a bloc (EU:members), each a side, from the bloc itself."""
        return self.code.endswith(MEMBERS)


@cache
def places() -> dict[str, Place]:
    """Map every code to its country, its bloc, or (EU:MEMBERS) to the members of a bloc."""
    known = {row["iso3"]: Place(row["iso3"], row["name"]) for row in lexicon_rows("countries")}
    known |= {bloc: Place(bloc, BLOC_NAMES.get(bloc, bloc), is_bloc=True) for bloc in sorted(BLOCS)}
    listed = [known[bloc] for bloc in dict.fromkeys(row["bloc"] for row in lexicon_rows("blocs"))]
    members = (Place(bloc.code + MEMBERS, f"{bloc.name} members", is_bloc=True) for bloc in listed)
    return known | {place.code: place for place in members}


def name_of(code: str) -> str:
    """Return the name of a code; the code itself where it is unknown.

    >>> name_of("RUS"), name_of("NATO"), name_of("AU"), name_of("ZZZ")
    ('Russia', 'NATO', 'African Union', 'ZZZ')
    """
    place = places().get(code)
    return place.name if place else code


def pair_name(one: str, other: str) -> str:
    """Return the name of a pair of codes, in the alphabetical order of its names.

    >>> pair_name("RUS", "CHN"), pair_name("ARE", "EGY")
    ('China–Russia', 'Egypt–United Arab Emirates')
    """
    return "–".join(sorted((name_of(one), name_of(other)), key=folded))


@cache
def index() -> dict[str, Place]:
    """Map the English names, aliases and codes of every place, folded, to it."""
    known = places()
    found = {folded(key): place for place in known.values() for key in (place.name, place.code)}
    for row in lexicon_rows("country_aliases"):
        if row["kind"] == "name":
            found.setdefault(folded(row["alias"]), known[row["iso3"]])
    for row in lexicon_rows("countries"):
        found.setdefault(folded(row["iso2"]), known[row["iso3"]])
    for row in (*lexicon_rows("bloc_names"), *lexicon_rows("bloc_names_abroad")):
        found.setdefault(folded(row["name"]), known[row["bloc"]])
    return found


@cache
def names_abroad() -> dict[str, Place]:
    """Map the names that countries have in other languages, where all that have a name mean the same country by it."""
    from dyadwire.transforms.text.languages.forms import read_forms  # only where English has no such name
    from dyadwire.transforms.text.languages.pack import CODES

    known, meant = places(), defaultdict[str, set[str]](set)
    for row in (row for language in CODES for row in read_forms(language) if row.kind == "name"):
        meant[folded(row.form)].add(row.value)
    return {name: known[code] for name, (code, *others) in meant.items() if not others and code in known}


def names_in_all_languages(codes: Iterable[str]) -> dict[str, list[str]]:
    """Return for each code the names by which `find_place` knows it, without capitals and accents, in any language.

    >>> {"prc", "chine", "中国"} <= set(names_in_all_languages(["CHN"])["CHN"])
    True
    """
    found: dict[str, list[str]] = {code: [] for code in codes}
    for name, place in {**names_abroad(), **index()}.items():
        if place.code in found:
            found[place.code].append(name)
    return found


def folded(text: str) -> str:
    """Return a name without capitals, accents, dots and "the", in which names are compared."""
    plain = unicodedata.normalize("NFKD", text.casefold()).replace(".", "").replace("’", "'")
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split()).removeprefix("the ")


def lexicon_rows(table: str) -> Iterator[dict[str, str]]:
    """Read one table of the lexicon."""
    # Only the tables asked for: the whole lexicon takes longer to read than a question to answer.
    text = (files("dyadwire.transforms.lexicon") / f"{table}.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(line for line in text.splitlines() if line and not line.startswith("#"))
