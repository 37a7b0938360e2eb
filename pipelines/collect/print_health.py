"""Print how the collector is doing, for people."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from dyadwire.pipelines.ask.disputed_dates import disputed_told
from dyadwire.pipelines.collect.health import Health
from dyadwire.pipelines.messages import plural, print_line
from dyadwire.transforms.text.formats.markup import drop_controls

_WIDE = 10_000  # columns of what goes to a file or a mail: an address in two pieces can't be searched for or clicked


def print_health(health: Health, most: int | None) -> None:
    """Print the state; of feeds that are not healthy the first ones, with the reason."""
    console = Console()
    for name, told in _lines(health):
        if told:
            print_line(console, f"{name:<10}{told}")
    if health.unhealthy:
        wide = console if console.is_terminal else Console(width=_WIDE)
        wide.print(_troubled(health, most))


def _lines(health: Health) -> Iterator[tuple[str, str]]:
    """Yield what each line is about and what it says; nothing where there is nothing to say."""
    yield "feeds", _feeds(health)
    yield "polls", _polls(health)
    yield "watch", _watch(health)
    yield "articles", _articles(health)
    yield "clock", _clock(health)
    yield "misdated", f"{plural(ahead.articles, 'article')} {ahead.told}" if (ahead := health.dated_ahead) else ""
    yield "disputed", disputed_told(health.disputed) if health.disputed else ""
    yield "batch", _batch(health)
    yield "waiting", _waiting(health)
    yield "disk", f"spool {health.spool_bytes / 1e6:,.1f} MB, free {health.disk_free_bytes / 1e9:,.1f} GB"


def _feeds(health: Health) -> str:
    states = ("healthy", "new", "late", "failing", "retired")
    return f"{health.feeds}: {', '.join(f'{getattr(health, state)} {state}' for state in states)}"


def _articles(health: Health) -> str:
    if health.articles_last_hour is None:
        return ""
    return f"{health.articles_last_hour} in the last hour, {health.articles_last_day} in the last day"


def _clock(health: Health) -> str:
    if not health.times_ahead_until:
        return ""
    return f"times up to {_second(health.times_ahead_until)} are left out: a clock was wrong, then or now"


def _waiting(health: Health) -> str:
    pages = f"{plural(health.waiting_pages, 'page')} to be asked for"
    hosts = ", ".join(f"{count:,} of {drop_controls(host)}" for host, count in list(health.waiting_hosts.items())[:3])
    segments = (
        f", {plural(waiting, 'segment')} of the spool to be taken in"
        if (waiting := health.waiting_segments) is not None
        else ""
    )
    return f"{pages}{f' ({hosts})' if hosts else ''}{segments}"


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
    if health.articles_last_hour is None:  # as of a spool that another command takes into a lake
        return ""
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
