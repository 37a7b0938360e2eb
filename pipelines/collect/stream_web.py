"""The network as the steps of a stream use it (`poll_feeds.Web`): polls and pages, in an event loop of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

from dyadwire.pipelines.collect.addresses import Guard, parse_networks
from dyadwire.pipelines.collect.fetch import Fetcher, Limits
from dyadwire.pipelines.collect.poll_state import dates_of, entry_hash, entry_key, told_if_cut, whole_since
from dyadwire.pipelines.collect.responses import NOT_MODIFIED, OK, Response, Validators, fetch_of
from dyadwire.pipelines.collect.robots_cache import FRESH, RobotsCache
from dyadwire.pipelines.collect.states import KeptRobots
from dyadwire.schemas.records import Fetch
from dyadwire.transforms.read import poll_feeds
from dyadwire.transforms.read.poll_feeds import FeedMemory, Polled
from dyadwire.transforms.text.formats.documents import Document, ListedEntry
from dyadwire.transforms.text.formats.feeds import parse_feed

# Entries that a host's state holds of one feed: the longest lists have some hundreds, and each takes 150 bytes.
REMEMBERED = 2000


class _Robots:
    """What a store keeps of robots.txt, in memory."""

    def __init__(self) -> None:
        self._kept: dict[str, KeptRobots] = {}

    def robots(self, site: str) -> KeptRobots | None:
        return self._kept.get(site)

    def keep_robots(self, site: str, body: bytes, now: datetime) -> None:
        self._kept[site] = KeptRobots(body, now)


class OpenWeb:
    """Implements `poll_feeds.Web`. Until `open` it is plain values, and can be sent to workers."""

    def __init__(self, allow_networks: Sequence[str] = (), contact: str | None = None) -> None:
        parse_networks(allow_networks)
        self._networks, self._contact = tuple(allow_networks), contact
        self._runner: asyncio.Runner | None = None

    def __getstate__(self) -> tuple[tuple[str, ...], str | None]:
        return self._networks, self._contact

    def __setstate__(self, state: tuple[tuple[str, ...], str | None]) -> None:
        (self._networks, self._contact), self._runner = state, None

    def open(self) -> None:
        """Start an event loop with a fetcher in it."""
        self._runner = asyncio.Runner()
        self._runner.run(self._begin())

    async def _begin(self) -> None:
        guard = Guard(parse_networks(self._networks))
        self._fetcher = Fetcher(guard, Limits(), contact=self._contact)
        self._forget_robots()
        await self._fetcher.__aenter__()

    def _forget_robots(self) -> None:
        self._fetcher.robots = RobotsCache(self._fetcher, _Robots())
        self._robots_since = datetime.now(UTC)

    def close(self) -> None:
        """End the event loop."""
        if self._runner:
            self._runner.run(self._fetcher.__aexit__())
            self._runner.close()
            self._runner = None

    def poll(self, feed: str, memory: FeedMemory) -> Polled:
        """Ask a feed once; what fails is told by the request's outcome, and nothing is forgotten."""
        response = self._ask(feed, Validators(memory.etag, memory.last_modified))
        if response.outcome == OK:
            return read_poll(response, memory)
        # Not modified: everything since the last poll is listed.
        since = datetime.fromisoformat(memory.at) if memory.at and response.outcome == NOT_MODIFIED else None
        fetch = fetch_of(response, "feed", entries=0, new_entries=0, oldest_at=since)
        return Polled((), fetch, memory._replace(at=response.at.isoformat()))

    def _ask(self, feed: str, validators: Validators) -> Response:
        if self._runner is None:
            raise RuntimeError("the web is not open")
        if datetime.now(UTC) - self._robots_since > FRESH:
            self._forget_robots()
        limit = self._fetcher.limits.feed_bytes
        return self._runner.run(self._fetcher.fetch(feed, max_bytes=limit, validators=validators))

    def get_pages(self, urls: Sequence[str]) -> list[tuple[Document | None, Fetch]]:
        """Ask for pages, as many at once as there are hosts; those whose turn does not come in time are deferred."""
        if self._runner is None:
            raise RuntimeError("the web is not open")
        return self._runner.run(self._get_pages(urls))

    async def _get_pages(self, urls: Sequence[str]) -> list[tuple[Document | None, Fetch]]:
        limit, until = self._fetcher.limits.page_bytes, asyncio.get_running_loop().time() + poll_feeds.BUNDLE_SECONDS
        asked = (self._fetcher.fetch(url, max_bytes=limit, page=True, until=until) for url in urls)
        return [(document_of(response), fetch_of(response, "page")) for response in await asyncio.gather(*asked)]


def document_of(response: Response) -> Document | None:
    """Return a response as the document of a page; None where there is none."""
    if response.outcome != OK:
        return None
    content_type, final = response.header("content-type"), response.final_url
    return Document(response.url, "page", response.url, response.at, response.body, None, None, content_type, final)


def read_poll(response: Response, memory: FeedMemory) -> Polled:
    """Return what is new in a feed since the poll that is remembered."""
    feed = parse_feed(response.body, response.final_url, response.header("content-type"))
    if feed.problem and not feed.entries:
        failed = fetch_of(response._replace(outcome=feed.problem), "feed", entries=0, new_entries=0)
        return Polled((), failed, memory._replace(at=response.at.isoformat()))
    response = told_if_cut(response, feed)
    hashes = {entry_key(entry): entry_hash(entry) for entry in feed.entries}
    fresh = [entry for entry in feed.entries if memory.seen.get(entry_key(entry)) != entry_hash(entry)]
    unseen = sum(key not in memory.seen for key in hashes)
    older = {key: value for key, value in memory.seen.items() if key not in hashes}
    seen = dict(list((older | hashes).items())[-max(REMEMBERED, len(hashes)) :])
    oldest = whole_since(dates_of(feed, response.at), memory.seen, memory.at)
    fetch = fetch_of(response, "feed", len(feed.entries), unseen, oldest)
    validators = response.validators
    after = FeedMemory(validators.etag, validators.last_modified, response.at.isoformat(), seen)
    return Polled(tuple(ListedEntry(entry, response.url, response.at) for entry in fresh), fetch, after)
