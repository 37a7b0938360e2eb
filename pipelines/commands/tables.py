"""`dyadwire tables`: every column, view and macro with its description, from their definitions."""

from __future__ import annotations

import sys

import click

from dyadwire.pipelines.ask.answer import Answer
from dyadwire.pipelines.ask.completion import complete_tables
from dyadwire.pipelines.ask.options import form_options
from dyadwire.pipelines.ask.printing import show, writing


@click.command()
@click.argument("table", required=False, shell_complete=complete_tables)
@click.option("--views", is_flag=True, help="Print views.sql instead, for DuckDB without dyadwire.")
@click.option("--lake", expose_value=False, metavar="TEXT",
              help="Taken as by other commands, and not opened: the tables of all lakes are these.")  # fmt: skip
@form_options
def command(table: str | None, views: bool, form: str | None) -> None:
    """List every column of every table, and every view and macro; or those of one TABLE, view or macro."""
    from dyadwire.schemas.tables import TABLES
    from dyadwire.schemas.views import macros, views_sql

    if views:
        with writing(sys.stdout):
            click.echo(views_sql(), nl=False)
        return
    documented = {macro.name: macro for macro in macros()}
    if table is not None and table not in TABLES and table not in documented:
        raise click.UsageError(f"no table {table!r}; there are: {', '.join([*TABLES, *documented])}")
    rows = [row for name in TABLES if table in (None, name) for row in _columns(name)]
    for macro in documented.values():
        if table in (None, macro.name):
            description = (
                f"{macro.description} Columns: {macro.columns.removesuffix('.')}."
                if macro.columns
                else macro.description
            )
            rows.append((macro.call, "", macro.kind, description))
    note = "A table shows each article's current revision; base.<table> every revision."
    columns = ("table", "column", "type", "description")
    brief = columns if table not in TABLES else columns[1:]  # of the one asked for its name is known
    show(Answer(columns, rows, notes=(note,), brief=brief), form)


def _columns(name: str) -> list[tuple[str, str, str, str]]:
    from dyadwire.schemas.arrow import schema_of  # pyarrow: `--help` does without
    from dyadwire.schemas.tables import TABLES

    return [
        (
            name,
            field.name,
            f"{field.type}{'' if field.nullable else ' not null'}",
            field.metadata[b"description"].decode(),
        )
        for field in schema_of(TABLES[name].record)
    ]
