"""What a run tells collectors of logs."""

import json
import os

import pytest

from dyadwire.pipelines.logs import log
from tests.pipelines.runs import article, forked, here, write_lines


def run_and_keep_what_is_told(given, lake, told):
    os.environ["DYADWIRE_LOG"] = "json"
    done = here("run", given, "--lake", lake, "--model", "none")
    assert done.returncode == 0
    told.write_text(done.stderr)


@pytest.mark.slow
def test_a_run_tells_its_batch_and_books_as_json(tmp_path):
    given = write_lines(tmp_path / "in.jsonl", [article(n) for n in range(3)])
    run = forked(run_and_keep_what_is_told, given, tmp_path / "lake", tmp_path / "told")  # what logs is of a process
    run.join()
    assert run.exitcode == 0
    lines = [json.loads(line) for line in (tmp_path / "told").read_text().splitlines() if line.startswith("{")]
    committed, settled = lines
    assert (committed["message"], committed["severity"]) == ("batch committed", "INFO")
    assert (committed["read"], committed["kept"]) == (3, 3)
    manifest = next((tmp_path / "lake" / "_manifests").glob("[0-9a-f]*.json"))
    assert committed["batch"] == manifest.stem
    assert settled["months"] == ["2026-09", "2026-10"]


def test_nothing_is_told_unless_asked_for(capsys):
    log("batch committed", batch="b1")
    assert capsys.readouterr() == ("", "")
