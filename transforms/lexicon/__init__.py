"""Rules as data: every CSV file beside this module, with its origin and licence in README.md."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

Row = Mapping[str, str]


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All rules. `tables` maps a file's name (without .csv) to its rows.

    Compared and hashed by identity, so that matchers compiled from it can be cached by it.
    """

    tables: Mapping[str, tuple[Row, ...]]

    def __getitem__(self, table: str) -> tuple[Row, ...]:
        return self.tables[table]

    def words_by(self, column: str, table: str) -> dict[str, frozenset[str]]:
        """Return the words of a table by what stands in another column."""
        found: dict[str, set[str]] = defaultdict(set)
        for row in self.tables[table]:
            found[row[column]].add(row["word"])
        return {name: frozenset(words) for name, words in found.items()}


def load_lexicon(folder: Traversable | None = None) -> Lexicon:
    """Read every CSV file (UTF-8, a header line, `#` comment lines) of a folder, by default the one of this package.

    The package's own is read once a process: what is compiled from it is kept as long as the process lives.
    """
    return _read(folder) if folder else _own()


@cache
def _own() -> Lexicon:
    return _read(files(__name__))


def _read(folder: Traversable) -> Lexicon:
    found = sorted((file for file in folder.iterdir() if file.name.endswith(".csv")), key=lambda file: file.name)
    tables = {file.name.removesuffix(".csv"): file.read_text(encoding="utf-8") for file in found}
    return Lexicon({name: _rows(name, text) for name, text in tables.items()})


def _rows(name: str, text: str) -> tuple[Row, ...]:
    """Return the rows of a CSV file; ValueError where one has more fields than the header, or fewer."""
    rows = csv.reader(rule_lines(text))  # dearer by a third by way of a DictReader
    header = next(rows, [])
    try:
        return tuple([dict(zip(header, row, strict=True)) for row in rows])
    except ValueError as error:
        raise ValueError(f"{name}.csv: row {rows.line_num - 1} has not {len(header)} fields") from error


def rule_lines(text: str) -> list[str]:
    """Return the lines of a CSV file that say something: no comments, no blank ones."""
    return [line for line in text.splitlines() if line and not line.startswith("#")]
