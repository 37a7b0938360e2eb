"""Collect: feeds and pages from the network into spool segments that a bounded run reads."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, nullcontext
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from dyadwire.pipelines.collect.addresses import Guard, OnConnect, parse_networks
from dyadwire.pipelines.collect.budgets import Budgets
from dyadwire.pipelines.collect.fetch import Fetcher, Limits
from dyadwire.pipelines.collect.forget_responses import forgotten_of
from dyadwire.pipelines.collect.one_pass import Pass
from dyadwire.pipelines.collect.pages import Left
from dyadwire.pipelines.collect.responses import NOT_MODIFIED, OK
from dyadwire.pipelines.collect.robots_cache import RobotsCache
from dyadwire.pipelines.collect.schedule import longest_due, longest_unpolled
from dyadwire.pipelines.collect.spool import Spool, locked_spool
from dyadwire.pipelines.collect.states import FeedState, stamp
from dyadwire.pipelines.collect.store import NAMED, Store, open_store
from dyadwire.pipelines.collect.subscriptions import read_subscriptions
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.schemas.records import Fetch
from dyadwire.transforms.text.formats.opml import Subscription

SHORTEST_SECONDS = 900.0  # between polls of a feed, where the caller names no other
_LOOK_SECONDS = 0.2  # between looks at whether a pass is to stop


class CollectReport(NamedTuple):
    """What one pass brought: finished segments, every request, and what was left to the next pass, and why."""

    segments: tuple[Path, ...]
    fetches: tuple[Fetch, ...]
    left: Counter[Left]
    budgets: Budgets
    stopped: bool

    def outcomes(self, kind: str) -> Counter[str]:
        """Count the outcomes of requests of one kind: feed, page or list."""
        return Counter(fetch.outcome for fetch in self.fetches if fetch.kind == kind)

    @property
    def unread(self) -> int:
        """Count the feeds and lists that could not be read where not one feed could; else 0."""
        feeds, lists = self.outcomes("feed"), self.outcomes("list")
        unread_lists = lists.total() - lists[OK] - lists[NOT_MODIFIED]
        return 0 if feeds[OK] or feeds[NOT_MODIFIED] else feeds.total() + unread_lists


def collect(
    feeds: Sequence[str],
    spool: Path,
    *,
    allow_networks: Iterable[str] = (),
    store: Path | None = None,
    contact: str | None = None,
    limits: Limits | None = None,
    shortest_seconds: float = SHORTEST_SECONDS,
    budgets: Budgets | None = None,
    due_only: bool = False,
    pages: bool = True,
    locked: bool = False,
    articles: Sequence[str] = (),
    on_connect: OnConnect | None = None,
    tell: Callable[[Fetch], None] = lambda _: None,
    stopped: threading.Event | None = None,
) -> CollectReport:
    """Poll feeds once, fetch the pages that are new, and spool everything; DyadwireError for what the user can mend.

    `feeds` are http(s) addresses of feeds, lists (OPML) and sitemaps, or local files with them (OPML, or one address a
    line). `store` is the file with what passes remember, by default a hidden one in the spool. It is committed once,
    when the segments are safe on the disk. What is beyond the `budgets` is left to the next pass, which begins with
    the feeds and hosts that had least of this one. Pages that earlier passes left are asked for where a feed of this
    pass lists them. `due_only` leaves out feeds whose time has not come, `pages=False` all pages; with `locked` the
    caller has locked the spool. `articles` are addresses of pages to fetch as well, without a feed. `on_connect` is
    told every address that is connected to. Once `stopped` is set, nothing more is asked for, and what came is kept.
    """
    networks, budgets, stopped = parse_networks(allow_networks), budgets or Budgets(), stopped or threading.Event()
    subscriptions = read_subscriptions(feeds) if feeds or not articles else []
    with nullcontext() if locked else locked_spool(spool), closing(open_store(spool, store)) as opened:
        addresses = _remember(opened, subscriptions, due_only)
        segments = Spool(spool, datetime.now(UTC))
        fetcher = Fetcher(Guard(networks), limits or Limits(), contact=contact, on_connect=on_connect)
        work = Pass(
            fetcher,
            opened,
            segments,
            shortest_seconds=shortest_seconds,
            budgets=budgets,
            followed={state.url for state in opened.followed()} if subscriptions else (),
            due_only=due_only,
            pages=pages,
            tell=tell,
            gone=forgotten_of(spool, opened.path),
        )
        try:
            asyncio.run(_collect(fetcher, opened, work, addresses, articles, stopped))
            finished = segments.close()
        except BaseException as error:
            segments.abandon()
            if mendable := _mendable(error, spool):
                raise mendable from error
            raise
        opened.commit()
        return CollectReport(tuple(finished), tuple(work.fetches), work.left, budgets, stopped.is_set())


def _mendable(error: BaseException, spool: Path) -> DyadwireError | None:
    """Return what the user can mend of an error that ended a pass: of the disk, or of the store. Others are defects.

    Errors of the network never end a pass.
    """
    if isinstance(error, BaseExceptionGroup):
        return next(filter(None, (_mendable(each, spool) for each in error.exceptions)), None)
    if isinstance(error, OSError):
        return DyadwireError(f"cannot write the spool at {spool}: {error.strerror or error}")
    return DyadwireError(str(error)) if isinstance(error, DyadwireError) else None


async def _collect(
    fetcher: Fetcher,
    store: Store,
    work: Pass,
    addresses: Iterable[str],
    articles: Iterable[str],
    stopped: threading.Event,
) -> None:
    async with fetcher:
        fetcher.robots = RobotsCache(fetcher, store)
        heeding = asyncio.create_task(_heed(stopped, fetcher))
        try:
            await work.run(addresses, articles)
        finally:
            heeding.cancel()


async def _heed(stopped: threading.Event, fetcher: Fetcher) -> None:
    while not stopped.is_set():
        await asyncio.sleep(_LOOK_SECONDS)
    fetcher.stop()


def unfinished(spool: Path, store: Store) -> list[list[Path]]:
    """Return the segments of a spool that no lake has yet, pass by pass, the oldest first.

    A pass is what a batch is made of: run again after a kill, the same segments give the same batch.
    """
    finished = store.finished()
    waiting = sorted(segment for segment in spool.glob("*.warc.gz") if segment.name not in finished)
    return [list(segments) for _, segments in groupby(waiting, key=lambda segment: segment.name.split("-")[0])]


def _remember(store: Store, subscriptions: Iterable[Subscription], due_only: bool) -> list[str]:
    """Keep titles and tags of feeds that are new; return the addresses to poll."""
    now = stamp(datetime.now(UTC))
    wanted: list[FeedState] = []
    for subscription in subscriptions:
        state = store.feed(subscription.url)
        if subscription.tags or subscription.title:
            tags = ", ".join(subscription.tags)
            state = state._replace(title=state.title or subscription.title or None, tags=tags or None)
            store.keep(state)
        wanted.append(state)
        if due_only and not state.is_due(now):  # a list that is not due has feeds that are
            wanted += map(store.feed, store.list_feeds(subscription.url))
    named = sorted(subscription.url for subscription in subscriptions)
    if named and named != store.list_feeds(NAMED):
        store.keep_list(NAMED, named)
    store.commit()
    return longest_due(wanted, now) if due_only else longest_unpolled(wanted)


def next_due(store: Store, now: datetime, longest: timedelta) -> datetime:
    """Return the instant of the next poll of any feed, at most `longest` from now."""
    times = [state.next_poll_at for state in store.followed() if state.next_poll_at and not state.retired]
    latest = now + longest
    return min([latest, *(datetime.fromisoformat(time) for time in times)])
