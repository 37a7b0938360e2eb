"""Prove the rows of a lake: their order, month, keys and articles, what was forgotten, and every count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from dyadwire.pipelines.lake.settle import settled_tables
from dyadwire.pipelines.lake.settled_months import month_of_manifest, settled_manifests, unsettled_months
from dyadwire.schemas.arrow import schema_of
from dyadwire.schemas.manifest import FileEntry, Manifest, manifest_path
from dyadwire.schemas.tables import TABLES, month_of
from dyadwire.transforms.storage.block_list import forgotten_in
from dyadwire.transforms.storage.committed import SETTLED, committed_files, read_manifests, read_rows
from dyadwire.transforms.write.row_order import unique_rows

# One poll or one broken input may be read in several batches; compaction leaves it once.
_MAY_REPEAT = frozenset({"fetches", "failures"})
_MOST_SHOWN = 3  # keys named in a problem
_ANEW = "put the lake back from a backup, or make it anew from its inputs"


def problems_of_rows(lake: str, manifests: list[Manifest]) -> Iterator[str]:
    """Yield one line for each problem with the rows of files that are what some manifests say."""
    for manifest in manifests:
        for file in manifest.files:
            yield from (f"{file.path}: {told}: {mend_of(lake, manifest)}" for told in _problems_of_file(lake, file))
    yield from _problems_of_keys(lake, manifests)
    yield from _not_forgotten(lake)
    yield from _problems_of_counts(lake)


def mend_of(lake: str, manifest: Manifest) -> str:
    """Return what brings a file of a manifest back."""
    if manifest.batch.startswith(SETTLED):
        return f"remove {manifest_path(lake, manifest.batch)}, and the next run counts the month anew"
    if manifest.absorbed:  # a batch whose rows were merged is not run again
        return "put it back from a backup"
    return f"put it back from a backup, or remove what is left of it and run the input of batch {manifest.batch} again"


def _problems_of_file(lake: str, file: FileEntry) -> Iterator[str]:
    table = TABLES[file.table]
    order = list(dict.fromkeys([*table.order, *table.key]))
    rows = read_rows([f"{lake}/{file.path}"], file.table, list({table.date_column: 0} | dict.fromkeys(order)))
    months = {month_of(day) for day in rows[table.date_column].unique().to_pylist()}
    if any(not file.path.startswith(table.folder(month) + "/") for month in months):
        yield f"it holds rows of {', '.join(sorted(months))}"
    if not pc.sort_indices(rows, [(name, "ascending") for name in order]).equals(_as_they_lie(rows)):
        yield "its rows are not in order"


def _problems_of_keys(lake: str, manifests: list[Manifest]) -> Iterator[str]:
    """Keys come once, and each row of an article has its article."""
    paths = defaultdict(list)
    for file in (file for manifest in manifests for file in manifest.files):
        paths[file.table].append(f"{lake}/{file.path}")
    revision = ["article_id", "revision", "published_date"]
    articles = read_rows(paths["articles"], "articles", revision)
    with duckdb.connect() as database:
        database.register("articles", articles)
        for name, table in TABLES.items():
            if name not in _MAY_REPEAT:
                yield from _repeated(name, read_rows(paths[name], name, list(table.key)))
            if table.key[:2] == ("article_id", "revision") and name != "articles":
                yield from _orphans(name, read_rows(paths[name], name, revision), database)


def _as_they_lie(rows: pa.Table) -> pa.Array:
    return pa.array(range(rows.num_rows), pa.uint64())


def _repeated(name: str, keys: pa.Table) -> Iterator[str]:
    counted = keys.group_by(keys.column_names).aggregate([([], "count_all")])
    found = counted.filter(pc.greater(counted["count_all"], 1)).drop_columns(["count_all"])
    if found.num_rows:
        some = "; ".join(sorted(" ".join(map(str, key.values())) for key in found.slice(0, _MOST_SHOWN).to_pylist()))
        yield f"{name}: {found.num_rows:,} keys come more than once ({some}): {_ANEW}"


def _orphans(name: str, rows: pa.Table, database: duckdb.DuckDBPyConnection) -> Iterator[str]:
    database.register("rows", rows)
    question = """
        SELECT count(*) FROM rows r WHERE NOT EXISTS (
            FROM articles a WHERE a.article_id = r.article_id AND a.revision = r.revision
                AND a.published_date IS NOT DISTINCT FROM r.published_date)"""
    (count,) = database.execute(question).fetchall()[0]
    if count:
        yield f"{name}: {count:,} rows belong to no article of their date: {_ANEW}"


def _not_forgotten(lake: str) -> Iterator[str]:
    """What a takedown or retention removed is nowhere."""
    gone = forgotten_in(read_manifests(lake))
    columns = ["article_id", "published_date", "outlet"]
    for row in read_rows(committed_files(lake, "articles"), "articles", columns).to_pylist():
        if gone.covers(**row):
            yield f"articles: {row['article_id']} was to be forgotten and is there: ask for its takedown again"


def _problems_of_counts(lake: str) -> Iterator[str]:
    waiting = unsettled_months(lake)
    for month in sorted(waiting):
        yield f"{month}: stories and counts are not up to date: the next run settles them"
    for manifest in settled_manifests(lake):
        month = month_of_manifest(manifest)
        if month in waiting:
            continue
        for name, recount in sorted(settled_tables(lake, month).items()):
            paths = [f"{lake}/{file.path}" for file in manifest.files if file.table == name]
            stored = read_rows(paths, name, schema_of(TABLES[name].record).names)
            if not stored.equals(unique_rows(recount, TABLES[name])):
                yield f"{name} of {month}: not what a recount gives: {mend_of(lake, manifest)}"
