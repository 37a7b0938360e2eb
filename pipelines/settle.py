"""Settle a lake: rebuild stories, outlet_days and dyad_days of the months that new batches touched."""

from __future__ import annotations

from datetime import date
from typing import Any

import apache_beam as beam
import pyarrow as pa

from schemas.manifest import Absorbed, Books, FileEntry, Manifest, manifest_path
from schemas.tables import TABLES
from transforms import storage
from transforms.committed import SETTLED, batches_of, checksum_of, read_manifests
from transforms.count_dyad_days import CountDyadDays, count_month
from transforms.group_stories import WINDOW, GroupStories, stories_of
from transforms.merge_bucket import parquet_bytes, unique_rows
from transforms.text.collection import LONGEST_SPAN


def settle(lake: str) -> list[str]:
    """Rebuild the months that are not settled, from committed files; return them, in order.

    What is not settled is read from the lake itself, so that a run that died between commit and settling is made good.
    """
    from pipelines.launch import in_process_options, in_process_runner

    months = sorted(unsettled_months(lake))
    if not months:
        return []
    options = in_process_options(workers=1)
    with beam.Pipeline(runner=in_process_runner(options), options=options) as pipeline:
        pipeline | "Start" >> beam.Create([None]) | "Settle" >> SettleMonths(lake)
    return months


class SettleMonths(beam.PTransform):
    """Anything, once it is there → the months that were not settled and are now.

    Grain: one month. Guarantee: what is settled is found when the input arrives, so that a graph which commits a batch
    first settles it too. Failures: an exception where a file cannot be written; the next run makes it good.
    """

    def __init__(self, lake: str) -> None:
        super().__init__()
        self._lake = lake

    def expand(self, committed: beam.PCollection[Any]) -> beam.PCollection[str]:
        """Settle whatever waits."""
        lake = self._lake
        return (
            committed
            | "Find months" >> beam.FlatMap(lambda _: sorted(unsettled_months(lake)))
            | "Share months" >> beam.Reshuffle()
            | "Group stories" >> GroupStories(lake)
            | "Count dyad days" >> CountDyadDays(lake)
            | "Write settled" >> beam.MapTuple(lambda month, tables: _write_found(lake, month, tables))
        )


def _write_found(lake: str, month: str, tables: dict[str, pa.Table]) -> str:
    write_settled(lake, month, _batches_of_month(lake, month), tables)
    return month


def unsettled_months(lake: str) -> dict[str, list[str]]:
    """Return the months whose batches are not those that they were settled from, with the batches they should be."""
    wanted: dict[str, list[str]] = {month: [] for month in settled_months(lake)}  # emptied where nothing is left
    for batch in batches_of(read_manifests(lake)):
        for month in touched_months(batch):
            wanted.setdefault(month, []).append(f"{batch.batch}:{batch.mark}")
    return {month: batches for month, batches in wanted.items() if settled_from(lake, month) != batches}


def _batches_of_month(lake: str, month: str) -> list[str]:
    """Return the batches that a month is settled from, as its manifest lists them."""
    touching = (batch for batch in batches_of(read_manifests(lake)) if month in touched_months(batch))
    return [f"{batch.batch}:{batch.mark}" for batch in touching]


def settled_months(lake: str) -> list[str]:
    """Return the months that were settled, in order."""
    return [
        path.rsplit(SETTLED, 1)[1].removesuffix(".json") for path in storage.glob(manifest_path(lake, SETTLED + "*"))
    ]


def settled_tables(lake: str, month: str) -> dict[str, pa.Table]:
    """Count one month anew, without writing anything: what its settled files must hold."""
    return count_month(lake, month, stories_of(lake, month))


def settled_from(lake: str, month: str) -> list[str] | None:
    """Return the batches that a month was settled from; None where it never was."""
    path = manifest_path(lake, SETTLED + month)
    if not storage.exists(path):
        return None
    batches: list[str] = Manifest.from_json(storage.read(path)).settings["batches"]
    return batches


def touched_months(batch: Absorbed) -> set[str]:
    """Return the months whose stories or counts a batch may have changed.

    An article touches the dates within four days of its own; a poll those within seven days before it.
    """
    dates = set()
    for day in map(date.fromisoformat, batch.dates):
        dates |= {day - WINDOW, day, day + WINDOW}
    for day in map(date.fromisoformat, batch.polled):
        dates |= {day - LONGEST_SPAN, day}
    return {f"{day:%Y-%m}" for day in dates}


def write_settled(lake: str, month: str, batches: list[str], tables: dict[str, pa.Table]) -> None:
    """Replace the settled files of one month, one after the other, then their manifest."""
    entries = []
    for name, table in sorted(tables.items()):
        path = f"{TABLES[name].folder(month)}/part-settled.parquet"
        rows = unique_rows(table, TABLES[name])
        content = parquet_bytes(rows)
        storage.put(f"{lake}/{path}", content)
        entries.append(FileEntry(path, name, rows.num_rows, len(content), checksum_of(content)))
    manifest = Manifest(f"{SETTLED}{month}", "", {"batches": batches}, Books(), tuple(entries), (), ())
    storage.put(manifest_path(lake, manifest.batch), manifest.to_json())
