"""The signature of a text, by which near-duplicates are found and verified without keeping the text.

Three parts: the MinHash of the body's word triples; the number of triples and the hash of the agency that the text
credits; then its anchors, the hashes of names and numbers, which rewriting leaves alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from zlib import crc32

import numpy as np

from dyadwire.transforms.text.copies.signature_layout import MOST_ANCHORS, PERMUTATIONS, Hashes, pack

SHINGLE_WORDS = 3

# A hundred characters hold any dateline ("BEIJING, 9 October (Agency) – "); a later dash belongs to a sentence.
_DATELINE = re.compile(r"\A[^\n.!?]{1,100}?\s[–—-]{1,2}\s")
_TOKEN = re.compile(r"\d[\d.,]*\d|\w+|[.!?:\n]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ENDS = frozenset(".!?:\n")
_BYLINE = re.compile(r"\((?:reporting|writing|editing|additional reporting) by [^()]{1,200}\)", re.IGNORECASE)
_EDGE = 200  # characters at either end of a text in which a credit may stand
# Names of dates move with the day of printing ("on Monday", "on 9 October"): no evidence of one story.
_CALENDAR = frozenset(
    (
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march"),
        *("april", "may", "june", "july", "august", "september", "october", "november", "december"),
    )
)
_CHUNK = 4096  # triples permuted at once: 4,096 × 128 values × 4 bytes = 2 MB, whatever the length of the text


def signature_of(text: str, agencies: tuple[str, ...] = ()) -> bytes | None:
    """Return the signature of a text; None where it has under three words. `agencies` are names that credits give."""
    body = body_of(text)
    words = [token for token in _TOKEN.findall(body.casefold()) if token not in _ENDS]
    shingles = {" ".join(words[i : i + SHINGLE_WORDS]) for i in range(len(words) - SHINGLE_WORDS + 1)}
    if not shingles:
        return None
    sketch = min_hash(np.fromiter(map(_hash, shingles), np.uint32, len(shingles)))
    anchors = sorted(set(anchors_of(body)))[:MOST_ANCHORS]
    return pack(sketch, len(shingles), credit_of(text, agencies), np.array(anchors, np.uint32))


def min_hash(hashes: Hashes) -> Hashes:
    """Return the smallest of some hashes under each permutation: sets agree in as many places as they overlap.

    >>> one, other = min_hash(np.arange(300, dtype=np.uint32)), min_hash(np.arange(100, 400, dtype=np.uint32))
    >>> round(float((one == other).mean()), 1)  # 200 of 400 in common
    0.5
    """
    factors, offsets = _permutations()
    mixed = _mix(hashes)[:, np.newaxis]
    smallest = np.full(PERMUTATIONS, np.iinfo(np.uint32).max, np.uint32)
    for start in range(0, len(mixed), _CHUNK):
        np.minimum(smallest, (mixed[start : start + _CHUNK] * factors + offsets).min(axis=0), out=smallest)
    return smallest


@cache
def _permutations() -> tuple[Hashes, Hashes]:
    """Return factors and offsets of the permutations h → a·h + b modulo 2^32, one to one because each factor is odd.

    RandomState, of which numpy promises the same numbers for ever: signatures are stored and compared across versions.
    """
    draw = np.random.RandomState(1)
    factors = draw.randint(0, 2**31, PERMUTATIONS, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    return factors, draw.randint(0, 2**32, PERMUTATIONS, dtype=np.uint32)


def _mix(hashes: Hashes) -> Hashes:
    """Spread hashes over all bits, one to one (the finalizer of MurmurHash3): the low bits of a CRC are too regular."""
    mixed = hashes ^ (hashes >> np.uint32(16))
    mixed = mixed * np.uint32(0x85EBCA6B)
    mixed ^= mixed >> np.uint32(13)
    mixed *= np.uint32(0xC2B2AE35)
    mixed ^= mixed >> np.uint32(16)
    return mixed


def body_of(text: str) -> str:
    """Return a text without what differs between printings of it: dateline, bylines in brackets, letter forms.

    >>> body_of("LIMA, 3 May (Agency) – Peru won. (Reporting by A. Diaz; Editing by B. Rao)")
    'Peru won. '
    """
    return _BYLINE.sub("", _DATELINE.sub("", unicodedata.normalize("NFKC", text), count=1))


def anchors_of(body: str) -> Iterator[int]:
    """Yield a hash for each telling name and number of a body: odd for numbers, even for names, never 0.

    A name is a capitalised word inside a sentence; the first word of one tells nothing, and neither do single digits
    and years, which any two texts may share.
    """
    begins = True
    for token in _TOKEN.findall(body):
        if token in _ENDS:
            begins = True
            continue
        if token[0].isdigit():
            if len(token) > 1 and not _YEAR.fullmatch(token):
                yield _hash(token.replace(",", "")) | 1
        elif token[0].isupper() and not begins and len(token) > 2 and token.casefold() not in _CALENDAR:
            yield _hash(token.casefold()) & ~1 or 2
        begins = False


def credit_of(text: str, agencies: Iterable[str]) -> int:
    """Return the hash of the agency that a text credits at its beginning or end; 0 where it credits none.

    >>> credit_of("PARIS (Reuters) - It rained.", ("Reuters",)) != 0, credit_of("Reuters was sold.", ("Reuters",))
    (True, 0)
    """
    edges = f"{text[:_EDGE]} {text[-_EDGE:]}"
    found = _credit_pattern(tuple(agencies)).search(edges)
    return _hash(found.group(1).casefold()) or 1 if found else 0


@cache
def _credit_pattern(agencies: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(agencies, key=lambda name: (-len(name), name))) or r"(?!)"
    return re.compile(rf"(?:\(|[–—-]\s|\bsource: |\bby )({names})(?=\W*(?:\)|\n|\Z|\s[–—-]\s))", re.IGNORECASE)


def _hash(token: str) -> int:
    return crc32(token.encode("utf-8", "surrogatepass"))
