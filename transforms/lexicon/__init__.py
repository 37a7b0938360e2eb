"""Rules as data: every CSV file beside this module, with its origin and licence in README.md."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

Row = Mapping[str, str]


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All rules. `tables` maps a file's name (without .csv) to the file, whose rows are read when they are asked for.

    Compared and hashed by identity, so that matchers compiled from it can be cached by it. Rows are asked for when
    those are compiled, and by no text after that: all of them would take 40 MB.
    """

    tables: Mapping[str, Traversable]

    def __getitem__(self, table: str) -> tuple[Row, ...]:
        return _rows_of(self, table)

    def words_by(self, column: str, table: str) -> dict[str, frozenset[str]]:
        """Return the words of a table by what stands in another column."""
        found: dict[str, set[str]] = defaultdict(set)
        for row in self[table]:
            found[row[column]].add(row["word"])
        return {name: frozenset(words) for name, words in found.items()}


def load_lexicon(folder: Traversable | None = None) -> Lexicon:
    """Return the rules of a folder's CSV files (UTF-8, a header line, `#` comment lines), by default of this package's.

    The package's own are the same object each time: what is compiled from it is kept as long as the process lives.
    """
    return _found(folder) if folder else _own()


@cache
def _own() -> Lexicon:
    return _found(files(__name__))


def _found(folder: Traversable) -> Lexicon:
    found = sorted((file for file in folder.iterdir() if file.name.endswith(".csv")), key=lambda file: file.name)
    return Lexicon({file.name.removesuffix(".csv"): file for file in found})


@lru_cache(maxsize=16)  # those that are compiled one after the other read the same tables: each is read once
def _rows_of(lexicon: Lexicon, table: str) -> tuple[Row, ...]:
    return _rows(table, lexicon.tables[table].read_text(encoding="utf-8"))


def _rows(name: str, text: str) -> tuple[Row, ...]:
    """Return the rows of a CSV file; ValueError where one has more fields than the header, or fewer."""
    rows = csv.reader(rule_lines(text))  # dearer by a third by way of a DictReader
    header = next(rows, [])
    known: dict[str, str] = {}  # most values come again and again
    try:
        return tuple([dict(zip(header, map(known.setdefault, row, row), strict=True)) for row in rows])
    except ValueError as error:
        raise ValueError(f"{name}.csv: row {rows.line_num - 1} has not {len(header)} fields") from error


def rule_lines(text: str) -> list[str]:
    """Return the lines of a CSV file that say something: no comments, no blank ones."""
    return [line for line in text.splitlines() if line and not line.startswith("#")]
