"""Decompress input files: gzip, zstd, or a zip archive of one file.

Records are read in UTF-8, also where a mark says that they are in UTF-16, as in the "Unicode text" of spreadsheets.
"""

from __future__ import annotations

import codecs
import gzip
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any, BinaryIO, cast

from dyadwire.transforms.read.warc_records import BOMB, GZIP_MEMBER, is_bomb
from dyadwire.transforms.text.formats.wide_encodings import HEAD, wide_encoding

# How a frame begins: of data, and those to be passed over, which some packers write before each.
ZSTD_FRAMES = (b"\x28\xb5\x2f\xfd", *(bytes((sign,)) + b"\x2a\x4d\x18" for sign in range(0x50, 0x60)))
_ZIP = b"PK\x03\x04"
_BLOCK = 65_536
_AT_ONCE = 1_000_000
# What reading broken bytes raises; pyarrow raises OSError.
BROKEN = (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError)
CHANGED = "changed"  # the reason where a file is not as it was when the run was planned: what it was then may come back
SHORTER = "the file became shorter while it was read"

Read = Callable[[int], bytes]


class ShorterError(OSError):
    """A file has fewer bytes than when the run was planned."""

    def __init__(self) -> None:
        super().__init__(SHORTER)


def reason_of(error: Exception) -> str:
    """Return the reason of the failure of a file that can't be read.

    >>> reason_of(ShorterError()), reason_of(FileNotFoundError()), reason_of(EOFError())
    ('changed', 'changed', 'unreadable')
    """
    return CHANGED if isinstance(error, (ShorterError, FileNotFoundError)) else "unreadable"


def is_packed(head: bytes) -> bool:
    """Tell compressed bytes by how they begin."""
    return head.startswith((GZIP_MEMBER, *ZSTD_FRAMES, _ZIP))


def from_start_only(head: bytes) -> bool:
    """Tell by how bytes begin that records behind them are found by reading all before: compressed, or recoded."""
    return is_packed(head) or wide_encoding(head) is not None


def begins_packed(file: BinaryIO) -> bool:
    """Tell whether a file is compressed; it is at its beginning, and left there."""
    return is_packed(head_bytes(file))


def head_bytes(file: BinaryIO) -> bytes:
    """Return the first bytes of a file, which is at its beginning, and left there."""
    head = file.read(HEAD)
    file.seek(0)
    return head


@contextmanager
def plain(file: BinaryIO) -> Iterator[Read]:
    """Read a file from its beginning as it was before it was compressed: the reader gives at most so many bytes.

    A zip archive is what its only file holds: OSError for one of several. One of BROKEN where bytes are broken, or
    stand for far more than they can.
    """
    head = head_bytes(file)
    if head.startswith(GZIP_MEMBER):
        with gzip.GzipFile(fileobj=file) as source:
            yield _Bounded(source.read1, file).read
    elif head.startswith(ZSTD_FRAMES):
        import pyarrow as pa

        with pa.CompressedInputStream(pa.PythonFile(_Unclosed(file), "r"), "zstd") as source:
            yield _Bounded(source.read, file).read
    elif head.startswith(_ZIP):
        with zipfile.ZipFile(cast("IO[bytes]", file)) as archive, archive.open(_only_member(archive)) as member:
            yield _Bounded(cast("Any", member).read1, file).read
    else:
        yield file.read


@contextmanager
def plain_records(file: BinaryIO) -> Iterator[Read]:
    """Read a file of records as `plain` does, in UTF-8 where its first bytes say that it is in UTF-16 or UTF-32."""
    with plain(file) as read:
        encoding = wide_encoding(b"".join(blocks(read, HEAD)))
    file.seek(0)
    with plain(file) as read:
        yield _Recoded(read, encoding).read if encoding else read


class _Bounded:
    """What a reader of a compressed file gives, until that is far more than the file can stand for: OSError then."""

    def __init__(self, read: Read, file: BinaryIO) -> None:
        self._read, self._file = read, file
        self._held, self._unpacked = b"", 0

    def read(self, most: int) -> bytes:
        """Return at most so many bytes; none at the end."""
        if not self._held:
            self._held = self._read(_AT_ONCE)  # as much for everyone: all meet the error at the same byte
            self._unpacked += len(self._held)
            if is_bomb(self._unpacked, self._file.tell()):
                raise OSError(BOMB)
        given, self._held = self._held[:most], self._held[most:]
        return given


class _Recoded:
    """What a reader gives, in UTF-8; what is not of its encoding as U+FFFD."""

    def __init__(self, read: Read, encoding: str) -> None:
        self._read, self._decoder = read, codecs.getincrementaldecoder(encoding)("replace")
        self._held = b""

    def read(self, most: int) -> bytes:
        """Return at most so many bytes; none at the end."""
        block = b"more"
        while not self._held and block:
            block = self._read(_BLOCK)
            self._held = self._decoder.decode(block, final=not block).encode()
        given, self._held = self._held[:most], self._held[most:]
        return given


def blocks(read: Read, most: int, at_once: int = _AT_ONCE) -> Iterator[bytes]:
    """Yield what a reader gives, up to `most` bytes: what is whole, even next to what is broken."""
    while most > 0 and (block := read(min(most, at_once))):
        most -= len(block)
        yield block


class _Unclosed:
    """A file that a reader does not close with itself: whoever opened it reads it again."""

    closed = False

    def __init__(self, file: BinaryIO) -> None:
        self.read = file.read

    def close(self) -> None:
        """Leave the file open."""


def _only_member(archive: zipfile.ZipFile) -> Any:
    members = [member for member in archive.infolist() if not member.is_dir()]
    if len(members) != 1:
        raise OSError(f"a zip archive of {len(members)} files: unpack it")
    return members[0]
