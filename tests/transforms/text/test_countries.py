"""Spans that stand for countries."""

import csv
from pathlib import Path

import pytest

from transforms.lexicon import load_lexicon
from transforms.text.countries import find_countries
from transforms.text.sentences import split_sentences

LEXICON = load_lexicon()
CASES = Path(__file__).parent / "cases"


def found(text: str, title: str = "") -> list[str]:
    """Return what is found as `surface=ISO3/kind`."""
    spans = find_countries(text, title, split_sentences(text), LEXICON)
    return [f"{span.surface}={span.iso3}/{span.kind}" for span in spans]


def cases() -> list[object]:
    with (CASES / "countries.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return [
            pytest.param(row["text"], row["mentions"].split("; ") if row["mentions"] else [], id=row["text"][:50])
            for row in rows
        ]


@pytest.mark.parametrize(("text", "mentions"), cases())
def test_mentions(text: str, mentions: list[str]) -> None:
    assert found(text) == mentions


def test_offsets_are_those_of_the_text() -> None:
    text = "“China’s envoy met Côte d’Ivoire’s,” officials in New\xa0Delhi said."
    for span in find_countries(text, "", split_sentences(text), LEXICON):
        assert text[span.start : span.end] == span.surface


@pytest.mark.parametrize(
    "text", [" " * 1_000_000, "China " * 100_000, "US-" * 100_000, "Georgia, " * 50_000, "\x00\xff" * 100_000]
)
def test_hostile_text_is_bounded(text: str) -> None:
    spans = find_countries(text, "", split_sentences(text), LEXICON)
    assert all(text[span.start : span.end] == span.surface for span in spans)
