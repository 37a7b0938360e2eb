"""Words, numbers and signs of one sentence, with their offsets."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import accumulate
from operator import add

# A token with the space after it, so that lengths add up to offsets. Single signs are tokens of their own.
# Possessive throughout: a megabyte of digits or commas is read once.
# The first alternative is all that most words need, and the others say the same of any alphabet.
# No possessive quantifier on a group: Python 3.11.2, which Debian ships, ends such a match in the wrong place.
_TOKEN = re.compile(r"(?:[a-zA-Z]++(?=[ ,.])|[^\W\d_]++(?:['’][^\W\d_]++)*|\d++(?:[.,]\d++)*|(?<![\w.])\.\d++|\S)\s*+")
_COMMA_INSIDE = re.compile(r",(?<=\d,)\d")  # begins with its rarest sign, to which the search skips ahead
_GROUPED = re.compile(
    r"\d++(?:\.\d++)?"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d++)?"
    r"|\d{1,2}(?:,\d{2}(?=,))+,\d{3}(?:\.\d++)?"
    r"|\d{1,3}(?:\.\d{3}){2,}"
    r"|\d{1,3}(?:\.\d{3})+,\d{1,2}"
    r"|\d++,\d{1,2}"
)


class _Near(dict[int, str]):
    """Tokens by index; "" for every other index."""

    def __missing__(self, index: int) -> str:
        return ""


class Tokens:
    """The tokens of a sentence as parallel lists: offsets into the whole text, words as written and in lower case.

    `marks` are the positions of digits and of the words in `signals`, with which a number or a phrase of time begins.
    """

    __slots__ = ("ends", "lower", "marks", "near", "starts", "text", "words")

    def __init__(self, text: str, start: int, end: int, signals: frozenset[str]) -> None:
        self.text = text
        sentence = text[start:end].lstrip()
        pieces = _TOKEN.findall(sentence)  # all work on single tokens is left to C
        self.words = list(map(str.rstrip, pieces))
        self.starts = list(accumulate(map(len, pieces[:-1]), initial=end - len(sentence))) if pieces else []
        self.ends = list(map(add, self.starts, map(len, self.words)))
        self._mark(signals)
        if _COMMA_INSIDE.search(text, start, end) and any(_is_list(self.words[at]) for at in self.marks):
            self._split_lists()
            self._mark(signals)
        # The lower-case token at an index, or "" outside the sentence: called too often to be a method.
        self.near: Callable[[int], str] = _Near(enumerate(self.lower)).__getitem__

    def _mark(self, signals: frozenset[str]) -> None:
        """Set the words in lower case and the marks."""
        self.lower = " ".join(self.words).lower().split()
        self.marks = [at for at, word in enumerate(self.lower) if word in signals or word[-1].isdecimal()]

    def _split_lists(self) -> None:
        """Split runs of digits and commas that are no single number into their numbers: 22,24,26."""
        words: list[str] = []
        starts: list[int] = []
        for word, start in zip(self.words, self.starts, strict=True):
            pieces = word.split(",") if _is_list(word) else [word]
            words += pieces
            starts += accumulate((len(piece) + 1 for piece in pieces[:-1]), initial=start)
        self.words, self.starts = words, starts
        self.ends = [start + len(word) for word, start in zip(words, starts, strict=True)]

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


def _is_list(word: str) -> bool:
    """Tell digits and commas that are no single number."""
    return "," in word[1:] and not _GROUPED.fullmatch(word)


def split_form(form: str) -> tuple[str, ...]:
    """Split a form of the lexicon into tokens as a sentence would be.

    >>> split_form("sq. km²")
    ('sq', '.', 'km²')
    """
    return tuple(map(str.rstrip, _TOKEN.findall(form)))
