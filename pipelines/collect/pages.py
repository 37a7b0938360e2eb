"""The pages of one pass: queued, asked for within the budgets, spooled as they came, remembered or left to the next."""

from __future__ import annotations

from asyncio import TaskGroup
from collections import Counter
from collections.abc import Callable, Container, Iterable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from dyadwire.pipelines.collect.budgets import ASKED_TO_WAIT, STOPPED, TOO_MANY, Allowance, Permit, Refusal
from dyadwire.pipelines.collect.fair_queue import FairQueue, QueuedRequest
from dyadwire.pipelines.collect.fetch import Fetcher
from dyadwire.pipelines.collect.forget_responses import page_addresses
from dyadwire.pipelines.collect.politeness import LONGEST_PAUSE, OWN_CONNECTIONS
from dyadwire.pipelines.collect.poll_state import entry_hash, entry_key, page_after
from dyadwire.pipelines.collect.responses import DEFERRED, NOT_MODIFIED, OK, PAGE, RETRY_LATER, Response, unreadable
from dyadwire.pipelines.collect.spool import Spool, payload_digest
from dyadwire.pipelines.collect.states import PageState, longest_wait, stamp
from dyadwire.pipelines.collect.store import Store
from dyadwire.transforms.outcomes.failures import SURPRISES
from dyadwire.transforms.storage.block_list import NOTHING, Forgotten
from dyadwire.transforms.text.formats.canonical_url import canonical_url
from dyadwire.transforms.text.formats.entries import Entry
from dyadwire.transforms.text.formats.urls import registered_domain

PAGES_OF_FEED = 16  # under way at once, of those that one feed lists
ARTICLES = ""  # the feed of pages that were named without one; no address is empty
# Pages of one feed that are remembered to be asked for: one that lists others at every poll must not fill the memory.
MOST_WAITING = 20_000


class Left(NamedTuple):
    """What a pass did not ask for: of which kind and host, and why."""

    kind: str
    host: str
    reason: str


class _Page(NamedTuple):
    """A page to ask for: its address, and what is known of it."""

    asked: str
    known: PageState


