"""A topic of a real broker, streamed into a lake: committed offsets, poison messages, replay."""

import signal
import subprocess
from contextlib import contextmanager

import pytest
from confluent_kafka import Consumer, Producer, TopicPartition
from confluent_kafka.admin import AdminClient, NewTopic

from dyadwire.pipelines.ask.query import connect
from dyadwire.pipelines.lake.settle import settle
from dyadwire.pipelines.lake.verify import verify
from dyadwire.transforms.read.broker import patiently
from infra.kafka.broker import KafkaBroker
from infra.processes import ROOT, end_group, wait_for
from tests.pipelines.runs import article
from tests.runners.growing import stream_command
from tests.runners.parity import books_of, committed_rows, prism_options

# Minutes on a machine that others use too; what hangs fails by its own waits long before.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]
POISON = [b"not json", b"\xff\xfe\x00", b'{"title": 3}', b""]


@pytest.fixture(scope="module")
def broker(tmp_path_factory):
    with KafkaBroker(tmp_path_factory.mktemp("kafka")) as running:
        admin = AdminClient({"bootstrap.servers": running.address})
        admin.create_topics([NewTopic("news", 2, 1)])["news"].result(60)
        yield running


def produce(broker, messages):
    producer = Producer({"bootstrap.servers": broker.address})
    for number, message in enumerate(messages):
        producer.produce("news", message, partition=number % 2)
    assert producer.flush(60) == 0


def messages_of(numbers):
    from json import dumps

    return [dumps(article(number)).encode() for number in numbers]


def committed(broker, group="dyadwire"):
    consumer = Consumer({"bootstrap.servers": broker.address, "group.id": group})
    try:
        asked = [TopicPartition("news", partition) for partition in (0, 1)]
        places = patiently(lambda: consumer.committed(asked, timeout=30))  # a young broker has no coordinator yet
        return sum(max(place.offset, 0) for place in places)
    finally:
        consumer.close()


@contextmanager
def streaming(broker, lake, log, *more):
    """A stream that is killed at the end of the block, as no signal can be caught."""
    options = ["--window_seconds=4", "--settle_seconds=3600", *more, *prism_options()]
    with open(log, "ab") as file:
        command = stream_command(f"kafka://{broker.address}/news", lake, options)
        process = subprocess.Popen(command, cwd=ROOT, stdout=file, stderr=file, start_new_session=True)
    try:

        def alive():
            assert process.poll() is None, log.read_text()[-3000:]
            return True

        def wait(what, ready):
            wait_for(what, lambda: alive() and ready(), 300)

        yield wait
    finally:
        end_group(process, signal.SIGKILL)
        process.wait()


def read(lake):
    return sum(books["read"] for books in books_of(lake))


def test_what_is_in_the_topic_is_in_the_lake_once(broker, tmp_path):
    lake, log = tmp_path / "lake", tmp_path / "log"
    produce(broker, [*messages_of(range(60)), *POISON, *messages_of(range(4))])
    with streaming(broker, lake, log) as wait:
        wait("the offsets of all messages", lambda: committed(broker) == 68)
        assert committed_rows(lake) == 60
        assert committed_rows(lake, "failures") == len(POISON)

    # Killed, and begun anew without its checkpoint: it goes on behind what is in the lake.
    produce(broker, [*messages_of(range(60, 80)), *messages_of(range(10))])
    with streaming(broker, lake, log) as wait:
        wait("the offsets of the new messages", lambda: committed(broker) == 98)
    assert read(lake) == 98
    assert committed_rows(lake) == 80

    # Another group reads everything again: a replay, and nothing is there twice.
    with streaming(broker, lake, log, "--group=again") as wait:
        wait("the offsets of the replay", lambda: committed(broker, "again") == 98)
    assert committed_rows(lake) == 80
    settle(str(lake))
    assert list(verify(str(lake))) == []
    with connect(str(lake), complete=True) as readers:
        assert readers.execute("SELECT count(*) FROM failures").fetchall() == [(len(POISON),)]
