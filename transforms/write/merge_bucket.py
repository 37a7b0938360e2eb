"""Merge the rows of one bucket: each article once per revision, each child row once, all in a fixed order."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dyadwire.schemas.arrow import schema_of, with_column
from dyadwire.schemas.records import Article
from dyadwire.schemas.tables import TABLES, Table, month_of

# DuckDB reads and skips whole row groups. Its own default size suits most questions; of a table in order of pair, a
# question reads one pair, so that smaller groups let it skip more (over ten years 135 ms instead of 200 for a trend).
ROW_GROUP_ROWS = 122_880
PAIR_GROUP_ROWS = 20_480
# A lake is a fifth smaller than by zstd's first level, for three thousandths of a run's time; higher ones hardly help.
ZSTD_LEVEL = 6


# What follows from the title and text that a revision is the hash of. It tells no candidates of one revision apart, and
# is most of what an article weighs.
OF_REVISION = ("signature", "text")


class Choice(NamedTuple):
    """Which candidates stand for the articles of a bucket: place and feeds of each; and the dates of their child rows.

    `read_as` has the date by which the rows of each id and revision were extracted, `dates` that of each article.
    """

    places: list[int]
    feeds: list[tuple[str, ...]]
    read_as: dict[tuple[str, str], date | None]
    dates: dict[str, date | None]

    def merge(self, name: str, table: pa.Table) -> pa.Table:
        """Return the rows of a table that stay, dated as their article."""
        if name == "articles":
            return _dated(self._articles(table), self.dates)
        return _dated(_own(table, self.read_as), self.dates) if "article_id" in table.column_names else table

    def _articles(self, candidates: pa.Table) -> pa.Table:
        whole = len(self.places) == candidates.num_rows
        return _with(candidates if whole else candidates.take(self.places), "feeds", self.feeds)


def choose(candidates: pa.Table) -> Choice:
    """Choose among the candidates of a bucket's articles; the columns `OF_REVISION` are not looked at.

    Candidates with one id and revision become one row: feeds are united, every other tie goes to the smallest dated
    row, whose child rows alone stay. All revisions of an article get the date of the one that was fetched first.
    """
    names = [name for name in candidates.column_names if name not in OF_REVISION]
    unknown: dict[str, Any] = dict.fromkeys(OF_REVISION)
    rows = [Article(**row, **unknown) for row in candidates.select(names).to_pylist()]
    groups: dict[tuple[str, str], list[int]] = {}
    for place in sorted(range(len(rows)), key=lambda place: (rows[place].published_date is None, repr(rows[place]))):
        groups.setdefault((rows[place].article_id, rows[place].revision), []).append(place)
    chosen = {group[0]: {feed for member in group for feed in rows[member].feeds} for group in groups.values()}
    articles = [rows[place] for place in sorted(chosen)]
    return Choice(
        sorted(chosen),
        [tuple(sorted(chosen[place])) for place in sorted(chosen)],
        {(article.article_id, article.revision): article.published_date for article in articles},
        _first_dates(articles),
    )


def merge_tables(tables: dict[str, pa.Table]) -> dict[str, pa.Table]:
    """Merge the candidates of each article of a bucket and keep each key once, in the order of files."""
    choice = choose(tables["articles"]) if "articles" in tables else None
    return {name: merge_table(name, table, choice) for name, table in tables.items()}


def merge_table(name: str, table: pa.Table, choice: Choice | None) -> pa.Table:
    """Do so with one table of a bucket; without articles there is no choice."""
    return unique_rows(choice.merge(name, table) if choice else table, TABLES[name])


def _first_dates(articles: list[Article]) -> dict[str, date | None]:
    first: dict[str, date | None] = {}
    for article in sorted(articles, key=_first_seen):
        first.setdefault(article.article_id, article.published_date)
    return first


def _first_seen(article: Article) -> tuple[str, str]:
    return (article.fetched_at.isoformat() if article.fetched_at else "", article.revision)


def _own(table: pa.Table, read_as: dict[tuple[str, str], date | None]) -> pa.Table:
    """Keep the child rows that were extracted by the date of the chosen candidate.

    Candidates of one revision have one title and text, so that their dates alone can make their rows differ: "last
    year" is another year. A mixture of both would be the reading of no article.
    """
    rows = zip(*(table[name].to_pylist() for name in ("article_id", "revision", "published_date")), strict=True)
    return table.filter(pa.array([read_as[key, revision] == day for key, revision, day in rows], pa.bool_()))


def _dated(table: pa.Table, dates: dict[str, date | None]) -> pa.Table:
    return _with(table, "published_date", [dates[key] for key in table["article_id"].to_pylist()])


def _with(table: pa.Table, column: str, values: list[Any]) -> pa.Table:
    return with_column(table, column, pa.array(values, table.schema.field(column).type))


def unique_rows(rows: pa.Table, table: Table) -> pa.Table:
    """Sort rows by the table's order and then by every column, and keep the first of each key."""
    sortable = [name for name in rows.column_names if not pa.types.is_list(rows.schema.field(name).type)]
    order = [*table.order, *table.key, *sortable]
    # Places are sorted, and rows taken once: a copy of all texts less.
    places = pc.sort_indices(rows, sort_keys=[(name, "ascending") for name in dict.fromkeys(order)])
    keys = rows.select(list(table.key)).take(places).append_column("_row", pa.array(range(len(places)), pa.int64()))
    firsts = keys.group_by(list(table.key), use_threads=False).aggregate([("_row", "min")])["_row_min"]
    return rows.take(places.take(firsts.combine_chunks().sort()))


def split_by_month(rows: pa.Table, table: Table) -> Iterator[tuple[str, pa.Table]]:
    """Split rows into the months of the table's date column; rows keep their order."""
    months = pa.array([month_of(day) for day in rows[table.date_column].to_pylist()], pa.string())
    for month in sorted(set(months.to_pylist())):
        yield month, rows.filter(pc.equal(months, month))


def group_rows(table: Table) -> int:
    """Return the rows of a row group in a table's files."""
    return PAIR_GROUP_ROWS if table.order else ROW_GROUP_ROWS


def parquet_bytes(rows: pa.Table, table: Table) -> bytes:
    """Return rows of a table as a Parquet file. The same rows give the same bytes with the same version of pyarrow."""
    sink = io.BytesIO()
    whole, rows_of_group = rows.combine_chunks(), group_rows(table)
    pq.write_table(whole, sink, compression="zstd", compression_level=ZSTD_LEVEL, row_group_size=rows_of_group)
    return sink.getvalue()


@cache
def empty_file(name: str) -> bytes:
    """Return a Parquet file of a table without rows: a glob over it never fails."""
    return parquet_bytes(schema_of(TABLES[name].record).empty_table(), TABLES[name])
