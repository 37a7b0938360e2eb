"""Find the pairs of every sentence: explicit, relational, directed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import NamedTuple

from dyadwire.schemas.dyad import Dyad
from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.document import Document
from dyadwire.transforms.text.dyads.implied_pairs import Focus, find_implying, may_name_both
from dyadwire.transforms.text.dyads.pronouns import Referents, first_country
from dyadwire.transforms.text.dyads.reading import SentenceReading, read_sentence
from dyadwire.transforms.text.find.stand_ins import find_stand_ins
from dyadwire.transforms.text.findings import TITLE, CountrySpan, SentenceDyad, SentenceSpan, by_sentence

_MATCH_REPORT = 2  # sentences with two countries and words of sport: then those who beat each other are teams
_PAIR = 2
_Spans = Mapping[int, list[CountrySpan]]


class _Article(NamedTuple):
    """A text with the countries and towns in each of its sentences."""

    document: Document
    countries: _Spans
    towns: _Spans

    def source(self, place: SentenceSpan) -> str:
        """Return what the offsets of a sentence count in."""
        return self.document.passage_of(place.number).text


def find_sentence_dyads(
    document: Document, countries: tuple[CountrySpan, ...], lexicon: Lexicon
) -> tuple[SentenceDyad, ...]:
    """Find the pairs of every sentence, in order of sentence and dyad.

    `countries` are in order of sentence and start. Cities make no pair of their own: what a country does in a city of
    another relates the two only where the article is about that pair anyway. Of a sentence with more than MAX_COUNTRIES
    countries only the first MAX_COUNTRIES make pairs. A pair that a sentence means but does not name ("the two
    countries", "it") is relational and not explicit. Where a sentence leaves open whether it relates a pair, the
    article decides: see `implied_pairs.Focus`. Linear in the length of the text.
    """
    counted = [span for span in countries if span.kind != "city"]
    others = list(find_stand_ins(document, lexicon))
    if others:
        counted = sorted([*counted, *others], key=attrgetter("sentence", "start"))
    towns = (span for span in countries if span.kind == "city")
    return tuple(_find(_Article(document, by_sentence(counted), by_sentence(towns)), lexicon))


def _find(article: _Article, lexicon: Lexicon) -> Iterator[SentenceDyad]:
    """Read every sentence by itself, then each in the light of all."""
    readings = _read_all(article, lexicon)
    focus = Focus()
    only = len({dyad for reading in readings for dyad in reading.dyads}) == 1
    for reading in readings:  # where no others are named, those two are "the two countries", however they stand
        left_open = reading.dyads if only else reading.left_open
        focus.add(reading.number, reading.related, () if reading.related else left_open)
    body = article.document.body
    implying = find_implying(body, lexicon) if focus or may_name_both(body, lexicon) else {}
    known = {reading.number: reading for reading in readings}
    for place in article.document.sentences:
        phrase = implying.get(place.number)
        if place.number not in known and not phrase:
            continue  # most sentences name nobody
        reading = known.get(place.number) or SentenceReading(place.number, frozenset())
        if place.number in article.towns and place.number != TITLE and focus:
            reading = _read_towns(reading, place, article, focus, lexicon)
        here = article.countries.get(place.number, [])
        subject = first_country(article.source(place), place, here) if phrase and here else None
        yield from _resolve(reading, focus, phrase, subject)


def _read_all(article: _Article, lexicon: Lexicon) -> list[SentenceReading]:
    """Read the sentences that name a country, each by itself; in a match report they relate none."""
    readings = []
    referents = Referents(lexicon)
    for place in article.document.sentences:
        here = article.countries.get(place.number, [])
        pronoun = referents.advance(article.source(place), place, here)
        if here:
            readings.append(read_sentence(article.source(place), place, here, lexicon, pronoun))
    if sum(reading.sport for reading in readings) >= _MATCH_REPORT:
        return [reading._replace(related={}, left_open=()) for reading in readings]
    return readings


def _read_towns(
    reading: SentenceReading, place: SentenceSpan, article: _Article, focus: Focus, lexicon: Lexicon
) -> SentenceReading:
    """Read a sentence again with its towns, where it names two or an article's pair and relates none."""
    named = reading.countries
    if reading.related or reading.sport or not 1 <= len(named) <= _PAIR:
        return reading
    towns = article.towns[place.number]
    if len(named) == 1:
        (here,) = named
        towns = [t for t in towns if t.iso3 != here and focus.leads(Dyad.of(here, t.iso3))]
    spans = sorted([*article.countries[place.number], *towns], key=attrgetter("start"))
    if not towns or len({span.iso3 for span in spans}) != _PAIR:
        return reading
    again = read_sentence(article.source(place), place, spans, lexicon)
    return again._replace(countries=named, unnamed=again.countries - named) if again.related else reading


def _resolve(reading: SentenceReading, focus: Focus, implying: str | None, subject: str | None) -> list[SentenceDyad]:
    """Return the pairs of one sentence, sorted, in the light of the article.

    `implying` is the strength of a phrase for a pair in it, `subject` the country that such a sentence starts with.
    """
    number, related = reading.number, reading.related
    if not reading.dyads and not implying:
        return []
    found: dict[Dyad, SentenceDyad] = {}
    for dyad in reading.dyads:
        relational = dyad in related or (focus.leads(dyad) and dyad in reading.left_open)
        explicit = reading.unnamed.isdisjoint(dyad)
        if explicit or relational:
            found[dyad] = SentenceDyad(number, dyad, explicit, relational, related.get(dyad))
    if implying and "-" in implying:
        dyad = Dyad.parse(implying)
        found.setdefault(dyad, SentenceDyad(number, dyad, False, True))
    elif implying and not related:
        for dyad in focus.resolve(number, reading.countries, implying, subject):
            found[dyad] = SentenceDyad(number, dyad, dyad in found and found[dyad].explicit, True)
    return [found[dyad] for dyad in sorted(found)]
