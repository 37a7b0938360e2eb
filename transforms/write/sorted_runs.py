"""Sort and deduplicate more rows than fit in memory: sorted run by run, merged when asked for.

A month of a million articles has five million rows of pairs, which as Arrow tables are half a gigabyte.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

import pyarrow as pa

from dyadwire.schemas.arrow import in_pieces, schema_of
from dyadwire.schemas.tables import Table
from dyadwire.transforms.storage.spooled_file import SpooledFile
from dyadwire.transforms.write.chunks import decode, encode
from dyadwire.transforms.write.row_order import unique_rows, unique_rows_in_pieces

HELD = 4 << 20  # bytes that stay as they are: a small month is not compressed
BLOCK_ROWS = 8_192  # unpacked at once of each run: of pairs 900 kB, and a month has 31 runs at most


class _Block(NamedTuple):
    """Where rows that follow each other in a run lie, compressed."""

    at: int
    size: int


_Run = tuple[pa.Table, Iterator[pa.Table]]  # while it is merged: what is left of its open block, and the blocks to come


class SortedRuns:
    """Rows of one table, given run by run, in the table's order and each key once. Columns of keys hold no null."""

    def __init__(self, table: Table, schema: pa.Schema | None = None) -> None:
        self.schema = schema or schema_of(table.record)  # that of the rows, with its metadata
        self._table = table
        self._key = list(dict.fromkeys([*table.order, *table.key]))
        self._spool = SpooledFile()
        self._held = 0
        self._runs: list[list[pa.Table | _Block]] = []

    def add(self, rows: pa.Table) -> None:
        """Sort rows and put them by; LakeWriteError where there is no room for them."""
        pieces = unique_rows_in_pieces(rows, self._table, BLOCK_ROWS)
        self._runs.append([self._put(piece) for piece in pieces if piece.num_rows])

    def pieces(self, size: int) -> Iterator[pa.Table]:
        """Yield all rows, `size` at a time and one table at least. Of each run one block is unpacked at once."""
        return in_pieces(self._merged(), self.schema, size)

    def whole(self) -> pa.Table:
        """Return all rows as one table."""
        return pa.concat_tables(self.pieces(BLOCK_ROWS))

    def _put(self, rows: pa.Table) -> pa.Table | _Block:
        self._held += rows.nbytes
        if self._held <= HELD:
            return rows
        content = encode(rows)
        at = self._spool.seek(0, os.SEEK_END)
        self._spool.write(content)
        return _Block(at, len(content))

    def _get(self, block: pa.Table | _Block) -> pa.Table:
        if isinstance(block, pa.Table):
            return block
        self._spool.seek(block.at)
        return decode(self._spool.read(block.size))

    def _merged(self) -> Iterator[pa.Table]:
        """Yield the rows of all runs up to where the first of the open blocks ends, again and again."""
        runs: list[_Run] = [(self.schema.empty_table(), map(self._get, blocks)) for blocks in self._runs]
        while runs := [(rows, rest) for rows, rest in map(_opened, runs) if rows.num_rows]:
            end = min(self._key_of(rows, rows.num_rows - 1) for rows, _ in runs)
            cuts = [bisect_right(range(rows.num_rows), end, key=partial(self._key_of, rows)) for rows, _ in runs]
            taken = [rows.slice(0, cut) for (rows, _), cut in zip(runs, cuts, strict=True)]
            yield unique_rows(pa.concat_tables(taken), self._table) if len(taken) > 1 else taken[0]
            runs = [(rows.slice(cut), rest) for (rows, rest), cut in zip(runs, cuts, strict=True)]

    def _key_of(self, rows: pa.Table, at: int) -> tuple[Any, ...]:
        return tuple(rows[name][at].as_py() for name in self._key)


def _opened(run: _Run) -> _Run:
    """Open the next block of a run, if there is one, where that before is used up."""
    rows, rest = run
    return rows if rows.num_rows else next(rest, rows), rest
