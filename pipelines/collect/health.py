"""How the collector is doing: as a table for people, as JSON, and for Prometheus."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from dyadwire.pipelines.ask.dated_ahead import DatedAhead, dated_ahead_in
from dyadwire.pipelines.ask.disputed_dates import disputed_in, disputed_told
from dyadwire.pipelines.collect.metrics import as_prometheus
from dyadwire.pipelines.collect.responses import DEFERRED, LIST
from dyadwire.pipelines.collect.states import FeedState, stamp
from dyadwire.pipelines.collect.store import STORE_NAME, Store, open_store
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.path import lake_option_of
from dyadwire.pipelines.messages import plural, print_line
from dyadwire.transforms.storage import local_files
from dyadwire.transforms.text.formats.markup import drop_controls
from dyadwire.transforms.text.formats.urls import registered_domain

_HOSTS = 10  # that are named of those with most pages left
_EVER = "9999"  # after every instant that a store holds
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
    articles_last_hour: int
    articles_last_day: int
    last_batch_at: str | None
    last_batch_seconds: float | None
    last_batch_kept: int | None
    last_batch_failed: int | None
    waiting_pages: int
    waiting_hosts: dict[str, int]  # of those, by host; the hosts with most
    waiting_segments: int
    spool_bytes: int
    disk_free_bytes: int
    unhealthy: tuple[FeedHealth, ...]
    last_poll_at: str | None = None
    answered: int = 0  # feeds whose last poll worked
    unchanged: int = 0  # of those, feeds that listed no entry which an earlier poll had not: collected, and nothing new
    dated_ahead: DatedAhead | None = None  # articles of the lake; None also where it was not looked at
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
    late_seconds = max(LATE_SECONDS, every_seconds)
    states = {feed.url: state_of(feed, now, late_seconds) for feed in feeds}
    counts = Counter(states.values())
    answered = [feed for feed in feeds if feed.polled_at and not feed.failures]
    day = store.batches(now - timedelta(days=1))
    hour_ago = stamp(now - timedelta(hours=1))
    last = store.last_batch()
    spool = Path(store.path).parent
    segments = list(spool.glob("*.warc.gz"))
    return Health(
        at=stamp(now),
        feeds=len(feeds),
        healthy=counts["healthy"],
        new=counts["new"],
        late=counts["late"],
        failing=counts["failing"],
        retired=counts["retired"],
        outcomes=dict(sorted(Counter(feed.outcome for feed in feeds if feed.outcome).items())),
        articles_last_hour=sum(batch.kept for batch in day if batch.at >= hour_ago),
        articles_last_day=sum(batch.kept for batch in day),
        last_batch_at=last.at if last else None,
        last_batch_seconds=last.seconds if last else None,
        last_batch_kept=last.kept if last else None,
        last_batch_failed=last.failed if last else None,
        waiting_pages=sum(waiting.values()),
        waiting_hosts=dict(waiting.most_common(_HOSTS)),
        waiting_segments=len({segment.name for segment in segments} - store.finished()),
        spool_bytes=sum(segment.stat().st_size for segment in segments),
        disk_free_bytes=shutil.disk_usage(spool).free,
        unhealthy=tuple(
            FeedHealth(feed.url, states[feed.url], feed.outcome, feed.error, feed.worked_at, feed.next_poll_at)
            for feed in feeds
            if states[feed.url] in ("late", "failing", "retired")
        ),
        last_poll_at=max((feed.polled_at for feed in feeds if feed.polled_at), default=None),
        answered=len(answered),
        unchanged=sum(not feed.new_entries for feed in answered),
    )


def read_health(lake: str) -> Health:
    """Return the state of the collector of a lake; DyadwireError where nothing was ever collected."""
    spool = Path(lake) / "_spool"
    if not (spool / STORE_NAME).exists():
        filled = " or ".join(f"`dyadwire {name} FEEDS {lake_option_of(lake)}`" for name in ("watch", "run"))
        raise DyadwireError(f"no collector keeps its memory in {lake}: status is of lakes that are filled by {filled}")
    store = open_store(spool)
    try:
        health = health_of(store, LATE_SECONDS, datetime.now(UTC))
        return health._replace(dated_ahead=dated_ahead_in(lake), disputed=disputed_in(lake))
    finally:
        store.close()


def _waiting_hosts(store: Store, followed: set[str]) -> Counter[str]:
    """Count by host the pages that earlier passes left, without those of feeds that are no longer followed."""
    waiting = store.waiting_pages([DEFERRED], _EVER)
    left = (page for page, feeds in waiting if not feeds or followed.intersection(feeds))
    return Counter(registered_domain(page.asked_url) for page in left)


def print_health(health: Health, most: int | None) -> None:
    """Print the state; of feeds that are not healthy the first ones, with the reason."""
    console = Console()
    states = ("healthy", "new", "late", "failing", "retired")
    counts = ", ".join(f"{getattr(health, state)} {state}" for state in states)
    console.print(f"feeds     {health.feeds}: {counts}", highlight=False)
    console.print(f"polls     {_polls(health)}", highlight=False)
    console.print(f"articles  {health.articles_last_hour} in the last hour, {health.articles_last_day} in the last day")
    if ahead := health.dated_ahead:
        print_line(console, f"misdated  {plural(ahead.articles, 'article')} {ahead.told}")
    if health.disputed:
        print_line(console, f"disputed  {disputed_told(health.disputed)}")
    console.print(f"batch     {_batch(health)}", highlight=False)
    pages, segments = plural(health.waiting_pages, "page"), plural(health.waiting_segments, "segment")
    hosts = ", ".join(f"{count:,} of {drop_controls(host)}" for host, count in list(health.waiting_hosts.items())[:3])
    line = f"waiting   {pages} to be asked for{f' ({hosts})' if hosts else ''}, {segments} of the spool to be taken in"
    print_line(console, line)
    spool, free = health.spool_bytes / 1e6, health.disk_free_bytes / 1e9
    console.print(f"disk      spool {spool:,.1f} MB, free {free:,.1f} GB", highlight=False)
    if health.unhealthy:
        console.print(_troubled(health, most))


def _polls(health: Health) -> str:
    if health.last_poll_at is None:
        return "none yet"
    of = f"{health.unchanged:,} of {plural(health.answered, 'feed')} that answered"
    return f"{_second(health.last_poll_at)}, nothing new in {of}"


def _batch(health: Health) -> str:
    if health.last_batch_at is None:
        return "none yet"
    at, seconds = _second(health.last_batch_at), health.last_batch_seconds
    return f"{at}, {seconds:.1f} s, {health.last_batch_kept} kept, {health.last_batch_failed} failed"


def _second(at: str) -> str:
    return at[:19].replace("T", " ") + " UTC"


def _troubled(health: Health, most: int | None) -> Table:
    names = ("state", "feed", "reason", "last worked")
    table = Table(*(Column(name, overflow="fold") for name in names), box=None, pad_edge=False)
    for feed in health.unhealthy[:most]:
        reason = f"{feed.outcome or ''}: {feed.error}" if feed.error else feed.outcome or ""
        # Text, not markup: addresses and messages come from outside.
        cells = (feed.state, feed.url, reason[:120], (feed.worked_at or "never")[:16])
        table.add_row(*(Text(drop_controls(cell)) for cell in cells))
    if most is not None and len(health.unhealthy) > most:
        table.caption = f"{len(health.unhealthy) - most} more: --all"
    return table


def as_json(health: Health) -> str:
    """Return the state as JSON."""
    plain = {**health._asdict(), "unhealthy": [feed._asdict() for feed in health.unhealthy]}
    plain["dated_ahead"] = health.dated_ahead and health.dated_ahead._asdict()
    return json.dumps(plain, ensure_ascii=False, indent=1, default=str) + "\n"


def write_health(health: Health, folder: Path) -> None:
    """Write health.json and metrics.prom into a folder; each is whole whenever it is read.

    DyadwireError where they can't be written.
    """
    try:
        for name, content in (("health.json", as_json(health)), ("metrics.prom", as_prometheus(health))):
            local_files.put(str(folder / name), content.encode())
    except OSError as error:
        raise DyadwireError(f"cannot write the health of the watch to {folder}: {error.strerror or error}") from error
