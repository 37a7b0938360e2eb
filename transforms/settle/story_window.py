"""Which dates and months lie near enough for copies of one story."""

from __future__ import annotations

from datetime import date, timedelta

# Copies appear within days; an anniversary piece that repeats its words is a new story.
STORY_WINDOW = timedelta(days=4)


def near(month: str) -> list[str]:
    """Return a month with its neighbours.

    >>> near("2026-01")
    ['2025-12', '2026-01', '2026-02']
    """
    first = date.fromisoformat(f"{month}-01")
    before, after = first - timedelta(days=1), first + timedelta(days=31)
    return [f"{before:%Y-%m}", month, f"{after:%Y-%m}"]
