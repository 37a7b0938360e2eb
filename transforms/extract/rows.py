"""Extract in other people's pipelines: rows with a schema in, rows of one table out."""

from __future__ import annotations

import json
from datetime import date, datetime
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import apache_beam as beam
from apache_beam import typehints
from apache_beam.typehints.row_type import RowTypeConstraint

from dyadwire.schemas.tables import TABLES
from dyadwire.transforms.extract.coverage import ArticleRows, ExtractCoverage
from dyadwire.transforms.outcomes.counts import CountFailures
from dyadwire.transforms.parse.articles import ParseArticles
from dyadwire.transforms.text.article.table_rows import Settings
from dyadwire.transforms.text.decide.pairs.article_pair import DEFAULT_THRESHOLD
from dyadwire.transforms.text.formats.documents import Document, Lead

_PLAIN = (str, int, float, bool)


class ExtractRows(beam.PTransform):
    """Rows with a `text` → rows of one table (`rows`), and what could not be used (`failures`).

    Input: any schema'd rows; read are `text`, and where present `url`, `title`, `published_at`, `outlet`, `id`.
    Grain: one row of the table. Guarantee: the same values as in a lake; dates and instants are ISO 8601 text. Nothing
    is looked up elsewhere, so one text given twice is extracted twice. Failures: rows without a usable text.
    Example: ``Row(text="China and Russia signed …")`` → ``Row(country_a="CHN", country_b="RUS", salience=…)``.
    """

    def __init__(
        self,
        table: str = "article_dyads",
        model: str | None = None,
        threshold: float = DEFAULT_THRESHOLD,
        keep_text: str = "full",
    ) -> None:
        super().__init__()
        if table not in TABLES or "article_id" not in TABLES[table].key:
            raise ValueError(f"no table of articles is called {table!r}")
        self._table, self._settings = table, Settings(keep_text, threshold, None if model == "none" else model)

    def expand(self, texts: beam.PCollection[Any]) -> dict[str, beam.PCollection[Any]]:
        """Extract every row."""
        record, table = TABLES[self._table].record, self._table
        parsed = texts | "As leads" >> beam.Map(lead_of) | "Parse articles" >> ParseArticles()
        covered = parsed.articles | "Extract coverage" >> ExtractCoverage(self._settings)
        rows = covered.rows | "As rows" >> beam.FlatMap(_rows_of, table).with_output_types(row_type(record))
        failures = (parsed.failures, covered.failures) | "All failures" >> beam.Flatten()
        counted = failures | "Count failures" >> CountFailures()
        plain = beam.Map(_plain).with_output_types(row_type(TABLES["failures"].record))
        return {"rows": rows, "failures": counted | "As failure rows" >> plain}


def lead_of(row: Any) -> Lead:
    """Return a row as the lead of a record, as a line of JSON Lines would be."""
    body = json.dumps(row._asdict(), default=str).encode("utf-8", "replace")
    name = str(getattr(row, "id", None) or getattr(row, "url", None) or "row")
    return Lead(name, documents=(Document(name, "record", None, None, body),))


def _rows_of(article: ArticleRows, table: str) -> list[beam.Row]:
    return [_plain(row) for row in article.rows.get(table, ())]


def _plain(record: Any) -> beam.Row:
    return beam.Row(**{name: _value(value) for name, value in record._asdict().items()})


def _value(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def row_type(record: type) -> RowTypeConstraint:
    """Return the schema of a record's rows for runners and other languages: what is not plain is text."""
    return RowTypeConstraint.from_fields([(name, _field(hint)) for name, hint in get_type_hints(record).items()])


def _field(hint: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        (inner,) = (each for each in get_args(hint) if each is not type(None))
        return typehints.Optional[_field(inner)]
    if get_origin(hint) is tuple:
        return list[str]
    return hint if hint in (*_PLAIN, bytes) else str
