"""Rows put by run by run and merged: the same as sorted all at once, of which few are ever unpacked together."""

from itertools import pairwise
from random import Random

import pyarrow as pa
import pytest

from dyadwire.pipelines.lake.settle import settle
from dyadwire.pipelines.lake.settled_manifests import settled_manifests
from dyadwire.schemas.arrow import schema_of
from dyadwire.schemas.tables import TABLES
from dyadwire.transforms.settle import month_counts
from dyadwire.transforms.storage.spooled_file import SpooledFile
from dyadwire.transforms.write import sorted_runs
from dyadwire.transforms.write.parquet import group_rows, parquet_bytes, write_groups
from dyadwire.transforms.write.row_order import unique_rows
from dyadwire.transforms.write.sorted_runs import SortedRuns
from tests.pipelines.random_rows import commit_in_two, random_rows
from tests.transforms.pair_rows import TABLE, rows_of


def put_by(rows, runs, schema=None):
    """Cut rows into runs of unequal length, as they come."""
    cuts = [0, *sorted(Random(runs).sample(range(rows.num_rows), runs - 1)), rows.num_rows]
    held = SortedRuns(TABLE, schema)
    for start, end in pairwise(cuts):
        held.add(rows.slice(start, end - start))
    return held


@pytest.mark.parametrize(("runs", "block"), [(1, 7), (2, 1), (5, 7), (40, 3), (6, 10**6)])
@pytest.mark.parametrize(("size", "held"), [(1, 0), (10, 9_000), (1000, 10**9)])
def test_runs_are_together_what_is_sorted_at_once(runs, block, size, held, monkeypatch):
    monkeypatch.setattr(sorted_runs, "BLOCK_ROWS", block)
    monkeypatch.setattr(sorted_runs, "HELD", held)
    rows = rows_of(300, 120)
    pieces = list(put_by(rows, runs).pieces(size))
    assert pa.concat_tables(pieces).equals(unique_rows(rows, TABLE))
    assert [piece.num_rows for piece in pieces[:-1]] == [size] * (len(pieces) - 1)
    assert 0 < pieces[-1].num_rows <= size


@pytest.mark.slow
@pytest.mark.parametrize(("runs", "held"), [(1, 0), (1, 10**9), (5, 0), (5, 10**9)])
def test_a_file_of_runs_is_the_file_of_all(runs, held, monkeypatch):
    monkeypatch.setattr(sorted_runs, "HELD", held)
    rows = rows_of(25_000, 10**9)
    schema = rows.schema.with_metadata({"more": "of this file"})
    whole, file = rows.replace_schema_metadata(schema.metadata), SpooledFile()
    given = put_by(whole, runs, schema).pieces(group_rows(TABLE))
    assert write_groups(file, given, schema, TABLE) == len(whole) > group_rows(TABLE)
    file.seek(0)
    assert file.read() == parquet_bytes(unique_rows(whole, TABLE), TABLE)


@pytest.mark.slow
def test_of_each_run_one_block_is_unpacked_at_once(monkeypatch):
    monkeypatch.setattr(sorted_runs, "HELD", 0)
    monkeypatch.setattr(sorted_runs, "BLOCK_ROWS", 100)
    rows = rows_of(40_000, 10**9)
    held, weight = put_by(rows, 4), rows.nbytes
    del rows
    before = pa.total_allocated_bytes()
    most = max(pa.total_allocated_bytes() - before for _ in held.pieces(100))
    assert 0 < most < weight / 20  # four blocks of a hundred rows are a hundredth


def test_nothing_is_one_piece_without_rows():
    held = SortedRuns(TABLE)
    for _ in range(2):
        (piece,) = held.pieces(10)
        assert piece.num_rows == 0
        assert piece.schema.equals(schema_of(TABLE.record), check_metadata=True)
        held.add(piece)


def test_rows_are_given_again_and_more_may_be_added():
    rows = rows_of(60, 10**9)
    held = SortedRuns(TABLE)
    held.add(rows.slice(30))
    assert held.whole().equals(held.whole())
    held.add(rows.slice(0, 30))
    assert held.whole().equals(unique_rows(rows, TABLE))


def test_files_of_dates_counted_one_by_one_have_the_bytes_of_all_at_once(tmp_path, monkeypatch):
    def settled(name):
        lake = tmp_path / name
        commit_in_two(lake, random_rows(Random(3)))
        settle(str(lake))
        return {file for manifest in settled_manifests(str(lake)) for file in manifest.files}

    whole = settled("whole")
    monkeypatch.setattr(month_counts, "AT_ONCE", 1)
    monkeypatch.setattr(sorted_runs, "BLOCK_ROWS", 2)
    monkeypatch.setattr(sorted_runs, "HELD", 0)
    assert settled("parted") == whole
    assert {file.table for file in whole if file.rows} == {name for name, table in TABLES.items() if table.settled}
