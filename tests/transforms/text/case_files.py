"""The files of cases beside the tests."""

import csv
from pathlib import Path

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file of cases, by column; a line that begins with # is a comment."""
    with (CASES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))