class Pages:
    """Asks for pages, each when its turn comes. What it keeps in the store waits there for the caller's commit."""

    def __init__(
        self,
        fetcher: Fetcher,
        store: Store,
        spool: Spool,
        allowance: Allowance,
        group: TaskGroup,
        keep_fetch: Callable[[Response, str], None],
        gone: Forgotten = NOTHING,
    ) -> None:
        """Begin: requests are tasks of the group; `keep_fetch` is told each, with its kind; `gone` is not asked for."""
        self.left: Counter[Left] = Counter()
        self._fetcher = fetcher
        self._store = store
        self._spool = spool
        self._allowance = allowance
        self._group = group
        self._keep_fetch = keep_fetch
        self._gone = gone
        self._requests: FairQueue[_Page] = FairQueue(most=PAGES_OF_FEED, most_of_host=OWN_CONNECTIONS)
        self._named: set[str] = set()  # that were queued
        self._revisited: set[str] = set()
        self._unfollowed: dict[str, list[PageState]] = {}  # left by earlier passes, by feeds not followed so far
        self._postponed: list[tuple[QueuedRequest[_Page], float]] = []  # with the seconds that their hosts asked for
        self._asked: Counter[str] = Counter()  # by feed and by host

    def queue_left(self, followed: Container[str], *, with_articles: bool) -> None:
        """Queue what earlier passes left of feeds that are followed; of lists of articles where this pass has some."""
        now = stamp(datetime.now(UTC))
        for page, feeds in self._store.waiting_pages(RETRY_LATER, now, after=longest_wait(now)):
            feed = next((feed for feed in feeds if feed in followed), None)
            if feed is not None or (with_articles and not feeds):
                self._queue(feed or ARTICLES, page, page.asked_url)
            for other in feeds if feed is None else ():
                self._unfollowed.setdefault(other, []).append(page)

    def queue_left_of(self, feed: str) -> None:
        """Queue what earlier passes left of a feed that a list of this pass has named."""
        for page in self._unfollowed.pop(feed, ()):
            self._queue(feed, page, page.asked_url)

    def queue_articles(self, addresses: Iterable[str]) -> None:
        """Queue addresses that no pass has fetched and no feed lists."""
        for address in addresses:
            canonical = canonical_url(address)
            if canonical and not self._gone.covers_address(canonical) and self._store.page(canonical) is None:
                self._queue(ARTICLES, PageState(canonical, address), address)

    def visit(self, feed: str, entry: Entry, seen: dict[str, str]) -> None:
        """Queue the page of an entry that nobody has, or that has changed since; of any other tell that it is known."""
        canonical = canonical_url(entry.link) if entry.link else None
        if canonical is None or canonical in self._named:
            return
        page = self._store.page(canonical)
        key = entry_key(entry)
        changed = key in seen and seen[key] != entry_hash(entry)
        if page is None or changed or page.is_waiting(stamp(datetime.now(UTC))):
            asked = entry.link or canonical
            self._queue(feed, page or PageState(canonical, asked), asked)
        elif page.body_hash and canonical not in self._revisited:
            self._revisited.add(canonical)
            self._spool.keep_revisit(page.asked_url, PAGE, datetime.now(UTC))

    def is_full(self, feed: str) -> bool:
        """Tell whether as many pages of a feed were queued as are remembered."""
        return self._requests.added(feed) >= MOST_WAITING and feed != ARTICLES

    def ask(self) -> None:
        """Ask for queued pages, as many as may be under way, and leave those that are beyond a budget."""
        while waiting := self._requests.take():
            refused = Refusal(STOPPED) if self._fetcher.stopping else None
            authority = _authority(waiting.request.asked)
            permit = refused or self._allowance.take(waiting.named_by, waiting.host, authority)
            if isinstance(permit, Permit):
                self._group.create_task(self._fetch(waiting, permit))
            else:
                self._postpone(waiting, permit)
                self._requests.done(waiting)

    def refusal(self, response: Response, reason: str) -> Refusal:
        """Return why a request was deferred: by `reason` where neither a signal nor its host asked for that."""
        seconds = response.retry_seconds or 0.0
        if self._fetcher.stopping:
            return Refusal(STOPPED)
        # A wait that is short enough, but goes beyond a budget, is over by the next pass.
        return Refusal(ASKED_TO_WAIT, seconds) if seconds > LONGEST_PAUSE else Refusal(reason)

    def keep_left(self) -> None:
        """Remember what was left, so that the next pass begins with the feeds and hosts that had least of this one."""
        now = datetime.now(UTC)
        had_least = sorted(self._postponed, key=lambda left: (self._asked[left[0].named_by], self._asked[left[0].host]))
        for order, (waiting, seconds) in enumerate(had_least):
            asked, known = waiting.request
            at = stamp(now + timedelta(seconds=seconds, microseconds=order))
            self._keep_known(known, asked, now)
            self._store.keep(known._replace(outcome=DEFERRED, next_try_at=at))

    def _queue(self, feed: str, known: PageState, asked: str) -> None:
        host = registered_domain(asked)
        if self.is_full(feed):
            self.left[Left(PAGE, host, TOO_MANY)] += 1
        elif known.url not in self._named:
            self._named.add(known.url)
            self._requests.add(QueuedRequest(feed, host, _Page(asked, known)))

    async def _fetch(self, waiting: QueuedRequest[_Page], permit: Permit) -> None:
        page = waiting.request
        try:
            await self._ask(waiting, permit)
        except SURPRISES as error:
            self._keep(page.known, unreadable(page.asked, error))
        self._requests.done(waiting)
        self.ask()

    async def _ask(self, waiting: QueuedRequest[_Page], permit: Permit) -> None:
        asked, known = waiting.request
        limit, until = self._fetcher.limits.page_bytes, permit.until
        response = await self._fetcher.fetch(
            asked, max_bytes=limit, validators=known.validators, page=True, until=until
        )
        if response.outcome != DEFERRED:
            self._asked.update((waiting.named_by, waiting.host))
            self._keep(known, response)
            return
        self._allowance.give_back(waiting.named_by, waiting.host)
        refusal, late = self.refusal(response, permit.reason), _authority(response.final_url)
        if late == _authority(asked) and refusal.reason not in (STOPPED, "feed_seconds"):
            self._allowance.close(late, refusal)
        self._postpone(waiting, refusal)

    def _postpone(self, waiting: QueuedRequest[_Page], refusal: Refusal) -> None:
        """Leave a page to a later pass. It was not asked for: that is no request, and no failure of the page."""
        self.left[Left(PAGE, waiting.host, refusal.reason)] += 1
        self._postponed.append((waiting, refusal.seconds))

    def _keep(self, known: PageState, response: Response) -> None:
        if self._gone != NOTHING and any(map(self._gone.covers_address, page_addresses(response))):
            self._spool.keep_revisit(response.url, PAGE, response.at)  # else its entry would stand for it
            self._store.forget_page(known.url)
            return
        digest = payload_digest(response.body)
        if response.outcome == OK and digest != known.body_hash:
            self._spool.keep_response(response, PAGE)
        elif response.outcome in (OK, NOT_MODIFIED):
            self._spool.keep_revisit(response.url, PAGE, response.at, digest if response.body else None)
        else:
            self._keep_known(known, response.url, response.at)
        self._keep_fetch(response, PAGE)
        self._store.keep(page_after(known, response, digest))

    def _keep_known(self, known: PageState, asked: str, at: datetime) -> None:
        """Tell that an earlier segment has the page: its full text stands until a request brings a newer one.

        Without it the changed entry would become a revision that holds the feed's summary alone.
        """
        if known.body_hash:
            self._spool.keep_revisit(asked, PAGE, at)


def _authority(url: str) -> str:
    """Return host and port as an address has them; nothing where it is none."""
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""
