"""Read one sentence by itself: its countries, the pairs that it relates, and those that it leaves undecided."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from dyadwire.schemas.dyad import Dyad, dyads_of
from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.dyads.direction import BACK, BOTH, FORWARD
from dyadwire.transforms.text.dyads.encoded_sentence import MAX_COUNTRIES, EncodedSentence, encode_sentence
from dyadwire.transforms.text.dyads.patterns import relation as shape
from dyadwire.transforms.text.dyads.pronouns import skip_dateline
from dyadwire.transforms.text.dyads.relate import acts_jointly, is_place, is_private, relate
from dyadwire.transforms.text.dyads.token_classes import SPORT
from dyadwire.transforms.text.find.stand_ins import STAND_IN
from dyadwire.transforms.text.findings import TITLE, CountrySpan, SentenceSpan

Direction = tuple[str, str] | None


class SentenceReading(NamedTuple):
    """What one sentence says by itself: its countries, the pairs that it relates, the pairs that it leaves open."""

    number: int
    countries: frozenset[str]  # that it names
    dyads: tuple[Dyad, ...] = ()
    related: Mapping[Dyad, Direction] = MappingProxyType({})
    left_open: tuple[Dyad, ...] = ()
    sport: bool = False
    unnamed: frozenset[str] = frozenset()  # countries that only a pronoun or a city stands for


def read_sentence(
    source: str, place: SentenceSpan, spans: list[CountrySpan], lexicon: Lexicon, pronoun: CountrySpan | None = None
) -> SentenceReading:
    """Read one sentence; `pronoun` starts it and stands for a country that it need not name."""
    named = frozenset([span.iso3 for span in spans if span.kind != STAND_IN])
    if pronoun and spans and spans[0].iso3 != pronoun.iso3:
        spans = [pronoun, *spans]
    unnamed = frozenset([span.iso3 for span in spans]) - named
    if len(named) + len(unnamed) < 2:
        return SentenceReading(place.number, named)
    spans = _clip(spans)
    dyads = dyads_of(span.iso3 for span in spans)
    start = skip_dateline(source, place)
    counted = [span for span in spans if span.start >= start]
    sentence = encode_sentence(source, start, place.end, counted, lexicon, place.number == TITLE)
    related = _relate(sentence, place)
    apart = _apart(sentence) if len(related) < len(dyads) else frozenset()
    left_open = tuple(dyad for dyad in dyads if dyad not in related and dyad not in apart)
    if left_open and len(dyads) > 1:  # the country of a dateline is a bystander where others are named
        countries = {iso3 for group in sentence.groups for iso3 in group.members}
        left_open = tuple(dyad for dyad in left_open if countries.issuperset(dyad))
    if place.number == TITLE and left_open == dyads and len(dyads) == 1:
        related, left_open = {dyads[0]: None}, ()  # a headline that names two is about them
    return SentenceReading(place.number, named, dyads, related, left_open, SPORT in sentence.code, unnamed)


def _clip(spans: list[CountrySpan]) -> list[CountrySpan]:
    """Keep the spans of the first MAX_COUNTRIES countries."""
    kept = list(dict.fromkeys(span.iso3 for span in spans))
    if len(kept) <= MAX_COUNTRIES:
        return spans
    few = frozenset(kept[:MAX_COUNTRIES])
    return [span for span in spans if span.iso3 in few]


def _relate(sentence: EncodedSentence, place: SentenceSpan) -> dict[Dyad, Direction]:
    """Return the related pairs with their directions; of several links of a pair the first one with a direction."""
    related: dict[Dyad, Direction] = {}
    both: set[Dyad] = set()
    for link in relate(sentence, leads=place.number <= 0):
        dyad = Dyad.of(link.one, link.other)
        directed = {FORWARD: (link.one, link.other), BACK: (link.other, link.one)}.get(link.direction)
        if link.direction == BOTH:
            both.add(dyad)
        related[dyad] = None if dyad in both else related.get(dyad) or directed
    return related


def _apart(sentence: EncodedSentence) -> frozenset[Dyad]:
    """Return the pairs that a sentence lists, compares or only places side by side."""
    groups = sentence.groups
    apart = {dyad for group in groups if not acts_jointly(sentence.code, group) for dyad in dyads_of(group.members)}
    compared = shape.COMPARES.search(sentence.code) or SPORT in sentence.code
    actors = [g for g in groups if not (compared or is_place(sentence.code, g) or is_private(sentence.code, g))]
    silent = {iso3 for group in groups for iso3 in group.members}.difference(*(group.members for group in actors))
    return frozenset(apart.union(dyads_of(silent)))
