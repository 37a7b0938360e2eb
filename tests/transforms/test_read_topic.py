"""Reading a topic, against a broker that is a list. A real one is in tests/runners/test_kafka.py."""

from typing import NamedTuple

import apache_beam as beam
import pytest
from apache_beam.io.restriction_trackers import OffsetRange
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.testing.test_stream import TestStream as Ticks
from apache_beam.testing.util import assert_that, equal_to
from apache_beam.transforms.window import TimestampedValue
from apache_beam.utils.timestamp import Duration, Timestamp
from confluent_kafka import TopicPartition

from dyadwire.transforms.read import topic
from dyadwire.transforms.read.broker import Topic, commit_offsets, first_offset
from dyadwire.transforms.read.topic import CommitOffsets, lead_of_message
from dyadwire.transforms.write.windows import Windows


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

    def assign(self, _places):
        pass

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


def read(consumer, tracker, watermark):
    """Make one call of the step that reads, and return what it brought."""
    step = topic._ReadPartition(Topic("b", "news"))
    step.setup()
    return list(step.process(0, tracker, watermark))


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
    tracker = topic._PartitionTracker(OffsetRange(5, topic._NO_END))
    assert tracker.try_claim(5)
    assert tracker.try_claim(9)  # compaction leaves gaps
    assert tracker.try_split(0.5) is None
    done, rest = tracker.try_split(0)
    assert (done.stop, rest.start) == (10, 10)
    assert not tracker.try_claim(10)
    assert not tracker.is_bounded()


def test_one_call_reads_what_is_there_and_says_how_far(consumer):
    consumer.messages = [Message(5, b"{}"), Message(6, None)]
    tracker = Tracker(topic._PartitionTracker(OffsetRange(5, topic._NO_END)))
    found = read(consumer, tracker, Watermark())
    assert [each.value.uri for each in found[:2]] == ["kafka://news/0#5", "kafka://news/0#6"]
    assert isinstance(found[2], beam.pvalue.TaggedOutput)
    assert (found[2].tag, found[2].value.value) == ("positions", (0, 7))
    assert tracker.deferred == [0]


def test_a_call_that_a_checkpoint_ends_says_how_far_it_came(consumer):
    consumer.messages = [Message(5, b"{}"), Message(6, b"{}")]
    tracker = Tracker(topic._PartitionTracker(OffsetRange(5, 6)))
    lead, position = read(consumer, tracker, Watermark())
    assert lead.value.uri == "kafka://news/0#5"
    assert position.value.value == (0, 6)
    assert tracker.deferred == []


def test_nothing_comes_before_the_watermark_of_a_faster_clock(consumer):
    consumer.messages = [Message(5, b"{}")]
    watermark = Watermark(Timestamp.now() + Duration(3600))
    lead, position = read(consumer, Tracker(topic._PartitionTracker(OffsetRange(5, 99))), watermark)
    assert lead.timestamp == position.value.timestamp == watermark.at


@pytest.mark.parametrize(("committed", "first"), [(-1001, 3), (2, 3), (7, 7), (9, 9), (10, 3)])
def test_a_group_goes_on_where_it_was_if_that_is_still_there(committed, first, consumer):
    consumer.committed = lambda places, timeout: [TopicPartition("news", 0, committed)]
    consumer.get_watermark_offsets = lambda place, timeout: (3, 9)
    assert first_offset(Topic("b", "news"), 0) == first


def test_what_comes_late_is_not_committed_before_its_rows(consumer):
    def at(seconds, position):
        return [TimestampedValue(position, seconds)]

    arrivals = Ticks().advance_watermark_to(0).add_elements(at(5, (0, 3))).advance_watermark_to(90)
    arrivals = arrivals.add_elements(at(7, (0, 4))).advance_watermark_to_infinity()
    with beam.Pipeline(runner="BundleBasedDirectRunner", options=PipelineOptions(["--streaming"])) as pipeline:
        positions = pipeline | arrivals | Windows(60.0)
        manifests = positions | beam.FlatMap(lambda _: [])
        done = {"manifests": manifests, "positions": positions} | CommitOffsets(Topic("b", "news"))
        assert_that(done, equal_to([(0, 3)]))


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
    def __init__(self, at=None):
        self.at = at

    def current_watermark(self):
        return self.at

    def set_watermark(self, at):
        assert self.at is None or at >= self.at  # Beam refuses one that goes back
        self.at = at
