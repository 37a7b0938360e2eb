"""Ask a lake: a DuckDB connection with the views of schemas/views.sql. Beam and spaCy are not imported here."""

from __future__ import annotations

import os
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

from pipelines.errors import DyadwireError
from pipelines.lake.path import refuse_pattern
from pipelines.lake.pins import pin

_MEMORY = "2GB"  # a question should not take the machine; what exceeds this goes to a temporary folder


def connect(lake: str | os.PathLike[str], *, locked: bool = False) -> duckdb.DuckDBPyConnection:
    """Open a lake for questions: an in-memory DuckDB with the views and macros of schemas/views.sql.

    It asks the lake's newest snapshot and keeps asking that one: open another connection to see what came later.
    Nothing is attached for writing. With `locked`, the connection reads files of the lake and nothing else, and its
    settings can't be changed; statements such as COPY must still be refused by the caller (see `select_only`).
    Addresses with a scheme (s3://, gs://, memory://) are read through fsspec. DyadwireError where there is no lake,
    or where its path reads as a pattern.
    """
    refuse_pattern(os.fspath(lake))
    root = _root(os.fspath(lake))
    # DuckDB makes and removes this folder; by default it would lie in the working directory.
    spill = f"{tempfile.gettempdir()}/dyadwire-{os.getpid()}"
    settings: dict[str, str | bool | int | float | list[str]] = {
        "python_enable_replacements": False,
        "memory_limit": _MEMORY,
        "temp_directory": spill,
    }
    connection = duckdb.connect(config=settings)
    if "://" in root:
        _register(connection, root)
    held = pin(root)
    if held is not None:
        connection.execute("SET VARIABLE pinned = $name", {"name": held.snapshot})
        if held.descriptor is not None:
            weakref.finalize(connection, os.close, held.descriptor)
    connection.execute("SET VARIABLE lake = $root", {"root": root})
    connection.execute("SET parquet_metadata_cache = true")
    try:
        connection.execute((files("schemas") / "views.sql").read_text(encoding="utf-8"))
    except duckdb.Error as error:
        raise DyadwireError(f"no readable lake at {lake}: {_first_line(error)}") from error
    if locked:
        _lock(connection, root)
    return connection


def rows(connection: duckdb.DuckDBPyConnection, sql: str, **values: Any) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Run one query with named parameters; column names and rows. DyadwireError where DuckDB objects, in one line."""
    with told_in_a_line():
        cursor = connection.execute(sql, values) if values else connection.execute(sql)
        return [column[0] for column in cursor.description or ()], cursor.fetchall()


@contextmanager
def told_in_a_line() -> Iterator[None]:
    """Tell what DuckDB objects to as DyadwireError, in one line."""
    try:
        yield
    except duckdb.IOException as error:
        # Takedowns remove files at once; nothing else touches what a connection holds.
        if any(told in str(error) for told in ("No files found", "No such file")):
            raise DyadwireError("the lake was rewritten while it was asked: ask again") from error
        raise DyadwireError(" ".join(str(error).split())) from error
    except duckdb.Error as error:
        raise DyadwireError(" ".join(str(error).split())) from error


def _root(lake: str) -> str:
    if "://" in lake:
        return lake.rstrip("/")
    path = Path(lake).resolve()
    if not path.is_dir():
        raise DyadwireError(f"no lake at {lake}; make one with dyadwire run, or name another with --lake DIR")
    return str(path)


def _register(connection: duckdb.DuckDBPyConnection, root: str) -> None:
    from transforms.storage import open_system  # an object store only: local lakes don't pay for these imports
    from transforms.unchanging import Unchanging

    try:
        connection.register_filesystem(Unchanging(open_system(root)[0]))
    except (OSError, ValueError) as error:
        raise DyadwireError(f"no readable lake: {_first_line(error)}") from error


def _lock(connection: duckdb.DuckDBPyConnection, root: str) -> None:
    connection.execute("SET temp_directory = ''")  # nothing is written: a sort beyond the limit fails
    connection.execute("SET autoinstall_known_extensions = false")
    connection.execute("SET autoload_known_extensions = false")
    connection.execute("SET allow_community_extensions = false")
    connection.execute(f"SET allowed_directories = [{_quoted(root)}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
