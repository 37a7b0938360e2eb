from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dyadwire.transforms.text.collection import Poll, Span, collected_dates, listed_since, outlet_dates, spans_of

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


def hourly(feed, first, last, outcome="ok", mixed=False):
    hours = range(first, last + 1)
    return [poll(hour, outcome, reach=3)._replace(feed=feed, mixed=mixed) for hour in hours]


def days(*states):
    return {date(2026, 11, 1) + timedelta(days=n): state for n, state in enumerate(states)}


def test_a_date_is_complete_where_every_feed_covers_it():
    both = [*hourly("world", 3, 48), *hourly("sport", 3, 48)]
    assert outlet_dates(both) == days("complete", "complete")


def test_a_dead_feed_is_not_covered_by_its_neighbour():
    dead = [*hourly("world", 3, 24), *hourly("world", 25, 72, "timeout"), *hourly("sport", 3, 72)]
    assert outlet_dates(dead) == days("complete", "partial", "partial")


def test_a_feed_binds_only_from_its_first_poll_to_its_last():
    added = [*hourly("world", 3, 72), *hourly("sport", 27, 40)]
    assert outlet_dates(added) == days("complete", "partial", "complete")


def test_before_the_first_poll_no_feed_speaks_for_the_others():
    first = [poll(72, reach=72)._replace(feed="weekend"), poll(73, reach=6)._replace(feed="busy")]
    assert outlet_dates(first) == days("partial", "partial", "partial", "partial")
    assert outlet_dates(first[:1]) == days("complete", "complete", "complete")
    reaches = first[1]._replace(oldest_at=MIDNIGHT + 24 * HOUR)
    assert outlet_dates([first[0], reaches]) == days("partial", "complete", "complete", "partial")


def test_a_feed_that_never_answered_may_have_listed_anything():
    dead = poll(73, "not_found")._replace(feed="politics")
    assert outlet_dates([poll(72, reach=72), dead]) == days("partial", "partial", "partial")


def test_a_pass_over_midnight_begins_with_all_of_its_feeds():
    late = [poll(23)._replace(feed="weekend"), poll(47)._replace(feed="weekend", oldest_at=MIDNIGHT)]
    assert outlet_dates([*late, poll(25, reach=6)._replace(feed="busy")])[date(2026, 11, 1)] == "partial"


def test_no_feed_speaks_for_days_on_which_none_was_polled():
    other = poll(240, reach=160)._replace(feed="other")
    states = outlet_dates([*hourly("world", 3, 48), other])
    assert [*states.values()].count("complete") == 2
    assert states[date(2026, 11, 1)] == states[date(2026, 11, 2)] == "complete"


def test_a_feed_of_many_outlets_covers_in_part():
    mixed = hourly("all", 3, 48, mixed=True)
    assert outlet_dates(mixed) == days("partial", "partial")
    assert outlet_dates([*mixed, *hourly("own", 3, 24)]) == days("complete", "partial")
    assert outlet_dates([*hourly("all", 3, 48, "timeout", mixed=True), *hourly("own", 3, 48)]) == days(
        *["complete"] * 2
    )


def test_pinned_entries_are_not_where_a_list_begins():
    recent = [MIDNIGHT - n * HOUR for n in range(20)]
    assert listed_since(recent) == recent[-1]
    assert listed_since([*recent, MIDNIGHT - timedelta(days=90)]) == recent[-1]
    assert listed_since([MIDNIGHT - timedelta(days=190), *recent, MIDNIGHT - timedelta(days=90)]) == recent[-1]


def test_a_slow_outlet_pins_nothing():
    weekly = [MIDNIGHT - timedelta(days=7 * n) for n in range(10)]
    assert listed_since(weekly) == weekly[-1]
    assert listed_since([]) is None


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 200)), max_size=20))
def test_spans_are_disjoint_ordered_and_cover_every_poll(drawn):
    polls = [poll(hour, reach=reach) for hour, reach in drawn]
    spans = spans_of(polls)
    assert all(one.end < other.start for one, other in pairwise(spans))
    for each in polls:
        assert any(span.start <= each.at - HOUR and each.at <= span.end for span in spans)
