"""One pass over feeds and their pages: asked, spooled as they came, remembered."""

from __future__ import annotations

import asyncio
import math
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta

from pipelines.wire.answers import DEFERRED, FEED, LIST, MAY_HEAL, NOT_MODIFIED, OK, PAGE, Answer
from pipelines.wire.fetch import Fetcher
from pipelines.wire.politeness import LONGEST_PAUSE
from pipelines.wire.remembering import (
    after_failure,
    after_list,
    after_nothing_new,
    after_reading,
    entry_hash,
    entry_key,
    feed_validators,
    page_after,
    storable,
)
from pipelines.wire.spool import Spool, payload_digest
from pipelines.wire.store import FeedState, PageState, Store, longest_due, stamp
from schemas.records import Fetch
from transforms.text.entries import Entry
from transforms.text.feeds import parse_feed
from transforms.text.opml import is_opml, parse_opml
from transforms.text.sitemaps import looks_like_sitemap, parse_sitemap
from transforms.text.urls import canonical_url, registered_domain

MAX_LISTS = 2  # an index of sitemaps, a list of lists; deeper ones are loops
MAX_CHILDREN = 5000  # feeds of one list

UNREADABLE = "unreadable"
# What hostile content may set off in a parser. One feed or page is lost by it, not the pass; errors of the disk, the
# store and the network's own are none of these, and end the pass or have outcomes.
_BROKEN = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)


