"""When a feed is polled again, and which first: pure arithmetic over what the last polls gave."""

from __future__ import annotations

from collections.abc import Iterable

from dyadwire.pipelines.collect.responses import DEFERRED, RETRY_NOW
from dyadwire.pipelines.collect.states import FeedState

DAY = 86_400.0  # seconds; nothing is polled more rarely, since dead feeds come back
QUIETEST = 4 * 3600.0  # seconds; a healthy feed is polled at least so often, for coverage is claimed from polls

# Below the first share of entries already seen, some may have been missed; above the second, polls are wasted.
MANY_NEW, FEW_NEW = 1 / 3, 2 / 3
_FASTER, _SLOWER = 0.5, 1.5

# What heals by itself weighs less than what does not.
_SOFT = RETRY_NOW | {"robots_unavailable", DEFERRED}


def next_interval(interval: float, entries: int, new_entries: int, shortest: float) -> float:
    """Return the seconds until the next poll of a feed that works, from the share of its entries already seen.

    >>> next_interval(1800, entries=30, new_entries=30, shortest=900), next_interval(1800, 30, 0, 900)
    (900.0, 2700.0)
    """
    seen_share = 1 - new_entries / entries if entries else 1.0
    factor = _FASTER if seen_share < MANY_NEW else _SLOWER if seen_share > FEW_NEW else 1.0
    return min(max(interval * factor, shortest), max(QUIETEST, shortest))


def failure_weight(outcome: str) -> float:
    """Return how much one failed poll counts.

    >>> failure_weight("timeout"), failure_weight("not_found")
    (0.5, 1.0)
    """
    return 0.5 if outcome in _SOFT else 1.0


def retry_interval(failures: float, shortest: float, asked_seconds: float | None = None) -> float:
    """Return the seconds until the next try of a feed that fails: doubling with each failure, up to a day.

    >>> [retry_interval(failures, 900) for failures in (1, 2, 10)]
    [1800.0, 3600.0, 86400.0]
    """
    doubled = shortest * 2.0 ** min(failures, 20.0)
    return min(max(doubled, asked_seconds or 0.0), max(DAY, shortest))


def longest_due(feeds: Iterable[FeedState], now: str) -> list[str]:
    """Return the addresses of the feeds that are due, those that wait longest first, new ones before all."""
    return [feed.url for feed in sorted(feeds, key=lambda feed: feed.next_poll_at or "") if feed.is_due(now)]


def longest_unpolled(feeds: Iterable[FeedState]) -> list[str]:
    """Return the addresses of feeds, new ones first, then those whose last poll is longest ago."""
    return [feed.url for feed in sorted(feeds, key=lambda feed: feed.polled_at or "")]
