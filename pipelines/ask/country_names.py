"""Find the country, the bloc or the pair that a name means, as commands, pages and Python are asked for it."""

from __future__ import annotations

from collections.abc import Callable

from dyadwire.pipelines.ask.answer import AsTyped
from dyadwire.pipelines.ask.near_names import SEPARATORS, what_is_near
from dyadwire.pipelines.ask.places import BLOC_NAMES, MEMBERS, Place, folded, index, name_of, names_abroad, places
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.messages import clean

# Names that two countries share: that of the other one.
_OTHERS = {"congo": "COG", "korea": "PRK"}
_CODE, _ALIKE, _LONGEST_SHORT = 3, 4, 5  # letters: RUS; Turkey and Türkiye; DRC and USSR
_LONGEST = 100  # characters: more than any name has, and little enough to look for the sides of a pair in
_ABROAD = {"AU": "Australia is AUS"}  # what else the code of a bloc is in ISO 3166-1 alpha-2


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
        raise DyadwireError(f"no country or bloc {_cut(text)!r}{what_is_near(text[:_LONGEST])}")
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
    raise DyadwireError(f"{_cut(text)!r} is not a pair such as Russia-China or RUS:CHN{what_is_near(text[:_LONGEST])}")


def known_pair(text: str) -> tuple[Place, Place] | None:
    """Return the two places of a pair as `find_pair` reads it, or None."""
    if (pair := _parted(text, _known)) or _with_spaces(text):
        return pair
    return _parted(text, lambda side: _known(side) or _with_spaces(side))


def _parted(text: str, read: Callable[[str], Place | None]) -> tuple[Place, Place] | None:
    for at, character in enumerate(text[: 2 * _LONGEST]):
        if character in SEPARATORS:
            one, other = read(text[:at]), read(text[at + 1 :])
            if one and other:
                return _as_asked(one, text[:at]), _as_asked(other, text[at + 1 :])
    return None


def _as_asked(place: Place, text: str) -> Place:
    """Keep what was written where the name of an answer would say something else: Scotland, Congo; not UK or Turkey."""
    asked, name = folded(text), folded(place.name)
    codes = {name, folded(place.code), *(key for key, of in index().items() if of == place and len(key) <= _CODE)}
    alike = asked[:_ALIKE] == name[:_ALIKE] or (asked in name.split() or name in asked)
    is_short = text.strip().isupper() and len(asked) <= _LONGEST_SHORT
    if asked in codes or (asked not in _OTHERS and (alike or is_short)):
        return place
    return place._replace(asked=clean(" ".join(text.split())))


def place_notes(*given: Place | None) -> list[str]:
    """Say which place a name was read as, where that is not plain, and whether a bloc is itself or its members.

    >>> place_notes(find_place("Scotland"), find_place("Korea"), find_place("Turkey"))
    ['Scotland is read as United Kingdom.', 'Korea is read as South Korea; the other is North Korea.']
    """
    read = dict.fromkeys(place for place in given if place and place.asked)
    others = {place: _OTHERS.get(folded(place.asked)) for place in read}
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
    known = f", the {name_of(bloc)}," if bloc in BLOC_NAMES else ""  # as answers call it
    return f"{bloc}{known} is the bloc itself: what names only a member is not counted{more}."


def known_place(text: str) -> Place | None:
    """Return the place of a name, or None; other languages are read, which takes longer, where English has none.

    Hyphens stand for spaces where they part no two places: Costa-Rica.
    """
    found = _known(text)
    return found or (_with_spaces(text) if "-" in text and not _parted(text, _known) else None)


def _known(text: str) -> Place | None:
    name = folded(text) if len(text) <= _LONGEST else ""
    return index().get(name) or names_abroad().get(name)


def _with_spaces(text: str) -> Place | None:
    """Return the place of a name in which hyphens stand for spaces, or None."""
    return _known(text.replace("-", " ")) if "-" in text else None


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
