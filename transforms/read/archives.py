"""WARC archives: the records of a slice, and a page read again by its place."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from fastwarc.warc import ArchiveIterator

from dyadwire.schemas.instants import plausible
from dyadwire.transforms.read.packed_bodies import is_cut
from dyadwire.transforms.read.plain_bytes import CHANGED, SHORTER, reason_of
from dyadwire.transforms.read.slices import Found, fetch_or_failure, read_bytes
from dyadwire.transforms.read.warc_records import CUT_SHORT, GZIP_MEMBER, PADDING, walk_records
from dyadwire.transforms.storage.filesystem import size
from dyadwire.transforms.text.article.limits import MAX_DOCUMENT_BYTES
from dyadwire.transforms.text.formats.documents import Document, Slice, UnusableError

# A compressed page is some 30 kB. Clients of object stores would read 50 MB ahead, for each page anew.
_STRETCH_BYTES = 131_072
# Pages of an archive that was compressed as a whole cannot be read again by their place: so many bytes are carried.
_MAX_CARRIED_BYTES = 100_000_000
_BLOCK, _PIECE = 1_000_000, 256  # bytes inflated at once: of an archive that is whole, and of a broken one


def read_records(part: Slice) -> Iterator[Found]:
    """Read a slice of a WARC file. A record that is cut or corrupt is one failure; reading goes on after it."""
    if part.end - part.start > MAX_DOCUMENT_BYTES:  # slices are smaller, but for one of a single record
        advice = "a record, or an archive that was compressed as a whole: compress it record by record"
        place = f"{part.name}#{part.start}"
        yield UnusableError("too_large", f"{place}: more than {MAX_DOCUMENT_BYTES} bytes are {advice}", place)
        return
    try:
        content = read_bytes(part.path, part.start, part.end)
    except OSError as error:
        yield UnusableError(reason_of(error), f"{part.name}: {error}")
        return
    for start, end, _, problem in walk_records(io.BytesIO(content)):
        place = f"{part.name}#{part.start + start}"
        if content.startswith(GZIP_MEMBER, start):
            yield from _read_member(part, part.start + start, content[start:end], problem)
        elif not problem:
            yield from _read_stretch(part, part.start + start, content[start:end], place)
        if problem:
            yield _unread(place, problem)
    if len(content) < part.end - part.start:
        yield UnusableError(CHANGED, f"{part.name}: {SHORTER}")


def _read_member(part: Slice, offset: int, member: bytes, problem: str | None) -> Iterator[Found]:
    """Read what is compressed together: one record, which can be found again by its place, or a whole archive.

    Of a member with a problem, the records before it.
    """
    content, is_whole = _inflated(member, _BLOCK if problem is None else _PIECE)
    stretches = list(walk_records(io.BytesIO(content), packed=False))
    if problem and stretches and stretches[-1].problem:
        stretches.pop()  # it is the member's
    carried, place = 0, f"{part.name}#{offset}"
    for number, (start, end, _, wrong) in enumerate(stretches):
        inner = f"{place}:{start}" if number else place
        if wrong == CUT_SHORT and not is_whole:
            break
        if wrong:
            yield _unread(inner, wrong)
            continue
        if not content[start:end].strip(PADDING):
            continue
        for found in _read_stretch(part, None if number or problem else offset, content[start:end], inner):
            yield found
            carried += len(found.body or b"") if isinstance(found, Document) else 0
    if not is_whole and not problem:
        yield UnusableError("too_large", f"{place}: compress this archive record by record", place)


def _inflated(member: bytes, step: int) -> tuple[bytes, bool]:
    """Return what a gzip member holds, as far as it can be had, and whether it holds no more than may be carried.

    It is read in steps of so many bytes: of the one in which it is broken nothing is had.
    """
    packed, parts, size = zlib.decompressobj(wbits=31), [], 0
    try:
        for start in range(0, len(member), step):
            piece = member[start : start + step]
            while piece and not packed.eof and size <= _MAX_CARRIED_BYTES:
                parts.append(packed.decompress(piece, _BLOCK))
                piece, size = packed.unconsumed_tail, size + len(parts[-1])
    except zlib.error:
        pass  # told with the member
    return b"".join(parts), size <= _MAX_CARRIED_BYTES


def _unread(place: str, problem: str) -> UnusableError:
    reason = "truncated_record" if problem == CUT_SHORT else "corrupt_record"
    return UnusableError(reason, f"{place}: {problem}", place)


def _read_stretch(part: Slice, offset: int | None, content: bytes, place: str) -> Iterator[Found]:
    """Read one record; `offset` is where it can be found again, or None where it must be carried."""
    try:
        record = next(ArchiveIterator(io.BytesIO(content), parse_http=True, auto_decode="all"), None)
        if record and _encoded(record) and is_cut(content):
            yield UnusableError("truncated_record", f"{place}: its body is cut short", place)
        elif record:
            yield from _read_record(part, record, offset)
    except (OSError, ValueError) as error:
        yield UnusableError("corrupt_record", f"{place}: {error}", place)


def _read_record(part: Slice, record: Any, offset: int | None) -> Iterator[Found]:
    kind, url = str(record.record_type), record.headers.get("WARC-Target-URI")
    body = record.reader.read(MAX_DOCUMENT_BYTES + 1)
    uri = url or f"{part.name}#{offset}"
    if _lacks_bytes(record, body):
        yield UnusableError("truncated_record", f"{uri}: {len(body)} of {record.content_length} bytes", uri)
    elif len(body) > MAX_DOCUMENT_BYTES:
        yield UnusableError("too_large", f"{uri}: more than {MAX_DOCUMENT_BYTES} bytes", uri)
    elif kind == "metadata":
        lines = [(number, line) for number, line in enumerate(body.split(b"\n")) if b'"fetch"' in line]
        yield from (fetch_or_failure(line, f"{part.name}#{offset}:{number}") for number, line in lines)
    elif kind == "revisit" and record.headers.get("Dyadwire-Kind") != "feed":  # of which no article can be
        yield Document(uri, "revisit", url, _instant(record))
    elif kind == "response" and record.http_headers and record.http_headers.status_code == 200:
        yield from _read_response(part, record, offset, uri, body)


def _encoded(record: Any) -> bool:
    headers = record.http_headers
    return bool(headers) and any(headers.get(name) for name in ("Transfer-Encoding", "Content-Encoding"))


def _lacks_bytes(record: Any, body: bytes) -> bool:
    """Tell whether a body is shorter than its record says; of an encoded one it can't be told."""
    return len(body) < min(record.content_length, MAX_DOCUMENT_BYTES) and not _encoded(record)


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
    return plausible(record.record_date)


def load_body(document: Document) -> bytes:
    """Return the body of a document; one that carries its place is read there. UnusableError where it is not."""
    if document.body is not None:
        return document.body
    if document.path is None or document.offset is None:
        raise UnusableError("no_body", document.uri)
    file = io.BufferedReader(_Ranges(document.path, document.offset), _STRETCH_BYTES)
    try:
        record = next(ArchiveIterator(file, parse_http=True, auto_decode="all"), None)
        content: bytes = record.reader.read(MAX_DOCUMENT_BYTES) if record else b""
    except FileNotFoundError as error:
        raise UnusableError(CHANGED, f"{document.uri}: {error}") from error
    if record is None or _lacks_bytes(record, content):
        raise UnusableError(CHANGED, f"{document.uri}: {SHORTER}")
    if (record.headers.get("WARC-Target-URI") or document.uri) != document.uri:
        raise UnusableError(CHANGED, f"{document.uri}: another record is in its place: the file has changed")
    return content


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
