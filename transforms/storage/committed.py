"""What a lake has committed: its manifests, and the rows of the files that they list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from hashlib import blake2b
from typing import IO, NamedTuple

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from dyadwire.schemas.arrow import in_pieces, schema_of
from dyadwire.schemas.instants import plausible_day
from dyadwire.schemas.manifest import FOLDER, NO_MANIFEST, Absorbed, FileEntry, Manifest
from dyadwire.schemas.tables import TABLES
from dyadwire.transforms.storage import filesystem
from dyadwire.transforms.storage.cached_filesystem import CachedFileSystem
from dyadwire.transforms.storage.errors import LakeReadError, RewritingError

SETTLED = "settled-"  # manifests of settled months begin with this; batches never do

STREAM = "stream-"  # batches of a stream's windows begin with this
PART_ROWS = 20_000  # of articles with their signatures some 6 MB, unpacked
Parts = list[list[str]]  # paths of files, so many together as are read at once
_DIGEST, _HASHED = 16, 1 << 20  # bytes of a checksum, and of a file at once
_FEW = 4  # local files: to read so few, a dataset's threads take longer than what they do


class Known(NamedTuple):
    """What the lake knows of an article: the date it was first published under, and its revisions."""

    published_date: date | None
    revisions: frozenset[str]

    @property
    def dates_revisions(self) -> bool:
        """Tell whether later revisions get its date: earlier versions took in dates that no news can have."""
        return self.published_date is None or plausible_day(self.published_date) is not None


def read_manifests(lake: str) -> list[Manifest]:
    """Return the manifests of all batches, in order of name; not of those that another has absorbed.

    LakeReadError where one is damaged, RewritingError where one went while they were read: who holds no lock may meet
    a rewriting.
    """
    paths = filesystem.glob(f"{lake}/{FOLDER}/*.json")
    batches = [path for path in paths if f"/{SETTLED}" not in path]
    try:
        contents = filesystem.read_all(batches)
    except FileNotFoundError as error:
        raise RewritingError(f"the lake at {lake} is being rewritten: try again") from error
    found = [_manifest(path, content) for path, content in zip(batches, contents, strict=True)]
    gone = superseded(found)
    return [manifest for manifest in found if manifest.batch not in gone]


def _manifest(path: str, content: bytes) -> Manifest:
    try:
        return Manifest.from_json(content)
    except NO_MANIFEST as error:
        raise LakeReadError(f"{path} is damaged ({error!r})") from error


def superseded(manifests: Iterable[Manifest]) -> set[str]:
    """Return the manifests that count no more: of absorbed batches, and of rewritings that a later one went beyond."""
    everything = list(manifests)
    sets = {manifest.batch: {batch.batch for batch in manifest.absorbed} for manifest in everything}
    beyond = {name for name, own in sets.items() if own and any(own < other for other in sets.values())}
    return beyond.union(*sets.values())


def batches_of(manifests: Iterable[Manifest]) -> list[Absorbed]:
    """Return what made a lake's rows, in order of name: its batches, absorbed or not, and the changes to them."""
    found: list[Absorbed] = []
    for manifest in manifests:
        found += manifest.absorbed or [as_absorbed(manifest)]
    return sorted(found, key=lambda batch: (batch.batch, batch.mark))


def as_absorbed(manifest: Manifest) -> Absorbed:
    """Return what a rewriting keeps of a batch's manifest."""
    mark = checksum_of(manifest.to_json())
    return Absorbed(
        manifest.batch, mark, manifest.extractor, manifest.settings, manifest.books, manifest.dates, manifest.polled
    )


def committed_files(lake: str, table: str, *, besides: str = "", months: Iterable[str] | None = None) -> list[str]:
    """Return the paths of a table's committed files, those of the batch `besides` left out, of some months or all."""
    return [f"{lake}/{file.path}" for file in _entries(lake, table, besides, months)]


def _entries(lake: str, table: str, besides: str = "", months: Iterable[str] | None = None) -> Iterator[FileEntry]:
    folders = None if months is None else tuple(TABLES[table].folder(month) + "/" for month in months)
    for manifest in read_manifests(lake):
        if manifest.batch != besides:
            for file in manifest.files:
                if file.table == table and (folders is None or file.path.startswith(folders)):
                    yield file


def files_in_parts(lake: str, table: str, months: Iterable[str]) -> Parts:
    """Return the paths of a table's committed files of some months, so many together as hold `PART_ROWS` rows.

    Who reads part by part holds no more than that at once, or one file, however many rows a month has.
    """
    parts: Parts = []
    room = 0
    for file in _entries(lake, table, months=months):
        if not parts or file.rows > room:
            parts.append([])
            room = PART_ROWS
        parts[-1].append(f"{lake}/{file.path}")
        room -= file.rows
    return parts


