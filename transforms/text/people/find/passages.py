"""The title or body as names are found in it: with folded letters, sentences, and its countries."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Iterator
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.document import Document, Passage
from dyadwire.transforms.text.document.words import fold
from dyadwire.transforms.text.findings import TITLE, CountrySpan, SentenceSpan
from dyadwire.transforms.text.people.lexicon.leaders import is_whole
from dyadwire.transforms.text.people.lexicon.names import given_names, words_of

DISTRICT = "district"  # use of a span that only tells where people are from
# Peoples who live in several countries, their own first.
_PEOPLES = dict.fromkeys(("Serb", "Serbs"), ("SRB", "XKX", "BIH")) | dict.fromkeys(("Croat", "Croats"), ("HRV", "BIH"))
_MARK = re.compile('["“”]')
_HONORIFICS = frozenset(("Mr", "Mrs", "Ms", "Miss", "Dr", "Prof", "Sir"))
_INITIAL = 2  # characters of "J."
_MONTHS = frozenset(("April", "May", "June", "August"))  # given names, too


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

    def without(self, spans: Container[CountrySpan]) -> FoldedPassage:
        """Return the passage without some of its countries."""
        kept = tuple([span for span in self.countries if span not in spans])
        return self._replace(countries=kept, country_starts=tuple([span.start for span in kept]))

    def quoted(self, start: int, floor: int, end: int) -> list[tuple[int, int]]:
        """Return what stands in quotation marks from one position to another; one that stays open ends there.

        Marks are paired from `start` on; left out is what ends before `floor`: of a text in one sentence, nearly all.
        """
        first, last = bisect_left(self.marks, start), bisect_left(self.marks, end)
        near = max(first, bisect_left(self.marks, floor))
        marks = self.marks[near - (near - first) % 2 : last]
        return [(one, other) for one, other in zip(marks[::2], (*marks[1::2], end), strict=False)]


def make_passages(
    document: Document, countries: tuple[CountrySpan, ...], lexicon: Lexicon
) -> tuple[FoldedPassage, ...]:
    """Split an article into title and body, each only where it has a sentence.

    To its countries come those of districts that only tell where people are from: "a farmer from Garissa".
    """
    passages = []
    for one in document.passages:
        if one.sentences:
            is_title, folded = one is document.title, fold(one.text)
            named = [span for span in countries if (span.sentence == TITLE) is is_title]
            spans = tuple(sorted([*_at_home(named), *_districts(one, folded, named, lexicon)], key=_start))
            passage = FoldedPassage(
                one.text,
                folded,
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


def _start(span: CountrySpan) -> int:
    return span.start


def _at_home(spans: list[CountrySpan]) -> Iterator[CountrySpan]:
    """Yield the countries of a passage; peoples of several, as Serbs, are of the one among them that it names most."""
    counts = Counter([span.iso3 for span in spans if span.surface not in _PEOPLES])
    for span in spans:
        homes = _PEOPLES.get(span.surface, ())
        yield span._replace(iso3=max(homes, key=lambda iso3: counts[iso3])) if homes else span


@cache
def _compile_districts(lexicon: Lexicon) -> tuple[AhoCorasick, tuple[str, ...]]:
    """Compile the districts, with the country of each."""
    rows = {row["district"]: row["iso3"] for row in lexicon["districts"]}
    kind, match = Implementation.ContiguousNFA, MatchKind.LeftmostLongest
    return AhoCorasick(list(rows), matchkind=match, implementation=kind), tuple(rows.values())


def _districts(passage: Passage, folded: str, countries: list[CountrySpan], lexicon: Lexicon) -> Iterator[CountrySpan]:
    """Yield the districts that overlap no country, are no part of a longer name, and what nobody is called."""
    matcher, homes = _compile_districts(lexicon)
    starts = [span.start for span in countries]
    places = [place for place in matcher.find_matches_as_indexes(folded) if is_whole(folded, place[1], place[2])]
    called = {index for index, start, _ in places if _is_surname(folded, start, lexicon)}
    for index, start, end in places:
        before = bisect_left(starts, end) - 1  # the last that may overlap: countries never overlap one another
        free = before < 0 or countries[before].end <= start
        if free and index not in called and not _goes_on(folded, start, lexicon):
            sentence = passage.sentence_at(start, end)
            if sentence:
                yield CountrySpan(sentence.number, start, end, passage.text[start:end], homes[index], "city", DISTRICT)


def _is_surname(folded: str, start: int, lexicon: Lexicon) -> bool:
    """Tell what somebody is called, here and wherever else it stands: Jill Kwale, Mr. Kwale, J. Kwale."""
    word = _word_before(folded, start)
    if word.endswith("."):
        return len(word) == _INITIAL or word[:-1] in _HONORIFICS
    return word in _HONORIFICS or (word in given_names(lexicon) and word not in _MONTHS)


def _goes_on(folded: str, start: int, lexicon: Lexicon) -> bool:
    """Tell whether a district ends a longer name: South Kwale, al-Kwale; not behind a word that opens a sentence."""
    word = _word_before(folded, start)
    if folded[max(0, start - 1) : start] == "-" or (word.isalpha() and word[0].isupper()):
        return word not in words_of(lexicon)["starter"] and word not in words_of(lexicon)["stop"]
    return False


def _word_before(folded: str, start: int) -> str:
    """Return the word that only a space parts from a place; nothing where something else does."""
    before = folded[max(0, start - _WORD) : start]
    return before[:-1].rpartition(" ")[2].rpartition("\n")[2] if before.endswith(" ") else ""


def _is_capitalised(headline: str) -> bool:
    """Tell whether a headline sets its words in capitals: all of its longer words but one."""
    words = [word for word in headline.split() if len(word) > _SHORT and word[0].isalpha()]
    return len(words) > 1 and sum(word[0].islower() for word in words) <= 1


_SHORT = 4  # "from", "with" and shorter words stay small in such headlines
_WORD = 24  # characters of the longest word before a district, and more
