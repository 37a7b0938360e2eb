"""Which pairs an article is really about."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import groupby, product
from math import sqrt
from operator import attrgetter
from typing import NamedTuple

from schemas.dyad import Dyad
from transforms.text.dyads.cooccur import admit
from transforms.text.findings import TITLE, CountrySpan, FocusDyad, SentenceDyad, SentenceSpan

DEFAULT_THRESHOLD = 0.4  # pairs at or above it are the article's; chosen on the cases of the tests

_LEAD = 2  # sentences that tell what a news article is about
_TITLE_WEIGHT, _LEAD_WEIGHT = 2.0, 1.5  # of a relation there, against 1 further down
_UNRELATED = 0.3  # weight of a sentence that names both and states no relation
_UNTOLD = 0.5  # of what remains for a pair that no sentence relates
_ADJACENT = 0.15  # weight of a sentence that names one, next to one that names the other
_FEW = 9  # pairs of two neighbouring sentences; more are lists
_LIST_GAP = 8  # characters between two names of a list: ", ", " and the "
_SPARSE = 8  # a country in fewer than one of so many sentences is not the matter of an article, even if none is in more
_HALF = 1.0  # evidence that gives half of the salience a pair can have


class Ground(NamedTuple):
    """Where the countries of an article stand: the sentences of each, and pairs of names that stand in a list."""

    where: dict[str, set[int]]
    listed: set[tuple[int, Dyad]]
    near: Counter[tuple[str, str]]
    most: float


def find_article_dyads(
    sentences: tuple[SentenceSpan, ...],
    countries: tuple[CountrySpan, ...],
    dyads: tuple[SentenceDyad, ...],
    *,
    with_cities: bool = False,
) -> tuple[FocusDyad, ...]:
    """Weigh every pair that a sentence names or implies, the most salient first; the caller applies the threshold."""
    ground = _survey(admit(countries, with_cities)[0], len(sentences) / _SPARSE)
    found: dict[Dyad, list[SentenceDyad]] = defaultdict(list)
    related: dict[int, int] = defaultdict(int)
    for mention in dyads:
        found[mention.dyad].append(mention)
        related[mention.sentence] += mention.relational
    focus = [_weigh(dyad, mentions, related, ground) for dyad, mentions in found.items()]
    return tuple(sorted(focus, key=lambda pair: (-pair.salience, pair.dyad)))


def _survey(countries: list[CountrySpan], least: float) -> Ground:
    where: dict[str, set[int]] = defaultdict(set)
    listed: set[tuple[int, Dyad]] = set()
    last: CountrySpan | None = None
    for span in countries:
        where[span.iso3].add(span.sentence)
        if last and last.sentence == span.sentence and last.iso3 != span.iso3 and span.start - last.end <= _LIST_GAP:
            listed.add((span.sentence, Dyad.of(last.iso3, span.iso3)))
        last = span
    return Ground(where, listed, _neighbours(countries), max([least, *map(len, where.values())]))


def _neighbours(countries: list[CountrySpan]) -> Counter[tuple[str, str]]:
    """Count the places where one sentence names only one of a pair, and the next one only the other."""
    near: Counter[tuple[str, str]] = Counter()
    said = {number: {span.iso3 for span in spans} for number, spans in groupby(countries, attrgetter("sentence"))}
    for number, here in said.items():
        there = said.get(number + 1, here)
        ones, others = here - there, there - here
        if len(ones) * len(others) <= _FEW:
            for one, other in product(ones, others):
                near[min(one, other), max(one, other)] += 1
    return near


def _weigh(dyad: Dyad, mentions: list[SentenceDyad], related: dict[int, int], ground: Ground) -> FocusDyad:
    """Score one pair: saturating evidence, scaled by how much of the article its lesser country is."""
    relational = {mention.sentence for mention in mentions if mention.relational}
    named = {mention.sentence for mention in mentions}
    evidence = sum(_position(number) / sqrt(related[number]) for number in relational)
    evidence += _UNRELATED * sum((number, dyad) not in ground.listed for number in named - relational)
    one, other = (ground.where.get(iso3, set()) for iso3 in dyad)
    evidence += _ADJACENT * ground.near[dyad]
    if not relational:
        evidence *= _UNTOLD
    share = min(len(one), len(other)) / ground.most
    salience = evidence / (evidence + _HALF) * sqrt(share)
    in_title = any(mention.sentence == TITLE and mention.explicit for mention in mentions)
    first = min((number for number in named if number != TITLE), default=None)
    return FocusDyad(dyad, round(salience, 4), len(named), len(relational), in_title, first)


def _position(number: int) -> float:
    """Weigh a sentence by its place."""
    if number == TITLE:
        return _TITLE_WEIGHT
    return _LEAD_WEIGHT if number < _LEAD else 1.0
