"""Prove the rows of a lake: their order, month, keys and articles, what was forgotten, and every count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import zip_longest

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from dyadwire.pipelines.lake.changed_files import mend_of
from dyadwire.pipelines.lake.data_files import Unfinished
from dyadwire.pipelines.lake.settle import settled_tables
from dyadwire.pipelines.lake.settled_manifests import month_of_manifest, settled_manifests, unsettled_months
from dyadwire.schemas.arrow import schema_of
from dyadwire.schemas.instants import plausible_day
from dyadwire.schemas.manifest import FileEntry, Manifest
from dyadwire.schemas.tables import TABLES, month_of
from dyadwire.transforms.settle.latest_revisions import counting_connection
from dyadwire.transforms.storage.block_list import forgotten_in
from dyadwire.transforms.storage.committed import committed_files, read_manifests, rows_in_pieces

Hashes = NDArray[np.uint64]
# One poll or one broken input may be read in several batches; compaction leaves it once.
_MAY_REPEAT = frozenset({"fetches", "failures"})
_AT_ONCE = 1 << 16  # rows that are unpacked
_MOST_SHOWN = 3  # keys named in a problem
_DATED = ["article_id", "published_date"]
_ANEW = "put the lake back from a backup, or make it anew from its inputs"


def problems_of_rows(lake: str, manifests: list[Manifest]) -> Iterator[str]:
    """Yield one line for each problem with the rows of files that are what some manifests say."""
    for manifest in manifests:
        for file in manifest.files:
            yield from (f"{file.path}: {flaw}: {mend_of(lake, manifest)}" for flaw in _problems_of_file(lake, file))
    yield from _problems_of_keys(lake, manifests)
    yield from _not_forgotten(lake)
    yield from _problems_of_counts(lake)


def _problems_of_file(lake: str, file: FileEntry) -> Iterator[str]:
    table = TABLES[file.table]
    order = list(dict.fromkeys([*table.order, *table.key]))
    columns = list(dict.fromkeys([table.date_column, *order]))
    months, ordered, before = set[str](), True, None
    for rows in rows_in_pieces([f"{lake}/{file.path}"], file.table, columns, _AT_ONCE):
        months |= {month_of(day) for day in rows[table.date_column].unique().to_pylist()}
        ordered = ordered and _is_in_order(pa.concat_tables([before, rows]) if before else rows, order)
        before = rows.slice(max(rows.num_rows - 1, 0))
    if any(not file.path.startswith(table.folder(month) + "/") for month in months):
        yield f"it holds rows of {', '.join(sorted(months))}"
    if not ordered:
        yield "its rows are not in order"


def _is_in_order(rows: pa.Table, order: list[str]) -> bool:
    places = pc.sort_indices(rows, [(name, "ascending") for name in order]).to_numpy()
    return bool((places == np.arange(rows.num_rows)).all())


def _problems_of_keys(lake: str, manifests: list[Manifest]) -> Iterator[str]:
    """Keys come once, and each row of an article has its article. Of a lake's rows no more than hashes are held."""
    paths = defaultdict(list)
    for file in (file for manifest in manifests for file in manifest.files):
        paths[file.table].append(f"{lake}/{file.path}")
    revision = ["article_id", "revision", "published_date"]
    articles = _sorted(_hashes(paths["articles"], "articles", revision))
    yield from _of_two_dates(paths["articles"])
    for name, table in TABLES.items():
        if name not in _MAY_REPEAT:
            yield from _repeated(name, paths[name], list(table.key))
        if table.key[:2] == ("article_id", "revision") and name != "articles":
            yield from _orphans(name, _hashes(paths[name], name, revision), articles)


def _hashes(paths: list[str], name: str, columns: list[str]) -> Iterator[Hashes]:
    """Yield 64 bits of each row of some files: of ten million rows, two that differ agree once in 400,000 lakes."""
    with counting_connection() as database:
        for rows in rows_in_pieces(paths, name, columns, _AT_ONCE):
            yield _hashes_of(rows, database)


def _hashes_of(rows: pa.Table, database: duckdb.DuckDBPyConnection) -> Hashes:
    found: Hashes = database.from_arrow(rows).project(f"hash({', '.join(rows.column_names)}) AS h").fetchnumpy()["h"]
    return found


def _sorted(hashes: Iterable[Hashes]) -> Hashes:
    together = np.concatenate([*hashes])
    together.sort()
    return together


