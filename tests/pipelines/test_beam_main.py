"""The graph as the Beam world runs it."""

import subprocess
import sys

import duckdb
import pytest

from pipelines.beam_main import IN_PROCESS, _runner
from tests.pipelines.runs import ROOT, article, dyadwire, tree, write_lines


def test_the_module_and_the_command_leave_the_same_lake(tmp_path):
    given = write_lines(tmp_path / "in.jsonl", [article(n) for n in range(20)])
    command = [sys.executable, "-m", "pipelines.coverage", "--runner=DirectRunner", "--model=none"]
    run = subprocess.run(
        [*command, f"--input={given}", f"--output={tmp_path / 'beam'}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    assert "apitools" not in run.stderr
    assert dyadwire("run", given, "--lake", tmp_path / "command", "--model", "none").returncode == 0
    assert duckdb.sql(f"SELECT count(*) FROM '{tmp_path}/beam/articles/*/*.parquet'").fetchall() == [(20,)]
    assert tree(tmp_path / "beam") == tree(tmp_path / "command")


@pytest.mark.parametrize("name", sorted(name for name in IN_PROCESS if name))
def test_the_names_of_local_runners_mean_the_one_that_needs_no_network(name):
    from apache_beam.options.pipeline_options import PipelineOptions
    from apache_beam.runners.portability.fn_api_runner import fn_runner

    assert isinstance(_runner(PipelineOptions([f"--runner={name}"])), fn_runner.FnApiRunner)
