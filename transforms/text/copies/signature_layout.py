"""The byte layout of a signature. Each hash keeps only the bits that tell two apart: all 32 take twice the room."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

# 128 values estimate a Jaccard similarity of 1/3 within about 0.04 (standard error sqrt(s(1-s)/k)).
PERMUTATIONS = 128
# Nine of ten news reports have fewer; of longer ones the smallest hashes are kept, which are a fair sample of all.
MOST_ANCHORS = 64
# Minima that differ are equal in ten bits once in a thousand (Li and König, b-bit minwise hashing), anchors that differ
# in sixteen once in thirty thousand: the lowest bit of an anchor tells names from numbers.
LAYOUT = np.dtype(
    [
        ("low", np.uint8, PERMUTATIONS),  # the lower eight bits of each minimum
        ("high", np.uint8, PERMUTATIONS // 4),  # two more, those of the first fourth of the minima lowest
        ("triples", "<u4"),
        ("agency", "<u2"),  # 0 for none
        ("anchors", "<u2", MOST_ANCHORS),  # ascending; stored are those that there are
    ]
)
_SHIFTS = np.arange(0, 8, 2, dtype=np.uint8)[:, np.newaxis]  # of each fourth's bits in a byte of `high`

_LONG = range(4 * (PERMUTATIONS + 2), 4 * (PERMUTATIONS + 2 + MOST_ANCHORS) + 1, 4)  # bytes of those of version 3

Hashes = NDArray[np.uint32]
ShortHashes = NDArray[np.uint16]


def pack(minima: Hashes, triples: int, agency: int, anchors: Hashes) -> bytes:
    """Return the signature of what was found in a text: `MOST_ANCHORS` at most, and 0 where it credits no agency."""
    high = (minima >> np.uint32(8) & np.uint32(3)).astype(np.uint8).reshape(len(_SHIFTS), -1)
    short = anchors.astype(np.uint16)
    kept = np.unique(np.where(short == 0, np.uint16(2), short))  # 0 is none
    row = np.zeros((), LAYOUT)
    row["low"], row["high"] = minima.astype(np.uint8), np.bitwise_or.reduce(high << _SHIFTS)
    row["triples"], row["agency"] = triples, agency and (agency & 0xFFFF or 1)
    row["anchors"][: len(kept)] = kept
    return row.tobytes()[: LAYOUT.itemsize - (MOST_ANCHORS - len(kept)) * kept.itemsize]


def unpack(signatures: Sequence[bytes | None]) -> tuple[ShortHashes, NDArray[np.void]]:
    """Return the minima of signatures, row by row, and the rest as `LAYOUT` has it. A missing one becomes zeros."""
    held = np.array([signature or b"" for signature in signatures], f"S{LAYOUT.itemsize}").view(LAYOUT)
    high = held["high"][:, np.newaxis] >> _SHIFTS & np.uint8(3)
    return high.reshape(-1, PERMUTATIONS).astype(np.uint16) << np.uint16(8) | held["low"], held


def shortened(signature: bytes) -> bytes:
    """Return a signature of schema version 3, which held all bits, as one that is made anew; what is none as it is.

    >>> text = np.arange(130, dtype="<u4")
    >>> len(text.tobytes()), len(shortened(text.tobytes()))
    (520, 166)
    """
    if len(signature) not in _LONG:
        return signature
    minima, (triples, agency), anchors = np.split(np.frombuffer(signature, "<u4"), [PERMUTATIONS, PERMUTATIONS + 2])
    return pack(minima, int(triples), int(agency), anchors)
