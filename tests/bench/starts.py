"""What a user waits for before anything is there: help, a chart, the first row."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.bench.subject import ROOT, spent
from tests.bench.texts import articles, lines

TIMES = 5
COMMAND = (sys.executable, "-P", "-c", "from dyadwire.pipelines.cli import main; raise SystemExit(main())")


def measure_starts(lake: Path, folder: Path) -> Iterator[str]:
    """Yield a line for each: median seconds of processors, and of the clock."""
    chart, few = folder / "chart.svg", folder / "few.jsonl"
    few.write_bytes(lines(list(articles(200))))
    yield _told("dyadwire --help", "--help")
    yield _told("dyadwire trend --plot", "trend", "USA", "CHN", "--lake", str(lake), "--plot", str(chart))
    yield _told("extract: first row", "extract", str(few), first=True)


def _told(name: str, *arguments: str, first: bool = False) -> str:
    taken = [_time(arguments, first) for _ in range(TIMES)]
    busy, clock = (median(column) for column in zip(*taken, strict=True))
    return f"{name}: {busy:.2f} s of processors, {clock:.2f} s of the clock"


def _time(arguments: tuple[str, ...], first: bool) -> tuple[float, float]:
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
