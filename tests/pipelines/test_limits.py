"""A question takes the time and the memory that it was given, and Ctrl-C ends it in one line."""

import json
import signal
import subprocess
import sys
import threading
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dyadwire.pipelines.ask import limits, query
from dyadwire.pipelines.ask.limits import LimitedQuery, Limits
from dyadwire.pipelines.ask.query import connect, rows, stream
from dyadwire.pipelines.cli import main
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.stopping import interruptible, was_interrupted
from tests.pipelines.runs import ROOT

ENDLESS = "SELECT count(*) FROM range(1000000000000) AS t(x) WHERE hash(x) = 1"
TOO_LARGE = [
    "SELECT unnest(range(300000000))",  # within one vector, which DuckDB's own limit leaves out
    "SELECT len(range(300000000))",
    "SELECT list_sort(range(300000000))",
    "SELECT list(x) FROM range(100000000) AS t(x)",
    "SELECT x FROM range(100000000) AS t(x) ORDER BY hash(x)",
    "SELECT string_agg(repeat('x', 100000), '') FROM range(100000)",
    "SELECT repeat('x', 2000000000)",
    "WITH RECURSIVE t(x) AS (SELECT range(1000) UNION ALL SELECT list_concat(x, x) FROM t) SELECT max(len(x)) FROM t",
    "SELECT map(range(100000000), range(100000000))",
    "SELECT count(*) FROM (SELECT DISTINCT hash(x), x FROM range(1000000000) AS t(x))",
]


# Linux counts what the parent held when a process starts towards its peak, and a worker of these tests holds gigabytes.
SMALL_PARENT = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def ask(lake: Path, *words: str) -> int:
    return main(["sql", *words, "--lake", str(lake)])


@pytest.mark.parametrize("question", [ENDLESS, "SELECT * FROM range(1000000000000)"])
@pytest.mark.parametrize("form", ["--json", "--csv", "--table"])
def test_a_question_without_end_ends_in_its_time(lake: Path, capsys: Any, question: str, form: str) -> None:
    if form == "--table":
        question = question.replace("*", "max(range)") if question != ENDLESS else question
    assert ask(lake, question, "--timeout", "0.3s", form) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("dyadwire: the question took longer than 0.3 s")
    assert "--timeout" in line


@pytest.mark.parametrize("question", TOO_LARGE)
def test_a_question_that_wants_too_much_memory_is_told_so(lake: Path, capsys: Any, question: str) -> None:
    assert ask(lake, question, "--memory", "200MB") == 2
    printed = capsys.readouterr()
    (line,) = printed.err.splitlines()
    assert line.startswith("dyadwire: the question needs more memory than 200MB")
    assert "--memory" in line
    assert printed.out == ""


def test_a_question_takes_no_more_memory_than_it_was_given(lake: Path) -> None:
    words = ["sql", TOO_LARGE[0], "--lake", str(lake), "--memory", "500MB"]
    asked = [sys.executable, "-c", SMALL_PARENT, sys.executable, "-m", "dyadwire.pipelines.cli", *words]
    ended = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True)
    assert "more memory" in ended.stderr
    assert int(ended.stdout) * 1024 < 500e6 + 500e6  # beside it: Python, DuckDB and the views


def test_the_limit_ends_with_the_question(lake: Path) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_DATA)
    assert ask(lake, TOO_LARGE[0], "--memory", "200MB") == 2
    assert resource.getrlimit(resource.RLIMIT_DATA) == before
    assert ask(lake, "SELECT 1") == 0


def test_rows_are_fetched_as_they_are_asked_for(lake: Path) -> None:
    with connect(lake, locked=True, complete=True) as connection:
        columns, found = stream(connection, "SELECT range AS n FROM range(1000000000000)", LimitedQuery(connection))
        assert columns == ["n"]
        assert [n for (n,) in islice(found, 10_000)] == list(range(10_000))


@pytest.mark.slow
def test_rows_are_printed_as_they_come(lake: Path, capsys: Any) -> None:
    # DuckDB works ahead: the error has to lie behind what it has ready for the first rows.
    failing = "SELECT if(x < {n}, x, error('odd')) AS x FROM range(2 * {n}) AS t(x)"
    assert ask(lake, failing.format(n=2_000_000), "--csv") == 2
    printed = capsys.readouterr()
    assert printed.out.splitlines()[:3] == ["x", "0", "1"]
    assert printed.err == "dyadwire: Invalid Input Error: odd\n"
    assert (
        ask(lake, failing.format(n=100_000), "--json") == 2
    )  # what is cut short is no JSON: nobody takes it for the answer
    with pytest.raises(json.JSONDecodeError):
        json.loads(capsys.readouterr().out)


