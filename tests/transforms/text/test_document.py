"""A text as sentences and tokens: offsets hold, and both ways of cutting agree with the text."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dyadwire.transforms.text.document import read_document
from dyadwire.transforms.text.findings import TITLE

NEWS = st.text(alphabet="aZé ’'-.,$€15%\n\xa0_ß中İ", max_size=120)


@pytest.mark.parametrize(
    ("text", "words", "pieces"),
    [
        ("Peru’s 3.5bn loan", ["Peru’s", "3.5", "bn", "loan"], ["Peru", "'", "s", "3", ".", "5bn", "loan"]),
        ("a 15km walk, 1,200 m", ["a", "15", "km", "walk", ",", "1,200", "m"], None),
        ("grew .5 per cent", ["grew", ".5", "per", "cent"], ["grew", ".", "5", "per", "cent"]),
        ("U.S.-backed", ["U", ".", "S", ".", "-", "backed"], ["U", ".", "S", ".", "-", "backed"]),
    ],
)
def test_a_sentence_is_cut_into_words_and_pieces(text, words, pieces):
    body = read_document(text).body
    assert body.words(body.sentences[0]).words == words
    assert pieces is None or body.pieces(body.sentences[0]).words == pieces


@given(NEWS, NEWS)
@example("İ 15", "")
def test_tokens_stand_where_they_say(text, title):
    document = read_document(text, title)
    for sentence in document.sentences:
        passage = document.passage_of(sentence.number)
        row = passage.words(sentence)
        found = [passage.text[at : at + len(word)] for word, at in zip(row.words, row.starts, strict=True)]
        assert found == row.words
        assert "".join(row.words) == re.sub(r"\s", "", passage.text[sentence.start : sentence.end])
        assert passage.pieces(sentence).starts[:1] == row.starts[:1]


@given(NEWS)
def test_a_position_is_in_the_sentence_that_holds_it(text):
    body = read_document(text).body
    for sentence in body.sentences:
        assert body.sentence_at(sentence.start, sentence.end) == sentence
        assert body.sentence_at(sentence.start, sentence.end + 1) is None
    assert body.sentence_at(-1) is None


def test_the_title_is_a_sentence_of_its_own_passage():
    document = read_document("They met.", "Leaders meet")
    assert [sentence.number for sentence in document.sentences] == [TITLE, 0]
    assert document.passage_of(TITLE).text == "Leaders meet"
    assert read_document("They met.").title.sentences == ()
