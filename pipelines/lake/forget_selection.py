"""Select what a lake is to forget: the articles of a request, and the rows that go with them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.schemas.arrow import schema_of
from dyadwire.schemas.tables import TABLES
from dyadwire.transforms.storage.block_list import Forgotten, forgotten_in
from dyadwire.transforms.storage.committed import committed_files, read_manifests, read_rows
from dyadwire.transforms.text.article.identity import address_id
from dyadwire.transforms.text.formats.canonical_url import canonical_url
from dyadwire.transforms.text.formats.urls import registered_domain
from dyadwire.transforms.write.forgotten_rows import drop_forgotten_requests

# The columns by which RowFilter.keep decides, of whatever table.
_DECIDING = ("article_id", "fetched_date", "outlet", "url", "error", "uri", "message", "exception", "payload")
ABOUT = ["article_id", "published_date", "outlet", "url", "fetched_at", "text_hash", "title"]

# addresses → these addresses and all others by which the same pages were fetched
FindAliases = Callable[[Iterable[str]], set[str]]


class ForgetRequest(NamedTuple):
    """What a user asks to forget: addresses, outlets, all published before a date; articles by id, as some have no URL.

    `undated`: also what has no date.
    """

    urls: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    before: date | None = None
    undated: bool = False
    ids: tuple[str, ...] = ()

    @property
    def is_named(self) -> bool:
        """Tell whether any article is asked for by itself, by address or id."""
        return bool(self.urls or self.ids)

    @property
    def rule(self) -> Forgotten:
        """Return the part of the request that is a rule for articles yet to come: outlets and a date."""
        return Forgotten(outlets=frozenset(outlet.lower() for outlet in self.outlets), before=self.before)


class Selection(NamedTuple):
    """The articles that go, as rows with the columns of `ABOUT`, and every address of theirs."""

    request: ForgetRequest
    articles: pa.Table
    addresses: frozenset[str]

    @property
    def ids(self) -> frozenset[str]:
        """Return the ids of the articles."""
        return frozenset(self.articles["article_id"].to_pylist())

    @property
    def days(self) -> list[date]:
        """Return the dates of the articles, in order."""
        return sorted(day for day in self.articles["published_date"].unique().to_pylist() if day)

    @property
    def blocked(self) -> Forgotten:
        """Return the block list that keeps these articles out from now on.

        Articles that the rule of date and outlet covers are not listed one by one: a retention of years would fill a
        lake's manifests with ids. All others are listed by the hashes of their addresses.
        """
        rule = self.request.rule
        rows = self.articles.select(["article_id", "published_date", "outlet", "url"]).to_pylist()
        named = {row["article_id"] for row in rows if not _is_covered_by_rule(rule, row)}
        urls = set(self.articles["url"].to_pylist())
        others = {address for address in self.addresses - urls if not rule.covers_address(address)}
        return rule._replace(ids=frozenset(named | set(map(address_id, others))))

    def all_forgotten(self, known: Forgotten) -> Forgotten:
        """Return all that the lake must not hold afterwards: what it had forgotten before (`known`), and this."""
        dates = [day for day in (known.before, self.request.before) if day]
        ids = known.ids | self.ids | set(map(address_id, self.addresses))
        return Forgotten(ids, known.outlets | self.request.rule.outlets, max(dates, default=None))

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the addresses, as given, of which the lake has no article."""
        ids = self.ids
        return tuple(url for url in self.request.urls if address_id(url) not in ids)

    @property
    def unknown_ids(self) -> tuple[str, ...]:
        """Return the ids, as given, of which the lake has no article."""
        return tuple(each for each in self.request.ids if each not in self.ids)


