"""Where what figures of real news count comes from, against `flows.csv`: `python -m tests.gold.score_flows [HALF]`.

The articles lie beside the checkout (DYADWIRE_GOLD). Only the half `score` is a measure: the other was read while rules
were mended. Every figure is judged with the pair that it was read with, whichever pair the engine would tie it to.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from dyadwire.schemas.dyad import Dyad
from dyadwire.transforms.lexicon import rule_lines
from dyadwire.transforms.text.decide.figures import fields
from dyadwire.transforms.text.decide.owners.figure_owner import Ownership
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.findings import TITLE

FILE = Path(__file__).with_name("flows.csv")
HALVES = ("build", "score")
NONE, OPEN = "none", "open"


class Label(NamedTuple):
    """What one figure is: where it starts in its article, of which pair, and where what it counts comes from.

    `origin` is None where it is of no flow; where it is `open`, nothing told is right, too.
    """

    article: str
    start: int
    pair: Dyad
    origin: str | None
    open: bool
    tied: bool
    half: str


class Judged(NamedTuple):
    """A label, and the origin that the engine tells."""

    label: Label
    told: str | None


def read_labels() -> list[Label]:
    """Read the labels, by article and place."""
    rows = csv.DictReader(rule_lines(FILE.read_text(encoding="utf-8")))
    return [_read(row) for row in rows]


def _read(row: dict[str, str]) -> Label:
    _, _, flow = row["flow"].rpartition(" ")
    origin = flow.partition(">")[0] if ">" in flow else None
    is_open = row["flow"].startswith(OPEN)
    pair = Dyad(*row["pair"].split("-"))
    return Label(row["article"], int(row["start"]), pair, origin, is_open, row["tied"] == "yes", row["half"])


def rate_flows(half: str, *, tied: bool = False) -> dict[str, float]:
    """Measure one half, in percent: of the flows told how many are right, and of those that there are how many are."""
    judged = [one for one in judge(half) if one.label.tied or not tied]
    told = [one for one in judged if one.told and not (one.label.open and one.label.origin in (None, one.told))]
    flows = [one for one in judged if one.label.origin and not one.label.open]
    right = sum(one.told == one.label.origin for one in told)
    return {
        "figures": len(judged),
        "flows": len(flows),
        "told": len(told),
        "precision": 100 * right / max(1, len(told)),
        "recall": 100 * right / max(1, len(flows)),
    }


def judge(half: str) -> Iterator[Judged]:
    """Yield every label of a half with the origin that is told of its figure."""
    from tests.gold.learn.real import read_articles
    from tests.gold.learn.told_acts import read_news
    from tests.gold.quality import extract_row

    labels: dict[str, list[Label]] = {}
    for label in read_labels():
        if label.half == half:
            labels.setdefault(label.article, []).append(label)
    news = [{"id": name, "text": text, "title": None} for name, text in read_news().items()]
    for row in [*read_articles(), *news]:
        if here := labels.get(row["id"]):
            with patch.object(fields, "decide_flows", _with_pairs(here)):
                found = extract_row(row | {"title": row["title"] or ""}, None).figures
            told = {one.start: one.origin for one in found if one.sentence != TITLE}
            yield from (Judged(label, told.get(label.start)) for label in here)


def _with_pairs(labels: Sequence[Label]) -> Any:
    """Return the decision with the pairs of labels for those of the engine."""
    pairs, decide = {label.start: label.pair for label in labels}, fields.decide_flows

    def decide_labelled(
        drafts: list[FigureDraft], owned: list[Ownership], mentions: Any, tokens: Any, rules: Any
    ) -> None:
        read = [
            one._replace(dyad=pairs.get(tokens.starts[draft.first], one.dyad))
            for draft, one in zip(drafts, owned, strict=True)
        ]
        decide(drafts, read, mentions, tokens, rules)

    return decide_labelled


if __name__ == "__main__":
    for name in sys.argv[1:] or HALVES:
        for tied in (False, True):
            rates = ", ".join(f"{measure} {value:.1f}" for measure, value in rate_flows(name, tied=tied).items())
            print(f"{name}{', tied by the engine' if tied else ''}: {rates}")
