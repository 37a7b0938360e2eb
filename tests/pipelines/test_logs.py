"""What a run tells collectors of logs."""

import json

from dyadwire.pipelines.logs import tell
from tests.pipelines.runs import article, dyadwire, write_lines


def test_a_run_tells_its_batch_and_books_as_json(tmp_path):
    given = write_lines(tmp_path / "in.jsonl", [article(n) for n in range(3)])
    from os import environ

    done = dyadwire(
        "run", given, "--lake", tmp_path / "lake", "--model", "none", env=dict(environ, DYADWIRE_LOG="json")
    )
    assert done.returncode == 0
    lines = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
    committed, settled = lines
    assert (committed["message"], committed["severity"]) == ("batch committed", "INFO")
    assert (committed["read"], committed["kept"]) == (3, 3)
    manifest = next((tmp_path / "lake" / "_manifests").glob("[0-9a-f]*.json"))
    assert committed["batch"] == manifest.stem
    assert settled["months"] == ["2026-09", "2026-10"]


def test_nothing_is_told_unless_asked_for(capsys):
    tell("batch committed", batch="b1")
    assert capsys.readouterr() == ("", "")
