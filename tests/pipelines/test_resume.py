"""A run over many batches, killed: what was committed is not done again, and the lake is that of a run to its end."""

import os
import signal
import time
from pathlib import Path

import duckdb
import pytest

import dyadwire.pipelines.run.cut
import dyadwire.pipelines.run.launch
import dyadwire.pipelines.run.plan
from dyadwire.pipelines.run.options import CoverageOptions
from dyadwire.pipelines.run.passes import run_quietly
from dyadwire.schemas.manifest import Manifest
from tests.bench.news_archive import write_archive
from tests.pipelines.runs import forked, tree

pytestmark = pytest.mark.slow

PAGES = 60


def in_small_batches(given, lake):
    """Run an archive as one that is three hundred times as large: in batches of some ten pages."""
    dyadwire.pipelines.run.cut.SLICE_BYTES, dyadwire.pipelines.run.plan.ARCHIVE_BYTES = 60_000, 120_000
    return run_quietly(CoverageOptions(inputs=(str(given),), lake=str(lake), model=None))


def batches(lake):
    return sorted(path for path in Path(lake, "_manifests").glob("*.json") if not path.name.startswith("settled-"))


@pytest.mark.parametrize("name", [pytest.param("crawl.warc", marks=pytest.mark.long), "crawl.warc.gz"])
def test_a_killed_run_goes_on_at_the_batch_where_it_stopped(tmp_path, name, monkeypatch):
    write_archive(tmp_path / name, PAGES, damage=True)
    whole = forked(in_small_batches, tmp_path / name, tmp_path / "whole")
    whole.join()
    assert whole.exitcode == 0
    killed = forked(in_small_batches, tmp_path / name, tmp_path / "killed")
    while len(batches(tmp_path / "killed")) < 2 and killed.is_alive():
        time.sleep(0.01)
    os.kill(killed.pid, signal.SIGKILL)
    killed.join()
    assert killed.exitcode == -signal.SIGKILL, "the run had ended: its batches are too few"
    committed = {path: path.stat().st_mtime_ns for path in batches(tmp_path / "killed")}
    done = []
    run_batch = dyadwire.pipelines.run.launch.run_batch
    monkeypatch.setattr(
        dyadwire.pipelines.run.launch, "run_batch", lambda *given: done.append(given[1].name) or run_batch(*given)
    )
    monkeypatch.setattr(dyadwire.pipelines.run.cut, "SLICE_BYTES", 60_000)
    monkeypatch.setattr(dyadwire.pipelines.run.plan, "ARCHIVE_BYTES", 120_000)
    books = in_small_batches(tmp_path / name, tmp_path / "killed")
    assert (books.read, books.kept, books.failed) == (PAGES, PAGES - 2, 2)
    assert done
    assert {path.stem for path in committed}.isdisjoint(done)
    assert {path: path.stat().st_mtime_ns for path in committed} == committed
    assert tree(tmp_path / "killed") == tree(tmp_path / "whole")
    reasons = duckdb.sql(f"SELECT reason FROM '{tmp_path}/whole/failures/*/*.parquet' ORDER BY 1").fetchall()
    assert reasons == [("corrupt_record",), ("truncated_record",)]
    assert all(Manifest.from_json(path.read_bytes()).books.balance for path in batches(tmp_path / "whole"))
