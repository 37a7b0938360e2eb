"""The MinHash signature of a text, by which near-duplicates are found without comparing all with all."""

from __future__ import annotations

import re
from zlib import crc32

import numpy as np
from datasketch import MinHash

# 128 values estimate a Jaccard similarity of 1/3 within about 0.04 (standard error sqrt(s(1-s)/k)).
PERMUTATIONS = 128
SHINGLE_WORDS = 3
_WORD = re.compile(r"\w+")
# The permutations are the same in every process; drawing them anew for each text would cost more than using them.
_EMPTY = MinHash(num_perm=PERMUTATIONS, seed=1, hashfunc=crc32)


def signature_of(text: str) -> bytes | None:
    """Return the signature of a text's word triples: 128 little-endian 32-bit values; None for under three words."""
    words = _WORD.findall(text.lower())
    shingles = {" ".join(words[i : i + SHINGLE_WORDS]) for i in range(len(words) - SHINGLE_WORDS + 1)}
    if not shingles:
        return None
    sketch = _EMPTY.copy()
    sketch.update_batch([shingle.encode("utf-8", "surrogatepass") for shingle in sorted(shingles)])
    return np.asarray(sketch.hashvalues, dtype="<u4").tobytes()
