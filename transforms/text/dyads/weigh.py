"""Which pairs an article is really about."""

from __future__ import annotations

from collections import defaultdict

from schemas.dyad import Dyad
from transforms.text.findings import TITLE, CountrySpan, FocusDyad, SentenceDyad, SentenceSpan

DEFAULT_THRESHOLD = 0.3  # pairs at or above it are the article's


def find_article_dyads(
    sentences: tuple[SentenceSpan, ...], countries: tuple[CountrySpan, ...], dyads: tuple[SentenceDyad, ...]
) -> tuple[FocusDyad, ...]:
    """Weigh every pair that a sentence names or implies, the most salient first; the caller applies the threshold."""
    share = _shares(sentences, countries)
    found: dict[Dyad, list[SentenceDyad]] = defaultdict(list)
    for mention in dyads:
        found[mention.dyad].append(mention)
    focus = [_weigh(dyad, mentions, share) for dyad, mentions in found.items()]
    return tuple(sorted(focus, key=lambda pair: (-pair.salience, pair.dyad)))


def _shares(sentences: tuple[SentenceSpan, ...], countries: tuple[CountrySpan, ...]) -> dict[str, float]:
    """Return how much of the article each country is: its sentences over those of the foremost country, 0 to 1."""
    where: dict[str, set[int]] = defaultdict(set)
    for span in countries:
        if span.kind != "city":
            where[span.iso3].add(span.sentence)
    most = max((len(numbers) for numbers in where.values()), default=1)
    return {iso3: len(numbers) / most for iso3, numbers in where.items()}


def _weigh(dyad: Dyad, mentions: list[SentenceDyad], share: dict[str, float]) -> FocusDyad:
    """Score one pair from its sentences and the lesser country's share."""
    numbers = {mention.sentence for mention in mentions}
    relational = {mention.sentence for mention in mentions if mention.relational}
    in_title = any(mention.sentence == TITLE and mention.explicit for mention in mentions)
    score = 0.0
    if relational:
        lead = min(relational)
        score += 0.2 + 0.1 * min(3, len(relational)) + (0.2 if lead <= 1 else 0) + (0.2 if in_title else 0)
        score *= 0.4 + 0.6 * min(share.get(dyad.country_a, 0), share.get(dyad.country_b, 0))
    else:
        score = 0.1 * min(1.0, len(numbers) / 5)
    first = min((number for number in numbers if number != TITLE), default=TITLE)
    return FocusDyad(dyad, min(1.0, round(score, 4)), len(numbers), len(relational), in_title, first)
