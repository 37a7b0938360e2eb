from hypothesis import given
from hypothesis import strategies as st

from dyadwire.pipelines.collect.schedule import DAY, QUIETEST, next_interval, retry_interval


def test_interval_follows_the_share_of_seen_entries():
    assert next_interval(3600, 30, 25, 900) == 1800
    assert next_interval(3600, 30, 15, 900) == 3600
    assert next_interval(3600, 30, 3, 900) == 5400
    assert next_interval(3600, 0, 0, 900) == 5400


def test_what_a_server_asks_counts():
    assert retry_interval(1, 900, asked_seconds=7200) == 7200
    assert retry_interval(1, 900, asked_seconds=10 * DAY) == DAY


@given(st.floats(1, 1e6), st.integers(0, 5000), st.integers(0, 5000), st.floats(1, 3 * DAY))
def test_bounds(interval, entries, new, shortest):
    polled = next_interval(interval, entries, min(new, entries), shortest)
    assert shortest <= polled <= max(QUIETEST, shortest)
    assert shortest <= retry_interval(new, shortest) <= max(DAY, shortest)
