"""Find feeds, and check lists of them, without a lake."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from dyadwire.pipelines.ask.answer import Answer
from dyadwire.pipelines.collect.addresses import Guard, parse_networks
from dyadwire.pipelines.collect.budgets import Budgets
from dyadwire.pipelines.collect.fetch import Fetcher, Limits
from dyadwire.pipelines.collect.responses import DEFERRED, LIST, OK
from dyadwire.pipelines.collect.robots_cache import RobotsCache
from dyadwire.pipelines.collect.states import FeedState
from dyadwire.pipelines.collect.store import open_store
from dyadwire.pipelines.collect.subscriptions import read_subscriptions
from dyadwire.pipelines.collect.to_spool import collect
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.scratch import temporary_folder
from dyadwire.transforms.text.formats.articles import decode_html
from dyadwire.transforms.text.formats.discover import feed_candidates
from dyadwire.transforms.text.formats.feeds import Feed, parse_feed
from dyadwire.transforms.text.formats.urls import http_url

_CHECK_SECONDS = 6 * 3600.0  # one host that is asked once a second has 20,000 feeds read by then


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
    """Read every feed of lists once, politely, and compare them; their pages are not asked for.

    Feeds that were named and are not asked within six hours are `deferred`.
    """
    with temporary_folder() as folder:
        budgets = Budgets(pass_seconds=_CHECK_SECONDS)
        collect(lists, Path(folder), allow_networks=allow_network, contact=contact, pages=False, budgets=budgets)
        store = open_store(Path(folder))
        try:
            known = [state for state in store.feeds() if state.outcome]
            states = [state for state in known if state.outcome != LIST]
            lists_read = {state.url for state in known if state.outcome == LIST}
            keys = {state.url: frozenset(store.seen(state.url)) for state in states}
        finally:
            store.close()
    order = {feed.url: number for number, feed in enumerate(read_subscriptions(lists))}
    polled = {state.url for state in states}
    states += [FeedState(url, outcome=DEFERRED) for url in order if url not in polled | lists_read]
    states.sort(key=lambda state: (order.get(state.url, len(order)), state.url))
    first: dict[frozenset[str], str] = {}
    return [
        _check(state, first.setdefault(keys[state.url], state.url) if keys.get(state.url) else None) for state in states
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
    with temporary_folder() as folder:
        store = open_store(Path(folder))
        fetcher.robots = RobotsCache(fetcher, store)
        try:
            found = asyncio.run(_find(fetcher, address))
        finally:
            store.close()
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
    response = await fetcher.fetch(url, max_bytes=fetcher.limits.feed_bytes)
    if response.outcome != OK:
        return None
    feed = await asyncio.to_thread(parse_feed, response.body, response.final_url, response.header("content-type"))
    links = frozenset(entry.link or entry.title for entry in feed.entries)
    return (_found(url, feed, response.status), links) if feed.entries else None


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
    blocked = any(check.outcome == "address_blocked" for check in checks)
    told = "Not asked: an address that is not public. --allow-network CIDR opens those that you trust."
    brief = ("outcome", "entries", "newest_at", "url", *remarks)
    notes = (told,) if blocked else ()
    return Answer(Check._fields, checks, brief=brief, notes=notes, more=notes)
