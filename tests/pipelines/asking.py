"""Questions as a user types them: what a command prints, and its rows."""

import json
from pathlib import Path
from typing import Any

import click
from click.testing import CliRunner

PAIR = ("Russia", "China")
# What Python is warned of beside counts of acts, for tests that ask for the counts alone.
ACTS_LEFT_OUT = "ignore:(Left out|Of)"


def asked(command: click.Command, lake: Path, *words: str, given: str = "") -> str:
    ran = CliRunner().invoke(command, [*words, "--lake", str(lake)], input=given, catch_exceptions=False)
    assert ran.exit_code == 0, ran.output
    return ran.stdout


def rows(command: click.Command, lake: Path, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(asked(command, lake, *words, "--json"))
    return found


def told(command: click.Command, lake: Path, *words: str) -> str:
    """Return what a terminal is shown, on one line."""
    return " ".join(asked(command, lake, *words, "--table").split())
