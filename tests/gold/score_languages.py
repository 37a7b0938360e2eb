"""How well articles in other languages are read: mentions, pairs, relations, and which way figures went."""

from __future__ import annotations

from collections.abc import Sequence

from tests.gold.score import (
    ACTOR_KINDS,
    CORE_KINDS,
    Pair,
    Row,
    Tally,
    add,
    overlaps,
    tally_article_pairs,
    tally_mentions,
    tally_pairs,
)


def rate_language(articles: Sequence[Pair], threshold: float) -> dict[str, float]:
    """Measure articles of one language; all in percent."""
    directions = add(map(tally_directions, articles))
    return {
        "core mentions F1": add(tally_mentions(pair, CORE_KINDS) for pair in articles).f1,
        "mentions with leaders and organs F1": add(tally_mentions(pair, ACTOR_KINDS) for pair in articles).f1,
        "sentence co-mention F1": add(tally_pairs(pair, "explicit") for pair in articles).f1,
        "sentence relational F1": add(tally_pairs(pair, "relational") for pair in articles).f1,
        "article pairs F1": add(tally_article_pairs(pair, threshold) for pair in articles).f1,
        "figure direction recall": directions.recall,
        "figure direction precision": directions.precision,
    }


def tally_directions(pair: Pair) -> Tally:
    """Compare which way figures went; one of the body that is told to have moved and is not annotated is an extra."""
    row, extraction = pair
    gold: Sequence[Row] = row["directions"]
    told = [figure for figure in extraction.figures if figure.direction and figure.sentence >= 0]
    hit = [one for one in gold if any(overlaps(one, f) and f.direction == one["direction"] for f in told)]
    right = [f for f in told if any(overlaps(one, f) and f.direction == one["direction"] for one in gold)]
    return Tally(len(hit), len(told) - len(right), len(gold) - len(hit))
