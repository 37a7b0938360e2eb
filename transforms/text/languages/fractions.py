"""Read fractions and multiples in words, in a text that is not English: a third, doubled, three times as many."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from dyadwire.transforms.text.figures.exact import Exact, divide
from dyadwire.transforms.text.languages.fraction_words import OF, STEM, PartWord, PartWords, compile_parts
from dyadwire.transforms.text.languages.number_words import NumberWords
from dyadwire.transforms.text.languages.numbers import read_digits, read_numerals, read_words
from dyadwire.transforms.text.languages.pack import Language, small

BEFORE = 24  # characters before a number in which it is told to be a multiple: в | 3 раза, 增长 | 两倍
AROUND = 80  # characters around the words of parts in which numbers stand that belong to them
TIME = "time"  # unit of a multiple, as in English


class Part(NamedTuple):
    """A fraction (unit `%`, of a hundred) or a multiple (unit `time`), and which way it went if its word says so.

    The unit is empty where a phrase only looks like one: the first half of a year.
    """

    start: int
    end: int
    value: Exact
    unit: str
    way: str | None = None


def find_parts(text: str, pack: Language, words: NumberWords) -> list[Part]:
    """Return the fractions and multiples in words of a folded text, in order; of those that overlap the first one."""
    parts = compile_parts(pack.code)
    spans = list(_spans(_lower(text), parts))
    if not spans:
        return []
    read = _Reader(text, pack, words, parts, (max(0, spans[0][0] - AROUND), spans[-1][1] + AROUND))
    found: list[Part] = []
    for part in sorted((*read.said(), *read.numbered(), *read.turned(), *read.first()), key=_place):
        if not found or part.start >= found[-1].end:
            found.append(part)
    return [part for part in found if part.unit]


def _lower(text: str) -> str:
    """Return a text in small letters, as long as it was: faster than `small`, for the letters of news alone."""
    return text.replace("İ", "i").lower().replace("ı", "i")


def _spans(text: str, parts: PartWords) -> Iterator[tuple[int, int]]:
    """Yield where such words stand in a text in small letters, and not only others that have their letters."""
    for key, start, end in parts.keys.find_matches_as_indexes(text, overlapping=True):
        if parts.begin and text[start - 1 : start].isalpha():
            continue
        if not (parts.ends[key] and text[end : end + 1].isalpha()):
            yield start, end


def _place(part: Part) -> tuple[int, int]:
    return part.start, -part.end


class _Reader:
    """Reads the parts of one text, `around` the first and the last of their words."""

    def __init__(
        self, text: str, pack: Language, words: NumberWords, parts: PartWords, around: tuple[int, int]
    ) -> None:
        self.text, self.pack, self.words, self.parts, self.around = text, pack, words, parts, around

    def said(self) -> Iterator[Part]:
        """Yield what a word says by itself: die Hälfte, вдвое, se duplicó."""
        for match in self.parts.said.finditer(self.text, *self.around):
            word = _word(match["said"], self.parts.alone)
            if word.kind.endswith(OF) and not self.parts.of.match(self.text, match.end()):
                continue
            share, value = word.kind.startswith("share"), Fraction(word.value or 0)
            unit = ("%" if share else TIME) if word.value else ""
            way = ("up" if value > 1 else "down") if word.kind == "turned" else None
            yield Part(*match.span("said"), value * 100 if share else value, unit, way)

    def numbered(self) -> Iterator[Part]:
        """Yield what a number says with what stands after it: zwei Drittel, 三分之一, tres veces más."""
        for match in self.parts.numbered.finditer(self.text, *self.around):
            value, span = self._value(match["number"]), (match.start("number"), match.end())
            if match["times"]:
                yield from self._times(match, value)
            elif match["top"]:
                yield from _share(span, self._value(match["top"]), value)
            else:
                word = _word(match["part"], self.parts.beside)
                if not word.kind.endswith(OF) or self.parts.of.match(self.text, match.end()):
                    yield from _share(span, value, int(word.value or 0))

    def turned(self) -> Iterator[Part]:
        """Yield what a verb says with a number: multiplié par trois, divisé par deux."""
        for match in self.parts.turned_by.finditer(self.text, *self.around):
            value, way = self._value(match["number"]), _word(match["by"], self.parts.beside).value
            if value and value > 1:
                yield Part(match.start("by"), match.end(), value if way == "up" else divide(1, value), TIME, way)

    def first(self) -> Iterator[Part]:
        """Yield a fraction that is written with the number of all parts first: üçte iki."""
        for match in self.parts.part_first.finditer(self.text, *self.around):
            whole = int(_word(match["first"], self.parts.beside).value)
            yield from _share((match.start("first"), match.end()), self._value(match["number"]), whole)

    def _times(self, match: re.Match[str], value: Exact | None) -> Iterator[Part]:
        """Yield a multiple; one that is added to what was there is one more: 增长两倍."""
        start = match.start("number")
        before = self.text[max(0, start - BEFORE) : start]
        added = int(bool(self.pack.parts.times_added.search(before)))
        if not value or value + added <= 1:
            return
        if match["half"]:
            value += Fraction(1, 2)
        if not self.pack.parts.times_before or self.pack.parts.times_before.search(before):
            yield Part(start, match.end(), value + added, TIME, _word(match["times"], self.parts.beside).value or None)

    def _value(self, written: str) -> Exact | None:
        """Return what a number says in digits, words or numerals."""
        if written[0].isdigit():
            return read_digits(written, self.pack.numbers.decimal)
        if self.pack.numbers.numerals and written[0] in self.pack.numbers.numerals:
            return read_numerals(written)
        return read_words(small(written), self.words.values["number"])


def _word(written: str, senses: Mapping[str, PartWord]) -> PartWord:
    """Return the sense of a form, or of the longest one that a word begins with."""
    form = small(written)
    if word := senses.get(form):
        return word
    stems = (form[:end] + STEM for end in range(len(form), 0, -1))
    return next(senses[stem] for stem in stems if stem in senses)


def _share(span: tuple[int, int], part: Exact | None, whole: Exact | None) -> Iterator[Part]:
    """Yield the percent that some parts of a whole are, fewer than all."""
    if part and whole and 0 < part < whole:
        yield Part(*span, divide(100 * part, whole), "%")
