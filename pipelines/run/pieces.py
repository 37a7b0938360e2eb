"""Group the lines, rows or elements of a file into pieces of at least some size, each with its hash: its slices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import chain

Piece = tuple[int, int, str]  # start, end, digest
Sizes = tuple[int, int]  # bytes of the first slice, of those that follow
MUST_END = 2  # instead of True or False for whether a piece may end after a part: it must


def group_parts(parts: Iterable[tuple[bytes, int]], sizes: Sizes) -> Iterator[Piece]:
    """Group parts into pieces of at least `sizes` bytes.

    With each part comes whether a piece may end after it: False, True or MUST_END.
    """
    start, end, (size, later) = 0, 0, sizes
    digest = blake2b(digest_size=16)
    for part, ends in parts:
        digest.update(part)
        end += len(part)
        if ends == MUST_END or (ends and end - start >= size):
            yield start, end, digest.hexdigest()
            start, size, digest = end, later, blake2b(digest_size=16)
    if end > start:
        yield start, end, digest.hexdigest()


def peeked(lines: Iterator[bytes], most: int) -> tuple[bytes, Iterator[bytes]]:
    """Return the first `most` bytes of some lines, and an iterator over all the lines."""
    first: list[bytes] = []
    size = 0
    while size < most and (line := next(lines, b"")):
        first.append(line)
        size += len(line)
    return b"".join(first)[:most], chain(first, lines)


def ends_of_lines(blocks: Iterator[bytes], sizes: Sizes) -> Iterator[bytes]:
    """Divide blocks so that a part ends at the first line end after each `sizes` bytes."""
    filled, (size, later) = 0, sizes
    for block in blocks:
        rest = block
        while rest:
            place = rest.find(b"\n", max(size - filled, 1) - 1) + 1
            part, rest = (rest[:place], rest[place:]) if place else (rest, b"")
            filled, size = (0, later) if place else (filled + len(part), size)
            yield part
