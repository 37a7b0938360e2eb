"""`dyadwire tables`: every column, view and macro with its description, from their definitions."""

from __future__ import annotations

import click

from pipelines.answers.asking import form_options
from pipelines.answers.printing import Answer, show


@click.command()
@click.argument("table", required=False)
@form_options
def command(table: str | None, form: str | None) -> None:
    """List every column of every table, and every view and macro; or those of one TABLE, view or macro."""
    from schemas.macros import macros
    from schemas.tables import TABLES

    documented = {macro.name: macro for macro in macros()}
    if table and table not in TABLES and table not in documented:
        raise click.UsageError(f"no table {table!r}; there are: {', '.join([*TABLES, *documented])}")
    rows = [row for name in TABLES if table in (None, name) for row in _columns(name)]
    for macro in documented.values():
        if table in (None, macro.name):
            told = (
                f"{macro.description} Columns: {macro.columns.removesuffix('.')}."
                if macro.columns
                else macro.description
            )
            rows.append((macro.call, "", macro.kind, told))
    note = "A table shows each article's current revision; base.<table> every revision."
    show(Answer(("table", "column", "type", "description"), rows, note=note), form)


def _columns(name: str) -> list[tuple[str, str, str, str]]:
    from schemas.arrow import schema_of  # pyarrow: `--help` does without
    from schemas.tables import TABLES

    return [
        (
            name,
            field.name,
            f"{field.type}{'' if field.nullable else ' not null'}",
            field.metadata[b"description"].decode(),
        )
        for field in schema_of(TABLES[name].record)
    ]
