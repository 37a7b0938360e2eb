"""Sentences and their offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dyadwire.transforms.text.document.sentences import split_sentences
from tests.transforms.text.case_files import cases


@pytest.mark.parametrize("case", cases("sentences.csv"))
def test_sentences(case: dict[str, str]) -> None:
    text, sentences = case["text"].replace("|", "\n"), [one for one in case["sentences"].split(" / ") if one]
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
