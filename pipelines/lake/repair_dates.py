"""Repair implausible dates, which earlier versions took over from articles with broken clocks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from dyadwire.pipelines.lake.lock import refuse_lost_lock
from dyadwire.pipelines.lake.path import lake_option_of
from dyadwire.pipelines.lake.rewrite import Groups, file_groups, record_of, rewrite
from dyadwire.pipelines.lake.settled_manifests import month_of_manifest, settled_manifests
from dyadwire.schemas.arrow import schema_of, with_column
from dyadwire.schemas.instants import EARLIEST, LATEST, plausible, plausible_day
from dyadwire.schemas.manifest import manifest_path
from dyadwire.schemas.tables import TABLES, UNKNOWN_MONTH, month_of
from dyadwire.transforms.storage import filesystem
from dyadwire.transforms.storage.committed import committed_files, read_manifests, read_rows
from dyadwire.transforms.text.formats.dates import date_in_url

# The columns that say when something was, not what a text speaks of.
_DATING = ("published_date", "published_at", "fetched_at", "fetched_date", "oldest_at")
# Of a figure or an act: what was reckoned from the date of its article.
_RECKONED = ("period_start", "period_end", "baseline_start", "baseline_end", "value_usd", "rate_date")
_REDATED = "+redated"  # ends the extractor of such an article, so that `reextract` reads it anew


class RepairedDates(NamedTuple):
    """Articles that have another date now, or none; and requests that were dropped, as their instant is their key."""

    articles: int = 0
    fetches: int = 0


def rows_with_implausible_dates(lake: str, groups: Groups) -> dict[tuple[str, str], pa.Table]:
    """Return (table, month) → the dates of its rows that have one which no news can have; articles also by id."""
    found = {}
    for table, month in groups:
        names = schema_of(TABLES[table].record).names
        dating = [name for name in names if name in _DATING]
        columns = [name for name in ("article_id", *dating) if name in names]
        paths = [f"{lake}/{file.path}" for file in groups[table, month]]
        rows = read_rows(paths, table, columns, _any_implausible(table, dating))
        if rows.num_rows:
            found[table, month] = rows
    return found


def problems_of_dates(lake: str) -> Iterator[str]:
    """Yield one line for each table with dates that no news can have."""
    counted: Counter[str] = Counter()
    for (table, _), rows in rows_with_implausible_dates(lake, file_groups(read_manifests(lake))).items():
        counted[table] += rows.num_rows
    for table, count in sorted(counted.items()):
        problem = f"{count:,} rows have a date before {EARLIEST:%Y} or after {LATEST.year - 1}"
        yield f"{table}: {problem}: `dyadwire migrate {lake_option_of(lake)}` mends them"


def repair_dates(lake: str) -> RepairedDates:
    """Give every article whose date no news can have its true one or none, and drop requests of no known time.

    A true date is that of another revision, or that in the address. What was reckoned from the wrong one is emptied:
    periods, and amounts in dollars. The caller holds the lock, and settles.
    """
    wrong = rows_with_implausible_dates(lake, file_groups(read_manifests(lake)))
    if not wrong:
        return RepairedDates()
    repair = _Repair(lake, wrong)
    settings: dict[str, object] = {"redated": len(repair.dates), "fetches_dropped": repair.dropped}
    record = record_of("migrate", settings, repair.touched("articles"), repair.touched("fetches"))
    rewrite(lake, repair.chosen(), repair.change, (record,))
    refuse_lost_lock(lake)
    for manifest in settled_manifests(lake):  # of months that are none; any other is settled again
        if not plausible_day(date.fromisoformat(f"{month_of_manifest(manifest)}-01")):
            filesystem.remove(manifest_path(lake, manifest.batch))
    return RepairedDates(len(repair.dates), repair.dropped)


class _Repair:
    """The rows of a lake, repaired. `dates` has the date, or none, of each article that had a wrong one."""

    def __init__(self, lake: str, wrong: dict[tuple[str, str], pa.Table]) -> None:
        self._lake, self._wrong = lake, wrong
        self.dates = _true_dates(lake, wrong)
        asked = [rows for (table, _), rows in wrong.items() if table == "fetches"]
        self.dropped = sum(rows.num_rows - _with_known_time(rows).num_rows for rows in asked)

    def chosen(self) -> set[tuple[str, str]]:
        """Return the tables and months that change: those of wrong rows, and those that such rows go to."""
        months = {UNKNOWN_MONTH, *map(month_of, self.dates.values())}
        return {*self._wrong, *((table, month) for table, _ in self._wrong for month in months)}

    def touched(self, table: str) -> set[str]:
        """Return the dates that settling must look at again: those of rows that change, as they are then."""
        column = TABLES[table].date_column
        days = {day for (name, _), rows in self._wrong.items() if name == table for day in rows[column].to_pylist()}
        days |= set(self.dates.values()) if table == "articles" else set()
        return {day.isoformat() for day in days if plausible_day(day)}

    def change(self, table: str, month: str, rows: pa.Table) -> pa.Table:
        """Return the rows of a month that stay, repaired, and those that come to it."""
        column = TABLES[table].date_column
        repaired, moved = self._repaired(table, rows)
        parts = [repaired.filter(pc.or_(pc.invert(moved), _in_month(repaired[column], month)))]
        for name, other in self._wrong:
            if name == table and other != month:
                paths = committed_files(self._lake, table, months=[other])
                found, moved = self._repaired(table, read_rows(paths, table, rows.column_names))
                parts.append(found.filter(pc.and_(moved, _in_month(found[column], month))))
        return pa.concat_tables(parts)

    def _repaired(self, table: str, rows: pa.Table) -> tuple[pa.Table, pa.Array]:
        """Return rows with plausible dates, and which of them had another date before."""
        rows = _with_known_time(rows) if table == "fetches" else rows
        column = TABLES[table].date_column
        moved = _implausible(rows[column])
        if "article_id" in rows.column_names and pc.any(moved).as_py():
            ids = pa.array(rows["article_id"], pa.string()).filter(moved).to_pylist()
            days = pa.array([self.dates.get(each) for each in ids], pa.date32())
            rows = with_column(rows, column, pc.replace_with_mask(_whole(rows[column]), moved, days))
        if table == "articles":
            rows = _with_origins(rows, moved)
        for name in (each for each in _DATING if each in rows.column_names):
            rows = _emptied(rows, name, _implausible(rows[name]))
        for name in (each for each in _RECKONED if each in rows.column_names):
            rows = _emptied(rows, name, moved)
        return rows, moved


def _true_dates(lake: str, wrong: dict[tuple[str, str], pa.Table]) -> dict[str, date | None]:
    tables = [
        rows.filter(_implausible(rows["published_date"])) for (table, _), rows in wrong.items() if table == "articles"
    ]
    ids = sorted({each for rows in tables for each in rows["article_id"].to_pylist()})
    columns = ["article_id", "published_date", "published_at", "url"]
    wanted = ds.field("article_id").isin(pa.array(ids, pa.string()))
    revisions = defaultdict(list)
    for row in read_rows(committed_files(lake, "articles"), "articles", columns, wanted).to_pylist():
        revisions[row["article_id"]].append(row)
    return {each: _true_date(revisions[each]) for each in ids}


def _true_date(revisions: list[dict[str, Any]]) -> date | None:
    """Return the first plausible date of an article's revisions; of those alike, the earliest."""
    as_seen = [day for row in revisions if (day := plausible_day(row["published_date"]))]
    as_told = [at.date() for row in revisions if (at := plausible(row["published_at"]))]
    in_address = [day for row in revisions if (day := _day_in(row["url"]))]
    return min(as_seen or as_told or in_address, default=None)


