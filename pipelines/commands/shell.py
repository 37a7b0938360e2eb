"""`dyadwire shell`: SQL by hand over the views."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.resources import as_file, files
from typing import Any

import click

from pipelines.answers.asking import lake_option
from pipelines.answers.printing import Answer, show
from pipelines.errors import DyadwireError

_HELP = """End a statement with ; and the shell with exit, quit or Ctrl-D.
Try: SHOW TABLES; or FROM coverage('CHN-RUS', by := 'week');"""
_LEAVE = frozenset({"exit", "quit", ".exit", ".quit"})  # with a dot as in DuckDB's own shell


@click.command()
@lake_option
@click.option("--plain", is_flag=True, help="Use the built-in prompt even where DuckDB's own shell is installed.")
def command(lake: str, plain: bool) -> None:
    """Open DuckDB's own shell with the views loaded; a plain prompt where it is not installed."""
    program = None if plain else shutil.which("duckdb")
    if program and "://" not in lake:
        sys.exit(_duckdb_shell(program, lake))
    _prompt(lake)


def _duckdb_shell(program: str, lake: str) -> int:
    root = os.path.abspath(lake)
    if not os.path.isdir(root):
        raise DyadwireError(f"no lake at {lake}; make one with dyadwire run, or name another with --lake DIR")
    quoted = root.replace("'", "''")
    with as_file(files("schemas") / "views.sql") as views:
        first = ["-cmd", f"SET VARIABLE lake = '{quoted}'", "-cmd", f".read '{views}'"]
        return subprocess.run([program, *first], check=False).returncode  # noqa: S603 - the user's own shell


def _prompt(lake: str) -> None:
    from pipelines.answers.query import connect

    _ready_line_editing()
    with connect(lake) as connection:
        if sys.stdin.isatty():
            click.echo(_HELP, err=True)
        for statement in _statements():
            _answer(connection, statement)


def _ready_line_editing() -> None:
    try:
        import readline  # noqa: F401 - arrows and history at the prompt, where the platform has it
    except ImportError:
        return


def _statements() -> Any:
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


def _answer(connection: Any, statement: str) -> None:
    from pipelines.answers.query import rows

    try:
        columns, found = rows(connection, statement)
    except DyadwireError as error:
        click.echo(f"dyadwire: {error}", err=True)
    else:
        show(Answer(tuple(columns), found))
