"""Words, numbers and signs of one sentence, with their offsets."""

from __future__ import annotations

import re
from collections.abc import Callable

# Possessive throughout: a megabyte of digits or commas is read once. Single signs are tokens of their own.
# No possessive quantifier on a group: Python 3.11.2, which Debian ships, ends such a match in the wrong place.
_TOKEN = re.compile(r"\d++(?:[.,]\d++)*|(?<![\w.])\.\d++|[^\W\d_]++(?:['’][^\W\d_]++)*|\S")
_GROUPED = re.compile(
    r"\d++(?:\.\d++)?"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d++)?"
    r"|\d{1,2}(?:,\d{2}(?=,))+,\d{3}(?:\.\d++)?"
    r"|\d{1,3}(?:\.\d{3}){2,}"
    r"|\d{1,3}(?:\.\d{3})+,\d{1,2}"
    r"|\d++,\d{1,2}"
)

_LISTED = re.compile(r"\d,\d")


class _Near(dict[int, str]):
    """Tokens by index; "" for every other index."""

    def __missing__(self, index: int) -> str:
        return ""


class Tokens:
    """The tokens of a sentence as parallel lists: offsets into the whole text, words as written and in lower case."""

    __slots__ = ("ends", "lower", "near", "starts", "text", "words")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        spans = [match.span() for match in _TOKEN.finditer(text, start, end)]
        self.words = [text[first:last] for first, last in spans]
        if _LISTED.search(text, start, end):
            spans = [piece for span in spans for piece in _split_list(text, *span)]
            self.words = [text[first:last] for first, last in spans]
        self.starts = [first for first, _ in spans]
        self.ends = [last for _, last in spans]
        self.lower = [word.lower() for word in self.words]
        # The lower-case token at an index, or "" outside the sentence: called too often to be a method.
        self.near: Callable[[int], str] = _Near(enumerate(self.lower)).__getitem__

    def __len__(self) -> int:
        return len(self.words)

    def word(self, index: int) -> str:
        """Return the token as written at an index, or "" outside the sentence."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def joined(self, index: int) -> bool:
        """Tell whether no space lies between the token at an index and the one after it."""
        return 0 <= index < len(self.words) - 1 and self.ends[index] == self.starts[index + 1]

    def is_digits(self, index: int) -> bool:
        """Tell whether the token at an index is written in digits."""
        return 0 <= index < len(self.words) and self.words[index][-1].isdecimal()

    def is_capital(self, index: int) -> bool:
        """Tell whether the token at an index is a word that begins with a capital letter."""
        return 0 <= index < len(self.words) and self.words[index][0].isupper()

    def surface(self, first: int, last: int) -> str:
        """Return the text from one token up to, not including, another."""
        return self.text[self.starts[first] : self.ends[last - 1]]


def _split_list(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split a run of digits and commas that is no single number into its numbers: 22,24,26."""
    word = text[start:end]
    if "," not in word[1:] or _GROUPED.fullmatch(word):
        return [(start, end)]
    pieces = []
    for piece in word.split(","):
        pieces.append((start, start + len(piece)))
        start += len(piece) + 1
    return pieces


def split_form(form: str) -> tuple[str, ...]:
    """Split a form of the lexicon into tokens as a sentence would be.

    >>> split_form("sq. km²")
    ('sq', '.', 'km²')
    """
    return tuple(_TOKEN.findall(form))
