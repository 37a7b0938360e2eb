"""How much of a lake was looked at: a proof of nothing would read as one of everything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from dyadwire.pipelines.lake.changed_files import group_of
from dyadwire.pipelines.messages import plural
from dyadwire.schemas.manifest import FileEntry
from dyadwire.schemas.tables import UNKNOWN_MONTH


class Checked(NamedTuple):
    """Files that manifests list, their bytes, the rows of each table, and the months of articles (2026-11)."""

    files: int = 0
    bytes: int = 0
    rows_of: dict[str, int] = {}  # noqa: RUF012 — never changed
    months: tuple[str, ...] = ()
    undated: bool = False

    @classmethod
    def of(cls, files: Iterable[FileEntry]) -> Checked:
        """Count some files."""
        listed, rows = [*files], Counter[str]()
        for file in listed:
            rows[file.table] += file.rows
        months = {group_of(file)[1] for file in listed if file.table == "articles" and file.rows}
        size, dated = sum(file.bytes for file in listed), sorted(months - {UNKNOWN_MONTH})
        return cls(len(listed), size, dict(sorted(rows.items())), tuple(dated), UNKNOWN_MONTH in months)

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(self.rows_of.values())

    def as_json(self) -> dict[str, Any]:
        """Return the numbers as `verify --json` has them."""
        counted = {"files": self.files, "bytes": self.bytes, "rows": self.rows, "tables": self.rows_of}
        return counted | {"months": list(self.months), "undated": self.undated}

    def __str__(self) -> str:
        if not self.files:
            return "no data file"
        ends = " to ".join(dict.fromkeys((self.months[0], self.months[-1]))) if self.months else ""
        dates = " and ".join(filter(None, (ends, "undated" if self.undated else "")))
        tables = plural(len(self.rows_of), "table")
        return ", ".join(filter(None, (plural(self.files, "file"), f"{plural(self.rows, 'row')} of {tables}", dates)))
