"""The tables as Markdown, from the record definitions: `python -m schemas.describe > schemas/TABLES.md`."""

from __future__ import annotations

from schemas.arrow import schema_of
from schemas.tables import TABLES, Table


def describe() -> str:
    """Return every table with its key, partition and columns."""
    head = (
        "# Tables of a lake\n\n"
        "Made from the record definitions by `python -m schemas.describe`. A view of a table's name shows\n"
        "each article's current revision, `base.<table>` every row; the macros are documented in `views.sql`.\n"
    )
    return "\n".join([head, *map(_table, TABLES.values())])


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
        told = field.metadata[b"description"].decode().replace("|", "\\|")
        lines.append(f"| `{field.name}` | {field.type} | {'yes' if field.nullable else 'no'} | {told} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(describe(), end="")
