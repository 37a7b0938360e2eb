"""What is told of a name that no country or bloc has: the names nearest to it, or why it is none."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from dyadwire.pipelines.ask.places import MEMBERS, Place, folded, index, names_abroad, places

SEPARATORS = ":/–—-"  # of the two sides of a pair
_CUTOFF, _CUTOFF_ABROAD = 0.7, 0.8  # "Irac" finds Iraq, "Persia" nothing: not the Rusia of other languages either
_AS_CLOSE = 0.1  # "Russha" is so much closer to Russia than to Tunisia that only the one can be meant
_MOST_SIGNS = 3  # between two sides, of which a name may hold one itself
_SHORT = 3  # letters: to "USSR", SS is as close as any name, and means nothing
# States that are gone and that no alias leads to the one that followed.
_GONE = frozenset(("czechoslovakia", "serbia and montenegro", "soviet union", "ussr", "yugoslavia"))


def what_is_near(text: str) -> str:
    """Return what follows "no country or bloc X": which names are near, or why a place of that name cannot be."""
    parted = dict(_unknown_sides(text))
    if not _GONE.isdisjoint((folded(text), *parted)):
        return ", which is no country of today as ISO 3166-1 has them; ask for one that is"
    if _asks_members_of_none(text):
        listed = ", ".join(code.removesuffix(MEMBERS) for code in places() if code.endswith(MEMBERS))
        return f"; members are known of {listed}"
    # The whole is of a pair, too, near to the side that is known.
    whole = [(close, place) for close, place in _near(folded(text)) if place not in parted.values()]
    names = _nearest([*whole, *(found for side in parted for found in _near(side))]) or _near_pairs(text)
    return f"; did you mean {' or '.join(names)}?" if names else "; names, ISO codes (RUS, RU) and blocs (EU) will do"


def _near_pairs(text: str) -> list[str]:
    """Return the pair that is meant where no side is written as it is known, as Russa-Chna: its nearest names."""
    signs = [at for at, character in enumerate(text) if character in SEPARATORS]
    for at in signs if len(signs) <= _MOST_SIGNS else ():
        near = [_nearest([*_near(folded(side))]) for side in (text[:at], text[at + 1 :])]
        if all(near):
            return ["-".join(names[0] for names in near)]
    return []


def _asks_members_of_none(text: str) -> bool:
    whole = text.strip().upper()
    last = max(whole.removesuffix(MEMBERS).rfind(sign) for sign in SEPARATORS) + 1  # the second of a pair
    return whole.endswith(MEMBERS) and folded(whole[last:]) not in index()


def _nearest(near: list[tuple[float, Place]]) -> list[str]:
    """Return English names of the places that are as near as the nearest, at most three.

    Names of all languages count alike: Rusland is nearer to Russland than to Ireland.
    """
    near = sorted(near, key=lambda each: -each[0])
    return list(dict.fromkeys(place.name for close, place in near if close > near[0][0] - _AS_CLOSE))[:3]


def _near(name: str) -> Iterator[tuple[float, Place]]:
    """Yield places of names that are near to one, each with how near."""
    for known, cutoff in ((index(), _CUTOFF), (names_abroad(), _CUTOFF_ABROAD)):
        for key in difflib.get_close_matches(name, [key for key in known if len(key) > _SHORT], n=8, cutoff=cutoff):
            yield difflib.SequenceMatcher(None, key, name).ratio(), known[key]


def _unknown_sides(text: str) -> Iterator[tuple[str, Place]]:
    """Yield the sides of pairs that no place is called, each with the place that the other one is."""
    for at, character in enumerate(text):
        if character in SEPARATORS:
            sides = [folded(side) for side in (text[:at], text[at + 1 :])]
            for unknown, other in (sides, sides[::-1]):
                if unknown not in index() and other in index():
                    yield unknown, index()[other]
