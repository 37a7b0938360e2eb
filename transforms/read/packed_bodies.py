"""Unpack the bodies of responses, and tell those that end before what they were compressed to does."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

import brotli  # type: ignore[import-untyped]
import zstandard
from fastwarc.warc import ArchiveIterator

from dyadwire.transforms.read.plain_bytes import ZSTD_FRAMES
from dyadwire.transforms.text.article.limits import MAX_DOCUMENT_BYTES

BROKEN_BODY = (zlib.error, brotli.error, zstandard.ZstdError)  # what unpacking raises
_AT_ONCE = 4_000_000  # bytes that are unpacked at most at once
_ZSTD_WINDOW = 2**23  # bytes: what RFC 9659 allows on the web


class _Packing(NamedTuple):
    """How members are compressed: what unpacks one, how another begins, and how many bytes stand for four million."""

    opened: Callable[[], Any]
    begins: bytes | tuple[bytes, ...]
    block: int


_GZIP_OR_ZLIB = _Packing(partial(zlib.decompressobj, 47), b"\x1f\x8b", 4096)
_DEFLATED = _GZIP_OR_ZLIB._replace(opened=partial(zlib.decompressobj, -15))


def _zstd() -> _Packing:
    """Return how one thread unpacks zstd: what takes long to make serves all frames, and a body may have millions."""
    return _Packing(zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj, ZSTD_FRAMES, 128)


def is_cut(record: bytes) -> bool:
    """Tell whether the body of a record is cut short: its reader gives a part without a word, or says other things."""
    try:
        for each in ArchiveIterator(io.BytesIO(record), parse_http=True, auto_decode="transfer"):
            coding = outermost((each.http_headers and each.http_headers.get("Content-Encoding")) or "")
            return bool(coding) and not ends(each.reader.read(), coding)
    except (OSError, ValueError, *BROKEN_BODY):  # which its reader meets, too, and tells
        pass
    return False


def outermost(encodings: str) -> str:
    """Return the coding that a body is sent in, by its Content-Encoding header: the last; none where it is not known.

    >>> outermost("X-GZIP"), outermost("br, deflate"), outermost("gzip, br"), outermost("identity")
    ('gzip', 'deflate', 'br', '')
    """
    last = encodings.rpartition(",")[2].strip().lower().removeprefix("x-")
    return last if last in ("gzip", "deflate", "br", "zstd") else ""


def ends(body: bytes, coding: str = "gzip") -> bool:
    """Tell whether a packed body is whole, to the last member, or more than a document may have; an empty one is.

    One of BROKEN_BODY where it is not packed so.
    """
    room, is_whole = MAX_DOCUMENT_BYTES, not body
    for given, ends_member in unpacked(body, coding):
        room, is_whole = room - len(given), ends_member
        if room < 0:  # a megabyte may stand for a gigabyte
            return True
    return is_whole


def unpacked(body: bytes, coding: str) -> Iterator[tuple[bytes, bool]]:
    """Yield what a packed body holds, some four million bytes at once, and whether that is all of a member.

    `coding` is gzip, deflate, br or zstd. Members of gzip and zstd come one after the other; what else is behind one is
    passed over. One of BROKEN_BODY where there are none.
    """
    if coding == "br":
        return _unbrotli(body)
    is_bare = coding == "deflate" and not body.startswith(b"\x1f\x8b") and not _is_zlib(body[:2])
    return _members(body, _zstd() if coding == "zstd" else _DEFLATED if is_bare else _GZIP_OR_ZLIB)


def _is_zlib(head: bytes) -> bool:
    """Tell how zlib begins, whatever its window: by the check in its two bytes; deflated bytes hardly have it."""
    return len(head) == 2 and head[0] & 15 == 8 and head[0] < 128 and int.from_bytes(head, "big") % 31 == 0


def _members(body: bytes, packing: _Packing) -> Iterator[tuple[bytes, bool]]:
    at, member = 0, packing.opened()
    while at < len(body):
        if member.eof:
            if not body.startswith(packing.begins, at):
                return
            member = packing.opened()
        block = body[at : at + packing.block]  # what is behind a member is copied at its end
        given = member.decompress(block)
        at += len(block) - len(member.unused_data)
        yield given, member.eof


def _unbrotli(body: bytes) -> Iterator[tuple[bytes, bool]]:
    stream, packed, given = brotli.Decompressor(), body, b""
    while packed or (given and not stream.is_finished()):  # it takes all of a body in before it gives the last of it
        given, packed = stream.process(packed, output_buffer_limit=_AT_ONCE), b""
        yield given, stream.is_finished()
