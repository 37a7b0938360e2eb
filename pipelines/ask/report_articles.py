"""The counted articles of the report page, by the period of its charts that each is counted in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

import duckdb

from dyadwire.pipelines.ask.articles import COLUMNS, articles_about
from dyadwire.pipelines.ask.html_pages import href
from dyadwire.pipelines.ask.wording import headline
from dyadwire.pipelines.messages import clean


def by_period(
    connection: duckdb.DuckDBPyConnection,
    dyad: str,
    periods: Sequence[dict[str, Any]],
    most: int,
    since: date | None,
    until: date | None,
    languages: Sequence[str] | None = None,
) -> dict[str, Any]:
    """Return the newest articles counted for a pair, in groups by the first date of a period, and if there are more.

    Undated ones are a group without a period, the last.
    """
    found = []
    if enough := since_enough(periods, most + 1):
        found = articles_about(connection, dyad, enough, until, limit=most + 1, languages=languages)
    if len(found) <= most:
        found = articles_about(connection, dyad, since, until, limit=most + 1, languages=languages)
    begins = [row["period"] for row in periods]
    shown = [_shown(dict(zip(COLUMNS, row, strict=True))) for row in found[:most]]
    groups = [(begin, list(rows)) for begin, rows in groupby(shown, lambda row: begin_of(row, begins))]
    return {
        "groups": groups,
        "counted": len(shown),
        "more_counted": len(found) > len(shown),
        "listed": {begin for begin, _ in groups if begin},
    }


def since_enough(periods: Sequence[dict[str, Any]], most: int) -> date | None:
    """Return the first date of the last periods that hold so many articles; None where all together do not.

    >>> since_enough([{"first": 1, "articles": 9}, {"first": 2, "articles": None}, {"first": 3, "articles": 2}], 3)
    1
    """
    count = 0
    for row in reversed(periods):
        count += row["articles"] or 0
        if count >= most:
            first: date = row["first"]
            return first
    return None


def begin_of(row: dict[str, Any], periods: Sequence[date]) -> date | None:
    """Return the first date of the period that a row is counted in, of those given; None for an undated one."""
    at = bisect_right(periods, row["published_date"]) if row["published_date"] else 0
    return periods[at - 1] if at else None


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    texts = {name: clean(row[name] or "") for name in ("outlet", "why")}
    return row | texts | {"title": clean(headline(row)), "href": href(row["url"])}
