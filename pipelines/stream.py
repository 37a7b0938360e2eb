"""Run a stream: its graph from head to windows, and the settling of what it writes."""

from __future__ import annotations

from concurrent.futures import Future, wait
from threading import Thread
from typing import Any

import apache_beam as beam
from apache_beam.options.pipeline_options import PipelineOptions, StandardOptions

from pipelines.coverage import build_stream
from pipelines.heads import poll_feeds, read_topic, topic_of
from pipelines.lake import locked, open_lake
from pipelines.options import CoverageOptions, StreamOptions
from pipelines.settle import settle
from transforms.extract_coverage import extractor_name
from transforms.read_topic import CommitOffsets
from transforms.write_windows import Windows


def run_stream(options: PipelineOptions, coverage: CoverageOptions, stream: StreamOptions) -> None:
    """Run a stream until its job ends, in a lake that is held and settled meanwhile; RuntimeError where it failed."""
    open_lake(coverage.lake)
    with locked(coverage.lake, "pipelines.coverage"):
        pipeline = beam.Pipeline(runner=options.view_as(StandardOptions).runner, options=options)
        add_stream(pipeline, coverage, stream)
        ended: Future[Any] = Future()
        # A daemon: who interrupts this process does not wait for a job that goes on elsewhere.
        Thread(target=_wait, args=(pipeline.run(), ended), daemon=True).start()
        while not ended.done():
            wait([ended], timeout=stream.settle_seconds)
            settle(coverage.lake)
        ended.result()


def _wait(job: Any, ended: Future[Any]) -> None:
    try:
        ended.set_result(job.wait_until_finish())
    except Exception as error:
        ended.set_exception(error)


def add_stream(pipeline: beam.Pipeline, coverage: CoverageOptions, stream: StreamOptions) -> None:
    """Add a stream's graph to a pipeline: a topic's with its offsets, or that of feeds."""
    extractor = extractor_name(coverage.model)
    if topic := topic_of(coverage, stream):
        head, positions = read_topic(pipeline, coverage, topic)
        windows = {
            "manifests": build_stream(head, coverage, stream, extractor),
            "positions": positions | "Windows of positions" >> Windows(stream.window_seconds),
        }
        windows | "Commit offsets" >> CommitOffsets(topic)
    else:
        build_stream(poll_feeds(pipeline, coverage, stream), coverage, stream, extractor)
