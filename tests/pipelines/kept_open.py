"""Lakes that stay open from one question to the next, for modules that put many to lakes that no test changes.

What a command asks is answered once for each lake, as nearly all of an answer's time goes into planning it: most
commands also ask what was collected, and ask the same rows for a list, its table and its page.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import duckdb
import pytest

from dyadwire.pipelines.ask import query
from dyadwire.pipelines.python_api import lake as opened_lake
from dyadwire.pipelines.serve import served_lake

_MOST = 4  # lakes that are open at once: those that a test made for itself are asked by no other


Answers = dict[tuple[str, str], tuple[list[str], list[tuple[Any, ...]]]]


def _as_it_lies(lake: str) -> tuple[Any, ...]:
    """Return what tells a lake from one that was changed: its files, their sizes and when they were written."""
    found = (path for path in Path(lake).rglob("*") if path.is_file())
    return (
        os.path.realpath(lake),
        *sorted((str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in found),
    )


def keeping_open(
    connect: Callable[..., duckdb.DuckDBPyConnection],
    kept: dict[tuple[Any, ...], duckdb.DuckDBPyConnection],
    known: WeakKeyDictionary[duckdb.DuckDBPyConnection, Answers],
) -> Callable[..., Any]:
    """Return a `connect` whose connection the end of a question leaves open, for the next one to the same lake."""

    def connect_or_find(lake: str, **how: Any) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
        if how or not os.path.isdir(lake):
            known[opened := connect(lake, **how)] = {}  # not shared, so it is closed by who opened it
            return opened
        key = _as_it_lies(lake)
        kept[key] = connection = kept.pop(key, None) or connect(lake)
        known.setdefault(connection, {})
        if len(kept) > _MOST:
            kept.pop(next(iter(kept))).close()
        return nullcontext(connection)

    return connect_or_find


def noting(
    connect: Callable[..., duckdb.DuckDBPyConnection], known: WeakKeyDictionary[duckdb.DuckDBPyConnection, Answers]
) -> Callable[..., duckdb.DuckDBPyConnection]:
    """Return a `connect` whose connections are `known`: of a server, or of a lake opened in Python."""

    def connect_and_note(lake: str) -> duckdb.DuckDBPyConnection:
        connection = connect(lake)
        known[connection] = {}
        return connection

    return connect_and_note


def answering_once(
    answer: Callable[..., Any], known: WeakKeyDictionary[duckdb.DuckDBPyConnection, Answers]
) -> Callable[..., Any]:
    """Return an `answer` that knows what it said before to connections that are `known`; to others it always asks."""

    def answer_or_find(connection: duckdb.DuckDBPyConnection, sql: str, values: dict[str, Any]) -> Any:
        if connection not in known:
            return answer(connection, sql, values)
        question = sql, repr(sorted(values.items()))
        if question not in known[connection]:
            known[connection][question] = answer(connection, sql, values)
        columns, found = known[connection][question]
        return [*columns], [*found]

    return answer_or_find


@pytest.fixture(scope="module")
def kept_open() -> Iterator[None]:
    """Open each lake once for all questions that commands put to it: half of the time of one is to open it.

    That a connection makes what a question names, and nothing else, `test_views_as_named` sees.
    """
    kept: dict[tuple[Any, ...], duckdb.DuckDBPyConnection] = {}
    known: WeakKeyDictionary[duckdb.DuckDBPyConnection, Answers] = WeakKeyDictionary()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(query, "connect", keeping_open(query.connect, kept, known))
        patched.setattr(served_lake, "connect", noting(served_lake.connect, known))
        patched.setattr(opened_lake, "connect", noting(opened_lake.connect, known))
        patched.setattr(query, "_all_rows", answering_once(query._all_rows, known))
        yield
    for connection in kept.values():
        connection.close()
