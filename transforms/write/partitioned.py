"""Write rows as Parquet, one file a table, month and bucket, and commit the batch with its manifest."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Any, NamedTuple

import apache_beam as beam
import pyarrow as pa
from apache_beam.transforms.window import GlobalWindows

from dyadwire.schemas.manifest import Books, FileEntry, Manifest, manifest_path
from dyadwire.schemas.tables import TABLES
from dyadwire.transforms.outcomes.counts import count
from dyadwire.transforms.storage import filesystem
from dyadwire.transforms.storage.block_list import Forgotten, forgotten_in
from dyadwire.transforms.storage.committed import checksum_of, read_manifests
from dyadwire.transforms.storage.lease import refuse_lost
from dyadwire.transforms.write.buckets import by_bucket
from dyadwire.transforms.write.chunks import by_table, gather
from dyadwire.transforms.write.forgotten_rows import drop_forgotten_requests
from dyadwire.transforms.write.merge_bucket import OF_REVISION, Choice, choose, merge_table, split_by_month
from dyadwire.transforms.write.parquet import parquet_bytes
from dyadwire.transforms.write.released import release_unused

_OUTCOMES = "outcomes"  # the name of a chunk that is no table's


class Target(NamedTuple):
    """Where a batch is written: lake, batch name, number of buckets, and what its manifest says of how it was made.

    `lease` is the path of the lease that must still count when it is committed; empty where none is needed.
    """

    lake: str
    batch: str
    buckets: int
    extractor: str
    settings: dict[str, Any]
    lease: str = ""

    @property
    def part(self) -> str:
        """Return the name that the files of this batch begin with.

        It says how they were made as well: a rerun with other settings must not touch what is committed before its
        own manifest is.
        """
        how = json.dumps([self.extractor, self.settings], sort_keys=True).encode()
        return f"part-{self.batch}-{blake2b(how, digest_size=4).hexdigest()}"


class Written(NamedTuple):
    """What one bucket wrote, of one table or all, and what became of its candidates."""

    files: tuple[FileEntry, ...]
    dates: tuple[str, ...]
    polled: tuple[str, ...]
    outcomes: dict[str, int]


class WritePartitioned(beam.PTransform):
    """Rows of articles, fetches and failures → files of the lake and one manifest (main, once committed).

    Guarantee: the bytes depend on the rows alone, not on their order, workers or retries. Each key is written once;
    candidates of one article are merged. The manifest comes last.
    Failures: an exception where the books do not balance; nothing is committed then.
    """

    def __init__(self, target: Target) -> None:
        super().__init__()
        self._target = target

    def expand(self, rows: dict[str, beam.PCollection[Any]]) -> beam.PCollection[Manifest]:
        """Write `rows["articles"]`, `["fetches"]`, `["failures"]` and commit with the books of `["outcomes"]`."""
        # Articles have a shuffle of their own: gathered with others first, the in-process runner would hold them once
        # more. All else shares one, counts of outcomes too: Flink asks 512 buffers for each, and three fit at a time.
        counted = (
            rows["outcomes"] | "Count outcomes" >> beam.ParDo(_CountOutcomes()).with_output_types(tuple[int, Any]),
        )
        written = [
            by_bucket(rows, self._target.buckets, kinds, more)
            | f"Write {' and '.join(kinds)}" >> beam.ParDo(_WriteBucket(self._target))
            for kinds, more in ((("articles",), ()), (("fetches", "failures"), counted))
        ]
        nothing = written[0].pipeline | "Even an empty batch commits" >> beam.Create([Written((), (), (), {})])
        return (
            (*written, nothing)
            | "All written" >> beam.Flatten()
            | "As one" >> beam.Map(lambda each: (0, each))
            | "Gather written" >> beam.GroupByKey()
            | "Commit" >> beam.MapTuple(lambda _, each: commit(self._target, each))
        )


class _CountOutcomes(beam.DoFn):
    """Outcomes → (bucket 0, a chunk of how many there were of each), once a bundle."""

    def start_bundle(self) -> None:
        self._counts: Counter[str] = Counter()

    def process(self, outcome: str) -> None:
        self._counts[outcome] += 1

    def finish_bundle(self) -> Iterator[Any]:
        yield GlobalWindows.windowed_value((0, (_OUTCOMES, json.dumps(self._counts).encode())))


class _WriteBucket(beam.DoFn):
    def __init__(self, target: Target) -> None:
        self._target = target

    def process(self, element: tuple[int, Iterable[tuple[str, bytes]]]) -> Iterator[Written]:
        bucket, chunks = element
        held = by_table(chunks)
        yield from (Written((), (), (), json.loads(counts)) for counts in held.pop(_OUTCOMES, ()))
        release_unused()
        gone = forgotten_in(read_manifests(self._target.lake))
        choice = choose(gather(held["articles"], OF_REVISION)) if "articles" in held else None
        for name in sorted(held):  # one after the other: no more than that is unpacked at once
            yield from self._write_table(bucket, name, *_merged(name, held.pop(name), gone, choice))
            release_unused()

    def _write_table(self, bucket: int, name: str, given: int, left: int, rows: pa.Table) -> list[Written]:
        return [discarded(name, given - left), self._write(bucket, name, left, rows)]

    def _write(self, bucket: int, name: str, given: int, rows: pa.Table) -> Written:
        target, files = self._target, []
        for month, part in split_by_month(rows, TABLES[name]):
            path = f"{TABLES[name].folder(month)}/{target.part}-{bucket:03d}.parquet"
            files.append(write_file(target.lake, path, name, part))
        return written_of(name, files, given, rows)


def _merged(name: str, chunks: list[bytes], gone: Forgotten, choice: Choice | None) -> tuple[int, int, pa.Table]:
    """Return how many rows of a table came, how many are not forgotten, and what is left of them when merged.

    A function of its own, so that what was unpacked is let go before what is left is written.
    """
    given = gather(chunks)
    left = drop_forgotten_requests(gone, name, given)
    return given.num_rows, left.num_rows, merge_table(name, left, choice)


def discarded(table: str, number: int) -> Written:
    """Return what became of so many rows of a table that were left out because they are forgotten."""
    outcomes = {
        "articles": {"discarded": number},
        "failures": {"failed": -number, "discarded": number},  # counted where it failed
    }.get(table, {})
    for name, each in outcomes.items():
        count(name, each)
    return Written((), (), (), outcomes)


def write_file(lake: str, path: str, table: str, rows: pa.Table) -> FileEntry:
    """Write rows as one file of a lake and return what a manifest says of it."""
    content = parquet_bytes(rows, TABLES[table])
    filesystem.put(f"{lake}/{path}", content)
    return FileEntry(path, table, rows.num_rows, len(content), checksum_of(content))


def written_of(table: str, files: Iterable[FileEntry], given: int, rows: pa.Table) -> Written:
    """Return what a bucket wrote of a table, `given` being its rows before merging.

    A failure that is another's in all (two files of one name, both empty) is one row, and a duplicate in the books.
    """
    merged = given - rows.num_rows
    outcomes = {
        "articles": {"kept": rows.num_rows, "duplicate": merged},
        "failures": {"failed": -merged, "duplicate": merged},
    }.get(table, {})
    for name, number in outcomes.items():
        count(name, number)
    dates = _dates(rows, "published_date") if table == "articles" else ()
    polled = _dates(rows, "fetched_date") if table == "fetches" else ()
    return Written(tuple(files), dates, polled, outcomes)


def _dates(rows: pa.Table, column: str) -> tuple[str, ...]:
    return tuple(sorted(day.isoformat() for day in rows[column].unique().to_pylist() if day))


def commit(target: Target, written: Iterable[Written]) -> Manifest:
    """Put the manifest of a batch. Files of the same batch made otherwise go when no reader needs them.

    RuntimeError where the books do not balance, because something was lost, and where the lake is another writer's by
    now: nothing is committed then.
    """
    manifest = manifest_of(target, written)
    if not manifest.books.balance:
        raise RuntimeError(f"the books of batch {target.batch} do not balance: {manifest.books}")
    refuse_lost(target.lease)
    filesystem.put(manifest_path(target.lake, target.batch), manifest.to_json())
    return manifest


def manifest_of(target: Target, written: Iterable[Written]) -> Manifest:
    """Return the manifest of all that the buckets of a batch wrote."""
    files, dates, polled, outcomes = together(written)
    books = Books(**{name: outcomes.get(name, 0) for name in Books._fields})
    return Manifest(target.batch, target.extractor, target.settings, books, files, dates, polled)


def together(written: Iterable[Written]) -> Written:
    """Return several as one."""
    everything = list(written)
    counts: Counter[str] = Counter()
    for each in everything:
        counts.update(each.outcomes)
    files = tuple(sorted(file for each in everything for file in each.files))
    dates = tuple(sorted({day for each in everything for day in each.dates}))
    polled = tuple(sorted({day for each in everything for day in each.polled}))
    return Written(files, dates, polled, dict(counts))
