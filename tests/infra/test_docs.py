"""What the documentation tells to run runs, what it shows is printed, and its reference has all that there is."""

import re

import pytest

from dyadwire.pipelines.cli import COMMANDS
from dyadwire.pipelines.python_api.lake import Lake
from dyadwire.schemas.tables import TABLES
from dyadwire.schemas.views import macros
from infra import write_reference
from tests.infra.pages import DOCS, Reader, followed, pages
from tests.pipelines.runs import ROOT


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    reader = Reader(tmp_path_factory.mktemp("docs").resolve())
    yield reader
    reader.close()


@pytest.mark.slow
def test_every_page_runs_and_prints_what_it_shows(reader):
    for name, text in followed().items():
        assert reader.follow(text) == text, f"{name}: python -m tests.infra.pages writes the pages anew"


def test_a_command_that_fails_or_prints_something_else_is_seen(reader):
    with pytest.raises(AssertionError, match="failed: tables nowhere"):
        reader.follow("```console\n$ dyadwire tables nowhere\n```\n")
    told = "```console\n$ dyadwire tables --views\n-- no such line\n…\n```\n"
    assert reader.follow(told) != told
    with pytest.raises(AssertionError, match="no test runs sudo"):
        reader.follow("```console\n$ sudo dyadwire\n```\n")


def test_every_page_is_in_the_contents():
    assert set(pages()) == {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")}


def test_every_file_of_the_project_that_a_page_shows_is_taken_in():
    shown = re.findall(r'title="(infra/[^"]+)"}?\n *(.*)', "\n".join(pages().values()))
    assert len(shown) >= 6
    for name, line in shown:  # ruff takes the marker for Python below ```python, and parts it: ```{.python …} it leaves
        assert line.startswith(f'--8<-- "{name}'), name


def test_every_command_that_a_page_names_exists():
    assert set(re.findall(r"(?:\$ |`)dyadwire ([a-z]+)", "\n".join(pages().values()))) <= set(COMMANDS)


def test_every_make_target_that_a_page_names_exists():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"(?:\$ |`)make ([a-z-]+)", "\n".join(pages().values()))) <= targets


def test_the_reference_has_every_command_table_macro_and_method():
    headings = {name: set(re.findall(r"(?m)^##+ (.+)$", page())) for name, page in write_reference.PAGES.items()}
    assert set(COMMANDS) <= headings["commands"]
    assert set(TABLES) <= headings["tables"]
    assert {macro.name for macro in macros()} == headings["sql"]
    assert {
        *{f"Lake.{name}" for name in dir(Lake) if not name.startswith("_")},
        *("Lake.acts", "Lake.trend", "Lake.network"),
    } <= headings["python"]


def test_the_reference_has_every_option():
    page = write_reference.commands_page()
    assert "`--allow-network CIDR`" in page
    assert "### feeds find" in page
    assert len(re.findall(r"(?m)^`-", page)) > 200