def _day_in(url: str | None) -> date | None:
    return plausible_day(date_in_url(url)) if url else None


def _with_origins(articles: pa.Table, moved: pa.Array) -> pa.Table:
    """Tell where a date comes from whose instant goes; and that an article was read by another date."""
    lost = _implausible(articles["published_at"]).to_pylist()
    names = ("published_at_origin", "url", "published_date", "extractor")
    rows = zip(lost, moved.to_pylist(), *(articles[name].to_pylist() for name in names), strict=True)
    origins, extractors = [], []
    for gone, redated, origin, url, day, extractor in rows:
        origins.append(("url" if day and _day_in(url) == day else "none") if gone else origin)
        extractors.append(extractor + _REDATED if redated else extractor)
    articles = with_column(articles, "published_at_origin", pa.array(origins, pa.string()))
    return with_column(articles, "extractor", pa.array(extractors, pa.string()))


def _with_known_time(fetches: pa.Table) -> pa.Table:
    return fetches.filter(pc.invert(pc.or_(_implausible(fetches["fetched_at"]), _implausible(fetches["fetched_date"]))))


def _bounds(kind: pa.DataType) -> tuple[pa.Scalar, pa.Scalar]:
    days = pa.types.is_date(kind)
    return tuple(pa.scalar(at.date() if days else at, kind) for at in (EARLIEST, LATEST))


def _implausible(column: pa.ChunkedArray) -> pa.Array:
    earliest, latest = _bounds(column.type)
    found = pc.or_(pc.less(column, earliest), pc.greater_equal(column, latest))
    return _whole(pc.fill_null(found, False))


def _any_implausible(table: str, columns: list[str]) -> ds.Expression:
    wanted = pc.scalar(False)
    for name in columns:
        earliest, latest = _bounds(schema_of(TABLES[table].record).field(name).type)
        wanted |= (ds.field(name) < earliest) | (ds.field(name) >= latest)
    return wanted


def _in_month(days: pa.ChunkedArray, month: str) -> pa.Array:
    return pa.array([month_of(day) == month for day in days.to_pylist()], pa.bool_())


def _emptied(rows: pa.Table, column: str, mask: pa.Array) -> pa.Table:
    return with_column(rows, column, pc.if_else(mask, pa.scalar(None, rows.schema.field(column).type), rows[column]))


def _whole(column: pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
