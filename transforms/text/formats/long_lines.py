"""Lines of a file of records: one that is too long to be held comes in parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


class Part(bytes):
    """Some of a line that is too long to be held; what ends with the line's end is the last of it."""

    @property
    def is_last(self) -> bool:
        """The line ends here; at the end of a file it may end without."""
        return self.endswith((b"\n", b"\r"))


def lines_of(blocks: Iterable[bytes], most: int) -> Iterator[bytes]:
    r"""Yield lines with their ends, LF, CR or both; one of more than `most` bytes in parts, as `Part`.

    Which lines come so depends on their length alone, not on the blocks.

    >>> list(lines_of([b"one\r", b"\ntw", b"o\nthree is lo", b"ng\n4"], 6))
    [b'one\r\n', b'two\n', b'three is l', b'ong\n', b'4']
    """
    held: list[bytes] = []
    size, is_long = 0, False
    for block in blocks:
        held.append(block)
        size += len(block)
        if size <= most and b"\n" not in block and b"\r" not in block:
            continue
        *whole, rest = b"".join(held).splitlines(keepends=True)
        for line in whole:
            yield Part(line) if is_long or len(line) > most else line
            is_long = False
        if len(rest) > most:  # what ends a line is not parted: the second byte of it may be yet to come
            kept = 2 if rest.endswith(b"\r\n") else 1
            yield Part(rest[:-kept])
            rest, is_long = rest[-kept:], True
        held, size = [rest], len(rest)
    for line in b"".join(held).splitlines(keepends=True):  # two where a block ended with the first of them
        yield Part(line) if is_long or len(line) > most else line
        is_long = False


def without_first(blocks: Iterable[bytes], number: int) -> Iterator[bytes]:
    """Yield blocks without their first so many bytes.

    >>> list(without_first([b"abc", b"def", b"ghi"], 4))
    [b'ef', b'ghi']
    """
    for block in blocks:
        if number < len(block):
            yield block[number:] if number else block
        number = max(0, number - len(block))
