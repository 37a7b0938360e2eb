"""Rows in order, each key once: the same whether they are taken together or piece by piece."""

import pyarrow as pa
import pytest

from dyadwire.schemas.arrow import schema_of
from dyadwire.transforms.write import row_order
from dyadwire.transforms.write.parquet import parquet_bytes, parquet_of
from dyadwire.transforms.write.row_order import unique_rows, unique_rows_in_pieces
from tests.transforms.pair_rows import TABLE, rows_of


@pytest.mark.parametrize("size", [1, 10, 99, 1000])
def test_pieces_are_together_what_is_taken_at_once(size, monkeypatch):
    monkeypatch.setattr(row_order, "_COMPARED", 13)
    rows = rows_of(300, 120)
    pieces = list(unique_rows_in_pieces(rows, TABLE, size))
    whole = unique_rows(rows, TABLE)
    assert pa.concat_tables(pieces).equals(whole)
    assert [piece.num_rows for piece in pieces[:-1]] == [size] * (len(pieces) - 1)
    keys = whole.select(list(TABLE.key)).to_pylist()
    assert keys == sorted(keys, key=lambda key: tuple(key.values()))
    assert len({tuple(key.values()) for key in keys}) == len(keys) == len(set(rows["article_id"].to_pylist()))


def test_of_each_key_the_smallest_row_stays(monkeypatch):
    monkeypatch.setattr(row_order, "_COMPARED", 2)
    rows = rows_of(50, 3)
    left = unique_rows(rows, TABLE).to_pylist()
    for one in left:
        of_key = [each["outlet"] for each in rows.to_pylist() if each["article_id"] == one["article_id"]]
        assert one["outlet"] == min(of_key)


@pytest.mark.slow
def test_a_file_of_pieces_is_the_file_of_all():
    rows = rows_of(25_000, 10**9)
    whole = parquet_bytes(unique_rows(rows, TABLE), TABLE)
    assert parquet_of(unique_rows_in_pieces(rows, TABLE, 20_480), rows.schema, TABLE) == whole


def test_nothing_is_one_piece_without_rows():
    (piece,) = unique_rows_in_pieces(schema_of(TABLE.record).empty_table(), TABLE, 10)
    assert piece.num_rows == 0
