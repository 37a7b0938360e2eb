"""Polling by the clock of bundles. What polls bring is in tests/pipelines/collect/test_stream.py."""

from datetime import UTC, datetime

import pytest

from dyadwire.schemas.records import Fetch
from dyadwire.transforms.read.poll_feeds import Polled, _PollHost

FEEDS = ["https://news.example/a", "https://news.example/b", "https://news.example/c"]
NOTHING = Fetch(*(None,) * len(Fetch._fields))


class Web:
    """Feeds without entries."""

    def __init__(self):
        self.asked = []

    def poll(self, feed, memory):
        self.asked.append(feed)
        return Polled((), NOTHING._replace(url=feed), memory._replace(at=datetime.now(UTC).isoformat()))


class State:
    value = None

    def read(self):
        return self.value

    def write(self, value):
        self.value = value


@pytest.mark.parametrize(("seconds", "first"), [(60.0, FEEDS), (-1.0, FEEDS[:1])])
def test_a_bundle_whose_time_is_over_asks_for_one_feed_a_host(seconds, first, monkeypatch):
    monkeypatch.setattr("dyadwire.transforms.read.poll_feeds.BUNDLE_SECONDS", seconds)
    web = Web()
    step = _PollHost(web, every_seconds=0.0)
    step.start_bundle()
    assert len(list(step.process(("news.example", FEEDS), State()))) == len(first)
    assert web.asked == first


def test_feeds_that_a_bundle_had_no_time_for_are_the_next(monkeypatch):
    monkeypatch.setattr("dyadwire.transforms.read.poll_feeds.BUNDLE_SECONDS", -1.0)
    web, state = Web(), State()
    step = _PollHost(web, every_seconds=0.0)
    for _ in range(4):
        step.start_bundle()
        list(step.process(("news.example", FEEDS), state))
    assert web.asked == [*FEEDS, FEEDS[0]]
