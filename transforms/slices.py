"""Slices of input files: opened, cut into documents, and read again by place. All input that the graph does is here."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

import fsspec
from fastwarc.warc import ArchiveIterator

from schemas.records import Fetch
from transforms.storage import open_system, reaching, size
from transforms.text.documents import Document, Slice, UnusableError
from transforms.text.json_records import read_fetch, read_object
from transforms.warc_records import CUT_SHORT, GZIP_MEMBER, walk_records

# A page or a line above this is no article; the largest pages of news sites hold about 5 MB of markup.
MAX_DOCUMENT_BYTES = 20_000_000
# A compressed page is some 30 kB. Clients of object stores would read 50 MB ahead, for each page anew.
_STRETCH_BYTES = 131_072
# Pages of an archive that was compressed as a whole cannot be read again by their place: so many bytes are carried.
_MAX_CARRIED_BYTES = 100_000_000
_BLOCK = 1_000_000

Found = Document | Fetch | UnusableError


def read_slice(part: Slice) -> Iterator[Found]:
    """Read the documents of a slice of JSON Lines, or the one document that another file is."""
    if part.kind == "jsonl":
        yield from _read_lines(part)
        return
    if part.kind == "unknown":
        yield UnusableError("unknown_format", "not a feed, page, text, JSON Lines or WARC file by its name")
        return
    try:
        body = read_bytes(part.path, part.start, min(part.end, MAX_DOCUMENT_BYTES + 1))
        content = _decompressed(body) if body.startswith(GZIP_MEMBER) else body
    except (OSError, EOFError, zlib.error) as error:
        yield UnusableError("unreadable", str(error))
        return
    if len(content) > MAX_DOCUMENT_BYTES:
        yield UnusableError("too_large", f"more than {MAX_DOCUMENT_BYTES} bytes")
    else:
        yield Document(part.name, {"html": "page"}.get(part.kind, part.kind), None, None, content)


def read_bytes(path: str, start: int, end: int) -> bytes:
    """Return a range of a file's bytes."""
    if start == end:
        return b""  # of which some stores know no range
    with reaching(path):
        system, name = open_system(path)
        content: bytes = system.cat_file(name, start=start, end=end)
    return content


def _decompressed(body: bytes) -> bytes:
    return gzip.GzipFile(fileobj=io.BytesIO(body)).read(MAX_DOCUMENT_BYTES + 1)


def _read_lines(part: Slice) -> Iterator[Found]:
    """Read lines one by one; what is broken in a compressed file ends it, with one failure."""
    try:
        for offset, line in split_lines(_blocks_of_lines(part), part.start):
            uri = f"{part.name}#{offset}"
            if line is None:
                yield UnusableError("too_large", f"{uri}: a line of more than {MAX_DOCUMENT_BYTES} bytes", uri)
            elif _is_fetch(line):
                yield _fetch_or_failure(line, uri)
            elif line.strip():
                yield Document(uri, "record", None, None, line)
    except (OSError, EOFError, zlib.error) as error:
        yield UnusableError("unreadable", f"{part.name}: {error}")


def _blocks_of_lines(part: Slice) -> Iterator[bytes]:
    """Yield the bytes of a slice of lines; of a compressed file by decompressing what is before it, too."""
    if not read_bytes(part.path, 0, len(GZIP_MEMBER)).startswith(GZIP_MEMBER):
        for start in range(part.start, part.end, _BLOCK):
            yield read_bytes(part.path, start, min(start + _BLOCK, part.end))
        return
    with fsspec.open(part.path, "rb") as file, gzip.GzipFile(fileobj=file) as lines:
        left = part.start
        while left:
            left -= len(lines.read1(min(left, _BLOCK))) or left
        left = part.end - part.start
        while left > 0 and (block := lines.read1(min(left, _BLOCK))):  # what is whole, even next to what is broken
            left -= len(block)
            yield block


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


def _fetch_or_failure(line: bytes, place: str) -> Found:
    try:
        return read_fetch(read_object(line))
    except UnusableError as failure:
        return UnusableError(failure.reason, str(failure), place)


def read_records(part: Slice) -> Iterator[Found]:
    """Read a slice of a WARC file. A record that is cut or corrupt is one failure; reading goes on after it."""
    if part.end - part.start > MAX_DOCUMENT_BYTES:  # slices are smaller, but for one of a single record
        advice = "a record, or an archive that was compressed as a whole: compress it record by record"
        place = f"{part.name}#{part.start}"
        yield UnusableError("too_large", f"{place}: more than {MAX_DOCUMENT_BYTES} bytes are {advice}", place)
        return
    content = read_bytes(part.path, part.start, part.end)
    for start, end, _, problem in walk_records(io.BytesIO(content)):
        if problem:
            reason = "truncated_record" if problem == CUT_SHORT else "corrupt_record"
            place = f"{part.name}#{part.start + start}"
            yield UnusableError(reason, f"{place}: {problem}", place)
        else:
            yield from _read_stretch(part, part.start + start, content[start:end])


