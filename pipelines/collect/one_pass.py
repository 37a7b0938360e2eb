"""One pass over feeds and their pages: asked, spooled as they came, remembered."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Container, Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from dyadwire.pipelines.collect.budgets import Allowance, Budgets
from dyadwire.pipelines.collect.fair_queue import FairQueue, QueuedRequest
from dyadwire.pipelines.collect.fetch import Fetcher
from dyadwire.pipelines.collect.forget_responses import without_forgotten
from dyadwire.pipelines.collect.pages import Left, Pages
from dyadwire.pipelines.collect.politeness import LONGEST_PAUSE, OWN_CONNECTIONS
from dyadwire.pipelines.collect.poll_state import (
    after_failure,
    after_list,
    after_nothing_new,
    after_reading,
    entry_hash,
    entry_key,
    feed_validators,
    told_if_cut,
)
from dyadwire.pipelines.collect.responses import DEFERRED, FEED, LIST, NOT_MODIFIED, OK, Response, fetch_of, unreadable
from dyadwire.pipelines.collect.schedule import longest_due, longest_unpolled
from dyadwire.pipelines.collect.spool import Spool, payload_digest
from dyadwire.pipelines.collect.states import FeedState, stamp
from dyadwire.pipelines.collect.store import NAMED, Store
from dyadwire.schemas.records import Fetch
from dyadwire.transforms.outcomes.failures import SURPRISES
from dyadwire.transforms.storage.block_list import NOTHING, Forgotten
from dyadwire.transforms.text.formats.entries import Feed
from dyadwire.transforms.text.formats.feeds import parse_feed
from dyadwire.transforms.text.formats.opml import is_opml, parse_opml
from dyadwire.transforms.text.formats.sitemaps import looks_like_sitemap, parse_sitemap
from dyadwire.transforms.text.formats.urls import registered_domain

MAX_LISTS = 2  # an index of sitemaps, a list of lists; deeper ones are loops
MAX_CHILDREN = 5000  # feeds of one list
# Under way at once: old lists hold many that never respond, and pages of other feeds wait for connections behind these.
FEEDS_OF_LIST = 128


class _Poll(NamedTuple):
    """A feed to poll, and how many lists lead to it."""

    address: str
    depth: int


class Pass:
    """One pass. Everything it keeps in the store waits there for one commit by the caller."""

    def __init__(
        self,
        fetcher: Fetcher,
        store: Store,
        spool: Spool,
        *,
        shortest_seconds: float,
        budgets: Budgets,
        followed: Container[str] = (),
        due_only: bool = False,
        pages: bool = True,
        tell: Callable[[Fetch], None] = lambda _: None,
        gone: Forgotten = NOTHING,
    ) -> None:
        """Begin a pass.

        `shortest_seconds`: the least time between polls; `budgets`: what is beyond them waits for the next pass;
        `followed`: feeds whose pages are asked for again where earlier passes left them; `due_only`: of lists, only
        feeds whose time has come; `pages`: without them, feeds alone are read;
        `gone`: what is neither asked for nor kept.
        """
        self.fetches: list[Fetch] = []
        self._fetcher = fetcher
        self._store = store
        self._spool = spool
        self._shortest = shortest_seconds
        self._allowance = Allowance(budgets)
        self._followed = followed
        self._due_only = due_only
        self._with_pages = pages
        self._tell = tell
        self._gone = gone
        self._lists: set[str] = set()
        self._polls: FairQueue[_Poll] = FairQueue(most=FEEDS_OF_LIST, most_of_host=OWN_CONNECTIONS)
        self._group = asyncio.TaskGroup()
        self._pages = Pages(fetcher, store, spool, self._allowance, self._group, self._keep_fetch, gone)

    @property
    def left(self) -> Counter[Left]:
        """Count what was not asked for."""
        return self._pages.left

    async def run(self, addresses: Iterable[str], articles: Iterable[str] = ()) -> None:
        """Poll every address and fetch what is new; fetch `articles` that no pass has fetched."""
        async with self._group:
            articles = list(articles)
            if self._with_pages:
                self._pages.queue_left(self._followed, with_articles=bool(articles))
            self._pages.queue_articles(articles)
            self._queue_polls(NAMED, dict.fromkeys(addresses), depth=0)
            self._pages.ask()
        self._pages.keep_left()

    def _queue_polls(self, named_by: str, addresses: Iterable[str], depth: int) -> None:
        for address in addresses:
            self._lists.add(address)
            self._polls.add(QueuedRequest(named_by, registered_domain(address), _Poll(address, depth)))
        self._poll_queued()

    def _poll_queued(self) -> None:
        while poll := self._polls.take():
            self._group.create_task(self._poll(poll))

    async def _poll(self, waiting: QueuedRequest[_Poll]) -> None:
        address, depth = waiting.request
        if self._with_pages:
            self._pages.queue_left_of(address)
            self._pages.ask()
        try:
            await self._ask_feed(address, depth)
        except SURPRISES as error:
            self._keep_failure(self._store.feed(address), unreadable(address, error))
        self._polls.done(waiting)
        self._poll_queued()

    async def _ask_feed(self, address: str, depth: int) -> None:
        if self._gone.covers_address(address):
            return
        state = self._store.feed(address)
        limit = self._fetcher.limits.feed_bytes
        asked = state.moved_url or address
        conditions = feed_validators(state)
        response = await self._fetcher.fetch(asked, max_bytes=limit, validators=conditions, until=self._allowance.until)
        if response.outcome == DEFERRED and (response.retry_seconds or 0.0) <= LONGEST_PAUSE:
            self.left[Left(FEED, registered_domain(asked), self._pages.refusal(response, "pass_seconds").reason)] += 1
            return  # the pass is over: the feed is still due, and the next pass begins with those that wait longest
        response = await asyncio.to_thread(without_forgotten, response._replace(url=address), self._gone)
        digest = payload_digest(response.body)
        if response.outcome == NOT_MODIFIED and (children := self._store.list_feeds(address)):
            self._poll_children(state, response, children, depth)
        elif response.outcome == NOT_MODIFIED or (response.outcome == OK and state.body_hash == digest):
            self._spool.keep_revisit(address, FEED, response.at, digest if response.body else None)
            if state.body_problem and response.outcome == OK:
                self._keep_failure(state, response._replace(outcome=state.body_problem))
            else:
                self._keep_feed(after_nothing_new(state, response, self._shortest), response)
        elif response.outcome == OK:
            await self._read(state, response, depth)
        else:
            self._keep_failure(state, response)

    async def _read(self, state: FeedState, response: Response, depth: int) -> None:
        children, lost = await asyncio.to_thread(_children, response)
        if children is not None:
            if lost:
                response = response._replace(error=f"{lost} of its outlines are broken XML, and are passed over")
            if len(children) > MAX_CHILDREN:
                response = response._replace(
                    error=f"lists {len(children)} addresses: the first {MAX_CHILDREN} are polled"
                )
            self._store.keep_list(state.url, children[:MAX_CHILDREN])
            self._poll_children(state, response, children[:MAX_CHILDREN], depth)
            return
        if is_opml(response.body):
            self._keep_unusable(state, response, parse_opml(response.body).problem or "no_feeds")
            return
        feed = await asyncio.to_thread(parse_feed, response.body, response.final_url, response.header("content-type"))
        if feed.problem and not feed.entries:
            self._keep_unusable(state, response, feed.problem)
            return
        self._keep_entries(state, response, feed)

    def _keep_entries(self, state: FeedState, response: Response, feed: Feed) -> None:
        """Remember what a feed lists, and queue the pages that are new."""
        if self._store.list_feeds(state.url):
            self._store.keep_list(state.url, ())  # it was a list once
        self._spool.keep_response(response, FEED)
        response = told_if_cut(response, feed)
        seen = self._store.seen(state.url)
        hashes = {entry_key(entry): entry_hash(entry) for entry in feed.entries}
        after = after_reading(state, response, feed, seen, self._shortest)
        self._store.keep_entries(state.url, hashes, response.at)
        if self._with_pages:
            for entry in feed.entries:
                self._pages.visit(state.url, entry, seen)
            self._pages.ask()
            if self._pages.is_full(state.url):  # read it again, though it has not changed: it lists more
                after = after._replace(etag=None, last_modified=None, body_hash=None)
        self._keep_feed(after, response)

    def _poll_children(self, state: FeedState, response: Response, children: Sequence[str], depth: int) -> None:
        """Remember a list of feeds and poll those that no other list of this pass has named."""
        self._keep_fetch(response, LIST, entries=len(children))
        self._store.keep(after_list(state, response, self._shortest))
        fresh = [child for child in children if child not in self._lists] if depth < MAX_LISTS else []
        states = [self._store.feed(child) for child in fresh]
        fresh = longest_due(states, stamp(response.at)) if self._due_only else longest_unpolled(states)
        self._queue_polls(state.url, dict.fromkeys(fresh), depth + 1)

    def _keep_unusable(self, state: FeedState, response: Response, problem: str) -> None:
        # Remembered by its bytes: the same unusable body again is the same failure, not another.
        self._spool.keep_response(response, FEED)
        state = state._replace(body_hash=payload_digest(response.body), body_problem=problem)
        self._keep_failure(state, response._replace(outcome=problem))

    def _keep_failure(self, state: FeedState, response: Response) -> None:
        self._store.keep(after_failure(state, response, self._shortest))
        self._keep_fetch(response, LIST if is_opml(response.body) else FEED, entries=0, new_entries=0)

    def _keep_feed(self, after: FeedState, response: Response) -> None:
        self._store.keep(after)
        oldest = datetime.fromisoformat(after.oldest_at) if after.oldest_at else None
        self._keep_fetch(
            response, FEED, entries=after.entries or 0, new_entries=after.new_entries or 0, oldest_at=oldest
        )

    def _keep_fetch(self, response: Response, kind: str, **listed: Any) -> None:
        fetch = fetch_of(response, kind, **listed)
        self.fetches.append(fetch)
        self._spool.keep_fetch(fetch)
        self._tell(fetch)


def _children(response: Response) -> tuple[tuple[str, ...] | None, int]:
    """Return the addresses of a list of feeds or an index of sitemaps, None for anything else and for empty ones.

    With them, how many could not be read.
    """
    if is_opml(response.body):
        opml = parse_opml(response.body)
        return tuple(feed.url for feed in opml.subscriptions) or None, opml.lost
    if looks_like_sitemap(response.body):
        return parse_sitemap(response.body, response.final_url).sitemaps or None, 0
    return None, 0
