"""Merge the rows of one bucket: each article once per revision, each child row once, all in a fixed order."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from schemas.arrow import schema_of, to_table
from schemas.records import Article
from schemas.tables import TABLES, Table, month_of

# DuckDB reads and skips whole row groups. Its own default size suits most questions; of a table in order of pair, a
# question reads one pair, so that smaller groups let it skip more (over ten years 135 ms instead of 200 for a trend).
ROW_GROUP_ROWS = 122_880
PAIR_GROUP_ROWS = 20_480


def merge_articles(tables: dict[str, pa.Table]) -> dict[str, pa.Table]:
    """Merge the articles among the tables of a bucket, and give every child row the date of its article.

    Candidates with one id and revision become one row: feeds are united, every other tie goes to the smallest dated
    row, whose child rows alone stay. All revisions of an article get the date of the one that was fetched first.
    """
    if "articles" not in tables:
        return tables
    chosen = _chosen([Article(**row) for row in tables["articles"].to_pylist()])
    dates = _first_dates(chosen)
    read_as = {(article.article_id, article.revision): article.published_date for article in chosen}
    merged = {name: _of_chosen(table, read_as, dates) for name, table in tables.items() if name != "articles"}
    articles = [article._replace(published_date=dates[article.article_id]) for article in chosen]
    return merged | {"articles": to_table(Article, articles)}


def _chosen(candidates: list[Article]) -> list[Article]:
    groups: dict[tuple[str, str], list[Article]] = {}
    for candidate in sorted(candidates, key=lambda row: (row.published_date is None, repr(row))):
        groups.setdefault((candidate.article_id, candidate.revision), []).append(candidate)
    return [
        group[0]._replace(feeds=tuple(sorted({feed for member in group for feed in member.feeds})))
        for group in groups.values()
    ]


def _first_dates(articles: list[Article]) -> dict[str, date | None]:
    first: dict[str, date | None] = {}
    for article in sorted(articles, key=_first_seen):
        first.setdefault(article.article_id, article.published_date)
    return first


def _first_seen(article: Article) -> tuple[str, str]:
    return (article.fetched_at.isoformat() if article.fetched_at else "", article.revision)


def _of_chosen(table: pa.Table, read_as: dict[tuple[str, str], date | None], dates: dict[str, date | None]) -> pa.Table:
    """Keep the child rows that were extracted by the date of the chosen candidate, and date them as their article.

    Candidates of one revision have one title and text, so that their dates alone can make their rows differ: "last
    year" is another year. A mixture of both would be the reading of no article.
    """
    if "article_id" not in table.column_names:
        return table
    rows = zip(*(table[name].to_pylist() for name in ("article_id", "revision", "published_date")), strict=True)
    own = table.filter(pa.array([read_as[key, revision] == day for key, revision, day in rows], pa.bool_()))
    days = pa.array([dates[key] for key in own["article_id"].to_pylist()], pa.date32())
    return own.set_column(own.schema.get_field_index("published_date"), own.schema.field("published_date"), days)


def unique_rows(rows: pa.Table, table: Table) -> pa.Table:
    """Sort rows by the table's order and then by every column, and keep the first of each key."""
    sortable = [name for name in rows.column_names if not pa.types.is_list(rows.schema.field(name).type)]
    order = [*table.order, *table.key, *sortable]
    ordered = rows.sort_by([(name, "ascending") for name in dict.fromkeys(order)])
    keys = ordered.select(list(table.key)).append_column("_row", pa.array(range(ordered.num_rows), pa.int64()))
    firsts = keys.group_by(list(table.key), use_threads=False).aggregate([("_row", "min")])["_row_min"]
    return ordered.take(firsts.combine_chunks().sort())


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
    pq.write_table(rows.combine_chunks(), sink, compression="zstd", row_group_size=group_rows(table))
    return sink.getvalue()


def empty_file(name: str) -> bytes:
    """Return a Parquet file of a table without rows: a glob over it never fails."""
    return parquet_bytes(schema_of(TABLES[name].record).empty_table(), TABLES[name])
