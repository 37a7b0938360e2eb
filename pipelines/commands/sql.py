"""`dyadwire sql`: one SELECT over the views."""

from __future__ import annotations

import sys

import click

from dyadwire.pipelines.ask.options import form_options, lake_option, limit_options
from dyadwire.pipelines.ask.printing import show_rows
from dyadwire.pipelines.errors import DyadwireError

_LONGEST = 1_000_000  # characters of a statement: what has no end is not read to its end


@click.command()
@click.argument("statement")
@lake_option
@limit_options()
@form_options
def command(statement: str, lake: str, timeout: str, memory: str, form: str | None) -> None:
    """Ask one SELECT or EXPLAIN over the views (dyadwire tables lists them); - reads it from standard input.

    It reads the lake and nothing else: no other file, no network, nothing written. Rows are printed as they come.
    """
    from dyadwire.pipelines.ask.limits import LimitedQuery, held_to, read_limits
    from dyadwire.pipelines.ask.query import connect, stream
    from dyadwire.pipelines.ask.select_only import check_select

    limits = read_limits(timeout, memory)
    asked = _from_standard_input() if statement == "-" else statement
    opened = connect(lake, locked=True, memory=limits.memory_text)
    with opened as connection, held_to(limits):
        limited = LimitedQuery(connection, limits)
        columns, found = stream(connection, limited.run(check_select, connection, asked), limited)
        show_rows(columns, found, form)


def _from_standard_input() -> str:
    try:
        given = sys.stdin.read(_LONGEST + 1)
        given.encode()  # in some locales Python reads bytes that are no text as halves of characters
    except UnicodeError as error:
        raise DyadwireError("standard input is not UTF-8") from error
    if len(given) > _LONGEST:
        raise DyadwireError(f"a statement has at most {_LONGEST:,} characters")
    return given
