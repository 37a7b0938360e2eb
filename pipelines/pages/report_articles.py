"""Counted articles on the report page, grouped by the periods of its charts."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import duckdb

from dyadwire.pipelines.ask.answer import named_rows
from dyadwire.pipelines.ask.article_rows import COLUMNS, articles_about
from dyadwire.pipelines.ask.wording import headline
from dyadwire.pipelines.messages import clean
from dyadwire.pipelines.pages.html import href
from dyadwire.pipelines.pages.report_query import ReportQuery


def by_period(connection: duckdb.DuckDBPyConnection, query: ReportQuery, most: int) -> dict[str, Any]:
    """Return the newest articles counted for a pair, in groups by the first date of a period, and if there are more.

    Undated ones are a group without a period, the last.
    """
    found: list[tuple[Any, ...]] = []
    if enough := query.since_enough(most + 1):
        found, _ = articles_about(connection, **query.within | {"since": enough}, limit=most + 1, count_all=False)
    if len(found) <= most:
        found, _ = articles_about(connection, **query.within, limit=most + 1, count_all=False)
    shown = [_shown(row) for row in named_rows(COLUMNS, found[:most])]
    groups = [(begin, list(rows)) for begin, rows in groupby(shown, query.begin_of)]
    return {
        "groups": groups,
        "counted": len(shown),
        "more_counted": len(found) > len(shown),
        "listed": {begin for begin, _ in groups if begin},
    }


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    texts = {name: clean(row[name] or "") for name in ("outlet", "why")}
    return row | texts | {"title": clean(headline(row)), "href": href(row["url"])}
