"""Find feeds, and check lists of them, without a lake."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from pipelines.answers.printing import Answer
from pipelines.errors import DyadwireError
from pipelines.wire.addresses import Guard, parse_networks
from pipelines.wire.answers import LIST, OK
from pipelines.wire.collect import collect, read_subscriptions
from pipelines.wire.fetch import Fetcher, Limits
from pipelines.wire.robots_cache import RobotsCache
from pipelines.wire.store import FeedState, open_store
from transforms.text.articles import decode_html
from transforms.text.discover import feed_candidates
from transforms.text.feeds import Feed, parse_feed
from transforms.text.urls import http_url


class Check(NamedTuple):
    """One feed, read once."""

    url: str
    title: str
    outcome: str
    status: int | None
    entries: int
    newest_at: datetime | None
    moved_url: str | None
    duplicate_of: str | None


def check_feeds(lists: Sequence[str], *, allow_network: Iterable[str] = (), contact: str | None = None) -> list[Check]:
    """Read every feed of lists once, politely, and compare them; their pages are not asked for."""
    with tempfile.TemporaryDirectory() as folder:
        collect(lists, Path(folder), allow_networks=allow_network, contact=contact, pages=False)
        memory = open_store(Path(folder))
        try:
            states = [state for state in memory.feeds() if state.outcome != LIST]
            keys = {state.url: frozenset(memory.seen(state.url)) for state in states}
        finally:
            memory.close()
    order = {feed.url: number for number, feed in enumerate(read_subscriptions(lists))}
    states.sort(key=lambda state: (order.get(state.url, len(order)), state.url))
    first: dict[frozenset[str], str] = {}
    return [
        _check(state, first.setdefault(keys[state.url], state.url) if keys[state.url] else None) for state in states
    ]


def _check(state: FeedState, first: str | None) -> Check:
    newest = datetime.fromisoformat(state.newest_at) if state.newest_at else None
    return Check(
        state.url,
        state.title or "",
        state.outcome or "",
        state.status,
        state.entries or 0,
        newest,
        state.moved_url,
        first if first != state.url else None,
    )


def find_feeds(url: str, *, allow_network: Iterable[str] = (), contact: str | None = None) -> list[Check]:
    """Try what a page's site may have for feeds; return those that are, or DyadwireError if none is."""
    bare = "://" not in url
    address = None if bare and "." not in url else http_url(f"https://{url}" if bare else url)
    if address is None:
        raise DyadwireError(f"{url} is no address: begin with https://")
    fetcher = Fetcher(Guard(parse_networks(allow_network)), Limits(), contact=contact)
    with tempfile.TemporaryDirectory() as folder:
        memory = open_store(Path(folder))
        fetcher.robots = RobotsCache(fetcher, memory)
        try:
            found = asyncio.run(_find(fetcher, address))
        finally:
            memory.close()
    if not found:
        raise DyadwireError(f"no feed found from {address}; look for one with a browser, or use its news sitemap")
    return found


async def _find(fetcher: Fetcher, address: str) -> list[Check]:
    async with fetcher:
        home = await fetcher.fetch(address, max_bytes=fetcher.limits.page_bytes)
        if home.outcome != OK:
            raise DyadwireError(f"{address} can't be read: {home.outcome.replace('_', ' ')} {home.error or ''}".strip())
        itself = parse_feed(home.body, home.final_url, home.header("content-type"))
        if itself.entries:
            return [_found(address, itself, home.status)]
        html = decode_html(home.body, home.header("content-type"))
        candidates = feed_candidates(html, home.final_url)
        checks = await asyncio.gather(*(_try(fetcher, candidate) for candidate in candidates))
    return _without_copies(check for check in checks if check)


async def _try(fetcher: Fetcher, url: str) -> tuple[Check, frozenset[str]] | None:
    answer = await fetcher.fetch(url, max_bytes=fetcher.limits.feed_bytes)
    if answer.outcome != OK:
        return None
    feed = await asyncio.to_thread(parse_feed, answer.body, answer.final_url, answer.header("content-type"))
    links = frozenset(entry.link or entry.title for entry in feed.entries)
    return (_found(url, feed, answer.status), links) if feed.entries else None


def _found(url: str, feed: Feed, status: int | None) -> Check:
    dates = [entry.published_at for entry in feed.entries if entry.published_at]
    return Check(url, feed.title, OK, status, len(feed.entries), max(dates, default=None), None, None)


def _without_copies(found: Iterable[tuple[Check, frozenset[str]]]) -> list[Check]:
    """Keep the first of those that list the same entries."""
    kept: dict[frozenset[str], Check] = {}
    for check, links in found:
        kept.setdefault(links, check)
    return list(kept.values())


def as_answer(checks: Sequence[Check]) -> Answer:
    """Return checks as rows to print; a terminal shows where feeds moved, and copies, only if there are any."""
    remarks = [name for name in ("moved_url", "duplicate_of") if any(getattr(check, name) for check in checks)]
    return Answer(Check._fields, checks, brief=("outcome", "entries", "newest_at", "url", *remarks))
