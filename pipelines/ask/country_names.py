"""Find the code of a country or bloc by any of its names, and the name of a code."""

from __future__ import annotations

import csv
import difflib
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from dyadwire.pipelines.ask.answer import AsTyped
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.messages import clean
from dyadwire.schemas.dyad import BLOCS

_CUTOFF, _CUTOFF_ABROAD = 0.7, 0.8  # "Irac" finds Iraq, "Persia" nothing: not the Rusia of other languages either
_AS_CLOSE = 0.1  # "Russha" is so much closer to Russia than to Tunisia that only the one can be meant
_CODE = 3  # letters: to "USSR", SS is as close as any name, and means nothing
# States that are gone and that no alias leads to the one that followed.
_GONE = frozenset(("czechoslovakia", "serbia and montenegro", "soviet union", "ussr", "yugoslavia"))
# Names that two countries share: that of the other one.
_OTHERS = {"congo": "COG", "korea": "PRK"}
_ALIKE, _LONGEST_SHORT = 4, 5  # letters: Turkey and Türkiye; DRC and USSR
_LONGEST = 100  # characters: more than any name has, and little enough to look for the sides of a pair in
_SEPARATORS = ":/–—-"
MEMBERS = ":MEMBERS"  # after the code of a bloc: each of its members
# News writes the codes of the others (NATO); these are less known, or read as another: AU as Australia.
_BLOC_NAMES = {
    "AU": "African Union",
    "EAEU": "Eurasian Economic Union",
    "GCC": "Gulf Cooperation Council",
    "QUAD": "Quad",
    "SCO": "Shanghai Cooperation Organisation",
}
_ABROAD = {"AU": "Australia is AUS"}  # what else the code of a bloc is in ISO 3166-1 alpha-2


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
    known |= {bloc: Place(bloc, _BLOC_NAMES.get(bloc, bloc), is_bloc=True) for bloc in sorted(BLOCS)}
    listed = [known[bloc] for bloc in dict.fromkeys(row["bloc"] for row in lexicon_rows("blocs"))]
    members = (Place(bloc.code + MEMBERS, f"{bloc.name} members", is_bloc=True) for bloc in listed)
    return known | {place.code: place for place in members}


def find_place(text: str) -> Place:
    """Return the country or bloc of a name, alias, iso2, iso3 or bloc name, in any case and with or without accents.

    Names may be of any language whose news is read: Deutschland, Россия, 中国.

    EU is the bloc itself, EU:members each of its countries.

    DyadwireError with near matches where there is none.

    >>> [find_place(name).code for name in ("the UK", "Côte d’Ivoire", "eu", "EU:members", "Россия", "中国")]
    ['GBR', 'CIV', 'EU', 'EU:MEMBERS', 'RUS', 'CHN']
    """
    found = known_place(text)
    if found is None:
        raise DyadwireError(f"no country or bloc {_cut(text)!r}{_suggest(text)}")
    return _as_asked(found, text)


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
    if pair := known_pair(text):
        return pair
    raise DyadwireError(f"{_cut(text)!r} is not a pair such as Russia-China or RUS:CHN{_suggest(text)}")


def known_pair(text: str) -> tuple[Place, Place] | None:
    """Return the two places of a pair as `find_pair` reads it, or None."""
    if (pair := _parted(text, _known)) or _with_spaces(text):
        return pair
    return _parted(text, lambda side: _known(side) or _with_spaces(side))


def _parted(text: str, read: Callable[[str], Place | None]) -> tuple[Place, Place] | None:
    for at, character in enumerate(text[: 2 * _LONGEST]):
        if character in _SEPARATORS:
            one, other = read(text[:at]), read(text[at + 1 :])
            if one and other:
                return _as_asked(one, text[:at]), _as_asked(other, text[at + 1 :])
    return None


def name_of(code: str) -> str:
    """Return the name of a code; the code itself where it is unknown.

    >>> name_of("RUS"), name_of("NATO"), name_of("AU"), name_of("ZZZ")
    ('Russia', 'NATO', 'African Union', 'ZZZ')
    """
    place = places().get(code)
    return place.name if place else code


def pair_name(one: str, other: str) -> str:
    """Return the name of a pair of codes, in their order.

    >>> pair_name("RUS", "CHN")
    'Russia–China'
    """
    return f"{name_of(one)}–{name_of(other)}"


def _as_asked(place: Place, text: str) -> Place:
    """Keep what was written where the name of an answer would say something else: Scotland, Congo; not UK or Turkey."""
    folded, name = _folded(text), _folded(place.name)
    codes = {name, _folded(place.code), *(key for key, of in _index().items() if of == place and len(key) <= _CODE)}
    alike = folded[:_ALIKE] == name[:_ALIKE] or (folded in name.split() or name in folded)
    is_short = text.strip().isupper() and len(folded) <= _LONGEST_SHORT
    if folded in codes or (folded not in _OTHERS and (alike or is_short)):
        return place
    return place._replace(asked=clean(" ".join(text.split())))


def place_notes(*given: Place | None) -> list[str]:
    """Say which place a name was read as, where that is not plain, and whether a bloc is itself or its members.

    >>> place_notes(find_place("Scotland"), find_place("Korea"), find_place("Turkey"))
    ['Scotland is read as United Kingdom.', 'Korea is read as South Korea; the other is North Korea.']
    """
    read = dict.fromkeys(place for place in given if place and place.asked)
    others = {place: _OTHERS.get(_folded(place.asked)) for place in read}
    readings = [
        AsTyped(f"{place.asked} is read as {place.name}{f'; the other is {name_of(other)}' if other else ''}.")
        for place, other in others.items()
    ]
    return readings + _bloc_notes(given)


