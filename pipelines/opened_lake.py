"""A lake as Python asks it: what the commands answer, as relations of DuckDB."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Sequence
from datetime import date
from types import TracebackType
from typing import Any

import click
import duckdb

from dyadwire.pipelines.ask.articles import COLUMNS, articles_about
from dyadwire.pipelines.ask.collected import Scope
from dyadwire.pipelines.ask.figures import Asked
from dyadwire.pipelines.ask.figures import figures as figures_asked
from dyadwire.pipelines.ask.languages import check_languages
from dyadwire.pipelines.ask.options import check_period, period_given
from dyadwire.pipelines.ask.query import connect
from dyadwire.pipelines.ask.subjects import read_pair, read_subjects
from dyadwire.pipelines.ask.trends import check_outlets, step_for
from dyadwire.pipelines.commands import articles, figures, trend
from dyadwire.pipelines.errors import DyadwireError

Day = str | date | None
# Columns that an answer has beside those of its macro, as DuckDB names types.
_MADE = {
    "dyad": "VARCHAR",
    "language": "VARCHAR",
    "outlet_country": "VARCHAR",
    "outlets": "BIGINT",
    "why": "VARCHAR",
    "opening": "VARCHAR",
}
_MEAN = "_mean"


class Lake:
    """A DuckDB connection with the views and macros of a lake, and the questions of the commands.

    Whatever it has no name for is asked of the connection: sql, execute, close. A question takes places and filters as
    the command of its name does ("Russia", "China" or "Russia-China"; since="7d") and gives a relation: `.df()` for
    pandas, `.pl()` for Polars, `.to_arrow_table()`, `.fetchall()`, or its name in more SQL. Where a command tells how
    it read a question (Congo, say), Python warns. DyadwireError for what the command refuses.
    """

    def __init__(self, lake: str | os.PathLike[str]) -> None:
        self.connection = connect(lake, complete=True)

    def __getattr__(self, name: str) -> Any:
        if name == "connection":  # before there is one, as when a copy is made
            raise AttributeError(name)
        return getattr(self.connection, name)

    def __dir__(self) -> Iterable[str]:
        return {*super().__dir__(), *dir(self.connection)}

    def __enter__(self) -> Lake:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.connection.close()

    def trend(
        self,
        *places: str,
        by: str | None = None,
        since: Day = None,
        until: Day = None,
        share: bool = False,
        originals: bool = False,
        against: Sequence[str] = (),
        mean: int | None = None,
        outlets: Sequence[str] = (),
        outlet_countries: Sequence[str] = (),
        match: str | None = None,
        panel: bool = False,
        languages: Sequence[str] = (),
        split: str | None = None,
    ) -> duckdb.DuckDBPyRelation:
        """Return the periods of pairs as `dyadwire trend`; counts are null where nothing was collected.

        `share` and `originals` choose what `mean` averages: all columns are there in any case. `languages` are codes or
        English names; `split` is language or outlet-country: a column tells which.
        """
        asked = _read(trend.command, by=by, since=since, until=until, mean=mean, languages=languages, split=split)
        subjects = read_subjects(places, tuple(against))
        step = asked["by"] or step_for(self.connection, Scope(since=asked["since"], until=asked["until"]))
        answer = trend.ask(
            self.connection,
            subjects,
            **asked | {"by": step},
            share=share,
            originals=originals,
            outlets=tuple(outlets),
            homes=tuple(outlet_countries),
            match=match,
            panel=panel,
        )
        _warn([told for subject in subjects for told in subject.mind])
        return self._relation(answer.columns, answer.rows, "coverage('AAA-BBB', 'week')")

    def figures(
        self,
        *places: str,
        measure: str | None = None,
        topic: str | None = None,
        kind: str | None = None,
        unit: str | None = None,
        period: str | None = None,
        least: str | float | None = None,
        confidence: float | None = None,
        since: Day = None,
        until: Day = None,
        each: bool = False,
        languages: Sequence[str] = (),
    ) -> duckdb.DuckDBPyRelation:
        """Return the figures reported about a pair as `dyadwire figures`; `least` is its --min."""
        filters = {"topic": topic, "kind": kind, "period": period, "least": least, "confidence": confidence}
        asked = _read(figures.command, **filters, since=since, until=until, languages=languages)
        asked["languages"] = check_languages(self.connection, asked["languages"])
        subject = read_pair(places)
        question = Asked(subject, measure=measure, unit=unit, each=each, **asked)
        found = figures_asked(self.connection, question)
        # Rows that only speak of the measure would be taken for those asked for.
        _warn([*question.mind, *(found.told if measure or unit else [])])
        macro = "figures_of" if each else "figure_trend"
        return self._relation(found.columns, found.rows, f"{macro}('AAA-BBB')")

    def articles(
        self,
        *places: str,
        since: Day = None,
        until: Day = None,
        on: str | None = None,
        by: str = "newest",
        originals: bool = False,
        outlet: str | None = None,
        limit: int | None = None,
        languages: Sequence[str] = (),
    ) -> duckdb.DuckDBPyRelation:
        """Return the articles that are counted for a pair as `dyadwire articles`; `by` is newest or salience."""
        asked = _read(articles.command, on=on, since=since, until=until, order=by, limit=limit, languages=languages)
        asked["languages"] = check_languages(self.connection, asked["languages"])
        subject = read_pair(places)
        check_outlets(self.connection, (outlet,) if outlet else ())
        ends = period_given(asked.pop("on"), asked.pop("since"), asked.pop("until"))
        found = articles_about(self.connection, subject.code, *ends, **asked, originals=originals, outlet=outlet)
        _warn(subject.mind)
        return self._relation(COLUMNS, found, "articles_of('AAA-BBB')")

    def _relation(self, columns: Sequence[str], rows: Sequence[Sequence[Any]], macro: str) -> duckdb.DuckDBPyRelation:
        """Make a relation of rows; each column is of the type that the macro gives it, also where all is null."""
        import pyarrow as pa

        like = self.connection.sql(f"FROM {macro} LIMIT 0")
        types = _MADE | dict(zip(like.columns, map(str, like.types), strict=True))
        kinds = ", ".join(f'NULL::{"DOUBLE" if name.endswith(_MEAN) else types[name]} AS "{name}"' for name in columns)
        schema = self.connection.sql(f"SELECT {kinds}").to_arrow_table().schema
        arrays = [
            pa.array(values, type=field.type) for field, values in zip(schema, _turned(rows, columns), strict=True)
        ]
        return self.connection.from_arrow(pa.Table.from_arrays(arrays, schema=schema))


def _turned(rows: Sequence[Sequence[Any]], columns: Sequence[str]) -> list[list[Any]]:
    return [[row[at] for row in rows] for at in range(len(columns))]


def _read(command: click.Command, **given: Any) -> dict[str, Any]:
    """Read values as the options of a command read them; DyadwireError where it would refuse one."""
    options = {option.name: option for option in command.params}
    context = click.Context(command)
    try:
        read = {name: options[name].type_cast_value(context, value) for name, value in given.items()}
    except click.UsageError as error:
        raise DyadwireError(error.format_message()) from error
    check_period(read["since"], read["until"])
    return read


def _warn(told: list[str]) -> None:
    if told:
        warnings.warn(" ".join(dict.fromkeys(told)), stacklevel=3)
