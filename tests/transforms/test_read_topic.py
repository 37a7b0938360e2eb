"""Reading a topic, against a broker that is a list. A real one is in tests/runners/test_kafka.py."""

from typing import NamedTuple

import apache_beam as beam
import pytest
from apache_beam.io.restriction_trackers import OffsetRange

from transforms import read_topic
from transforms.read_topic import Topic, commit_offsets, lead_of_message


class Message(NamedTuple):
    number: int
    body: bytes | None

    def offset(self):
        return self.number

    def value(self):
        return self.body

    def error(self):
        return None


class Partition:
    """A consumer of one partition that is a list of messages."""

    committed_offsets = None

    def __init__(self, *messages):
        self.messages = list(messages)

    def poll(self, _seconds):
        return self.messages.pop(0) if self.messages else None

    def commit(self, offsets, asynchronous):
        assert not asynchronous
        self.committed_offsets = {place.partition: place.offset for place in offsets}

    def close(self):
        pass


@pytest.fixture
def consumer(monkeypatch):
    found = Partition()
    monkeypatch.setattr("confluent_kafka.Consumer", lambda _settings: found)
    return found


def test_what_is_no_address_is_a_record():
    lead = lead_of_message("kafka://news/0#7", b'{"title": "A"}')
    assert (lead.uri, lead.documents[0].kind, lead.documents[0].body) == (
        "kafka://news/0#7",
        "record",
        b'{"title": "A"}',
    )
    assert lead_of_message("u", b"https://example.org/a\nhttps://example.org/b").documents


def test_the_furthest_position_of_each_partition_is_committed(consumer):
    assert commit_offsets(Topic("b", "news"), [(0, 3), (1, 5), (0, 9), (0, 4)]) == [(0, 9), (1, 5)]
    assert consumer.committed_offsets == {0: 9, 1: 5}


def test_nothing_read_commits_nothing(consumer):
    assert commit_offsets(Topic("b", "news"), []) == []
    assert consumer.committed_offsets is None


def test_a_partition_is_checkpointed_and_never_shared_out():
    tracker = read_topic._PartitionTracker(OffsetRange(5, read_topic._NO_END))
    assert tracker.try_claim(5)
    assert tracker.try_claim(9)  # compaction leaves gaps
    assert tracker.try_split(0.5) is None
    done, rest = tracker.try_split(0)
    assert (done.stop, rest.start) == (10, 10)
    assert not tracker.try_claim(10)
    assert not tracker.is_bounded()


def test_one_call_reads_what_is_there_and_says_how_far(consumer, monkeypatch):
    monkeypatch.setattr(Partition, "assign", lambda self, places: None, raising=False)
    consumer.messages = [Message(5, b"{}"), Message(6, None)]
    step = read_topic._ReadPartition(Topic("b", "news"))
    step.setup()
    tracker = Tracker(read_topic._PartitionTracker(OffsetRange(5, read_topic._NO_END)))
    found = list(step.process(0, tracker, Watermark()))
    assert [each.value.uri for each in found[:2]] == ["kafka://news/0#5", "kafka://news/0#6"]
    assert isinstance(found[2], beam.pvalue.TaggedOutput)
    assert (found[2].tag, found[2].value.value) == ("positions", (0, 7))
    assert tracker.deferred == [0]


class Tracker:
    """What a runner hands to a step: claims, and a wish to be called again."""

    def __init__(self, tracker):
        self._tracker = tracker
        self.deferred = []

    def current_restriction(self):
        return self._tracker.current_restriction()

    def try_claim(self, position):
        return self._tracker.try_claim(position)

    def defer_remainder(self, after):
        self.deferred.append(float(after.micros))


class Watermark:
    def set_watermark(self, at):
        self.at = at
