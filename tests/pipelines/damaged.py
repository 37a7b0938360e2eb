"""A small lake with something in every table and every kind of file, ways to damage it, and a reader of advice."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from dyadwire.pipelines.collect.spool import Spool
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.ingested_segments import record
from dyadwire.pipelines.lake.opening import locked, open_lake
from dyadwire.pipelines.lake.settle import settle
from dyadwire.pipelines.lake.verify import verify
from dyadwire.pipelines.run.options import CoverageOptions
from dyadwire.pipelines.run.passes import run_quietly
from dyadwire.pipelines.run.plan import plan_batches
from dyadwire.schemas import records
from dyadwire.schemas.manifest import Manifest
from dyadwire.schemas.tables import TABLES
from dyadwire.transforms.storage.committed import checksum_of
from dyadwire.transforms.write.parquet import parquet_bytes
from dyadwire.transforms.write.windows import take_over
from tests.pipelines.lakes import row
from tests.pipelines.runs import article, write_lines

_MET = " President Vladimir Putin met President Xi Jinping of China."


def make_lake(folder: Path) -> Path:
    """Run two inputs that leave rows in every table, a spool and what else lies beside the tables; one month."""
    lake = folder / "lake"
    for part, numbers in (("one", range(3)), ("two", range(3, 6))):
        write_input(folder / part, part, numbers)
        run_input(folder / part, lake)
    spool = lake / "_spool"
    spool.mkdir()
    at = datetime(2026, 10, 12, 9, tzinfo=UTC)
    collected = Spool(spool, at)
    collected.keep_fetch(
        row(records.Fetch, url="https://www.outlet.example/feed", fetched_at=at, fetched_date=at.date())
    )
    record(str(lake), plan_batches(str(segment) for segment in collected.close()))
    take_over(str(lake), "0f1e2d3c")
    return lake


def write_input(folder: Path, part: str, numbers: range) -> None:
    """Write articles of a month, one without a date, one request, and an empty text that fails."""
    folder.mkdir()
    dated = [article(n, published_at=f"2026-10-{n + 12}T08:00:00Z", text=article(n)["text"] + _MET) for n in numbers]
    feed = {"url": f"https://www.outlet.example/{part}", "kind": "feed", "outlet": "outlet.example", "outcome": "ok"}
    times = {
        "fetched_at": "2026-10-12T09:00:00+00:00",
        "oldest_at": "2026-10-11T00:00:00+00:00",
        "fetched_date": "2026-10-12",
    }
    sizes = {"status": 200, "bytes": 9, "entries": 1, "new_entries": 1, "seconds": 0.1, "error": None}
    undated = article(50 + numbers[0], published_at=None)
    write_lines(folder / "in.jsonl", [*dated, undated, {"record": "fetch", **feed, **times, **sizes}])
    (folder / f"{part}.txt").write_text("")


def run_input(given: Path, lake: Path) -> None:
    """Run one input, as `dyadwire run` does."""
    run_quietly(CoverageOptions(inputs=(str(given),), lake=str(lake), model=None))


def problems(lake: Path) -> list[str]:
    """Return what `dyadwire verify` tells, each in one line."""
    told: list[str] = []
    try:
        told += verify(str(lake))
    except DyadwireError as error:
        told.append(str(error))
    assert all(line == line.strip() and len(line.splitlines()) == 1 for line in told)
    return told


def next_run(lake: Path) -> str:
    """Do what every run does when its batches are there; return what it refuses for, in one line."""
    refused = ""
    try:
        open_lake(str(lake))
        with locked(str(lake)):
            settle(str(lake))
    except DyadwireError as error:
        refused = str(error)
    assert len(refused.splitlines()) < 2
    return refused


def rows_of(lake: Path) -> dict[str, list[Any]]:
    """Return all rows of a lake by table: of every file that a reader of all files reads."""
    found = {}
    for name in TABLES:
        tables = [pq.ParquetFile(path).read() for path in sorted(lake.glob(f"{name}/*/*.parquet"))]
        found[name] = sorted(map(repr, pa.concat_tables(tables).to_pylist()))
    return found


def follow(lake: Path, told: list[str], sound: Path) -> None:
    """Do what `verify` advises: a backup is the sound lake; where an input may be run again, it is."""
    for line in told:
        _follow(lake, line, sound)
    if any(re.search(r"run (its input|the input|the batch's input)", line) for line in told):
        for part in sorted(("one", "two"), key=lambda part: _is_there(sound.parent / part, lake)):  # what is lost first
            run_input(sound.parent / part, lake)
    else:
        next_run(lake)


def _follow(lake: Path, line: str, sound: Path) -> None:
    place = lake / line.partition(": ")[0].partition(" is damaged")[0]
    place = next((path for path in place.parent.glob("*") if "\x1b" in path.name), place)  # told without that
    if found := re.search(r"remove (/\S+\.json), and", line):
        Path(found[1]).unlink(missing_ok=True)
    elif "put what it points at in its place" in line:
        if content := _behind(place):
            place.write_bytes(content)
    elif "remove it" in line or "remove what is left of it" in line:
        place.rmdir() if place.is_dir() else place.unlink(missing_ok=True)
    elif "put it back from a backup" in line and "input again" not in line:
        shutil.copy(sound / place.relative_to(lake), place)


def _behind(link: Path) -> bytes:
    """Remove a link; return what it points at, if anything."""
    content = link.read_bytes() if link.exists() and not link.is_dir() else b""
    link.unlink()
    return content


def _is_there(given: Path, lake: Path) -> bool:
    return all((lake / f"_manifests/{batch.name}.json").exists() for batch in plan_batches([str(given)]))


# Damage. Each returns what a line of `verify` must name.


def some_file(lake: Path, pattern: str) -> Path:
    """Return the largest file that matches."""
    return max((path for path in lake.glob(pattern) if path.is_file()), key=lambda path: (path.stat().st_size, path))


def data_file(lake: Path, table: str) -> Path:
    """Return the largest file of a table's month; failures have none."""
    return some_file(lake, f"{table}/*={'unknown' if table == 'failures' else '2026-10'}/part-*-*.parquet")


def flip(path: Path) -> None:
    """Turn one bit in the middle."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def truncate(path: Path) -> None:
    """Leave the first half."""
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def swap(one: Path, other: Path) -> None:
    """Exchange two files."""
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


def edit(path: Path, change: Callable[[dict[str, Any]], Any]) -> None:
    """Change what a JSON file says."""
    fields = json.loads(path.read_text())
    change(fields)
    path.write_text(json.dumps(fields, sort_keys=True, indent=1) + "\n")


def falsify(lake: Path, path: Path, change: Callable[[pa.Table], pa.Table]) -> None:
    """Change the rows of a file, and let its manifest say what it is now."""
    name = str(path.relative_to(lake))
    rows = change(pq.ParquetFile(path).read())
    content = parquet_bytes(rows, TABLES[name.split("/")[0]])
    path.write_bytes(content)
    for manifest in _listing(lake, name):
        read = Manifest.from_json(manifest.read_bytes())
        files = tuple(
            file._replace(bytes=len(content), checksum=checksum_of(content), rows=rows.num_rows)
            if file.path == name
            else file
            for file in read.files
        )
        manifest.write_bytes(read._replace(files=files).to_json())


def _listing(lake: Path, name: str) -> Iterator[Path]:
    return (path for path in (lake / "_manifests").glob("*.json") if name in path.read_text())
