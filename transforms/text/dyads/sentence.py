"""The pairs of every sentence: explicit, relational, directed."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from schemas.dyad import Dyad
from transforms.lexicon import Lexicon
from transforms.text.dyads.cooccur import MAX_COUNTRIES, read_scene
from transforms.text.dyads.imply import Focus, find_implying
from transforms.text.dyads.relate import BACK, FORWARD, relate
from transforms.text.findings import TITLE, CountrySpan, SentenceDyad, SentenceSpan
from transforms.text.judge import Judge


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
    countries") is relational and not explicit. Linear in the length of the text.
    """
    spans = _spans_by_sentence(countries)
    implying = find_implying(text, tuple(s for s in sentences if s.number != TITLE), lexicon)
    focus = Focus()
    found: list[SentenceDyad] = []
    for place in sentences:
        here = spans.get(place.number, [])
        pairs: list[SentenceDyad] = []
        if len({span.iso3 for span in here}) > 1:
            pairs = _pair(title if place.number == TITLE else text, place, _clip(here), lexicon)
        if place.number in implying and not any(pair.relational for pair in pairs):
            pairs = _imply(place.number, here, pairs, focus, implying[place.number])
        focus.add(pairs)
        found += pairs
    return tuple(found)


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


def _pair(source: str, place: SentenceSpan, spans: list[CountrySpan], lexicon: Lexicon) -> list[SentenceDyad]:
    """Return all pairs of one sentence, sorted."""
    scene = read_scene(source, place.start, place.end, spans, lexicon, place.number == TITLE)
    links: dict[Dyad, tuple[str, str] | None] = {}
    for link in relate(scene):
        dyad = Dyad.of(link.one, link.other)
        directed = {FORWARD: (link.one, link.other), BACK: (link.other, link.one)}.get(link.direction)
        links[dyad] = links.get(dyad) or directed
    dyads = sorted(Dyad(*pair) for pair in combinations(sorted({span.iso3 for span in spans}), 2))
    return [SentenceDyad(place.number, dyad, True, dyad in links, links.get(dyad)) for dyad in dyads]


def _imply(
    number: int, spans: list[CountrySpan], pairs: list[SentenceDyad], focus: Focus, strong: bool
) -> list[SentenceDyad]:
    """Resolve "the two countries" to the only pair of the sentence, or else to the pair in focus."""
    if len(pairs) == 1:
        return [pairs[0]._replace(relational=True)]
    if pairs or not strong:
        return pairs
    dyad = focus.resolve(number, frozenset(span.iso3 for span in spans))
    return [SentenceDyad(number, dyad, False, True)] if dyad else []
