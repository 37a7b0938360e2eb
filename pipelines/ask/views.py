"""Make the views and macros of views.sql in a connection: all of them, or those that each question names.

DuckDB binds each one as it is made: for all of them that takes longer than most questions, which need a dozen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from threading import Lock
from weakref import WeakKeyDictionary

import duckdb

from dyadwire.schemas.views import definitions, views_sql

# Of a connection that makes them as they are named: those that it has not made.
_WAITING: WeakKeyDictionary[duckdb.DuckDBPyConnection, set[str]] = WeakKeyDictionary()
_MAKING = Lock()  # two threads that made the same at once would be refused
_LISTS_THEM = re.compile(
    r"\b(?:duckdb|pragma|pg|sqlite)_|\b(?:information_schema|pragma|show|describe|summarize)\b", re.IGNORECASE
)


def make_all(connection: duckdb.DuckDBPyConnection) -> None:
    """Make every view and macro; duckdb.Error where the lake has not what they need."""
    connection.execute(views_sql())


def make_of_files(connection: duckdb.DuckDBPyConnection, tables: Collection[str] | None = None) -> None:
    """Make the views that read files, or those of them that are named: a lake that can't be read is told at once.

    The others are made by `make_named`. duckdb.Error where the lake has not what they need.
    """
    connection.execute(definitions().before)
    _WAITING[connection] = set(definitions().made)
    _make(connection, definitions().of_files() if tables is None else list(tables))


def make_named(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Make what a statement names and what that needs, if the connection has not made it yet."""
    if _LISTS_THEM.search(sql):
        make_others(connection)
    elif _WAITING.get(connection):
        _make(connection, definitions().named_in(sql))


def make_others(
    connection: duckdb.DuckDBPyConnection, through: Callable[[], duckdb.DuckDBPyConnection] | None = None
) -> None:
    """Make all that the connection has not made yet; `through` another one to its database where it may be busy."""
    if waiting := _WAITING.get(connection):
        _make(connection, waiting, through() if through else connection)


def _make(
    connection: duckdb.DuckDBPyConnection,
    names: set[str] | frozenset[str] | list[str],
    through: duckdb.DuckDBPyConnection | None = None,
) -> None:
    waiting = _WAITING[connection]
    with _MAKING:
        for name in definitions().needed(waiting.intersection(names)):
            if name in waiting:
                (through or connection).execute(definitions().made[name].sql)
                waiting.discard(name)  # once it is there: Ctrl-C may come between
