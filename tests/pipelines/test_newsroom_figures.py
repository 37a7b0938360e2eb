"""The figures of the sample newsroom that were worked out by hand, read by the engine alone."""

import json
from datetime import date
from functools import cache
from typing import Any

import pytest

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.extract import extract
from dyadwire.transforms.text.findings import TITLE, FigureSpan, Phrase
from tests.pipelines.newsroom import EXPECTED, PLAN, Entry, read_newsroom

FIELDS = ("kind", "unit", "currency", "per", "qualifier", "direction", "role", "value_max")
# What the engine does not say, and why; it then says nothing, which is not wrong.
UNSAID = {
    ("rc17", "$300 billion"): {"dyad": "the trade of which it is the target is named a sentence before"},
    ("o79", "A$2.2 billion"): {"dyad": "the other country is named a sentence before"},
}


@cache
def _originals() -> dict[str, Entry]:
    entries = {(entry.outlet, entry.guid): entry for entry in read_newsroom()}
    return {row["story_group"]: entries[row["outlet"], row["guid"]] for row in PLAN if row["is_copy"] == "no"}


@cache
def _figures(story: str) -> tuple[FigureSpan, ...]:
    entry = _originals()[story]
    day = next(row["published_date"] for row in PLAN if row["story_group"] == story and row["is_copy"] == "no")
    published = date.fromisoformat(day) if day else None
    found = extract("\n".join(entry.paragraphs), load_lexicon(), title=entry.title, published_date=published)
    return tuple(figure for figure in found.figures if figure.sentence != TITLE)


def _days(phrase: Phrase | None) -> list[str] | None:
    return [str(phrase.start), str(phrase.end)] if phrase else None


def _read(figure: FigureSpan, expected: dict[str, Any]) -> dict[str, Any]:
    """Return what the engine says of a figure, in the columns and terms of the expected row."""
    said: dict[str, Any] = {name: getattr(figure, name) for name in FIELDS}
    said |= {"dyad": figure.dyad and str(figure.dyad), "value": figure.value}
    said |= {"period": _days(figure.period), "baseline": _days(figure.baseline)}
    return {name: said[name] for name in expected if name in said}


@pytest.mark.parametrize("expected", EXPECTED["figures"], ids=lambda row: f"{row['story']} {row['surface']}")
def test_a_figure_is_read_in_full(expected: dict[str, Any]) -> None:
    wanted = {name: value for name, value in expected.items() if name not in ("story", "surface", "note")}
    unsaid = UNSAID.get((expected["story"], expected["surface"]), {})
    wanted |= dict.fromkeys(unsaid)
    readings = [
        _read(figure, wanted) for figure in _figures(expected["story"]) if expected["surface"] in figure.surface
    ]
    assert wanted in readings, json.dumps(readings, ensure_ascii=False, indent=1)


def test_every_exception_is_of_an_expected_figure() -> None:
    assert UNSAID.keys() <= {(row["story"], row["surface"]) for row in EXPECTED["figures"]}
