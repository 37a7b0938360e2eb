"""Watch: poll what is due, spool it, run one bounded batch over it, commit; again, until told to stop.

Killed at any moment, nothing is lost or doubled: a segment is whole or absent, what a pass remembers is committed when
its segments are on the disk, and segments that no batch took in are run first after a restart.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from dyadwire.pipelines.collect.budgets import Budgets
from dyadwire.pipelines.collect.fetch import Limits
from dyadwire.pipelines.collect.health import Health, health_of
from dyadwire.pipelines.collect.health_forms import write_health
from dyadwire.pipelines.collect.spool import locked_spool
from dyadwire.pipelines.collect.states import BatchState, stamp
from dyadwire.pipelines.collect.store import Store, open_store
from dyadwire.pipelines.collect.to_spool import CollectReport, collect, next_due, unfinished
from dyadwire.pipelines.collect.watched import HEALTH_FOLDER, WATCH
from dyadwire.pipelines.lake.lock import refuse_lost_lock
from dyadwire.pipelines.lake.opening import locked, open_lake
from dyadwire.pipelines.stopping import stopped_by_signals
from dyadwire.schemas.manifest import Books
from dyadwire.schemas.records import Fetch

RunBatch = Callable[[Sequence[Path]], Books]
# Seconds between looks at the schedule: batches are made of what came due in that time. Of many feeds one is always
# due; a batch a minute would be half a million a year, and every pass reads the list of all.
LONGEST_TICK = 180.0
LEAST_PASS = 60.0  # seconds that a pass may take at least before pages are left to the next


@dataclass(frozen=True, kw_only=True)
class WatchOptions:
    """What to watch: `feeds` as for collect; `every_seconds` between polls of a busy feed."""

    feeds: tuple[str, ...]
    lake: str
    every_seconds: float
    allow_networks: tuple[str, ...] = ()
    contact: str | None = None
    budgets: Budgets = field(default_factory=Budgets)
    limits: Limits | None = None
    health_folder: Path | None = None
    passes: int | None = None

    @property
    def spool(self) -> Path:
        """Return the folder of the segments, which also holds the collector's store."""
        return Path(self.lake) / "_spool"

    @property
    def pass_budgets(self) -> Budgets:
        """Return the budgets of one pass: it ends when the busiest feeds are due again."""
        longest = max(self.every_seconds, LEAST_PASS)
        return replace(self.budgets, pass_seconds=min(self.budgets.pass_seconds, longest))


def watch(
    options: WatchOptions,
    run_batch: RunBatch,
    tell: Callable[[Health], None] = lambda _: None,
    step: Callable[[str], None] = lambda _: None,
    stopping: Callable[[], None] | None = None,
) -> None:
    """Watch until SIGTERM or SIGINT, which let the batch that runs finish; holds lake and spool all the while.

    Requests that are under way have a few seconds, and what came is taken in. The rest of a pass, and batches that wait
    behind the one that runs, are the next watch's.

    `run_batch` takes the segments of one pass into the lake, and does nothing for those that the lake has. What is
    asked for, and what is waited for, is told to `step`; of a signal in a log `stopping` is told.
    """
    open_lake(options.lake)
    # The spool too between passes: another collector would else be at work in it when the next one begins.
    with locked(options.lake, WATCH), locked_spool(options.spool), stopped_by_signals(stopping) as stopped:
        store = open_store(options.spool)
        try:
            _take_in(options, store, run_batch, tell, stopped)
            for _ in count() if options.passes is None else range(options.passes):
                if stopped.is_set():
                    break
                start = time.monotonic()
                refuse_lost_lock(options.lake)  # of a lake that was moved another would be begun in its place
                _poll(options, stopped, step)
                _take_in(options, store, run_batch, tell, stopped)
                pause = _pause(options, store, time.monotonic() - start)
                step(f"waiting until {datetime.now(UTC) + timedelta(seconds=pause):%H:%M:%S} UTC, when feeds are due")
                stopped.wait(pause)
        finally:
            store.close()


def _poll(options: WatchOptions, stopped: threading.Event, step: Callable[[str], None]) -> CollectReport:
    counts: Counter[str] = Counter()

    def count(fetch: Fetch) -> None:
        counts[fetch.kind] += 1
        step(f"collecting: {counts['feed']:,} feeds, {counts['page']:,} pages")

    step("collecting")
    return collect(
        options.feeds,
        options.spool,
        allow_networks=options.allow_networks,
        contact=options.contact,
        limits=options.limits,
        shortest_seconds=options.every_seconds,
        budgets=options.pass_budgets,
        due_only=True,
        locked=True,
        tell=count,
        stopped=stopped,
    )


def _take_in(
    options: WatchOptions, store: Store, run_batch: RunBatch, tell: Callable[[Health], None], stopped: threading.Event
) -> None:
    """Run a batch for each pass whose segments the lake lacks, and remember that it has them; once stopped, only one.

    That one is the pass that was collecting, where none waited before it.
    """
    for order, segments in enumerate(unfinished(options.spool, store)):
        if order and stopped.is_set():
            break
        start = time.monotonic()
        books = run_batch(segments)
        now = datetime.now(UTC)
        store.finish((segment.name for segment in segments), now)
        seconds = round(time.monotonic() - start, 3)
        store.keep(BatchState(stamp(now), seconds, *books))
        store.commit()
    refuse_lost_lock(options.lake)
    health = health_of(store, options.every_seconds, datetime.now(UTC))
    write_health(health, options.health_folder or Path(options.lake) / HEALTH_FOLDER)
    tell(health)


def _pause(options: WatchOptions, store: Store, spent: float) -> float:
    """Return the seconds to wait: until something is due, but at least a tick after the last look."""
    now = datetime.now(UTC)
    due = next_due(store, now, timedelta(seconds=options.every_seconds))
    tick = min(options.every_seconds, LONGEST_TICK) - spent
    return max((due - now).total_seconds(), tick, 0.0)
