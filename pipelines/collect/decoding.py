"""Decompress response bodies: gzip, deflate, br and zstd, never beyond a limit."""

from __future__ import annotations

import io
import zlib
from typing import NamedTuple

import brotli  # type: ignore[import-untyped]
import zstandard

from dyadwire.transforms.read.packed_bodies import inflate

ACCEPTED = "gzip, deflate, br, zstd"
_MAX_LAYERS = 2  # a body packed more often is meant to hurt
_GZIP = b"\x1f\x8b\x08"
_ZSTD_WINDOW = 2**23  # bytes: what RFC 9659 allows on the web


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
    try:
        if layer == "gzip":
            return _inflate(body, 31, limit)
        if layer == "deflate":
            return _inflate(body, 15 if body[:1] == b"\x78" else -15, limit)
        if layer == "br":
            return _unbrotli(body, limit)
        if layer == "zstd":
            window = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
            return Decoded(window.stream_reader(io.BytesIO(body), read_across_frames=True).read(limit + 1))
    except (zlib.error, brotli.error, zstandard.ZstdError) as error:
        if body[:1].strip() in (b"<", b"{"):  # servers that say gzip and send text
            return Decoded(body)
        raise UndecodableError(f"not {layer}: {error}") from error
    raise UndecodableError(f"unknown encoding {layer[:40]}")


def _inflate(body: bytes, window_bits: int, limit: int) -> Decoded:
    out, is_whole = bytearray(), not body
    for given, ends_member in inflate(body, window_bits):
        out += given
        is_whole = ends_member
        if len(out) > limit:
            break
    return Decoded(bytes(out), not is_whole)


def _unbrotli(body: bytes, limit: int) -> Decoded:
    stream = brotli.Decompressor()
    out = bytearray(stream.process(body, output_buffer_limit=limit + 1))
    while len(out) <= limit and not stream.is_finished() and not stream.can_accept_more_data():
        out += stream.process(b"", output_buffer_limit=limit + 1)
    return Decoded(bytes(out), bool(body) and not stream.is_finished())
