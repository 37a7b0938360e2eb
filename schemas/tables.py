"""The tables of a lake: name, record, key, partition, order, and where their files lie."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from dyadwire.schemas import records, settled_records
from dyadwire.schemas.instants import plausible_day

SCHEMA_VERSION = 4  # raised when a reader of the older one could misread a file; every manifest carries it
UNKNOWN_MONTH = "unknown"


class Table(NamedTuple):
    """One table: rows of `record`, unique by `key`, one folder per month of `date_column`, sorted by `order`.

    Files may lack the columns `later`, which came without another schema version: they are null there.
    """

    name: str
    record: type
    key: tuple[str, ...]
    date_column: str = "published_date"
    order: tuple[str, ...] = ()
    settled: bool = False
    later: tuple[str, ...] = ()

    @property
    def month_column(self) -> str:
        """Name of the partition column: published_month or fetched_month."""
        return self.date_column.removesuffix("_date") + "_month"

    def folder(self, month: str) -> str:
        """Return the folder of a month, relative to the lake.

        >>> TABLES["figures"].folder("2026-11")
        'figures/published_month=2026-11'
        """
        return f"{self.name}/{self.month_column}={month}"


_REVISION = ("article_id", "revision")
_PAIR = ("country_a", "country_b")
_SIDES = ("actor", "recipient")

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table("articles", records.Article, _REVISION),
        Table("sentences", records.Sentence, (*_REVISION, "sentence")),
        Table("country_mentions", records.CountryMention, (*_REVISION, "sentence", "start_char", "iso3")),
        Table("dyad_mentions", records.DyadMention, (*_REVISION, "sentence", *_PAIR), order=(*_PAIR, "published_date")),
        Table("article_dyads", records.ArticleDyad, (*_REVISION, *_PAIR), order=(*_PAIR, "published_date")),
        Table(
            "acts",
            records.Act,
            (*_REVISION, "sentence", *_SIDES, "code"),
            order=(*_SIDES, "published_date"),
            later=("period_text", "period_start", "period_end", "background"),
        ),
        Table(
            "figures", records.Figure, (*_REVISION, "sentence", "start_char"), later=("state", "origin", "destination")
        ),
        Table("people", records.Person, (*_REVISION, "full_name")),
        Table("fetches", records.Fetch, ("url", "fetched_at"), date_column="fetched_date"),
        Table("failures", records.Failure, ("failure_id",), date_column="fetched_date"),
        Table("stories", settled_records.Story, ("article_id",), settled=True),
        Table(
            "pair_articles",
            settled_records.PairArticle,
            (*_PAIR, "published_date", "article_id"),
            order=(*_PAIR, "published_date"),
            settled=True,
        ),
        Table("outlet_days", settled_records.OutletDay, ("published_date", "outlet"), settled=True),
        Table(
            "dyad_days",
            settled_records.DyadDay,
            ("published_date", *_PAIR),
            order=(*_PAIR, "published_date"),
            settled=True,
        ),
    )
}


def month_of(day: date | None) -> str:
    """Return the partition of a date; `unknown` for one that can't be true of news.

    >>> month_of(date(2026, 11, 3)), month_of(None)
    ('2026-11', 'unknown')
    """
    return f"{day:%Y-%m}" if plausible_day(day) else UNKNOWN_MONTH
