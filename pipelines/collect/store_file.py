"""The file of the collector's store: its tables, what brings an earlier version up to this one, and what damages it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dyadwire.pipelines.errors import DyadwireError

VERSION = 2
_BUSY_SECONDS = 30.0
_MEND = "put it back from a backup, or remove it, and all feeds are new"
_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB")

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

# Columns that earlier versions lack. Some stores of version 1 have them already: each is looked for.
_ADDED_COLUMNS = (("feeds", "body_problem", "text"),)


class StoreFile:
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


def _is_damage(error: Exception) -> bool:
    """Tell whether the file itself is damaged: by SQLite's word, or as it lacks what it had or has what is no value."""
    if not isinstance(error, sqlite3.Error):
        return isinstance(error, TypeError | ValueError | OverflowError)
    lacks = ("no such table", "no such column", "Could not decode")
    return str(error).startswith(lacks) or getattr(error, "sqlite_errorname", "").startswith(_DAMAGE)
