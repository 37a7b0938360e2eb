"""Words, numbers and signs of one sentence, with their offsets."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from itertools import accumulate
from operator import add

from dyadwire.transforms.text.document.document import Passage
from dyadwire.transforms.text.document.language_pack import ENGLISH
from dyadwire.transforms.text.findings import SentenceSpan

_COMMA_INSIDE = re.compile(r",(?<=\d,)\d")  # begins with its rarest sign, to which the search skips ahead
_GROUPED = re.compile(
    r"\d++(?:\.\d++)?"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d++)?"
    r"|\d{1,2}(?:,\d{2}(?=,))+,\d{3}(?:\.\d++)?"
    r"|\d{1,3}(?:\.\d{3}){2,}"
    r"|\d{1,3}(?:\.\d{3})+,\d{1,2}"
    r"|\d++,\d{1,2}"
)


class _LowerAt(dict[int, str]):
    """Tokens by index; "" for every other index."""

    def __missing__(self, index: int) -> str:
        return ""


class Tokens:
    """The tokens of a sentence as parallel lists: offsets into the whole text, words as written and in lower case.

    `marks` are the positions of digits and of the words in `signals`, with which a number or a phrase of time begins.
    """

    __slots__ = ("ends", "lower", "lower_at", "marks", "starts", "text", "words")

    def __init__(self, passage: Passage, sentence: SentenceSpan, signals: frozenset[str], start: int = 0) -> None:
        """Take the tokens of a sentence, those that begin before `start` left out."""
        self.text = passage.text
        words, starts = passage.words(sentence)
        first = bisect_left(starts, start) if start > sentence.start else 0
        self.words, self.starts = words[first:], starts[first:]
        self.ends: list[int] = list(map(add, self.starts, map(len, self.words)))
        self._mark(signals)
        if _COMMA_INSIDE.search(self.text, start or sentence.start, sentence.end) and any(
            _is_list(self.words[at]) for at in self.marks
        ):
            self._split_lists()
            self._mark(signals)
        # The lower-case token at an index, or "" outside the sentence: called too often to be a method.
        self.lower_at: Callable[[int], str] = _LowerAt(enumerate(self.lower)).__getitem__

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
    """Recognise digits and commas that are no single number."""
    return "," in word[1:] and not _GROUPED.fullmatch(word)


def split_form(form: str) -> tuple[str, ...]:
    """Split a form of the lexicon into tokens as a sentence would be.

    >>> split_form("sq. km²")
    ('sq', '.', 'km²')
    """
    return tuple(map(str.rstrip, ENGLISH.words.findall(form)))
