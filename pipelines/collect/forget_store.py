"""Forget in a collector's store: no address of what is forgotten is left in its file, only hashes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.transforms.storage.block_list import Forgotten
from dyadwire.transforms.text.article.identity import address_id, article_id

TABLE = "create table if not exists forgotten(id text primary key) without rowid"
REMEMBER = "insert or ignore into forgotten values (?)"
_BUSY_SECONDS = 30.0
_GUID = "guid:"


def forgotten_in_store(path: Path) -> frozenset[str]:
    """Return the ids of the addresses that a store was made to forget."""
    if not path.exists():
        return frozenset()
    with _opened(path) as base:
        there = _has(base, "forgotten")
        return frozenset(found for (found,) in base.execute("select id from forgotten")) if there else frozenset()


def forget_in_store(path: Path, gone: Forgotten) -> None:
    """Remove forgotten entries and pages, but keep the hashes of their addresses, so that they do not count as new.

    The file is vacuumed and its log truncated, so that no freed page keeps them. DyadwireError where it is in use.
    """
    with _opened(path) as base:
        if not _has(base, "entries"):  # a disk was full when it was to be made, so that it remembers nothing
            return
        base.execute("pragma secure_delete=on")
        base.execute("pragma temp_store=memory")
        base.execute("begin immediate")
        base.execute(TABLE)
        _forget_entries(base, gone)
        _forget_pages(base, gone)
        base.execute("commit")
        base.execute("vacuum")
        (busy, _, _) = base.execute("pragma wal_checkpoint(truncate)").fetchone()
        if busy:
            raise DyadwireError(f"{path} is in use: forget again once nobody reads it")


def _forget_entries(base: sqlite3.Connection, gone: Forgotten) -> None:
    for feed, key in base.execute("select feed, key from entries").fetchall():
        if _is_gone(feed, key, gone):
            base.execute("delete from entries where feed=? and key=?", (feed, key))
            base.execute(REMEMBER, (_id_of(feed, key),))


def _forget_pages(base: sqlite3.Connection, gone: Forgotten) -> None:
    for url, asked in base.execute("select url, asked_url from pages").fetchall():
        if gone.covers_address(url) or gone.covers_address(asked or url):
            base.execute("delete from pages where url=?", (url,))
            base.executemany(REMEMBER, [(address_id(url),), (address_id(asked or url),)])
    if gone.before:  # all other pages of that time, except those that a feed still lists: they would count as new
        left = "delete from pages where fetched_at < ? and url not in (select key from entries)"
        base.execute(left, (gone.before.isoformat(),))


def _has(base: sqlite3.Connection, table: str) -> bool:
    return base.execute("select 1 from sqlite_master where name=?", (table,)).fetchone() is not None


def _is_gone(feed: str, key: str, gone: Forgotten) -> bool:
    return _id_of(feed, key) in gone.ids or (not key.startswith(_GUID) and gone.covers_address(key))


def _id_of(feed: str, key: str) -> str:
    if key.startswith(_GUID):
        return article_id(None, "", feed_and_guid=(feed, key.removeprefix(_GUID)))
    return address_id(key)


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        with closing(sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)) as base:
            yield base
    except sqlite3.Error as error:
        raise DyadwireError(f"cannot use the collector's store at {path}: {error}") from error
