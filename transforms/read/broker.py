"""Ask a Kafka broker: the partitions of a topic, and how far a group has read them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

# A broker that starts takes some seconds to answer for groups; one that moves may take a minute.
_PATIENCE_SECONDS = 60.0
_ENVIRONMENT = "env:"


class Topic(NamedTuple):
    """A topic of a broker, the group under whose name offsets are committed, and more settings of the client."""

    brokers: str
    name: str
    group: str = "dyadwire"
    settings: tuple[tuple[str, str], ...] = ()

    @property
    def consumer_settings(self) -> dict[str, Any]:
        """Return how a consumer is made: it never commits by itself, nor joins the group.

        OSError where a setting names a variable that the environment of this process lacks.
        """
        return {
            "bootstrap.servers": self.brokers,
            "group.id": self.group,
            "enable.auto.commit": False,
            "auto.offset.reset": "earliest",
            "allow.auto.create.topics": False,
            # What one partition may hold in a worker's memory, read ahead. Kilobytes.
            "queued.max.messages.kbytes": 16384,
        } | {key: _from_environment(key, value) for key, value in self.settings}


def _from_environment(key: str, value: str) -> str:
    """Return a setting; `env:NAME` is in the environment, so that no secret is in the options that runners show."""
    if not value.startswith(_ENVIRONMENT):
        return value
    name = value.removeprefix(_ENVIRONMENT)
    if name not in os.environ:
        raise OSError(f"{key} is to be in the environment as {name}, and is not there")
    return os.environ[name]


def first_offset(topic: Topic, partition: int) -> int:
    """Return where a group goes on: behind what it committed, or at the earliest message.

    Also at the earliest where the topic was made anew meanwhile, and ends before what was committed.
    """
    from confluent_kafka import Consumer, TopicPartition

    consumer = Consumer(topic.consumer_settings)
    try:
        place = TopicPartition(topic.name, partition)
        (committed,) = patiently(lambda: consumer.committed([place], timeout=10.0))
        earliest, end = patiently(lambda: consumer.get_watermark_offsets(place, timeout=10.0))
        return committed.offset if earliest <= committed.offset <= end else earliest
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
            problem = error.args[0]
            if time.monotonic() > until or not (problem.retriable() or problem.code() in heals):
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
