"""Ask a lake: a DuckDB connection with the views of schemas/views.sql. Beam and spaCy are not imported here."""

from __future__ import annotations

import errno
import os
import weakref
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from dyadwire.pipelines.ask.answer import Row
from dyadwire.pipelines.ask.damage import damaged, in_one_line, is_gone, is_of_other_file
from dyadwire.pipelines.ask.duckdb_settings import lock_settings, opened_in_memory
from dyadwire.pipelines.ask.limits import LimitedQuery
from dyadwire.pipelines.ask.objections import what_macro_takes, where_is_column
from dyadwire.pipelines.ask.options import DEFAULT_MEMORY
from dyadwire.pipelines.ask.views import make_all, make_named, make_of_files, make_others
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.path import lake_path, no_lake_to_ask
from dyadwire.pipelines.lake.snapshot_locks import lock_newest, newest
from dyadwire.pipelines.refusals import NO_MEMORY, is_short_of_memory
from dyadwire.schemas.manifest import LAKE_FILE, manifest_path

_TRIES = 5  # to open a lake whose files are exchanged meanwhile
_CHUNK = 2_048  # rows in memory at once, DuckDB's own vector


def connect(
    lake: str | os.PathLike[str],
    *,
    complete: bool = False,
    locked: bool = False,
    memory: str = DEFAULT_MEMORY,
    tables: Collection[str] | None = None,
) -> duckdb.DuckDBPyConnection:
    """Open a lake for questions: an in-memory DuckDB with the views and macros of schemas/views.sql.

    It asks the lake's newest snapshot and keeps asking that one: open another connection to see what came later. Those
    that read no file themselves are made when `rows` or `stream` is asked what names them, which spares most of the
    time that opening takes; with `complete` all are, for who asks the connection itself. Of those that read files, only
    `tables` are made at first, where they are named. Nothing is attached for writing.

    With `locked`, the connection reads files of the lake and nothing else, and its settings can't be changed;
    statements such as COPY must still be refused by the caller (see `select_only`). Addresses with a scheme (s3://,
    gs://, memory://) are read through fsspec. DyadwireError where there is no lake, or where its path reads as a
    pattern. What exceeds `memory` goes to a temporary folder, of which the connection takes no more than half of what
    is free there; with `locked` it fails.
    """
    lake = lake_path(os.fsdecode(lake))
    root = _root(lake)
    for _ in range(_TRIES):
        connection = opened_in_memory(memory)
        if "://" in root:
            _register(connection, root)
        snapshot = _lock_snapshot(connection, root)
        connection.execute("SET VARIABLE lake = $root", {"root": root})
        connection.execute("SET parquet_metadata_cache = true")
        try:
            make_all(connection) if complete else make_of_files(connection, tables)
        except duckdb.Error as error:
            connection.close()
            del connection  # and with it the lock of its snapshot, and its folder
            if is_gone(error) and newest(root) != snapshot:  # a takedown exchanged the files meanwhile
                continue
            raise _not_opened(lake, root, error) from error
        if locked:
            lock_settings(connection, root)
        return connection
    raise DyadwireError("the lake was rewritten while it was opened: ask again")


def _not_opened(lake: str, root: str, error: duckdb.Error) -> DyadwireError:
    """Return what to tell where the views of a lake can't be made: that it is none, or damaged."""
    if not _is_lake(root):
        return no_lake_to_ask(lake)
    if is_short_of_memory(error):
        return DyadwireError(NO_MEMORY)
    return damaged(error, lake) or DyadwireError(f"no readable lake at {lake}: {_first_line(error)}")


def _is_lake(root: str) -> bool:
    """Tell whether there is a lake, whose files may be damaged: in a store no folder stands for one."""
    if "://" not in root:
        return os.path.isdir(f"{root}/articles")
    from dyadwire.transforms.storage import filesystem  # imports fsspec, which local lakes do without

    return bool(filesystem.exists(f"{root}/{LAKE_FILE}") or filesystem.glob(manifest_path(root, "*")))


def _lock_snapshot(connection: duckdb.DuckDBPyConnection, root: str) -> str | None:
    """Let a connection ask the newest snapshot, locked until the connection ends; return its name, if there is one."""
    lock = lock_newest(root)
    if lock is None:
        return None
    connection.execute("SET VARIABLE pinned = $name", {"name": lock.snapshot})
    if lock.descriptor is not None:
        weakref.finalize(connection, os.close, lock.descriptor)
    return lock.snapshot


