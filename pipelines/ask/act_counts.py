"""How many acts there are: of a pair over time, of all pairs ranked, changed, or as a network."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import click
import duckdb

from dyadwire.pipelines.ask.collected import Scope, collection
from dyadwire.pipelines.ask.country_names import Place, name_of, told_of_places
from dyadwire.pipelines.ask.printing import Answer, first_of
from dyadwire.pipelines.ask.query import rows
from dyadwire.pipelines.ask.subjects import Subject
from dyadwire.pipelines.errors import DyadwireError

ALL = "all"  # both cooperation and conflict
COUNTED = (
    "An act is counted once, on the date it was first told, however many outlets tell it again on the days after; "
    "denied ones are not."
)
_SIDES = ("cooperation", "conflict")


def check_alone(others: Mapping[str, Any]) -> None:
    """Refuse options of articles beside --class: they would be ignored."""
    spelled = {param.name: param.opts[0] for param in click.get_current_context().command.params}
    given = [spelled[name] for name, value in others.items() if value]
    if given:
        raise DyadwireError(f"--class counts acts, not articles: leave out {', '.join(given)}")


def act_trend(
    connection: duckdb.DuckDBPyConnection,
    pair: Subject,
    of_class: str,
    by: str,
    period: tuple[date | None, date | None],
) -> Answer:
    """Return how many acts of a class a pair has in each period, beside those of the other classes."""
    since, until = period
    question = 'FROM act_trend($dyad, "by" := $by, since := $since, until := $until)'
    columns, found = rows(connection, question, dyad=pair.code, by=by, since=since, until=until)
    behind = collection(connection, Scope(since=since, until=until))
    column = of_class.replace(" ", "_")
    both = of_class == ALL
    bar = "conflict" if both else column
    brief = tuple(dict.fromkeys(("period", *([bar] if not both else []), *_SIDES, "total_articles")))
    title = f"Acts between {' and '.join(place.name for place in pair[:2] if place)} by {by}, {behind.dates}"
    note = " ".join([COUNTED, *pair.mind, *behind.sentences()])
    return Answer(tuple(columns), found, title, note, None if both else bar, brief, by)


def top_acts(
    connection: duckdb.DuckDBPyConnection, of_class: str, side: Place | None, period: tuple[Any, Any], limit: int
) -> Answer:
    """Return the pairs, or those of one side, with most acts of a class."""
    since, until = period
    question = """
        SELECT country_a || '-' || country_b AS dyad, *, count(*) OVER () AS pairs
        FROM top_acts($of_class, $since, $until)
        WHERE $side IS NULL OR country_a IN (SELECT iso3 FROM sides_of($side))
            OR country_b IN (SELECT iso3 FROM sides_of($side))
        LIMIT $limit"""
    asked = {"of_class": _class(of_class), "side": side and side.code, "limit": limit}
    columns, listed = rows(connection, question, since=since, until=until, **asked)
    found, pairs = [row[:-1] for row in listed], listed[0][-1] if listed else 0
    behind = collection(connection, Scope(since=since, until=until))
    nothing = [] if found else [f"No {_acts(of_class)} are known from this period."]
    more = first_of(limit, pairs, "pair")
    title = f"The pairs with most {_acts(of_class)}{f', of {side.name}' if side else ''}, {behind.dates}"
    note = " ".join([*nothing, *more, COUNTED, *told_of_places(side), *behind.sentences()])
    brief = ("pair", "acts", "reports", "active_days", "codes")
    return Answer(("pair", *columns[:-1]), _named(columns, found), title, note, "acts", brief)


def act_network(connection: duckdb.DuckDBPyConnection, of_class: str, period: tuple[Any, Any], minimum: int) -> Answer:
    """Return who acts to whom, as the edges of a directed graph."""
    since, until = period
    question = "FROM act_network($of_class, $since, $until, minimum := $minimum)"
    columns, found = rows(connection, question, of_class=_class(of_class), since=since, until=until, minimum=minimum)
    behind = collection(connection, Scope(since=since, until=until))
    title = f"Who acts to whom: {_acts(of_class)}, {behind.dates}"
    told = "An edge goes from who acts to whom; what both do together is an edge either way."
    nothing = [] if found else [f"No {_acts(of_class)} that fit are known from this period."]
    return Answer(tuple(columns), found, title, " ".join([*nothing, told, COUNTED, *behind.sentences()]), "weight")


def _named(columns: list[str], found: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    one, other = columns.index("country_a"), columns.index("country_b")
    return [(f"{name_of(row[one])}–{name_of(row[other])}", *row) for row in found]


def _class(of_class: str) -> str | None:
    return None if of_class == ALL else of_class


def _acts(of_class: str) -> str:
    return "acts" if of_class == ALL else f"acts of {of_class}"