def _repeated(name: str, paths: list[str], key: list[str]) -> Iterator[str]:
    hashes = _sorted(_hashes(paths, name, key))
    several = np.unique(hashes[1:][hashes[1:] == hashes[:-1]])
    if not len(several):
        return
    keys = _rows_of(several, paths, name, key)
    counted = keys.group_by(keys.column_names).aggregate([([], "count_all")])
    found = counted.filter(pc.greater(counted["count_all"], 1)).drop_columns(["count_all"])
    if found.num_rows:
        some = "; ".join(sorted(" ".join(map(str, key.values())) for key in found.slice(0, _MOST_SHOWN).to_pylist()))
        yield f"{name}: {found.num_rows:,} keys come more than once ({some}): {_ANEW}"


def _of_two_dates(paths: list[str]) -> Iterator[str]:
    """All revisions of an article have one date: each other would count it once more.

    Dates that no news can have are not looked at: what is told of those mends them.
    """
    with counting_connection() as database:
        pieces = rows_in_pieces(paths, "articles", _DATED, _AT_ONCE)
        both = [(_hashes_of(rows.select(_DATED[:1]), database), _hashes_of(rows, database)) for rows in pieces]
    ids, dated = map(np.concatenate, zip(*both, strict=True))
    order = np.lexsort((dated, ids))
    ids, dated = ids[order], dated[order]
    other = np.flatnonzero((ids[1:] == ids[:-1]) & (dated[1:] != dated[:-1]))
    if not len(other):
        return
    dates = defaultdict(set)
    for row in _rows_of(np.unique(dated[[*other, *other + 1]]), paths, "articles", _DATED).to_pylist():
        if row["published_date"] is None or plausible_day(row["published_date"]):
            dates[row["article_id"]].add(row["published_date"])
    found = sorted(each for each, days in dates.items() if len(days) > 1)
    if found:
        some = "; ".join(found[:_MOST_SHOWN])
        yield f"articles: {len(found):,} stand under more than one date ({some}): {_ANEW}"


def _rows_of(hashes: Hashes, paths: list[str], name: str, columns: list[str]) -> pa.Table:
    """Return those rows of some files that have one of some hashes, which are in order."""
    with counting_connection() as database:
        pieces = rows_in_pieces(paths, name, columns, _AT_ONCE)
        return pa.concat_tables(
            rows.filter(pa.array(_are_among(_hashes_of(rows, database), hashes))) for rows in pieces
        )


def _are_among(some: Hashes, known: Hashes) -> NDArray[np.bool_]:
    if not len(known):
        return np.zeros(len(some), bool)
    among: NDArray[np.bool_] = known.take(np.searchsorted(known, some), mode="clip") == some
    return among


def _orphans(name: str, hashes: Iterable[Hashes], articles: Hashes) -> Iterator[str]:
    count = sum(int((~_are_among(some, articles)).sum()) for some in hashes)
    if count:
        yield f"{name}: {count:,} rows belong to no article of their date: {_ANEW}"


def _not_forgotten(lake: str) -> Iterator[str]:
    """What a takedown or retention removed is nowhere."""
    gone = forgotten_in(read_manifests(lake))
    columns = ["article_id", "published_date", "outlet"]
    for rows in rows_in_pieces(committed_files(lake, "articles"), "articles", columns, _AT_ONCE):
        for row in filter(lambda row: gone.covers(**row), rows.to_pylist()):
            yield f"articles: {row['article_id']} was to be forgotten and is there: ask for its takedown again"


def _problems_of_counts(lake: str) -> Iterator[str]:
    waiting = unsettled_months(lake)
    for month in sorted(waiting):
        yield Unfinished(f"{month}: stories and counts are not up to date: the next run settles them")
    for manifest in settled_manifests(lake):
        month = month_of_manifest(manifest)
        if month in waiting:
            continue
        for name, recount in sorted(settled_tables(lake, month).items()):
            paths = [f"{lake}/{file.path}" for file in manifest.files if file.table == name]
            columns = schema_of(TABLES[name].record).names
            if not _are_equal(rows_in_pieces(paths, name, columns, _AT_ONCE), recount.pieces(_AT_ONCE)):
                yield f"{name} of {month}: not what a recount gives: {mend_of(lake, manifest)}"


def _are_equal(one: Iterator[pa.Table], other: Iterator[pa.Table]) -> bool:
    """Tell whether two have the same rows in the same order; both come in pieces of the same size."""
    return all(a is not None and b is not None and a.equals(b) for a, b in zip_longest(one, other))
