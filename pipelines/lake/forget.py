"""Forget articles: takedowns and retention. What is forgotten is gone from every file, and stays out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from pipelines.lake.opening import check_version, locked, sweep
from pipelines.lake.rewrite import file_groups, record_of, rewrite
from pipelines.lake.settle import settle
from schemas.arrow import schema_of
from schemas.tables import TABLES
from transforms.committed import FORGET, Forgotten, committed_files, forgotten_in, read_manifests, read_rows
from transforms.text.identity import article_id
from transforms.text.urls import canonical_url, registered_domain

# The columns that `keep` looks at, of whatever table.
_DECIDING = ("article_id", "fetched_date", "outlet", "url", "uri")


class Removed(NamedTuple):
    """What one call removed: articles, and rows of all tables, theirs and those of requests and failures.

    `missing`: the addresses and outlets, as given, of which the lake has no article.
    """

    articles: int
    rows: int
    missing: tuple[str, ...] = ()


def forget(lake: str, *, urls: Iterable[str] = (), outlets: Iterable[str] = (), before: date | None = None) -> Removed:
    """Remove articles by address or outlet, or all published before a date, and what was fetched or failed for them.

    The removal is recorded, so that the same input read again brings nothing back and `verify` can tell. Pages that
    were spooled as they came are outside the lake's tables and stay. DyadwireError where another writer holds it.
    """
    check_version(lake)
    urls, outlets = tuple(urls), tuple(outlets)
    addresses = sorted({*urls, *(found for url in urls if (found := canonical_url(url)))})
    wish = Forgotten(frozenset(map(_id_of, addresses)), frozenset(outlets), before)
    with locked(lake, "dyadwire forget"):
        gone = _articles_of(lake, wish)
        missing = _missing(urls, outlets, gone)
        pages = set(addresses) | {url for url in gone["url"].to_pylist() if url}
        rest = _Rest(wish, pa.array(gone["article_id"], pa.string()), pa.array(sorted(pages), pa.string()))
        record = record_of(
            FORGET.removesuffix("-"),
            {"ids": sorted(wish.ids), "outlets": sorted(wish.outlets), "before": before and before.isoformat()},
            {day.isoformat() for day in gone["published_date"].to_pylist() if day},
            rest.polled(lake) | ({before.isoformat()} if before else set()),  # polls after it cover days before it
        )
        if wish.within(forgotten_in(read_manifests(lake))) and not gone.num_rows and not rest.polled(lake):
            return Removed(0, 0, missing)
        groups = file_groups(read_manifests(lake))
        held = sum(file.rows for files in groups.values() for file in files)
        kept = rewrite(lake, [key for key in groups if rest.touches(lake, *key)], rest.keep, (record,))
        settle(lake)
        sweep(lake, even_read=True)
    rows = held - sum(file.rows for file in kept.files)
    return Removed(len(set(gone["article_id"].to_pylist())), rows, missing)


def _missing(urls: Iterable[str], outlets: Iterable[str], gone: pa.Table) -> tuple[str, ...]:
    ids, known = set(gone["article_id"].to_pylist()), set(gone["outlet"].to_pylist())
    found = {url for url in urls if {_id_of(url), _id_of(canonical_url(url) or url)} & ids}
    return (*(url for url in urls if url not in found), *(outlet for outlet in outlets if outlet not in known))


def _id_of(url: str) -> str:
    return article_id(url, None, None, False, "")


def _articles_of(lake: str, wish: Forgotten) -> pa.Table:
    columns = ["article_id", "published_date", "outlet", "url"]
    articles = read_rows(committed_files(lake, "articles"), "articles", columns)
    return articles.filter(
        pa.array([wish.covers(*row.values()) for row in articles.drop_columns("url").to_pylist()], pa.bool_())
    )


def _outlets(table: str, rows: pa.Table) -> Iterator[str]:
    """Return whose the requests or failures are: a failure's by the address of its page."""
    if table == "fetches":
        yield from rows["outlet"].to_pylist()
    else:
        yield from (registered_domain(uri) for uri in rows["uri"].to_pylist())


class _Rest(NamedTuple):
    """Tells which rows of a table stay."""

    wish: Forgotten
    ids: pa.Array
    pages: pa.Array

    def keep(self, table: str, _month: str, rows: pa.Table) -> pa.Table:
        """Return the rows that stay."""
        if "article_id" in rows.column_names:
            return rows.filter(pc.invert(pc.is_in(rows["article_id"], self.ids)))
        address = "url" if table == "fetches" else "uri"
        goes = pc.is_in(rows[address], self.pages)
        if self.wish.before:
            # A date whose articles are gone must not look like one that was collected and held none.
            early = pc.less(rows["fetched_date"], pa.scalar(self.wish.before, pa.date32()))
            goes = pc.or_(goes, pc.fill_null(early, False))
        if self.wish.outlets:
            goes = pc.or_(goes, pa.array([outlet in self.wish.outlets for outlet in _outlets(table, rows)], pa.bool_()))
        return rows.filter(pc.invert(goes))

    def touches(self, lake: str, table: str, month: str) -> bool:
        """Tell whether any row of a table's month goes."""
        names = [name for name in _DECIDING if name in schema_of(TABLES[table].record).names]
        rows = read_rows(committed_files(lake, table, months=[month]), table, names)
        return bool(self.keep(table, month, rows).num_rows < rows.num_rows)

    def polled(self, lake: str) -> set[str]:
        """Return the dates of the requests that go."""
        columns = ["fetched_date", "url", "outlet"]
        fetches = read_rows(committed_files(lake, "fetches"), "fetches", columns)
        days = [*fetches["fetched_date"].to_pylist()]
        kept = self.keep("fetches", "", fetches.append_column("row", pa.array(range(len(days)), pa.int64())))
        left = set(kept["row"].to_pylist())
        return {day.isoformat() for row, day in enumerate(days) if row not in left and day}
