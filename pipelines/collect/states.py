"""Rows of the collector's store: the states of a feed, a page, a robots.txt and a batch."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple, get_type_hints

from dyadwire.pipelines.collect.responses import RETRY_LATER, Validators

_MOST = 1e9  # of any number: seconds of thirty years, articles of a batch
_SHOWN = 100  # characters of a value


class KeptRobots(NamedTuple):
    """A remembered robots.txt."""

    body: bytes
    at: datetime


class FeedState(NamedTuple):
    """What is remembered of a feed. Instants in ISO 8601, UTC; `interval_seconds` is the time between polls."""

    url: str
    title: str | None = None
    tags: str | None = None
    moved_url: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    interval_seconds: float | None = None
    failures: float = 0.0
    next_poll_at: str | None = None
    polled_at: str | None = None
    worked_at: str | None = None
    status: int | None = None
    outcome: str | None = None
    error: str | None = None
    entries: int | None = None
    new_entries: int | None = None
    oldest_at: str | None = None
    newest_at: str | None = None
    full_at: str | None = None
    body_problem: str | None = None
    retired: int = 0

    def is_due(self, now: str) -> bool:
        """Tell whether the feed is to be polled at an instant, as `stamp` writes it.

        A feed that was polled after `now` was polled while a clock was wrong, and counts as due.
        """
        return not self.retired and (not self.next_poll_at or self.next_poll_at <= now or (self.polled_at or "") > now)

    @property
    def validators(self) -> Validators:
        """Return what the next poll is conditional on."""
        return Validators(self.etag, self.last_modified)


class PageState(NamedTuple):
    """What is remembered of a page, by its canonical address."""

    url: str
    asked_url: str
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    fetched_at: str | None = None
    outcome: str | None = None
    failures: int = 0
    next_try_at: str | None = None

    def is_waiting(self, now: str) -> bool:
        """Tell whether an earlier pass left the page, or failed in a way that may have healed by an instant."""
        tried_at = self.next_try_at
        return self.outcome in RETRY_LATER and tried_at is not None and not now < tried_at <= longest_wait(now)

    @property
    def validators(self) -> Validators:
        """Return what the next request is conditional on."""
        return Validators(self.etag, self.last_modified)


class WaitingPage(NamedTuple):
    """A page that is still to be asked for, and the feeds that list it; none where it was named without a feed."""

    page: PageState
    feeds: tuple[str, ...]


class BatchState(NamedTuple):
    """One batch that a lake took in: when, how long it took, and its books."""

    at: str
    seconds: float
    read: int
    kept: int
    duplicate: int
    discarded: int
    failed: int


def flaw_in(state: tuple[Any, ...]) -> str:
    """Tell the first value of a state that no collector wrote, as edited or damaged files have; nothing of a whole one.

    >>> flaw_in(FeedState("a.example", interval_seconds=900.0)), flaw_in(FeedState("a.example", interval_seconds="x"))
    ('', "interval_seconds of 'a.example' is 'x'")
    >>> flaw_in(FeedState("a.example", next_poll_at="2026-11-03"))
    "next_poll_at of 'a.example' is '2026-11-03'"
    """
    for (name, kind), value in zip(_kinds(type(state)).items(), state, strict=True):
        if not isinstance(value, kind) or not _is_plausible(name, value):
            return f"{name} of {str(state[0])[:_SHOWN]!r} is {str(value)[:_SHOWN]!r}"
    return ""


def _is_plausible(name: str, value: object) -> bool:
    """Tell whether a number is in reason, and an instant one with its zone."""
    if isinstance(value, int | float):
        return 0 <= value <= _MOST
    if not isinstance(value, str) or not (name == "at" or name.endswith("_at")):
        return True
    try:
        at = datetime.fromisoformat(value)
        at.astimezone(UTC)  # which the first and the last day may not have
    except (ValueError, OverflowError):
        return False
    return at.tzinfo is not None


@cache
def _kinds(state: type) -> dict[str, Any]:
    return {name: kind | int if kind is float else kind for name, kind in get_type_hints(state).items()}


def stamp(at: datetime) -> str:
    """Return an instant as the store writes it: ISO 8601 in UTC, so that text sorts as time.

    >>> stamp(datetime(2026, 11, 3, 9, tzinfo=UTC))
    '2026-11-03T09:00:00.000000+00:00'
    """
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def longest_wait(now: str) -> str:
    """Return the latest instant to which a page is ever put off; a later one was written while a clock was wrong.

    >>> longest_wait("2026-11-03T09:00:00.000000+00:00")
    '2026-11-05T09:00:00.000000+00:00'
    """
    return stamp(datetime.fromisoformat(now) + timedelta(days=2))
