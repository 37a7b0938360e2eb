"""Compare the signatures of many articles as arrays: which pairs may be copies, and how alike they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dyadwire.transforms.text.copies.signature_layout import PERMUTATIONS, Hashes, ShortHashes, unpack

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Keys = NDArray[np.uint64]

# 64 bands of 2 values find a pair of similarity 1/3 with probability 0.999, 0.2 with 0.93, 0.005 with 0.002.
TEXT_ROWS = 2
# Names and numbers: 40 bands of 3 find similarity 0.5 with probability 0.995, and 0.3 with 0.66.
ANCHOR_BANDS, ANCHOR_ROWS = 40, 3
# Each article meets at most so many earlier ones in a bucket: a template that thousands share stays linear.
NEIGHBOURS = 12
_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # odd, with bits all over: of three values it makes one that tells them apart
_CHUNK = 8192  # pairs compared, or rows mixed, at once: 8,192 × 128 values × 2 bytes = 2 MB


class Sketches(NamedTuple):
    """The signatures of articles, row by row: MinHash, triples, agency, anchors (0 where there is none).

    Anchors are hashes of names, which are even, and of numbers, which are odd; `names` and `numbers` count them.
    """

    minhash: ShortHashes
    triples: Ints
    agency: ShortHashes
    anchors: ShortHashes
    names: Ints
    numbers: Ints


class Likeness(NamedTuple):
    """How alike pairs of articles are, one value a pair. Shares are of the smaller of the two."""

    jaccard: Floats  # of word triples, estimated
    contained: Floats  # share of word triples
    fewest_triples: Ints
    names: Ints  # names in common
    names_share: Floats
    fewest_names: Ints
    numbers: Ints  # numbers in common
    numbers_share: Floats  # 1 where either has none
    fewest_numbers: Ints
    credited: Mask  # both credit one agency

    def at(self, positions: Ints) -> Likeness:
        """Return the values of some pairs."""
        return Likeness(*(column[positions] for column in self))  # type: ignore[arg-type]


class PairSet:
    """Pairs of row numbers, kept in order: looking many up takes no hashing of each."""

    def __init__(self, rows: int) -> None:
        """Begin without pairs; `rows` is the number of rows."""
        self._rows = rows
        self._kept = np.array([], np.int64)

    def fresh(self, earlier: Ints, later: Ints) -> tuple[Ints, Ints]:
        """Return those of some pairs that are not in the set, in order."""
        pairs = np.sort(earlier * self._rows + later)  # looked up in order, they stay in the processor's cache
        if len(self._kept):
            places = np.searchsorted(self._kept, pairs)
            places[places == len(self._kept)] = 0
            pairs = pairs[self._kept[places] != pairs]
        return pairs // self._rows, pairs % self._rows

    def add(self, earlier: Ints, later: Ints) -> None:
        """Add pairs that are not in the set."""
        if len(earlier):  # in place, as there are many; stable: the sort that makes use of what is in order already
            self._kept = np.concatenate([self._kept, earlier * self._rows + later])
            self._kept.sort(kind="stable")


def read_signatures(signatures: Sequence[bytes | None]) -> Sketches:
    """Lay signatures out as arrays. A missing one becomes zeros, which resembles nothing."""
    nothing: Sequence[NDArray[Any]] = _lay_out([])
    columns = [np.empty((len(signatures), *column.shape[1:]), column.dtype) for column in nothing]
    for start in range(0, len(signatures), _CHUNK):
        for column, part in zip(columns, _lay_out(signatures[start : start + _CHUNK]), strict=True):
            column[start : start + _CHUNK] = part
    return Sketches(*columns)


def _lay_out(signatures: Sequence[bytes | None]) -> Sketches:
    minima, rows = unpack(signatures)
    anchors = rows["anchors"]
    odd = anchors % 2 == 1
    names, numbers = ((anchors > 0) & ~odd).sum(axis=1), odd.sum(axis=1)
    return Sketches(minima, rows["triples"].astype(np.int64), rows["agency"], anchors, names, numbers)


def candidate_pairs(
    sketches: Sketches, among: Ints, days: Ints, window: int, since: int
) -> Iterator[tuple[Ints, Ints]]:
    """Yield pairs (earlier, later) of rows `among` all that share a band, band by band, at most `window` days apart.

    Rows are in order of publication, `days` ascending. An article meets only those up to `window` days before it, from
    row `since` on. A pair comes once a band, and again in the next band that it shares.
    """
    usable = among[sketches.triples[among] > 0]
    for columns in np.split(sketches.minhash, PERMUTATIONS // TEXT_ROWS, axis=1):
        yield _pairs_of_band(_key(columns[usable]), usable, days, window, since)
    named = among[(sketches.names + sketches.numbers)[among] >= ANCHOR_ROWS]
    for band in range(ANCHOR_BANDS):
        parts = [_anchor_band(sketches.anchors[some], band) for some in _in_chunks(named)]
        yield _pairs_of_band(_key(np.concatenate(parts)), named, days, window, since)


def _in_chunks(rows: Ints) -> list[Ints]:
    """Return row numbers in chunks of `_CHUNK`, one at least."""
    return [rows[start : start + _CHUNK] for start in range(0, max(len(rows), 1), _CHUNK)]


def _key(columns: Hashes | ShortHashes) -> Keys:
    """Return one number for the values of a band: sorting numbers takes a third of the time that sorting rows takes."""
    key = columns[:, 0].astype(np.uint64)
    for column in columns.T[1:]:
        key = key * _FACTOR + column
    return key


def _anchor_band(anchors: ShortHashes, band: int) -> Hashes:
    """Return the minima of the anchors under the permutations of one band (multiplicative hashing by odd numbers)."""
    minima = []
    for row in range(ANCHOR_ROWS):
        factor, shift = np.random.default_rng((band, row)).integers(1, 2**31, size=2)
        mixed = anchors * np.uint32(2 * factor + 1)
        mixed = (mixed ^ (mixed >> np.uint32(15))) * np.uint32(2 * shift + 1)
        mixed[anchors == 0] = np.uint32(2**32 - 1)
        minima.append(mixed.min(axis=1))
    return np.stack(minima, axis=1)


def _pairs_of_band(keys: Keys, rows: Ints, days: Ints, window: int, since: int) -> tuple[Ints, Ints]:
    order = np.argsort(keys, kind="stable")  # rows stay in order
    ordered, numbers = keys[order], rows[order]
    found = [(numbers[:0], numbers[:0])]
    for step in range(1, min(NEIGHBOURS, len(rows) - 1) + 1):
        same = ordered[step:] == ordered[:-step]
        if not same.any():
            break
        earlier, later = numbers[:-step][same], numbers[step:][same]
        near = (days[later] - days[earlier] <= window) & (later >= since)
        found.append((earlier[near], later[near]))
    earlier, later = map(np.concatenate, zip(*found, strict=True))
    return earlier, later


def compare(sketches: Sketches, earlier: Ints, later: Ints) -> Likeness:
    """Tell how alike each pair is."""
    parts = [_compare(sketches, *some) for some in zip(_in_chunks(earlier), _in_chunks(later), strict=True)]
    return Likeness(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _compare(sketches: Sketches, earlier: Ints, later: Ints) -> Likeness:
    jaccard = np.count_nonzero(sketches.minhash[earlier] == sketches.minhash[later], axis=1) / PERMUTATIONS
    first, second = sketches.triples[earlier], sketches.triples[later]
    # |A ∩ B| = J (|A| + |B|) / (1 + J)
    shared = jaccard * (first + second) / (1 + jaccard)
    contained = np.minimum(1.0, shared / np.maximum(1, np.minimum(first, second)))
    common = _common(sketches.anchors[earlier], sketches.anchors[later])
    odd = common % 2 == 1
    numbers, names = odd.sum(axis=1), ((common > 0) & ~odd).sum(axis=1)
    fewest_numbers = np.minimum(sketches.numbers[earlier], sketches.numbers[later])
    fewest_names = np.minimum(sketches.names[earlier], sketches.names[later])
    return Likeness(
        jaccard,
        contained,
        np.minimum(first, second),
        names,
        names / np.maximum(1, fewest_names),
        fewest_names,
        numbers,
        np.where(fewest_numbers > 0, numbers / np.maximum(1, fewest_numbers), 1.0),
        fewest_numbers,
        (sketches.agency[earlier] == sketches.agency[later]) & (sketches.agency[later] > 0),
    )


def _common(first: ShortHashes, second: ShortHashes) -> ShortHashes:
    """Return the anchors that two rows share, 0 elsewhere. Within a row none comes twice."""
    both = np.sort(np.concatenate([first, second], axis=1), axis=1)
    return np.where(both[:, 1:] == both[:, :-1], both[:, 1:], np.uint16(0))
