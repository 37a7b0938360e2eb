"""Read a Kafka topic without end: articles as JSON, or addresses of pages."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import apache_beam as beam
from apache_beam.io.iobase import RestrictionTracker
from apache_beam.io.restriction_trackers import OffsetRange, OffsetRestrictionTracker
from apache_beam.io.watermark_estimators import ManualWatermarkEstimator
from apache_beam.pvalue import TaggedOutput
from apache_beam.transforms.core import RestrictionProvider
from apache_beam.transforms.window import TimestampedValue
from apache_beam.utils.timestamp import Duration, Timestamp

from transforms.parse_feeds import address_of
from transforms.text.documents import Document, Lead

# Messages and seconds that one call reads before the runner may take a checkpoint.
_AT_ONCE, _SECONDS_AT_ONCE = 500, 1.0
# Between looks at a partition that has nothing new.
_IDLE_SECONDS = 0.5
# A broker that starts takes some seconds to answer for groups; one that moves may take a minute.
_PATIENCE_SECONDS = 60.0
_NO_END = 2**63 - 2


class Topic(NamedTuple):
    """A topic of a broker, the group under whose name offsets are committed, and more settings of the client."""

    brokers: str
    name: str
    group: str = "dyadwire"
    settings: tuple[tuple[str, str], ...] = ()

    @property
    def consumer_settings(self) -> dict[str, Any]:
        """Return how a consumer is made: it never commits by itself, nor joins the group."""
        return {
            "bootstrap.servers": self.brokers,
            "group.id": self.group,
            "enable.auto.commit": False,
            "auto.offset.reset": "earliest",
            "allow.auto.create.topics": False,
            # What one partition may hold in a worker's memory, read ahead. Kilobytes.
            "queued.max.messages.kbytes": 16384,
        } | dict(self.settings)


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


def first_offset(topic: Topic, partition: int) -> int:
    """Return where a group goes on: behind what it committed, or at the earliest message."""
    from confluent_kafka import Consumer, TopicPartition

    consumer = Consumer(topic.consumer_settings)
    try:
        place = TopicPartition(topic.name, partition)
        (committed,) = patiently(lambda: consumer.committed([place], timeout=10.0))
        earliest, _ = patiently(lambda: consumer.get_watermark_offsets(place, timeout=10.0))
        return max(committed.offset, earliest)
    finally:
        consumer.close()


def patiently(ask: Callable[[], Any]) -> Any:
    """Ask a broker, again while it answers with what heals by itself, as it does while it starts or moves a group."""
    from confluent_kafka import KafkaError, KafkaException

    heals = {KafkaError.NOT_COORDINATOR, KafkaError.COORDINATOR_LOAD_IN_PROGRESS, KafkaError.COORDINATOR_NOT_AVAILABLE}
    until = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            return ask()
        except KafkaException as error:
            told = error.args[0]
            if time.monotonic() > until or not (told.retriable() or told.code() in heals):
                raise
            time.sleep(0.5)


def partitions_of(topic: Topic) -> list[int]:
    """Return the partitions of a topic; OSError where the broker or the topic can't be had."""
    from confluent_kafka import Consumer, KafkaException

    consumer = Consumer(topic.consumer_settings)
    try:
        found = consumer.list_topics(topic.name, timeout=30.0).topics[topic.name]
    except KafkaException as error:
        raise OSError(f"no broker answers at {topic.brokers}: {error.args[0].str()}") from error
    finally:
        consumer.close()
    if found.error:
        raise OSError(f"the broker at {topic.brokers} has no topic {topic.name!r}")
    return sorted(found.partitions)


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
        until = time.monotonic() + _SECONDS_AT_ONCE
        for message in _messages(consumer, until):
            if not tracker.try_claim(message.offset()):
                self._consumers[element] = consumer, -1
                return
            position = message.offset() + 1
            now = Timestamp.now()
            uri = f"kafka://{self._topic.name}/{element}#{message.offset()}"
            yield TimestampedValue(lead_of_message(uri, message.value() or b""), now)
        now = Timestamp.now()
        if position > start:
            yield TaggedOutput("positions", TimestampedValue((element, position), now))
        self._consumers[element] = consumer, position
        watermark.set_watermark(now)
        tracker.defer_remainder(Duration(0 if position > start else _IDLE_SECONDS))

    def _consumer(self, partition: int, offset: int) -> Any:
        from confluent_kafka import Consumer, TopicPartition

        consumer, position = self._consumers.pop(partition, (None, -1))
        if consumer is None or position != offset:
            consumer = consumer or Consumer(self._topic.consumer_settings)
            consumer.assign([TopicPartition(self._topic.name, partition, offset)])
        return consumer


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
    nothing.
    """

    def __init__(self, topic: Topic) -> None:
        super().__init__()
        self._topic = topic

    def expand(self, windows: dict[str, beam.PCollection[Any]]) -> Any:
        """Commit `windows["positions"]` once there is the manifest of their window in `windows["manifests"]`."""
        manifests = windows["manifests"] | "Manifest of window" >> _by_window(lambda manifest: manifest.batch)
        positions = windows["positions"] | "Positions of window" >> _by_window(lambda position: position)
        return (
            {"manifests": manifests, "positions": positions}
            | "Of one window" >> beam.CoGroupByKey()
            | "To the broker" >> beam.FlatMap(lambda found: commit_offsets(self._topic, found[1]["positions"]))
        )


def _by_window(value: Any) -> beam.PTransform:
    return beam.Map(lambda each: (0, value(each))).with_output_types(tuple[int, Any])


def commit_offsets(topic: Topic, positions: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Commit the furthest position of each partition for the group, and return them."""
    from confluent_kafka import Consumer, TopicPartition

    furthest: dict[int, int] = {}
    for partition, offset in positions:
        furthest[partition] = max(offset, furthest.get(partition, 0))
    if not furthest:
        return []
    consumer = Consumer(topic.consumer_settings)
    try:
        places = [TopicPartition(topic.name, partition, offset) for partition, offset in furthest.items()]
        patiently(lambda: consumer.commit(offsets=places, asynchronous=False))
    finally:
        consumer.close()
    return sorted(furthest.items())
