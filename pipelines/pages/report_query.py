"""What a report page asks: the pair and its filters, and in which of the page's periods a row counts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple


class ReportQuery(NamedTuple):
    """A pair, the dates and languages of its articles, and the least probability of figures and acts; None: any.

    `periods` are those of the page's charts, with the first and last date of each, and `by` is their step.
    """

    dyad: str
    since: date | None
    until: date | None
    languages: Sequence[str] | None
    confidence: float | None
    by: str
    periods: Sequence[dict[str, Any]]

    @property
    def within(self) -> dict[str, Any]:
        """Return the pair, dates and languages as macros take them."""
        return {"dyad": self.dyad, "since": self.since, "until": self.until, "languages": self.languages}

    def since_enough(self, most: int) -> date | None:
        """Return the first date of the last periods that hold so many articles; None where all together do not.

        >>> counts = [{"first": 1, "articles": 9}, {"first": 2, "articles": None}, {"first": 3, "articles": 2}]
        >>> ReportQuery("CHN-RUS", None, None, None, None, "day", counts).since_enough(3)
        1
        """
        count = 0
        for row in reversed(self.periods):
            count += row["articles"] or 0
            if count >= most:
                first: date = row["first"]
                return first
        return None

    def begin_of(self, row: dict[str, Any]) -> date | None:
        """Return the first date of the period that a row is counted in; None for an undated one."""
        if not row["published_date"]:
            return None
        at = bisect_right(self.periods, row["published_date"], key=lambda period: period["period"])
        begin: date | None = self.periods[at - 1]["period"] if at else None
        return begin
