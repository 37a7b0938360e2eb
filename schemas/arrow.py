"""Arrow schemas, derived from the records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pyarrow as pa

# Microseconds: what Parquet, DuckDB and Python datetimes all hold exactly.
_ARROW: dict[Any, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    bytes: pa.binary(),
    date: pa.date32(),
    datetime: pa.timestamp("us", tz="UTC"),
    tuple[str, ...]: pa.list_(pa.string()),
    tuple[int, ...]: pa.list_(pa.int64()),
}


def _field(name: str, hint: Any) -> pa.Field:
    kind, description = get_args(hint)
    members = get_args(kind) if get_origin(kind) is UnionType else (kind,)
    nullable = NoneType in members
    (kind,) = (member for member in members if member is not NoneType)
    return pa.field(name, _ARROW[kind], nullable=nullable, metadata={"description": description})


@cache
def schema_of(record: type) -> pa.Schema:
    """Return the Arrow schema of a record class, each column's description in its metadata."""
    hints = get_type_hints(record, include_extras=True)
    fields = [_field(name, hints[name]) for name in record._fields]  # type: ignore[attr-defined]
    return pa.schema(fields, metadata={"description": (record.__doc__ or "").strip()})


def to_table(record: type, rows: Iterable[tuple[Any, ...]]) -> pa.Table:
    """Turn rows of one record class into an Arrow table; pa.ArrowInvalid where a value does not fit its column."""
    schema = schema_of(record)
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def with_column(table: pa.Table, column: str, values: pa.Array | pa.ChunkedArray) -> pa.Table:
    """Return a table with other values in one of its columns; its fields stay as they are."""
    at = table.schema.get_field_index(column)
    return table.set_column(at, table.schema.field(at), values)


def in_pieces(tables: Iterable[pa.Table], schema: pa.Schema, size: int) -> Iterator[pa.Table]:
    """Yield the rows of tables of one schema, `size` at a time, and one table at least."""
    held, number = [schema.empty_table()], 0
    for rows in tables:
        held.append(rows)
        number += rows.num_rows
        if number > size:  # not for each table: of a lake's thousands of small files that grows with their square
            together = pa.concat_tables(held)
            *whole, rest = range(0, number, size)
            yield from (together.slice(start, size) for start in whole)
            held, number = [together.slice(rest)], number - rest
    yield pa.concat_tables(held)
