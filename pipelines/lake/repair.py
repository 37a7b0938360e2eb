"""Repair damage that a lake can undo by itself, before anything is written or removed.

It repairs what exists twice or follows from other files: manifests, their copies, counts, and the empty files.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from dyadwire.pipelines.lake.lock import refuse_lost_lock
from dyadwire.pipelines.lake.lost_batches import is_beyond
from dyadwire.pipelines.lake.snapshots import COPIES, FILE, copy_path, empty_path, newest_whole
from dyadwire.schemas.arrow import schema_of
from dyadwire.schemas.manifest import FOLDER, NO_MANIFEST, Manifest, manifest_path
from dyadwire.schemas.tables import TABLES
from dyadwire.transforms.storage import filesystem
from dyadwire.transforms.storage.block_list import forgotten_in
from dyadwire.transforms.storage.committed import SETTLED, checksum_of, superseded
from dyadwire.transforms.write.parquet import empty_file


class Flaw(NamedTuple):
    """A damaged file that the next writer repairs: what is wrong, and its right content; None where it is to go."""

    path: str
    problem: str
    content: bytes | None


def repair(lake: str) -> None:
    """Repair what `flaws` finds. For the one writer only, before it sweeps."""
    for flaw in flaws(lake):
        refuse_lost_lock(lake)
        if flaw.content is None:
            filesystem.remove(flaw.path)
        else:
            filesystem.put(flaw.path, flaw.content)


def flaws(lake: str) -> Iterator[Flaw]:
    """Yield files that are not as they were written and can be repaired without an input."""
    yield from _flaws_of_empty_files(lake)
    manifests, broken = read_each(lake)
    for path, why in broken.items():
        if _is_settled(path):
            yield Flaw(path, f"no manifest ({why}): the next run counts the month anew", None)
    yield from _flaws_of_manifests(lake, manifests, broken)


def read_each(lake: str) -> tuple[dict[str, Manifest], dict[str, str]]:
    """Return the manifests of a lake by path, and of those that are none, why."""
    paths = filesystem.glob(f"{lake}/{FOLDER}/*.json")
    found, broken = {}, {}
    for path, content in zip(paths, filesystem.read_all(paths), strict=True):
        try:
            manifest = Manifest.from_json(content)
            _refuse_odd(path, manifest)
            found[path] = manifest
        except NO_MANIFEST as error:
            broken[path] = repr(error)
    return found, broken


def _refuse_odd(path: str, manifest: Manifest) -> None:
    """Raise ValueError where a manifest is another's, or lists what can be no file of a lake."""
    if path.rsplit("/", 1)[1] != f"{manifest.batch}.json":
        raise ValueError(f"it is that of {manifest.batch!r}")
    forgotten_in([manifest])  # which raises for a record of a takedown that tells nothing
    if _is_settled(path) and not _tells_batches(manifest.settings):
        raise ValueError("it does not tell the batches that the month was settled from")
    for file in manifest.files:
        named = file.table in TABLES and FILE.fullmatch(file.path) and file.path.startswith(f"{file.table}/")
        if not (named and all(map(isinstance, file[2:], (int, int, str)))):
            raise ValueError(f"{file!r} is no file of a lake")


def _tells_batches(settings: dict[str, Any]) -> bool:
    batches = settings.get("batches")
    return isinstance(batches, list) and all(isinstance(batch, str) for batch in batches)


def _flaws_of_empty_files(lake: str) -> Iterator[Flaw]:
    paths = {table: f"{lake}/{empty_path(table)}" for table in TABLES}
    for (table, path), content in zip(paths.items(), _read_if_there(list(paths.values())), strict=True):
        if why := _not_empty(content, table):
            yield Flaw(path, f"{why}: the next run writes it anew", empty_file(table))


def _read_if_there(paths: list[str]) -> list[bytes | None]:
    try:
        return [*filesystem.read_all(paths)]  # at once, for stores
    except FileNotFoundError:
        return [filesystem.read(path) if filesystem.exists(path) else None for path in paths]


