"""Cut files into slices that workers share, each named by the hash of its bytes; no file is held in memory."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import blake2b
from itertools import pairwise
from typing import Any, BinaryIO, NamedTuple

import pyarrow.parquet as pq

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.run.input_kinds import begins_line, json_kind, kind_of, lines_kind
from dyadwire.pipelines.run.pieces import MUST_END, Piece, Sizes, ends_of_lines, group_parts, peeked
from dyadwire.transforms.read.plain_bytes import BROKEN, begins_packed, from_start_only, head_bytes, plain_records
from dyadwire.transforms.read.record_files import HEAD_BYTES, NO_PARQUET, row_groups
from dyadwire.transforms.read.warc_records import walk_records
from dyadwire.transforms.storage.filesystem import is_local, open_file, reaching, size
from dyadwire.transforms.storage.local_files import is_of_kernel
from dyadwire.transforms.text.article.limits import MAX_DOCUMENT_BYTES
from dyadwire.transforms.text.formats.delimited import GOES_ON, IS_BROKEN, IS_ROW, cut_rows, layout_of
from dyadwire.transforms.text.formats.documents import NO_FILE, Slice
from dyadwire.transforms.text.formats.json_arrays import ENDS, cut_elements
from dyadwire.transforms.text.formats.long_lines import lines_of

# Slices are what workers share: small enough that two of them finish together, large enough to cost nothing each.
SLICE_BYTES = 4_000_000
# Lines and rows are read from anywhere at little cost, and workers take them in turns: of the 23 slices of 1 MB that a
# batch held one of two workers had one more, of eight seconds, while the other waited.
TEXT_SLICE_BYTES = 250_000
# Of a compressed file, or one in UTF-16, every slice is reached by reading all before it: there they are few and large.
PACKED_SLICE_BYTES = 32_000_000
# A table that fills batches opens with a slice that is read in half a second, so that there is something to see.
LARGE_BYTES = 24_000_000
OPENING_BYTES = 30_000
_TABLES = ("jsonl", "csv", "tsv", "array", "parquet")  # kinds that are cut where their size says
_MOST_PACKED = 1_000  # bytes that one byte of a Parquet file is thought to stand for: what it tells may be no truth
_BLOCK = 1_000_000
_FEW = 64  # bytes that mostly say whether a first line is a record
_ENDS = {GOES_ON: False, IS_ROW: True, IS_BROKEN: MUST_END}  # whether a slice may end behind it


class HashedSlice(NamedTuple):
    """A slice and the hash of its bytes; `bytes` where its ends count something else.

    `opens` a table so large that its first slice is small, to be seen soon.
    """

    slice: Slice
    digest: str
    bytes: int | None = None
    opens: bool = False

    @property
    def size(self) -> int:
        """Return its bytes."""
        return self.slice.end - self.slice.start if self.bytes is None else self.bytes


def cut(path: str, name: str) -> Iterator[HashedSlice]:
    """Cut a file: JSON Lines at line ends, tables between rows, WARC between records, others in one piece, be it empty.

    A slice of compressed lines or rows counts in decompressed bytes, one of Parquet in rows. What is no file, as a link
    to nothing or a pipe that would keep its reader waiting, is one empty slice of the kind that no reader opens.
    """
    if is_local(path) and os.path.lexists(path) and (not os.path.isfile(path) or is_of_kernel(path)):
        yield HashedSlice(Slice(path, name, NO_FILE, 0, 0), blake2b(NO_FILE.encode(), digest_size=16).hexdigest())
        return
    try:
        with reaching(path), open_file(path) as file:
            kind = kind_within(path, file)
            opens = kind in _TABLES and _is_large(file)
            for start, end, digest, *size in _cutter(kind)(file):
                digest = blake2b(f"{kind}\0{digest}".encode(), digest_size=16).hexdigest()
                yield HashedSlice(Slice(path, name, kind, start, end), digest, size[0] if size else None, opens)
                opens = False
    except OSError as error:
        raise DyadwireError(f"cannot read {path}: {error.strerror or error}") from error


def opening_slice(path: str, name: str) -> HashedSlice | None:
    """Return the small slice that opens a large table, reading no more than that; None for other files.

    A Parquet file is read to its end for the hash that names its slices.
    """
    try:
        large = kind_of(path) in (*_TABLES, "json") and size(path) > LARGE_BYTES
    except OSError:  # who reads all of it tells what is amiss
        return None
    first = next(cut(path, name), None) if large else None
    return first if first and first.opens else None


def _cutter(kind: str) -> Callable[[BinaryIO], Iterator[Any]]:
    if kind in ("csv", "tsv"):
        return partial(_cut_rows, kind)
    cutters = {"jsonl": _cut_lines, "array": _cut_array, "parquet": _cut_parquet, "warc": _cut_records}
    return cutters.get(kind, _whole)


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
    sizes = _slice_sizes(file)
    yield from group_parts(((part, part.endswith(b"\n")) for part in ends_of_lines(_blocks(file), sizes)), sizes)


def _cut_rows(kind: str, file: BinaryIO) -> Iterator[Piece]:
    """Cut after the row that makes a slice large enough: a quoted cell may hold line ends.

    And after one that nothing ends, as who reads the slice must not take the rows behind it for its text.
    """
    sizes = _slice_sizes(file)
    head, lines = peeked(lines_of(_blocks(file), MAX_DOCUMENT_BYTES), HEAD_BYTES)
    layout = layout_of(head, tabs=kind == "tsv")
    yield from group_parts(((row, _ENDS[what]) for row, what in cut_rows(lines, layout)), sizes)


def _cut_array(file: BinaryIO) -> Iterator[Piece]:
    """Cut after the element that makes a slice large enough."""
    sizes = _slice_sizes(file)
    parts = cut_elements(_blocks(file), MAX_DOCUMENT_BYTES)
    # Behind the end of an array there is another at most, which whoever reads a slice must not begin with.
    yield from group_parts(((part, what == ENDS) for part, what in parts), sizes)


def _cut_parquet(file: BinaryIO) -> Iterator[tuple[int, int, str, int]]:
    """Cut after so many rows as are a slice large enough, decompressed, by what the file tells of its row groups.

    A file that is no Parquet is one slice of one row, which its reader meets.
    """
    ((_, size, digest),) = _whole(file)
    file.seek(0)
    try:
        groups = [group for group in row_groups(pq.ParquetFile(file)) if group.num_rows]
    except NO_PARQUET:
        yield 0, 1, digest, size
        return
    most = size * _MOST_PACKED // max(1, len(groups))
    row, opening = 0, OPENING_BYTES if size > LARGE_BYTES else 0
    for rows, weight in ((group.num_rows, min(group.total_byte_size, most)) for group in groups):
        step = max(1, rows * SLICE_BYTES // max(weight, SLICE_BYTES))
        first = max(1, rows * opening // max(weight, 1)) if opening else step
        for start, end in pairwise([row, *range(row + min(first, rows), row + rows, step), row + rows]):
            yield start, end, f"{digest} {start}", max(1, weight * (end - start) // rows)
        row, opening = row + rows, 0


def _slice_sizes(file: BinaryIO) -> Sizes:
    """Say how large slices of a file are, which is at its beginning then."""
    later = PACKED_SLICE_BYTES if from_start_only(head_bytes(file)) else TEXT_SLICE_BYTES
    return OPENING_BYTES if _is_large(file) else later, later


def _is_large(file: BinaryIO) -> bool:
    """Tell a file that fills batches, whose first slice is small; it is at its beginning then."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    return size > LARGE_BYTES


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    """Yield what a file holds. Where a compressed one is broken, a byte that it lacks: its reader meets the same."""
    packed = begins_packed(file)
    try:
        with plain_records(file) as read:
            while block := read(_BLOCK):
                yield block
    except BROKEN:
        if not packed:
            raise
        yield b"\0"


def _opening(file: BinaryIO) -> bytes:
    """Return the first few bytes of what a file holds; none of one that is broken. It is at its beginning then."""
    try:
        with plain_records(file) as read:
            return read(_FEW)
    except BROKEN:
        return b""
    finally:
        file.seek(0)


def kind_within(path: str, file: BinaryIO) -> str:
    """Tell what a file holds; of JSON by its first bytes, as the name is the same for feeds, arrays and records.

    What is called JSON Lines is an array or indented records now and then.
    """
    kind = kind_of(path)
    if kind not in ("json", "jsonl") or (kind == "jsonl" and begins_line(_opening(file))):
        return kind
    head = b""
    for block in _blocks(file):
        head += block
        if b"\n" in head.lstrip() or len(head) > MAX_DOCUMENT_BYTES:
            break
    file.seek(0)
    if kind == "jsonl":
        return lines_kind(head)
    kind = json_kind(head)
    # Of a record that is too large to be read the next lines may be others.
    return "jsonl" if kind == "record" and len(head) > MAX_DOCUMENT_BYTES and b"\n" not in head.strip() else kind
