"""Make a lake whose files were written by a bench one that runs can add to: python -m tests.bench.adopt LAKE.

`big_lake` writes files alone, which is all that questions need; a run needs their manifests. Those of a month's base
tables become a batch, its settled tables the month as settled from the batches that touch it.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path

import pyarrow.parquet as pq

from dyadwire.pipelines.lake.publish import publish
from dyadwire.pipelines.lake.settled_manifests import unsettled_months
from dyadwire.schemas.manifest import Books, FileEntry, Manifest, manifest_path
from dyadwire.schemas.tables import TABLES
from dyadwire.transforms.storage import filesystem
from dyadwire.transforms.storage.committed import SETTLED, checksum_of

SETTLED_TABLES = ("stories", "pair_articles", "outlet_days", "dyad_days")


def adopt(lake: Path) -> int:
    """Write the manifests of all months of a lake and publish it; the number of months."""
    months = sorted(path.name.partition("=")[2] for path in (lake / "articles").iterdir())
    months.remove("unknown")
    base = [name for name in TABLES if name not in SETTLED_TABLES]
    for month in months:
        files = entries(lake, month, base)
        kept = sum(file.rows for file in files if file.table == "articles")
        _put(lake, Manifest(f"bench{month}", "bench", {}, Books(kept, kept), files, dates_of(month), ()))
    for month, batches in unsettled_months(str(lake)).items():
        settled = entries(lake, month, SETTLED_TABLES)
        _put(lake, Manifest(f"{SETTLED}{month}", "", {"batches": batches}, Books(), settled, (), ()))
    publish(str(lake))
    return len(months)


def entries(lake: Path, month: str, tables: list[str] | tuple[str, ...]) -> tuple[FileEntry, ...]:
    """Return what a manifest says of a month's files of some tables."""
    found = []
    for name in tables:
        for path in sorted((lake / TABLES[name].folder(month)).glob("*.parquet")):
            rows, content = pq.ParquetFile(path).metadata.num_rows, path.read_bytes()
            found.append(FileEntry(str(path.relative_to(lake)), name, rows, len(content), checksum_of(content)))
    return tuple(found)


def dates_of(month: str) -> tuple[str, ...]:
    """Return every date of a month.

    >>> dates_of("2024-02")[-1]
    '2024-02-29'
    """
    days = (date.fromisoformat(f"{month}-01") + timedelta(days=number) for number in range(31))
    return tuple(day.isoformat() for day in days if f"{day:%Y-%m}" == month)


def _put(lake: Path, manifest: Manifest) -> None:
    filesystem.put(manifest_path(str(lake), manifest.batch), manifest.to_json())


if __name__ == "__main__":
    print(f"{adopt(Path(sys.argv[1]))} months can be added to")
