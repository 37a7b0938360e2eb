"""Count acts: of a pair over time, of all pairs as a ranking, or as a network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import duckdb

from dyadwire.pipelines.ask.answer import Answer, Row, confidence_notes, more_notes, named_rows
from dyadwire.pipelines.ask.collected import Scope, collection
from dyadwire.pipelines.ask.country_names import place_notes
from dyadwire.pipelines.ask.left_out import left_out_of, left_out_of_all
from dyadwire.pipelines.ask.lists import in_order
from dyadwire.pipelines.ask.options import Options
from dyadwire.pipelines.ask.places import Place, folded, name_of, pair_name
from dyadwire.pipelines.ask.query import rows
from dyadwire.pipelines.ask.subjects import Subject
from dyadwire.pipelines.ask.trend_rows import (
    HARDLY_SIGN,
    end_notes,
    hardly_collected_notes,
    has_days_missing,
    is_unfinished,
    marked,
)
from dyadwire.pipelines.ask.wording import in_text
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.messages import plural

ALL = "all"  # both cooperation and conflict
COUNTED = (
    "Each act is counted once, on the date it was first told, however often it is told again; denied ones are not."
)
WAYS = "From it are acts that it does, to it those done to it; what two do together is in both."
_TOP = """
    FROM top_acts($of_class, $since, $until, $confidence, $side)
    SELECT country_a || '-' || country_b AS dyad, *"""
_REQUEST = "REQUEST, which PLOVER counts as verbal conflict"
_SIDES = ("cooperation", "conflict")
_WITH_DEMANDS = (ALL, "conflict", "verbal conflict")
_DEMANDS = "SELECT sum(requests), sum(acts) FROM top_acts($of_class, $since, $until, $confidence)"


class Acts(NamedTuple):
    """Which acts are counted: those of a class, at least so likely; with None as likely as LIKELY_ENOUGH."""

    of_class: str
    confidence: float | None = None

    @property
    def is_of_class(self) -> bool:
        """Some classes are left out."""
        return self.of_class != ALL

    @property
    def asked(self) -> dict[str, Any]:
        """The values of a question about them."""
        return {"of_class": self.of_class if self.is_of_class else None, "confidence": self.confidence}

    @property
    def name(self) -> str:
        """What they are called in a heading."""
        return f"acts of {self.of_class}" if self.is_of_class else "acts"

    @property
    def counted(self) -> tuple[str, ...]:
        """What is said of how they are counted."""
        return (COUNTED, *confidence_notes("that are told with", self.confidence))


def acts_asked(
    of_class: str | None, confidence: float | None, options: Options, of_articles: Mapping[str, Any]
) -> Acts | None:
    """Return which acts to count, None where articles are.

    DyadwireError for --confidence without --class, and for options of articles beside it: see `check_alone`.
    """
    if not of_class:
        if confidence is not None:
            raise DyadwireError("--confidence goes with --class: it is how likely acts are")
        return None
    check_alone(options, of_articles)
    return Acts(of_class, confidence)


def check_alone(options: Options, others: Mapping[str, Any], option: str = "--class") -> None:
    """Refuse options of a question that are of articles beside the one that counts acts: they would be ignored."""
    given = [each.opts[0] for each in options.params if others.get(str(each.name))]
    if given:
        raise DyadwireError(f"{option} counts acts, not articles: leave out {', '.join(given)}")


def act_periods(
    connection: duckdb.DuckDBPyConnection,
    code: str,
    by: str,
    period: tuple[date | None, date | None],
    confidence: float | None,
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Return how many acts of each class a pair, or a country of all its pairs, has in each period: as SQL has them."""
    since, until = period
    macro = "act_trend" if "-" in code else "act_trend_of"
    question = f'FROM {macro}($code, "by" := $by, since := $since, until := $until, at_confidence := $confidence)'
    return rows(connection, question, code=code, by=by, since=since, until=until, confidence=confidence)


