"""Which topic the figures of real news are given, against `topics.csv`: `python -m tests.gold.score_topics [HALF]`.

The articles lie beside the checkout (DYADWIRE_GOLD). Only the half `score` is a measure: the other was read while words
were gathered. A figure that was not found, or found to be a trifle that no answer shows, is not judged here.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from dyadwire.transforms.lexicon import rule_lines
from dyadwire.transforms.text.findings import TITLE, FigureSpan

FILE = Path(__file__).with_name("topics.csv")
NONE = "other"  # no topic of the list
HALVES = ("build", "score")
BEGINNING = 3  # characters of a sign before an amount: where a figure begins readings differ by so many


class Label(NamedTuple):
    """What one figure is of: where it starts in its article, the topics that are right, and whether it is of a pair."""

    article: str
    start: int
    topics: tuple[str, ...]
    tied: bool
    half: str


def read_labels() -> list[Label]:
    """Read the labels, by article and place."""
    rows = csv.DictReader(rule_lines(FILE.read_text(encoding="utf-8")))
    return [
        Label(row["article"], int(row["start"]), tuple(row["topics"].split("|")), row["tied"] == "yes", row["half"])
        for row in rows
    ]


def rate_topics(half: str) -> dict[str, float]:
    """Measure one half, in percent: right, right as the first of those that are, right of a pair, given at all."""
    judged = list(_judged(half))
    return {
        "figures judged": len(judged),
        "topic right": _share([given in label.topics for label, given in judged]),
        "topic right, of a pair": _share([given in label.topics for label, given in judged if label.tied]),
        "topic the best": _share([given == label.topics[0] for label, given in judged]),
        "topic given": _share([given != NONE for _, given in judged]),
    }


def _share(judged: list[bool]) -> float:
    return 100 * sum(judged) / max(1, len(judged))


def _judged(half: str) -> Iterator[tuple[Label, str]]:
    from tests.gold.learn.real import read_articles
    from tests.gold.quality import extract_row

    labels = [label for label in read_labels() if label.half == half]
    rows = {row["id"]: row for row in read_articles()}
    for article in dict.fromkeys(label.article for label in labels):
        row = rows[article] | {"title": rows[article]["title"] or ""}
        figures = [one for one in extract_row(row, None).figures if one.sentence != TITLE and not one.trivial]
        for label in labels:
            figure = _at(label, figures) if label.article == article else None
            if figure:
                yield label, figure.topic or NONE


def _at(label: Label, figures: list[FigureSpan]) -> FigureSpan | None:
    return next((one for one in figures if one.start - BEGINNING <= label.start < one.end), None)


if __name__ == "__main__":
    for name in sys.argv[1:] or HALVES:
        print(name + ":", ", ".join(f"{measure} {value:.1f}" for measure, value in rate_topics(name).items()))
