"""robots.txt of each host: asked once a day, remembered in the store."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from pipelines.wire.answers import OK
from pipelines.wire.fetch import Fetcher
from pipelines.wire.store import Store
from transforms.text.robots import MAX_ROBOTS, Robots

FRESH = timedelta(days=1)  # what RFC 9309 allows
STALE = timedelta(days=30)  # how long an old one serves while the site can't give it


class RobotsCache:
    """Answers what a site asks of robots; None while that can't be known and nothing is remembered."""

    def __init__(self, fetcher: Fetcher, store: Store) -> None:
        self._fetcher = fetcher
        self._store = store
        self._asked: dict[str, asyncio.Task[Robots | None]] = {}

    async def __call__(self, url: str) -> Robots | None:
        """Return the rules for an address."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc.rpartition('@')[2].lower()}"
        if site not in self._asked:
            self._asked[site] = asyncio.ensure_future(self._rules(site))
        return await asyncio.shield(self._asked[site])

    async def _rules(self, site: str) -> Robots | None:
        now = datetime.now(UTC)
        kept = self._store.robots(site)
        if kept and now - kept.at < FRESH:
            return Robots(kept.body)
        answer = await self._fetcher.fetch(f"{site}/robots.txt", max_bytes=4 * MAX_ROBOTS, obey=False)
        if answer.outcome == OK:
            self._store.keep_robots(site, answer.body[:MAX_ROBOTS], now)
            return Robots(answer.body)
        if answer.outcome in ("server_error", "rate_limited"):
            return Robots(kept.body) if kept and now - kept.at < STALE else None
        # No such file, or none that can be read: nothing is asked. A host that is down will say so again.
        if answer.status is not None:
            self._store.keep_robots(site, b"", now)
        return Robots(b"")
