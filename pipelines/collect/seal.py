"""Check that a segment is as it was written: by its name, or after a takedown by its seal.

The name keeps the digest of what was collected, because by it is known whether a lake has the segment. So the digest of
what is left is told by a record at the end.
"""

from __future__ import annotations

import hashlib
import io
import zlib
from datetime import UTC, datetime

from dyadwire.pipelines.collect.spool import instant_text, pass_of, warc_record
from dyadwire.transforms.read.warc_records import walk_records

_MOST = 4096  # bytes of a seal, unpacked: some 400


def is_whole(path: str, content: bytes) -> bool:
    """Tell whether a segment, named by its path, holds what was collected, or what takedowns left of it."""
    digest = hashlib.sha256(content).hexdigest()[:12]
    return path.endswith(f"-{digest}.warc.gz") or without_seal(path, content) != content


def sealed(path: str, left: bytes) -> bytes:
    """Return what a takedown left of a segment with its seal."""
    return left + _seal(path, left)


def without_seal(path: str, content: bytes) -> bytes:
    """Return a segment without its seal; as it is where it has none, or one of another content."""
    last = max((found.start for found in walk_records(io.BytesIO(content))), default=0)
    left = content[:last]
    return left if _unpacked(content[last:]) == _unpacked(_seal(path, left)) else content


def _seal(path: str, left: bytes) -> bytes:
    at = datetime.strptime(pass_of(path) or "", "%Y%m%dT%H%M%S%fZ").replace(tzinfo=UTC)
    headers = {
        "WARC-Type": "metadata",
        "WARC-Target-URI": "urn:dyadwire:seal",
        "WARC-Date": instant_text(at),
        "Dyadwire-Kind": "seal",
        "Content-Type": "text/plain",
    }
    return warc_record(headers, f"sha256:{hashlib.sha256(left).hexdigest()}\n".encode())


def _unpacked(member: bytes) -> bytes:
    """Unpack the beginning of a record: the same record may be packed in other bytes by another zlib."""
    try:
        return zlib.decompressobj(wbits=31).decompress(member, _MOST)
    except zlib.error:
        return b""
