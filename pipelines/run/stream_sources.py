"""Sources of a stream: a Kafka topic, or feeds that are polled."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import apache_beam as beam
from apache_beam.transforms.periodicsequence import PeriodicImpulse
from apache_beam.utils.timestamp import Timestamp

from dyadwire.pipelines.collect.stream_web import OpenWeb
from dyadwire.pipelines.collect.subscriptions import read_subscriptions
from dyadwire.pipelines.coverage import Rows
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.run.options import CoverageOptions, StreamOptions
from dyadwire.transforms.read.broker import Topic, partitions_of
from dyadwire.transforms.read.poll_feeds import FetchPages, PollFeeds
from dyadwire.transforms.read.topic import ReadTopic

KAFKA = "kafka://"


def topic_of(options: CoverageOptions, stream: StreamOptions) -> Topic | None:
    """Return the topic that the input names; None where it names feeds. DyadwireError for a mixture, or no topic."""
    topics = [given for given in options.inputs if given.startswith(KAFKA)]
    if not topics:
        return None
    if len(options.inputs) > 1:
        raise DyadwireError("a stream reads one topic or any number of feeds, not both: run one stream for each")
    address = urlsplit(topics[0])
    name = address.path.strip("/")
    if not (address.netloc and name) or "/" in name:
        raise DyadwireError(f"{topics[0]} names no topic: write kafka://host:port/topic")
    settings = tuple((key, value) for key, _, value in (each.partition("=") for each in stream.kafka_settings))
    return Topic(address.netloc, name, stream.group, settings)


def read_topic(pipeline: beam.Pipeline, options: CoverageOptions, topic: Topic) -> tuple[Rows, Any]:
    """Return the head that reads a topic, and the positions up to which it has read; DyadwireError without a broker."""
    try:
        partitions = partitions_of(topic)
    except ImportError as error:
        raise DyadwireError("a topic needs Kafka's client: pip install 'dyadwire[kafka]'") from error
    except OSError as error:
        raise DyadwireError(str(error)) from error
    read = pipeline | "Partitions" >> beam.Create(partitions, reshuffle=False) | "Read topic" >> ReadTopic(topic)
    web = OpenWeb(options.allow_networks, options.contact)
    fetched = read.leads | "Pages of addresses" >> FetchPages(web)
    head: Rows = {
        "leads": (fetched.leads,),
        "fetches": (fetched.fetches,),
        "failures": (fetched.failures,),
        "outcomes": (fetched.outcomes,),
    }
    return head, read.positions


def poll_feeds(pipeline: beam.Pipeline, options: CoverageOptions, stream: StreamOptions) -> Rows:
    """Return the head that polls feeds at every tick of the clock."""
    ticks = pipeline | "Ticks" >> PeriodicImpulse(
        start_timestamp=Timestamp.now(), fire_interval=stream.poll_seconds, apply_windowing=False
    )
    # After a failure the ticks that were missed come all at once, with times that the watermark passes at once as well.
    now = ticks | "As of now" >> beam.Map(lambda tick: beam.window.TimestampedValue(tick, Timestamp.now()))
    return poll_at(now, options, stream)


def poll_at(ticks: beam.PCollection[Any], options: CoverageOptions, stream: StreamOptions) -> Rows:
    """Return the head that polls feeds at some ticks."""
    feeds = [subscription.url for subscription in read_subscriptions(options.inputs)]
    web = OpenWeb(options.allow_networks, options.contact)
    polled = ticks | "Poll feeds" >> PollFeeds(web, feeds, stream.poll_seconds)
    return {kind: (rows,) for kind, rows in polled.items()}
