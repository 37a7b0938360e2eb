"""Slices of input files: opened, cut into documents, and read again by place. All input that the graph does is here."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import fsspec
from fastwarc.warc import ArchiveIterator

from schemas.records import Fetch
from transforms.text.documents import Document, Slice, UnusableError
from transforms.text.json_records import read_fetch, read_object

# A page or a line above this is no article; the largest pages of news sites hold about 5 MB of markup.
MAX_DOCUMENT_BYTES = 20_000_000
GZIP_MEMBER = b"\x1f\x8b\x08"

Found = Document | Fetch | UnusableError


def read_slice(part: Slice) -> Iterator[Found]:
    """Read the documents of a slice of JSON Lines, or the one document that another file is."""
    if part.kind == "unknown":
        yield UnusableError("unknown_format", "not a feed, page, text, JSON Lines or WARC file by its name")
        return
    try:
        body = read_bytes(part.path, part.start, part.end)
        content = _decompressed(body, part.kind) if body.startswith(GZIP_MEMBER) else body
    except (OSError, EOFError, zlib.error) as error:
        yield UnusableError("unreadable", str(error))
        return
    if part.kind == "jsonl":
        yield from _read_lines(part, content)
    elif len(content) > MAX_DOCUMENT_BYTES:
        yield UnusableError("too_large", f"more than {MAX_DOCUMENT_BYTES} bytes")
    else:
        yield Document(part.name, {"html": "page"}.get(part.kind, part.kind), None, None, content)


def read_bytes(path: str, start: int, end: int) -> bytes:
    """Return a range of a file's bytes."""
    system, name = fsspec.core.url_to_fs(path)
    content: bytes = system.cat_file(name, start=start, end=end)
    return content


def _decompressed(body: bytes, kind: str) -> bytes:
    # Lines of a compressed file may add up to more than one document; a bomb still stops here.
    limit = MAX_DOCUMENT_BYTES * (50 if kind == "jsonl" else 1)
    content = gzip.GzipFile(fileobj=io.BytesIO(body)).read(limit + 1)
    if len(content) > limit:
        raise OSError(f"more than {limit} bytes after decompression")
    return content


def _read_lines(part: Slice, content: bytes) -> Iterator[Found]:
    offset = part.start
    for line in content.split(b"\n"):
        uri, offset = f"{part.name}#{offset}", offset + len(line) + 1
        if not line.strip():
            continue
        if len(line) > MAX_DOCUMENT_BYTES:
            yield UnusableError("too_large", f"{uri}: a line of more than {MAX_DOCUMENT_BYTES} bytes")
        elif _is_fetch(line):
            yield _fetch_or_failure(line)
        else:
            yield Document(uri, "record", None, None, line)


def _is_fetch(line: bytes) -> bool:
    if b'"record"' not in line or b'"fetch"' not in line:
        return False
    try:
        return read_object(line).get("record") == "fetch"
    except UnusableError:
        return False


def _fetch_or_failure(line: bytes) -> Found:
    try:
        return read_fetch(read_object(line))
    except UnusableError as failure:
        return failure


def read_records(part: Slice) -> Iterator[Found]:
    """Read a slice of a WARC file. A record that is cut or corrupt is one failure; reading goes on after it."""
    content = read_bytes(part.path, part.start, part.end)
    compressed = content.startswith(GZIP_MEMBER)
    position: int | None = 0
    told = False  # one failure for each stretch that cannot be read, however often reading is tried within it
    while position is not None:
        good = None
        try:
            for record in ArchiveIterator(io.BytesIO(content[position:]), parse_http=True, auto_decode="all"):
                # Only a record that is a gzip member of its own, or not compressed, can be found again by its place.
                at = position + record.stream_pos
                has_place = not compressed or content.startswith(GZIP_MEMBER, at)
                found = list(_read_record(part, record, part.start + at if has_place else None))
                good, told = at if has_place else good, False
                yield from found
            problem = "cut short" if _is_cut(content, good) else None
        except (OSError, ValueError) as error:
            problem = str(error)
        if problem and not told:
            yield UnusableError("corrupt_record", f"{part.name}: {problem}")
            told = True
        position = _after(content, position, good) if problem else None


def _after(content: bytes, position: int, good: int | None) -> int | None:
    """Return where reading may go on: at the member after the broken one, which follows the last good one."""
    broken = position if good is None else content.find(GZIP_MEMBER, good + 1)
    following = content.find(GZIP_MEMBER, broken + 1) if broken >= 0 else -1
    return following if following >= 0 else None


def _is_cut(content: bytes, good: int | None) -> bool:
    """Tell whether bytes follow the last record that was read: the reader passes over a last member that is cut."""
    if not content.startswith(GZIP_MEMBER):
        return False
    member = zlib.decompressobj(wbits=31)
    member.decompress(content[good or 0 :], MAX_DOCUMENT_BYTES * 2)
    return good is None or not member.eof or bool(member.unused_data)


def _read_record(part: Slice, record: Any, offset: int | None) -> Iterator[Found]:
    kind, url = str(record.record_type), record.headers.get("WARC-Target-URI")
    body = record.reader.read(MAX_DOCUMENT_BYTES + 1)
    uri = url or f"{part.name}#{offset}"
    if len(body) < min(record.content_length, MAX_DOCUMENT_BYTES) and not _encoded(record):
        yield UnusableError("truncated_record", f"{uri}: {len(body)} of {record.content_length} bytes")
    elif len(body) > MAX_DOCUMENT_BYTES:
        yield UnusableError("too_large", f"{uri}: more than {MAX_DOCUMENT_BYTES} bytes")
    elif kind == "metadata":
        lines = [line for line in body.split(b"\n") if b'"fetch"' in line]
        yield from (_fetch_or_failure(line) for line in lines)
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
    with fsspec.open(document.path, "rb") as file:
        file.seek(document.offset)
        for record in ArchiveIterator(file, parse_http=True, auto_decode="all"):
            content: bytes = record.reader.read(MAX_DOCUMENT_BYTES)
            return content
    raise UnusableError("no_body", document.uri)
