"""What a shell is offered, asked as a shell asks."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pipelines.lakes import small_lake
from tests.pipelines.runs import ROOT, here

CLI = "import sys; from dyadwire.pipelines.cli import main; sys.exit(main())"


def offered(line: str, cwd: Path = ROOT) -> list[str]:
    words = ["dyadwire", *line.split(" ")]
    ran = asked("bash", cwd, COMP_WORDS=" ".join(words), COMP_CWORD=str(len(words) - 1))
    assert (ran.returncode, ran.stderr) == (0, "")
    return [each.partition(",")[2] for each in ran.stdout.splitlines() if each]


def asked(shell: str, cwd: Path = ROOT, **told: str) -> subprocess.CompletedProcess[str]:
    told |= {"_DYADWIRE_COMPLETE": f"{shell}_complete", "PYTHONPATH": f"{ROOT}/src"}
    return subprocess.run(
        [sys.executable, "-c", CLI], env={**os.environ, **told}, cwd=cwd, capture_output=True, text=True, check=False
    )


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
    assert set(wanted) <= set(offered(line))
    assert all(word.casefold().startswith(line.rpartition(" ")[2].casefold()) for word in offered(line))


def test_lakes_are_completed_before_other_folders(tmp_path: Path) -> None:
    (tmp_path / "letters/news").mkdir(parents=True)
    assert offered("top --lake le", tmp_path) == ["letters/"]
    small_lake(tmp_path / "letters/lake")
    (tmp_path / "letters/lake/_lake.json").write_text("{}")
    assert offered("top --lake letters/", tmp_path) == ["letters/lake"]
    assert offered("top --lake none/", tmp_path) == []


def test_words_after_a_command_that_there_is_not_are_no_matter_for_a_message() -> None:
    assert "trend" in offered("tredn ")


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
