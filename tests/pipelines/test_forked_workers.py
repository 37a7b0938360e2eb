"""Workers of a run: forked by one process for all its batches, and gone when the run is."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.run import forked_workers
from dyadwire.pipelines.run.options import CoverageOptions
from dyadwire.pipelines.run.passes import run_quietly
from dyadwire.pipelines.run.worker import FORKS
from tests.pipelines.runs import ROOT, article, tree, write_lines

pytestmark = pytest.mark.slow

MANY = 400  # articles that two workers have not read when they have begun to


def test_batches_share_what_forks_their_workers_and_are_those_of_one_process(tmp_path, monkeypatch):
    given, started, popen = tmp_path / "in.jsonl", [], subprocess.Popen
    left, start = [], forked_workers._Forker.start

    def start_and_look(forker, told):
        lives = start(forker, told)
        left.extend(ended_of(forker._processes[-1]))
        return lives

    monkeypatch.setattr(forked_workers._Forker, "start", start_and_look)
    monkeypatch.setattr("dyadwire.pipelines.run.cut.TEXT_SLICE_BYTES", 1_000)
    monkeypatch.setattr("dyadwire.pipelines.run.plan.BATCH_BYTES", 5_000)
    monkeypatch.setattr(subprocess, "Popen", lambda *given, **how: started.append(given) or popen(*given, **how))
    write_lines(given, map(article, range(30)))
    for workers in (1, 2):
        lake = tmp_path / f"by {workers}"
        run_quietly(CoverageOptions(inputs=(str(given),), lake=str(lake), model=None, workers=workers))
    batches = [path for path in lake.glob("_manifests/*.json") if not path.name.startswith("settled-")]
    assert len(batches) > 1
    assert len(started) == (1 if FORKS else 2 * len(batches))
    assert tree(tmp_path / "by 1") == tree(tmp_path / "by 2")
    assert left == []


def ended_of(forker: subprocess.Popen[bytes]) -> list[str]:
    """Return the processes that one has forked, that have ended, and are kept until it asks how."""
    listed = Path(f"/proc/{forker.pid}/task/{forker.pid}/children")
    stats = [Path(f"/proc/{child}/stat") for child in (listed.read_text().split() if listed.exists() else ())]
    return [stat.parent.name for stat in stats if stat.exists() and stat.read_text().rpartition(") ")[2][0] == "Z"]


REFUSED = """
import os
from dyadwire.pipelines.run import worker
os.fork = lambda: os.open("/none", os.O_RDONLY)
worker.FORKS, worker._prepare = True, lambda: None
worker.main()
"""


@pytest.mark.parametrize("program", ["", REFUSED], ids=["ended", "none may be forked"])
def test_a_worker_that_ends_at_its_start_is_told(tmp_path, capfd, program):
    forker = forked_workers._Forker(tmp_path / "runs")
    forker._command = [sys.executable, "-c", program, "runs", str(os.getpid())]
    with pytest.raises(DyadwireError, match="ended at its start"):
        forker.start({})
    forker.end()
    assert capfd.readouterr().err == ""


def test_the_end_of_what_forks_workers_is_told_between_batches(tmp_path, monkeypatch):
    monkeypatch.setattr(forked_workers, "FORKS", True)
    forker = forked_workers._Forker(tmp_path / "runs")
    forker._command = [sys.executable, "-c", "import os; input(); print(os.getpid())"]
    assert forker.start({})
    forker._processes[0].wait()
    with pytest.raises(DyadwireError, match="ended at its start"):
        forker.start({})
    forker.end()


def test_a_worker_that_ends_before_it_is_connected_ends_the_run(tmp_path, monkeypatch):
    given, hook = write_lines(tmp_path / "in.jsonl", map(article, range(3))), threading.excepthook
    ended = "import subprocess\nwhile input(): of = subprocess.Popen('true'); of.wait(); print(of.pid, flush=True)"
    monkeypatch.setattr(sys, "executable", write_script(tmp_path / "python", ended))
    with pytest.raises(DyadwireError, match="one of the processes was killed"):
        run_quietly(CoverageOptions(inputs=(str(given),), lake=str(tmp_path / "lake"), model=None, workers=2))
    assert threading.excepthook is hook


def write_script(path: Path, text: str) -> str:
    path.write_text(f"#!{sys.executable}\n{text}\n")
    path.chmod(0o755)
    return str(path)


def working(folder: Path) -> subprocess.Popen[bytes]:
    """Start a run of two workers in a group of its own, and return when they count articles."""
    given = write_lines(folder / "in.jsonl", map(article, range(MANY)))
    words = ["run", str(given), "--lake", str(folder / "lake"), "--model", "none", "--workers", "2"]
    signs = folder / "signs"
    signs.mkdir()
    command = [sys.executable, "-m", "dyadwire.pipelines.cli", *words]
    run = subprocess.Popen(command, cwd=ROOT, start_new_session=True, env={**os.environ, "TMPDIR": str(signs)},
                           stderr=subprocess.PIPE)  # fmt: skip
    while not any(path.stat().st_size for path in signs.glob("*/dyadwire-held-*/articles")) and run.poll() is None:
        time.sleep(0.02)
    return run


def is_left(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_workers_end_with_a_killed_run(tmp_path):
    run = working(tmp_path)
    assert run.poll() is None
    run.kill()
    run.communicate(timeout=60)  # once nobody has its output any more
    until = time.monotonic() + 30
    while is_left(run.pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_left(run.pid)
    assert not list((tmp_path / "lake").rglob("part-*-*.parquet"))


def test_a_killed_worker_ends_the_run(tmp_path):
    run = working(tmp_path)
    # The last that was started is a worker, not what forks it.
    last = max(int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()
               and os.getpgid(int(path.name)) == run.pid)  # fmt: skip
    os.kill(last, signal.SIGKILL)
    _, told = run.communicate(timeout=60)
    said = b"dyadwire: one of the processes was killed, as where memory is short: the same command goes on\n"
    assert (run.returncode, told) == (2, said)
    assert not is_left(run.pid)
    assert not list((tmp_path / "lake").rglob("part-*-*.parquet"))
