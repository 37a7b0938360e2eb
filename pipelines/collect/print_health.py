"""Print how the collector is doing, for people."""

from __future__ import annotations

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from dyadwire.pipelines.ask.disputed_dates import disputed_told
from dyadwire.pipelines.collect.health import Health
from dyadwire.pipelines.messages import plural, print_line
from dyadwire.transforms.text.formats.markup import drop_controls


def print_health(health: Health, most: int | None) -> None:
    """Print the state; of feeds that are not healthy the first ones, with the reason."""
    console = Console()
    states = ("healthy", "new", "late", "failing", "retired")
    counts = ", ".join(f"{getattr(health, state)} {state}" for state in states)
    console.print(f"feeds     {health.feeds}: {counts}", highlight=False)
    console.print(f"polls     {_polls(health)}", highlight=False)
    if told := _watch(health):
        print_line(console, f"watch     {told}")
    if health.articles_last_hour is not None:
        articles = f"{health.articles_last_hour} in the last hour, {health.articles_last_day} in the last day"
        console.print(f"articles  {articles}", highlight=False)
    if health.times_ahead_until:
        told = f"times up to {_second(health.times_ahead_until)} are left out: a clock was wrong, then or now"
        print_line(console, f"clock     {told}")
    if ahead := health.dated_ahead:
        print_line(console, f"misdated  {plural(ahead.articles, 'article')} {ahead.told}")
    if health.disputed:
        print_line(console, f"disputed  {disputed_told(health.disputed)}")
    if health.articles_last_hour is not None:
        console.print(f"batch     {_batch(health)}", highlight=False)
    pages = plural(health.waiting_pages, "page")
    hosts = ", ".join(f"{count:,} of {drop_controls(host)}" for host, count in list(health.waiting_hosts.items())[:3])
    segments = (
        f", {plural(waiting, 'segment')} of the spool to be taken in"
        if (waiting := health.waiting_segments) is not None
        else ""
    )
    print_line(console, f"waiting   {pages} to be asked for{f' ({hosts})' if hosts else ''}{segments}")
    spool, free = health.spool_bytes / 1e6, health.disk_free_bytes / 1e9
    console.print(f"disk      spool {spool:,.1f} MB, free {free:,.1f} GB", highlight=False)
    if health.unhealthy:
        console.print(_troubled(health, most))


def _watch(health: Health) -> str:
    if health.watch:
        return f"{health.watch} is running"
    if health.watched_until:
        return f"none is running (last sign of one {_second(health.watched_until)}): nobody polls until one is started"
    return ""


def _polls(health: Health) -> str:
    if health.last_poll_at is None:
        return _never(health)
    of = f"{health.unchanged:,} of {plural(health.answered, 'feed')} that answered"
    return f"{_second(health.last_poll_at)}, nothing new in {of}"


def _batch(health: Health) -> str:
    if health.last_batch_at is None:
        return _never(health)
    at, seconds = _second(health.last_batch_at), health.last_batch_seconds
    return f"{at}, {seconds:.1f} s, {health.last_batch_kept} kept, {health.last_batch_failed} failed"


def _never(health: Health) -> str:
    return "at times that are not known" if health.times_ahead_until else "none yet"


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
