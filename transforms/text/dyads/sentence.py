"""The pairs of every sentence: explicit, relational, directed."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

from schemas.dyad import Dyad
from transforms.lexicon import Lexicon
from transforms.text.dyads.cooccur import MAX_COUNTRIES, Scene, read_scene
from transforms.text.dyads.imply import Focus, find_implying
from transforms.text.dyads.relate import BACK, FORWARD, is_place, relate
from transforms.text.findings import TITLE, CountrySpan, SentenceDyad, SentenceSpan
from transforms.text.judge import Judge

_Direction = tuple[str, str] | None


class _Reading(NamedTuple):
    """What one sentence says by itself: its countries, the pairs that it relates, the pairs that it keeps apart."""

    place: SentenceSpan
    countries: frozenset[str]
    related: dict[Dyad, _Direction]
    apart: frozenset[Dyad]


def find_sentence_dyads(
    text: str,
    title: str,
    sentences: tuple[SentenceSpan, ...],
    countries: tuple[CountrySpan, ...],
    lexicon: Lexicon,
    judge: Judge | None = None,
) -> tuple[SentenceDyad, ...]:
    """Find the pairs of every sentence, in order of sentence and dyad.

    `countries` are in order of sentence and start. Cities make no pair. Of a sentence with more than MAX_COUNTRIES
    countries only the first MAX_COUNTRIES make pairs. A pair that a sentence means but does not name ("the two
    countries") is relational and not explicit. Where a sentence leaves open whether it relates a pair, the rest of the
    article decides: see `imply.Focus`. Linear in the length of the text.
    """
    spans = _spans_by_sentence(countries)
    readings = [
        _read(title if place.number == TITLE else text, place, _clip(spans.get(place.number, [])), lexicon)
        for place in sentences
    ]
    focus = Focus()
    for reading in readings:
        focus.add(reading.place.number, reading.related, _open(reading))
    implying = find_implying(text, tuple(s for s in sentences if s.number != TITLE), lexicon) if focus else {}
    return tuple(dyad for reading in readings for dyad in _resolve(reading, focus, implying))


def _spans_by_sentence(countries: Iterable[CountrySpan]) -> dict[int, list[CountrySpan]]:
    spans: dict[int, list[CountrySpan]] = {}
    for span in countries:
        if span.kind != "city":
            spans.setdefault(span.sentence, []).append(span)
    return spans


def _clip(spans: list[CountrySpan]) -> list[CountrySpan]:
    """Keep the spans of the first MAX_COUNTRIES countries."""
    kept = list(dict.fromkeys(span.iso3 for span in spans))
    if len(kept) <= MAX_COUNTRIES:
        return spans
    few = frozenset(kept[:MAX_COUNTRIES])
    return [span for span in spans if span.iso3 in few]


def _read(source: str, place: SentenceSpan, spans: list[CountrySpan], lexicon: Lexicon) -> _Reading:
    """Read one sentence by itself."""
    countries = frozenset(span.iso3 for span in spans)
    if len(countries) < 2:
        return _Reading(place, countries, {}, frozenset())
    scene = read_scene(source, place.start, place.end, spans, lexicon, place.number == TITLE)
    related: dict[Dyad, _Direction] = {}
    for link in relate(scene):
        dyad = Dyad.of(link.one, link.other)
        directed = {FORWARD: (link.one, link.other), BACK: (link.other, link.one)}.get(link.direction)
        related[dyad] = related.get(dyad) or directed
    return _Reading(place, countries, related, _apart(scene))


def _apart(scene: Scene) -> frozenset[Dyad]:
    """Return the pairs that a sentence lists, compares or only places side by side."""
    groups = scene.groups
    apart = {Dyad.of(*pair) for group in groups for pair in combinations(group.members, 2)}
    places = {iso3 for group in groups if "K" in scene.code or is_place(scene.code, group) for iso3 in group.members}
    return frozenset(apart | {Dyad.of(*pair) for pair in combinations(places, 2)})


def _open(reading: _Reading) -> list[Dyad]:
    """Return the pairs of which a sentence by itself says neither that they are related nor that they are not."""
    dyads = (Dyad(*pair) for pair in combinations(sorted(reading.countries), 2))
    return [dyad for dyad in dyads if dyad not in reading.related and dyad not in reading.apart]


def _resolve(reading: _Reading, focus: Focus, implying: dict[int, str]) -> list[SentenceDyad]:
    """Return the pairs of one sentence, sorted, in the light of the article."""
    number, related = reading.place.number, reading.related
    dyads = [Dyad(*pair) for pair in combinations(sorted(reading.countries), 2)]
    found = {dyad: SentenceDyad(number, dyad, True, dyad in related, related.get(dyad)) for dyad in dyads}
    if number in implying and not related:
        for dyad in focus.resolve(number, reading.countries, implying[number]):
            found[dyad] = SentenceDyad(number, dyad, dyad in found, True)
    for dyad in _open(reading):
        if focus.leads(dyad):
            found[dyad] = found[dyad]._replace(relational=True)
    return [found[dyad] for dyad in sorted(found)]
