"""Find the countries that a text names that is not English."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from dyadwire.transforms.text.document import Document, Passage
from dyadwire.transforms.text.findings import CountrySpan
from dyadwire.transforms.text.languages.leaders import find_leaders
from dyadwire.transforms.text.languages.names import HOME, NOTHING, PAIR, PREFIX, FormSense, Names, compile_names
from dyadwire.transforms.text.languages.pack import Language, load_language
from dyadwire.transforms.text.languages.terms_of_office import country_then

_JOINTS = frozenset("-–—‑/")
_HALVES = frozenset(("name", "demonym", "compound"))
_STORED = {"people": "demonym", PREFIX: "compound", PAIR: "compound"}

_OPENS = "据據对對向由与與和及经經在是被称稱"  # characters after which a Chinese word begins
# A word before a surname, with a word before it in the same sentence.
_NAME_BEFORE = re.compile(r"[\w,»\")]\s([^\W\d_]{2,20})\s\Z")
REACH = 40  # characters before a surname in which a first name is looked for
LOCAL = 4  # characters before a capital in which such a preposition stands
TAILED = 5  # characters of a name from which endings are read: short ones become other words


class _Match(NamedTuple):
    start: int
    end: int
    sense: FormSense


def find_mentions(
    document: Document, code: str, published_date: date | None = None, outlet_country: str | None = None
) -> tuple[CountrySpan, ...]:
    """Find the countries named in a text and its title, in order of sentence and start; linear in its length.

    The kinds are those of English but `city`; the use of a capital is not told. A doubtful name counts where another
    one names its country, a leader while in office, and an organ that every state has, where no country stands beside
    it, as that of the outlet's home.
    """
    pack, names = load_language(code), compile_names(code)
    found: list[tuple[Passage, list[_Match]]] = []
    for passage in document.passages:
        if passage.sentences:
            named = _named(passage.text, pack, names, published_date)
            found.append((passage, list(_resolved(named, passage.text, published_date, outlet_country))))
    sure = {iso3 for _, matches in found for match in matches if not match.sense.rare for iso3 in match.sense.countries}
    spans: list[CountrySpan] = []
    for passage, matches in found:
        kept = [match for match in matches if not match.sense.rare or not sure.isdisjoint(match.sense.countries)]
        spans += _join(sorted(span for match in kept for span in _spans(match, passage)), passage.text)
    return tuple(sorted(spans))


def _named(text: str, pack: Language, names: Names, day: date | None) -> list[_Match]:
    """Return the names of a text in order; of a name within another one the longer: Santiago Peña is no Santiago."""
    found = list(_matches(text, pack, names))
    leaders = [_Match(*hit) for hit in find_leaders(text, day)] if pack.names.latin else []
    if leaders:
        apart: list[_Match] = []
        for match in sorted((*found, *leaders), key=attrgetter("start")):
            if not apart or apart[-1].end <= match.start:
                apart.append(match)
            elif apart[-1].end - apart[-1].start < match.end - match.start:
                apart[-1] = match
        found = apart
    return [_doubted(match, text, pack) for match in found if match.sense.kind != NOTHING]


def _doubted(match: _Match, text: str, pack: Language) -> _Match:
    """Return a match, doubtful where a city may be meant rather than its government: an exhibition à Paris."""
    if not pack.names.local.search(text, max(0, match.start - LOCAL), match.end):
        return match
    return match._replace(sense=match.sense._replace(rare=True))


def _matches(text: str, pack: Language, names: Names) -> Iterator[_Match]:
    """Yield what the forms of a language match, phrases that name nothing among it."""
    folded = pack.fold(text)
    taken = set[int]()
    for index, start, end in names.matcher.find_matches_as_indexes(folded):
        sense = names.senses[index]
        if _is_whole(folded, start, end, sense.kind, pack):
            if sense.kind != NOTHING:
                taken.update(range(start, end))
            yield _Match(start, end, sense)
    if names.shorts:
        for match in names.shorts.finditer(folded):
            at = next(place for place in range(1, match.re.groups + 1) if match[place])
            if match.start(at) not in taken:
                yield _Match(*match.span(at), FormSense("name", (names.short_countries[match[at]],)))


def _resolved(matches: list[_Match], text: str, day: date | None, outlet_country: str | None) -> Iterator[_Match]:
    """Yield the matches with leaders of that day, and with organs of the country of the outlet."""
    for at, match in enumerate(matches):
        sense = match.sense
        if sense.terms:
            iso3 = country_then(sense.terms, day)
            if iso3 and not _is_somebody_else(match, matches[at - 1].end if at else 0, text):
                yield match._replace(sense=sense._replace(countries=(iso3,)))
        elif sense.kind != HOME:
            yield match
        elif (owner := outlet_country or (sense.countries or (None,))[0]) and _stands_alone(matches, at, text):
            yield match._replace(sense=FormSense("org", (owner,)))


def _is_somebody_else(match: _Match, end: int, text: str) -> bool:
    """Tell whether another first name stands before a surname: a capital word that opens no sentence, no country."""
    if " " in text[match.start : match.end] or end == match.start - 1:
        return False
    name = _NAME_BEFORE.search(text, max(end, match.start - REACH), match.start)
    return bool(name and name[1].istitle())


def _stands_alone(matches: list[_Match], at: int, text: str) -> bool:
    """Tell whether no country stands beside an organ, nor a character that may be a part of its name."""
    match = matches[at]
    if at and not text[matches[at - 1].end : match.start].strip():
        return False
    if at + 1 < len(matches) and not text[match.end : matches[at + 1].start].strip():
        return False
    before = text[match.start - 1 : match.start]
    return not before.isalpha() or before in _OPENS


def _is_whole(text: str, start: int, end: int, kind: str, pack: Language) -> bool:
    """Tell whether a match is no part of another word."""
    if pack.words_before and end - start < pack.names.inside and start and _is_letter(text[start - 1]):
        return False
    if kind == PREFIX:
        return text[end : end + 1] in _JOINTS and _is_letter(text[end + 1 : end + 2])
    if pack.names.unlike.match(text, end):
        return False
    if not pack.words_after or end == len(text) or not _is_letter(text[end]):
        return True
    tail = (
        pack.names.tail.match(text, end)
        if kind in pack.names.tailed and (kind != "name" or end - start >= TAILED)
        else None
    )
    return bool(tail and not _is_letter(text[tail.end() : tail.end() + 1]))


def _is_letter(character: str) -> bool:
    """Tell whether a character is part of a word: signs of vowels are no letters to `isalnum`."""
    return (character.isalnum() and character != "ـ") or (
        character > "\u02ff" and unicodedata.category(character)[0] == "M"
    )


def _spans(match: _Match, passage: Passage) -> Iterator[CountrySpan]:
    """Yield the span of a match; of a pair in two characters (中俄) each its own."""
    sentence = passage.sentence_at(match.start, match.end)
    if sentence is None:
        return
    kind = _STORED.get(match.sense.kind, match.sense.kind)
    step = (match.end - match.start) // len(match.sense.countries)
    for number, iso3 in enumerate(match.sense.countries):
        start = match.start + number * step
        end = start + step if number + 1 < len(match.sense.countries) else match.end
        yield CountrySpan(sentence.number, start, end, passage.text[start:end], iso3, kind)


def _join(spans: list[CountrySpan], text: str) -> list[CountrySpan]:
    """Call names that a hyphen joins a compound: российско-китайский. Of spans that overlap the first stands."""
    apart: list[CountrySpan] = []
    for span in spans:
        if not apart or apart[-1].sentence != span.sentence or span.start >= apart[-1].end:
            apart.append(span)
    halves = set[int]()
    for number, (one, other) in enumerate(pairwise(apart)):
        if one.kind in _HALVES and other.kind in _HALVES and _are_joined(one, other, text):
            halves.update((number, number + 1))
    return [span._replace(kind="compound") if at in halves else span for at, span in enumerate(apart)]


def _are_joined(one: CountrySpan, other: CountrySpan, text: str) -> bool:
    """Tell whether a hyphen joins two names of one sentence, or nothing parts two that are a character each."""
    if one.sentence != other.sentence:
        return False
    if one.end == other.start:
        return len(one.surface) == len(other.surface) == 1
    return one.end + 1 == other.start and text[one.end] in _JOINTS