def rows(connection: duckdb.DuckDBPyConnection, sql: str, **values: Any) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Run one query with named parameters; column names and rows. DyadwireError where DuckDB objects, in one line."""
    with one_line_query_errors(connection):
        return LimitedQuery(connection).run(_all_rows, connection, sql, values)


def _all_rows(
    connection: duckdb.DuckDBPyConnection, sql: str, values: dict[str, Any]
) -> tuple[list[str], list[tuple[Any, ...]]]:
    make_named(connection, sql)
    with _told_plainly(sql):
        cursor = connection.execute(sql, values) if values else connection.execute(sql)
    return [column[0] for column in cursor.description or ()], cursor.fetchall()


def limited_rows(
    connection: duckdb.DuckDBPyConnection, sql: str, limit: int, **values: Any
) -> tuple[list[str], list[tuple[Any, ...]], int]:
    """Run one query for so many rows; column names, these rows, and how many there are in all. Errors as `rows`."""
    columns, found = rows(connection, f"{sql} LIMIT $limit", **values, limit=limit)
    if len(found) < limit:
        return columns, found, len(found)
    _, ((of_all,),) = rows(connection, f"SELECT count(*) FROM ({sql})", **values)  # noqa: S608 — the same query
    return columns, found, of_all


def stream(connection: duckdb.DuckDBPyConnection, sql: str, limited: LimitedQuery) -> tuple[list[str], Iterator[Row]]:
    """Run one query within the limits of a question; column names, and rows that are fetched as they are asked for.

    The first rows are fetched at once, so that a question that can't be answered fails before anything is printed.
    DyadwireError, here or from the rows, where DuckDB objects or a limit is reached.
    """
    with one_line_query_errors(connection):
        cursor = limited.run(_run, connection, sql)
        columns = [column[0] for column in cursor.description or ()]
        first = limited.run(cursor.fetchmany, _CHUNK)
    return columns, _rest(limited, cursor, first)


def _run(connection: duckdb.DuckDBPyConnection, sql: str) -> duckdb.DuckDBPyConnection:
    make_named(connection, sql)
    with _told_plainly(sql):
        try:
            return connection.execute(sql)
        except (duckdb.CatalogException, duckdb.BinderException):  # it tells which names are like one that is not there
            make_others(connection)
        try:
            return connection.execute(sql)
        except duckdb.BinderException as error:
            raise duckdb.BinderException(f"{error}{where_is_column(str(error))}") from error


@contextmanager
def _told_plainly(sql: str) -> Iterator[None]:
    """Tell by what a macro takes that it was given something else, as DuckDB speaks of what is inside of it."""
    try:
        yield
    except (duckdb.CatalogException, duckdb.BinderException, duckdb.PermissionException, duckdb.IOException) as error:
        if takes := what_macro_takes(str(error), sql):
            raise DyadwireError(takes) from error
        raise


def _rest(limited: LimitedQuery, cursor: Any, chunk: Sequence[Row]) -> Iterator[Row]:
    while chunk:
        yield from chunk
        with one_line_query_errors(cursor):
            chunk = limited.run(cursor.fetchmany, _CHUNK)


@contextmanager
def one_line_query_errors(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Tell what DuckDB objects to as DyadwireError, in one line, and that a lake is damaged with what tells more."""
    try:
        yield
    except duckdb.Error as error:
        root, pinned = _asked_lake(connection)
        if isinstance(error, duckdb.IOException) and is_gone(error) and (not root or newest(root) != pinned):
            raise DyadwireError("the lake was rewritten while it was asked: ask again") from error
        plain = DyadwireError(in_one_line(error))
        raise (damaged(error, root) if root and not is_of_other_file(error, root) else None) or plain from error


def _asked_lake(connection: duckdb.DuckDBPyConnection) -> tuple[str | None, str | None]:
    """Return the lake that a connection asks, and the name of the snapshot of it; of none where it can't say."""
    try:
        found = connection.execute("SELECT getvariable('lake'), getvariable('pinned')").fetchone()
    except duckdb.Error:  # as of one that was closed or interrupted
        return None, None
    return found or (None, None)


def _root(lake: str) -> str:
    if "://" in lake:
        return lake.rstrip("/")
    path = Path(os.path.realpath(lake))
    if not os.path.isdir(path):
        raise no_lake_to_ask(lake)
    if not os.access(path, os.R_OK | os.X_OK):
        raise DyadwireError(f"can't read the lake {lake}: {os.strerror(errno.EACCES)}")
    return str(path)


def _register(connection: duckdb.DuckDBPyConnection, root: str) -> None:
    from dyadwire.transforms.storage.cached_filesystem import CachedFileSystem
    from dyadwire.transforms.storage.filesystem import (
        open_system,  # an object store only: local lakes don't pay for these imports
    )

    try:
        connection.register_filesystem(CachedFileSystem(open_system(root)[0]))
    except (OSError, ValueError) as error:
        raise DyadwireError(f"no readable lake: {_first_line(error)}") from error


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
