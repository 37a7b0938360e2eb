"""Lakes for tests that read manifests: rows committed as a batch writes them, and small lakes by a real run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pipelines.lake.opening import open_lake
from pipelines.options import CoverageOptions
from pipelines.passes import run_pass
from schemas.arrow import to_table
from schemas.manifest import Books, FileEntry, Manifest, manifest_path
from schemas.tables import TABLES
from tests.pipelines.runs import article, write_lines
from transforms import storage
from transforms.committed import checksum_of
from transforms.merge_bucket import parquet_bytes, split_by_month, unique_rows


def commit_rows(lake: Path, batch: str, rows: Mapping[str, Iterable[tuple[Any, ...]]]) -> Manifest:
    """Commit rows of records as one batch."""
    open_lake(str(lake))
    entries, dates, polled = [], set(), set()
    for name, records in rows.items():
        table = unique_rows(to_table(TABLES[name].record, list(records)), TABLES[name])
        days = {day.isoformat() for day in table[TABLES[name].date_column].to_pylist() if day}
        dates |= days if name == "articles" else set()
        polled |= days if name == "fetches" else set()
        for month, part in split_by_month(table, TABLES[name]):
            path, content = f"{TABLES[name].folder(month)}/part-{batch}-000.parquet", parquet_bytes(part, TABLES[name])
            storage.put(f"{lake}/{path}", content)
            entries.append(FileEntry(path, name, part.num_rows, len(content), checksum_of(content)))
    books = Books(read=len(list(rows.get("articles", ()))), kept=len(list(rows.get("articles", ()))))
    manifest = Manifest(batch, "tests", {}, books, tuple(entries), tuple(sorted(dates)), tuple(sorted(polled)))
    storage.put(manifest_path(str(lake), batch), manifest.to_json())
    return manifest


def run_batch_of(lake: Path, numbers: Iterable[int], **fields: Any) -> Path:
    """Run one batch of invented articles, with rules alone; return its input."""
    given = write_lines(lake.parent / f"{'-'.join(map(str, numbers))}.jsonl", [article(n, **fields) for n in numbers])
    run_pass(CoverageOptions(inputs=(str(given),), lake=str(lake), model=None))
    return given


def days_of(first: date, count: int) -> list[date]:
    """Return consecutive dates."""
    return [date.fromordinal(first.toordinal() + n) for n in range(count)]
