from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from transforms.text.collection import Poll, Span, collected_dates, spans_of

MIDNIGHT = datetime(2026, 11, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


def poll(hour, outcome="ok", reach=12):
    at = MIDNIGHT + hour * HOUR
    return Poll("f", at, outcome, at - reach * HOUR)


def test_polls_that_meet_cover_whole_dates():
    states = collected_dates(spans_of([poll(12), poll(24), poll(36)]))
    assert states == {date(2026, 11, 1): "complete", date(2026, 11, 2): "partial"}


def test_a_failed_poll_covers_nothing():
    assert spans_of([poll(12, "timeout"), poll(24, "server_error")]) == []


def test_an_unchanged_feed_covers_since_the_last_success():
    assert spans_of([poll(12), poll(48, "not_modified")]) == [Span(MIDNIGHT, MIDNIGHT + 48 * HOUR)]


def test_one_pinned_old_entry_does_not_cover_the_year():
    (span,) = spans_of([poll(0, reach=24 * 365)])
    assert span.end - span.start == timedelta(days=7)


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 200)), max_size=20))
def test_spans_are_disjoint_ordered_and_cover_every_poll(drawn):
    polls = [poll(hour, reach=reach) for hour, reach in drawn]
    spans = spans_of(polls)
    assert all(one.end < other.start for one, other in pairwise(spans))
    for each in polls:
        assert any(span.start <= each.at - HOUR and each.at <= span.end for span in spans)
