"""The network as the steps of a stream use it: polls and pages, each once, with an event loop of their own."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

from pipelines.wire.addresses import Guard, parse_networks
from pipelines.wire.answers import NOT_MODIFIED, OK, Answer, Validators
from pipelines.wire.fetch import Fetcher, Limits
from pipelines.wire.remembering import entry_hash, entry_key
from pipelines.wire.robots_cache import FRESH, RobotsCache
from pipelines.wire.store import KeptRobots
from schemas.records import Fetch
from transforms import poll_feeds
from transforms.poll_feeds import FeedMemory, Polled
from transforms.text.collection import listed_since
from transforms.text.dates import EARLIEST, FUTURE
from transforms.text.documents import Document, ListedEntry
from transforms.text.entries import Feed
from transforms.text.feeds import parse_feed
from transforms.text.urls import registered_domain

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
    """Implements `transforms.poll_feeds.Web`. Until `open` it is plain values, and can be sent to workers."""

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
        answer = self._ask(feed, Validators(memory.etag, memory.last_modified))
        if answer.outcome == OK:
            return read_poll(answer, memory)
        # Not modified: everything since the last poll is listed.
        since = datetime.fromisoformat(memory.at) if memory.at and answer.outcome == NOT_MODIFIED else None
        fetch = fetch_of(answer, "feed", entries=0, new_entries=0, oldest_at=since)
        return Polled((), fetch, memory._replace(at=answer.at.isoformat()))

    def _ask(self, feed: str, validators: Validators) -> Answer:
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
        return [(document_of(answer), fetch_of(answer, "page")) for answer in await asyncio.gather(*asked)]


def document_of(answer: Answer) -> Document | None:
    """Return an answer as the document of a page; None where there is none."""
    if answer.outcome != OK:
        return None
    content_type, final = answer.header("content-type"), answer.final_url
    return Document(answer.url, "page", answer.url, answer.at, answer.body, None, None, content_type, final)


def read_poll(answer: Answer, memory: FeedMemory) -> Polled:
    """Return what is new in a feed since the poll that is remembered."""
    feed = parse_feed(answer.body, answer.final_url, answer.header("content-type"))
    if feed.problem:
        failed = fetch_of(answer._replace(outcome=feed.problem), "feed", entries=0, new_entries=0)
        return Polled((), failed, memory._replace(at=answer.at.isoformat()))
    hashes = {entry_key(entry): entry_hash(entry) for entry in feed.entries}
    fresh = [entry for entry in feed.entries if memory.seen.get(entry_key(entry)) != entry_hash(entry)]
    unseen = sum(key not in memory.seen for key in hashes)
    older = {key: value for key, value in memory.seen.items() if key not in hashes}
    seen = dict(list((older | hashes).items())[-max(REMEMBERED, len(hashes)) :])
    fetch = fetch_of(answer, "feed", len(feed.entries), unseen, _oldest(feed, answer, memory))
    validators = answer.validators
    after = FeedMemory(validators.etag, validators.last_modified, answer.at.isoformat(), seen)
    return Polled(tuple(ListedEntry(entry, answer.url, answer.at) for entry in fresh), fetch, after)


def _oldest(feed: Feed, answer: Answer, memory: FeedMemory) -> datetime | None:
    """Return since when the list is whole: by its dates, or the last poll if the list still reaches back to it."""
    dated = [(entry_key(entry), entry.published_at) for entry in feed.entries]
    dates = [(key, at) for key, at in dated if at and EARLIEST <= at <= answer.at + FUTURE]
    since = listed_since([at for _, at in dates])
    if since and memory.at and any(key in memory.seen for key, at in dates if at >= since):
        return min(since, datetime.fromisoformat(memory.at).astimezone(UTC))
    return since


def fetch_of(
    answer: Answer,
    kind: str,
    entries: int | None = None,
    new_entries: int | None = None,
    oldest_at: datetime | None = None,
) -> Fetch:
    """Return the row of one request."""
    return Fetch(
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
