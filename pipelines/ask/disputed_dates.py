"""Articles whose feed and page tell dates that are over two days apart: dated by one of them, and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dyadwire.pipelines.messages import plural

if TYPE_CHECKING:  # DuckDB takes a while
    import duckdb

DISPUTED = "suffix(published_at_origin, '+disputed')"  # in SQL, of a row of articles
_RULE = "the feed's counts, unless the page is over a year older"


def disputed_notes(count: int) -> list[str]:
    """Say of articles that were just counted how many have a page that tells another date, where some do.

    >>> disputed_notes(1)
    ["1 of these has a page that tells another date: the feed's counts, unless the page is over a year older."]
    """
    have = "has" if count == 1 else "have"
    return [f"{count:,} of these {have} a page that tells another date: {_RULE}."] if count else []


def disputed_told(count: int) -> str:
    """Return what is said where nothing is counted beside them.

    >>> disputed_told(2).partition(":")[0]
    '2 articles whose feed and page tell dates over two days apart'
    """
    return f"{plural(count, 'article')} whose feed and page tell dates over two days apart: {_RULE}"


def disputed_in(connection: duckdb.DuckDBPyConnection) -> int | None:
    """Count them in a lake that is opened; None where there are none. DyadwireError where they can't be asked for."""
    from dyadwire.pipelines.ask.query import rows

    # To find the newest version of each article takes longer than to find these, of which most lakes have none.
    if not rows(connection, f"SELECT 1 FROM base.articles WHERE {DISPUTED} LIMIT 1")[1]:  # noqa: S608 — a constant
        return None
    _, ((count,),) = rows(connection, f"SELECT count(*) FROM articles WHERE {DISPUTED}")  # noqa: S608 — a constant
    return int(count) or None
