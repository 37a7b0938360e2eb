"""Sentences and their offsets."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dyadwire.transforms.text.document.sentences import split_sentences

CASES = Path(__file__).parent / "cases" / "sentences.csv"


def cases() -> list[tuple[str, list[str]]]:
    lines = (line for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    rows = list(csv.DictReader(lines))
    return [(row["text"].replace("|", "\n"), [s for s in row["sentences"].split(" / ") if s]) for row in rows]


@pytest.mark.parametrize(("text", "sentences"), cases())
def test_sentences(text: str, sentences: list[str]) -> None:
    found = [text[span.start : span.end].replace("\n", "|") for span in split_sentences(text)]
    assert found == sentences


@given(st.text(alphabet="aA. !?\n\"”'U1—(,", max_size=80))
def test_nothing_but_white_space_lies_between_sentences(text: str) -> None:
    at = 0
    for number, span in enumerate(split_sentences(text)):
        assert span.number == number
        assert not text[at : span.start].strip()
        assert text[span.start : span.end] == text[span.start : span.end].strip() != ""
        at = span.end
    assert not text[at:].strip()


@pytest.mark.parametrize(
    "text", [" " * 1_000_000, "word " * 100_000, "!" * 1_000_000, "\n" * 1_000_000, ".'" * 300_000]
)
def test_hostile_text_gives_at_most_one_sentence(text: str) -> None:
    assert len(split_sentences(text)) <= 1
