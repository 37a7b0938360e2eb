"""Find where the records of a WARC file begin and end, by reading one after the other.

Never by bytes that look like a beginning: a page may hold a whole archive, and would forge records of other outlets.
Only after a record that cannot be read is the next beginning searched for. Memory holds a block, whatever the size.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterator
from hashlib import blake2b
from typing import BinaryIO, NamedTuple

GZIP_MEMBER = b"\x1f\x8b\x08"
CUT_SHORT = "cut short"
MOST_TIMES = 200
BOMB = f"it unpacks to more than {MOST_TIMES} times its size, as nothing does that people wrote"
_FREE = 50_000_000  # bytes that anything may unpack to: a ticker that stores its page two thousand times does

BLOCK = 65_536
# Headers are some 500 bytes; so many hold any address, and a sample of a member in which WARC/ can be seen.
_MOST_HEADER, _SAMPLE = 65_536, 512
PADDING = b"\0\r\n "  # between and after records
# The end of a record and the header of another, be it damaged: no part of a record that says too short a length.
_NEXT = re.compile(rb"\r?\n\r?\n(?:[^\r\n]{1,500}\r?\n){1,9}?WARC-[A-Z]")
# Members that never end can each be read to the end of the file: after so many files' lengths the rest is one ruin.
_MOST_WASTED = 8
_LENGTH = re.compile(rb"\r?\ncontent-length:[ \t]*(\d{1,15})[ \t]*\r?\n", re.IGNORECASE)
_VERSION = re.compile(rb"WARC/1\.\d\r?\n")
_HEADER_END = re.compile(rb"\r?\n\r?\n")


def is_bomb(unpacked: int, packed: int) -> bool:
    """Tell whether so many bytes that so few stand for are none that people wrote: news packs to a fifth, or a tenth.

    >>> is_bomb(90_000_000, 90_000), is_bomb(90_000_000, 9_000_000), is_bomb(30_000_000, 30_000)
    (True, False, False)
    """
    return unpacked > _FREE and unpacked > MOST_TIMES * packed


class Stretch(NamedTuple):
    """The bytes from `start` to `end` of a file: one record, or what could not be read, and the problem with it."""

    start: int
    end: int
    digest: bytes
    problem: str | None = None


def walk_records(file: BinaryIO, *, packed: bool | None = None) -> Iterator[Stretch]:
    """Yield the records of a seekable file in order, without gaps. A gzip member is taken for one record.

    `packed` tells whether it is made of such members; without it, its first bytes do.
    """
    source = _Source(file)
    packed = source.peek(len(GZIP_MEMBER)).startswith(GZIP_MEMBER) if packed is None else packed
    read, find = (_read_member, _find_member) if packed else (_read_plain, _find_plain)
    wasted = 0
    while source.peek():
        start = source.at
        problem = read(source)
        if problem:
            wasted += source.at - start
            source.rewind(start)
            _skip_to_next(source, find if wasted <= _MOST_WASTED * source.size else _find_nothing)
        yield Stretch(start, source.at, source.take_digest(), problem)


class _Source:
    """A file that is read forward, hashed as it goes."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.size = file.seek(0, io.SEEK_END)
        self.rewind(0)

    def rewind(self, start: int) -> None:
        self._file.seek(start)
        self.at, self._held, self._hash = start, b"", blake2b(digest_size=16)

    def peek(self, least: int = 1) -> bytes:
        """Return what comes next: at least so many bytes where the file has them; nothing at its end."""
        while len(self._held) < least and (block := self._file.read(BLOCK)):
            self._held += block
        return self._held

    def skip(self, count: int) -> None:
        self._hash.update(self._held[:count])
        self._held = self._held[count:]
        self.at += count

    def take_digest(self) -> bytes:
        """Return the digest of what was skipped since the last one was taken."""
        digest, self._hash = self._hash.digest(), blake2b(digest_size=16)
        return digest


def _read_member(source: _Source) -> str | None:
    """Pass over one gzip member; return what is wrong with it."""
    if not source.peek(len(GZIP_MEMBER)).startswith(GZIP_MEMBER):
        return _skip_padding(source)
    member, start, unpacked = zlib.decompressobj(wbits=31), source.at, 0
    while not member.eof:
        block = source.peek()
        if not block:
            return CUT_SHORT
        try:
            unpacked += _inflate(member, block)
        except zlib.error as error:
            return str(error)
        if is_bomb(unpacked, source.at + len(block) - start):
            return BOMB
        source.skip(len(block) - len(member.unused_data))
    return None


def _inflate(member: zlib._Decompress, block: bytes) -> int:
    """Feed a block to a member and return how much comes out, let go of a part at a time: a bomb takes no memory."""
    unpacked = 0
    while block and not member.eof:
        unpacked += len(member.decompress(block, 16 * BLOCK))
        block = member.unconsumed_tail
    return unpacked


def _read_plain(source: _Source) -> str | None:
    """Pass over one record that is not compressed; return what is wrong with it."""
    if not source.peek(len(b"WARC/")).startswith(b"WARC/"):
        return _skip_padding(source)
    head = source.peek(_MOST_HEADER)[:_MOST_HEADER]
    end, length = _HEADER_END.search(head), _LENGTH.search(head)
    if end is None or length is None or length.start() > end.start():
        return "no length"
    source.skip(end.end())
    left = int(length[1])
    if left > source.size - source.at:  # without reading on: each record of a file may say so
        return CUT_SHORT
    while left and (block := source.peek()):
        taken = min(left, len(block))
        source.skip(taken)
        left -= taken
    after = source.peek(_SAMPLE)
    source.skip(len(after) - len(after.lstrip(PADDING)))
    ended = _NEXT.match(after) or source.peek(5).startswith(b"WARC/") or not source.peek()
    return None if ended else "another length than it says"


def _skip_padding(source: _Source) -> str | None:
    block = source.peek()
    padding = len(block) - len(block.lstrip(PADDING))
    source.skip(padding)
    return None if padding else "no record begins here"


def _skip_to_next(source: _Source, find: Callable[[bytes], int]) -> None:
    """Pass over what cannot be read: up to the next beginning of a record, or to the end."""
    source.peek()
    source.skip(1)
    while held := source.peek(BLOCK):
        place = find(held)
        if place >= 0:
            source.skip(place)
            return
        source.skip(max(len(held) - _SAMPLE, 0) if len(held) >= BLOCK else len(held))


def _find_member(held: bytes) -> int:
    place = held.find(GZIP_MEMBER)
    while place >= 0 and not _begins_record(held[place : place + _SAMPLE]):
        place = held.find(GZIP_MEMBER, place + 1)
    return place


def _find_nothing(_held: bytes) -> int:
    return -1


def _begins_record(sample: bytes) -> bool:
    try:
        return zlib.decompressobj(wbits=31).decompress(sample, 8).startswith(b"WARC/")
    except zlib.error:
        return False


def _find_plain(held: bytes) -> int:
    found = _VERSION.search(held)
    return found.start() if found else -1
