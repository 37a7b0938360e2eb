"""A text and its title, split into sentences, and these into tokens when first asked for."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

from dyadwire.transforms.text.document.language_pack import ENGLISH, LanguagePack, normalise
from dyadwire.transforms.text.findings import TITLE, SentenceSpan

LONGEST_BRIEF = 450  # characters of title and text: what feeds tell


class TokenRow(NamedTuple):
    """The tokens of a sentence as parallel lists: as written, and their offsets into the passage."""

    words: list[str]
    starts: list[int]


class Passage:
    """The title or the body of a text: its sentences in order, and the tokens of each, made when first asked for."""

    def __init__(self, text: str, sentences: tuple[SentenceSpan, ...], pack: LanguagePack) -> None:
        self.text = text
        self.plain = normalise(text)  # as names are looked up: straight apostrophes, hyphens and spaces
        self.sentences = sentences
        self.pack = pack
        self._starts = [sentence.start for sentence in sentences]
        self._words: dict[int, TokenRow] = {}
        self._pieces: dict[int, TokenRow] = {}
        lower = text.lower()
        # "" where a letter grows in lower case, as İ does: then offsets would not fit.
        self.lower = lower if len(lower) == len(text) else ""

    def sentence_at(self, start: int, end: int | None = None) -> SentenceSpan | None:
        """Return the sentence in which a span lies, or that begins last before a position; None before the first."""
        at = bisect_right(self._starts, start) - 1
        if at < 0 or (end is not None and end > self.sentences[at].end):
            return None
        return self.sentences[at]

    def words(self, sentence: SentenceSpan) -> TokenRow:
        """Return the words, numbers and signs of a sentence: 3.5, bn, Peru's."""
        found = self._words.get(sentence.number)
        if found is None:
            found = self._words[sentence.number] = _cut(self.pack.words, self.text, sentence)
        return found

    def pieces(self, sentence: SentenceSpan) -> TokenRow:
        """Return the words of a sentence, every sign apart and typographic ones made plain: Peru, ', s."""
        found = self._pieces.get(sentence.number)
        if found is None:
            found = self._pieces[sentence.number] = _cut(self.pack.pieces, self.plain, sentence)
        return found


def _cut(token: re.Pattern[str], text: str, sentence: SentenceSpan) -> TokenRow:
    """Cut a sentence into tokens. All work on single tokens is left to C: a table of known words was half as fast."""
    written = text[sentence.start : sentence.end].lstrip()
    found = token.findall(written)
    starts = list(accumulate(map(len, found[:-1]), initial=sentence.end - len(written))) if found else []
    return TokenRow(list(map(str.rstrip, found)), starts)


class Document:
    """A text and its title: two passages. Sentences are numbered from 0; the title, if there is one, is TITLE."""

    def __init__(
        self, text: str, title: str, sentences: tuple[SentenceSpan, ...], pack: LanguagePack = ENGLISH
    ) -> None:
        self.sentences = sentences
        self.title = Passage(title, tuple([one for one in sentences if one.number == TITLE]), pack)
        self.body = Passage(text, tuple([one for one in sentences if one.number != TITLE]), pack)

    @property
    def passages(self) -> tuple[Passage, Passage]:
        """The title and the body."""
        return self.title, self.body

    @property
    def length(self) -> int:
        """The characters of title and text."""
        return len(self.title.text) + len(self.body.text)

    @property
    def is_brief(self) -> bool:
        """Tell what feeds tell of an article from a whole one."""
        return self.length <= LONGEST_BRIEF

    def passage_of(self, number: int) -> Passage:
        """Return the passage in which the offsets of a sentence count."""
        return self.title if number == TITLE else self.body


def read_document(text: str, title: str = "", pack: LanguagePack = ENGLISH) -> Document:
    """Split a text into sentences; its title is one by itself.

    >>> [sentence.number for sentence in read_document("They met. They left.", "Leaders meet").sentences]
    [-1, 0, 1]
    """
    sentences = pack.split_sentences(text)
    return Document(text, title, (SentenceSpan(TITLE, 0, len(title)), *sentences) if title else sentences, pack)
