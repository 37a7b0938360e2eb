"""Merge the rows of one bucket: each article once per revision, each child row once, all in a fixed order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dyadwire.schemas.arrow import with_column
from dyadwire.schemas.records import Article
from dyadwire.schemas.tables import TABLES, Table, month_of
from dyadwire.transforms.write.row_order import unique_rows

# What follows from the title and text that a revision is the hash of. It tells no candidates of one revision apart, and
# is most of what an article weighs.
OF_REVISION = ("signature", "text")


class Choice(NamedTuple):
    """Which candidates stand for the articles of a bucket, and what of rows changes for it.

    `others` are the places of candidates that another stands for, and `feeds` has, by its place, those of all that one
    stands for. `read_as` has the date by which the rows of an id and revision with several candidates were extracted,
    `dates` that of each article of which a revision had another.
    """

    others: list[int]
    feeds: dict[int, tuple[str, ...]]
    read_as: dict[tuple[str, str], date | None]
    dates: dict[str, date | None]

    def merge(self, name: str, table: pa.Table) -> pa.Table:
        """Return the rows of a table that stay, dated as their article."""
        if name == "articles":
            return dated(self._articles(table), self.dates)
        return dated(_own(table, self.read_as), self.dates) if "article_id" in table.column_names else table

    def _articles(self, candidates: pa.Table) -> pa.Table:
        if not self.others:
            return candidates
        feeds = dict(enumerate(candidates["feeds"].to_pylist())) | self.feeds
        return _without(_with(candidates, "feeds", list(feeds.values())), self.others)


def choose(candidates: pa.Table) -> Choice:
    """Choose among the candidates of a bucket's articles; the columns `OF_REVISION` are not looked at.

    Candidates with one id and revision become one row: feeds are united, every other tie goes to the smallest dated
    row, whose child rows alone stay. All revisions of an article get the date of the one that was fetched first.
    Feeds of one candidate are in order already: what composes articles sorts them.
    """
    rows = _repeated(candidates)
    groups: dict[tuple[str, str], list[int]] = {}
    for place, row in rows.items():
        groups.setdefault((row.article_id, row.revision), []).append(place)
    stands = {key: min(group, key=lambda place: _rank(rows[place])) for key, group in groups.items()}
    several = {key: place for key, place in stands.items() if len(groups[key]) > 1}
    return Choice(
        sorted(rows.keys() - stands.values()),
        {place: _united(rows[member] for member in groups[key]) for key, place in several.items()},
        {key: rows[place].published_date for key, place in several.items()},
        _changed_dates([rows[place] for place in sorted(stands.values())]),
    )


def _repeated(candidates: pa.Table) -> dict[int, Article]:
    """Return, by place, the articles whose id comes more than once: few, as an object weighs ten times its row."""
    ids = candidates["article_id"].combine_chunks().dictionary_encode().indices.to_numpy()
    places = np.flatnonzero(np.bincount(ids)[ids] > 1)
    names = [name for name in candidates.column_names if name not in OF_REVISION]
    unknown: dict[str, Any] = dict.fromkeys(OF_REVISION)
    rows = candidates.select(names).take(places).to_pylist()
    return {place: Article(**row, **unknown) for place, row in zip(places.tolist(), rows, strict=True)}


def _united(candidates: Iterable[Article]) -> tuple[str, ...]:
    return tuple(sorted({feed for candidate in candidates for feed in candidate.feeds}))


def _rank(row: Article) -> tuple[bool, str]:
    return row.published_date is None, repr(row)


def merge_tables(tables: dict[str, pa.Table]) -> dict[str, pa.Table]:
    """Merge the candidates of each article of a bucket and keep each key once, in the order of files."""
    choice = choose(tables["articles"]) if "articles" in tables else None
    return {name: merge_table(name, table, choice) for name, table in tables.items()}


def merge_table(name: str, table: pa.Table, choice: Choice | None) -> pa.Table:
    """Merge one table of a bucket and keep each key once; `choice` is None for a bucket without articles."""
    return unique_rows(choice.merge(name, table) if choice else table, TABLES[name])


def _changed_dates(articles: list[Article]) -> dict[str, date | None]:
    first: dict[str, date | None] = {}
    for article in sorted(articles, key=_first_seen):
        first.setdefault(article.article_id, article.published_date)
    return {row.article_id: first[row.article_id] for row in articles if row.published_date != first[row.article_id]}


def _first_seen(article: Article) -> tuple[str, str]:
    return (article.fetched_at.isoformat() if article.fetched_at else "", article.revision)


def _own(table: pa.Table, read_as: dict[tuple[str, str], date | None]) -> pa.Table:
    """Keep the child rows that were extracted by the date of the chosen candidate.

    Candidates of one revision have one title and text, so that their dates alone can make their rows differ: "last
    year" is another year. A mixture of both would be the reading of no article.
    """
    if not read_as:
        return table
    contested = pc.is_in(table["article_id"], pa.array({key for key, _ in read_as}, pa.string()))
    places = np.flatnonzero(contested.to_numpy())
    some = table.take(places)
    rows = zip(*(some[name].to_pylist() for name in ("article_id", "revision", "published_date")), strict=True)
    lost = [place for place, (key, revision, day) in zip(places.tolist(), rows, strict=True)
            if read_as.get((key, revision), day) != day]  # fmt: skip
    return _without(table, lost) if lost else table


def _without(table: pa.Table, places: list[int]) -> pa.Table:
    return table.take(np.delete(np.arange(table.num_rows), places))


def dated(table: pa.Table, dates: dict[str, date | None]) -> pa.Table:
    """Give the rows of some articles, by id, another date."""
    if not dates:
        return table
    other = pc.index_in(table["article_id"], pa.array(dates.keys(), pa.string()))
    own, column = table["published_date"], pa.array(dates.values(), pa.date32())
    return with_column(table, "published_date", pc.if_else(pc.is_valid(other), column.take(other), own))


def _with(table: pa.Table, column: str, values: list[Any]) -> pa.Table:
    return with_column(table, column, pa.array(values, table.schema.field(column).type))


def split_by_month(rows: pa.Table, table: Table) -> Iterator[tuple[str, pa.Table]]:
    """Split rows into the months of the table's date column; rows keep their order."""
    column = rows[table.date_column]
    days: dict[str, list[date | None]] = {}
    for day in column.unique().to_pylist():
        days.setdefault(month_of(day), []).append(day)
    for month in sorted(days):
        its_own = pa.array(days[month], column.type)
        yield month, rows if len(days) == 1 else rows.filter(pc.is_in(column, its_own))
