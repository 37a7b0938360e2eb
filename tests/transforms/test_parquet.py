"""Files of a lake: every row comes back from both readers, and a file holds no more than readers use."""

import io
from datetime import UTC, date, datetime

import duckdb
import pyarrow.parquet as pq
import pytest

from dyadwire.schemas import records, settled_records
from dyadwire.schemas.arrow import schema_of, to_table
from dyadwire.schemas.tables import TABLES
from dyadwire.transforms.write.parquet import group_rows, parquet_bytes
from tests.pipelines.lakes import row

DAY, AT = date(2026, 11, 3), datetime(2026, 11, 3, 8, 30, tzinfo=UTC)
KEY = {"article_id": "77980eae-c343-5b01-9823-eb6ac1da021f", "revision": "c1ad5a234e0d2310", "published_date": DAY}
ROWS = {
    "articles": [
        row(records.Article, **KEY, url="https://a.example/1", feeds=("f", "g"), signature=b"\0\xff", text="é" * 9),
        row(records.Article, article_id="x", published_at=AT, fetched_at=AT),
    ],
    "figures": [
        row(records.Figure, **KEY, start_char=start, end_char=start + 3, value=0.1, countries=("CHN", "RUS"))
        for start in (9, 2**40, 0)
    ],
    "pair_articles": [row(settled_records.PairArticle, **KEY, country_a="CHN", country_b="RUS", sentences=(-1, 4))],
    "failures": [row(records.Failure, failure_id="f", uri="u", fetched_date=DAY)],
}


def written(name):
    table = to_table(TABLES[name].record, ROWS[name])
    return table, parquet_bytes(table, TABLES[name])


@pytest.mark.parametrize("name", ROWS)
def test_rows_come_back_as_they_were(name, tmp_path):
    table, content = written(name)
    (tmp_path / "part.parquet").write_bytes(content)
    assert pq.ParquetFile(io.BytesIO(content)).schema_arrow.equals(table.schema)
    assert pq.read_table(io.BytesIO(content)).to_pylist() == table.to_pylist()
    with duckdb.connect() as database:
        database.execute("SET TimeZone = 'UTC'")
        found = database.sql(f"SELECT * FROM '{tmp_path}/part.parquet'").to_arrow_table()
    assert found.column_names == table.column_names
    assert found.to_pylist() == table.to_pylist()


@pytest.mark.parametrize("name", TABLES)
def test_a_footer_has_the_bounds_of_what_rows_are_in_order_of_and_no_descriptions(name):
    table = TABLES[name]
    content = parquet_bytes(to_table(table.record, ROWS.get(name, [])), table)
    metadata = pq.ParquetFile(io.BytesIO(content)).metadata
    assert set(metadata.metadata) == {b"description"}  # of the table
    columns = [
        metadata.row_group(n).column(m) for n in range(metadata.num_row_groups) for m in range(len(metadata.schema))
    ]
    bounded = {column.path_in_schema for column in columns if column.is_stats_set}
    assert bounded == ({*table.order, *table.key, table.date_column} if name in ROWS else set())


def test_columns_that_each_article_has_its_own_of_have_no_dictionary():
    for name in ROWS:
        group = pq.ParquetFile(io.BytesIO(written(name)[1])).metadata.row_group(0)
        columns = {group.column(n).path_in_schema: group.column(n) for n in range(group.num_columns)}
        for own in {"article_id", "revision", "text", "signature", "start_char"} & set(columns):
            assert not columns[own].has_dictionary_page, (name, own)
        for repeated in {"outlet", "unit", "country_a", "uri"} & set(columns):
            assert columns[repeated].has_dictionary_page, (name, repeated)


def test_row_groups_have_the_size_of_their_table():
    table = TABLES["pair_articles"]
    rows = to_table(table.record, ROWS["pair_articles"] * (group_rows(table) + 1))
    metadata = pq.ParquetFile(io.BytesIO(parquet_bytes(rows, table))).metadata
    assert [metadata.row_group(n).num_rows for n in range(metadata.num_row_groups)] == [group_rows(table), 1]


def test_every_table_is_there_without_rows():
    for table in TABLES.values():
        empty = schema_of(table.record).empty_table()
        assert pq.read_table(io.BytesIO(parquet_bytes(empty, table))).schema.equals(empty.schema)
