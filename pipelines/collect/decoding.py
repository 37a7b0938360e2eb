"""Decompress response bodies: gzip, deflate, br and zstd, never beyond a limit."""

from __future__ import annotations

from typing import NamedTuple

from dyadwire.transforms.read.packed_bodies import BROKEN_BODY, outermost, unpacked

ACCEPTED = "gzip, deflate, br, zstd"
_MAX_LAYERS = 2  # a body packed more often is meant to hurt
_HEAD = 100  # bytes in which what is no blank begins
_GZIP = b"\x1f\x8b\x08"


class TooLargeError(Exception):
    """A body that is larger than the limit, before or after decompression."""


class UndecodableError(Exception):
    """A body that is not in the encoding it claims."""


class Decoded(NamedTuple):
    """What a body holds, and whether what it is compressed to does not end: then this is what could be read of it."""

    body: bytes
    is_cut: bool = False


def decode_body(body: bytes, encodings: str, limit: int) -> Decoded:
    """Undo the codings of a Content-Encoding header, the last one first.

    A file that is compressed itself, as sitemaps often are, is unpacked as well.
    TooLargeError as soon as a layer grows beyond `limit` bytes; UndecodableError for unknown, broken or too many ones.
    What begins as text whatever its header says is taken as it is.
    """
    layers = [name for name in (part.strip().lower() for part in encodings.split(",")) if name not in ("", "identity")]
    if len(layers) > _MAX_LAYERS:
        raise UndecodableError(f"{len(layers)} layers of compression")
    decoded = Decoded(body)
    for layer in reversed(layers):
        decoded = _decode_layer(decoded, layer.removeprefix("x-"), limit)
    return _decode_layer(decoded, "gzip", limit) if decoded.body.startswith(_GZIP) else decoded


def _decode_layer(packed: Decoded, layer: str, limit: int) -> Decoded:
    decoded = _unpack(packed.body, layer, limit)
    if len(decoded.body) > limit:
        raise TooLargeError(f"more than {limit} bytes after decompression")
    return decoded._replace(is_cut=decoded.is_cut or packed.is_cut)


def _unpack(body: bytes, layer: str, limit: int) -> Decoded:
    if not outermost(layer):
        if _is_plain(body):  # none, utf-8, aws-chunked …: words for no packing at all
            return Decoded(body)
        raise UndecodableError(f"unknown encoding {layer[:40]}")
    out, is_whole = bytearray(), not body
    try:
        for given, ends_member in unpacked(body, layer):
            out += given
            is_whole = ends_member
            if len(out) > limit:
                break
    except BROKEN_BODY as error:
        if _is_plain(body):  # servers that say gzip and send text
            return Decoded(body)
        raise UndecodableError(f"not {layer}: {error}") from error
    return Decoded(bytes(out), not is_whole)


def _is_plain(body: bytes) -> bool:
    """Tell a body that begins as feeds and pages do."""
    return body[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"<", b"{")
