"""The batch graph leaves the same rows wherever it runs."""

import shutil
from pathlib import Path

import pytest
from pyarrow import parquet

from tests.runners.parity import TWO_WORKERS, books_of, count_rows, differences, prism_options, run_graph

# Minutes on a machine that others use too; what hangs fails by its own waits long before.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]


def test_the_input_takes_every_way_through_the_graph(expected):
    (books,) = books_of(expected.lake)
    assert books["kept"] > 400
    assert books["failed"] > 2
    assert books["duplicate"] > 2
    assert all(count_rows(expected.lake).values())


@pytest.mark.parametrize("runner", [lambda: TWO_WORKERS, prism_options], ids=["two workers", "Prism"])
def test_another_runner_leaves_the_same_rows(runner, expected, tmp_path):
    lake = run_graph(expected.inputs, tmp_path / "lake", runner())
    assert books_of(lake) == books_of(expected.lake)
    assert differences(expected.lake, lake) == {}


def test_a_row_that_differs_is_found(expected, tmp_path):
    lake = Path(shutil.copytree(expected.lake, tmp_path / "lake"))
    some = next(path for path in sorted(lake.glob("articles/*/*.parquet")) if parquet.read_metadata(path).num_rows)
    parquet.write_table(parquet.ParquetFile(some).read().slice(1), some)
    assert differences(expected.lake, lake) == {"articles": (1, 0)}
    assert differences(lake, expected.lake) == {"articles": (0, 1)}
