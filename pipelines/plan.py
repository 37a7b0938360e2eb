"""Plan a run: find the files of its inputs, cut them into slices, and name batches by the content of those."""

from __future__ import annotations

import glob
import os
import zlib
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import BinaryIO, NamedTuple

import fsspec

from pipelines.errors import DyadwireError
from transforms.slices import GZIP_MEMBER
from transforms.storage import is_local
from transforms.text.documents import Slice

KINDS = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".html": "html", ".htm": "html", ".xhtml": "html", ".txt": "text",
    ".warc": "warc", ".xml": "feed", ".rss": "feed", ".atom": "feed", ".rdf": "feed", ".json": "feed",
}  # fmt: skip

# Slices are what workers share: small enough that two of them finish together, large enough to cost nothing each.
SLICE_BYTES = 4_000_000
# A bounded run holds what it writes in memory, compressed; beyond some 100,000 articles a run becomes several batches.
BATCH_BYTES = 400_000_000
# One bucket is one file a table and month, and is merged in memory at once.
BUCKET_BYTES = 100_000_000


class HashedSlice(NamedTuple):
    """A slice and the hash of its bytes."""

    slice: Slice
    digest: str


class Batch(NamedTuple):
    """A bounded piece of work, named by the hash of its content."""

    name: str
    slices: tuple[Slice, ...]
    bytes: int

    @property
    def buckets(self) -> int:
        """Return how many files each table and month is split into."""
        return 1 + self.bytes // BUCKET_BYTES


def plan_batches(inputs: Iterable[str], *, batch_bytes: int = BATCH_BYTES) -> list[Batch]:
    """Turn files, folders and globs into batches; DyadwireError for an input that is missing or empty.

    The same bytes give the same batches, whatever the files are called and in whatever order they are named.
    """
    hashed = [part for path, name in find_files(inputs) for part in cut(path, name)]
    batches: list[list[HashedSlice]] = []
    room = 0
    for part in sorted(hashed, key=lambda each: (each.digest, each.slice.name, each.slice.path)):
        size = part.slice.end - part.slice.start
        if not batches or size > room:
            batches.append([])
            room = batch_bytes
        batches[-1].append(part)
        room -= size
    return [_batch(parts) for parts in batches]


def _batch(parts: list[HashedSlice]) -> Batch:
    name = blake2b(digest_size=8)
    for part in parts:
        name.update(part.digest.encode())
    slices = tuple(part.slice for part in parts)
    return Batch(name.hexdigest(), slices, sum(part.end - part.start for part in slices))


def find_files(inputs: Iterable[str]) -> list[tuple[str, str]]:
    """Return (path, name) of every file that the inputs name; hidden files in folders are passed over."""
    found = [pair for given in inputs for pair in (_local(given) if is_local(given) else _remote(given))]
    return sorted(dict.fromkeys(found))


def _local(given: str) -> list[tuple[str, str]]:
    if os.path.isdir(given):
        paths = [os.path.join(folder, file) for folder, _, files in os.walk(given) for file in files]
        found = [
            (path, os.path.relpath(path, given)) for path in paths if "/." not in "/" + os.path.relpath(path, given)
        ]
    elif os.path.exists(given):
        found = [(given, os.path.basename(given))]
    else:
        matches = glob.glob(given, recursive=True)
        found = [(path, os.path.basename(path)) for path in matches if os.path.isfile(path)]
    if not found:
        raise DyadwireError(f"no such file, or nothing in it to read: {given}")
    return found


def _remote(given: str) -> list[tuple[str, str]]:
    system, name = fsspec.core.url_to_fs(given)
    paths = system.find(name) if not system.has_magic(name) and system.isdir(name) else system.glob(name)
    if not paths:
        raise DyadwireError(f"no such object: {given}")
    return [(str(system.unstrip_protocol(path)), path.rsplit("/", 1)[-1]) for path in paths]


def kind_of(name: str) -> str:
    """Tell what a file holds by its name.

    >>> kind_of("a/b.html.gz"), kind_of("segment.warc.gz"), kind_of("photo.png")
    ('html', 'warc', 'unknown')
    """
    return KINDS.get(os.path.splitext(name.lower().removesuffix(".gz"))[1], "unknown")


def cut(path: str, name: str) -> Iterator[HashedSlice]:
    """Cut a file into slices, hashing as it is read: JSON Lines at line ends, WARC at records, others in one piece."""
    kind = kind_of(path)
    try:
        with fsspec.open(path, "rb") as file:
            start = 0
            for chunk in _pieces(file, kind, compressed=path.endswith(".gz")):
                digest = blake2b(kind.encode() + b"\0" + chunk, digest_size=16).hexdigest()
                yield HashedSlice(Slice(path, name, kind, start, start + len(chunk)), digest)
                start += len(chunk)
    except OSError as error:
        raise DyadwireError(f"cannot read {path}: {error.strerror or error}") from error


def _pieces(file: BinaryIO, kind: str, *, compressed: bool) -> Iterator[bytes]:
    if kind == "jsonl" and not compressed:
        while chunk := file.read(SLICE_BYTES) + file.readline():
            yield chunk
    elif kind == "warc" and compressed:
        yield from _records(file)
    elif content := file.read():
        yield content


def _records(file: BinaryIO) -> Iterator[bytes]:
    """Yield stretches of whole WARC records: each record is a gzip member, so a stretch ends where one begins."""
    held: bytes = file.read(SLICE_BYTES)
    while chunk := file.read(SLICE_BYTES):
        if end := _last_record(held := held + chunk):
            yield held[:end]
            held = held[end:]
    if held:
        yield held


def _last_record(content: bytes) -> int:
    """Return where the last WARC record of some bytes begins; 0 where only the first does."""
    at = content.rfind(GZIP_MEMBER)
    while at > 0 and not _begins_record(content[at : at + 512]):
        at = content.rfind(GZIP_MEMBER, 0, at)
    return max(at, 0)


def _begins_record(sample: bytes) -> bool:
    try:
        return zlib.decompressobj(wbits=31).decompress(sample, 8).startswith(b"WARC/")
    except zlib.error:
        return False
