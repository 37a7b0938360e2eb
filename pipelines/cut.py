"""Cut files into slices that workers share, each named by the hash of its bytes; no file is held in memory."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Callable, Iterator
from hashlib import blake2b
from typing import BinaryIO, NamedTuple

import fsspec

from pipelines.errors import DyadwireError
from transforms.storage import reaching
from transforms.text.documents import Slice
from transforms.warc_records import GZIP_MEMBER, walk_records

KINDS = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".html": "html", ".htm": "html", ".xhtml": "html", ".txt": "text",
    ".warc": "warc", ".xml": "feed", ".rss": "feed", ".atom": "feed", ".rdf": "feed", ".json": "feed",
}  # fmt: skip

# Slices are what workers share: small enough that two of them finish together, large enough to cost nothing each.
SLICE_BYTES = 4_000_000
# Of a compressed file every slice is reached by decompressing all before it, so there they are few and large.
PACKED_SLICE_BYTES = 32_000_000
_BLOCK = 1_000_000

Piece = tuple[int, int, str]  # start, end, digest


class HashedSlice(NamedTuple):
    """A slice and the hash of its bytes."""

    slice: Slice
    digest: str

    @property
    def size(self) -> int:
        """Return its bytes."""
        return self.slice.end - self.slice.start


def kind_of(name: str) -> str:
    """Tell what a file holds by its name.

    >>> kind_of("a/b.html.gz"), kind_of("segment.warc.gz"), kind_of("photo.png")
    ('html', 'warc', 'unknown')
    """
    return KINDS.get(os.path.splitext(name.lower().removesuffix(".gz"))[1], "unknown")


def cut(path: str, name: str) -> Iterator[HashedSlice]:
    """Cut a file: JSON Lines at line ends, WARC between records, others in one piece, be it empty.

    A slice of compressed JSON Lines counts in decompressed bytes.
    """
    kind = kind_of(path)
    cutter = {"jsonl": _cut_lines, "warc": _cut_records}.get(kind, _whole)
    try:
        with reaching(path), fsspec.open(path, "rb") as file:
            for start, end, digest in cutter(file):
                digest = blake2b(f"{kind}\0{digest}".encode(), digest_size=16).hexdigest()
                yield HashedSlice(Slice(path, name, kind, start, end), digest)
    except OSError as error:
        raise DyadwireError(f"cannot read {path}: {error.strerror or error}") from error


def _whole(file: BinaryIO) -> Iterator[Piece]:
    digest, size = blake2b(digest_size=16), 0
    while block := file.read(_BLOCK):
        digest.update(block)
        size += len(block)
    yield 0, size, digest.hexdigest()


def _cut_records(file: BinaryIO) -> Iterator[Piece]:
    """Cut before the record that would make a slice too large: one that is too large itself is alone."""
    start = end = 0
    digest = blake2b(digest_size=16)
    for record in walk_records(file):
        if end > start and record.end - start > SLICE_BYTES:
            yield start, end, digest.hexdigest()
            start, digest = end, blake2b(digest_size=16)
        digest.update(record.digest)
        end = record.end
    if end > start:
        yield start, end, digest.hexdigest()


def _cut_lines(file: BinaryIO) -> Iterator[Piece]:
    """Cut after the line that makes a slice large enough, whatever its length."""
    packed = file.read(len(GZIP_MEMBER)) == GZIP_MEMBER
    file.seek(0)
    size = max(PACKED_SLICE_BYTES, SLICE_BYTES) if packed else SLICE_BYTES
    start = end = 0
    digest = blake2b(digest_size=16)
    read = gzip.GzipFile(fileobj=file).read1 if packed else file.read
    for part in _ends_of_lines(_blocks(read), size):
        digest.update(part)
        end += len(part)
        if end - start >= size and part.endswith(b"\n"):
            yield start, end, digest.hexdigest()
            start, digest = end, blake2b(digest_size=16)
    if end > start:
        yield start, end, digest.hexdigest()


def _blocks(read: Callable[[int], bytes]) -> Iterator[bytes]:
    """Yield what a file holds. Where a compressed one is broken, a byte that it lacks: its reader meets the same."""
    try:
        while block := read(_BLOCK):
            yield block
    except (gzip.BadGzipFile, EOFError, zlib.error):
        yield b"\0"


def _ends_of_lines(blocks: Iterator[bytes], size: int) -> Iterator[bytes]:
    """Divide blocks so that one part ends at each line end that is the first after `size` bytes."""
    filled = 0
    for block in blocks:
        rest = block
        while rest:
            place = rest.find(b"\n", max(size - filled, 1) - 1) + 1
            part, rest = (rest[:place], rest[place:]) if place else (rest, b"")
            filled = 0 if place else filled + len(part)
            yield part
