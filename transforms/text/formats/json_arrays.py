"""Arrays of JSON, cut between their elements without being parsed: one that is broken costs no other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dyadwire.transforms.text.formats.json_values import load_json

# What is within a string, to the mark that ends it or as far as it is held; the marks that matter outside of one.
_TEXT = re.compile(rb'[^"\\]*+(?>(?:\\.[^"\\]*+)*)(?P<closed>"?)', re.DOTALL)
_SIGN = re.compile(rb'["\[\]{},]')
_SPACE = b" \t\r\n"
_BETWEEN = _SPACE + b","
_MARK = b"\xef\xbb\xbf"

GOES_ON, ENDS, ENDS_ARRAY = range(3)  # what a piece does: of its element there is more, it ends it, or the array too


def cut_elements(blocks: Iterable[bytes], most: int, *, inside: bool = False) -> Iterator[tuple[bytes, int]]:
    """Yield the bytes of an array in pieces, each with what it does: GOES_ON, ENDS (behind a comma), or ENDS_ARRAY.

    Nothing is lost. An element of more than `most` bytes comes in several pieces. What comes last ends an element.
    Another array may follow, as where files were joined. `inside`: the array has begun before.

    >>> list(cut_elements([b'[{"a": "],["}', b', 2, [3,4]]'], 100))
    [(b'[{"a": "],["},', 1), (b' 2,', 1), (b' [3,4]]', 2)]
    >>> list(cut_elements([b'["long', b'er", 2'], 5))
    [(b'["long', 0), (b'er",', 1), (b' 2', 1)]
    """
    held, at, depth, in_text = b"", 0, int(inside), False  # `at`: up to where what is held was looked at
    for block in blocks:
        if len(held) > most:  # not before there is more: what comes last ends an element
            yield held[:at], GOES_ON
            held, at = held[at:], 0
        held += block
        begins = 0
        while found := (_TEXT.match if in_text else _SIGN.search)(held, at):
            sign, at = found[0], found.end()
            if in_text:
                in_text = not found["closed"]
                if in_text:  # it goes on in the next block
                    break
                continue
            in_text = sign == b'"'
            does = ENDS if sign == b"," and depth == 1 else ENDS_ARRAY if sign == b"]" and depth == 1 else GOES_ON
            depth = _depth_after(sign, depth)
            if does:
                yield held[begins:at], does
                begins = at
        else:
            at = len(held)
        held, at = held[begins:], at - begins
    if held:
        yield held, ENDS


def _depth_after(sign: bytes, depth: int) -> int:
    """Return how deep what follows a mark is; one that closes what was never opened closes nothing."""
    least = 1 if sign == b"}" and depth else 0
    return max(depth + (sign in b"[{") - (sign in b"]}"), least)


class Element(NamedTuple):
    """An element as it is written, and its place; whether the array is open behind it, as one that was cut off is.

    `content` is None where it is too long, and empty where there is none: in an empty array, and behind a last comma.
    """

    place: int
    content: bytes | None
    is_open: bool


def elements_of(blocks: Iterable[bytes], most: int, *, first: bool) -> Iterator[Element]:
    """Yield the elements of a piece of an array that was cut by `cut_elements`, and what stands behind the last.

    `first`: the piece is the beginning of the file.

    >>> for element in elements_of([b'[{"a": 1}, [2]]'], 100, first=True):
    ...     print(*element)
    1 b'{"a": 1}' True
    11 b'[2]' False
    """
    begins = place = 0
    held = b""
    for piece, does in cut_elements(blocks, most, inside=not first):
        place += len(piece)
        is_long = place - begins > most
        held = b"" if is_long else held + piece
        if does == GOES_ON:
            continue
        ends = does == ENDS_ARRAY
        content = None if is_long else _element(held, first=first, ends=ends)
        is_open = not ends and (is_long or not first or bool(held.strip(_SPACE)))
        yield Element(begins + held.index(content) if content else begins, content, is_open)
        begins, held, first = place, b"", ends


def _element(piece: bytes, *, first: bool, ends: bool) -> bytes:
    """Return the element of a piece: what parts it from others is taken off, and what begins and ends the array."""
    if first:
        piece = piece.lstrip(_BETWEEN).removeprefix(_MARK).lstrip(_SPACE).removeprefix(b"[")
    return (piece.removesuffix(b"]") if ends else piece).strip(_BETWEEN)


def is_json(element: bytes | None) -> bool:
    """Tell whether an element is whole; where there is none, nothing of it is missing.

    >>> is_json(b'{"a": 1}'), is_json(b""), is_json(b'{"a": ')
    (True, True, False)
    """
    try:
        load_json(element or b"0")
    except (ValueError, RecursionError):
        return False
    return element is not None
