"""The batch graph leaves the same rows wherever it runs."""

import os

import pytest

from tests.runners.parity import TWO_WORKERS, books_of, count_rows, differences, run_graph

pytestmark = pytest.mark.slow

PRISM = os.environ.get("DYADWIRE_PRISM", "build/prism")


def test_the_input_takes_every_way_through_the_graph(expected):
    (books,) = books_of(expected.lake)
    assert books["kept"] > 400
    assert books["failed"] > 2
    assert books["duplicate"] > 2
    assert all(count_rows(expected.lake).values())


@pytest.mark.parametrize("runner", [TWO_WORKERS, ("--runner=PrismRunner", f"--prism_location={PRISM}")])
def test_another_runner_leaves_the_same_rows(runner, expected, tmp_path):
    lake = run_graph(expected.inputs, tmp_path / "lake", runner)
    assert books_of(lake) == books_of(expected.lake)
    assert differences(expected.lake, lake) == {}
