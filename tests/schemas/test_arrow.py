"""Rows of many tables, so many at a time."""

import pyarrow as pa
import pytest

from dyadwire.schemas.arrow import in_pieces

SCHEMA = pa.schema([("number", pa.int64())])


@pytest.mark.parametrize(
    ("lengths", "pieces"),
    [([], [0]), ([0, 0], [0]), ([3], [3]), ([1, 1, 1, 1], [3, 1]), ([10], [3, 3, 3, 1]), ([2, 7, 0, 3], [3, 3, 3, 3])],
)
def test_rows_of_small_and_large_tables_come_in_their_order(lengths: list[int], pieces: list[int]) -> None:
    rows = pa.table({"number": range(sum(lengths))}, schema=SCHEMA)
    tables = [rows.slice(sum(lengths[:at]), length) for at, length in enumerate(lengths)]
    found = [*in_pieces(tables, SCHEMA, 3)]
    assert [table.num_rows for table in found] == pieces
    assert pa.concat_tables(found).equals(rows)
