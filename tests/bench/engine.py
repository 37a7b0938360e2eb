"""The engine as a subject of the bench: whole, and each of its parts in the same reading of the same texts."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from functools import wraps
from typing import Any
from unittest.mock import patch

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text import extract as front
from dyadwire.transforms.text.trained_pipeline import Judge
from tests.bench.subject import Answer, Records, Work, timed
from tests.bench.texts import articles

# What the front door calls, by what it is for. What is made when first asked for, as tokens, counts where it is.
PARTS = {
    "text": ("detect_language", "read_document"),
    "countries": ("find_countries", "find_blocs", "leave_datelines", "leave_links"),
    "people": ("find_people",),
    "dyads": (
        "find_sentence_dyads",
        "find_article_dyads",
        "find_sentence_pairs_of_blocs",
        "find_article_pairs_of_blocs",
    ),
    "acts": ("find_acts", "with_periods"),
    "figures": ("find_figures",),
}
# A run of a day's news has met most words: so many other articles are read before anything is measured.
WARM = 100
BEYOND = 1_000_000  # numbers of articles that no round reaches


def rules() -> Work:
    """Extract by rules alone."""
    return _extracting(None)


def trained() -> Work:
    """Extract with the trained pipeline for what rules leave open."""
    return _extracting(Judge.load())


def _extracting(judge: Judge | None) -> Work:
    lexicon = load_lexicon()
    for record in articles(WARM, first=BEYOND):
        front.extract(record["text"], lexicon, title=record["title"], judge=judge)

    def work(records: Records) -> Answer:
        answer: Answer = {"figures found": 0}
        with ExitStack() as watched:
            for part, names in PARTS.items():
                for name in names:
                    watched.enter_context(patch.object(front, name, _watched(getattr(front, name), answer, part)))
            for record in records:
                day = date.fromisoformat(record["published_at"][:10])
                with timed(answer):
                    found = front.extract(
                        record["text"], lexicon, title=record["title"], published_date=day, judge=judge
                    )
                answer["figures found"] += len(found.figures)
        return answer

    return work


def _watched(find: Callable[..., Any], answer: Answer, part: str) -> Callable[..., Any]:
    @wraps(find)
    def watched(*given: Any, **named: Any) -> Any:
        with timed(answer, part):
            return find(*given, **named)

    return watched
