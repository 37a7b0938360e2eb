"""Tell the body of a WARC record that ends before what it was compressed to does."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator

from fastwarc.warc import ArchiveIterator

from dyadwire.transforms.text.article.limits import MAX_DOCUMENT_BYTES

_DEFLATED = ("gzip", "deflate")
_GZIP_OR_ZLIB = 47  # bits of the window, and that the header tells which
_MEMBER = b"\x1f\x8b"  # begins another one of gzip
_BLOCK = 4096  # bytes, of which come four million at most


def is_cut(record: bytes) -> bool:
    """Tell whether the body of a record is cut short: of deflated bytes its reader gives a part without a word.

    Of what was compressed in other ways, and of chunks, it tells itself.
    """
    try:
        for each in ArchiveIterator(io.BytesIO(record), parse_http=True, auto_decode="transfer"):
            written = (each.http_headers and each.http_headers.get("Content-Encoding")) or ""
            return is_deflated(written) and not ends(each.reader.read())
    except (OSError, ValueError, zlib.error):  # which its reader meets, too, and tells
        pass
    return False


def is_deflated(encodings: str) -> bool:
    """Tell by a Content-Encoding header whether a body is deflated as it is sent: the last coding is the outermost.

    >>> is_deflated("X-GZIP"), is_deflated("br, deflate"), is_deflated("gzip, br"), is_deflated("")
    (True, True, False, False)
    """
    return encodings.rpartition(",")[2].strip().lower().removeprefix("x-") in _DEFLATED


def ends(body: bytes) -> bool:
    """Tell whether deflated bytes are whole, to the last member, or more than a document may have; no bytes at all are.

    zlib.error where they are none.
    """
    room, is_whole = MAX_DOCUMENT_BYTES, not body
    for given, ends_member in inflate(body, _GZIP_OR_ZLIB):
        room, is_whole = room - len(given), ends_member
        if room < 0:  # a megabyte may stand for a gigabyte
            return True
    return is_whole


def inflate(body: bytes, window_bits: int) -> Iterator[tuple[bytes, bool]]:
    """Yield what deflated bytes hold, four million at most at once, and whether that is all of a member.

    Members of gzip come one after the other; what else is behind one is passed over. zlib.error where they are none.
    """
    at, member = 0, zlib.decompressobj(window_bits)
    while at < len(body):
        if member.eof:
            if not body.startswith(_MEMBER, at):
                return
            member = zlib.decompressobj(window_bits)
        block = body[at : at + _BLOCK]  # what is behind a member is copied at its end
        given = member.decompress(block)
        at += len(block) - len(member.unused_data)
        yield given, member.eof
