"""Read a Kafka topic without end: articles as JSON, or addresses of pages."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import apache_beam as beam
from apache_beam.io.iobase import RestrictionTracker
from apache_beam.io.restriction_trackers import OffsetRange, OffsetRestrictionTracker
from apache_beam.io.watermark_estimators import ManualWatermarkEstimator
from apache_beam.pvalue import TaggedOutput
from apache_beam.transforms.core import RestrictionProvider
from apache_beam.transforms.window import TimestampedValue
from apache_beam.utils.timestamp import Duration, Timestamp
from apache_beam.utils.windowed_value import PaneInfoTiming

from dyadwire.transforms.read.addresses import address_of
from dyadwire.transforms.read.broker import Topic, commit_offsets, first_offset
from dyadwire.transforms.text.formats.documents import Document, Lead

# Messages and seconds that one call reads before the runner may take a checkpoint.
_AT_ONCE, _SECONDS_AT_ONCE = 500, 1.0
# Between looks at a partition that has nothing new.
_IDLE_SECONDS = 0.5
_NO_END = 2**63 - 2


class ReadTopic(beam.PTransform):
    """Partitions → leads (main) and positions: (partition, offset after the last message read).

    Grain: one lead a message; one that is no article becomes a failure where it is parsed. A message's time is when it
    was read, so that the watermark never leaves one behind. Guarantee: where a partition was read to is in the job's
    checkpoint; a job that starts without one begins at the offsets that `CommitOffsets` committed, or at the earliest.
    Example: ``b'{"title": "A", "text": "B"}'`` → ``Lead("kafka://news/0#7", (Document(…),))``.
    """

    def __init__(self, topic: Topic) -> None:
        super().__init__()
        self._topic = topic

    def expand(self, partitions: beam.PCollection[int]) -> Any:
        """Read every partition."""
        return partitions | "Read partitions" >> beam.ParDo(_ReadPartition(self._topic)).with_outputs(
            "positions", main="leads"
        )


def lead_of_message(uri: str, body: bytes) -> Lead:
    """Return the lead that a message is: an address of a page, or else an article record.

    >>> lead_of_message("kafka://news/0#7", b" https://example.org/a ").uri
    'https://example.org/a'
    """
    text = body.strip()
    if text.startswith((b"http://", b"https://")) and b"\n" not in text:
        return Lead(address_of(text.decode("utf-8", "replace")))
    return Lead(uri, documents=(Document(uri, "record", None, None, body),))


class _PartitionTracker(OffsetRestrictionTracker):
    """Offsets without an end: they can be checkpointed, not shared among workers."""

    def try_split(self, fraction_of_remainder: float) -> Any:
        return super().try_split(0.0) if fraction_of_remainder == 0 else None

    def is_bounded(self) -> bool:
        return False


class _ReadPartition(beam.DoFn, RestrictionProvider):
    """Reads one partition; it is the provider of its own restrictions, because they depend on the topic."""

    def __init__(self, topic: Topic) -> None:
        self._topic = topic

    def initial_restriction(self, element: int) -> OffsetRange:
        return OffsetRange(first_offset(self._topic, element), _NO_END)

    def create_tracker(self, restriction: OffsetRange) -> RestrictionTracker:
        return _PartitionTracker(restriction)

    def restriction_size(self, element: int, restriction: OffsetRange) -> int:
        return 1  # unknown, and all partitions alike

    def truncate(self, element: int, restriction: OffsetRange) -> None:
        """On a drain, read no further: the committed offsets say where to go on."""
        return

    def setup(self) -> None:
        self._consumers: dict[int, tuple[Any, int]] = {}  # partition → consumer, its next offset

    def teardown(self) -> None:
        for consumer, _ in self._consumers.values():
            consumer.close()

    @beam.DoFn.unbounded_per_element()
    def process(
        self,
        element: int,
        tracker: Any = beam.DoFn.RestrictionParam(),
        watermark: Any = beam.DoFn.WatermarkEstimatorParam(ManualWatermarkEstimator.default_provider()),
    ) -> Iterator[Any]:
        start = position = tracker.current_restriction().start
        consumer = self._consumer(element, start)
        claimed = True
        for message in _messages(consumer, time.monotonic() + _SECONDS_AT_ONCE):
            if not (claimed := tracker.try_claim(message.offset())):
                break  # a checkpoint was taken: somebody goes on behind the last message that was claimed
            position = message.offset() + 1
            uri = f"kafka://{self._topic.name}/{element}#{message.offset()}"
            yield TimestampedValue(lead_of_message(uri, message.value() or b""), _now(watermark))
        now = _now(watermark)
        if position > start:
            yield TaggedOutput("positions", TimestampedValue((element, position), now))
        self._consumers[element] = consumer, position if claimed else -1
        if claimed:
            watermark.set_watermark(now)
            tracker.defer_remainder(Duration(0 if position > start else _IDLE_SECONDS))

    def _consumer(self, partition: int, offset: int) -> Any:
        from confluent_kafka import Consumer, TopicPartition

        consumer, position = self._consumers.pop(partition, (None, -1))
        if consumer is None or position != offset:
            consumer = consumer or Consumer(self._topic.consumer_settings)
            consumer.assign([TopicPartition(self._topic.name, partition, offset)])
        return consumer


def _now(watermark: Any) -> Timestamp:
    """Return the time, never before the watermark: the worker that read before may have had a faster clock."""
    return max(Timestamp.now(), watermark.current_watermark() or Timestamp(0))


def _messages(consumer: Any, until: float) -> Iterator[Any]:
    from confluent_kafka import KafkaException

    for _ in range(_AT_ONCE):
        message = consumer.poll(max(min(until - time.monotonic(), 0.2), 0.0))
        if message is None:
            return
        if message.error():
            raise KafkaException(message.error())
        yield message


class CommitOffsets(beam.PTransform):
    """Manifests and positions of windows → the positions that were committed to the broker.

    Grain: one a partition and window. Guarantee: what is committed is in the lake: a group that starts anew loses
    nothing. It may read again what came late, or last before the stream ended: the lake knows it.
    """

    def __init__(self, topic: Topic) -> None:
        super().__init__()
        self._topic = topic

    def expand(self, windows: dict[str, beam.PCollection[Any]]) -> Any:
        """Commit `windows["positions"]` once `windows["manifests"]` has passed the end of their window."""
        manifests = windows["manifests"] | "Manifest of window" >> _by_window(lambda manifest: manifest.batch)
        positions = windows["positions"] | "Positions of window" >> _by_window(lambda position: position)
        return (
            {"manifests": manifests, "positions": positions}
            | "Of one window" >> beam.CoGroupByKey()
            | "To the broker" >> beam.ParDo(_CommitInTime(self._topic))
        )


class _CommitInTime(beam.DoFn):
    """Leaves out what comes late, for its rows may still be on their way: the next position goes beyond it.

    Needs no manifest in the window itself: a position may lie in the one after its rows, and where a topic falls silent
    that one has none. What came before was committed by then, as a window is passed only after those before it.
    """

    def __init__(self, topic: Topic) -> None:
        self._topic = topic

    def process(self, element: tuple[int, Any], pane: Any = beam.DoFn.PaneInfoParam) -> Iterator[tuple[int, int]]:
        if pane.timing != PaneInfoTiming.LATE:
            yield from commit_offsets(self._topic, element[1]["positions"])


def _by_window(value: Any) -> beam.PTransform:
    return beam.Map(lambda each: (0, value(each))).with_output_types(tuple[int, Any])
