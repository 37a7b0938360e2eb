"""Extract stored texts again, after a change of rules or model: no network and no input but the lake's own texts."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from dyadwire.pipelines.lake.changed_files import told_with_mend
from dyadwire.pipelines.lake.opening import check_version, locked
from dyadwire.pipelines.lake.rewrite import file_groups, record_of, rewrite
from dyadwire.pipelines.lake.settle import settle
from dyadwire.pipelines.lake.sweep import sweep
from dyadwire.schemas.arrow import schema_of, to_table
from dyadwire.schemas.records import Article
from dyadwire.schemas.tables import TABLES
from dyadwire.transforms.extract.coverage import Engine
from dyadwire.transforms.storage.committed import committed_files, read_manifests, read_rows
from dyadwire.transforms.text.article.table_rows import Settings

# The tables whose rows are extracted from an article: those keyed by its revision.
EXTRACTED = tuple(name for name, table in TABLES.items() if table.key[:2] == ("article_id", "revision"))


class Reextracted(NamedTuple):
    """Revisions of articles that were extracted again, and those that were left because no text is stored."""

    articles: int
    without_text: int


def reextract(lake: str, settings: Settings, since: date | None = None) -> Reextracted:
    """Make all rows of the articles anew that another extractor made, of those published on or after `since`.

    Of a month whose pairs were kept from another salience threshold, all articles are made anew. Months are rewritten
    together, so a reader sees rows of the old or of the new extractor, never of both. An article without stored text
    stays as it was. DyadwireError where another writer holds the lake.
    """
    check_version(lake)
    engine = Engine(settings.model)
    with locked(lake, "dyadwire reextract"):
        work = _Reextraction(lake, engine, settings, since)
        months = [month for table, month in file_groups(read_manifests(lake)) if table == "articles"]
        with told_with_mend(lake):
            found = {month: work.outdated(month) for month in months}
        chosen = [month for month, rows in found.items() if any(row.text for row in rows)]
        if chosen:
            record = record_of("reextract", *work.record([row for month in chosen for row in found[month] if row.text]))
            rewrite(lake, [(table, month) for table in EXTRACTED for month in chosen], work.change, (record,))
        settle(lake)
        sweep(lake)
    rows = [row for month in found.values() for row in month]
    without = sum(not row.text for row in rows)
    return Reextracted(len(rows) - without, without)


class _Outdated(NamedTuple):
    """What is remembered of an outdated article: its text is read when its month's turn comes."""

    published_date: date | None
    extractor: str
    text: bool


class _Reextraction:
    """The rows of outdated articles, made anew a month at a time."""

    def __init__(self, lake: str, engine: Engine, settings: Settings, since: date | None) -> None:
        self._lake, self._engine, self._settings, self._since = lake, engine, settings, since
        self._made: tuple[str, set[tuple[str, str]], dict[str, list[Any]]] = ("", set(), {})

    def outdated(self, month: str) -> list[_Outdated]:
        """Return the articles of a month that another extractor or threshold made."""
        rows = self._read(month, ["published_date", "extractor", "text"])
        return [_Outdated(row["published_date"], row["extractor"], bool(row["text"])) for row in rows.to_pylist()]

    def record(self, rows: list[_Outdated]) -> tuple[dict[str, object], set[str]]:
        """Return what a manifest says of the change, and the dates of the articles."""
        engines = {"extractor": self._engine.name, "replaced": sorted({row.extractor for row in rows})}
        settings = self._settings._asdict() | engines | {"articles": len(rows)}
        return settings, {row.published_date.isoformat() for row in rows if row.published_date}

    def change(self, table: str, month: str, rows: pa.Table) -> pa.Table:
        """Return a month's rows with those of the outdated articles exchanged."""
        if self._made[0] != month:
            self._make(month)
        _, keys, made = self._made
        held = zip(rows["article_id"].to_pylist(), rows["revision"].to_pylist(), strict=True)
        kept = rows.filter(pa.array([key not in keys for key in held], pa.bool_()))
        return pa.concat_tables([kept, to_table(TABLES[table].record, made.get(table, []))])

    def _make(self, month: str) -> None:
        keys: set[tuple[str, str]] = set()
        made: dict[str, list[Any]] = defaultdict(list)
        for row in self._read(month, schema_of(Article).names).to_pylist():
            if row["text"]:
                article = Article(**row | {"feeds": tuple(row["feeds"])})
                keys.add((article.article_id, article.revision))
                for table, rows in self._engine.analyse(article, self._settings).rows.items():
                    made[table] += rows
        self._made = (month, keys, made)

    def _read(self, month: str, columns: list[str]) -> pa.Table:
        wanted = pc.scalar(True) if self._has_other_threshold(month) else pc.field("extractor") != self._engine.name
        if self._since:
            wanted &= pc.field("published_date") >= pa.scalar(self._since, pa.date32())
        return read_rows(committed_files(self._lake, "articles", months=[month]), "articles", columns, wanted)

    def _has_other_threshold(self, month: str) -> bool:
        files = committed_files(self._lake, "article_dyads", months=[month])
        found = read_rows(files, "article_dyads", ["threshold"])["threshold"].unique().to_pylist()
        return any(threshold != self._settings.threshold for threshold in found)
