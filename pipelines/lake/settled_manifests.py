"""Manifests of settled months: which batches each was settled from, and which months are out of date."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from datetime import date

from dyadwire.pipelines.lake.lock import refuse_lost_lock
from dyadwire.schemas.instants import plausible_day
from dyadwire.schemas.manifest import Absorbed, Books, FileEntry, Manifest, manifest_path
from dyadwire.schemas.tables import TABLES
from dyadwire.transforms.settle.story_window import STORY_WINDOW
from dyadwire.transforms.storage import filesystem
from dyadwire.transforms.storage.committed import SETTLED, batches_of, checksum_of_file, read_manifests
from dyadwire.transforms.storage.spooled_file import SpooledFile
from dyadwire.transforms.text.collection import LONGEST_SPAN
from dyadwire.transforms.write.parquet import group_rows, write_groups
from dyadwire.transforms.write.sorted_runs import SortedRuns


def unsettled_months(lake: str) -> dict[str, list[str]]:
    """Return the months whose batches are not those that they were settled from, with the batches they should be."""
    settled = settled_batches(settled_manifests(lake))
    wanted: dict[str, list[str]] = {month: [] for month in settled}  # emptied where nothing is left
    for batch in batches_of(read_manifests(lake)):
        for month in touched_months(batch):
            wanted.setdefault(month, []).append(f"{batch.batch}:{batch.mark}")
    return {month: batches for month, batches in wanted.items() if settled.get(month) != batches}


def settled_batches(settled: Iterable[Manifest]) -> dict[str, list[str]]:
    """Return the batches that each settled month was settled from."""
    return {month_of_manifest(manifest): manifest.settings["batches"] for manifest in settled}


def is_settled(batch: Absorbed, settled: Mapping[str, Container[str]]) -> bool:
    """Tell whether every month that a batch touches was settled with it."""
    return all(f"{batch.batch}:{batch.mark}" in settled.get(month, ()) for month in touched_months(batch))


def settled_manifests(lake: str) -> list[Manifest]:
    """Return the manifests of settled months, in order."""
    return [Manifest.from_json(filesystem.read(path)) for path in filesystem.glob(manifest_path(lake, SETTLED + "*"))]


def month_of_manifest(manifest: Manifest) -> str:
    """Return the month that a settled month's manifest is of."""
    return manifest.batch.removeprefix(SETTLED)


def touched_months(batch: Absorbed) -> set[str]:
    """Return the months whose stories or counts a batch may have changed.

    An article touches the dates within four days of its own; a poll those within seven days before it. Dates that no
    news can have touch none: earlier versions let them in.
    """
    dates = set()
    for day in _plausible(batch.dates):
        dates |= {day - STORY_WINDOW, day, day + STORY_WINDOW}
    for day in _plausible(batch.polled):
        dates |= {day - LONGEST_SPAN, day}
    return {f"{day:%Y-%m}" for day in dates}


def _plausible(days: Iterable[str]) -> list[date]:
    return [day for day in map(date.fromisoformat, days) if plausible_day(day)]


def write_settled(lake: str, month: str, batches: list[str], tables: Mapping[str, SortedRuns]) -> None:
    """Write the settled files of one month beside those that readers see, then their manifest.

    Files are named by their content: those of the state before stay whole until nobody reads them.
    """
    entries = tuple(_write(lake, month, name, rows) for name, rows in sorted(tables.items()))
    refuse_lost_lock(lake)
    manifest = Manifest(f"{SETTLED}{month}", "", {"batches": batches}, Books(), entries, (), ())
    filesystem.put(manifest_path(lake, manifest.batch), manifest.to_json())


def _write(lake: str, month: str, name: str, rows: SortedRuns) -> FileEntry:
    """Write the rows of a table group by group: of a large month neither they nor the file are ever held whole."""
    table, file = TABLES[name], SpooledFile()
    number = write_groups(file, rows.pieces(group_rows(table)), rows.schema, table)
    size, checksum = file.tell(), checksum_of_file(file)
    path = f"{table.folder(month)}/part-settled-{checksum[:16]}.parquet"
    filesystem.put(f"{lake}/{path}", file)
    return FileEntry(path, name, number, size, checksum)