class Pass:
    """One pass. Everything it keeps in the store waits there for one commit by the caller."""

    def __init__(
        self,
        fetcher: Fetcher,
        store: Store,
        spool: Spool,
        *,
        shortest_seconds: float,
        pass_seconds: float | None = None,
        due_only: bool = False,
        pages: bool = True,
        tell: Callable[[Fetch], None] = lambda _: None,
    ) -> None:
        """Begin a pass.

        `shortest_seconds`: the least time between polls; `pass_seconds`: after it, pages wait for the next pass;
        `due_only`: of lists, only feeds whose time has come; `pages`: without them, feeds alone are read.
        """
        self.fetches: list[Fetch] = []
        self.left: Counter[str] = Counter()  # what was not asked for and is due in the next pass, by kind
        self._fetcher = fetcher
        self._store = store
        self._spool = spool
        self._shortest = shortest_seconds
        self._until = time.monotonic() + pass_seconds if pass_seconds else math.inf  # as the event loop counts
        self._due_only = due_only
        self._with_pages = pages
        self._tell = tell
        self._lists: set[str] = set()
        self._pages: dict[str, asyncio.Task[None]] = {}
        self._told: set[str] = set()

    async def run(self, addresses: Iterable[str], articles: Iterable[str] = ()) -> None:
        """Poll every address and fetch what is new; fetch `articles` that no pass has fetched."""
        for article in articles:
            canonical = canonical_url(article)
            if canonical and self._store.page(canonical) is None:
                self._page_task(canonical, article, None)
        async with asyncio.TaskGroup() as group:
            retries = self._store.pages_to_retry(MAY_HEAL, datetime.now(UTC)) if self._with_pages else []
            for page in retries:
                self._page_task(page.url, page.asked_url, page)
            for address in dict.fromkeys(addresses):
                self._lists.add(address)
                group.create_task(self._poll(address, depth=0))
        await asyncio.gather(*self._pages.values())

    async def _poll(self, address: str, depth: int) -> None:
        try:
            await self._ask_feed(address, depth)
        except _BROKEN as error:
            self._keep_failure(self._store.feed(address), _unreadable(address, error))

    async def _ask_feed(self, address: str, depth: int) -> None:
        state = self._store.feed(address)
        limit = self._fetcher.limits.feed_bytes
        asked = state.moved_url or address
        conditions = feed_validators(state)
        answer = await self._fetcher.fetch(asked, max_bytes=limit, validators=conditions, until=self._until)
        if answer.outcome == DEFERRED and (answer.retry_seconds or 0.0) <= LONGEST_PAUSE:
            self.left[FEED] += 1
            return  # the pass is over: the feed is still due, and the next pass begins with those that wait longest
        answer = answer._replace(url=address)
        digest = payload_digest(answer.body)
        if answer.outcome == NOT_MODIFIED and (children := self._store.list_feeds(address)):
            await self._poll_children(state, answer, children, depth)
        elif answer.outcome == NOT_MODIFIED or (answer.outcome == OK and state.body_hash == digest):
            self._spool.keep_revisit(address, FEED, answer.at, digest if answer.body else None)
            if state.body_problem and answer.outcome == OK:
                self._keep_failure(state, answer._replace(outcome=state.body_problem))
            else:
                self._keep_feed(after_nothing_new(state, answer, self._shortest), answer)
        elif answer.outcome == OK:
            await self._read(state, answer, depth)
        else:
            self._keep_failure(state, answer)

    async def _read(self, state: FeedState, answer: Answer, depth: int) -> None:
        children = await asyncio.to_thread(_children, answer)
        if children is not None:
            if len(children) > MAX_CHILDREN:
                answer = answer._replace(error=f"lists {len(children)} addresses: the first {MAX_CHILDREN} are polled")
            self._store.keep_list(state.url, children[:MAX_CHILDREN])
            await self._poll_children(state, answer, children[:MAX_CHILDREN], depth)
            return
        if is_opml(answer.body):
            self._keep_unusable(state, answer, parse_opml(answer.body).problem or "no_feeds")
            return
        feed = await asyncio.to_thread(parse_feed, answer.body, answer.final_url, answer.header("content-type"))
        if feed.problem:
            self._keep_unusable(state, answer, feed.problem)
            return
        if self._store.list_feeds(state.url):
            self._store.keep_list(state.url, ())  # it was a list once
        self._spool.keep_response(answer, FEED)
        seen = self._store.seen(state.url)
        hashes = {entry_key(entry): entry_hash(entry) for entry in feed.entries}
        self._keep_feed(after_reading(state, answer, feed, seen, self._shortest), answer)
        self._store.keep_entries(state.url, hashes, answer.at)
        if self._with_pages:
            await asyncio.gather(*(self._visit(entry, seen) for entry in feed.entries))

    async def _poll_children(self, state: FeedState, answer: Answer, children: Sequence[str], depth: int) -> None:
        """Remember a list of feeds and poll those that no other list of this pass has named."""
        self._keep_fetch(answer, LIST, entries=len(children))
        self._store.keep_feed(after_list(state, answer, self._shortest))
        now = stamp(answer.at)
        fresh = [child for child in children if child not in self._lists] if depth < MAX_LISTS else []
        if self._due_only:
            fresh = longest_due((self._store.feed(child) for child in fresh), now)
        self._lists.update(fresh)
        await asyncio.gather(*(self._poll(child, depth + 1) for child in fresh))

    async def _visit(self, entry: Entry, seen: dict[str, str]) -> None:
        """Fetch the page of an entry if nobody has, or if the entry has changed since; else tell that it is known."""
        canonical = canonical_url(entry.link) if entry.link else None
        if canonical is None or canonical in self._pages:
            return
        page = self._store.page(canonical)
        key = entry_key(entry)
        changed = key in seen and seen[key] != entry_hash(entry)
        if page is None or changed:
            await self._page_task(canonical, entry.link or canonical, page)
        elif page.body_hash and canonical not in self._told:
            self._told.add(canonical)
            self._spool.keep_revisit(page.asked_url, PAGE, datetime.now(UTC))

    def _page_task(self, canonical: str, asked: str, page: PageState | None) -> asyncio.Task[None]:
        if canonical not in self._pages:
            self._pages[canonical] = asyncio.ensure_future(self._fetch_page(canonical, asked, page))
        return self._pages[canonical]

    async def _fetch_page(self, canonical: str, asked: str, page: PageState | None) -> None:
        known = page or PageState(canonical, asked)
        try:
            await self._ask_page(known, asked)
        except _BROKEN as error:
            self._keep_page(known, _unreadable(asked, error))

    async def _ask_page(self, known: PageState, asked: str) -> None:
        if time.monotonic() > self._until:
            self._defer(known, asked, 0.0)
            return
        limit, until = self._fetcher.limits.page_bytes, self._until
        answer = await self._fetcher.fetch(asked, max_bytes=limit, validators=known.validators, page=True, until=until)
        if answer.outcome == DEFERRED:
            self._defer(known, asked, answer.retry_seconds or 0.0)
        else:
            self._keep_page(known, answer)

    def _defer(self, known: PageState, asked: str, seconds: float) -> None:
        """Leave a page to a later pass. It was not asked for: that is no request, and no failure of the page."""
        now = datetime.now(UTC)
        self.left[PAGE] += 1
        self._keep_known(known, asked, now)
        self._store.keep_page(known._replace(outcome=DEFERRED, next_try_at=stamp(now + timedelta(seconds=seconds))))

    def _keep_page(self, known: PageState, answer: Answer) -> None:
        digest = payload_digest(answer.body)
        if answer.outcome == OK and digest != known.body_hash:
            self._spool.keep_response(answer, PAGE)
        elif answer.outcome in (OK, NOT_MODIFIED):
            self._spool.keep_revisit(answer.url, PAGE, answer.at, digest if answer.body else None)
        else:
            self._keep_known(known, answer.url, answer.at)
        self._keep_fetch(answer, PAGE)
        self._store.keep_page(page_after(known, answer, digest))

    def _keep_known(self, known: PageState, asked: str, at: datetime) -> None:
        """Tell that an earlier segment has the page: its full text stands until a request brings a newer one.

        Without it the changed entry would become a revision that holds the feed's summary alone.
        """
        if known.body_hash:
            self._spool.keep_revisit(asked, PAGE, at)

    def _keep_unusable(self, state: FeedState, answer: Answer, problem: str) -> None:
        # Remembered by its bytes: the same unusable body again is the same failure, not another.
        self._spool.keep_response(answer, FEED)
        state = state._replace(body_hash=payload_digest(answer.body), body_problem=problem)
        self._keep_failure(state, answer._replace(outcome=problem))

    def _keep_failure(self, state: FeedState, answer: Answer) -> None:
        self._store.keep_feed(after_failure(state, answer, self._shortest))
        self._keep_fetch(answer, LIST if is_opml(answer.body) else FEED, entries=0, new_entries=0)

    def _keep_feed(self, after: FeedState, answer: Answer) -> None:
        self._store.keep_feed(after)
        oldest = datetime.fromisoformat(after.oldest_at) if after.oldest_at else None
        self._keep_fetch(answer, FEED, after.entries or 0, after.new_entries or 0, oldest)

    def _keep_fetch(
        self,
        answer: Answer,
        kind: str,
        entries: int | None = None,
        new_entries: int | None = None,
        oldest_at: datetime | None = None,
    ) -> None:
        fetch = Fetch(
            fetched_date=answer.at.date(),
            url=answer.url,
            at=answer.at,
            kind=kind,
            outlet=registered_domain(answer.url),
            status=answer.status,
            outcome=answer.outcome,
            bytes=answer.received,
            entries=entries,
            new_entries=new_entries,
            oldest_at=oldest_at,
            seconds=answer.seconds,
            error=answer.error,
        )
        self.fetches.append(fetch)
        self._spool.keep_fetch(fetch)
        self._tell(fetch)


def _children(answer: Answer) -> tuple[str, ...] | None:
    """Return the addresses of a list of feeds or an index of sitemaps; None for anything else and for empty ones."""
    if is_opml(answer.body):
        return tuple(feed.url for feed in parse_opml(answer.body).subscriptions) or None
    if looks_like_sitemap(answer.body):
        return parse_sitemap(answer.body, answer.final_url).sitemaps or None
    return None


def _unreadable(address: str, error: Exception) -> Answer:
    return Answer(
        address, address, UNREADABLE, datetime.now(UTC), error=storable(f"{type(error).__name__}: {error}")[:200]
    )
