"""What comes from outside moves no terminal: file names, words of the command line, errors of others."""

import io
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from dyadwire.pipelines.cli import main
from dyadwire.pipelines.messages import clean, print_traceback
from tests.pipelines.runs import ROOT

pytestmark = pytest.mark.usefixtures("kept_open")

ODD = "a\x1b]0;owned\x07\x1b[31mb\u202ec\x9bd\rd"
FORBIDDEN = set("\x1b\x07\u202e\x9b\r")
# What prints words of its own and counts, or JSON, whose control characters are escaped.
PRINT_THEMSELVES = {
    *("messages.py", "cli.py", "extract.py", "status.py", "shell.py", "demo.py"),
    *("verify.py", "compact.py", "reextract.py", "migrate.py", "tables.py"),
}


@pytest.mark.parametrize(
    "words",
    [
        [ODD],
        ["sql", f"SELECT error('{ODD}')", "--lake", "{lake}"],
        ["sql", f"SELECT 1 AS \"{ODD}\", '{ODD}' AS b", "--lake", "{lake}", "--table"],
        ["sql", "SELECT 1", "--lake", ODD],
        ["sql", "SELECT 1", f"--{ODD}"],
        ["sql", "SELECT 1", "--timeout", ODD],
        ["sql", "SELECT 1", "--memory", ODD],
        ["tables", ODD],
        ["trend", ODD, "China", "--lake", "{lake}"],
        ["trend", "Russia", "China", "--outlet", ODD, "--lake", "{lake}"],
        ["trend", "Russia", "China", "--since", ODD, "--lake", "{lake}"],
        ["trend", "Russia", "China", "--match", ODD, "--lake", "{lake}"],
        ["trend", "Russia", "China", "--plot", f"{{here}}/{ODD}.svg", "--lake", "{lake}"],
        ["trend", "Russia", "China", "--plot", f"{{here}}/none/{ODD}.svg", "--lake", "{lake}"],
        ["figures", "Russia", "China", "--measure", ODD, "--lake", "{lake}"],
        ["export", "articles", "-o", f"{{here}}/{ODD}.csv", "--lake", "{lake}"],
        ["export", "articles", "-o", f"{{here}}/{ODD}.doc", "--lake", "{lake}"],
        ["export", ODD, "-o", "{here}/a.csv", "--lake", "{lake}"],
        ["report", "Russia", "China", "-o", f"{{here}}/{ODD}.html", "--lake", "{lake}"],
        ["report", "--all", "-o", f"{{here}}/{ODD}", "--lake", "{lake}"],
        ["run", f"{{here}}/{ODD}", "--lake", "{here}/new"],
        ["run", "{here}", "--lake", f"{{here}}/{ODD}["],
        ["verify", "--lake", f"{{here}}/{ODD}"],
        ["doctor", "--model", ODD],
        ["extract", f"{{here}}/{ODD}"],
    ],
    ids=lambda words: " ".join(words[:2])[:20].replace("\x1b", "").replace("\x07", ""),
)
def test_no_command_prints_what_moves_a_terminal(lake: Path, tmp_path: Path, capsys: Any, words: list[str]) -> None:
    code = main([word.replace("{lake}", str(lake)).replace("{here}", str(tmp_path)) for word in words])
    printed = capsys.readouterr()
    assert code in (0, 1, 2)
    assert printed.out + printed.err
    assert not FORBIDDEN & set(printed.out + printed.err)
    if code == 2:
        assert len(printed.err.splitlines()) == 1


def test_a_takedown_repeats_names_as_text(lake_of: Callable[..., Path], capsys: Any) -> None:
    lake = str(lake_of((1, 2)))
    for words in (["--dry-run", "--outlet", ODD], ["--dry-run", "--article", ODD], ["--allow", ODD]):
        assert main(["forget", *words, "--lake", lake]) == 2
        told = capsys.readouterr()
        assert "a ]0;owned" in told.err
        assert not FORBIDDEN & set(told.out + told.err)


def test_the_traceback_of_a_defect_is_cleaned_and_keeps_its_lines(capsys: Any) -> None:
    try:
        raise RuntimeError(ODD)
    except RuntimeError as error:
        print_traceback(type(error), error, error.__traceback__)
    told = capsys.readouterr().err
    assert len(told.splitlines()) >= 4
    assert "RuntimeError: a" in told
    assert not FORBIDDEN & set(told)


def test_a_program_prints_tracebacks_so(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(sys, "argv", ["dyadwire", "tables", "articles", "--json"])
    assert main() == 0
    assert sys.excepthook is print_traceback
    assert capsys.readouterr().out.startswith("[")


def test_what_a_program_put_in_the_place_of_its_outputs_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(sys, "argv", ["dyadwire", "tables", "no_such_table"])
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as told:
        assert main() == 2
    assert "no_such_table" in told.getvalue()


def test_lines_are_printed_in_one_place() -> None:
    printing = {path.name for path in (ROOT / "pipelines").rglob("*.py") if "click.echo(" in path.read_text("utf-8")}
    assert printing <= PRINT_THEMSELVES


@pytest.mark.parametrize(
    "mark", ["\x00", "\x1b", "\x7f", "\x9b", "\u200b", "\u202e", "\u2066", "\ufeff", "\uffff", "\udcff", "\u2028"]
)
def test_marks_become_a_blank(mark: str) -> None:
    assert clean(f"a{mark}{mark}b") == "a b"


@pytest.mark.parametrize(
    "words",
    [
        ["sql", "SELECT 'a\udcff'"],
        ["trend", "Russia", "China", "--match", "\udcff"],
        ["export", "articles", "-o", "\udcff.csv"],
        ["run", "\udcff", "--lake", "x"],
    ],
)
def test_what_is_no_text_is_refused(capsys: Any, words: list[str]) -> None:
    assert main(words) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "is not UTF-8" in line
    assert "\\udcff" in line
