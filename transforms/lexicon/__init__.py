"""Rules as data: every CSV file beside this module, with its origin and licence in README.md."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

Row = Mapping[str, str]


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All rules. `tables` maps a file's name (without .csv) to its rows; `fingerprint` changes when any rule does.

    Compared and hashed by identity, so that matchers compiled from it can be cached by it.
    """

    tables: Mapping[str, tuple[Row, ...]]
    fingerprint: str

    def __getitem__(self, table: str) -> tuple[Row, ...]:
        return self.tables[table]


def load_lexicon(folder: Traversable | None = None) -> Lexicon:
    """Read every CSV file (UTF-8, a header line, `#` comment lines) of a folder, by default the one of this package.

    The package's own is read once a process: what is compiled from it is kept as long as the process lives.
    """
    return _read(folder) if folder else _own()


@cache
def _own() -> Lexicon:
    return _read(files(__name__))


def _read(folder: Traversable) -> Lexicon:
    digest = hashlib.blake2b(digest_size=6)
    tables = {}
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".csv"):
            text = file.read_text(encoding="utf-8")
            digest.update(f"{file.name}\0{text}\0".encode())
            lines = (line for line in text.splitlines() if line and not line.startswith("#"))
            tables[file.name.removesuffix(".csv")] = tuple(csv.DictReader(lines))
    return Lexicon(tables, digest.hexdigest())