def _not_empty(content: bytes | None, table: str) -> str | None:
    """Return why a file is not one without rows of a table; None where it is."""
    if content is None:
        return "the empty file of its table is gone"
    if content == empty_file(table):
        return None
    try:  # another version of pyarrow writes other bytes
        file = pq.ParquetFile(pa.BufferReader(content))
        rows, columns = file.metadata.num_rows, file.schema_arrow
    except (pa.ArrowException, OSError) as error:
        return f"not the empty file of its table, but no Parquet at all ({str(error).partition(chr(10))[0]})"
    if rows:
        return f"not the empty file of its table: {rows:,} rows that nothing wrote"
    return None if has_columns_of(table, columns) else f"its columns are not those of {table}"


def has_columns_of(table: str, columns: pa.Schema) -> bool:
    """Tell whether a file has the columns of a table, or had them before some of them came later."""
    schema, later = schema_of(TABLES[table].record), TABLES[table].later
    there = frozenset(columns.names)
    return columns.equals(pa.schema(field for field in schema if field.name in there or field.name not in later))


def _flaws_of_manifests(lake: str, manifests: dict[str, Manifest], broken: dict[str, str]) -> Iterator[Flaw]:
    """Compare the manifests of the batches that readers see, and their copies, with what was published."""
    there = {manifest.batch: manifest for manifest in manifests.values()}
    whole, damaged = _copies(lake)
    contents = {path.rsplit("/", 1)[1]: content for path, content in whole.items()}
    marks = _marks_of_lost(lake, whole, there) | (newest_whole(lake)[1] or {}).get("manifests", {})
    gone = superseded(there.values())
    for batch, mark in sorted(marks.items()):
        now, copy = there.get(batch), copy_path(lake, batch, mark)
        content = contents.get(copy.rsplit("/", 1)[1])
        published = content if content is not None and checksum_of(content) == mark else None
        if now and checksum_of(now.to_json()) == mark:
            if published is None:
                yield Flaw(copy, "gone, or not the copy that it was: the next run writes it anew", now.to_json())
        elif published and batch not in gone and _is_lost(now, Manifest.from_json(published), there.values()):
            path = manifest_path(lake, batch)
            why = "not what was published" if now else f"no manifest ({broken.get(path, 'it is gone')})"
            yield Flaw(path, f"{why}: the next run puts it back from its copy", published)
        damaged.pop(copy.rsplit("/", 1)[1], None)
    for path in sorted(damaged.values()):
        yield Flaw(path, "not the copy of a manifest that it was: the next run removes it", None)


def _copies(lake: str) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return the copies of manifests that are what their name says, by path, and the paths of the others by name."""
    paths = filesystem.glob(f"{lake}/{COPIES}/*.json")
    found = dict(zip(paths, filesystem.read_all(paths), strict=True))
    whole = {path: each for path, each in found.items() if path.endswith(f"-{checksum_of(each)[:16]}.json")}
    return whole, {path.rsplit("/", 1)[1]: path for path in paths if path not in whole}


def _marks_of_lost(lake: str, copies: dict[str, bytes], there: Container[str]) -> dict[str, str]:
    """Return the checksums of the manifests of batches that only a whole copy and files tell of: no snapshot needs to.

    Of several copies of a batch the one that was written last counts.
    """
    lost = {path: each for path, each in copies.items() if _batch_of(path) not in there}
    marks = {}
    for path in sorted(lost, key=filesystem.modified):
        try:
            manifest = Manifest.from_json(lost[path])
            _refuse_odd(manifest_path(lake, _batch_of(path)), manifest)
        except NO_MANIFEST:
            continue
        if any(filesystem.exists(f"{lake}/{file.path}") for file in manifest.files):
            marks[manifest.batch] = checksum_of(lost[path])
    return marks


def _batch_of(copy: str) -> str:
    return copy.rsplit("/", 1)[1].rpartition("-")[0]


def _is_lost(now: Manifest | None, published: Manifest, others: Iterable[Manifest]) -> bool:
    """Tell a manifest that was changed from one that its batch was given by another run, cut short before it settled.

    A run with other settings writes other files. Where there are no new ones, nothing was run.
    """
    if now is None:
        return not is_beyond(others, published)
    return {file.path for file in published.files}.issuperset(file.path for file in now.files)


def _is_settled(path: str) -> bool:
    return f"/{SETTLED}" in path