def _read_stretch(part: Slice, offset: int, content: bytes) -> Iterator[Found]:
    """Read what is compressed together: one record, which can be found again by its place, or a whole archive."""
    carried, place = 0, f"{part.name}#{offset}"
    records = ArchiveIterator(io.BytesIO(content), parse_http=True, auto_decode="all")
    try:
        for number, record in enumerate(records):
            for found in _read_record(part, record, None if number else offset):
                yield found
                carried += len(found.body or b"") if isinstance(found, Document) else 0
            if carried > _MAX_CARRIED_BYTES:
                yield UnusableError("too_large", f"{place}: compress this archive record by record", place)
                return
    except (OSError, ValueError) as error:
        yield UnusableError("corrupt_record", f"{place}: {error}", place)


def _read_record(part: Slice, record: Any, offset: int | None) -> Iterator[Found]:
    kind, url = str(record.record_type), record.headers.get("WARC-Target-URI")
    body = record.reader.read(MAX_DOCUMENT_BYTES + 1)
    uri = url or f"{part.name}#{offset}"
    if len(body) < min(record.content_length, MAX_DOCUMENT_BYTES) and not _encoded(record):
        yield UnusableError("truncated_record", f"{uri}: {len(body)} of {record.content_length} bytes", uri)
    elif len(body) > MAX_DOCUMENT_BYTES:
        yield UnusableError("too_large", f"{uri}: more than {MAX_DOCUMENT_BYTES} bytes", uri)
    elif kind == "metadata":
        lines = [(number, line) for number, line in enumerate(body.split(b"\n")) if b'"fetch"' in line]
        yield from (_fetch_or_failure(line, f"{part.name}#{offset}:{number}") for number, line in lines)
    elif kind == "revisit":
        yield Document(uri, "revisit", url, _instant(record))
    elif kind == "response" and record.http_headers and record.http_headers.status_code == 200:
        yield from _read_response(part, record, offset, uri, body)


def _encoded(record: Any) -> bool:
    headers = record.http_headers
    return bool(headers) and any(headers.get(name) for name in ("Transfer-Encoding", "Content-Encoding"))


def _read_response(part: Slice, record: Any, offset: int | None, uri: str, body: bytes) -> Iterator[Found]:
    kind = record.headers.get("Dyadwire-Kind") or _sniffed(body)
    media = record.http_headers.get("Content-Type")
    if kind == "feed":
        yield Document(uri, "feed", uri, _instant(record), body, content_type=media)
    elif kind == "page":
        final = record.headers.get("Dyadwire-Final-URI")
        carried, path = (body, None) if offset is None else (None, part.path)
        yield Document(uri, "page", uri, _instant(record), carried, path, offset, media, final)


def _sniffed(body: bytes) -> str | None:
    head = body[:1000].lstrip().lower()
    if any(mark in head for mark in (b"<rss", b"<feed", b"<rdf:rdf")):
        return "feed"
    return "page" if b"<html" in head or b"<!doctype html" in head else None


def _instant(record: Any) -> datetime | None:
    found = record.record_date
    return found.astimezone(UTC) if found else None


def load_body(document: Document) -> bytes:
    """Return the body of a document; one that carries its place is read there. Else UnusableError."""
    if document.body is not None:
        return document.body
    if document.path is None or document.offset is None:
        raise UnusableError("no_body", document.uri)
    file = io.BufferedReader(_Ranges(document.path, document.offset), _STRETCH_BYTES)
    for record in ArchiveIterator(file, parse_http=True, auto_decode="all"):
        content: bytes = record.reader.read(MAX_DOCUMENT_BYTES)
        return content
    raise UnusableError("no_body", document.uri)


class _Ranges(io.RawIOBase):
    """A file that is fetched a range at a time, from one place on."""

    def __init__(self, path: str, start: int) -> None:
        super().__init__()
        self._path, self._start, self._at = path, start, start

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = offset + (self._at if whence == io.SEEK_CUR else 0)
        return self._at

    def readinto(self, buffer: Any) -> int:
        try:
            content = read_bytes(self._path, self._at, self._at + len(buffer))
        except OSError:
            # Some stores refuse a range that begins at the end of an object.
            if self._at == self._start or self._at < size(self._path):
                raise
            return 0
        buffer[: len(content)] = content
        self._at += len(content)
        return len(content)