def read_rows(
    paths: list[str],
    table: str,
    columns: list[str],
    filter_: ds.Expression | None = None,
    schema: pa.Schema | None = None,
) -> pa.Table:
    """Read columns of some files of a table into memory; LakeReadError where one is gone or damaged.

    `schema` is that of the files, by default that of the table today.
    """
    schema = schema or schema_of(TABLES[table].record)
    if not paths:
        return pa.schema([schema.field(column) for column in columns]).empty_table()
    system = filesystem.open_system(paths[0])[0]
    if not filesystem.is_local(paths[0]):
        system = CachedFileSystem(system)
    names = [filesystem.open_system(path)[1] for path in paths]
    is_quick = filter_ is None and len(names) <= _FEW and filesystem.is_local(paths[0])
    if is_quick and (rows := _columns_of_all(names, schema, columns)) is not None:
        return rows
    try:
        source = ds.dataset(names, schema=schema, filesystem=system, format="parquet")
        read = source.to_table(columns=columns, filter=filter_)
    except (pa.ArrowException, OSError) as error:
        raise LakeReadError(f"cannot read {table}: {str(error).partition(chr(10))[0]}") from error
    if lacking := [name for name in columns if not schema.field(name).nullable and read[name].null_count]:
        raise LakeReadError(f"cannot read {table}: a file of another layout has no {lacking[0]!r}")
    return read


def rows_in_pieces(paths: Iterable[str], table: str, columns: list[str], size: int) -> Iterator[pa.Table]:
    """Yield what `read_rows` returns, `size` rows at a time, one table at least; one row group is unpacked at once."""
    schema = schema_of(TABLES[table].record)
    wanted = pa.schema([schema.field(name) for name in columns], schema.metadata)
    return in_pieces((rows for path in paths for rows in _batches(path, wanted, size)), wanted, size)


def _batches(path: str, schema: pa.Schema, size: int) -> Iterator[pa.Table]:
    system, name = filesystem.open_system(path)
    if not filesystem.is_local(path):
        system = CachedFileSystem(system)
    try:
        with system.open(name, "rb") as opened, pq.ParquetFile(opened) as file:
            for batch in file.iter_batches(size, columns=schema.names, use_threads=False):
                yield pa.Table.from_batches([batch]).select(schema.names).cast(schema)
    except (pa.ArrowException, KeyError, ValueError, OSError) as error:
        raise LakeReadError(f"cannot read {path}: {str(error).partition(chr(10))[0]}") from error


def _columns_of_all(paths: list[str], schema: pa.Schema, columns: list[str]) -> pa.Table | None:
    """Read columns of a few local files one by one; None, without opening the others, where one needs a dataset."""
    found: list[pa.Table] = []
    for path in paths:
        if (rows := _columns_of(path, schema, columns)) is None:
            return None
        found.append(rows)
    return pa.concat_tables(found)


def _columns_of(path: str, schema: pa.Schema, columns: list[str]) -> pa.Table | None:
    """Read columns of a local file; None where it is gone, damaged or of another schema: a dataset tells which."""
    try:
        with pq.ParquetFile(path) as file:
            if not file.schema_arrow.equals(schema):
                return None
            # Equal schemas may differ in what the elements of lists are called, and so would what is written of them.
            wanted = pa.schema([schema.field(name) for name in columns], schema.metadata)
            return file.read(columns, use_threads=False).select(columns).cast(wanted)
    except (pa.ArrowException, OSError):
        return None


def known_articles(lake: str, batch: str, article_ids: list[str]) -> dict[str, Known]:
    """Look articles up in every batch but `batch`: one scan of the id columns, whatever their number."""
    paths = committed_files(lake, "articles", besides=batch)
    columns = ["article_id", "revision", "published_date"]
    found = read_rows(paths, "articles", columns, ds.field("article_id").isin(pa.array(article_ids, pa.string())))
    known: dict[str, Known] = {}
    for row in found.to_pylist():
        earlier = known.get(row["article_id"], Known(row["published_date"], frozenset()))
        known[row["article_id"]] = earlier._replace(revisions=earlier.revisions | {row["revision"]})
    return known


def checksum_of(content: bytes) -> str:
    """Return the checksum that manifests list for a file."""
    return blake2b(content, digest_size=_DIGEST).hexdigest()


def checksum_of_file(file: IO[bytes]) -> str:
    """Return the checksum of the whole content of an open file, as `checksum_of` does of bytes."""
    digest = blake2b(digest_size=_DIGEST)
    file.seek(0)
    for some in iter(partial(file.read, _HASHED), b""):
        digest.update(some)
    return digest.hexdigest()
