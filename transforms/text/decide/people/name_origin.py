"""Describe where a name may be from: its make, its given and family name, and the names that it is like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.people.lexicon.leaders import gazetteer_of
from dyadwire.transforms.text.people.lexicon.origins import weigh_origins
from dyadwire.transforms.text.people.lexicon.shapes import weigh_make

_VERY_OWN = 2  # of shapes: the whole name is made as only in one country
_ORIGINS = (0, 4, 10, 18, 28)  # steps of what a country's names are less like than those of the likeliest
_SURE_ORIGIN = 6  # step of the weight itself
_LIKENESS = (-3, 4)  # steps of how like a country's names a name is; three of five candidates lie at -3 or lower


class NameOrigin:
    """What the make of a name says of the countries that it may be of."""

    def __init__(self, words: Sequence[str], among: Sequence[str], lexicon: Lexicon) -> None:
        given, family = _origins(lexicon)
        first, last = words[0], words[-1]
        self.weights = weigh_make(" ".join(words), lexicon)
        self.origins = [("given", given.get(first)), ("family", family.get(last))]
        self.likeness = weigh_origins(words, among, lexicon)
        self.likest = sorted(self.likeness.values(), reverse=True)
        self.leaders = {leader.iso3 for leader in gazetteer_of(lexicon).by_surname.get(last, ())}

    def describe(self, iso3: str) -> Iterator[str]:
        """Yield what the make of the name says of one country."""
        weight = self.weights.get(iso3, 0.0)
        if weight:
            yield f"make {'foreign' if weight < 0 else 'own'}"
        if weight > _VERY_OWN:
            yield "make very own"
        yield from self._liken(iso3)
        yield from (f"{part} name {'of' if iso3 in where else 'not of'}" for part, where in self.origins if where)
        if iso3 in self.leaders:
            yield "name of a leader"

    def _liken(self, iso3: str) -> Iterator[str]:
        """Yield how like the names of one country the name is, by its pieces."""
        if iso3 not in self.likeness:
            return
        weight, (likest, *others) = self.likeness[iso3], self.likest
        least, most = _LIKENESS
        yield f"like {max(least, min(most, weight // _SURE_ORIGIN)):.0f}"
        yield f"less like {_step(likest - weight)}"
        if weight == likest:
            yield f"likest by {_step(likest - others[0]) if others else 'far'}"


def _step(apart: float) -> str:
    return next((str(step) for step in _ORIGINS if apart <= step), "far")


@cache
def _origins(lexicon: Lexicon) -> tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]]:
    """Return given name → countries where it is common, and family name → countries."""
    parts: dict[str, dict[str, frozenset[str]]] = {"given": {}, "surname": {}}
    rows = [row for row in lexicon["world_names"] if row["countries"]]
    sets = {countries: frozenset(countries.split()) for countries in {row["countries"] for row in rows}}
    for row in rows:
        parts[row["part"]][row["name"]] = sets[row["countries"]]
    return parts["given"], parts["surname"]
