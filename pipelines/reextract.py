"""Extract stored texts again, after a change of rules or model: no network and no input but the lake's own texts."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from pipelines.lake import check_version, locked
from pipelines.rewrite import file_groups, record_of, rewrite
from pipelines.settle import settle
from schemas.arrow import schema_of, to_table
from schemas.records import Article
from schemas.tables import TABLES
from transforms.committed import committed_files, read_manifests, read_rows
from transforms.extract_coverage import Engine
from transforms.text.rows import Settings

EXTRACTED = ("articles", "sentences", "country_mentions", "dyad_mentions", "article_dyads", "figures", "people")


class Reextracted(NamedTuple):
    """Revisions of articles that were extracted again, and those that were left because no text is stored."""

    articles: int
    without_text: int


def reextract(lake: str, settings: Settings, since: date | None = None) -> Reextracted:
    """Make all rows of the articles anew that another extractor made, of those published on or after `since`.

    Months are rewritten together, so a reader sees rows of the old or of the new extractor, never of both. An article
    without stored text stays as it was. DyadwireError where another writer holds the lake.
    """
    check_version(lake)
    engine = Engine(settings.model)
    with locked(lake, "dyadwire reextract"):
        groups = file_groups(read_manifests(lake))
        outdated = {month: _outdated(lake, month, engine.name, since) for table, month in groups if table == "articles"}
        chosen = {month: rows for month, rows in outdated.items() if any(row.text for row in rows)}
        again = _Again(engine, settings, chosen)
        if chosen:
            record = record_of("reextract", *again.told())
            rewrite(lake, [(table, month) for table in EXTRACTED for month in chosen], again.change, (record,))
        settle(lake)
    without = sum(not row.text for rows in outdated.values() for row in rows)
    return Reextracted(sum(len(rows) for rows in outdated.values()) - without, without)


def _outdated(lake: str, month: str, extractor: str, since: date | None) -> list[Article]:
    wanted = pc.field("extractor") != extractor
    if since:
        wanted &= pc.field("published_date") >= pa.scalar(since, pa.date32())
    paths = committed_files(lake, "articles", months=[month])
    rows = read_rows(paths, "articles", schema_of(Article).names, wanted).to_pylist()
    return [Article(**row | {"feeds": tuple(row["feeds"])}) for row in rows]


class _Again:
    """The rows of outdated articles, made anew a month at a time."""

    def __init__(self, engine: Engine, settings: Settings, outdated: dict[str, list[Article]]) -> None:
        self._engine, self._settings = engine, settings
        self._outdated = {month: [row for row in rows if row.text] for month, rows in outdated.items()}
        self._made: tuple[str, dict[str, list[Any]]] = ("", {})

    def told(self) -> tuple[dict[str, object], set[str]]:
        """Return what a manifest says of the change, and the dates of the articles."""
        rows = [row for month in self._outdated.values() for row in month]
        replaced = sorted({row.extractor for row in rows})
        settings = self._settings._asdict() | {
            "extractor": self._engine.name,
            "replaced": replaced,
            "articles": len(rows),
        }
        return settings, {row.published_date.isoformat() for row in rows if row.published_date}

    def change(self, table: str, month: str, rows: pa.Table) -> pa.Table:
        """Return a month's rows with those of the outdated articles exchanged."""
        keys = {(row.article_id, row.revision) for row in self._outdated[month]}
        held = zip(rows["article_id"].to_pylist(), rows["revision"].to_pylist(), strict=True)
        kept = rows.filter(pa.array([key not in keys for key in held], pa.bool_()))
        return pa.concat_tables([kept, to_table(TABLES[table].record, self._rows_of(month).get(table, []))])

    def _rows_of(self, month: str) -> dict[str, list[Any]]:
        if self._made[0] != month:
            made: dict[str, list[Any]] = defaultdict(list)
            for article in self._outdated[month]:
                for table, rows in self._engine.analyse(article, self._settings).rows.items():
                    made[table] += rows
            self._made = (month, made)
        return self._made[1]
