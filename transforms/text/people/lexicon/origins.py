"""Guess the country of a name by its pieces: how much likelier its letters are in one country's names than in all."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache

from dyadwire.transforms.lexicon import Lexicon

_LENGTHS = (2, 3, 4)  # letters of a piece, the marks of a word's ends counted
_SMOOTHING = 100.0  # pieces of names that no group has seen, shared out as all names have them


def pieces_of(word: str) -> list[str]:
    """Return the pieces of one folded word of a name, each once and in order: sums of floats depend on theirs.

    >>> pieces_of("Li")
    ['^l', 'li', 'i$', '^li', 'li$', '^li$']
    """
    marked = f"^{word.lower()}$"
    return list(
        dict.fromkeys([marked[at : at + length] for length in _LENGTHS for at in range(len(marked) - length + 1)])
    )


@cache
def groups_of(lexicon: Lexicon) -> Mapping[str, tuple[str, ...]]:
    """Return country → the groups of names that its people bear."""
    found: dict[str, tuple[str, ...]] = {}
    for row in lexicon["name_groups"]:
        for iso3 in row["countries"].split():
            found[iso3] = (*found.get(iso3, ()), row["group"])
    return found


def weigh_origins(words: Iterable[str], countries: Iterable[str], lexicon: Lexicon) -> dict[str, float]:
    """Return country → the log-likelihood ratio of a folded name among its people's names to that among all names.

    Naive Bayes over pieces: it ranks countries, and is no probability. Countries of several peoples have that of the
    likeliest; those without a group are left out.
    """
    origins, groups = _origins(lexicon), groups_of(lexicon)
    weighed = origins.weigh(piece for word in words for piece in pieces_of(word))
    known = {iso3: groups[iso3] for iso3 in countries if iso3 in groups}
    wanted = {group for of in known.values() for group in of}
    weights = {group: sum([weights[group] for weights in weighed]) for group in wanted}
    return {iso3: max([weights[group] for group in of]) for iso3, of in known.items()}


def count_unseen(word: str, lexicon: Lexicon) -> tuple[int, int]:
    """Return how many pieces of a folded word no name of the lexicon has, and how many it has in all."""
    known, pieces = _origins(lexicon).counts, pieces_of(word)
    return len([1 for piece in pieces if piece not in known]), len(pieces)


class _Origins:
    """Pieces with their counts; weights are made when they are first asked for."""

    def __init__(self, lexicon: Lexicon) -> None:
        counts = {row["piece"]: row["counts"] for row in lexicon["name_pieces"]}
        self._all = _read(counts.pop(""))
        self._total = sum(self._all.values())
        self._absent = {group: self._weight(group, 0.0) for group in self._all}  # of a piece that a group has not
        self.counts = counts
        self._weights: dict[str, dict[str, float]] = {}

    def weigh(self, pieces: Iterable[str]) -> list[dict[str, float]]:
        """Return what each piece weighs for every group; unknown ones weigh nothing, and are left out."""
        known = self._weights
        return [known.get(piece) or self._of(piece) for piece in pieces if piece in self.counts]

    def _of(self, piece: str) -> dict[str, float]:
        counts = _read(self.counts[piece])
        share = sum(counts.values()) / self._total
        here = {group: self._weight(group, count / share) for group, count in counts.items()}
        weights = self._weights[piece] = self._absent | here
        return weights

    def _weight(self, group: str, expected: float) -> float:
        """Return what a piece weighs for a group whose names have it as often as expected."""
        return math.log((expected + _SMOOTHING) / (self._all[group] + _SMOOTHING))


@cache
def _origins(lexicon: Lexicon) -> _Origins:
    return _Origins(lexicon)


def _read(counts: str) -> dict[str, int]:
    """Read "arabic:12 thai:3"."""
    return {group: int(count) for group, _, count in (one.partition(":") for one in counts.split())}
