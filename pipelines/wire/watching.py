"""The watch as a command: batches run by the graph, and one line that tells how it goes."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from pipelines.durations import parse_duration
from pipelines.errors import DyadwireError
from pipelines.options import CoverageOptions
from pipelines.passes import total
from pipelines.plan import plan_batches
from pipelines.wire.addresses import parse_networks
from pipelines.wire.collect import read_subscriptions
from pipelines.wire.health import Health
from pipelines.wire.watch import RunBatch, WatchOptions, watch
from schemas.manifest import Books


def watch_lake(
    feeds: tuple[str, ...],
    lake: str,
    *,
    every: str,
    allow_networks: tuple[str, ...],
    contact: str | None,
    health: str | None,
    passes: int | None,
    **coverage: Any,
) -> None:
    """Watch feeds with the coverage graph; DyadwireError for what the user can mend, before anything is asked."""
    if "://" in lake:
        raise DyadwireError(f"watch writes a local lake, not {lake}; for a cloud, schedule `dyadwire collect`")
    options = CoverageOptions(inputs=feeds, lake=lake, **coverage)
    parse_networks(allow_networks)
    read_subscriptions(feeds)
    watched = WatchOptions(
        feeds=feeds,
        lake=lake,
        every_seconds=parse_duration(every),
        allow_networks=allow_networks,
        contact=contact,
        health_folder=Path(health) if health else None,
        passes=passes,
    )
    console = Console(stderr=True)
    with console.status("starting") as status:
        watch(watched, batch_runner(options), lambda health: status.update(line_of(health)))


def batch_runner(options: CoverageOptions) -> RunBatch:
    """Return what takes the segments of one pass into the lake, and compacts that when it has many files."""

    def run_batch(segments: Sequence[Path]) -> Books:
        logging.getLogger().setLevel(logging.ERROR)  # as in a run: what libraries warn of is a row of `failures`
        from pipelines.lake.compact import WATCHED_FILES, compact_held
        from pipelines.launch import run_batches

        ran = run_batches(options, plan_batches(str(segment) for segment in segments))
        compact_held(options.lake, above=WATCHED_FILES)
        return total(batch.manifest for batch in ran)

    return run_batch


def line_of(health: Health) -> str:
    """Return the state in one line.

    Counts only: nothing that came from outside is in it.
    """
    troubled = f", {health.failing} failing" if health.failing else ""
    late = f", {health.late} late" if health.late else ""
    feeds = f"{health.feeds} feed{'' if health.feeds == 1 else 's'}"
    return f"{feeds}{troubled}{late}; {health.articles_last_hour} articles in the last hour"
