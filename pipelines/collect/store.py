"""The collector's store, one SQLite file: feeds, seen entries, pages, robots.txt and finished segments (`states`)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from dyadwire.pipelines.collect.forget_store import REMEMBER, TABLE
from dyadwire.pipelines.collect.states import BatchState, FeedState, KeptRobots, PageState, WaitingPage, flaw_in, stamp
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.transforms.text.article.identity import address_id

STORE_NAME = ".collector.sqlite"  # hidden, so that a run over the spool's folder passes it over
VERSION = 2
_BUSY_SECONDS = 30.0
_MEND = "put it back from a backup, or remove it, and all feeds are new"
_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
NAMED = ""  # the list of what was named to the last pass; no address is empty

_TABLES = """
create table if not exists feeds(
  url text primary key, title text, tags text, moved_url text, etag text, last_modified text, body_hash text,
  interval_seconds real, failures real not null default 0, next_poll_at text, polled_at text, worked_at text,
  status integer, outcome text, error text, entries integer, new_entries integer, oldest_at text,
  newest_at text, full_at text, body_problem text, retired integer not null default 0) without rowid;
create table if not exists entries(
  feed text, key text, hash text, seen_at text, primary key(feed, key)) without rowid;
create table if not exists pages(
  url text primary key, asked_url text, etag text, last_modified text, body_hash text, fetched_at text, outcome text,
  failures integer not null default 0, next_try_at text) without rowid;
create table if not exists robots(site text primary key, body blob, at text) without rowid;
create table if not exists lists(url text, feed text, primary key(url, feed)) without rowid;
create table if not exists segments(name text primary key, done_at text) without rowid;
create table if not exists batches(
  at text primary key, seconds real, read integer, kept integer, duplicate integer, discarded integer,
  failed integer) without rowid;
