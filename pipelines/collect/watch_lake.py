"""The watch as a command: it runs batches with the graph, and shows one line of status."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from rich.console import Console

from dyadwire.pipelines.collect.addresses import parse_networks
from dyadwire.pipelines.collect.budgets import Budgets
from dyadwire.pipelines.collect.health import Health
from dyadwire.pipelines.collect.subscriptions import read_subscriptions
from dyadwire.pipelines.collect.watch import RunBatch, WatchOptions, watch
from dyadwire.pipelines.collect.watch_log import STOPPING, WatchLog
from dyadwire.pipelines.durations import parse_duration
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.messages import clean, plural, print_line, tell
from dyadwire.pipelines.progress import Progress
from dyadwire.pipelines.refusals import RUN_ADDRESSES, refuse_short_addresses
from dyadwire.pipelines.run.options import CoverageOptions
from dyadwire.pipelines.run.passes import total
from dyadwire.pipelines.run.plan import plan_batches
from dyadwire.pipelines.scratch import temporary_files
from dyadwire.schemas.manifest import Books


def watch_lake(
    feeds: tuple[str, ...],
    lake: str,
    *,
    every: str,
    allow_networks: tuple[str, ...],
    contact: str | None,
    budgets: Budgets,
    health: str | None,
    passes: int | None,
    **coverage: Any,
) -> None:
    """Watch feeds with the coverage graph; DyadwireError for what the user can mend, before anything is asked."""
    if "://" in lake:
        raise DyadwireError(f"watch writes a local lake, not {lake}; for a cloud, schedule `dyadwire collect`")
    refuse_short_addresses("a run", RUN_ADDRESSES)
    options = CoverageOptions(inputs=feeds, lake=lake, **coverage)
    parse_networks(allow_networks)
    named = read_subscriptions(feeds)
    watched = WatchOptions(
        feeds=feeds,
        lake=lake,
        every_seconds=parse_duration(every),
        allow_networks=allow_networks,
        contact=contact,
        budgets=budgets,
        health_folder=Path(health) if health else None,
        passes=passes,
    )
    console = Console(stderr=True)
    say = partial(print_line, console)
    lines = WatchLog(lambda line: say(clean(line)))
    with Progress(console) as progress:
        status = _StatusLine(progress, lines)
        run_batch = batch_runner(options, status.begin, say)
        lines.began(lake, len(named), every)
        watch(watched, status.counting(run_batch), status.show, status.begin, partial(lines.line, STOPPING))
        lines.line("stopped: all that came is in the lake")


class _StatusLine:
    """The line below a watch: what it is doing and, while it waits, how its feeds are; its log tells what has ended."""

    def __init__(self, progress: Progress, lines: WatchLog) -> None:
        self._progress, self._lines, self._feeds = progress, lines, ""

    def begin(self, doing: str) -> None:
        """Say what begins now; once it is another pass, how feeds were before it is told no more."""
        waits = doing.startswith("waiting")
        self._progress.begin(f"{doing}; {self._feeds}" if waits else doing, in_log=not waits)

    def show(self, health: Health) -> None:
        """Take how the feeds are."""
        self._feeds = line_of(health)
        self._lines.looked(health)

    def counting(self, run_batch: RunBatch) -> RunBatch:
        """Return what runs a batch, and takes its books for the log."""

        def run(segments: Sequence[Path]) -> Books:
            books = run_batch(segments)
            self._lines.took_in(books)
            return books

        return run


def batch_runner(
    options: CoverageOptions, step: Callable[[str], None] = lambda _: None, warn: Callable[[str], None] = tell
) -> RunBatch:
    """Return what takes the segments of one pass into the lake, and compacts that when it has many files.

    Where a file is not what was written it is not compacted: a line a file says so to `warn`, not one a pass. Nor are
    all files compared again at each pass, until one of them was touched.
    """
    from dyadwire.pipelines.lake.changed_files import ChangedFilesError, Refused

    warned: set[str] = set()
    refused = Refused()

    @temporary_files()
    def run_batch(segments: Sequence[Path]) -> Books:
        logging.getLogger().setLevel(logging.ERROR)  # as in a run: what libraries warn of is a row of `failures`
        from dyadwire.pipelines.lake.compact import WATCHED_FILES, compact_held
        from dyadwire.pipelines.run.launch import run_batches

        ran = run_batches(options, plan_batches(str(segment) for segment in segments), step)
        try:
            if not refused.stands:
                compact_held(options.lake, above=WATCHED_FILES)
        except ChangedFilesError as error:
            refused.remember(options.lake)
            if not warned.issuperset(error.paths):
                warn(str(error))
            warned.update(error.paths)
        return total(batch.manifest for batch in ran)

    return run_batch


def line_of(health: Health) -> str:
    """Return the state in one line.

    Counts only: nothing that came from outside is in it.
    """
    troubled = f", {health.failing} failing" if health.failing else ""
    late = f", {health.late} late" if health.late else ""
    feeds = plural(health.feeds, "feed")
    waiting = f"; {plural(health.waiting_pages, 'page')} left to a later pass" if health.waiting_pages else ""
    return f"{feeds}{troubled}{late}; {plural(health.articles_last_hour or 0, 'article')} in the last hour{waiting}"
