"""Write rows of a lake to a file, in chunks: CSV, JSON Lines, Parquet, and GraphML for the network."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import duckdb

from dyadwire.pipelines.ask.files import whole_file
from dyadwire.pipelines.ask.limits import LimitedQuery
from dyadwire.pipelines.ask.places import name_of
from dyadwire.pipelines.ask.query import one_line_query_errors
from dyadwire.pipelines.ask.values import csv_cell, json_text, json_value
from dyadwire.pipelines.ask.views import make_named
from dyadwire.schemas.tables import TABLES

_CHUNK = 10_000  # rows in memory at once
# Views of acts in the columns of other data: their date, and the order of their rows.
AS_OTHERS = {
    "acts_as_gdelt": ("strptime(SQLDATE::TEXT, '%Y%m%d')::DATE", "SQLDATE, GLOBALEVENTID"),
    "acts_as_polecat": ('"Event Date"', '"Event Date", "Event ID"'),
}


def write_rows(
    connection: duckdb.DuckDBPyConnection, table: str, path: Path, since: date | None, until: date | None
) -> int:
    """Write a table, `network` or a view of AS_OTHERS to `path`, whole or not at all; return the number of rows.

    DyadwireError without access.
    """
    question, period = _question(table, since, until)
    columnar = path.suffix == ".parquet"  # a relation: rows stay columns all the way

    def write(beside: Path) -> int:
        make_named(connection, question)
        rows = connection.sql(question, params=period) if columnar else connection.execute(question, period)
        return WRITERS[path.suffix](rows, beside)

    with whole_file(path) as beside, one_line_query_errors(connection):
        return LimitedQuery(connection).run(write, beside)


def _question(table: str, since: date | None, until: date | None) -> tuple[str, dict[str, Any]]:
    period = {"since": since, "until": until}
    if table == "network":
        return "FROM network($since, $until)", period
    if table in AS_OTHERS:
        day, order = AS_OTHERS[table]
        return (
            f"FROM {table} WHERE ($since IS NULL OR {day} >= $since) AND ($until IS NULL OR {day} <= $until) "
            f"ORDER BY {order}",
            period,
        )
    day = TABLES[table].date_column
    order = ", ".join(f'"{name}"' for name in (day, *TABLES[table].key))
    # The names are those of the record definitions, not of the asker.
    return (
        f"SELECT * EXCLUDE ({TABLES[table].month_column}) FROM {table} "  # noqa: S608
        f"WHERE ($since IS NULL OR {day} >= $since) AND ($until IS NULL OR {day} <= $until) ORDER BY {order}",
        period,
    )


def _chunks(cursor: Any) -> Iterator[list[tuple[Any, ...]]]:
    while rows := cursor.fetchmany(_CHUNK):
        yield rows


def _columns(cursor: Any) -> list[str]:
    return [column[0] for column in cursor.description]


def _csv(cursor: Any, path: Path) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(_columns(cursor))
        for rows in _chunks(cursor):
            writer.writerows([csv_cell(value) for value in row] for row in rows)
            count += len(rows)
    return count


def _jsonl(cursor: Any, path: Path) -> int:
    count, columns = 0, _columns(cursor)
    with path.open("w", encoding="utf-8") as file:
        for rows in _chunks(cursor):
            for row in rows:
                named = dict(zip(columns, map(json_value, row), strict=True))
                file.write(json_text(named) + "\n")
            count += len(rows)
    return count


def _parquet(cursor: Any, path: Path) -> int:
    import pyarrow.parquet as pq

    reader = cursor.to_arrow_reader(_CHUNK)
    count = 0
    with pq.ParquetWriter(path, reader.schema, compression="zstd") as writer:
        for batch in reader:
            writer.write_batch(batch)
            count += batch.num_rows
    return count


def _graphml(cursor: Any, path: Path) -> int:
    edges = cursor.fetchall()
    total = edges[0][-1] if edges else 0
    nodes = sorted({code for edge in edges for code in edge[:2]})
    with path.open("w", encoding="utf-8") as file:
        file.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
            '<key id="name" for="node" attr.name="name" attr.type="string"/>\n'
            '<key id="weight" for="edge" attr.name="weight" attr.type="long"/>\n'
            '<key id="share" for="edge" attr.name="share" attr.type="double"/>\n'
            '<key id="total_articles" for="graph" attr.name="total_articles" attr.type="long"/>\n'
            f'<graph edgedefault="undirected"><data key="total_articles">{total}</data>\n'
        )
        for code in nodes:
            file.write(f'<node id={quoteattr(code)}><data key="name">{escape(name_of(code))}</data></node>\n')
        for source, target, weight, share, _ in edges:
            file.write(f"<edge source={quoteattr(source)} target={quoteattr(target)}>")
            file.write(f'<data key="weight">{weight}</data><data key="share">{share or 0:.9g}</data></edge>\n')
        file.write("</graph>\n</graphml>\n")
    return len(edges)


WRITERS: dict[str, Callable[[Any, Path], int]] = {
    ".csv": _csv,
    ".jsonl": _jsonl,
    ".parquet": _parquet,
    ".graphml": _graphml,
}