def demands_of_period(
    connection: duckdb.DuckDBPyConnection, acts: Acts, period: tuple[date | None, date | None]
) -> tuple[str, ...]:
    """Say how many of the acts of conflict of a period only ask or demand, where the rows of an answer don't tell."""
    if acts.of_class not in _WITH_DEMANDS:
        return ()
    asked = acts._replace(of_class=_class_with_demands(acts.of_class))
    _, ((demands, every),) = rows(connection, _DEMANDS, since=period[0], until=period[1], **asked.asked)
    return demand_notes(demands or 0, every, asked.of_class)


def demands_in_periods(periods: Sequence[dict[str, Any]], of_class: str = ALL) -> tuple[str, ...]:
    """Say it of the rows of act_trend."""
    if of_class not in _WITH_DEMANDS:
        return ()
    counted = _class_with_demands(of_class)
    demands, every = (sum(row[name] or 0 for row in periods) for name in ("requests", counted.replace(" ", "_")))
    return demand_notes(demands, every, counted)


def _class_with_demands(of_class: str) -> str:
    """Return the class of which requests are told: of all acts, conflict."""
    return "conflict" if of_class == ALL else of_class


def demand_notes(demands: int, every: int | None = None, of_class: str = "conflict") -> tuple[str, ...]:
    """Say how many acts are REQUEST, and of how many of a class, if that is known; nothing where none is.

    News would not call these a conflict.

    >>> demand_notes(9, 19)
    ('Of 19 acts of conflict 9 ask or demand something: REQUEST, which PLOVER counts as verbal conflict.',)
    >>> demand_notes(1), demand_notes(0, 19)
    (('Of these acts 1 asks or demands something: REQUEST, which PLOVER counts as verbal conflict.',), ())
    """
    asks = "asks or demands" if demands == 1 else "ask or demand"
    which = "these acts" if every is None else f"{plural(every, 'act')} of {of_class}"
    return (f"Of {which} {demands:,} {asks} something: {_REQUEST}.",) if demands else ()


def _demands_in(acts: Acts, columns: Sequence[str], found: Sequence[Row]) -> tuple[str, ...]:
    """Say it of the rows of a ranking."""
    demands, every = (sum(row[columns.index(name)] for row in found) for name in ("requests", "acts"))
    return demand_notes(demands, every if acts.is_of_class else None, acts.of_class)


def act_trend(
    connection: duckdb.DuckDBPyConnection, of: Subject, acts: Acts, by: str, period: tuple[date | None, date | None]
) -> Answer:
    """Return how many acts of a class a pair, or one country, has in each period; rows have the other classes, too."""
    since, until = period
    columns, found = act_periods(connection, of.code, by, period, acts.confidence)
    collected = collection(connection, Scope(since=since, until=until))
    periods = named_rows(columns, found)
    hardly = hardly_collected_notes(periods, by)
    column = acts.of_class.replace(" ", "_")
    title = f"{acts.name.capitalize()} {_sides_in_text(of)} by {by}, {collected.dates}"
    ends = [*(f"{HARDLY_SIGN} {note}" for note in hardly), *end_notes(periods, by, unfinished=is_unfinished(periods))]
    left_out = left_out_of(connection, of, period, **acts.asked).notes
    brief = (*_brief(of, column), *(("collected_days",) if has_days_missing(periods) else ()))
    ways = (WAYS,) if f"{column}_from" in brief else ()
    demands = demands_in_periods(periods, acts.of_class)
    notes = (*ways, *acts.counted, *demands, *left_out, *of.notes, *collected.notes(), *ends)
    left_out = (*demands, *left_out, *hardly)
    marks = tuple(marked(periods))
    dates = (collected.first_date, collected.last_date)
    told: dict[str, Any] = {"read": tuple(of.notes), "undated": collected.of_no_date_asked()}
    of_pair = [(of.code, *row) for row in found]
    shown = ("dyad", *columns)
    bar = column if acts.is_of_class else None
    return Answer(shown, of_pair, title, notes, bar, brief, by, marks, dates, left_out, **told)


