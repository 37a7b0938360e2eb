from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dyadwire.schemas import records
from dyadwire.schemas.arrow import to_table
from dyadwire.transforms.storage.block_list import NOTHING, Forgotten
from dyadwire.transforms.text.article.identity import address_id
from dyadwire.transforms.write.forgotten_rows import drop_forgotten_requests
from tests.pipelines.lakes import row

GONE = Forgotten(frozenset({address_id("https://outlet.example/1")}), frozenset({"gone.example"}), date(2026, 10, 1))


def failure(uri, **fields):
    given = {"failure_id": uri, "uri": uri, "stage": "read", "reason": "x", "payload": "words", "message": "why"}
    return row(records.Failure, **given | fields)


def left(table, *rows, gone=GONE):
    return drop_forgotten_requests(
        gone, table, to_table(records.Failure if table == "failures" else records.Fetch, rows)
    )


def test_failures_lose_their_words_once_anything_is_forgotten():
    rows = [failure("a.jsonl#0"), failure("a.jsonl#1", exception="ValueError", message="could not read 'Headline'")]
    assert left("failures", *rows, gone=NOTHING).to_pylist() == [each._asdict() for each in rows]
    told = [(each["message"], each["payload"]) for each in left("failures", *rows).to_pylist()]
    assert told == [("why", None), (None, None)]


@pytest.mark.parametrize(
    ("uri", "fields", "stays"),
    [
        ("http://www.outlet.example/1?utm_source=x#top", {}, False),
        ("https://outlet.example/2", {}, True),
        ("https://sub.gone.example/x", {}, False),
        ("a.jsonl#0", {"message": "led to http://outlet.example/1: no text"}, False),
        ("https://outlet.example/2", {"fetched_date": date(2026, 9, 30)}, False),
        ("https://outlet.example/2", {"fetched_date": date(2026, 10, 1)}, True),
    ],
)
def test_failures_of_what_is_forgotten_go(uri, fields, stays):
    assert left("failures", failure(uri, **fields)).num_rows == stays


@pytest.mark.parametrize(
    ("fields", "stays"),
    [
        ({"url": "https://www.outlet.example/1/"}, False),
        ({"url": "https://other.example/1"}, True),
        ({"url": "https://other.example/1", "outlet": "gone.example"}, False),
        ({"url": "https://other.example/1", "error": "moved to https://outlet.example/1."}, False),
        ({"url": "https://other.example/1", "fetched_date": date(2026, 9, 1)}, False),
    ],
)
def test_requests_for_what_is_forgotten_go(fields, stays):
    assert left("fetches", row(records.Fetch, **fields)).num_rows == stays


ODD = st.one_of(
    st.text(),
    st.text().map("https://".__add__),
    st.text().map("see http://[".__add__),
    st.text(alphabet="%[]@:/?#=&.é\ud800 \t0x").map("http://a".__add__),
)


@given(ODD)
def test_whatever_stands_where_an_address_should(text):
    assert GONE.covers_address(text) in (True, False)
    assert address_id(text) == address_id(text)


@given(st.text())
def test_a_row_of_any_text_is_judged(text):
    text = text.encode("utf-8", "replace").decode()
    assert left("failures", failure("a", message=f"http://{text} https://[{text}]")).num_rows in (0, 1)
