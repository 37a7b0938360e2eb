"""`dyadwire shell`: SQL by hand over the views."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

import click

from dyadwire.pipelines.ask.options import lake_option, limit_options
from dyadwire.pipelines.ask.printing import show_rows
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.path import no_lake_to_ask
from dyadwire.pipelines.messages import tell

if TYPE_CHECKING:
    import duckdb

    from dyadwire.pipelines.ask.limits import Limits

_HELP = """End a statement with ; and the shell with exit, quit or Ctrl-D.
Try: SHOW TABLES; or FROM coverage('CHN-RUS', by := 'week');"""
_LEAVE = frozenset({"exit", "quit", ".exit", ".quit"})  # with a dot as in DuckDB's own shell


@click.command()
@lake_option
@click.option("--plain", is_flag=True, help="Use the built-in prompt even where DuckDB's own shell is installed.")
@limit_options(timeout="none")
def command(lake: str, plain: bool, timeout: str, memory: str) -> None:
    """Open DuckDB's own shell with the views loaded; a plain prompt where it is not installed.

    Ctrl-C ends a statement that runs, else the shell. --timeout is for each statement of the plain prompt.
    """
    from dyadwire.pipelines.ask.limits import read_limits

    limits = read_limits(timeout, memory)
    program = None if plain else shutil.which("duckdb")
    if program and "://" not in lake:
        sys.exit(_duckdb_shell(program, lake, limits))
    _prompt(lake, limits)


def _duckdb_shell(program: str, lake: str, limits: Limits) -> int:
    root = os.path.abspath(lake)
    if not os.path.isdir(root):
        raise no_lake_to_ask(lake)
    quoted = root.replace("'", "''")
    with as_file(files("dyadwire.schemas") / "views.sql") as views:
        memory = f"SET memory_limit = '{limits.memory_text}'"
        first = ["-cmd", memory, "-cmd", f"SET VARIABLE lake = '{quoted}'", "-cmd", f".read '{views}'"]
        return subprocess.run([program, *first], check=False).returncode  # noqa: S603 - the user's own shell


def _prompt(lake: str, limits: Limits) -> None:
    from dyadwire.pipelines.ask.limits import held_to
    from dyadwire.pipelines.ask.query import connect

    _ready_line_editing()
    with connect(lake, memory=limits.memory_text, complete=True) as connection:
        if sys.stdin.isatty():
            click.echo(_HELP, err=True)
        for statement in _statements():
            with _errors_reported(), held_to(limits):
                _answer(connection, statement, limits)


@contextmanager
def _errors_reported() -> Iterator[None]:
    """Tell what ended a statement, which does not end the shell of somebody who sits there."""
    try:
        yield
    except DyadwireError as error:
        tell(f"dyadwire: {error}")
    except KeyboardInterrupt:
        if not sys.stdin.isatty():
            raise
        click.echo(err=True)  # the terminal has written ^C
        tell("dyadwire: interrupted")


def _ready_line_editing() -> None:
    try:
        import readline  # noqa: F401 - arrows and history at the prompt, where the platform has it
    except ImportError:
        return


def _statements() -> Iterator[str]:
    lines: list[str] = []
    while True:
        try:
            lines.append(input(("   ...> " if lines else "dyads> ") if sys.stdin.isatty() else ""))
        except EOFError:
            break
        if len(lines) == 1 and lines[0].strip().rstrip(";").lower() in _LEAVE:
            return
        if lines[-1].rstrip().endswith(";"):
            yield "\n".join(lines)
            lines = []
    if "".join(lines).strip():
        yield "\n".join(lines)


def _answer(connection: duckdb.DuckDBPyConnection, statement: str, limits: Limits) -> None:
    from dyadwire.pipelines.ask.limits import LimitedQuery
    from dyadwire.pipelines.ask.query import stream

    columns, found = stream(connection, statement, LimitedQuery(connection, limits))
    show_rows(columns, found)
