"""Tell inputs that are packed in a way that is not read: once more within, or by another packer."""

from __future__ import annotations

from collections.abc import Iterable

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.run.cut import cut
from dyadwire.pipelines.run.input_kinds import kind_of
from dyadwire.transforms.read.record_files import head_of
from dyadwire.transforms.text.formats.documents import NO_FILE

# How what packers write begins. What gzip, zstd and zip wrote is unpacked once as it is read: this is what comes of it.
_PACKED = {
    b"\x1f\x8b\x08": ("gzip", "gunzip"),
    b"\x28\xb5\x2f\xfd": ("zstd", "unzstd"),
    b"\xfd7zXZ\0": ("xz", "unxz"),
    b"BZh": ("bzip2", "bunzip2"),
    b"PK\x03\x04": ("zip", "unzip"),
    b"7z\xbc\xaf\x27\x1c": ("7z", "7z x"),
}
_TEXTS = frozenset(("jsonl", "json", "csv", "tsv", "warc"))


def packed_notes(files: Iterable[tuple[str, str]], *, alone: bool) -> dict[str, str]:
    """Return a line for each file of records that is still packed once it is unpacked, by its path.

    DyadwireError where it is alone.
    """
    found = {path: line for path, name in files if (line := _packed_line(path, name))}
    if found and alone:
        raise DyadwireError(*found.values())
    return {path: f"{line}; it fails" for path, line in found.items()}


def _packed_line(path: str, name: str) -> str | None:
    first = next(iter(cut(path, name)), None) if kind_of(path) in _TEXTS else None
    head = head_of(path) if first and first.slice.kind != NO_FILE else b""  # a pipe would keep its reader waiting
    packed = next((names for begins, names in _PACKED.items() if head.startswith(begins)), None)
    if packed is None:
        return None
    return f"{name} holds what {packed[0]} packed, which is not read there: `{packed[1]}` it first"
