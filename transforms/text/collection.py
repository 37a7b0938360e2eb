"""Decide which dates an outlet was collected on, from the times of its polls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

COLLECTED = frozenset({"ok", "moved", "not_modified"})
# A poll covers from its oldest entry on, but no more than this: one pinned entry says nothing of the months between.
LONGEST_SPAN = timedelta(days=7)
_DAY = timedelta(days=1)


class Poll(NamedTuple):
    """One request to one feed: outcome slug, instant, and from when on it listed all that was published.

    `mixed`: the feed is another's and lists several outlets, so it holds a choice of this outlet's articles.
    """

    feed: str
    at: datetime
    outcome: str
    oldest_at: datetime | None
    mixed: bool = False


class Span(NamedTuple):
    """A stretch of time, from start up to end, whose publications a poll has listed."""

    start: datetime
    end: datetime


def outlet_dates(polls: Iterable[Poll]) -> dict[date, str]:
    """Return the UTC dates that the polls of one outlet touch: `complete` or `partial`.

    A date is complete where every feed of the outlet that was being polled covers it whole: its world section says
    nothing of its sports. A feed is being polled from its first poll to its last, failed or not. Those that the polls
    of the outlet began with bind before that, too: else the one that reaches back furthest would speak for all.
    """
    feeds: dict[str, list[Poll]] = defaultdict(list)
    for poll in polls:
        feeds[poll.feed].append(poll)
    states = {feed: collected_dates(spans_of(asked)) for feed, asked in feeds.items()}
    own = _asked_days({feed: asked for feed, asked in feeds.items() if not any(poll.mixed for poll in asked)})
    found: dict[date, str] = {}
    for day in {day for covered in states.values() for day in covered}:
        asked_then = [feed for feed, (first, last) in own.items() if first <= day <= last]
        whole = bool(asked_then) and all(states[feed].get(day) == "complete" for feed in asked_then)
        found[day] = "complete" if whole else "partial"
    return found


def _asked_days(feeds: dict[str, list[Poll]]) -> dict[str, tuple[date, date]]:
    """Return the first and last date for which each feed of an outlet binds.

    What was first polled within a day of the outlet's first poll was followed from its beginning, and has no first one.
    """
    firsts = {feed: min(poll.at for poll in asked) for feed, asked in feeds.items()}
    begun = min(firsts.values(), default=datetime.max.replace(tzinfo=UTC))
    return {
        feed: (date.min if firsts[feed] - begun < _DAY else _date(firsts[feed]), _date(max(poll.at for poll in asked)))
        for feed, asked in feeds.items()
    }


def _date(at: datetime) -> date:
    return at.astimezone(UTC).date()


def spans_of(polls: Iterable[Poll]) -> list[Span]:
    """Return what polls cover, as disjoint spans in order.

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


def listed_since(published: Sequence[datetime]) -> datetime | None:
    """Return from when on a feed's list is whole: its oldest entry, but for pinned ones; None for an empty list.

    Old entries are pinned where the newer ones, at least half of the list, span less time than the gap before them.

    >>> noon = datetime(2026, 11, 1, 12, tzinfo=UTC)
    >>> listed_since([noon, noon - _DAY, noon - 2 * _DAY, noon - 300 * _DAY]) == noon - 2 * _DAY
    True
    """
    newest_first = sorted(published, reverse=True)
    for count in range((len(newest_first) + 1) // 2, len(newest_first)):
        oldest, before = newest_first[count - 1], newest_first[count]
        if oldest - before > max(newest_first[0] - oldest, _DAY):  # a night or a holiday without news is no gap
            return oldest
    return newest_first[-1] if newest_first else None
