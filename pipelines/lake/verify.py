"""Prove a lake: everything that its manifests promise is there, and every count equals a recount."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipelines.lake.opening import check_version, under_way
from pipelines.lake.pins import read_marker
from pipelines.lake.settle import settled_tables
from pipelines.lake.settled import month_of_manifest, settled_manifests, unsettled_months
from pipelines.lake.snapshots import committed_listing, files_of
from schemas.arrow import schema_of
from schemas.manifest import FOLDER, SNAPSHOTS, FileEntry, Manifest, snapshot_path
from schemas.tables import SCHEMA_VERSION, TABLES
from transforms import storage
from transforms.committed import (
    FORGET,
    STREAM,
    checksum_of,
    committed_files,
    forgotten_in,
    read_manifests,
    read_rows,
    superseded,
)
from transforms.merge_bucket import unique_rows

# One poll or one broken input may be read in several batches; compaction leaves it once.
_MAY_REPEAT = frozenset({"fetches", "failures"})
_MOST_SHOWN = 3  # keys named in a problem


def verify(lake: str) -> Iterator[str]:
    """Yield one line for each problem of a lake; nothing where it is sound. DyadwireError where there is no lake."""
    check_version(lake)
    manifests, broken = [], []
    for path in storage.glob(f"{lake}/{FOLDER}/*.json"):
        try:
            manifests.append(Manifest.from_json(storage.read(path)))
        except (ValueError, KeyError, TypeError) as error:
            broken.append(path)
            yield f"{path}: no manifest: {error!r}"
    yield from _problems_of_manifests(manifests)
    gone = superseded(manifests)
    files = [file for manifest in manifests if manifest.batch not in gone for file in manifest.files]
    for file in files:
        found = list(_problems_of_file(lake, file))
        broken += found
        yield from found
    yield from _unlisted(lake, files)
    yield from _problems_of_failures(manifest for manifest in manifests if manifest.batch not in gone)
    if not broken:  # what cannot be read cannot be counted
        yield from _problems_of_snapshots(lake)
        yield from _problems_of_rows(lake, files)
        yield from _not_forgotten(lake)
        yield from _problems_of_counts(lake)


def _problems_of_manifests(manifests: list[Manifest]) -> Iterator[str]:
    for manifest in manifests:
        if manifest.schema_version > SCHEMA_VERSION:
            yield f"batch {manifest.batch}: schema version {manifest.schema_version} is newer than {SCHEMA_VERSION}"
    for manifest in _written_once(manifests):
        if not manifest.books.balance:
            yield f"batch {manifest.batch}: the books do not balance: {manifest.books}"


def _written_once(manifests: Iterable[Manifest]) -> list[Manifest]:
    """Leave out windows of a stream that are several batches.

    What came late to one, or was written again after a failure, is a batch of its own, and may count again what was
    read again.
    """
    parts: dict[str, list[Manifest]] = defaultdict(list)
    for manifest in manifests:
        window = manifest.batch.rpartition("-")[0] if manifest.batch.startswith(STREAM) else manifest.batch
        parts[window].append(manifest)
    return [several[0] for several in parts.values() if len(several) == 1]


def _problems_of_failures(manifests: Iterable[Manifest]) -> Iterator[str]:
    """Each failure in the books is a row."""
    for manifest in _written_once(manifests):
        least = most = manifest.books.failed
        if manifest.absorbed:  # a failure of several batches is one row in a rewritten lake, and may be forgotten
            forgotten = any(batch.batch.startswith(FORGET) for batch in manifest.absorbed)
            least = 0 if forgotten else max(batch.books.failed for batch in manifest.absorbed)
        rows = sum(file.rows for file in manifest.files if file.table == "failures")
        if not least <= rows <= most:
            yield f"batch {manifest.batch}: {rows:,} rows of failures, {most:,} in its books"


def _problems_of_file(lake: str, file: FileEntry) -> Iterator[str]:
    try:
        content = storage.read(f"{lake}/{file.path}")
    except FileNotFoundError:
        yield f"{file.path}: listed, but not there"
        return
    if checksum_of(content) != file.checksum:
        yield f"{file.path}: the content is not what was written ({len(content):,} bytes, {file.bytes:,} listed)"
        return
    stored = pq.read_schema(pa.BufferReader(content))
    if not stored.equals(schema_of(TABLES[file.table].record)):
        yield f"{file.path}: its columns are not those of {file.table}"
    rows = pq.read_metadata(pa.BufferReader(content)).num_rows
    if rows != file.rows:
        yield f"{file.path}: {rows:,} rows, {file.rows:,} listed"


def _unlisted(lake: str, files: list[FileEntry]) -> Iterator[str]:
    listed = Counter(file.path for file in files)
    yield from (f"{path}: listed {count} times" for path, count in sorted(listed.items()) if count > 1)
    snapshots = storage.glob(f"{lake}/{SNAPSHOTS}/*.json")
    kept = {file for path in snapshots for file in files_of(path)}  # for readers, until the next writer sweeps
    for path in storage.glob(f"{lake}/*/*/*.parquet"):
        name = "/".join(path.split("/")[-3:])
        if name not in listed and name not in kept and not under_way(path):
            yield f"{name}: no manifest lists it"


def _problems_of_snapshots(lake: str) -> Iterator[str]:
    """What readers see is what was committed last, once that is settled."""
    path = snapshot_path(lake, str((read_marker(lake) or {}).get("snapshot")))
    if not storage.exists(path):
        yield f"{path}: the snapshot that readers ask is not there"
    elif not unsettled_months(lake) and storage.read(path) != committed_listing(lake):
        yield f"{path}: readers do not see what the manifests list: the next run publishes it"


def _problems_of_rows(lake: str, files: list[FileEntry]) -> Iterator[str]:
    """Keys come once, rows lie in the month of their date, and each row of an article has its article."""
    paths = defaultdict(list)
    for file in files:
        paths[file.table].append(f"{lake}/{file.path}")
        column = TABLES[file.table].date_column
        dates = read_rows([f"{lake}/{file.path}"], file.table, [column])[column].unique().to_pylist()
        months = {f"{day:%Y-%m}" if day else "unknown" for day in dates}
        if any(not file.path.startswith(TABLES[file.table].folder(month) + "/") for month in months):
            yield f"{file.path}: it holds rows of {', '.join(sorted(months))}"
    revision = ["article_id", "revision", "published_date"]
    articles = read_rows(paths["articles"], "articles", revision)
    for name, table in TABLES.items():
        if name not in _MAY_REPEAT:
            yield from _repeated(name, read_rows(paths[name], name, list(table.key)))
        if table.key[:2] == ("article_id", "revision") and name != "articles":
            yield from _orphans(name, read_rows(paths[name], name, revision), articles)


def _repeated(name: str, keys: pa.Table) -> Iterator[str]:
    counted = keys.group_by(keys.column_names).aggregate([([], "count_all")])
    found = counted.filter(pc.greater(counted["count_all"], 1)).drop_columns(["count_all"])
    if found.num_rows:
        some = "; ".join(sorted(" ".join(map(str, key.values())) for key in found.slice(0, _MOST_SHOWN).to_pylist()))
        yield f"{name}: {found.num_rows:,} keys come more than once: {some}"


def _orphans(name: str, rows: pa.Table, articles: pa.Table) -> Iterator[str]:
    with duckdb.connect() as database:
        database.register("rows", rows)
        database.register("articles", articles)
        question = """
            SELECT count(*) FROM rows r WHERE NOT EXISTS (
                FROM articles a WHERE a.article_id = r.article_id AND a.revision = r.revision
                    AND a.published_date IS NOT DISTINCT FROM r.published_date)"""
        (count,) = database.sql(question).fetchall()[0]
    if count:
        yield f"{name}: {count:,} rows belong to no article of their date"


def _not_forgotten(lake: str) -> Iterator[str]:
    """What a takedown or retention removed is nowhere."""
    gone = forgotten_in(read_manifests(lake))
    columns = ["article_id", "published_date", "outlet"]
    for row in read_rows(committed_files(lake, "articles"), "articles", columns).to_pylist():
        if gone.covers(**row):
            yield f"articles: {row['article_id']} was to be forgotten and is there"


def _problems_of_counts(lake: str) -> Iterator[str]:
    waiting = unsettled_months(lake)
    for month in sorted(waiting):
        yield f"{month}: stories and counts are not up to date: the next run settles them"
    for manifest in settled_manifests(lake):
        month = month_of_manifest(manifest)
        if month in waiting:
            continue
        paths = {file.table: f"{lake}/{file.path}" for file in manifest.files}
        for name, recount in sorted(settled_tables(lake, month).items()):
            stored = read_rows([paths[name]], name, schema_of(TABLES[name].record).names)
            if not stored.equals(unique_rows(recount, TABLES[name])):
                yield f"{name} of {month}: not what a recount gives"
