"""Lakes for tests that read manifests: rows committed as a batch writes them, and small lakes by a real run."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from dyadwire.pipelines.lake.opening import open_lake
from dyadwire.pipelines.run.options import CoverageOptions
from dyadwire.pipelines.run.passes import run_pass
from dyadwire.schemas.arrow import to_table
from dyadwire.schemas.manifest import Books, FileEntry, Manifest, manifest_path
from dyadwire.schemas.tables import TABLES
from dyadwire.transforms.storage import filesystem
from dyadwire.transforms.storage.committed import checksum_of
from dyadwire.transforms.write.merge_bucket import split_by_month
from dyadwire.transforms.write.parquet import parquet_bytes
from dyadwire.transforms.write.row_order import unique_rows
from tests.pipelines.runs import article, write_lines


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
            filesystem.put(f"{lake}/{path}", content)
            entries.append(FileEntry(path, name, part.num_rows, len(content), checksum_of(content)))
    kept, failed = (len(list(rows.get(name, ()))) for name in ("articles", "failures"))
    books = Books(read=kept + failed, kept=kept, failed=failed)
    manifest = Manifest(batch, "tests", {}, books, tuple(entries), tuple(sorted(dates)), tuple(sorted(polled)))
    filesystem.put(manifest_path(str(lake), batch), manifest.to_json())
    return manifest


def run_batch_of(lake: Path, numbers: Iterable[int], **fields: Any) -> Path:
    """Run one batch of invented articles, with rules alone; return its input."""
    given = write_lines(lake.parent / f"{'-'.join(map(str, numbers))}.jsonl", [article(n, **fields) for n in numbers])
    run_pass(CoverageOptions(inputs=(str(given),), lake=str(lake), model=None))
    return given


def days_of(first: date, count: int) -> list[date]:
    """Return consecutive dates."""
    return [date.fromordinal(first.toordinal() + n) for n in range(count)]