"""

_TABLE_OF: dict[type, str] = {FeedState: "feeds", PageState: "pages", BatchState: "batches"}
_State = TypeVar("_State", FeedState, PageState, BatchState)
# Columns that earlier versions lack. Some stores of version 1 have them already: each is looked for.
_ADDED_COLUMNS = (("feeds", "body_problem", "text"),)


class Store:
    """Reads at once, writes in one transaction at `commit`: a pass that is killed has changed nothing.

    DyadwireError from any method where the file cannot be read or written.
    """

    def __init__(self, path: Path, copy: Path | None = None) -> None:
        """Open or make the file, or what is a `copy` of it; DyadwireError where that is impossible."""
        self.path, opened = path, copy or path
        self._waiting: list[tuple[str, Sequence[Any]]] = []
        try:
            opened.parent.mkdir(parents=True, exist_ok=True)
            self._base = sqlite3.connect(opened, timeout=_BUSY_SECONDS, isolation_level=None)
        except (sqlite3.Error, OSError) as error:
            raise self._error("open", error) from error
        try:
            self._base.execute("pragma journal_mode=wal")
            self._base.execute("pragma synchronous=full")
            (version,) = self._base.execute("pragma user_version").fetchone()
            if version > VERSION:
                raise DyadwireError(f"{path} was made by a newer dyadwire: upgrade this one")
            if version < VERSION:
                self._upgrade()
        except BaseException as error:
            self._base.close()  # half an upgrade would keep others out for as long as this is known
            if isinstance(error, sqlite3.Error | OSError):
                raise self._error("open", error) from error
            raise

    def _upgrade(self) -> None:
        """Make the tables, or bring those of an earlier version up to this one: all of it or nothing."""
        self._base.execute("begin immediate")
        for statement in _TABLES.split(";"):
            self._base.execute(statement)
        for table, column, kind in _ADDED_COLUMNS:
            if column not in {row[1] for row in self._base.execute(f"pragma table_info({table})")}:
                self._base.execute(f"alter table {table} add column {column} {kind}")
        self._base.execute(f"pragma user_version={VERSION}")
        self._base.execute("commit")

    def close(self) -> None:
        """Close the file; what was not committed is forgotten."""
        self._base.close()

    def commit(self) -> None:
        """Write everything that was kept since the last commit, or nothing of it: then DyadwireError says why."""
        try:
            with self._base:
                self._base.execute("begin immediate")
                for statement, values in self._waiting:
                    self._base.execute(statement, values)
        except sqlite3.Error as error:
            raise self._error("write", error) from error
        self._waiting.clear()

    def feed(self, url: str) -> FeedState:
        """Return what is known of a feed; an empty state for a new one."""
        found = self._states(FeedState, "where url=?", url)
        return found[0] if found else FeedState(url)

    def feeds(self) -> list[FeedState]:
        """Return every feed."""
        return self._states(FeedState, "order by url")

    def followed(self) -> list[FeedState]:
        """Return the feeds that the last pass was asked for, by name or in lists: not those that were taken out."""
        followed = (
            "with recursive followed(url) as (select feed from lists where url=? "
            "union select lists.feed from lists join followed on lists.url=followed.url) "
        )
        # Stores of earlier versions do not tell before their next pass.
        where = "where url in followed or not exists (select 1 from lists where url=?) order by url"
        return self._states(FeedState, where, NAMED, NAMED, before=followed)

    def page(self, url: str) -> PageState | None:
        """Return what is known of a page."""
        found = self._states(PageState, "where url=?", url)
        return found[0] if found else None

    def waiting_pages(self, outcomes: Iterable[str], until: str, after: str = "~") -> list[WaitingPage]:
        """Return pages with these outcomes that may be asked for by an instant, those that wait longest first.

        Also those put off to an instant later than `after`, as by a wrong clock; by default no instant is later.
        """
        slugs = tuple(outcomes)
        where = f"where outcome in ({','.join('?' * len(slugs))}) and (next_try_at <= ? or next_try_at > ?)"
        pages = self._states(PageState, f"{where} order by next_try_at, url", *slugs, until, after)
        if not pages:
            return []
        feeds: dict[str, list[str]] = {}
        texts = "select cast(key as text), cast(feed as text) from entries"
        listed = f"{texts} where key in (select url from pages {where}) order by feed"  # noqa: S608
        for key, feed in self._rows(listed, *slugs, until, after):
            feeds.setdefault(key, []).append(feed)
        return [WaitingPage(page, tuple(feeds.get(page.url, ()))) for page in pages]

    def seen(self, feed: str) -> dict[str, str]:
        """Return key → hash of the entries that earlier polls of a feed saw."""
        return dict(self._rows("select cast(key as text), hash from entries where feed=?", feed))

    def robots(self, site: str) -> KeptRobots | None:
        """Return the remembered robots.txt of a site."""
        rows = self._rows("select body, at from robots where site=?", site)
        try:
            return KeptRobots(bytes(memoryview(rows[0][0])), _instant(rows[0][1])) if rows else None
        except (TypeError, ValueError, OverflowError) as error:
            raise self._error("read", error) from error

    def finished(self) -> set[str]:
        """Return the names of the segments that a lake has."""
        return {name for (name,) in self._rows("select cast(name as text) from segments")}

    def list_feeds(self, url: str) -> list[str]:
        """Return the feeds that a list named when it was last read."""
        return [feed for (feed,) in self._rows("select cast(feed as text) from lists where url=? order by feed", url)]

    def batches(self, since: datetime, until: datetime) -> list[BatchState]:
        """Return the batches between two instants, in order."""
        return self._states(BatchState, "where at between ? and ? order by at", stamp(since), stamp(until))

    def last_batch(self, until: datetime | None = None) -> BatchState | None:
        """Return the last batch, of all or of those up to an instant: a clock that was ahead once dated later ones."""
        found = self._states(BatchState, "where at <= ? order by at desc limit 1", stamp(until) if until else "~")
        return found[0] if found else None

    def keep_list(self, url: str, feeds: Iterable[str]) -> None:
        """Remember at the next commit what a list names."""
        self._waiting.append(("delete from lists where url=?", (url,)))
        self._waiting += [("insert or ignore into lists values (?,?)", (url, feed)) for feed in feeds]

    def keep_batch(self, batch: BatchState) -> None:
        """Remember a batch at the next commit."""
        self._keep(batch)

    def keep_feed(self, feed: FeedState) -> None:
        """Remember a feed at the next commit."""
        self._keep(feed)

    def keep_page(self, page: PageState) -> None:
        """Remember a page at the next commit."""
        self._keep(page)

    def keep_entries(self, feed: str, hashes: dict[str, str], now: datetime) -> None:
        """Remember the entries that a poll saw; forget those of the feed that left it 90 days ago."""
        insert = "insert or replace into entries values (?,?,?,?)"
        self._waiting += [(insert, (feed, key, digest, stamp(now))) for key, digest in hashes.items()]
        forget = "delete from entries where feed=? and seen_at < strftime('%Y-%m-%dT%H:%M:%S', ?, '-90 days')"
        self._waiting.append((forget, (feed, stamp(now)[:19])))

    def keep_robots(self, site: str, body: bytes, now: datetime) -> None:
        """Remember a robots.txt at the next commit."""
        self._waiting.append(("insert or replace into robots values (?,?,?)", (site, body, stamp(now))))

    def forget_page(self, address: str) -> None:
        """Forget an address at the next commit: it leads to an article that the lake was made to forget."""
        self._waiting += [
            (TABLE, ()),
            (REMEMBER, (address_id(address),)),
            ("delete from entries where key=?", (address,)),
            ("delete from pages where url=?", (address,)),
        ]

    def finish(self, segments: Iterable[str], now: datetime) -> None:
        """Remember at the next commit that a lake has these segments."""
        insert = "insert or replace into segments values (?,?)"
        self._waiting += [(insert, (name, stamp(now))) for name in segments]

    def _states(self, kind: type[_State], where: str, *values: Any, before: str = "") -> list[_State]:
        """Read states; DyadwireError for what no collector wrote, too."""
        rows = self._rows(f"{before}select {_names(kind)} from {_TABLE_OF[kind]} {where}", *values)  # noqa: S608
        states = [kind(*row) for row in rows]
        if flaw := next(filter(None, map(flaw_in, states)), ""):
            raise self._error("read", ValueError(flaw))
        return states

    def _rows(self, select: str, *values: Any) -> list[tuple[Any, ...]]:
        """Read rows, all at once; DyadwireError where the file is damaged or not to be had."""
        try:
            return self._base.execute(select, values).fetchall()
        except sqlite3.Error as error:
            raise self._error("read", error) from error

    def _error(self, act: str, error: Exception) -> DyadwireError:
        """Return what is told of an error: only a damaged file is worth removing, not one that is locked or away."""
        problem = f"cannot {act} the collector's store at {self.path}: {error}"
        return DyadwireError(f"{problem}: {_MEND}" if _is_damage(error) else problem)

    def _keep(self, state: tuple[Any, ...]) -> None:
        table, names, marks = _TABLE_OF[type(state)], _names(type(state)), ",".join("?" * len(state))
        self._waiting.append((f"insert or replace into {table}({names}) values ({marks})", state))  # noqa: S608


def open_store(spool: Path, store: Path | None = None) -> Store:
    """Open the store of a spool; DyadwireError where that is impossible."""
    return Store(store or spool / STORE_NAME)


def longest_due(feeds: Iterable[FeedState], now: str) -> list[str]:
    """Return the addresses of the feeds that are due, those that wait longest first, new ones before all."""
    return [feed.url for feed in sorted(feeds, key=lambda feed: feed.next_poll_at or "") if feed.is_due(now)]


def longest_unpolled(feeds: Iterable[FeedState]) -> list[str]:
    """Return the addresses of feeds, new ones first, then those whose last poll is longest ago."""
    return [feed.url for feed in sorted(feeds, key=lambda feed: feed.polled_at or "")]


def _is_damage(error: Exception) -> bool:
    """Tell whether the file itself is damaged: by SQLite's word, or as it lacks what it had or has what is no value."""
    if not isinstance(error, sqlite3.Error):
        return isinstance(error, TypeError | ValueError | OverflowError)
    lacks = ("no such table", "no such column", "Could not decode")
    return str(error).startswith(lacks) or getattr(error, "sqlite_errorname", "").startswith(_DAMAGE)


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _names(record: type) -> str:
    return ",".join(record._fields)  # type: ignore[attr-defined]
