from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dyadwire.transforms.text.formats.dates import date_in_url, parse_date, parse_stamp
from dyadwire.transforms.text.formats.publication import choose_published
from tests.transforms.text.case_files import cases

DATES = cases("dates.csv")
FETCH = datetime(2026, 11, 10, 12, tzinfo=UTC)


def test_cases_are_many():
    assert len(DATES) >= 100


@pytest.mark.parametrize("case", DATES, ids=[f"{n}: {case['why']}" for n, case in enumerate(DATES)])
def test_parse_date(case):
    stamp = parse_stamp(case["written"])
    if case["instant"] == "none":
        assert stamp is None
    else:
        assert stamp is not None
        assert stamp.at == datetime.fromisoformat(case["instant"]).replace(tzinfo=UTC)
        assert stamp.day_only == (case["known"] == "day")
        assert parse_date(case["written"]) == stamp.at


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("03.04.2026", date(2026, 4, 3)),
        ("3.4.2026 18:05", date(2026, 4, 3)),
        ("25.11.2026", date(2026, 11, 25)),
        ("11.25.2026", date(2026, 11, 25)),  # only one of the two can be a month
    ],
)
def test_with_dots_the_day_is_first(written: str, day: date) -> None:
    assert parse_date(written).date() == day


@pytest.mark.parametrize("written", ["03/04/2026", "03-04-2026", "30.30.2026", "31.02.2026", "0.4.2026"])
def test_what_may_be_two_days_or_none_is_no_date(written: str) -> None:
    assert parse_date(written) is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/2026/11/03/summit", date(2026, 11, 3)),
        ("https://example.org/world/2026/nov/03/summit", date(2026, 11, 3)),
        ("https://example.org/2026-11-03/summit", date(2026, 11, 3)),
        ("https://example.org/news/20261103/summit.html", date(2026, 11, 3)),
        ("https://example.org/news/summit-20261103", date(2026, 11, 3)),
        ("https://example.org/2026/11/03.html", date(2026, 11, 3)),
        ("https://example.org/2026/11/summit", None),
        ("https://example.org/2026/13/40/summit", None),
        ("https://example.org/news/20269999", None),
        ("https://example.org/summit?date=2026/11/03/", None),
        ("https://example.org/12026/11/03/summit", None),
    ],
)
def test_date_in_url(url, day):
    assert date_in_url(url) == day


def chosen(entry=None, jsonld=None, metadata=None, url=None, fetched_at=FETCH):
    published = choose_published(entry, jsonld, metadata, url, fetched_at)
    return published.published_date and published.published_date.isoformat(), published.origin


DATED = "https://example.org/2026/11/01/x"


def test_order_of_origins():
    assert chosen("2026-11-03", "2026-11-04", "2026-11-05", DATED) == ("2026-11-03", "entry")
    assert chosen(None, "2026-11-04", "2026-11-05", DATED) == ("2026-11-04", "jsonld")
    assert chosen(None, None, "2026-11-05", DATED) == ("2026-11-05", "metadata")
    assert chosen(None, None, None, DATED) == ("2026-11-01", "url")
    assert chosen() == ("2026-11-10", "fetch")
    assert chosen(fetched_at=None) == (None, "none")


def test_implausible_dates_are_passed_over():
    assert chosen("Fri, 31 Dec 9999 23:59:59 GMT", "2026-11-04") == ("2026-11-04", "jsonld")
    assert chosen("1970-01-01", None, "2026-11-05") == ("2026-11-05", "metadata")
    assert chosen("2026-11-12T12:00:00Z") == ("2026-11-10", "fetch")
    assert chosen("2026-11-11T11:00:00Z") == ("2026-11-11", "entry")


def test_old_news_is_dated_by_nothing_else():
    given = date(2026, 11, 28)
    for old in ("1987-03-01", "3 Sep 1939", datetime(1989, 12, 31, 23, tzinfo=UTC)):
        assert choose_published(old, None, None, None, FETCH, given=given) == (None, None, "before_1990")
    on_paper = choose_published(None, None, None, "https://example.org/1987/03/01/x", FETCH, given=given)
    assert (
        on_paper
        == choose_published(None, None, None, None, None, "March 1, 1987\n\nIt rained.")
        == (None, None, "before_1990")
    )
    assert choose_published("1987-03-01", None, "2026-11-05", None, FETCH).origin == "metadata"
    zeros = ("1970-01-01", "1970-01-01T00:00:00Z", "December 31, 1969", "1601-01-01", "1899-12-30", "1900-01-01 00:00")
    for no_date in (*zeros, "0001-01-01T00:00:00Z", "9999-12-31"):
        assert choose_published(no_date, None, None, None, None, given=given).published_date == given


def test_local_files_know_no_fetch():
    assert chosen("2048-11-02", fetched_at=None) == ("2048-11-02", "entry")
    assert chosen("9999-12-31", fetched_at=None) == (None, "none")


def test_disagreement_is_told():
    assert chosen("2026-11-08", "2026-11-05") == ("2026-11-08", "entry+disputed")
    assert chosen("2026-11-08", None, "2026-11-05") == ("2026-11-08", "entry+disputed")
    assert chosen("2026-11-08", "2026-11-06") == ("2026-11-08", "entry")
    assert chosen("2026-11-08", "2026-11-08", "2020-01-01") == ("2026-11-08", "entry")


def test_an_old_article_that_is_listed_again_is_old():
    assert chosen("2026-11-08", "2019-11-18") == ("2019-11-18", "jsonld+disputed")
    assert chosen("2026-11-08", None, "2019-11-18T08:00Z") == ("2019-11-18", "metadata+disputed")
    assert chosen("2026-11-08", "2025-11-09") == ("2026-11-08", "entry+disputed")  # not over a year: which, is open
    assert chosen("2026-09-08", "2019-11-18") == ("2026-09-08", "entry+disputed")  # an archive of entries
    assert chosen("2026-11-08", "2019-11-18", fetched_at=None) == ("2026-11-08", "entry+disputed")
    assert chosen("2019-11-08", "2026-11-05") == ("2019-11-08", "entry+disputed")


def test_instant_only_where_a_time_is_known():
    assert choose_published("2026-11-03", None, None, None, FETCH).published_at is None
    assert choose_published("2026-11-03T01:00+02:00", None, None, None, FETCH).published_date == date(2026, 11, 2)
    assert choose_published(datetime(2026, 11, 3, 5), None, None, None, FETCH).published_at == datetime(
        2026, 11, 3, 5, tzinfo=UTC
    )


@given(st.text(max_size=120) | st.from_regex(r"[0-9/:. T+-]{1,40}", fullmatch=True))
def test_noise_is_survived(text):
    stamp = parse_stamp(text)
    assert stamp is None or stamp.at.utcoffset() == timedelta(0)
    date_in_url(text)
    choose_published(text, text, text, text, FETCH)


@given(st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)).map(lambda at: at.replace(microsecond=0, tzinfo=UTC)))
def test_iso_dates_round_trip(at):
    assert parse_date(at.isoformat()) == at
    assert parse_date(f"{at:%a, %d %b %Y %H:%M:%S} +0000") == at
