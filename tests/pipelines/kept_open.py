"""Lakes that stay open from one question to the next, for modules that put many to lakes that no test changes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dyadwire.pipelines.ask import query

_MOST = 4  # lakes that are open at once: those that a test made for itself are asked by no other


def _as_it_lies(lake: str) -> tuple[Any, ...]:
    """Return what tells a lake from one that was changed: its files, their sizes and when they were written."""
    found = (path for path in Path(lake).rglob("*") if path.is_file())
    return (
        os.path.realpath(lake),
        *sorted((str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in found),
    )


def keeping_open(
    connect: Callable[..., duckdb.DuckDBPyConnection], kept: dict[tuple[Any, ...], duckdb.DuckDBPyConnection]
) -> Callable[..., Any]:
    """Return a `connect` whose connection the end of a question leaves open, for the next one to the same lake."""

    def connect_or_find(lake: str, **how: Any) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
        if how or not os.path.isdir(lake):
            return connect(lake, **how)
        key = _as_it_lies(lake)
        kept[key] = connection = kept.pop(key, None) or connect(lake)
        if len(kept) > _MOST:
            kept.pop(next(iter(kept))).close()
        return nullcontext(connection)

    return connect_or_find


@pytest.fixture(scope="module")
def kept_open() -> Iterator[None]:
    """Open each lake once for all questions that commands put to it: half of the time of one is to open it.

    That a connection makes what a question names, and nothing else, `test_views_as_named` sees.
    """
    kept: dict[tuple[Any, ...], duckdb.DuckDBPyConnection] = {}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(query, "connect", keeping_open(query.connect, kept))
        yield
    for connection in kept.values():
        connection.close()
