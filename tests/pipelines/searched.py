"""A search for bytes in everything that a folder holds: files as they are, and unpacked in every way that we pack."""

import io
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyarrow.parquet as pq


def found_in(folder: Path, *needles: str) -> set[tuple[str, str]]:
    """Return (needle, file) of every needle that is anywhere below a folder, hidden files and names included."""
    wanted = [(needle, needle.encode()) for needle in needles]
    return {
        (needle, str(path.relative_to(folder)))
        for path in sorted(folder.rglob("*"))
        for content in (str(path).encode(), *(_contents(path) if path.is_file() else ()))
        for needle, sought in wanted
        if sought in content
    }


def _contents(path: Path) -> Iterator[bytes]:
    raw = path.read_bytes()
    yield raw
    if path.suffix == ".parquet":
        yield repr(pq.read_table(io.BytesIO(raw)).to_pydict()).encode()
        yield repr(pq.read_schema(io.BytesIO(raw)).metadata).encode()
    elif path.suffix == ".gz":
        yield unpacked(raw)
    elif path.suffix == ".sqlite":
        with closing(sqlite3.connect(path)) as base:
            yield "\n".join(base.iterdump()).encode()


def unpacked(raw: bytes) -> bytes:
    """Return the bytes of all members of a gzip file."""
    found = b""
    while raw:
        member = zlib.decompressobj(wbits=31)
        found += member.decompress(raw)
        raw = member.unused_data
    return found
