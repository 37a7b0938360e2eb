"""Run a stream: its graph from source to windows, and the settling of what it writes."""

from __future__ import annotations

import logging
import uuid
from concurrent.futures import Future, wait
from threading import Thread
from typing import Any

import apache_beam as beam
from apache_beam.options.pipeline_options import PipelineOptions, StandardOptions

from dyadwire.pipelines import logs
from dyadwire.pipelines.coverage import build_stream
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.opening import locked, open_lake
from dyadwire.pipelines.lake.settle import settle
from dyadwire.pipelines.run.options import CoverageOptions, StreamOptions
from dyadwire.pipelines.run.stream_sources import poll_feeds, read_topic, topic_of
from dyadwire.transforms.extract.provenance import extractor_name
from dyadwire.transforms.read.topic import CommitOffsets
from dyadwire.transforms.storage.errors import LakeReadError, LakeWriteError, StoreError
from dyadwire.transforms.write.windows import Windows, take_over


def run_stream(options: PipelineOptions, coverage: CoverageOptions, stream: StreamOptions) -> None:
    """Run a stream until its job ends, in a lake that is held and settled meanwhile; RuntimeError where it failed."""
    open_lake(coverage.lake)
    with locked(coverage.lake, "dyadwire.pipelines.coverage"):
        pipeline = beam.Pipeline(runner=options.view_as(StandardOptions).runner, options=options)
        name = uuid.uuid4().hex
        add_stream(pipeline, coverage, stream, name)
        take_over(coverage.lake, name)
        ended: Future[Any] = Future()
        # A daemon: who interrupts this process does not wait for a job that goes on elsewhere.
        Thread(target=_wait, args=(pipeline.run(), ended), daemon=True).start()
        while not wait([ended], timeout=stream.settle_seconds).done:
            _settle_if_possible(coverage.lake)
        settle(coverage.lake)
        ended.result()


def _wait(job: Any, ended: Future[Any]) -> None:
    try:
        ended.set_result(job.wait_until_finish())
    except Exception as error:
        ended.set_exception(error)


def _settle_if_possible(lake: str) -> None:
    """Settle a lake; what hinders it is told, and tried again next time, because the job goes on."""
    try:
        settle(lake)
    except (DyadwireError, StoreError, LakeReadError, LakeWriteError) as error:
        logging.getLogger(logs.LOGGER).warning("not settled, next time again: %s", error)


def add_stream(pipeline: beam.Pipeline, coverage: CoverageOptions, stream: StreamOptions, name: str = "") -> None:
    """Add a stream's graph to a pipeline: a topic's with its offsets, or that of feeds."""
    extractor = extractor_name(coverage.model)
    if topic := topic_of(coverage, stream):
        head, positions = read_topic(pipeline, coverage, topic)
        windows = {
            "manifests": build_stream(head, coverage, stream, extractor, name),
            "positions": positions | "Windows of positions" >> Windows(stream.window_seconds),
        }
        windows | "Commit offsets" >> CommitOffsets(topic)
    else:
        build_stream(poll_feeds(pipeline, coverage, stream), coverage, stream, extractor, name)
