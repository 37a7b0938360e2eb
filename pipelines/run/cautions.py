"""Cautions about the articles that a run kept: revisions, misdated ones, and those without a date or a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import pyarrow as pa
import pyarrow.compute as pc

from dyadwire.pipelines.ask.dated_ahead import DatedAhead
from dyadwire.pipelines.ask.disputed_dates import disputed_told
from dyadwire.pipelines.ask.periods import last_believed
from dyadwire.pipelines.messages import clean
from dyadwire.schemas.instants import BEFORE_1990
from dyadwire.schemas.manifest import Manifest

_COLUMNS = ["article_id", "fetched_at", "published_date", "published_at_origin", "words", "analysed", "language"]


def cautions_of_kept(
    lake: str, manifests: list[Manifest], columns: Callable[[], str], dates: Callable[[], str]
) -> list[str]:
    """Say how many of the articles that these batches kept count once with another, or in no trend, or nowhere.

    Those that a rewriting took over are not looked at. `columns` tells what there was where texts are missing, `dates`
    what is written where dates are.
    """
    from dyadwire.transforms.storage.committed import read_rows

    files = [f"{lake}/{file.path}" for manifest in manifests for file in manifest.files if file.table == "articles"]
    return list(_cautions(read_rows(files, "articles", _COLUMNS), columns, dates))


def caution_of_forgotten(lake: str, kept_before: set[str]) -> list[str]:
    """Say that articles of batches which the lake had before may have been forgotten, where something was since.

    Which batch a forgotten article was of, nothing tells: what tells it is forgotten too.
    """
    from dyadwire.transforms.storage.block_list import FORGET
    from dyadwire.transforms.storage.committed import read_manifests

    for manifest in read_manifests(lake) if kept_before else ():
        names = {batch.batch for batch in manifest.absorbed}
        if names & kept_before and any(name.startswith(FORGET) for name in names):
            return ["kept before, but for what the lake was made to forget: that is gone, and stays out"]
    return []


def _cautions(rows: pa.Table, columns: Callable[[], str], dates: Callable[[], str]) -> Iterator[str]:
    yield from _on_versions(rows)
    yield from _on_dates(rows, dates)
    yield from _on_texts(rows, columns)


def _on_versions(rows: pa.Table) -> Iterator[str]:
    if again := rows.num_rows - pc.count_distinct(rows["article_id"]).as_py():
        is_version = "is another version" if again == 1 else "are other versions"
        newest = f"each counts once, by its newest{_untold(rows)}"
        yield f"{again:,} of those kept {is_version} of an article kept as well: {newest}"


def _on_dates(rows: pa.Table, dates: Callable[[], str]) -> Iterator[str]:
    old = _count(pc.equal(rows["published_at_origin"], BEFORE_1990))
    if undated := rows["published_date"].null_count - old:
        order = (
            "of 03/11/2026 or 03/11/26, --day-first or --month-first tells for a new lake; what is kept stays as it is"
        )
        which = f"which is not plainly one date, as 2026-11-25 is ({order})"
        mend = f"; {there}, {which}" if (there := dates()) else ""
        yield clean(f"{undated:,} of those kept without a date: in no trend{mend}")
    if old:
        yield f"{old:,} of those kept with a date before 1990, taken for none whatever --undated says: in no trend"
    if disputed := _count(pc.ends_with(rows["published_at_origin"], "+disputed")):
        yield disputed_told(disputed)
    if ahead := _dated_ahead(rows):
        yield f"{ahead.articles:,} of those kept {ahead.told}"


def _on_texts(rows: pa.Table, columns: Callable[[], str]) -> Iterator[str]:
    if empty := _count(pc.equal(rows["words"], 0)):
        there = columns()
        mend = (
            f"; {there}, and --map text=NAME says which is the text, or the headline to count as one" if there else ""
        )
        counted = "in no count of articles (acts that a title tells are counted)"
        alone = "a headline alone" if empty == 1 else "headlines alone"
        yield clean(f"{empty:,} of those kept without a text, {alone}: {counted}{mend}")
    others = rows.filter(pc.and_(pc.invert(rows["analysed"]), pc.greater(rows["words"], 0)))
    if others.num_rows:
        written = "in a language that is not read, or too short to tell"
        yield f"{others.num_rows:,} of those kept {written}: in no count of articles ({_languages_of(others)})"


def _untold(rows: pa.Table) -> str:
    """Say for how many articles of several versions nothing tells which is the newest."""
    versions = rows.select(["article_id", "fetched_at"])
    beside = versions.join(versions.group_by("article_id").aggregate([("fetched_at", "max")]), "article_id")
    timed = pc.fill_null(pc.equal(beside["fetched_at"], beside["fetched_at_max"]), False)
    newest = beside.filter(pc.or_(timed, pc.is_null(beside["fetched_at_max"])))
    times = newest.group_by("article_id").aggregate([("article_id", "count")])
    untold = _count(pc.greater(times["article_id_count"], 1))
    which = "one is taken, always the same and not by the order of the file"
    return f"; of {untold:,} no `fetched_at` tells which it is, and {which}" if untold else ""


def _dated_ahead(rows: pa.Table) -> DatedAhead | None:
    dates = rows["published_date"]
    ahead = dates.filter(pc.greater(dates, pa.scalar(last_believed())))
    ends = pc.min_max(ahead).as_py()
    return DatedAhead(len(ahead), ends["min"], ends["max"]) if len(ahead) else None


def _languages_of(rows: pa.Table) -> str:
    counts = Counter(code or "none that is known" for code in rows["language"].to_pylist())
    return ", ".join(f"{count:,} in {language}" for language, count in sorted(counts.items(), key=lambda one: -one[1]))


def _count(found: pa.ChunkedArray) -> int:
    return int(pc.sum(found).as_py() or 0)
