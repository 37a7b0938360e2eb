"""The time within which copies of one story appear, and runs of days that are worked on together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

# Copies appear within days; an anniversary piece that repeats its words is a new story.
STORY_WINDOW = timedelta(days=4)


def with_neighbours(month: str) -> list[str]:
    """Return a month with its neighbours.

    >>> with_neighbours("2026-01")
    ['2025-12', '2026-01', '2026-02']
    """
    first = date.fromisoformat(f"{month}-01")
    before, after = first - timedelta(days=1), first + timedelta(days=31)
    return [f"{before:%Y-%m}", month, f"{after:%Y-%m}"]


def days_beside(month: str) -> list[date]:
    """Return the days outside of a month that are within the window of one of its days.

    >>> [f"{day:%m-%d}" for day in days_beside("2026-02")]
    ['01-28', '01-29', '01-30', '01-31', '03-01', '03-02', '03-03', '03-04']
    """
    first = date.fromisoformat(f"{month}-01")
    after = (first + timedelta(days=31)).replace(day=1)
    gaps = range(STORY_WINDOW.days)
    return [
        *(first - timedelta(days=gap + 1) for gap in reversed(gaps)),
        *(after + timedelta(days=gap) for gap in gaps),
    ]


def runs_of(days: Iterable[date], weigh: Callable[[set[date]], int], most: int) -> Iterator[set[date]]:
    """Yield days in their order, so many together as weigh `most`, or one that weighs more.

    >>> [len(run) for run in runs_of([date(2026, 1, day) for day in range(1, 6)], len, 2)]
    [2, 2, 1]
    """
    run: set[date] = set()
    for day in sorted(days):
        if run and weigh({*run, day}) > most:
            yield run
            run = set()
        run.add(day)
    if run:
        yield run
