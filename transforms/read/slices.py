"""Slices of input files: opened, and cut into documents. Archives are read in `archives`."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import BinaryIO, cast

from dyadwire.schemas.records import Fetch
from dyadwire.transforms.read.plain_bytes import (
    BROKEN,
    ShorterError,
    blocks,
    from_start_only,
    plain,
    plain_records,
    reason_of,
)
from dyadwire.transforms.read.record_files import read_array, read_delimited, read_parquet
from dyadwire.transforms.storage.filesystem import open_file, open_system, reaching, size
from dyadwire.transforms.text.article.limits import MAX_DOCUMENT_BYTES
from dyadwire.transforms.text.formats.documents import NO_FILE, Document, Slice, UnusableError
from dyadwire.transforms.text.formats.json_records import read_fetch, read_object
from dyadwire.transforms.text.formats.json_series import Wrapped, is_joined, records_in_series, wrapped_records
from dyadwire.transforms.text.formats.wide_encodings import HEAD

_BLOCK = 1_000_000
_UNKNOWN = sys.maxsize  # the end of a slice up to the end of its file
_OF_OTHERS = frozenset(("csv", "tsv", "array", "parquet"))

Found = Document | Fetch | UnusableError


def read_slice(part: Slice, names: Mapping[str, str] | None = None) -> Iterator[Found]:
    """Read the documents of a slice of records, or the one document that another file is.

    `names` says what names hold the fields of an article, where they are not the usual ones.
    """
    if part.kind == "jsonl":
        yield from _read_lines(part, names)
        return
    if part.kind == "unknown":
        yield UnusableError("unknown_format", "not a feed, page, text, JSON, CSV, Parquet or WARC file by its name")
        return
    if part.kind == NO_FILE:
        yield UnusableError("unreadable", "a link to nothing, a pipe, a device or a file of the kernel, not a file")
        return
    if part.kind in _OF_OTHERS:
        yield from _read_of_others(part, names)
        return
    try:
        body = _planned_bytes(part.path, part.start, min(part.end, MAX_DOCUMENT_BYTES + 1))
        content = _content(body, part.kind) if from_start_only(body) else body
    except BROKEN as error:
        yield UnusableError(reason_of(error), str(error))
        return
    if len(content) > MAX_DOCUMENT_BYTES:
        yield UnusableError("too_large", f"more than {MAX_DOCUMENT_BYTES} bytes")
    elif part.kind == "record":
        yield from _records_of(part.name, content, names)
    else:
        yield Document(part.name, {"html": "page"}.get(part.kind, part.kind), None, None, content)


def _records_of(name: str, content: bytes, names: Mapping[str, str] | None) -> Iterator[Found]:
    """Read a file that is one record, several one behind the other, or an object that lists them, or several such."""
    if wrapped := wrapped_records(content, names):
        yield from _listed(wrapped, name, 0)
        return
    records = [*records_in_series(content)]
    if len(records) < 2:
        yield Document(name, "record", None, None, content)
        return
    yield from _in_series(name, 0, records, names)


def _in_series(
    name: str, start: int, records: Iterable[tuple[int, bytes]], names: Mapping[str, str] | None
) -> Iterator[Found]:
    """Yield the records of a stretch of a file, which begins at some byte, or those that they list."""
    for place, record in records:
        if wrapped := wrapped_records(record, names):
            yield from _listed(wrapped, name, start + place)
        else:
            yield Document(f"{name}#{start + place}", "record", None, None, record)


def _listed(wrapped: Wrapped, name: str, start: int) -> Iterator[Found]:
    """Yield the records that an object lists, which begins at some byte of a file."""
    for place, record in wrapped.records:
        yield Document(f"{name}#{start + place}", "record", None, None, record)
    if not wrapped.is_whole:
        yield UnusableError("bad_json", f"{name}: the list of records is cut off: no ] ends it", f"{name}#{start}")


def read_bytes(path: str, start: int, end: int) -> bytes:
    """Return a range of a file's bytes."""
    if start == end:
        return b""  # of which some stores know no range
    with reaching(path):
        system, name = open_system(path)
        content: bytes = system.cat_file(name, start=start, end=end)
    return content


def _planned_bytes(path: str, start: int, end: int) -> bytes:
    """Return a range of a file's bytes; OSError where they are no longer there."""
    content = read_bytes(path, start, end)
    if len(content) < end - start:
        raise ShorterError
    return content


def _content(body: bytes, kind: str) -> bytes:
    """Return what a compressed file holds; pages and feeds tell their encoding themselves."""
    reader = plain_records if kind == "record" else plain
    with reader(io.BytesIO(body)) as read:
        return b"".join(blocks(read, MAX_DOCUMENT_BYTES + 1))


