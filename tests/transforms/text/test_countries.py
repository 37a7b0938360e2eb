"""Spans that stand for countries."""

import csv
from pathlib import Path

import pytest

from transforms.lexicon import load_lexicon
from transforms.text.countries import find_countries
from transforms.text.findings import TITLE, SentenceSpan
from transforms.text.judge import Judge
from transforms.text.language import detect_language
from transforms.text.sentences import split_sentences

LEXICON = load_lexicon()
CASES = Path(__file__).parent / "cases" / "countries.csv"


def found(text: str, title: str = "") -> list[str]:
    """Return what is found as `surface=ISO3/kind`."""
    sentences = split_sentences(text)
    if title:
        sentences = (SentenceSpan(TITLE, 0, len(title)), *sentences)
    return [f"{span.surface}={span.iso3}/{span.kind}" for span in find_countries(text, title, sentences, LEXICON)]


def cases() -> list[object]:
    lines = (line for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    rows = csv.DictReader(lines)
    return [pytest.param(row["text"], row["mentions"], id=f"{row['topic']}: {row['text'][:40]}") for row in rows]


@pytest.mark.parametrize(("text", "mentions"), cases())
def test_mentions(text: str, mentions: str) -> None:
    expected = [mention.partition(":") for mention in mentions.split("; ") if mention]
    assert found(text) == [mention for mention, _, _ in expected]
    spans = find_countries(text, "", split_sentences(text), LEXICON)
    for span, (_, _, use) in zip(spans, expected, strict=True):
        assert not use or span.use == use


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


def test_other_languages_are_left_alone() -> None:
    assert detect_language("Le président français a rencontré son homologue à Paris hier soir.") == "fr"
    assert detect_language("Россия и Китай подписали соглашение о поставках газа.") == "ru"
    assert detect_language("\x00\x01\x02" * 1000) is None


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge.load()


@pytest.mark.parametrize("text", ["The Bank of England raised rates.", "Nigeria closed its border with Niger."])
def test_the_judge_leaves_countries_alone(judge: Judge, text: str) -> None:
    sentences = split_sentences(text)
    assert find_countries(text, "", sentences, LEXICON, judge) == find_countries(text, "", sentences, LEXICON)
