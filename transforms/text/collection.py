"""Which dates an outlet was collected on: what its polls cover, told apart from what they do not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

COLLECTED = frozenset({"ok", "moved", "not_modified"})
# A poll covers from its oldest entry on, but no more than this: one pinned entry says nothing of the months between.
LONGEST_SPAN = timedelta(days=7)
_DAY = timedelta(days=1)


class Poll(NamedTuple):
    """One request to one feed: outcome slug, instant, and the publication of the oldest entry it listed."""

    feed: str
    at: datetime
    outcome: str
    oldest_at: datetime | None


class Span(NamedTuple):
    """A stretch of time, from start up to end, whose publications a poll has listed."""

    start: datetime
    end: datetime


def spans_of(polls: Iterable[Poll]) -> list[Span]:
    """Return what the polls of one outlet cover, as disjoint spans in order.

    A successful poll covers from its oldest listed entry to its instant; an unchanged feed, since the last success.
    """
    found: list[Span] = []
    last: dict[str, datetime] = {}
    for poll in sorted(polls, key=lambda poll: (poll.at, poll.feed)):
        if poll.outcome not in COLLECTED:
            continue
        start = last.get(poll.feed) if poll.outcome == "not_modified" else poll.oldest_at
        if start is not None and start < poll.at:
            found.append(Span(max(start, poll.at - LONGEST_SPAN), poll.at))
        last[poll.feed] = poll.at
    return _joined(found)


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def collected_dates(spans: Iterable[Span]) -> dict[date, str]:
    """Return the UTC dates that disjoint spans touch: `complete` where one covers the whole date, else `partial`.

    >>> noon = datetime(2026, 11, 1, 12, tzinfo=UTC)
    >>> {str(day): state for day, state in collected_dates([Span(noon, noon + 2 * _DAY)]).items()}
    {'2026-11-01': 'partial', '2026-11-02': 'complete', '2026-11-03': 'partial'}
    """
    states: dict[date, str] = {}
    for span in spans:
        midnight = datetime.combine(span.start.astimezone(UTC).date(), datetime.min.time(), UTC)
        while midnight < span.end:
            whole = span.start <= midnight and midnight + _DAY <= span.end
            states[midnight.date()] = "complete" if whole else states.get(midnight.date(), "partial")
            midnight += _DAY
    return states
