"""What a shell is offered, asked as a shell asks."""

import io
import os
import subprocess
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from dyadwire.pipelines.cli import main
from tests.pipelines.lakes import small_lake
from tests.pipelines.runs import ROOT, dyadwire, here


def offered(line: str, cwd: Path = ROOT) -> list[str]:
    ran = asked("bash", cwd, **typed(line))
    assert (ran.returncode, ran.stderr) == (0, "")
    return words_of(ran)


def typed(line: str) -> dict[str, str]:
    words = ["dyadwire", *line.split(" ")]
    return {"COMP_WORDS": " ".join(words), "COMP_CWORD": str(len(words) - 1)}


def words_of(ran: subprocess.CompletedProcess[str]) -> list[str]:
    return [each.partition(",")[2] for each in ran.stdout.splitlines() if each]


def asked(shell: str, cwd: Path = ROOT, **told: str) -> subprocess.CompletedProcess[str]:
    written = io.BytesIO()  # words are written as bytes
    out = io.TextIOWrapper(written, encoding="utf-8", write_through=True)
    with pytest.MonkeyPatch.context() as patched, redirect_stdout(out), redirect_stderr(io.StringIO()) as err:
        patched.chdir(cwd)
        for name, value in (told | {"_DYADWIRE_COMPLETE": f"{shell}_complete"}).items():
            patched.setenv(name, value)
        try:
            code: Any = main([])
        except SystemExit as ended:  # as click does when it has offered words
            code = ended.code
    return subprocess.CompletedProcess([], code, written.getvalue().decode(), err.getvalue())


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("tre", ["trend"]),
        ("trend Ru", ["Russia", "RUS"]),
        ("trend Russia Chin", ["China"]),
        ("figures Russia-Indi", ["Russia-India"]),
        ("top NAT", ["NATO"]),
        ("tables art", ["articles", "article_dyads"]),
        ("export netw", ["network"]),
        ("tables netw", []),
        ("figures --topic ex", ["exports"]),
    ],
)
def test_words_are_completed(line: str, wanted: list[str]) -> None:
    found = offered(line)
    assert set(wanted) <= set(found)
    assert all(word.casefold().startswith(line.rpartition(" ")[2].casefold()) for word in found)


def test_lakes_are_completed_before_other_folders(tmp_path: Path) -> None:
    (tmp_path / "letters/news").mkdir(parents=True)
    assert offered("top --lake le", tmp_path) == ["letters/"]
    small_lake(tmp_path / "letters/lake")
    (tmp_path / "letters/lake/_lake.json").write_text("{}")
    assert offered("top --lake letters/", tmp_path) == ["letters/lake"]
    assert offered("top --lake none/", tmp_path) == []


def test_words_after_a_command_that_there_is_not_are_no_matter_for_a_message() -> None:
    told = {**os.environ, "_DYADWIRE_COMPLETE": "bash_complete", **typed("tredn ")}
    assert "trend" in words_of(dyadwire(env=told))  # in a process of its own, as a shell starts it


@pytest.mark.parametrize(
    ("shell", "told"),
    [
        ("bash", {"COMP_WORDS": "dyadwire tre", "COMP_CWORD": "first"}),
        ("zsh", {"COMP_WORDS": "dyadwire tre", "COMP_CWORD": ""}),
        ("fish", {"COMP_WORDS": "dyadwire tre", "COMP_CWORD": " "}),
        ("bash", {}),
    ],
)
def test_what_no_shell_sets_is_refused_in_a_line(shell: str, told: dict[str, str]) -> None:
    ran = asked(shell, **told)
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)
    assert ran.stderr.startswith("dyadwire: no words to complete in COMP_WORDS and COMP_CWORD (")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_each_shell_is_printed(shell: str) -> None:
    ran = here("completion", shell)
    assert f"_DYADWIRE_COMPLETE={shell}_complete" in ran.stdout
    assert ran.returncode == 0
