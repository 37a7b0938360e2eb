"""What is told of a name that no country or bloc has: the names nearest to it, or why it is none."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from dyadwire.pipelines.ask.places import MEMBERS, Place, folded, index, names_abroad, places

SEPARATORS = ":/–—-"  # of the two sides of a pair
_CUTOFF, _CUTOFF_ABROAD = 0.7, 0.8  # "Irac" finds Iraq, "Persia" nothing: not the Rusia of other languages either
_AS_CLOSE = 0.1  # "Russha" is so much closer to Russia than to Tunisia that only the one can be meant
_SHORT = 3  # letters: to "USSR", SS is as close as any name, and means nothing
# States that are gone and that no alias leads to the one that followed.
_GONE = frozenset(("czechoslovakia", "serbia and montenegro", "soviet union", "ussr", "yugoslavia"))


def what_is_near(text: str) -> str:
    """Return what follows "no country or bloc X": which names are near, or why a place of that name cannot be."""
    name = folded(_unknown_side(text))
    if name in _GONE:
        return ", which is no country of today as ISO 3166-1 has them; ask for one that is"
    if _asks_members_of_none(text):
        listed = ", ".join(code.removesuffix(MEMBERS) for code in places() if code.endswith(MEMBERS))
        return f"; members are known of {listed}"
    names = _nearest(name)
    return f"; did you mean {' or '.join(names)}?" if names else "; names, ISO codes (RUS, RU) and blocs (EU) will do"


def _asks_members_of_none(text: str) -> bool:
    whole = text.strip().upper()
    last = max(whole.removesuffix(MEMBERS).rfind(sign) for sign in SEPARATORS) + 1  # the second of a pair
    return whole.endswith(MEMBERS) and folded(whole[last:]) not in index()


def _nearest(name: str) -> list[str]:
    """Return English names of the places of which some name is nearest to one, at most three; none is near enough.

    Names of all languages count alike: Rusland is nearer to Russland than to Ireland.
    """
    near = [(close, place.name) for known, cutoff in ((index(), _CUTOFF), (names_abroad(), _CUTOFF_ABROAD))
            for close, place in _near(name, known, cutoff)]  # fmt: skip
    near.sort(key=lambda each: -each[0])
    return list(dict.fromkeys(name for close, name in near if close > near[0][0] - _AS_CLOSE))[:3]


def _near(name: str, known: dict[str, Place], cutoff: float) -> Iterator[tuple[float, Place]]:
    """Yield places of names that are near to one, each with how near."""
    for key in difflib.get_close_matches(name, [key for key in known if len(key) > _SHORT], n=8, cutoff=cutoff):
        yield difflib.SequenceMatcher(None, key, name).ratio(), known[key]


def _unknown_side(text: str) -> str:
    """Return the side of a pair that no place is called, where the other one is known; else the whole text."""
    for at, character in enumerate(text):
        if character in SEPARATORS:
            sides = (text[:at], text[at + 1 :])
            unknown = [side for side in sides if folded(side) not in index()]
            if len(unknown) == 1:
                return unknown[0]
    return text
