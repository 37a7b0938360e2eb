"""Read and write the CSV files of the lexicon, as the scripts that cut them out of open data do."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path


def read_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a file, by column."""
    lines = (line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return list(csv.DictReader(lines))


def write_rows(path: Path, header: tuple[str, ...], rows: Iterable[tuple[str, ...]], *comments: str) -> None:
    """Write a file: its comments, its header, and its rows, sorted."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(f"# {comment}\n" for comment in comments)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(sorted(rows))
