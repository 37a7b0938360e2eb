"""Which articles tell the same story in nearly the same words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

import numpy as np

from schemas.records import Story

# 32 bands of 4 values find a pair of similarity 0.5 with probability 0.87, and 0.3 with 0.23.
BANDS = 32
COPY_SIMILARITY = 0.5


class Candidate(NamedTuple):
    """What is compared of one article."""

    article_id: str
    published_date: date | None
    published_at: datetime | None
    title: str
    signature: bytes | None


def group_stories(candidates: list[Candidate], window: timedelta) -> list[Story]:
    """Group articles into stories, in order of id.

    Each article's parent is the earliest article, at most `window` before it, whose words it shares; a story is
    named by the article at the end of the chain. The result does not depend on the order of the candidates.
    """
    ordered = sorted((c for c in candidates if c.published_date), key=_published)
    parents: dict[str, tuple[str, float]] = {}
    for copy, original, similarity in _copies(ordered, window):
        parents.setdefault(copy, (original, similarity))
    stories = [_story(article, parents) for article in ordered]
    return sorted(stories)


def _published(article: Candidate) -> tuple[date, str, str]:
    instant = article.published_at.isoformat() if article.published_at else ""
    return article.published_date or date.min, instant, article.article_id


def _copies(ordered: list[Candidate], window: timedelta) -> Iterator[tuple[str, str, float]]:
    seen: dict[bytes, list[int]] = defaultdict(list)
    sketches = [np.frombuffer(article.signature or b"", dtype="<u4") for article in ordered]
    for number, article in enumerate(ordered):
        bands = _bands(article.signature)
        for earlier in sorted({other for band in bands for other in seen[band]}):
            if _days(ordered[earlier], article) > window:
                continue
            similarity = float(np.mean(sketches[earlier] == sketches[number]))
            if similarity >= COPY_SIMILARITY:
                yield article.article_id, ordered[earlier].article_id, similarity
                break
        for band in bands:
            seen[band].append(number)


def _bands(signature: bytes | None) -> list[bytes]:
    if not signature:
        return []
    width = len(signature) // BANDS
    return [bytes([band]) + signature[band * width : (band + 1) * width] for band in range(BANDS)]


def _days(earlier: Candidate, later: Candidate) -> timedelta:
    return (later.published_date or date.max) - (earlier.published_date or date.max)


def _story(article: Candidate, parents: dict[str, tuple[str, float]]) -> Story:
    root = article.article_id
    while root in parents:
        root = parents[root][0]
    parent = parents.get(article.article_id)
    return Story(article.article_id, article.published_date, root, parent is None, parent and round(parent[1], 6))
