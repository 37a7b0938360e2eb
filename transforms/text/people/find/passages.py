"""The title or body as names are found in it: with folded letters, sentences, and its countries."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from dyadwire.transforms.text.document import Document
from dyadwire.transforms.text.document.words import fold
from dyadwire.transforms.text.findings import TITLE, CountrySpan, SentenceSpan

_MARK = re.compile('["“”]')


class FoldedPassage(NamedTuple):
    """One text (the title or the body), its folded form of equal length, and its sentences and countries in order."""

    text: str
    folded: str
    is_title: bool
    capitalised: bool  # a headline in capitals, where a capital says nothing of a word
    sentences: tuple[SentenceSpan, ...]
    sentence_starts: tuple[int, ...]
    countries: tuple[CountrySpan, ...]
    country_starts: tuple[int, ...]
    marks: tuple[int, ...]  # where quotation marks stand

    def sentence_at(self, position: int) -> SentenceSpan:
        """Return the sentence that a position lies in (the one before, where it lies between two)."""
        return self.sentences[max(0, bisect_right(self.sentence_starts, position) - 1)]

    def sentence_before(self, position: int) -> SentenceSpan:
        """Return the sentence before the one that a position lies in (that one itself, where it is the first)."""
        return self.sentences[max(0, bisect_right(self.sentence_starts, position) - 2)]

    def countries_between(self, start: int, end: int) -> tuple[CountrySpan, ...]:
        """Return the countries that start at or after one position and before another."""
        return self.countries[bisect_left(self.country_starts, start) : bisect_left(self.country_starts, end)]

    def country_at(self, position: int) -> CountrySpan | None:
        """Return the country that starts exactly at a position."""
        index = bisect_right(self.country_starts, position) - 1
        return self.countries[index] if index >= 0 and self.country_starts[index] == position else None

    def last_country(self, position: int) -> CountrySpan | None:
        """Return the last country that starts before a position."""
        index = bisect_right(self.country_starts, position - 1) - 1
        return self.countries[index] if index >= 0 else None

    def next_country(self, position: int) -> CountrySpan | None:
        """Return the first country that starts after a position."""
        index = bisect_right(self.country_starts, position)
        return self.countries[index] if index < len(self.countries) else None

    def spans_within(self, start: int, end: int) -> tuple[CountrySpan, ...]:
        """Return the countries that overlap a span."""
        index = bisect_right(self.country_starts, start)
        first = index - 1 if index and self.countries[index - 1].end > start else index
        last = bisect_right(self.country_starts, end - 1)
        return self.countries[first:last]

    def quoted(self, start: int, floor: int, end: int) -> list[tuple[int, int]]:
        """Return what stands in quotation marks from one position to another; one that stays open ends there.

        Marks are paired from `start` on; left out is what ends before `floor`: of a text in one sentence, nearly all.
        """
        first, last = bisect_left(self.marks, start), bisect_left(self.marks, end)
        near = max(first, bisect_left(self.marks, floor))
        marks = self.marks[near - (near - first) % 2 : last]
        return [(one, other) for one, other in zip(marks[::2], (*marks[1::2], end), strict=False)]


def make_passages(document: Document, countries: tuple[CountrySpan, ...]) -> tuple[FoldedPassage, ...]:
    """Split an article into title and body, each only where it has a sentence."""
    passages = []
    for one in document.passages:
        if one.sentences:
            is_title = one is document.title
            spans = tuple([span for span in countries if (span.sentence == TITLE) is is_title])
            passage = FoldedPassage(
                one.text,
                fold(one.text),
                is_title,
                is_title and _is_capitalised(one.text),
                one.sentences,
                tuple([sentence.start for sentence in one.sentences]),
                spans,
                tuple([span.start for span in spans]),
                tuple([mark.start() for mark in _MARK.finditer(one.text)]),
            )
            passages.append(passage)
    return tuple(passages)


def _is_capitalised(headline: str) -> bool:
    """Tell whether a headline sets its words in capitals: all of its longer words but one."""
    words = [word for word in headline.split() if len(word) > _SHORT and word[0].isalpha()]
    return len(words) > 1 and sum(word[0].islower() for word in words) <= 1


_SHORT = 4  # "from", "with" and shorter words stay small in such headlines
