"""Parts of a file gathered to the pieces that its slices are: cut where a line or a row ends, each with its hash."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import chain

from dyadwire.transforms.read.slices import MAX_DOCUMENT_BYTES

Piece = tuple[int, int, str]  # start, end, digest
Sizes = tuple[int, int]  # bytes of the first slice, of those that follow
MUST = 2  # in the place of whether a slice may end after a part: it ends there


def gathered(parts: Iterable[tuple[bytes, int]], sizes: Sizes) -> Iterator[Piece]:
    """Gather parts to slices of at least so many bytes; each part with whether one may end after it, or MUST."""
    start, end, (size, later) = 0, 0, sizes
    digest = blake2b(digest_size=16)
    for part, ends in parts:
        digest.update(part)
        end += len(part)
        if ends == MUST or (ends and end - start >= size):
            yield start, end, digest.hexdigest()
            start, size, digest = end, later, blake2b(digest_size=16)
    if end > start:
        yield start, end, digest.hexdigest()


def lines_of(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield lines with their ends; one that goes on and on in pieces, none of which ends a row."""
    held = b""
    for block in blocks:
        *whole, held = (held + block).split(b"\n")
        yield from (line + b"\n" for line in whole)
        if len(held) > MAX_DOCUMENT_BYTES:
            yield held
            held = b""
    if held:
        yield held


def peeked(lines: Iterator[bytes], most: int) -> tuple[bytes, Iterator[bytes]]:
    """Return the first bytes of some lines, and all the lines."""
    first: list[bytes] = []
    size = 0
    while size < most and (line := next(lines, b"")):
        first.append(line)
        size += len(line)
    return b"".join(first)[:most], chain(first, lines)


def ends_of_lines(blocks: Iterator[bytes], sizes: Sizes) -> Iterator[bytes]:
    """Divide blocks so that one part ends at each line end that is the first after so many bytes."""
    filled, (size, later) = 0, sizes
    for block in blocks:
        rest = block
        while rest:
            place = rest.find(b"\n", max(size - filled, 1) - 1) + 1
            part, rest = (rest[:place], rest[place:]) if place else (rest, b"")
            filled, size = (0, later) if place else (filled + len(part), size)
            yield part