def _read_of_others(part: Slice, names: Mapping[str, str] | None) -> Iterator[Found]:
    """Read a slice of records that another program wrote; what is broken in a compressed file ends it."""
    if part.kind == "parquet":
        yield from read_parquet(part, MAX_DOCUMENT_BYTES, names)
        return
    try:
        if part.kind == "array":
            yield from read_array(part, _blocks(part), MAX_DOCUMENT_BYTES, partial(_goes_on, part))
        else:
            yield from read_delimited(part, _blocks(part), MAX_DOCUMENT_BYTES)
    except BROKEN as error:
        yield UnusableError(reason_of(error), f"{part.name}: {error}")


def _ended_by_lf(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield blocks of the same size, in which LF ends lines; CR does where the first with either of them has no LF."""
    by_cr = None
    for block in blocks:
        if by_cr is None and (b"\r" in block or b"\n" in block):
            by_cr = b"\n" not in block
        yield block.replace(b"\r", b"\n") if by_cr else block


def _read_lines(part: Slice, names: Mapping[str, str] | None) -> Iterator[Found]:
    """Read lines one by one; what is broken in a compressed file ends it, with one failure."""
    try:
        for offset, line in split_lines(_ended_by_lf(_blocks(part)), part.start):
            uri = f"{part.name}#{offset}"
            if line is None:
                yield UnusableError("too_large", f"{uri}: a line of more than {MAX_DOCUMENT_BYTES} bytes", uri)
            elif not line or line.isspace():  # a file may be little else
                continue
            elif _is_fetch(line):
                yield fetch_or_failure(line, uri)
            elif wrapped := wrapped_records(line, names):
                yield from _listed(wrapped, part.name, offset)
            elif is_joined(line):  # as logs and queues hand records on
                yield from _in_series(part.name, offset, records_in_series(line), names)
            else:
                bare = line.rstrip(b" \t\r")
                # Some programs part lines as if they were of an array.
                yield Document(uri, "record", None, None, bare.rstrip(b",") if bare.endswith(b",") else line)
    except BROKEN as error:
        yield UnusableError(reason_of(error), f"{part.name}: {error}")


def _blocks(part: Slice) -> Iterator[bytes]:
    """Yield the bytes of a slice; of a compressed or recoded file by reading what is before it, too."""
    if from_start_only(read_bytes(part.path, 0, HEAD)):
        yield from _unpacked_blocks(part)
        return
    for start in range(part.start, part.end, _BLOCK):
        end = min(start + _BLOCK, part.end)
        yield (block := read_bytes(part.path, start, end))
        if len(block) < end - start:
            raise ShorterError


def _unpacked_blocks(part: Slice) -> Iterator[bytes]:
    at = 0
    try:
        with open_file(part.path) as file, plain_records(cast("BinaryIO", file)) as read:
            for block in blocks(read, part.end, _BLOCK):
                at += len(block)
                if at > part.start:
                    yield block[-(at - part.start) :]
    except BROKEN as error:
        if at < part.end - 1 < _UNKNOWN - 1:  # one that was broken when it was planned has a byte for what it lacks
            raise ShorterError from error
        raise
    if at < part.end < _UNKNOWN:
        raise ShorterError


def to_its_end(part: Slice) -> Slice:
    """Return a slice of records with all that its file holds behind it, which is read in one go."""
    # How much a packed file holds is known at its end; of Parquet slices count rows.
    unknown = part.kind == "parquet" or from_start_only(read_bytes(part.path, 0, HEAD))
    return part._replace(end=_UNKNOWN if unknown else size(part.path))


def _goes_on(part: Slice) -> bool:
    """Tell whether there is more of a file behind a slice."""
    if not from_start_only(read_bytes(part.path, 0, HEAD)):
        return size(part.path) > part.end  # some stores refuse a range that begins at the end
    try:
        return any(_blocks(part._replace(start=part.end, end=part.end + 1)))
    except ShorterError:
        return False


def split_lines(blocks: Iterable[bytes], start: int = 0) -> Iterator[tuple[int, bytes | None]]:
    """Yield each line of some blocks with its place; None for a line that is too long to be held.

    >>> list(split_lines([b"one\\ntw", b"o\\n", b"three"], start=100))
    [(100, b'one'), (104, b'two'), (108, b'three')]
    """
    held, dropped = b"", 0  # of the line that is not at its end
    for block in blocks:
        *whole, held = (held + block).split(b"\n")
        for line in whole:
            yield start, None if dropped or len(line) > MAX_DOCUMENT_BYTES else line
            start += dropped + len(line) + 1
            dropped = 0
        if len(held) > MAX_DOCUMENT_BYTES:
            held, dropped = b"", dropped + len(held)
    if held or dropped:
        yield start, None if dropped else held


def _is_fetch(line: bytes) -> bool:
    if b'"record"' not in line or b'"fetch"' not in line:
        return False
    try:
        return read_object(line).get("record") == "fetch"
    except UnusableError:
        return False


def fetch_or_failure(line: bytes, place: str) -> Found:
    """Return the request that a line tells of, or why it is none that a row can hold."""
    try:
        return read_fetch(read_object(line))
    except UnusableError as failure:
        return UnusableError(failure.reason, str(failure), place)
