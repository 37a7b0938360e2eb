"""A lake as Python asks it: what the commands answer, as relations of DuckDB."""

from __future__ import annotations

import os
import weakref
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Any

import duckdb

from dyadwire.pipelines.ask.query import connect
from dyadwire.pipelines.ask.views import make_named, make_others
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.path import BY_OPTION
from dyadwire.pipelines.python_api.pair_questions import PairQuestions
from dyadwire.pipelines.python_api.rankings import Rankings


def _let_go(_connection: duckdb.DuckDBPyConnection) -> None:
    """Do nothing: what a finalizer is given lives as long as what it waits for."""


def _variables(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str, Any]]:
    """Yield the name, type and value of each variable that views read: every connection to a database has its own."""
    for name, kind in connection.execute("SELECT name, type FROM duckdb_variables()").fetchall():
        yield name, kind, connection.execute("SELECT getvariable($name)", {"name": name}).fetchall()[0][0]


class Lake(PairQuestions, Rankings):
    """A DuckDB connection with the views and macros of a lake, and the questions of the commands.

    Whatever it has no name for is asked of the connection: sql, execute, close. A question takes places and filters as
    the command of its name does ("Russia", "China" or "Russia-China"; since="7d") and gives a relation: `.df()` for
    pandas, `.pl()` for Polars, `.to_arrow_table()`, `.fetchall()`, or its name in more SQL. Where a command tells how
    it read a question (Congo, say), or what its counts leave out, Python warns. `of_class` is --class: with it `trend`,
    `top`, `movers` and `network` count acts, not articles. DyadwireError for what the command refuses.
    """

    def __init__(self, lake: str | os.PathLike[str]) -> None:
        try:
            self._asked = connect(lake)
        except DyadwireError as error:
            error.args = (str(error).replace(BY_OPTION, "as dyadwire.open(lake)"),)
            raise
        self._types = {}
        make_named(self._asked, "collected_days")  # with its variable, which is of the connection that makes it
        self._set = [*_variables(self._asked)]

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """Return the connection with all views and macros: made when it is first asked for, as questions need a few."""
        make_others(self._asked, self._another)  # a thread that wants its first cursor comes while another one asks
        return self._asked

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name == "connection":  # before there is one, as when a copy is made
            raise AttributeError(name)
        return getattr(self.connection, name)

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """Return another connection to the same lake, for another thread; it keeps what this one holds.

        Variables that a user has set are not among it, as with any cursor of DuckDB.
        """
        make_others(self._asked, self._another)
        cursor = self._another()
        weakref.finalize(cursor, _let_go, self._asked)
        return cursor

    def _another(self) -> duckdb.DuckDBPyConnection:
        cursor = self._asked.cursor()
        for name, kind, value in self._set:
            cursor.execute(f"SET VARIABLE {name} = $value::{kind}", {"value": value})
        return cursor

    def __dir__(self) -> Iterable[str]:
        return {*super().__dir__(), *dir(self.connection)}

    def __enter__(self) -> Lake:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._asked.close()

    def close(self) -> None:
        """Close the connection."""
        self._asked.close()
