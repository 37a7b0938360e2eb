"""Count the acts that a count leaves out, which a note below it says: those of the past, and unlikely ones.

An export in the columns of other data also tells those that are denied, and what these have no column for.

What the second number is: infra/docs/counting.md, Acts.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import duckdb

from dyadwire.pipelines.ask.options import LIKELY_ENOUGH
from dyadwire.pipelines.ask.query import rows
from dyadwire.pipelines.ask.subjects import Subject
from dyadwire.pipelines.messages import plural

_COUNTED = """SELECT count(*) FILTER (past AND confidence >= $least), count(*) FILTER (NOT past AND confidence < $least)
    FROM {}"""
_OF_ALL = _COUNTED.format("acts_counted($of_class, $since, $until, $confidence, of_past := NULL)")
_OF_PAIR = _COUNTED.format("acts_counted_of($dyad, NULL, $since, $until, $confidence, of_past := NULL)")
_NARROWED = """
    WHERE is_of_class(act_class, $of_class) AND ($code IS NULL OR code = $code)
        AND ($confidence IS NULL OR confidence >= $confidence)"""
_DOES = "is_side($actor, actor, published_date) OR (mutual AND is_side($actor, recipient, published_date))"
_IS_DONE_TO = (
    "is_side($recipient, recipient, published_date) OR (mutual AND is_side($recipient, actor, published_date))"
)
_IS_OF = "is_side($side, country_a, published_date) OR is_side($side, country_b, published_date)"
_OF_SIDES = {"actor": _DOES, "recipient": _IS_DONE_TO, "side": _IS_OF}
# What an export in the columns of other data leaves out: it goes by dates of acts, not by those collected.
_OF_EXPORT = """
    WITH likely AS (FROM likely_acts('base.acts', $confidence)),
    told AS (SELECT *, status = 'denied' AS denied FROM act_groups_in('likely'))
    SELECT
        count(*) FILTER (NOT denied AND past AND confidence >= $least),
        count(*) FILTER (NOT denied AND NOT past AND confidence < $least),
        count(*) FILTER (denied AND confidence >= $least),
        count(*) FILTER (
            $like = 'gdelt' AND status = 'planned' AND is_of_class(act_class, 'conflict')
            AND NOT past AND confidence >= $least
        )
    FROM told
    WHERE ($since IS NULL OR told_date >= $since) AND ($until IS NULL OR told_date <= $until)"""
Filters = dict[str, str | float | None]
ANY: Filters = dict.fromkeys(("of_class", "code", "actor", "recipient", "confidence"))


class LeftOut(NamedTuple):
    """How many acts a count leaves out: those of the past, and those that no sentence tells likely enough.

    And, of an export in the columns of other data, those that are denied, and planned ones of conflict.
    """

    past: int = 0
    unlikely: int = 0
    denied: int = 0
    planned: int = 0
    of_class: str = ""  # of which class all of them are, where one is asked for

    @property
    def notes(self) -> tuple[str, ...]:
        """What is said of either below a count, where there are some."""
        return self.notes_with("--confidence 0 counts them")

    def notes_with(self, otherwise: str) -> tuple[str, ...]:
        """What is said of them in a line, where there are some; `otherwise` says how one has the unlikely, too.

        >>> LeftOut(past=1, unlikely=20).notes_with("0 counts them")
        ('Left out: 20 acts less likely than 0.5 (0 counts them), 1 of the past.',)
        >>> LeftOut(past=1, of_class="conflict").notes
        ('Left out: 1 act of conflict of the past.',)
        """
        counts = (
            (self.unlikely, f"less likely than {LIKELY_ENOUGH} ({otherwise})"),
            (self.past, "of the past"),
            (self.denied, "denied"),
            (self.planned, "of conflict only planned, for which CAMEO has no code"),
        )
        first, *others = [(count, which) for count, which in counts if count] or [(0, "")]
        acts = plural(first[0], "act") + (self.of_class and f" of {self.of_class}")
        said = [f"{acts} {first[1]}", *(f"{count:,} {which}" for count, which in others)]
        return (f"Left out: {', '.join(said)}.",) if first[0] else ()


def narrowed(question: str, asked: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return a question for acts that fit what is asked (ANY, and the side of a count of all pairs), and its values.

    Sides that nobody named are no part of it: to plan for each takes as long as to answer many a question.
    """
    named = [f" AND ({condition})" for name, condition in _OF_SIDES.items() if asked.get(name) is not None]
    values = {name: value for name, value in asked.items() if name not in _OF_SIDES or value is not None}
    return question + _NARROWED + "".join(named), values


def left_out_of_all(
    connection: duckdb.DuckDBPyConnection,
    period: tuple[date | None, date | None],
    side: str | None = None,
    **filters: str | float | None,
) -> LeftOut:
    """Return what a count of acts of all pairs, or of a side, leaves out; `filters` as left_out_of_pair has them."""
    since, until = period
    question, asked = narrowed(_OF_ALL, ANY | filters | {"side": side})
    return _left_out(connection, question, since=since, until=until, **asked)


def left_out_of_pair(
    connection: duckdb.DuckDBPyConnection,
    dyad: str,
    period: tuple[date | None, date | None],
    **filters: str | float | None,
) -> LeftOut:
    """Return what a count of the acts of a pair leaves out; `filters` are the names of ANY."""
    since, until = period
    question, asked = narrowed(_OF_PAIR, ANY | filters)
    return _left_out(connection, question, dyad=dyad, since=since, until=until, **asked)


def left_out_of(
    connection: duckdb.DuckDBPyConnection,
    subject: Subject,
    period: tuple[date | None, date | None],
    **filters: str | float | None,
) -> LeftOut:
    """Return what a count of the acts of a pair, or of one side with all others, leaves out."""
    if subject.other:
        return left_out_of_pair(connection, subject.code, period, **filters)
    return left_out_of_all(connection, period, subject.code, **filters)


def left_out_of_export(
    connection: duckdb.DuckDBPyConnection, like: str, since: date | None, until: date | None
) -> LeftOut:
    """Return which acts of a period acts_as_gdelt or acts_as_polecat, as `like` says, leaves out."""
    return _left_out(connection, _OF_EXPORT, like=like, since=since, until=until, confidence=None)


def _left_out(connection: duckdb.DuckDBPyConnection, question: str, **asked: Any) -> LeftOut:
    """Ask for the acts of the past, and for the unlikely: who asks for a probability knows of those."""
    least = LIKELY_ENOUGH if asked["confidence"] is None else 0
    # Of all acts in one question, not the difference of two: by its doubtful sentences an act may begin earlier.
    _, (found,) = rows(connection, question, **asked | {"confidence": asked["confidence"] or 0, "least": least})
    return LeftOut(*found)._replace(of_class=asked.get("of_class") or "")
