"""The log of a watch: a line as it begins, one a batch, and one as it is stopped; as JSON where logs are."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from dyadwire.pipelines.collect.health import Health
from dyadwire.pipelines.logs import is_json, log
from dyadwire.pipelines.messages import clean, plural
from dyadwire.schemas.manifest import Books

_MOST_FEEDS = 5  # that a line names
STOPPING = "told to stop: what is under way may end, and a second signal interrupts it"


class WatchLog:
    """Writes the lines of one watch by `say`. Feeds that fail are named once, and again when that changes."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say, self._books, self._failing = say, Books(), dict[str, str]()

    def began(self, lake: str, feeds: int, every: str) -> None:
        """Say what is watched: how many feeds, a list on the web being one, and how often busy ones are polled."""
        self.line(f"watching {plural(feeds, 'feed')} every {every} for {lake}, process {os.getpid()}")

    def took_in(self, books: Books) -> None:
        """Take the books of one batch, for the line that follows."""
        self._books = Books(*map(sum, zip(self._books, books, strict=True)))

    def looked(self, health: Health) -> None:
        """Say what came since the last look, and which feeds fail where that has changed; nothing where neither is."""
        failing = {feed.url: feed.outcome or feed.state for feed in health.unhealthy if feed.state != "late"}
        told = [self._counts(health)] if any(self._books) else []
        if failing != self._failing:
            told += _changed(self._failing, failing)
        if told:
            self.line("; ".join(told))
        self._books, self._failing = Books(), failing

    def line(self, text: str) -> None:
        """Write one line, with the time."""
        if is_json():
            log(f"watch: {clean(text)}")
        else:
            self._say(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC {text}")

    def _counts(self, health: Health) -> str:
        counts = ", ".join(
            f"{count:,} {name}" for name, count in self._books._asdict().items() if count or name != "discarded"
        )
        late = f", {health.late:,} late" if health.late else ""
        return f"{counts}; {plural(health.feeds, 'feed')}, {health.failing + health.retired:,} failing{late}"


def _changed(before: Mapping[str, str], failing: Mapping[str, str]) -> list[str]:
    """Return the feeds that began to fail, or fail otherwise, and those that fail no more."""
    new = [f"{url} ({outcome})" for url, outcome in failing.items() if before.get(url) != outcome]
    well = [url for url in before if url not in failing]
    return [f"{told}: {_few(feeds)}" for told, feeds in (("failing", new), ("failing no more", well)) if feeds]


def _few(feeds: list[str]) -> str:
    more = f" and {len(feeds) - _MOST_FEEDS:,} more (dyadwire status --all)" if len(feeds) > _MOST_FEEDS else ""
    return ", ".join(feeds[:_MOST_FEEDS]) + more
