"""The pairs of every sentence: explicit, relational, directed."""

from __future__ import annotations

from itertools import combinations, groupby

from schemas.dyad import Dyad
from transforms.lexicon import Lexicon
from transforms.text.dyads.cooccur import MAX_COUNTRIES, read_scene
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
    countries only the first MAX_COUNTRIES make pairs. Linear in the length of the text.
    """
    places = {sentence.number: sentence for sentence in sentences}
    found: list[SentenceDyad] = []
    for number, group in groupby((span for span in countries if span.kind != "city"), key=lambda span: span.sentence):
        spans = _clip(list(group))
        if spans:
            found += _pair(title if number == TITLE else text, places[number], spans, lexicon)
    return tuple(found)


def _clip(spans: list[CountrySpan]) -> list[CountrySpan]:
    """Keep the spans of the first MAX_COUNTRIES countries; none where there are fewer than two."""
    kept = list(dict.fromkeys(span.iso3 for span in spans))
    if len(kept) < 2:
        return []
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
