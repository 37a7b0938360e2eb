"""Arrays of JSON, cut between their elements without being parsed: one that is broken costs no other."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

# A string, whole or to the end of what is held; the brackets; the comma.
_TOKEN = re.compile(rb'"[^"\\]*+(?>(?:\\.[^"\\]*+)*)(?P<closed>"?)|[\[\]{},]', re.DOTALL)
_SPACE = b" \t\r\n"
_MARK = b"\xef\xbb\xbf"


def cut_elements(blocks: Iterable[bytes], most: int, *, inside: bool = False) -> Iterator[bytes]:
    """Yield the bytes of an array in pieces that end after the commas between its elements; nothing is lost.

    `inside`: the array has begun before. After an element of more than `most` bytes nothing is cut any more.

    >>> list(cut_elements([b'[{"a": "],["}', b', 2, [3,4]]'], 100))
    [b'[{"a": "],["},', b' 2,', b' [3,4]]']
    """
    held, at, depth = b"", 0, int(inside)  # `at`: up to where what is held was looked at
    source = iter(blocks)
    for block in source:
        held += block
        begins = 0
        while token := _TOKEN.search(held, at):
            sign = token[0]
            if sign[:1] == b'"' and not token["closed"]:  # it goes on in the next block
                at = token.start()
                break
            at = token.end()
            depth += (sign in (b"[", b"{")) - (sign in (b"]", b"}"))
            if sign == b"," and depth == 1:
                yield held[begins:at]
                begins = at
        else:
            at = len(held)
        held, at = held[begins:], at - begins
        if len(held) > most:
            break
    if held:
        yield held
    yield from source


def elements_of(content: bytes, most: int, *, first: bool) -> Iterator[tuple[int, bytes]]:
    """Yield the elements of a piece of an array that was cut by `cut_elements`, each with its place, as written.

    `first`: the piece is the beginning of the file.

    >>> list(elements_of(b'[{"a": 1}, [2]]', 100, first=True))
    [(1, b'{"a": 1}'), (11, b'[2]')]
    """
    place = 0
    for piece in cut_elements([content], most, inside=not first):
        start, element = place, piece
        if first and not place:
            element = element.removeprefix(_MARK).lstrip(_SPACE).removeprefix(b"[")
        element = element.lstrip(_SPACE + b",")
        start += len(piece) - len(element)
        element = element.rstrip(_SPACE + b",")
        if place + len(piece) == len(content) and element.endswith(b"]") and not _is_json(element):
            element = element[:-1].rstrip(_SPACE)  # the end of the array
        if element:
            yield start, element
        place += len(piece)


def _is_json(element: bytes) -> bool:
    try:
        json.loads(element)
    except (ValueError, RecursionError):
        return False
    return True
