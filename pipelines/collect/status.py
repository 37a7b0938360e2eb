"""The state of a collector as a table for people."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from dyadwire.pipelines.collect.health import LATE_SECONDS, Health, health_of
from dyadwire.pipelines.collect.store import STORE_NAME, open_store
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.messages import plural
from dyadwire.transforms.text.markup import drop_controls


def read_health(lake: str) -> Health:
    """Return the state of the collector of a lake; DyadwireError where nothing was ever collected."""
    spool = Path(lake) / "_spool"
    if not (spool / STORE_NAME).exists():
        filled = f"`dyadwire watch FEEDS --lake {lake}` or `dyadwire run FEEDS --lake {lake}`"
        raise DyadwireError(f"no collector keeps its memory in {lake}: status is of lakes that are filled by {filled}")
    memory = open_store(spool)
    try:
        return health_of(memory, LATE_SECONDS, datetime.now(UTC))
    finally:
        memory.close()


def print_health(health: Health, most: int | None) -> None:
    """Print the state; of feeds that are not healthy the first ones, with the reason."""
    console = Console()
    states = ("healthy", "new", "late", "failing", "retired")
    counts = ", ".join(f"{getattr(health, state)} {state}" for state in states)
    console.print(f"feeds     {health.feeds}: {counts}", highlight=False)
    console.print(f"articles  {health.articles_last_hour} in the last hour, {health.articles_last_day} in the last day")
    console.print(f"batch     {_batch(health)}", highlight=False)
    pages, segments = plural(health.waiting_pages, "page"), plural(health.waiting_segments, "segment")
    hosts = ", ".join(f"{count:,} of {drop_controls(host)}" for host, count in list(health.waiting_hosts.items())[:3])
    told = f"waiting   {pages} to be asked for{f' ({hosts})' if hosts else ''}, {segments} of the spool to be taken in"
    console.print(told, highlight=False, markup=False, soft_wrap=True)
    spool, free = health.spool_bytes / 1e6, health.disk_free_bytes / 1e9
    console.print(f"disk      spool {spool:,.1f} MB, free {free:,.1f} GB", highlight=False)
    if health.unhealthy:
        console.print(_troubled(health, most))


def _batch(health: Health) -> str:
    if health.last_batch_at is None:
        return "none yet"
    at = health.last_batch_at[:19].replace("T", " ")
    return (
        f"{at} UTC, {health.last_batch_seconds:.1f} s, {health.last_batch_kept} kept, {health.last_batch_failed} failed"
    )


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