def _bloc_notes(given: tuple[Place | None, ...]) -> list[str]:
    """Say of each bloc whether it is itself or its members, and how to ask for the other."""
    return [_bloc_note(place.code) for place in dict.fromkeys(given) if place and place.is_bloc]


def _bloc_note(code: str) -> str:
    bloc = code.removesuffix(MEMBERS)
    if bloc != code:
        only = "what names only the bloc, and no member, is not counted"
        return f"{bloc}:members is each country that was a member on the date; {only}."
    more = f"; {bloc}:members is each of its countries" if bloc + MEMBERS in places() else ""
    more += f"; {_ABROAD[bloc]}" if bloc in _ABROAD else ""
    known = f", the {name_of(bloc)}," if bloc in _BLOC_NAMES else ""  # as answers call it
    return f"{bloc}{known} is the bloc itself: what names only a member is not counted{more}."


@cache
def _index() -> dict[str, Place]:
    known = places()
    index = {_folded(key): place for place in known.values() for key in (place.name, place.code)}
    for row in lexicon_rows("country_aliases"):
        if row["kind"] == "name":
            index.setdefault(_folded(row["alias"]), known[row["iso3"]])
    for row in lexicon_rows("countries"):
        index.setdefault(_folded(row["iso2"]), known[row["iso3"]])
    for row in (*lexicon_rows("bloc_names"), *lexicon_rows("bloc_names_abroad")):
        index.setdefault(_folded(row["name"]), known[row["bloc"]])
    return index


@cache
def _names_abroad() -> dict[str, Place]:
    """Map the names that countries have in other languages, where all that have a name mean the same country by it."""
    from dyadwire.transforms.text.languages.forms import read_forms  # only where English has no such name
    from dyadwire.transforms.text.languages.pack import CODES

    known, meant = places(), defaultdict[str, set[str]](set)
    for row in (row for language in CODES for row in read_forms(language) if row.kind == "name"):
        meant[_folded(row.form)].add(row.value)
    return {name: known[code] for name, (code, *others) in meant.items() if not others and code in known}


def known_place(text: str) -> Place | None:
    """Return the place of a name, or None; other languages are read, which takes longer, where English has none.

    Hyphens stand for spaces where they part no two places: Costa-Rica.
    """
    found = _known(text)
    return found or (_with_spaces(text) if "-" in text and not _parted(text, _known) else None)


def _known(text: str) -> Place | None:
    folded = _folded(text) if len(text) <= _LONGEST else ""
    return _index().get(folded) or _names_abroad().get(folded)


def _with_spaces(text: str) -> Place | None:
    """Return the place of a name in which hyphens stand for spaces, or None."""
    return _known(text.replace("-", " ")) if "-" in text else None


def names_in_all_languages(codes: Iterable[str]) -> dict[str, list[str]]:
    """Return for each code the names by which `find_place` knows it, without capitals and accents, in any language.

    >>> {"prc", "chine", "中国"} <= set(names_in_all_languages(["CHN"])["CHN"])
    True
    """
    found: dict[str, list[str]] = {code: [] for code in codes}
    for name, place in {**_names_abroad(), **_index()}.items():
        if place.code in found:
            found[place.code].append(name)
    return found


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold()).replace(".", "").replace("’", "'")
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split()).removeprefix("the ")


def _suggest(text: str) -> str:
    folded = _folded(_unknown_side(text[:_LONGEST]))
    if folded in _GONE:
        return ", which is no country of today as ISO 3166-1 has them; ask for one that is"
    if _asks_members_of_none(text[:_LONGEST]):
        listed = ", ".join(code.removesuffix(MEMBERS) for code in places() if code.endswith(MEMBERS))
        return f"; members are known of {listed}"
    names = _nearest(folded)
    return f"; did you mean {' or '.join(names)}?" if names else "; names, ISO codes (RUS, RU) and blocs (EU) will do"


def _asks_members_of_none(text: str) -> bool:
    whole = text.strip().upper()
    last = max(whole.removesuffix(MEMBERS).rfind(sign) for sign in _SEPARATORS) + 1  # the second of a pair
    return whole.endswith(MEMBERS) and known_place(whole[last:]) is None


def _nearest(folded: str) -> list[str]:
    """Return English names of the places of which some name is nearest to one, at most three; none is near enough.

    Names of all languages count alike: Rusland is nearer to Russland than to Ireland.
    """
    near = [(close, place.name) for known, cutoff in ((_index(), _CUTOFF), (_names_abroad(), _CUTOFF_ABROAD))
            for close, place in _near(folded, known, cutoff)]  # fmt: skip
    near.sort(key=lambda each: -each[0])
    return list(dict.fromkeys(name for close, name in near if close > near[0][0] - _AS_CLOSE))[:3]


def _near(folded: str, known: dict[str, Place], cutoff: float) -> Iterator[tuple[float, Place]]:
    """Yield places of names that are near to one, each with how near."""
    for key in difflib.get_close_matches(folded, [key for key in known if len(key) > _CODE], n=8, cutoff=cutoff):
        yield difflib.SequenceMatcher(None, key, folded).ratio(), known[key]


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
    text = (files("dyadwire.transforms.lexicon") / f"{table}.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(line for line in text.splitlines() if line and not line.startswith("#"))
