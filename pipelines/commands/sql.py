"""`dyadwire sql`: one SELECT over the views."""

from __future__ import annotations

import sys

import click

from pipelines.answers import Answer, show
from pipelines.asking import form_options, lake_option
from pipelines.errors import DyadwireError


@click.command()
@click.argument("statement")
@lake_option
@form_options
def command(statement: str, lake: str, form: str | None) -> None:
    """Ask one SELECT or EXPLAIN over the views (dyadwire tables lists them); - reads it from standard input.

    It reads the lake and nothing else: no other file, no network, nothing written.
    """
    import duckdb  # `--help` does without

    from pipelines.query import connect, rows
    from pipelines.select_only import check_select

    with connect(lake, locked=True) as connection:
        asked = sys.stdin.read() if statement == "-" else statement
        try:
            columns, found = rows(connection, check_select(connection, asked))
        except duckdb.Error as error:
            raise DyadwireError(" ".join(str(error).split())) from error
    show(Answer(tuple(columns), found), form)
