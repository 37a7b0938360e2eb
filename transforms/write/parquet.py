"""How rows of a table become a Parquet file: row groups, compression, and the encoding of each column.

A file has no more in its footer than readers use: descriptions of columns are in `schemas/TABLES.md`, and would be
half of a small file.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import cache
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from dyadwire.schemas.arrow import schema_of
from dyadwire.schemas.tables import TABLES, Table

# DuckDB reads and skips whole row groups. Its own default size suits most questions; of a table in order of pair, a
# question reads one pair, so that smaller groups let it skip more (over ten years 135 ms instead of 200 for a trend).
ROW_GROUP_ROWS = 122_880
PAIR_GROUP_ROWS = 20_480
# A lake is a fifth smaller than by zstd's first level, for three thousandths of a run's time; higher ones hardly help.
ZSTD_LEVEL = 6
# What is packed as one finds what repeats in it: of texts 4 % more in pages of this size than in those of 1 MB.
PAGE_BYTES = 4 << 20
# Hashes and words of which each article has its own: a dictionary would hold every one beside a number for it, and
# zstd finds those that repeat in the next rows. Offsets grow within an article. Dictionaries suit the rest.
# BYTE_STREAM_SPLIT would save 15 bytes an article more, but DuckDB before 2.0 reads no whole numbers of it.
_ENCODINGS = {
    **dict.fromkeys(("article_id", "revision", "story_id", "failure_id", "text_hash"), "DELTA_LENGTH_BYTE_ARRAY"),
    **dict.fromkeys(("signature", "title", "text", "url"), "DELTA_LENGTH_BYTE_ARRAY"),
    **dict.fromkeys(("start_char", "end_char"), "DELTA_BINARY_PACKED"),
}


def group_rows(table: Table) -> int:
    """Return the rows of a row group in a table's files."""
    return PAIR_GROUP_ROWS if table.order else ROW_GROUP_ROWS


def parquet_bytes(rows: pa.Table, table: Table) -> bytes:
    """Return rows of a table as a Parquet file. The same rows give the same bytes with the same version of pyarrow."""
    size = group_rows(table)
    return parquet_of((rows.slice(start, size) for start in range(0, max(rows.num_rows, 1), size)), rows.schema, table)


def parquet_of(groups: Iterable[pa.Table], schema: pa.Schema, table: Table) -> bytes:
    """Return row groups as a Parquet file; they are asked for one after the other."""
    sink = io.BytesIO()
    write_groups(sink, groups, schema, table)
    return sink.getvalue()


def write_groups(sink: IO[bytes], groups: Iterable[pa.Table], schema: pa.Schema, table: Table) -> int:
    """Write row groups as Parquet to an open file, holding one at a time; return the number of rows."""
    written = 0
    with pq.ParquetWriter(sink, schema, **_layout(table.name)) as writer:
        for rows in groups:
            writer.write_table(rows.combine_chunks(), group_rows(table))
            written += rows.num_rows
        writer.add_key_value_metadata(schema.metadata or {})
    return written


@cache
def _layout(name: str) -> dict[str, Any]:
    """Return how pyarrow is to write the files of a table, as arguments of its writer.

    Least and greatest values are kept of what rows are in order of: they let no reader skip rows by anything else.
    """
    table = TABLES[name]
    fields = schema_of(table.record)
    encodings = {column: _ENCODINGS[column] for column in fields.names if column in _ENCODINGS}
    leaves = {field.name: _leaf(field) for field in fields}
    return {
        "compression": "zstd",
        "compression_level": ZSTD_LEVEL,
        "data_page_size": PAGE_BYTES,
        "max_rows_per_page": group_rows(table),
        "store_schema": False,
        "column_encoding": encodings,
        "use_dictionary": [leaf for column, leaf in leaves.items() if column not in encodings],
        "write_statistics": list(dict.fromkeys((*table.order, *table.key, table.date_column))),
    }


def _leaf(field: pa.Field) -> str:
    """Return what Parquet calls the values of a column."""
    return f"{field.name}.list.element" if pa.types.is_list(field.type) else field.name


@cache
def empty_file(name: str) -> bytes:
    """Return a Parquet file of a table without rows: a glob over it never fails."""
    return parquet_bytes(schema_of(TABLES[name].record).empty_table(), TABLES[name])
