"""`dyadwire sql`: one SELECT over the views."""

from __future__ import annotations

import sys

import click

from pipelines.answers.asking import form_options, lake_option
from pipelines.answers.printing import Answer, show


@click.command()
@click.argument("statement")
@lake_option
@form_options
def command(statement: str, lake: str, form: str | None) -> None:
    """Ask one SELECT or EXPLAIN over the views (dyadwire tables lists them); - reads it from standard input.

    It reads the lake and nothing else: no other file, no network, nothing written.
    """
    from pipelines.answers.query import connect, rows
    from pipelines.answers.select_only import check_select

    with connect(lake, locked=True) as connection:
        asked = sys.stdin.read() if statement == "-" else statement
        columns, found = rows(connection, check_select(connection, asked))
    show(Answer(tuple(columns), found), form)
