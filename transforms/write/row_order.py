"""Sort the rows of a table and keep each key once: all at once, or some at a time."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from dyadwire.schemas.tables import Table

Places = NDArray[np.uint64]
_COMPARED = 100_000  # rows whose keys are held in order at once


def unique_rows(rows: pa.Table, table: Table) -> pa.Table:
    """Sort rows by the table's order and then by every column, and keep the first of each key."""
    return rows.take(pa.array(_unique_places(rows, table)))


def unique_rows_in_pieces(rows: pa.Table, table: Table, size: int) -> Iterator[pa.Table]:
    """Yield the result of `unique_rows`, `size` rows at a time and one table at least; no copy of all rows is made."""
    places = _unique_places(rows, table)
    for start in range(0, max(len(places), 1), size):
        yield _taken(rows, places[start : start + size])


def _unique_places(rows: pa.Table, table: Table) -> Places:
    """Return where the rows lie that stay, in their order: places are sorted, so that rows are moved once."""
    sortable = [name for name in rows.column_names if not pa.types.is_list(rows.schema.field(name).type)]
    order = dict.fromkeys([*table.order, *table.key, *sortable])
    places = pc.sort_indices(rows, sort_keys=[(name, "ascending") for name in order]).to_numpy()
    keys = rows.select(list(table.key))
    return places[_changes(keys, places) if set(table.order) <= set(table.key) else _firsts(keys.take(places))]


def _changes(keys: pa.Table, places: Places) -> NDArray[np.bool_]:
    """Tell for each place whether its key differs from that before: of rows in order of keys, the first of each."""
    first = np.ones(len(places), bool)
    for start in range(1, len(places), _COMPARED):
        some = places[start - 1 : start + _COMPARED]
        columns = (column.combine_chunks() for column in _taken(keys, some).columns)
        changed = [pc.not_equal(column[1:], column[:-1]).to_numpy(zero_copy_only=False) for column in columns]
        first[start : start + _COMPARED] = np.any(changed, axis=0)
    return first


def _taken(rows: pa.Table, places: Places) -> pa.Table:
    """Return some rows in the order of their places: of few, `take` alone would copy all together first."""
    if len(places) == rows.num_rows:
        return rows.take(places)
    some = np.zeros(rows.num_rows, bool)
    some[places] = True
    return rows.filter(pa.array(some)).take(np.argsort(np.argsort(places)))


def _firsts(keys: pa.Table) -> NDArray[np.bool_]:
    """Tell for each row whether it is the first of its key, wherever the others are."""
    numbered = keys.append_column("_row", pa.array(np.arange(keys.num_rows)))
    groups = numbered.group_by(keys.column_names, use_threads=False).aggregate([("_row", "min")])
    first = np.zeros(keys.num_rows, bool)
    first[groups["_row_min"].to_numpy()] = True
    return first