class Ended(BaseException):
    """In place of the end of the process."""


@pytest.mark.parametrize("seconds", [0.05, None])
def test_work_that_heeds_no_interruption_ends_with_the_process(
    monkeypatch: pytest.MonkeyPatch, capfd: Any, seconds: float | None
) -> None:
    def end(code: int) -> None:
        raise Ended(code)

    monkeypatch.setattr(limits, "_GRACE_SECONDS", 0.05)
    monkeypatch.setattr(limits.os, "_exit", end)
    if seconds is None:
        interrupt_once(monkeypatch)
    done = threading.Event()
    with duckdb.connect() as connection, pytest.raises(Ended) as ended:
        LimitedQuery(connection, Limits(seconds, 10**9)).run(done.wait)
    done.set()
    told = capfd.readouterr().err
    assert told.count("\n") == 1
    assert (ended.value.args, told.split(":")[0]) == ((2 if seconds else 130,), "dyadwire")


def interrupt_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Press Ctrl-C as soon as a question is waited for."""
    wait, pressed = limits.wait, []

    def press(*given: Any) -> Any:
        if not pressed:
            pressed.append(True)
            signal.raise_signal(signal.SIGINT)
        return wait(*given)

    monkeypatch.setattr(limits, "wait", press)


def test_ctrl_c_ends_a_question(lake: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    interrupt_once(monkeypatch)
    assert ask(lake, ENDLESS) == 130
    assert capsys.readouterr() == ("", "dyadwire: interrupted\n")


def test_ctrl_c_ends_what_is_being_printed(lake: Path) -> None:
    words = ["sql", "SELECT * FROM range(1000000000000)", "--lake", str(lake), "--csv"]
    process = subprocess.Popen(
        [sys.executable, "-m", "dyadwire.pipelines.cli", *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stdout.readline() == b"range\n"
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert (process.returncode, told) == (130, b"dyadwire: interrupted\n")


def test_ctrl_c_ends_the_questions_of_other_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    interrupt_once(monkeypatch)
    with duckdb.connect() as connection, interruptible():
        with pytest.raises(KeyboardInterrupt):
            rows(connection, ENDLESS)
        assert was_interrupted()
        assert rows(connection, "SELECT 1 AS n") == (["n"], [(1,)])


@pytest.mark.parametrize("error", [RuntimeError("Query interrupted"), DyadwireError("odd"), OSError("odd")])
@pytest.mark.parametrize(
    "words",
    [["trend", "Russia", "China"], ["top"], ["sql", "SELECT 1"], ["network"], ["export", "articles", "-o", "x.csv"]],
)
def test_every_command_tells_ctrl_c_in_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: Any, words: list[str], error: Exception
) -> None:
    def interrupted(*_: Any, **__: Any) -> None:
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        raise error

    monkeypatch.setattr(query, "connect", interrupted)
    assert main(words) == 130
    assert capsys.readouterr() == ("", "dyadwire: interrupted\n")


def test_a_defect_is_no_interruption(monkeypatch: pytest.MonkeyPatch) -> None:
    def defect(*_: Any, **__: Any) -> None:
        raise RuntimeError("odd")

    monkeypatch.setattr(query, "connect", defect)
    with pytest.raises(RuntimeError, match="odd"):
        main(["top"])


@pytest.mark.parametrize(
    "words", [["--timeout", "0s"], ["--timeout", "-1"], ["--memory", "10"], ["--memory", "1KB"], ["--memory", "9e9GB"]]
)
def test_limits_that_are_none_are_refused(lake: Path, capsys: Any, words: list[str]) -> None:
    assert ask(lake, "SELECT 1", *words) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_the_shell_goes_on_after_a_question_that_was_too_large(lake: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "dyadwire.pipelines.cli", "shell", "--plain", "--lake", lake, "--memory", "200MB"],
        input=f"{TOO_LARGE[0]};\nSELECT 42 AS n;\n", capture_output=True, text=True, cwd=ROOT, timeout=120, check=False,
    )  # fmt: skip
    assert ran.stdout == "n\n42\n"
    assert "more memory than 200MB" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1
