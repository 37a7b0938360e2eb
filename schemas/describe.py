"""Tables, views and macros as Markdown, from their definitions: `python -m dyadwire.schemas.describe` prints it."""

from __future__ import annotations

from dyadwire.schemas.arrow import schema_of
from dyadwire.schemas.tables import TABLES, Table
from dyadwire.schemas.topics import TOPICS
from dyadwire.schemas.views import Macro, macros


def describe() -> str:
    """Return every table with its key, partition and columns, then every view and macro."""
    head = (
        "# Tables of a lake\n\n"
        "Made from the record definitions by `python -m dyadwire.schemas.describe`. A view of a table's name shows\n"
        "each article's current revision, `base.<table>` every row. Views and macros follow the tables.\n"
    )
    questions = "## Views and macros\n\nArguments may be given by name, as in `coverage('CHN-RUS', by := 'week')`.\n"
    return "\n".join([head, *map(_table, TABLES.values()), _topics(), questions, *map(_macro, macros())])


def _topics() -> str:
    head = "## Topics of figures\n\nWhoever asks for a topic gets those that are part of it, too.\n"
    lines = [f"| `{one.name}` | {f'`{one.wider}`' if one.wider else ''} | {one.about} |" for one in TOPICS.values()]
    return "\n".join([head, "| topic | part of | what it is |", "|---|---|---|", *lines]) + "\n"


def _table(table: Table) -> str:
    schema = schema_of(table.record)
    lines = [
        f"## {table.name}\n",
        f"{schema.metadata[b'description'].decode()}\n",
        f"Key: {', '.join(table.key)}. Folder: `{table.name}/{table.month_column}=YYYY-MM/`.\n",
        "| column | type | null | what it is |",
        "|---|---|---|---|",
    ]
    for field in schema:
        description = field.metadata[b"description"].decode().replace("|", "\\|")
        lines.append(f"| `{field.name}` | {field.type} | {'yes' if field.nullable else 'no'} | {description} |")
    return "\n".join(lines) + "\n"


def _macro(macro: Macro) -> str:
    columns = f"\n\nColumns: {macro.columns}" if macro.columns else ""
    return f"### `{macro.call}`\n\n{macro.description[0].upper()}{macro.description[1:]}{columns}\n"


if __name__ == "__main__":
    print(describe(), end="")
