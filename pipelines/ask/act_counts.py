"""Count acts: of a pair over time, of all pairs as a ranking, or as a network."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

import duckdb

from dyadwire.pipelines.ask.answer import Answer, confidence_notes, more_notes, named_rows
from dyadwire.pipelines.ask.collected import Scope, collection
from dyadwire.pipelines.ask.country_names import place_notes
from dyadwire.pipelines.ask.left_out import left_out_of_all, left_out_of_pair
from dyadwire.pipelines.ask.options import Options
from dyadwire.pipelines.ask.places import Place, folded, name_of, pair_name
from dyadwire.pipelines.ask.query import rows
from dyadwire.pipelines.ask.subjects import Subject
from dyadwire.pipelines.ask.trend_rows import end_notes, is_unfinished
from dyadwire.pipelines.ask.wording import in_text
from dyadwire.pipelines.errors import DyadwireError

ALL = "all"  # both cooperation and conflict
COUNTED = (
    "Each act is counted once, on the date it was first told, however often it is told again; denied ones are not."
)
WAYS = "From it are acts that it does, to it those done to it; what two do together is in both."
_TOP = """
    FROM top_acts($of_class, $since, $until, $confidence, $side)
    SELECT country_a || '-' || country_b AS dyad, *"""
_SIDES = ("cooperation", "conflict")


class Acts(NamedTuple):
    """Which acts are counted: those of a class, at least so likely; with None as likely as LIKELY_ENOUGH."""

    of_class: str
    confidence: float | None = None

    @property
    def asked(self) -> dict[str, Any]:
        """The values of a question about them."""
        return {"of_class": None if self.of_class == ALL else self.of_class, "confidence": self.confidence}

    @property
    def name(self) -> str:
        """What they are called in a heading."""
        return "acts" if self.of_class == ALL else f"acts of {self.of_class}"

    @property
    def counted(self) -> tuple[str, ...]:
        """What is said of how they are counted."""
        return (COUNTED, *confidence_notes("that are told with", self.confidence))


def acts_asked(of_class: str | None, confidence: float | None) -> Acts | None:
    """Return which acts to count, None where articles are; DyadwireError for --confidence without --class."""
    if not of_class and confidence is not None:
        raise DyadwireError("--confidence goes with --class: it is how likely acts are")
    return Acts(of_class, confidence) if of_class else None


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


def act_trend(
    connection: duckdb.DuckDBPyConnection, of: Subject, acts: Acts, by: str, period: tuple[date | None, date | None]
) -> Answer:
    """Return how many acts of a class a pair, or one country, has in each period, beside those of the other classes."""
    since, until = period
    columns, found = act_periods(connection, of.code, by, period, acts.confidence)
    collected = collection(connection, Scope(since=since, until=until))
    periods = named_rows(columns, found)
    unfinished = is_unfinished(periods)
    column = acts.of_class.replace(" ", "_")
    both = acts.of_class == ALL
    title = f"Acts {_sides_in_text(of)} by {by}, {collected.dates}"
    ends = end_notes(periods, by, unfinished=unfinished)
    left_out = _left_out_of(connection, of, period, acts.confidence)
    brief = _brief(of, column)
    ways = (WAYS,) if f"{column}_from" in brief else ()
    notes = (*ways, *acts.counted, *left_out, *of.notes, *collected.notes(), *ends)
    marks = (len(found) - 1,) if unfinished else ()
    dates = (collected.first_date, collected.last_date)
    told: dict[str, Any] = {"read": tuple(of.notes), "undated": collected.of_no_date_asked()}
    of_pair = [(of.code, *row) for row in found]
    shown = ("dyad", *columns)
    return Answer(shown, of_pair, title, notes, None if both else column, brief, by, marks, dates, left_out, **told)


def _sides_in_text(of: Subject) -> str:
    names = [in_text(place.name) for place in of[:2] if place]
    return f"between {' and '.join(names)}" if of.other else f"of {names[0]}"


def _left_out_of(
    connection: duckdb.DuckDBPyConnection,
    of: Subject,
    period: tuple[date | None, date | None],
    confidence: float | None,
) -> tuple[str, ...]:
    if of.other:
        return left_out_of_pair(connection, of.code, period, confidence=confidence).notes
    return left_out_of_all(connection, period, of.code, of_class=None, confidence=confidence).notes


def _brief(of: Subject, column: str) -> tuple[str, ...]:
    """Return what a terminal shows: the class asked for beside both sides, and of one country who does it to whom."""
    first = () if column == ALL else (column,)
    ways = (f"{column}_from", f"{column}_to") if not of.other and column in _SIDES else ()
    return tuple(dict.fromkeys(("period", *first, *ways, *_SIDES, "total_articles")))


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
    notes = (*nothing, *more, *acts.counted, *left_out, *(read := place_notes(side)), *collected.notes())
    brief = ("pair", "acts", "reports", "active_days", "codes")
    told: dict[str, Any] = {"left_out": left_out, "more": (*more,), "read": (*read,)}
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
    notes = (*nothing, *reading, *acts.counted, *left_out, *collected.notes())
    told: dict[str, Any] = {"left_out": left_out, "undated": collected.of_no_date_asked()}
    return Answer(tuple(columns), found, title, notes, "weight", **told)


def heaviest_first(edges: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Sort edges (source, target, weight …) by weight, and alike ones by the names that stand there, not by codes."""
    return sorted(edges, key=lambda edge: (-edge[2], folded(name_of(edge[0])), folded(name_of(edge[1]))))


def _named(columns: list[str], found: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    one, other = columns.index("country_a"), columns.index("country_b")
    return [(pair_name(row[one], row[other]), *row) for row in found]
