"""What of a lake is to be forgotten: the articles, and the rows that go with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from dyadwire.schemas.arrow import schema_of
from dyadwire.schemas.tables import TABLES
from dyadwire.transforms.storage.block_list import Forgotten
from dyadwire.transforms.storage.committed import committed_files, read_rows
from dyadwire.transforms.text.canonical_url import canonical_url
from dyadwire.transforms.text.identity import address_id
from dyadwire.transforms.text.urls import registered_domain
from dyadwire.transforms.write.forgotten_rows import drop_forgotten_requests

# The columns that `keep` looks at, of whatever table.
_DECIDING = ("article_id", "fetched_date", "outlet", "url", "error", "uri", "message", "exception", "payload")
ABOUT = ["article_id", "published_date", "outlet", "url", "fetched_at", "text_hash", "title"]

# addresses → those and the others by which the same pages were fetched
Others = Callable[[Iterable[str]], set[str]]


class Wish(NamedTuple):
    """What is to be forgotten: addresses, outlets, what was published before a date; with it, what has no date."""

    urls: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    before: date | None = None
    undated: bool = False

    @property
    def rule(self) -> Forgotten:
        """Return what tells such articles however they come: outlets and a date."""
        return Forgotten(outlets=frozenset(outlet.lower() for outlet in self.outlets), before=self.before)


class Going(NamedTuple):
    """What of a lake goes: the rows of `articles` (those of `ABOUT`), and every address of theirs."""

    wish: Wish
    articles: pa.Table
    addresses: frozenset[str]

    @property
    def ids(self) -> frozenset[str]:
        """Return the articles."""
        return frozenset(self.articles["article_id"].to_pylist())

    @property
    def days(self) -> list[date]:
        """Return the dates of the articles, in order."""
        return sorted(day for day in self.articles["published_date"].unique().to_pylist() if day)

    @property
    def blocked(self) -> Forgotten:
        """Return what keeps it out from now on: by date and outlet where that says all, else by the hash of addresses.

        Without this, a retention of years would fill a lake's manifests with ids.
        """
        rule = self.wish.rule
        rows = self.articles.select(["article_id", "published_date", "outlet", "url"]).to_pylist()
        named = {row["article_id"] for row in rows if not _ruled(rule, **row)}
        urls = set(self.articles["url"].to_pylist())
        others = {address for address in self.addresses - urls if not rule.covers_address(address)}
        return rule._replace(ids=frozenset(named | set(map(address_id, others))))

    def everything(self, known: Forgotten) -> Forgotten:
        """Return all that the lake must not hold once this is gone."""
        dates = [day for day in (known.before, self.wish.before) if day]
        ids = known.ids | self.ids | set(map(address_id, self.addresses))
        return Forgotten(ids, known.outlets | self.wish.rule.outlets, max(dates, default=None))

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the addresses and outlets, as given, of which the lake has no article."""
        ids, outlets = self.ids, {name.lower() for name in self.articles["outlet"].unique().to_pylist()}
        urls = (url for url in self.wish.urls if address_id(url) not in ids)
        return (*urls, *(outlet for outlet in self.wish.outlets if outlet.lower() not in outlets))


def _ruled(rule: Forgotten, article_id: str, published_date: date | None, outlet: str, url: str | None) -> bool:
    """Tell whether a rule keeps an article out however it comes: an outlet may be named otherwise than its site."""
    if rule.before and published_date and published_date < rule.before:
        return True
    return rule.covers_outlet(outlet) and (url is None or registered_domain(url) in rule.outlets)


def going_of(lake: str, wish: Wish, others: Others) -> Going:
    """Find what goes. An address that leads to an article that goes is one of its own, and so is its article."""
    given = {canonical_url(url) or url for url in wish.urls}
    articles = read_rows(committed_files(lake, "articles"), "articles", ABOUT)
    first = _chosen(articles, wish, given)
    addresses = others(given | {url for url in first["url"].to_pylist() if url})
    found = _chosen(articles, wish, addresses)
    return Going(wish, found, frozenset(addresses | {url for url in found["url"].to_pylist() if url}))


def _chosen(articles: pa.Table, wish: Wish, addresses: Iterable[str]) -> pa.Table:
    """Return the rows of all revisions of articles of which any is wished away."""
    ids = pa.array(sorted(set(map(address_id, addresses))), pa.string())
    outlets = list(filter(wish.rule.covers_outlet, articles["outlet"].unique().to_pylist()))
    goes = pc.or_(pc.is_in(articles["article_id"], ids), pc.is_in(articles["outlet"], pa.array(outlets, pa.string())))
    if wish.before:
        goes = pc.or_(goes, _too_old(articles, wish.before, wish.undated))
    return articles.filter(pc.is_in(articles["article_id"], articles.filter(goes)["article_id"].combine_chunks()))


def _too_old(articles: pa.Table, before: date, undated: bool) -> pa.Array:
    """Tell by the date of publication; without one by that of the fetch, and without any as `undated` says."""
    instant = pa.scalar(datetime.combine(before, time(), UTC), articles.schema.field("fetched_at").type)
    published = pc.less(articles["published_date"], pa.scalar(before, pa.date32()))
    fetched = pc.fill_null(pc.less(articles["fetched_at"], instant), undated)
    return pc.if_else(pc.is_valid(articles["published_date"]), published, fetched)


def _deciding(table: str) -> list[str]:
    return [name for name in _DECIDING if name in schema_of(TABLES[table].record).names]


class Rest(NamedTuple):
    """Tells which rows of a table stay."""

    gone: Forgotten
    undated: bool = False

    def keep(self, table: str, _month: str, rows: pa.Table) -> pa.Table:
        """Return the rows that stay."""
        if "article_id" in rows.column_names:
            return rows.filter(pc.invert(pc.is_in(rows["article_id"], pa.array(sorted(self.gone.ids), pa.string()))))
        if table == "failures" and self.undated:
            rows = rows.filter(pc.is_valid(rows["fetched_date"]))
        return drop_forgotten_requests(self.gone, table, rows)

    def touches(self, lake: str, table: str, month: str) -> bool:
        """Tell whether any row of a table's month goes or is blanked."""
        rows = read_rows(committed_files(lake, table, months=[month]), table, _deciding(table))
        return not self.keep(table, month, rows).equals(rows)

    def requests(self, lake: str) -> dict[str, int]:
        """Count the rows of requests and failures that go."""
        found = {}
        for table in ("fetches", "failures"):
            rows = read_rows(committed_files(lake, table), table, _deciding(table))
            found[table] = rows.num_rows - self.keep(table, "", rows).num_rows
        return found

    def polled(self, lake: str) -> set[str]:
        """Return the dates of the requests that go."""
        columns = ["fetched_date", "url", "outlet", "error"]
        fetches = read_rows(committed_files(lake, "fetches"), "fetches", columns)
        days = fetches["fetched_date"].to_pylist()
        kept = self.keep("fetches", "", fetches.append_column("row", pa.array(range(len(days)), pa.int64())))
        left = set(kept["row"].to_pylist())
        return {day.isoformat() for row, day in enumerate(days) if row not in left and day}
