"""A lake for readers that are not dyadwire, and the environment that they are in."""

import csv
import io
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.pipelines.runs import ROOT, dyadwire, write_lines

BIN = ROOT / ".venv-tables" / "bin"


@pytest.fixture(scope="session")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, one of whose articles came again with another text: two revisions, of which one counts."""
    folder = tmp_path_factory.mktemp("tables")
    assert dyadwire("demo", "--lake", folder / "lake").returncode == 0
    asked = "SELECT url, title, published_at::VARCHAR AS published_at FROM articles ORDER BY url LIMIT 1"
    (one,) = json.loads(dyadwire("sql", asked, "--lake", folder / "lake", "--json").stdout)
    again = write_lines(
        folder / "again.jsonl", [one | {"text": "China and Russia agreed on nothing new on Monday. " * 5}]
    )
    assert dyadwire("run", again, "--lake", folder / "lake").returncode == 0
    return folder / "lake"


def rows(*asked: str, lake: Path) -> list[dict[str, Any]]:
    """Return what the command answers."""
    answer = dyadwire(*asked, "--csv", "--lake", lake)
    assert answer.returncode == 0, answer.stderr
    return list(csv.DictReader(io.StringIO(answer.stdout)))


def run(*words: str | Path, **how: Any) -> str:
    """Run a program of that environment and return what it printed."""
    done = subprocess.run([BIN / words[0], *words[1:]], capture_output=True, text=True, timeout=300, check=False, **how)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
