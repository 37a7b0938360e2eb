"""Patterns must mean the same on every Python that the project supports."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SOURCES = sorted(path for folder in ("schemas", "transforms", "pipelines") for path in (ROOT / folder).rglob("*.py"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_group_is_possessive(path):
    for line in path.read_text().splitlines():
        if "re.compile" in line or line.strip().startswith(('r"', "r'")):
            assert not re.search(r"\)(?:[*+?]|\{[0-9,]+\})\+", line), line
