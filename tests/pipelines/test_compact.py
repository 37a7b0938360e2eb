import shutil
import signal
import subprocess
import sys

import duckdb
import pytest

from dyadwire.pipelines.lake import compact as module
from dyadwire.pipelines.lake.compact import compact, compact_held
from dyadwire.pipelines.lake.settled_manifests import unsettled_months
from dyadwire.pipelines.lake.verify import verify
from dyadwire.pipelines.run.options import CoverageOptions
from dyadwire.pipelines.run.passes import run_pass
from dyadwire.schemas.tables import TABLES
from dyadwire.transforms.storage import filesystem
from tests.pipelines.committed import run_batch_of
from tests.pipelines.runs import ROOT, here, tree


def contents(lake):
    """Return every row of every table, found by a plain glob."""
    return {name: sorted(duckdb.sql(f"FROM '{lake}/{name}/*/*.parquet'").fetchall(), key=repr) for name in TABLES}


@pytest.fixture
def lake(lake_of):
    return lake_of(range(1, 6), range(4, 9), range(20, 26))


@pytest.mark.slow
def test_rows_stay_and_each_month_and_table_has_one_file(lake):
    before = contents(lake)
    done = compact(str(lake))
    assert done.after < done.before
    assert contents(lake) == before
    assert list(verify(str(lake))) == []
    for name in TABLES:
        for folder in (lake / name).iterdir():
            assert len([path for path in folder.iterdir() if path.name != "part-empty.parquet"]) <= 1
    assert len([path for path in (lake / "_manifests").iterdir() if "settled" not in path.name]) == 1


def test_settled_months_stay_settled(lake):
    compact(str(lake))
    assert unsettled_months(str(lake)) == {}


def test_compacting_again_changes_nothing(lake):
    compact(str(lake))
    before = tree(lake)
    done = compact(str(lake))
    assert done.before == done.after
    assert here("compact", "--lake", lake).stdout == f"nothing to merge in {done.before:,} files\n"
    assert tree(lake) == before


@pytest.mark.parametrize(("above", "merges"), [(3, False), (2, True)])
def test_a_watch_compacts_once_a_month_has_many_files(lake, above, merges):
    done = compact_held(str(lake), above)
    assert (done.after < done.before) is merges


def test_a_month_too_large_to_merge_in_memory_is_left_and_told(lake, monkeypatch):
    monkeypatch.setattr(module, "MOST_BYTES", 0)
    before = tree(lake)
    done = compact(str(lake))
    assert ("articles", "2026-10") in done.too_large
    assert tree(lake) == before


def test_a_rerun_of_an_absorbed_batch_is_a_no_op_with_its_books(lake):
    compact(str(lake))
    before = tree(lake)
    given = next(iter(sorted(lake.parent.glob("*.jsonl"))))
    books = run_pass(CoverageOptions(inputs=(str(given),), lake=str(lake), model=None))
    assert books.kept == 5
    assert tree(lake) == before


def test_a_new_batch_knows_the_articles_of_absorbed_ones_and_is_absorbed_in_turn(lake):
    compact(str(lake))
    run_batch_of(lake, range(7, 12))
    assert len(contents(lake)["articles"]) == 8 + 6 + 3
    compact(str(lake))
    assert list(verify(str(lake))) == []
    assert len(contents(lake)["articles"]) == 8 + 6 + 3


class KilledError(BaseException):
    """Ends a compaction between two steps, as a kill does."""


def kill_before(step, monkeypatch):
    """Make the nth step that changes files the one that never comes."""
    left = step

    def counted(change):
        def one(*arguments):
            nonlocal left
            left -= 1
            if left < 0:
                raise KilledError
            return change(*arguments)

        return one

    for name in ("put", "move", "remove"):
        monkeypatch.setattr(filesystem, name, counted(getattr(filesystem, name)))


@pytest.mark.slow
def test_a_kill_at_any_step_is_made_good_by_the_next_writer(lake, tmp_path, monkeypatch):
    compacted = shutil.copytree(lake, tmp_path / "compacted")
    compact(str(compacted))
    wanted, step, killed = tree(compacted), 0, True
    while killed:
        again = shutil.copytree(lake, tmp_path / f"killed-{step}")
        with monkeypatch.context() as patch:
            kill_before(step, patch)
            try:
                compact(str(again))
                killed = False
            except KilledError:
                step += 3  # every third: each costs a second
        compact(str(again))
        assert tree(again) == wanted, f"killed before step {step}"
        shutil.rmtree(again)
    assert step > 30


def test_a_process_killed_while_it_compacts_lets_go_of_the_lake(lake):
    code = (
        "import os, signal, sys; from dyadwire.pipelines.lake.compact import compact; "
        "from dyadwire.transforms.storage import filesystem; "
        "filesystem.move = lambda *_: os.kill(os.getpid(), signal.SIGKILL); compact(sys.argv[1])"
    )
    ran = subprocess.run([sys.executable, "-c", code, str(lake)], cwd=ROOT, check=False)
    assert ran.returncode == -signal.SIGKILL
    before = contents(lake)
    compact(str(lake))
    assert contents(lake) == before
    assert list(verify(str(lake))) == []
