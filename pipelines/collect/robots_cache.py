"""robots.txt of each host: asked once a day, remembered in the store.

As RFC 9309 has it, a site that answers 4xx, or with noise, asks nothing; one that cannot be reached, is busy, fails or
breaks off forbids everything, unless its rules are remembered, and is asked again by the next pass, or after a while.
"""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol
from urllib.parse import urlsplit

from dyadwire.pipelines.collect.fetch import Fetcher
from dyadwire.pipelines.collect.responses import DEFERRED, OK, RETRY_NOW, Response
from dyadwire.pipelines.collect.states import KeptRobots
from dyadwire.transforms.text.formats.robots import MAX_ROBOTS, Robots

FRESH = timedelta(days=1)  # what RFC 9309 allows
STALE = timedelta(days=30)  # how long an old one serves while the site can't give it
_AGAIN = 900.0  # seconds until a site that could not give it is asked again, where a pass has no end


# What a request to robots.txt ends with where nobody knows what it says. Addresses that are blocked are refused
# by the same guard when they are asked for themselves.
_UNREACHABLE = RETRY_NOW | {"connection_failed", "too_large", DEFERRED}


class RobotsStore(Protocol):
    """What keeps robots.txt between requests: the collector's store, or anything with these two methods."""

    def robots(self, site: str) -> KeptRobots | None:
        """Return what is remembered of a site."""

    def keep_robots(self, site: str, body: bytes, now: datetime) -> None:
        """Remember what a site answered."""


class RobotsCache:
    """Answers what a site asks of robots: its rules, or the response that gave none while nothing is remembered."""

    def __init__(self, fetcher: Fetcher, store: RobotsStore) -> None:
        self._fetcher = fetcher
        self._store = store
        self._asked: dict[str, tuple[float, asyncio.Task[Robots | Response]]] = {}

    async def __call__(self, url: str) -> Robots | Response:
        """Return the rules for an address, or why there are none: then it must not be asked for."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc.rpartition('@')[2].lower()}"
        if site not in self._asked or self._is_over(*self._asked[site]):
            self._asked[site] = time.monotonic(), asyncio.ensure_future(self._rules(site))
        return await asyncio.shield(self._asked[site][1])

    @staticmethod
    def _is_over(at: float, asked: asyncio.Task[Robots | Response]) -> bool:
        """Tell whether rules that a site could not give are to be asked for again."""
        return time.monotonic() - at > _AGAIN and asked.done() and isinstance(asked.result(), Response)

    async def _rules(self, site: str) -> Robots | Response:
        now = datetime.now(UTC)
        kept = self._store.robots(site)
        if kept and timedelta(0) <= now - kept.at < FRESH:  # not from a time to come, by a clock that went ahead
            return Robots(kept.body)
        response = await self._fetcher.fetch(f"{site}/robots.txt", max_bytes=4 * MAX_ROBOTS, obey=False)
        if response.outcome in _UNREACHABLE:
            return Robots(kept.body) if kept and now - kept.at < STALE else response
        body = response.body[:MAX_ROBOTS] if response.outcome == OK else b""
        if response.status is not None:
            self._store.keep_robots(site, body, now)
        return Robots(body)
