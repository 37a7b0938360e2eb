"""Whatever an instant, a number or a string from outside is: a row that its table can hold, or a refusal."""

import json
import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dyadwire.pipelines.lake.settled_manifests import touched_months
from dyadwire.schemas.arrow import to_table
from dyadwire.schemas.instants import EARLIEST, LATEST, plausible, plausible_day
from dyadwire.schemas.manifest import Absorbed, Books
from dyadwire.schemas.records import Article, Failure, Fetch
from dyadwire.schemas.tables import month_of
from dyadwire.transforms.outcomes.failures import failure_row
from dyadwire.transforms.read.warc_records import CUT_SHORT
from dyadwire.transforms.settle.story_window import with_neighbours
from dyadwire.transforms.text.article.compose import compose_article
from dyadwire.transforms.text.formats.dates import parse_instant
from dyadwire.transforms.text.formats.documents import Document, Lead, UnusableError
from dyadwire.transforms.text.formats.feed_markup import mend_references
from dyadwire.transforms.text.formats.json_records import ArticleRecord, read_article, read_fetch
from dyadwire.transforms.text.formats.publication import choose_published
from tests.pipelines.runs import article
from tests.poison.odd_lines import fetch

_ZONES = st.none() | st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
INSTANTS = st.datetimes(timezones=_ZONES)
TEXTS = (
    st.text() | st.text(st.characters(categories=("Cs", "Cc", "Cf", "Ll", "Nd"))) | st.sampled_from(["\ud800", "\0"])
)
WRITTEN = INSTANTS.map(datetime.isoformat) | TEXTS | st.integers(-(10**13), 10**13).map(str)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | TEXTS | WRITTEN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=5,
)


@given(INSTANTS)
@example(datetime.max.replace(tzinfo=timezone(timedelta(hours=-14))))
@example(datetime.min.replace(tzinfo=timezone(timedelta(hours=14))))
def test_an_instant_is_plausible_or_none(at):
    found = plausible(at)
    assert found is None or (EARLIEST <= found < LATEST and found.tzinfo is UTC)


@given(WRITTEN)
def test_a_written_instant_is_plausible_or_none(written):
    found = parse_instant(written)
    assert found is None or EARLIEST <= found < LATEST


@given(st.dates())
def test_a_month_has_four_digits_or_is_unknown(day):
    assert re.fullmatch(r"(199\d|20\d\d)-\d\d|unknown", month_of(day))


_GIVEN = st.none() | INSTANTS | WRITTEN


@given(_GIVEN, _GIVEN, _GIVEN, st.none() | TEXTS, st.none() | INSTANTS)
def test_a_chosen_date_is_plausible(entry, jsonld, metadata, url, fetched_at):
    found = choose_published(entry, jsonld, metadata, url, fetched_at)
    assert found.published_date == plausible_day(found.published_date)
    assert found.published_at == plausible(found.published_at)


@given(st.datetimes(max_value=datetime(1989, 12, 31)) | st.datetimes(min_value=datetime(2100, 1, 1)))
def test_a_fetch_at_no_plausible_time_dates_nothing(fetched_at):
    given_date = "2026-11-03T09:00:00Z"
    for at in (fetched_at, fetched_at.replace(tzinfo=UTC)):
        assert choose_published(given_date, None, None, None, at) == choose_published(
            given_date, None, None, None, None
        )
        assert choose_published(None, None, None, None, at).origin == "none"


@given(st.dates(), st.dates())
def test_settling_survives_any_date_of_a_manifest(published, polled):
    batch = Absorbed("b", "", "", {}, Books(), (published.isoformat(),), (polled.isoformat(),))
    for month in touched_months(batch):
        assert all(re.fullmatch(r"\d{4}-\d\d", each) for each in with_neighbours(month))


@given(st.sampled_from(sorted(fetch())), JSON)
@example("bytes", 2**63)
@example("status", True)
@example("seconds", float("nan"))
@example("url", "https://x.example/\ud800")
@example("fetched_at", "0001-01-01T00:00:00Z")
def test_a_request_with_any_value_is_a_row_or_refused(key, value):
    try:
        row = read_fetch(json.loads(json.dumps(fetch(**{key: value}))))
    except UnusableError:
        return
    assert to_table(Fetch, [row]).to_pylist() == [row._asdict()]
    assert plausible(row.fetched_at) == row.fetched_at
    assert row.oldest_at == plausible(row.oldest_at)


@given(st.dictionaries(st.sampled_from(ArticleRecord._fields), JSON, max_size=3))
def test_an_article_with_any_values_is_a_row_or_refused(fields):
    body = json.dumps(article(1, **fields)).encode()
    document = Document("x.jsonl#0", "record", None, None, body)
    try:
        read_article(body)
        row = compose_article(Lead("x.jsonl#0", (document,)), document, body)
    except UnusableError:
        return
    assert to_table(Article, [row]).num_rows == 1
    assert row.published_date == plausible_day(row.published_date)
    assert row.fetched_at == plausible(row.fetched_at)


@given(TEXTS, TEXTS, st.binary(max_size=2000))
def test_any_failure_is_a_row(uri, message, payload):
    row = failure_row("read", uri, UnusableError(CUT_SHORT, message), payload, EARLIEST)
    assert to_table(Failure, [row]).num_rows == 1


@pytest.mark.parametrize("written", ["&#xD800;", "&#57343;", "&#x110000;", "&#0;", "&#" + "9" * 5000 + ";"])
def test_a_reference_to_no_character_costs_no_feed(written):
    assert mend_references(f"a {written} b") == "a \ufffd b"


@given(st.characters(exclude_characters="\0", exclude_categories=("Cs",)))
def test_a_reference_to_a_character_stays(sign):
    for reference in (f"&#{ord(sign)};", f"&#x{ord(sign):x};", f"&#X{ord(sign):08X};"):
        assert mend_references(reference) == reference


def test_dates_at_the_bounds():
    assert [plausible_day(day) for day in (date(1989, 12, 31), date(2100, 1, 1))] == [None, None]
    assert [plausible_day(day) for day in (date(1990, 1, 1), date(2099, 12, 31))] == [
        date(1990, 1, 1),
        date(2099, 12, 31),
    ]