def _sides_in_text(of: Subject) -> str:
    names = [in_text(place.name) for place in of[:2] if place]
    return f"between {' and '.join(names)}" if of.other else f"of {names[0]}"


def _brief(of: Subject, column: str) -> tuple[str, ...]:
    """Return what a terminal shows: the class asked for and its halves, or of one country who does it to whom."""
    if column not in _SIDES:
        return ("period", *(_SIDES if column == ALL else (column,)), "total_articles")
    # A row fits 80 cells.
    parts = (f"verbal_{column}", f"material_{column}") if of.other else (f"{column}_from", f"{column}_to")
    return ("period", column, *parts, "total_articles")


def top_acts(
    connection: duckdb.DuckDBPyConnection, acts: Acts, side: Place | None, period: tuple[Any, Any], limit: int
) -> Answer:
    """Return the pairs, or those of one side, with most acts of a class."""
    since, until = period
    asked = {"since": since, "until": until, "side": side and side.code}
    columns, listed = rows(connection, _TOP, **asked, **acts.asked)
    at = columns.index("acts") + 1
    ranked = sorted(_named(columns, listed), key=lambda row: (-row[at], folded(row[0])))
    found = ranked[:limit]
    collected = collection(connection, Scope(since=since, until=until))
    nothing = [] if found else [f"No {acts.name} are known from this period."]
    more = more_notes(limit, len(ranked), "pair")
    title = f"The pairs with most {acts.name}{f', of {in_text(side.name)}' if side else ''}, {collected.dates}"
    left_out = left_out_of_all(connection, period, side and side.code, **acts.asked).notes
    demands = _demands_in(acts, columns, listed)
    said = (*nothing, *more, *acts.counted, *demands, *left_out, *(read := place_notes(side)))
    notes = in_order(collected, said, bool(found), lists=False)
    brief = ("pair", "acts", "reports", "active_days", "codes")
    told: dict[str, Any] = {"left_out": (*demands, *left_out), "more": (*more,), "read": (*read,)}
    return Answer(("pair", *columns), found, title, notes, "acts", brief, **told, undated=collected.of_no_date_asked())


def act_network(connection: duckdb.DuckDBPyConnection, acts: Acts, period: tuple[Any, Any], minimum: int) -> Answer:
    """Return who acts to whom, as the edges of a directed graph."""
    since, until = period
    question = "FROM act_network($of_class, $since, $until, minimum := $minimum, at_confidence := $confidence)"
    columns, edges = rows(connection, question, since=since, until=until, minimum=minimum, **acts.asked)
    found = heaviest_first(edges)
    collected = collection(connection, Scope(since=since, until=until))
    title = f"Who acts to whom: {acts.name}, {collected.dates}"
    together = any(edge[columns.index("mutual")] for edge in found)
    reading = ["What both do together stands in both directions."] if together else []
    nothing = [] if found else [f"No {acts.name} that fit are known from this period."]
    left_out = left_out_of_all(connection, period, **acts.asked).notes
    demands = demands_of_period(connection, acts, period) if edges else ()  # in edges, two do one together twice
    notes = in_order(collected, (*nothing, *reading, *acts.counted, *demands, *left_out), bool(found), lists=False)
    told: dict[str, Any] = {"left_out": (*demands, *left_out), "undated": collected.of_no_date_asked()}
    return Answer(tuple(columns), found, title, notes, "weight", ("source", "target", "weight", "mutual"), **told)


def heaviest_first(edges: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Sort edges (source, target, weight …) by weight, and alike ones by the names that stand there, not by codes."""
    return sorted(edges, key=lambda edge: (-edge[2], folded(name_of(edge[0])), folded(name_of(edge[1]))))


def _named(columns: list[str], found: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    one, other = columns.index("country_a"), columns.index("country_b")
    return [(pair_name(row[one], row[other]), *row) for row in found]
