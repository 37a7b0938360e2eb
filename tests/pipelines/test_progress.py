"""What is told while work goes: counts, rates, and what is waited for."""

import io
import os
import re
from pathlib import Path

import pytest
from rich.console import Console

from dyadwire.pipelines import progress
from dyadwire.pipelines.progress import Progress
from dyadwire.pipelines.run.options import CoverageOptions
from dyadwire.pipelines.run.passes import run_pass
from dyadwire.transforms.outcomes.progress import VARIABLE, ticker
from tests.pipelines.runs import article, write_lines


def test_articles_are_counted_by_the_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress.time, "monotonic", lambda: 0.0)
    with Progress(Console(file=io.StringIO())) as told:
        assert told.line() == "starting"
        told.begin("batch 1 of 2")
        tick = ticker()
        for _ in range(1200):
            tick()
        monkeypatch.setattr(progress.time, "monotonic", lambda: 60.0)
        assert told.line() == "batch 1 of 2: 1,200 articles, 20 a second"
        told.begin("batch 2 of 2")
        assert told.line() == "batch 2 of 2"
    assert VARIABLE not in os.environ
    ticker()()  # nobody looks any more: nothing happens


def test_a_pipe_has_a_line_a_minute_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "MINUTE", 0.02)
    out = io.StringIO()
    with Progress(Console(file=out), "collecting") as told:
        while out.getvalue().count("\n") < 2:
            told.begin("collecting: 3 feeds,\x1b[31m 7 pages")
    assert re.fullmatch(r"(\d\d:\d\d collecting(: 3 feeds, \[31m 7 pages)?\n){2,}", out.getvalue())


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
def test_the_workers_of_a_run_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int) -> None:
    counted: list[int] = []
    leave = Progress.__exit__

    def counting(self: Progress, *error: object) -> None:
        counted.append(self._count())
        leave(self, *error)

    monkeypatch.setattr(Progress, "__exit__", counting)
    given = write_lines(tmp_path / "in.jsonl", [article(n) for n in range(7)])
    run_pass(CoverageOptions(inputs=(str(given),), lake=str(tmp_path / "lake"), model=None, workers=workers))
    assert counted == [7]


def test_a_counter_that_cannot_write_ends_no_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "gone" / "file"))
    ticker()()
