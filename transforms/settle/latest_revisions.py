"""The current revision of every article of some days, read from committed files."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from functools import cache

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dyadwire.transforms.storage.committed import Parts, read_rows

# The revision that readers see: the latest fetched, ties to the smallest hash. schemas/views.sql says the same.
CURRENT = """
FROM articles
QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY fetched_at DESC NULLS LAST, revision) = 1
"""
RANKED = ["article_id", "revision", "fetched_at"]


def counting_connection() -> duckdb.DuckDBPyConnection:
    """Return a new connection, which sees nothing of any other, to a database in memory with one thread.

    Months are counted side by side, and threads keep what they took: a stream that settles a month of 30,000 articles
    again and again stays at 340 MB with one, at 440 MB with more.
    """
    return _database().cursor()


@cache
def _database() -> duckdb.DuckDBPyConnection:
    """Make the database that a process counts with, once: that takes longer than to count a small month.

    Its allocator gives back at once what it no longer uses: 40 MB after a month of 100,000 articles.
    """
    given_back = {"allocator_flush_threshold": "1MB", "allocator_bulk_deallocation_flush_threshold": "1MB"}
    return duckdb.connect(config={"threads": 1, **given_back})


def rows_of_days(parts: Parts, name: str, columns: list[str], days: Collection[date]) -> Iterator[pa.Table]:
    """Yield columns of the rows of some days in a table's files, part by part."""
    for paths in parts:
        yield of_days(read_rows(paths, name, columns), days)  # no name for the part: the next is read beside none


def table_of_days(parts: Parts, name: str, columns: list[str], days: Collection[date]) -> pa.Table:
    """Return columns of the rows of some days in a table's files."""
    return pa.concat_tables([read_rows([], name, columns), *rows_of_days(parts, name, columns, days)])


def of_days(rows: pa.Table, days: Collection[date]) -> pa.Table:
    """Return the rows of some days."""
    return rows.filter(pc.is_in(rows["published_date"], pa.array(sorted(days), pa.date32())))


def current_articles(parts: Parts, columns: list[str], days: Collection[date]) -> pa.Table:
    """Return columns of the current revision of every article published on some days, from the files of their months.

    All revisions of an article have one date, so that those of other days are needed for none.
    """
    needed = list(dict.fromkeys([*RANKED, "published_date", *columns]))
    articles = table_of_days(parts, "articles", needed, days)
    # Titles and signatures are most of an article: sorted with the rest they would be held three times over.
    ranked = articles.select(RANKED).append_column("place", pa.array(np.arange(articles.num_rows)))
    with counting_connection() as database:
        database.register("articles", ranked)
        places = database.sql(CURRENT).select("place").to_arrow_table()["place"].to_numpy()
    current = np.zeros(articles.num_rows, bool)
    current[places] = True
    found = articles.select(columns)
    return found if current.all() else found.filter(pa.array(current))
