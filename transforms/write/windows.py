"""Write the rows of a stream: files and a manifest for each window, whatever was replayed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import blake2b
from typing import Any

import apache_beam as beam
import pyarrow as pa
from apache_beam.transforms import window
from apache_beam.transforms.trigger import AccumulationMode, AfterCount, AfterWatermark

from dyadwire.schemas.manifest import STREAM_FILE, Books, FileEntry, Manifest, manifest_path
from dyadwire.schemas.tables import TABLES
from dyadwire.transforms.storage import filesystem
from dyadwire.transforms.storage.block_list import forgotten_in
from dyadwire.transforms.storage.committed import STREAM, known_articles, read_manifests
from dyadwire.transforms.write.buckets import by_bucket
from dyadwire.transforms.write.chunks import by_table, gather
from dyadwire.transforms.write.forgotten_rows import drop_forgotten_requests
from dyadwire.transforms.write.merge_bucket import dated, merge_tables, split_by_month
from dyadwire.transforms.write.partitioned import (
    Target,
    Written,
    discarded,
    manifest_of,
    together,
    write_file,
    written_of,
)
from dyadwire.transforms.write.row_order import unique_rows


class Windows(beam.PTransform):
    """Rows of any kind → the same in fixed windows by the time at which they came in.

    Publication may be years ago, and a window by it would be long over. A window is written when it ends; what a runner
    brings later, as Flink does with what was under way when a worker died, is written at once, as a batch of its own.
    """

    _LATENESS_SECONDS = 86_400.0  # longer than any recovery; a runner drops what comes later still

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self._seconds = seconds

    def expand(self, rows: beam.PCollection[Any]) -> beam.PCollection[Any]:
        """Assign windows."""
        return rows | beam.WindowInto(
            window.FixedWindows(self._seconds),
            trigger=AfterWatermark(late=AfterCount(1)),
            accumulation_mode=AccumulationMode.DISCARDING,
            allowed_lateness=self._LATENESS_SECONDS,
        )


class WriteWindows(beam.PTransform):
    """Rows of articles, fetches and failures, in windows → files of the lake and one manifest a window (main).

    Guarantee: a window that is written again, because a job went back to its checkpoint, adds the rows that no
    committed batch holds and changes none: what it read may be another thing the second time. Names of files follow
    from window and content. The manifest comes last; files that none lists are seen by no reader, and swept in time.
    Failures: RuntimeError once another stream has taken the lake over, where `stream` names this one, and where a
    file that a savepoint tells of was swept.
    Example: ``articles/published_month=2026-11/part-stream-20261103T080000-3c75-000-9f1c.parquet``.
    """

    def __init__(self, target: Target, stream: str = "") -> None:
        super().__init__()
        self._target, self._stream = target, stream

    def expand(self, rows: dict[str, beam.PCollection[Any]]) -> beam.PCollection[Manifest]:
        """Write `rows["articles"]`, `["fetches"]`, `["failures"]` and commit with the books of `["outcomes"]`."""
        written = by_bucket(rows, self._target.buckets) | "Write files" >> beam.ParDo(_WriteBucket(self._target))
        outcomes = (
            rows["outcomes"]
            | "Pair" >> beam.Map(lambda outcome: (outcome, 1)).with_output_types(tuple[str, int])
            | "Count outcomes" >> beam.CombinePerKey(sum)
            | "Outcome counts" >> beam.Map(lambda pair: Written((), (), (), dict([pair])))
        )
        return (
            (written, outcomes)
            | "All written" >> beam.Flatten()
            | "As one" >> beam.Map(lambda each: (0, each)).with_output_types(tuple[int, Any])
            | "Gather written" >> beam.GroupByKey()
            | "Commit" >> beam.ParDo(_Commit(self._target, self._stream))
        )


def window_name(within: Any) -> str:
    """Return the name of a window: its start.

    >>> window_name(window.IntervalWindow(0, 60))
    'stream-19700101T000000'
    """
    return f"{STREAM}{within.start.to_utc_datetime():%Y%m%dT%H%M%S}"


class _WriteBucket(beam.DoFn):
    def __init__(self, target: Target) -> None:
        self._target = target

    def process(
        self, element: tuple[int, Iterable[tuple[str, bytes]]], within: Any = beam.DoFn.WindowParam
    ) -> Iterator[Written]:
        bucket, chunks = element
        target = self._target._replace(batch=window_name(within))
        given = {name: gather(parts) for name, parts in by_table(chunks).items()}
        left = drop_forgotten(target.lake, given)
        written = [discarded(name, rows.num_rows - left[name].num_rows) for name, rows in given.items()]
        for name, rows in drop_committed(target.lake, merge_tables(left)).items():
            written.append(self._write(target, bucket, name, len(left[name]), rows))
        # As one: what is late is committed element by element, and an article never without its rows.
        yield together(written)

    def _write(self, target: Target, bucket: int, name: str, given: int, rows: pa.Table) -> Written:
        files = [
            write_file(target.lake, f"{TABLES[name].folder(month)}/{_part(target, bucket, part)}", name, part)
            for month, part in split_by_month(rows, TABLES[name])
        ]
        return written_of(name, files, given, rows)


def _part(target: Target, bucket: int, rows: pa.Table) -> str:
    content = blake2b(digest_size=4)
    for batch in rows.combine_chunks().to_batches():
        for column in batch.columns:
            content.update(repr(column.to_pylist()).encode("utf-8", "surrogatepass"))
    return f"{target.part}-{bucket:03d}-{content.hexdigest()}.parquet"


def drop_forgotten(lake: str, tables: dict[str, pa.Table]) -> dict[str, pa.Table]:
    """Leave out the rows that the lake was made to forget, those of articles that `DropDuplicates` let through too.

    A savepoint holds what is between the two, and takedowns are made while a stream is stopped with one.
    """
    gone = forgotten_in(read_manifests(lake))
    tables = {name: drop_forgotten_requests(gone, name, rows) for name, rows in tables.items()}
    if "articles" not in tables:
        return tables
    rows = tables["articles"].select(["article_id", "revision", "published_date", "outlet"]).to_pylist()
    covered = (row for row in rows if gone.covers(row["article_id"], row["published_date"], row["outlet"]))
    return _without(tables, {(row["article_id"], row["revision"]) for row in covered})


def drop_committed(lake: str, tables: dict[str, pa.Table]) -> dict[str, pa.Table]:
    """Leave out the rows of articles whose revision the lake has; other revisions get the date of the article there.

    `DropDuplicates` looked for both, maybe before the window with the first revision was committed.
    """
    if "articles" not in tables:
        return tables
    pairs = tables["articles"].select(["article_id", "revision"]).to_pylist()
    known = known_articles(lake, "", [pair["article_id"] for pair in pairs])
    fresh = _without(
        tables, {(article_id, revision) for article_id, earlier in known.items() for revision in earlier.revisions}
    )
    dates = {article_id: earlier.published_date for article_id, earlier in known.items() if earlier.dates_revisions}
    return {name: _redated(name, rows, dates) for name, rows in fresh.items()}


def _redated(name: str, rows: pa.Table, dates: dict[str, date | None]) -> pa.Table:
    """Give the rows of articles that the lake knows their date, and put them in order again."""
    if not dates or "article_id" not in rows.column_names:
        return rows
    return unique_rows(dated(rows, dates), TABLES[name])


def _without(tables: dict[str, pa.Table], gone: set[tuple[str, str]]) -> dict[str, pa.Table]:
    """Leave out the rows of some revisions of articles."""
    return {name: _rest(table, gone) for name, table in tables.items()} if gone else tables


def _rest(table: pa.Table, gone: set[tuple[str, str]]) -> pa.Table:
    if "revision" not in table.column_names:
        return table
    keys = zip(table["article_id"].to_pylist(), table["revision"].to_pylist(), strict=True)
    return table.filter(pa.array([key not in gone for key in keys], pa.bool_()))


class _Commit(beam.DoFn):
    def __init__(self, target: Target, stream: str) -> None:
        self._target, self._stream = target, stream

    def process(
        self, element: tuple[int, Iterable[Written]], within: Any = beam.DoFn.WindowParam
    ) -> Iterator[Manifest]:
        if self._stream:
            refuse_followed(self._target.lake, self._stream)
        yield commit_window(self._target._replace(batch=window_name(within)), element[1])


def take_over(lake: str, stream: str) -> None:
    """Make every stream that began before this one end at its next window.

    Whoever submitted a stream may be gone while its job goes on: no lock tells of it, and two would double rows.
    """
    filesystem.put(f"{lake}/{STREAM_FILE}", stream.encode())


def refuse_followed(lake: str, stream: str) -> None:
    """Raise RuntimeError where another stream has taken the lake over since this one began."""
    if filesystem.read(f"{lake}/{STREAM_FILE}").decode() != stream:
        raise RuntimeError(f"another stream has taken over the lake at {lake}: this one writes no more")


def commit_window(target: Target, written: Iterable[Written]) -> Manifest:
    """Put the manifest of a window, or of what came to it later, and return it; one that is there stays as it is.

    What a window's manifests list already is left out of the later ones. Where a job went back to its checkpoint, the
    books of a later one count again what was read again: only those of a window that was written once must balance.
    RuntimeError where a file that it would list is gone.
    """
    manifest = manifest_of(target, written)
    name = f"{target.batch}-{_digest(manifest.books, manifest.files)}"
    path = manifest_path(target.lake, name)
    if filesystem.exists(path):
        return Manifest.from_json(filesystem.read(path))
    listed = {
        file.path
        for earlier in read_manifests(target.lake)
        if earlier.batch.startswith(target.batch)
        for file in earlier.files
    }
    manifest = manifest._replace(batch=name, files=tuple(file for file in manifest.files if file.path not in listed))
    _refuse_missing(target.lake, manifest)
    filesystem.put(path, manifest.to_json())
    return manifest


def _refuse_missing(lake: str, manifest: Manifest) -> None:
    """Files that no manifest lists are swept in time, and a savepoint may be older than that."""
    for file in manifest.files:
        if not filesystem.exists(f"{lake}/{file.path}"):
            why = "swept after a day or by a takedown; start the stream without its savepoint"
            raise RuntimeError(f"{file.path}, which {manifest.batch} is to list, is gone: {why}")


def _digest(books: Books, files: Iterable[FileEntry]) -> str:
    content = repr((tuple(books), [file.path for file in files]))
    return blake2b(content.encode(), digest_size=4).hexdigest()
