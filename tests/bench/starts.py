"""What a user waits for before anything is there: help, a chart, the first row."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from dyadwire.pipelines.lake.snapshots import newest_whole
from dyadwire.pipelines.run.cut import LARGE_BYTES
from tests.bench.subject import ROOT, spent
from tests.bench.texts import articles, lines

TIMES = 5
COMMAND = (sys.executable, "-P", "-c", "from dyadwire.pipelines.cli import main; raise SystemExit(main())")


def measure_starts(lake: Path, folder: Path) -> Iterator[str]:
    """Yield a line for each: median seconds of processors, and of the clock."""
    chart, few = folder / "chart.svg", folder / "few.jsonl"
    few.write_bytes(lines(list(articles(200))))
    yield _told("dyadwire --help", lambda: _time("--help"))
    yield _told(
        "dyadwire trend --plot", lambda: _time("trend", "USA", "CHN", "--lake", str(lake), "--plot", str(chart))
    )
    yield _told("extract: first row", lambda: _time("extract", str(few), first=True))
    many = folder / "many.jsonl"
    many.write_bytes(few.read_bytes() * (2 * LARGE_BYTES // few.stat().st_size))
    yield _told("run of a large table through two processes: first row to ask", lambda: _time_run(many, folder))


def _told(name: str, measure: Callable[[], tuple[float, float]]) -> str:
    busy, clock = (median(column) for column in zip(*(measure() for _ in range(TIMES)), strict=True))
    return f"{name}: {busy:.2f} s of processors, {clock:.2f} s of the clock"


def _time(*arguments: str, first: bool = False) -> tuple[float, float]:
    """Return the seconds of processors and of the clock until a command ends, or its first line is there."""
    began, before = time.monotonic(), spent()
    with subprocess.Popen([*COMMAND, *arguments], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as ran:
        assert ran.stdout
        ran.stdout.readline()
        if first:
            clock = time.monotonic() - began
            ran.kill()
        ran.stdout.read()
    if not first:
        clock = time.monotonic() - began
        assert ran.returncode == 0, arguments
    return spent() - before, clock


def _time_run(given: Path, folder: Path) -> tuple[float, float]:
    """Return the same until readers see a row of a run into a new lake; of its processes the first alone is counted."""
    lake = folder / "begun"
    shutil.rmtree(lake, ignore_errors=True)
    arguments, place = ("run", str(given), "--lake", str(lake), "--workers", "2"), {"TMPDIR": str(folder)}
    began, before = time.monotonic(), spent()
    with subprocess.Popen([*COMMAND, *arguments], cwd=ROOT, stderr=subprocess.DEVNULL, env=os.environ | place) as ran:
        while not _has_rows(lake):
            assert ran.poll() is None, arguments
            time.sleep(0.05)
        clock = time.monotonic() - began
        ran.kill()
    return spent() - before, clock


def _has_rows(lake: Path) -> bool:
    """Tell whether readers see another file of articles than the empty one."""
    snapshot = newest_whole(str(lake))[1]
    return snapshot is not None and len(snapshot["files"]["articles"]) > 1
