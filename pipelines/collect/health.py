"""How the collector is doing, gathered from its store and the disk."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from dyadwire.pipelines.ask.dated_ahead import DatedAhead, dated_ahead_in
from dyadwire.pipelines.ask.disputed_dates import disputed_in
from dyadwire.pipelines.collect.responses import DEFERRED, LIST
from dyadwire.pipelines.collect.states import BatchState, FeedState, stamp
from dyadwire.pipelines.collect.store import STORE_NAME, Store
from dyadwire.pipelines.collect.store_to_read import opened_to_read
from dyadwire.pipelines.collect.watched import watched
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.path import lake_option_of
from dyadwire.transforms.text.formats.urls import registered_domain

_HOSTS = 10  # that are named of those with most pages left
_EVER = "9999"  # after every instant that a store holds
_SKEW = timedelta(minutes=1)  # what clocks are set back by in good order
_UNHEALTHY = ("late", "failing", "retired")
LATE_SECONDS = 300.0  # how long a poll may be overdue before its feed is called late: one slow pass


class FeedHealth(NamedTuple):
    """One feed that is not healthy: why, and since when it has worked no more."""

    url: str
    state: str  # late, failing, retired
    outcome: str | None
    error: str | None
    worked_at: str | None
    next_poll_at: str | None


class Health(NamedTuple):
    """The state of a collector at one instant."""

    at: str
    feeds: int
    healthy: int
    new: int
    late: int
    failing: int
    retired: int
    outcomes: dict[str, int]
    articles_last_hour: int | None  # None with those below: of a spool that another command takes into a lake
    articles_last_day: int | None
    last_batch_at: str | None
    last_batch_seconds: float | None
    last_batch_kept: int | None
    last_batch_failed: int | None
    waiting_pages: int
    waiting_hosts: dict[str, int]  # of those, by host; the hosts with most
    waiting_segments: int | None
    spool_bytes: int
    disk_free_bytes: int
    unhealthy: tuple[FeedHealth, ...]
    last_poll_at: str | None = None
    answered: int = 0  # feeds whose last poll worked
    unchanged: int = 0  # of those, feeds that listed no entry which an earlier poll had not: collected, and nothing new
    times_ahead_until: str | None = None  # the last of those times that are later than now, which count for nothing
    dated_ahead: DatedAhead | None = None  # articles of the lake; None also where it was not looked at
    watch: str | None = None  # the watch that is at work, as the lock of the lake names it
    watched_until: str | None = None  # where none is, when the last one wrote its health
    disputed: int | None = None  # articles of the lake whose page tells another date than the feed; None as above


def state_of(feed: FeedState, now: datetime, late_seconds: float = LATE_SECONDS) -> str:
    """Return healthy, new, late, failing or retired."""
    if feed.retired:
        return "retired"
    if feed.failures:
        return "failing"
    if feed.polled_at is None:
        return "new"
    overdue = feed.next_poll_at is not None and feed.next_poll_at < stamp(now - timedelta(seconds=late_seconds))
    return "late" if overdue else "healthy"


def health_of(store: Store, every_seconds: float, now: datetime) -> Health:
    """Gather the state of a collector from its store and the disk."""
    followed = store.followed()
    feeds = [feed for feed in followed if feed.outcome != LIST]
    waiting = _waiting_hosts(store, {feed.url for feed in followed})
    return Health(
        at=stamp(now),
        waiting_pages=sum(waiting.values()),
        waiting_hosts=dict(waiting.most_common(_HOSTS)),
        **_of_feeds(feeds, now, max(LATE_SECONDS, every_seconds)),
        **_of_polls(feeds, store.last_batch(), stamp(now + _SKEW)),
        **_of_batches(store, now),
        **_of_spool(store),
    )


def _of_feeds(feeds: list[FeedState], now: datetime, late_seconds: float) -> dict[str, Any]:
    """Return how many feeds are in each state, and those that want to be looked at."""
    states = {feed.url: state_of(feed, now, late_seconds) for feed in feeds}
    counts = Counter(states.values())
    return {
        "feeds": len(feeds),
        **{state: counts[state] for state in ("healthy", "new", *_UNHEALTHY)},
        "outcomes": dict(sorted(Counter(feed.outcome for feed in feeds if feed.outcome).items())),
        "unhealthy": tuple(
            FeedHealth(feed.url, states[feed.url], feed.outcome, feed.error, feed.worked_at, feed.next_poll_at)
            for feed in feeds
            if states[feed.url] in _UNHEALTHY
        ),
    }


def _of_polls(feeds: list[FeedState], latest: BatchState | None, until: str) -> dict[str, Any]:
    """Return what the last polls gave, and the last time of polls and batches that is later than an instant."""
    polled = sorted(feed.polled_at for feed in feeds if feed.polled_at)
    answered = [feed for feed in feeds if feed.polled_at and not feed.failures]
    times = [*polled, *([latest.at] if latest else ())]
    return {
        "last_poll_at": max((at for at in polled if at <= until), default=None),
        "answered": len(answered),
        "unchanged": sum(not feed.new_entries for feed in answered),
        "times_ahead_until": max((at for at in times if at > until), default=None),
    }


def _of_batches(store: Store, now: datetime) -> dict[str, Any]:
    """Return what the batches of the last day kept, and the last one."""
    until, hour_ago = now + _SKEW, stamp(now - timedelta(hours=1))
    day, last = store.batches(now - timedelta(days=1), until), store.last_batch(until)
    return {
        "articles_last_hour": sum(batch.kept for batch in day if batch.at >= hour_ago),
        "articles_last_day": sum(batch.kept for batch in day),
        "last_batch_at": last.at if last else None,
        "last_batch_seconds": last.seconds if last else None,
        "last_batch_kept": last.kept if last else None,
        "last_batch_failed": last.failed if last else None,
    }


def _of_spool(store: Store) -> dict[str, Any]:
    """Return what the spool takes of the disk, and how many of its segments no lake has yet."""
    spool = Path(store.path).parent
    segments = list(spool.glob("*.warc.gz"))
    return {
        "waiting_segments": len({segment.name for segment in segments} - store.finished()),
        "spool_bytes": sum(map(_size, segments)),
        "disk_free_bytes": shutil.disk_usage(spool).free,
    }


def _size(segment: Path) -> int:
    try:
        return segment.stat().st_size
    except FileNotFoundError:  # it was taken in and deleted since it was listed
        return 0


def read_health(lake: str) -> Health:
    """Return the state of the collector of a lake; DyadwireError where nothing was ever collected."""
    spool = Path(lake) / "_spool"
    if not _has_memory(spool, f"the lake {lake}"):
        filled = " or ".join(f"`dyadwire {name} FEEDS {lake_option_of(lake)}`" for name in ("watch", "run"))
        message = f"no collector keeps its memory in {lake}: status is of lakes that are filled by {filled}"
        spool_of = f"one that is filled from a spool has `dyadwire status --spool DIR {lake_option_of(lake)}`"
        raise DyadwireError(f"{message}; {spool_of}")
    with opened_to_read(spool) as store:
        health = health_of(store, LATE_SECONDS, datetime.now(UTC))
    found = watched(lake)
    health = health._replace(watch=found.running, watched_until=found.last_at)
    dated_ahead, disputed = _doubtful_dates(lake)
    return health._replace(dated_ahead=dated_ahead, disputed=disputed)


def _has_memory(spool: Path, read: str) -> bool:
    """Tell whether a collector keeps its memory in a spool; DyadwireError where what is read may not be."""
    try:
        (spool / STORE_NAME).stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise DyadwireError(f"can't read {read}: {error.strerror}") from error
    return True


def _doubtful_dates(lake: str) -> tuple[DatedAhead | None, int | None]:
    """Return the articles of a lake that are dated ahead, and how many have two dates; None where it can't be asked."""
    from dyadwire.pipelines.ask.query import connect  # DuckDB takes a while

    try:
        with connect(lake, tables=("outlet_days", "base.articles")) as connection:  # all that the two read
            return dated_ahead_in(connection), disputed_in(connection)
    except DyadwireError:
        return None, None


def read_spool_health(spool: str, lake: str | None) -> Health:
    """Return the state of the collector of a spool, and which of its segments a lake lacks, where one is named.

    DyadwireError where no collector keeps its memory there.
    """
    folder = Path(spool)
    if not _has_memory(folder, f"the spool {spool}"):
        raise DyadwireError(f"no collector keeps its memory in {spool}: `dyadwire collect FEEDS --spool DIR` fills one")
    with opened_to_read(folder) as store:
        health = health_of(store, LATE_SECONDS, datetime.now(UTC))
    segments = None
    if lake is not None:
        from dyadwire.pipelines.lake.ingested_segments import taken_in  # which brings all of a run

        segments = len({path.name for path in folder.glob("*.warc.gz")} - taken_in(lake))
    return health._replace(articles_last_hour=None, articles_last_day=None, waiting_segments=segments)


def _waiting_hosts(store: Store, followed: set[str]) -> Counter[str]:
    """Count by host the pages that earlier passes left, without those of feeds that are no longer followed."""
    waiting = store.waiting_pages([DEFERRED], _EVER)
    left = (page for page, feeds in waiting if not feeds or followed.intersection(feeds))
    return Counter(registered_domain(page.asked_url) for page in left)
