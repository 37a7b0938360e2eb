"""The pairs of every sentence: explicit, relational, directed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from types import MappingProxyType
from typing import NamedTuple

from schemas.dyad import Dyad
from transforms.lexicon import Lexicon
from transforms.text.dyads import patterns as shape
from transforms.text.dyads.cooccur import MAX_COUNTRIES, Scene, admit, read_scene
from transforms.text.dyads.imply import Focus, find_implying
from transforms.text.dyads.refer import Referents
from transforms.text.dyads.relate import BACK, FORWARD, acts_jointly, is_place, relate
from transforms.text.findings import TITLE, CountrySpan, SentenceDyad, SentenceSpan
from transforms.text.judge import Judge

_MATCH_REPORT = 2  # sentences with two countries and words of sport: then those who beat each other are teams
_Direction = tuple[str, str] | None


class _Reading(NamedTuple):
    """What one sentence says by itself: its countries, the pairs that it relates, the pairs that it leaves open."""

    number: int
    countries: frozenset[str]
    dyads: tuple[Dyad, ...] = ()
    related: Mapping[Dyad, _Direction] = MappingProxyType({})
    left_open: tuple[Dyad, ...] = ()
    sport: bool = False
    referred: str | None = None  # the country that a pronoun stands for, where nothing else in the sentence does


def find_sentence_dyads(
    text: str,
    title: str,
    sentences: tuple[SentenceSpan, ...],
    countries: tuple[CountrySpan, ...],
    lexicon: Lexicon,
    judge: Judge | None = None,
    *,
    with_cities: bool = False,
) -> tuple[SentenceDyad, ...]:
    """Find the pairs of every sentence, in order of sentence and dyad.

    `countries` are in order of sentence and start. Cities make no pair, unless `with_cities` lets those of countries
    without better evidence make relational, never explicit ones. `judge` is not asked: a parse of what the rules leave
    open was wrong more often than right. Of a sentence with more than MAX_COUNTRIES countries only the first
    MAX_COUNTRIES make pairs. A pair that a sentence means but does not name ("the two countries") is relational and not
    explicit. Where a sentence leaves open whether it relates a pair, the article decides: see `imply.Focus`.
    Linear in the length of the text.
    """
    counted, vague = admit(countries, with_cities)
    found = _find(text, title, sentences, _by_sentence(counted), lexicon)
    return tuple(d if vague.isdisjoint(d.dyad) else d._replace(explicit=False) for d in found if _says(d, vague))


def _says(found: SentenceDyad, vague: frozenset[str]) -> bool:
    return found.relational or vague.isdisjoint(found.dyad)


def _find(
    text: str,
    title: str,
    sentences: tuple[SentenceSpan, ...],
    spans: Mapping[int, list[CountrySpan]],
    lexicon: Lexicon,
) -> Iterator[SentenceDyad]:
    """Read every sentence by itself, then each in the light of all."""
    focus = Focus()
    readings: list[_Reading] = []
    referents = Referents(lexicon)
    for place in sentences:
        source = title if place.number == TITLE else text
        here = spans.get(place.number, [])
        pronoun = referents.advance(source, place, here)
        if here:
            readings.append(_read(source, place, _clip(here), lexicon, pronoun))
    if sum(reading.sport for reading in readings) >= _MATCH_REPORT:
        readings = [reading._replace(related={}, left_open=()) for reading in readings]
    for reading in readings:
        focus.add(reading.number, reading.related, reading.left_open)
    numbered = tuple(s for s in sentences if s.number != TITLE)
    implying = find_implying(text, numbered, lexicon) if focus else {}
    silent = [_Reading(number, frozenset()) for number in implying if number not in spans]
    for reading in sorted([*readings, *silent], key=lambda reading: reading.number):
        yield from _resolve(reading, focus, implying.get(reading.number))


def _by_sentence(countries: Iterable[CountrySpan]) -> dict[int, list[CountrySpan]]:
    spans: dict[int, list[CountrySpan]] = {}
    for span in countries:
        spans.setdefault(span.sentence, []).append(span)
    return spans


def _clip(spans: list[CountrySpan]) -> list[CountrySpan]:
    """Keep the spans of the first MAX_COUNTRIES countries."""
    kept = list(dict.fromkeys(span.iso3 for span in spans))
    if len(kept) <= MAX_COUNTRIES:
        return spans
    few = frozenset(kept[:MAX_COUNTRIES])
    return [span for span in spans if span.iso3 in few]


def _read(
    source: str, place: SentenceSpan, spans: list[CountrySpan], lexicon: Lexicon, pronoun: CountrySpan | None
) -> _Reading:
    """Read one sentence by itself; `pronoun` is a country that it only refers to."""
    countries = frozenset([span.iso3 for span in spans])
    referred = pronoun.iso3 if pronoun and pronoun.iso3 not in countries else None
    if pronoun and referred:
        spans = [pronoun, *spans]
    named, countries = countries, countries | {span.iso3 for span in spans}
    if len(countries) < 2:
        return _Reading(place.number, countries)
    scene = read_scene(source, place.start, place.end, spans, lexicon, place.number == TITLE)
    related: dict[Dyad, _Direction] = {}
    for link in relate(scene, leads=place.number <= 0):
        dyad = Dyad.of(link.one, link.other)
        directed = {FORWARD: (link.one, link.other), BACK: (link.other, link.one)}.get(link.direction)
        related[dyad] = related.get(dyad) or directed
    dyads = _pairs(countries)
    if place.number == TITLE and len(dyads) == 1 and not related and not _apart(scene):
        related[dyads[0]] = None
    apart = _apart(scene) if len(related) < len(dyads) else frozenset()
    left_open = tuple(dyad for dyad in dyads if dyad not in related and dyad not in apart)
    return _Reading(place.number, named, dyads, related, left_open, shape.SPORT in scene.code, referred)


def _pairs(countries: Iterable[str]) -> tuple[Dyad, ...]:
    return tuple(Dyad(*pair) for pair in combinations(sorted(countries), 2))


def _apart(scene: Scene) -> frozenset[Dyad]:
    """Return the pairs that a sentence lists, compares or only places side by side."""
    groups = scene.groups
    apart = {dyad for group in groups if not acts_jointly(scene.code, group) for dyad in _pairs(group.members)}
    compared = shape.COMPARES.search(scene.code) or shape.SPORT in scene.code
    places = {iso3 for group in groups if compared or is_place(scene.code, group) for iso3 in group.members}
    return frozenset(apart.union(_pairs(places)))


def _resolve(reading: _Reading, focus: Focus, implying: str | None) -> list[SentenceDyad]:
    """Return the pairs of one sentence, sorted, in the light of the article; `implying` is the strength of a phrase."""
    number, related = reading.number, reading.related
    if not reading.dyads and not implying:
        return []
    found: dict[Dyad, SentenceDyad] = {}
    for dyad in reading.dyads:
        relational = dyad in related or (focus.leads(dyad) and dyad in reading.left_open)
        explicit = reading.referred not in dyad
        if explicit or relational:
            found[dyad] = SentenceDyad(number, dyad, explicit, relational, related.get(dyad))
    if implying and not related:
        for dyad in focus.resolve(number, reading.countries, implying):
            found[dyad] = SentenceDyad(number, dyad, dyad in found, True)
    return [found[dyad] for dyad in sorted(found)]