def unknown_outlets(lake: str, request: ForgetRequest, spooled: Callable[[], Collection[str]]) -> tuple[str, ...]:
    """Return the outlets, as given, of which a lake has no article, request or failure; nor `spooled`, sites in spools.

    Such a name is mistyped more often than not, and would be kept out for good. One that is kept out is known, so that
    a takedown that was killed can be asked for again.
    """
    held = read_rows(committed_files(lake, "articles"), "articles", ["outlet"])["outlet"].unique().to_pylist()
    names = {name.lower() for name in held} | forgotten_in(read_manifests(lake)).outlets
    left = [name for name in request.outlets if name.lower() not in names and not _has_requests(lake, name)]
    sites = spooled() if left else ()
    return tuple(name for name in left if name.lower() not in sites)


def _has_requests(lake: str, outlet: str) -> bool:
    return any(RowFilter(Forgotten(outlets=frozenset({outlet.lower()}))).requests(lake).values())


def _is_covered_by_rule(rule: Forgotten, row: Mapping[str, Any]) -> bool:
    """Tell whether the rule alone keeps an article out: by outlet only if its address is on that outlet's site."""
    published, url = row["published_date"], row["url"]
    if rule.before and published and published < rule.before:
        return True
    return rule.covers_outlet(row["outlet"]) and (url is None or registered_domain(url) in rule.outlets)


def refuse_empty(request: ForgetRequest) -> None:
    """Raise DyadwireError where a name is empty, as what an unset variable leaves is.

    Every failure without an outlet would go, and all that come would stay out.
    """
    if not all(name.strip() for name in (*request.urls, *request.outlets, *request.ids)):
        raise DyadwireError("an address, an outlet or an id is empty: nothing was removed")


def select_articles(lake: str, request: ForgetRequest, find_aliases: FindAliases) -> Selection:
    """Return what goes: the articles of a request, and those at any address that leads to one of them."""
    given = {canonical_url(url) or url for url in request.urls}
    articles = read_rows(committed_files(lake, "articles"), "articles", ABOUT)
    first = _revisions_of(articles, request, given)
    addresses = find_aliases(given | {url for url in first["url"].to_pylist() if url})
    found = _revisions_of(articles, request, addresses)
    return Selection(request, found, frozenset(addresses | {url for url in found["url"].to_pylist() if url}))


def _revisions_of(articles: pa.Table, request: ForgetRequest, addresses: Iterable[str]) -> pa.Table:
    """Return all revisions of the articles of which one revision is asked for."""
    ids = pa.array(sorted({*map(address_id, addresses), *request.ids}), pa.string())
    outlets = list(filter(request.rule.covers_outlet, articles["outlet"].unique().to_pylist()))
    goes = pc.or_(pc.is_in(articles["article_id"], ids), pc.is_in(articles["outlet"], pa.array(outlets, pa.string())))
    if request.before:
        goes = pc.or_(goes, _too_old(articles, request.before, request.undated))
    return articles.filter(pc.is_in(articles["article_id"], articles.filter(goes)["article_id"].combine_chunks()))


def _too_old(articles: pa.Table, before: date, undated: bool) -> pa.Array:
    """Mark articles older than a date: by publication, without that by fetch, and without either as `undated` says."""
    instant = pa.scalar(datetime.combine(before, time(), UTC), articles.schema.field("fetched_at").type)
    published = pc.less(articles["published_date"], pa.scalar(before, pa.date32()))
    fetched = pc.fill_null(pc.less(articles["fetched_at"], instant), undated)
    return pc.if_else(pc.is_valid(articles["published_date"]), published, fetched)


def _deciding(table: str) -> list[str]:
    return [name for name in _DECIDING if name in schema_of(TABLES[table].record).names]


class RowFilter(NamedTuple):
    """Decides which rows of each table stay once `gone` is forgotten."""

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
        """Return the dates, in ISO 8601, of the requests that go."""
        columns = ["fetched_date", "url", "outlet", "error"]
        fetches = read_rows(committed_files(lake, "fetches"), "fetches", columns)
        days = fetches["fetched_date"].to_pylist()
        kept = self.keep("fetches", "", fetches.append_column("row", pa.array(range(len(days)), pa.int64())))
        left = set(kept["row"].to_pylist())
        return {day.isoformat() for row, day in enumerate(days) if row not in left and day}
