"""Arrays of JSON, cut between their elements without being parsed: one that is broken costs no other."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

# What is within a string, to the mark that ends it or as far as it is held; the marks that matter outside of one.
_TEXT = re.compile(rb'[^"\\]*+(?>(?:\\.[^"\\]*+)*)(?P<closed>"?)', re.DOTALL)
_SIGN = re.compile(rb'["\[\]{},]')
_SPACE = b" \t\r\n"
_MARK = b"\xef\xbb\xbf"


def cut_elements(blocks: Iterable[bytes], most: int, *, inside: bool = False) -> Iterator[tuple[bytes, bool]]:
    """Yield the bytes of an array in pieces, each with whether it ends after a comma between its elements.

    Nothing is lost. An element of more than `most` bytes comes in several pieces. `inside`: the array has begun before.

    >>> list(cut_elements([b'[{"a": "],["}', b', 2, [3,4]]'], 100))
    [(b'[{"a": "],["},', True), (b' 2,', True), (b' [3,4]]', True)]
    >>> list(cut_elements([b'["long', b'er", 2]'], 5))
    [(b'["long', False), (b'er",', True), (b' 2]', True)]
    """
    held, at, depth, in_text = b"", 0, int(inside), False  # `at`: up to where what is held was looked at
    for block in blocks:
        if len(held) > most:  # not before there is more: what comes last ends an element
            yield held[:at], False
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
            depth += (sign in b"[{") - (sign in b"]}")
            if sign == b"," and depth == 1:
                yield held[begins:at], True
                begins = at
        else:
            at = len(held)
        held, at = held[begins:], at - begins
    if held:
        yield held, True


def elements_of(blocks: Iterable[bytes], most: int, *, first: bool) -> Iterator[tuple[int, bytes | None]]:
    """Yield the elements of a piece of an array that was cut by `cut_elements`, each with its place, as written.

    None for an element of more than `most` bytes. `first`: the piece is the beginning of the file.

    >>> list(elements_of([b'[{"a": 1}, [2]]'], 100, first=True))
    [(1, b'{"a": 1}'), (11, b'[2]')]
    """
    begins = place = 0
    held = b""
    for piece, ends in cut_elements(blocks, most, inside=not first):
        place += len(piece)
        is_long = place - begins > most
        held = b"" if is_long else held + piece
        if not ends:
            continue
        if is_long:
            yield begins, None
        elif element := _element(held, first=first and not begins):
            yield begins + held.index(element), element
        begins, held = place, b""


def _element(piece: bytes, *, first: bool) -> bytes:
    """Return the element of a piece: what parts it from others is taken off, and what begins and ends the array."""
    element = piece.removeprefix(_MARK).lstrip(_SPACE).removeprefix(b"[") if first else piece
    element = element.strip(_SPACE + b",")
    if not piece.endswith(b",") and element.endswith(b"]") and not _is_json(element):
        element = element[:-1].rstrip(_SPACE)  # the end of the array
    return element


def _is_json(element: bytes) -> bool:
    try:
        json.loads(element)
    except (ValueError, RecursionError):
        return False
    return True
