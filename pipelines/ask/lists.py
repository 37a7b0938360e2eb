"""Lists and rankings as answers, with what was collected below them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import duckdb

from dyadwire.pipelines.ask.answer import Answer, Row
from dyadwire.pipelines.ask.collected import Collection, Scope, collection
from dyadwire.pipelines.ask.periods import last_believed, outside
from dyadwire.pipelines.ask.query import rows
from dyadwire.pipelines.ask.subjects import Subject
from dyadwire.pipelines.messages import plural

# Over all dates that may be asked for: only an empty answer looks for them.
_OUTSIDE = """
    SELECT count(*), min(published_date), max(published_date)
    FROM {}($code, DATE '1900-01-01', greatest($last, $believed), $languages)
    WHERE published_date NOT BETWEEN $first AND $last AND ($outlets IS NULL OR list_contains($outlets, outlet))"""

_OF_PAIR = ("articles_of", "article", " about the pair")
# By whether it is one side alone, and by whether acts are asked for.
_COUNTED = {
    (False, False): _OF_PAIR,
    (False, True): _OF_PAIR,
    (True, False): ("articles_of_side", "article", " naming {}"),
    (True, True): ("acts_of_side", "sentence", " on acts of this side"),
}


def outside_notes(
    connection: duckdb.DuckDBPyConnection,
    subject: Subject,
    scope: Scope,
    collected: Collection,
    *,
    of_acts: bool = False,
) -> list[str]:
    """Say, below an answer without a row, how many articles about its pair are dated outside of the period asked for.

    Of one side those that name it, or `of_acts` its acts, by sentence. Nothing where none are, or other conditions
    leave articles out.
    """
    first = scope.since or collected.first_date
    last = scope.until or collected.last_date or first
    if scope.outlet_countries or scope.panel or scope.match or not (first and last):
        return []
    asked: dict[str, Any] = {"languages": list(scope.languages or ()) or None, "outlets": list(scope.outlets) or None}
    asked |= {"first": first, "last": last, "believed": last_believed()}
    macro, noun, whose = _COUNTED[subject.other is None, of_acts]
    whose = whose.format("one of them" if subject.one.is_members else "it")
    question = _OUTSIDE.format(macro)
    _, ((count, *found),) = rows(connection, question, code=subject.code, **asked)
    return [f"{plural(count, noun)}{whose} {outside((found[0], found[1]), (first, last), count)}."] if count else []


def in_order(collected: Collection, said: Iterable[str], found: bool, *, lists: bool) -> tuple[str, ...]:
    """Return notes and what was collected, that first where nothing was: none found is no zero then."""
    of_collected = collected.notes(lists=lists)
    return (*said, *of_collected) if found or collected.collected_days else (*of_collected, *said)


def list_answer(
    connection: duckdb.DuckDBPyConnection,
    columns: Sequence[str],
    found: Sequence[Row],
    title: str,
    within: Mapping[str, Any],
    notes: Iterable[str] = (),
    *,
    nothing: str = "",
    subject: Subject | None = None,
    read: Iterable[str] = (),
    **more: Any,
) -> Answer:
    """Return the rows of a list or ranking as an answer: its title has the dates, its note what was collected.

    `within`: the fields of its Scope; `nothing`: what its note begins with if there are no rows; `subject`: of which it
    tells then what lies outside of the period; `read`: those of its notes that say what was meant; `more`: other fields
    of the answer. What gives a share of all articles has a column of that name.
    """
    scope = Scope(**within)
    collected = collection(connection, scope)._replace(has_shares="share" in columns)
    empty = [nothing] if nothing and not found else []
    beyond = outside_notes(connection, subject, scope, collected) if subject and not found else []
    below = in_order(collected, (*empty, *notes, *beyond, *read), bool(found), lists=True)
    told: dict[str, Any] = {"read": tuple(read), "undated": collected.of_no_date_asked(lists=True)}
    return Answer(tuple(columns), found, f"{title}, {collected.dates_and_undated}", below, **told, **more)
