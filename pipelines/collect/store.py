"""The collector's store, one SQLite file: feeds, seen entries, pages, robots.txt and finished segments (`states`)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from dyadwire.pipelines.collect.forget_store import REMEMBER, TABLE
from dyadwire.pipelines.collect.states import BatchState, FeedState, KeptRobots, PageState, WaitingPage, flaw_in, stamp
from dyadwire.pipelines.collect.store_file import StoreFile
from dyadwire.transforms.text.article.identity import address_id

STORE_NAME = ".collector.sqlite"  # hidden, so that a run over the spool's folder passes it over
NAMED = ""  # the list of what was named to the last pass; no address is empty

_TABLE_OF: dict[type, str] = {FeedState: "feeds", PageState: "pages", BatchState: "batches"}
_State = TypeVar("_State", FeedState, PageState, BatchState)


class Store(StoreFile):
    """What is known of feeds, pages, sites, lists and batches; DyadwireError from any method as from the file's."""

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

    def keep(self, state: FeedState | PageState | BatchState) -> None:
        """Remember a feed, a page or a batch at the next commit."""
        table, names, marks = _TABLE_OF[type(state)], _names(type(state)), ",".join("?" * len(state))
        self._waiting.append((f"insert or replace into {table}({names}) values ({marks})", state))  # noqa: S608

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


def open_store(spool: Path, store: Path | None = None) -> Store:
    """Open the store of a spool; DyadwireError where that is impossible."""
    return Store(store or spool / STORE_NAME)


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _names(record: type) -> str:
    return ",".join(record._fields)  # type: ignore[attr-defined]
