"""What the README says is what the commands do."""

import re

import pytest

from dyadwire.pipelines.cli import COMMANDS
from tests.pipelines.runs import ROOT
from tests.refresh_readme import README, refreshed


@pytest.mark.slow
def test_every_console_block_prints_what_it_shows(demo):
    folder = demo[0].parent
    text = README.read_text()
    assert text.count("```console") >= 3
    assert refreshed(text, folder) == text, "python -m tests.refresh_readme writes the blocks anew"


def test_every_command_that_documents_name_exists():
    for name in ("README.md", "CONTRIBUTING.md", "infra/README.md"):
        named = set(re.findall(r"`?dyadwire ([a-z]+)", (ROOT / name).read_text()))
        words = {"and", "is", "reads", "elsewhere"}  # prose that begins with the name of the project
        assert named - words <= set(COMMANDS), name


def test_every_make_target_that_documents_name_exists():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for name in ("README.md", "CONTRIBUTING.md"):
        assert set(re.findall(r"(?:^|`)make ([a-z-]+)", (ROOT / name).read_text(), re.MULTILINE)) <= targets, name
