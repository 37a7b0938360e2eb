"""`dyadwire tables`: every column with its description, from the record definitions."""

from __future__ import annotations

import click

from pipelines.answers import Answer, show
from pipelines.asking import form_options


@click.command()
@click.argument("table", required=False)
@form_options
def command(table: str | None, form: str | None) -> None:
    """List every column of every table, or of one TABLE, with its type and description."""
    from schemas.arrow import schema_of  # pyarrow: `--help` does without
    from schemas.tables import TABLES

    if table and table not in TABLES:
        raise click.UsageError(f"no table {table!r}; there are: {', '.join(TABLES)}")
    rows = []
    for name in [table] if table else TABLES:
        schema = schema_of(TABLES[name].record)
        for field in schema:
            kind = f"{field.type}{'' if field.nullable else ' not null'}"
            rows.append((name, field.name, kind, field.metadata[b"description"].decode()))
    note = "A table shows each article's current revision; base.<table> every revision. Macros: schemas/views.sql."
    show(Answer(("table", "column", "type", "description"), rows, note=note), form)
