"""Rewrite the files of a lake atomically: new files beside the old ones, then one manifest.

Whoever rewrites settles or publishes next; the old files go when no reader needs them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from hashlib import blake2b
from itertools import count

import pyarrow as pa

from dyadwire.pipelines.lake.changed_files import group_of, refuse_changed
from dyadwire.pipelines.lake.data_files import STAGE, remove_staged
from dyadwire.pipelines.lake.ingested_segments import taken_over
from dyadwire.pipelines.lake.lock import refuse_lost_lock
from dyadwire.pipelines.lake.lost_batches import refuse_lost_batches
from dyadwire.schemas.arrow import schema_of
from dyadwire.schemas.manifest import Absorbed, Books, FileEntry, Manifest, manifest_path
from dyadwire.schemas.tables import TABLES
from dyadwire.transforms.storage import filesystem
from dyadwire.transforms.storage.committed import checksum_of, read_manifests, read_rows
from dyadwire.transforms.storage.errors import LakeWriteError
from dyadwire.transforms.write.parquet import parquet_bytes
from dyadwire.transforms.write.row_order import unique_rows

# (table, month) → its files.
Groups = dict[tuple[str, str], list[FileEntry]]
Change = Callable[[str, str, pa.Table], pa.Table]
Read = Callable[[list[str], str], pa.Table]


def rows_as_now(paths: list[str], table: str) -> pa.Table:
    """Read all columns of some files of a table, as they are named now."""
    return read_rows(paths, table, schema_of(TABLES[table].record).names)


def file_groups(manifests: Iterable[Manifest]) -> Groups:
    """Return the committed files by table and month, in order."""
    groups: Groups = defaultdict(list)
    for manifest in manifests:
        for file in manifest.files:
            groups[group_of(file)].append(file)
    return dict(sorted(groups.items()))


def rewrite(
    lake: str,
    chosen: Iterable[tuple[str, str]],
    change: Change = lambda _table, _month, rows: rows,
    records: tuple[Absorbed, ...] = (),
    read: Read = rows_as_now,
    edit: Callable[[Absorbed], Absorbed] = lambda batch: batch,
    *,
    checked: bool = False,
) -> Manifest:
    """Write one sorted file for each chosen (table, month), its rows passed through `change`, and swap the files.

    `read` gives the rows of files of another layout as those of today. `records` say what was changed; settling looks
    again at their dates. `edit` gives the earlier records as they are to be. The new manifest absorbs all batches and
    lists all files, those left alone too. A kill before it leaves the lake as it was, one after it as it will be: the
    next writer sweeps. The caller holds the lock, and has compared the chosen files with the manifests where they are
    `checked`. DyadwireError where a batch has lost its manifest, or a chosen file is not what was written.
    """
    manifests = read_manifests(lake)
    refuse_lost_batches(lake, manifests)  # what comes back after a rewriting would not have its changes
    wanted = set(chosen)
    refuse_changed(lake, manifests, () if checked else wanted)
    absorbed = _with([edit(batch) for batch in taken_over(lake, manifests)], records)
    name = f"compact-{_name_of(absorbed)}"
    groups = file_groups(manifests)

    def made(table: str, month: str) -> pa.Table:
        paths = [f"{lake}/{file.path}" for file in groups.get((table, month), ())]
        return change(table, month, read(paths, table))

    listed = [file for key, files in groups.items() if key not in wanted for file in files]
    staged = _stage_all(lake, name, sorted((month, table) for table, month in wanted), made)
    # Who reads by a plain glob counts twice from here until the last old file is gone; a snapshot never does.
    refuse_lost_lock(lake)
    for stage, file in staged:
        filesystem.move(stage, f"{lake}/{file.path}")
    manifest = _manifest(name, absorbed, (*listed, *(file for _, file in staged)))
    refuse_lost_lock(lake)
    filesystem.put(manifest_path(lake, name), manifest.to_json())
    return manifest


def _with(batches: list[Absorbed], records: tuple[Absorbed, ...]) -> tuple[Absorbed, ...]:
    """Add the records of a change. One that was made before, and undone since, is told apart by a number.

    A rewriting goes beyond another where it absorbs more: by the same names twice, both would count.
    """
    for record in records:
        taken = {batch.batch for batch in batches}
        names = (f"{record.batch}-{number}" if number > 1 else record.batch for number in count(1))
        batches = [*batches, record._replace(batch=next(name for name in names if name not in taken))]
    return tuple(batches)


def _name_of(absorbed: Iterable[Absorbed]) -> str:
    digest = blake2b(digest_size=8)
    for batch in absorbed:
        digest.update(f"{batch.batch}:{batch.mark}\n".encode())
    return digest.hexdigest()


def _stage_all(
    lake: str, name: str, chosen: list[tuple[str, str]], made: Callable[[str, str], pa.Table]
) -> list[tuple[str, FileEntry]]:
    """Stage the new files of some (month, table) pairs: what a change reads or makes of a month serves all its tables.

    On a full disk none is left: they would keep it full until the next writer comes.
    """
    staged: list[tuple[str, FileEntry]] = []
    try:
        for month, table in chosen:
            if (rows := made(table, month)).num_rows:
                staged.append(_stage(lake, name, table, month, unique_rows(rows, TABLES[table])))
    except LakeWriteError:
        remove_staged(lake, [stage for stage, _ in staged])
        raise
    return staged


def _stage(lake: str, name: str, table: str, month: str, rows: pa.Table) -> tuple[str, FileEntry]:
    content = parquet_bytes(rows, TABLES[table])
    stage = f"{lake}/{STAGE}/{name}/{table}-{month}.parquet"
    filesystem.put(stage, content)
    path = f"{TABLES[table].folder(month)}/part-{name}-000.parquet"
    return stage, FileEntry(path, table, rows.num_rows, len(content), checksum_of(content))


def _manifest(name: str, absorbed: tuple[Absorbed, ...], files: Iterable[FileEntry]) -> Manifest:
    extractors = {batch.extractor for batch in absorbed if batch.extractor}
    books = Books(*(sum(column) for column in zip(*(batch.books for batch in absorbed), strict=True)))
    dates = {day for batch in absorbed for day in batch.dates}
    polled = {day for batch in absorbed for day in batch.polled}
    extractor = extractors.pop() if len(extractors) == 1 else "several"
    return Manifest(
        name, extractor, {}, books, tuple(sorted(files)), tuple(sorted(dates)), tuple(sorted(polled)), absorbed=absorbed
    )


def record_of(kind: str, settings: dict[str, object], dates: Iterable[str], polled: Iterable[str] = ()) -> Absorbed:
    """Return the record of a change: what was done, and the dates that settling must look at again."""
    days, polls = tuple(sorted(dates)), tuple(sorted(polled))
    mark = checksum_of(repr((sorted(settings.items()), days, polls)).encode())
    return Absorbed(f"{kind}-{mark[:16]}", mark, "", settings, Books(), days, polls)
