"""The graph as the Beam world runs it."""

import logging
import os
import re
import subprocess
import sys

import duckdb
import pytest
from google.api_core.exceptions import RetryError

from dyadwire.pipelines.run import beam_main
from dyadwire.pipelines.run.beam_main import IN_PROCESS, CoveragePipelineOptions, _runner, run
from dyadwire.transforms.storage.committed import read_manifests
from tests.pipelines.runs import ROOT, article, here, tree, write_lines

pytestmark = pytest.mark.slow


def test_the_module_and_the_command_leave_the_same_lake(tmp_path):
    given = write_lines(tmp_path / "in.jsonl", [article(n) for n in range(20)])
    (tmp_path / "temporary" / "dyadwire-held-of-a-killed-one").mkdir(parents=True)
    command = [sys.executable, "-m", "dyadwire.pipelines.coverage", "--runner=DirectRunner", "--model=none"]
    run = subprocess.run(
        [*command, f"--input={given}", f"--output={tmp_path / 'beam'}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        env=os.environ | {"TMPDIR": str(tmp_path / "temporary")},
    )
    assert run.returncode == 0, run.stderr
    assert not list((tmp_path / "temporary").iterdir())
    assert "apitools" not in run.stderr
    committed, settled = run.stderr.splitlines()
    assert re.fullmatch(
        r"\S+ \S+ UTC batch committed: lake=.+ read=20 kept=20 duplicate=0 discarded=0 failed=0", committed
    )
    assert " UTC lake settled: lake=" in settled
    assert here("run", given, "--lake", tmp_path / "command", "--model", "none").returncode == 0
    assert duckdb.sql(f"SELECT count(*) FROM '{tmp_path}/beam/articles/*/*.parquet'").fetchall() == [(20,)]
    assert tree(tmp_path / "beam") == tree(tmp_path / "command")


def test_a_batch_is_told_with_its_books(tmp_path, caplog):
    given = write_lines(tmp_path / "in.jsonl", [article(n) for n in range(3)])
    options = CoveragePipelineOptions([f"--input={given}", f"--output={tmp_path / 'lake'}", "--model=none"])
    with caplog.at_level(logging.WARNING), caplog.at_level(logging.INFO, logger="dyadwire"):
        run(options)
    committed, settled = (record for record in caplog.records if record.name == "dyadwire")
    (batch,) = read_manifests(str(tmp_path / "lake"))
    assert (committed.getMessage(), settled.getMessage()) == ("batch committed", "lake settled")
    assert (committed.fields["batch"], committed.fields["kept"]) == (batch.batch, 3)


@pytest.mark.parametrize("name", sorted(name for name in IN_PROCESS if name))
def test_the_names_of_local_runners_mean_the_one_that_needs_no_network(name):
    from apache_beam.options.pipeline_options import PipelineOptions
    from apache_beam.runners.portability.fn_api_runner import fn_runner

    assert isinstance(_runner(PipelineOptions([f"--runner={name}"])), fn_runner.FnApiRunner)


@pytest.mark.parametrize("kilobytes", [300_000, 1_900_000])
def test_too_few_addresses_are_told_before_beam_is_imported(tmp_path, kilobytes):
    given = write_lines(tmp_path / "in.jsonl", [article(1)])
    words = [sys.executable, "-m", "dyadwire.pipelines.coverage", f"--input={given}", f"--output={tmp_path / 'lake'}"]
    limited = ["sh", "-c", f'ulimit -v {kilobytes}; exec "$@"', "sh", *words]
    ran = subprocess.run(limited, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert ran.returncode == 2
    (line,) = ran.stderr.splitlines()
    assert line.startswith("dyadwire.pipelines.coverage: a run takes 2,000,000 kB")
    assert not (tmp_path / "lake").exists()


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (RuntimeError("can't start new thread"), "there is too little memory"),
        (
            ValueError("Pipeline has validations errors: \nInvalid Project ID (p)."),
            "Pipeline has validations errors: Inv",
        ),
        (
            RetryError("Timeout of 120.0s exceeded", OSError("no route")),
            "Timeout of 120.0s exceeded, last exception: no ",
        ),
    ],
    ids=["memory", "options", "cloud"],
)
def test_what_can_be_mended_outside_is_told_in_a_line(monkeypatch, capsys, error, told):
    def fails(_):
        raise error

    monkeypatch.setattr(beam_main, "run", fails)
    assert beam_main.main([]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"dyadwire.pipelines.coverage: {told}")


def test_a_defect_keeps_its_traceback(monkeypatch):
    def fails(_):
        raise ValueError("no such name")

    monkeypatch.setattr(beam_main, "run", fails)
    with pytest.raises(ValueError, match="no such name"):
        beam_main.main([])
