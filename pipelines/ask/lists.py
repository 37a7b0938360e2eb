"""Lists and rankings as answers, with what was collected below them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import duckdb

from dyadwire.pipelines.ask.answer import Answer, Row
from dyadwire.pipelines.ask.collected import Scope, collection


def list_answer(
    connection: duckdb.DuckDBPyConnection,
    columns: Sequence[str],
    found: Sequence[Row],
    title: str,
    within: Mapping[str, Any],
    notes: Iterable[str] = (),
    *,
    nothing: str = "",
    read: Iterable[str] = (),
    **more: Any,
) -> Answer:
    """Return the rows of a list or ranking as an answer: its title has the dates, its note what was collected.

    `within`: the fields of its Scope; `nothing`: what its note begins with if there are no rows; `read`: those of its
    notes that say what was meant; `more`: other fields of the answer.
    """
    collected = collection(connection, Scope(**within))
    empty = [nothing] if nothing and not found else []
    below = (*empty, *notes, *read, *collected.notes(lists=True))
    told: dict[str, Any] = {"read": tuple(read), "undated": collected.of_no_date_asked(lists=True)}
    return Answer(tuple(columns), found, f"{title}, {collected.dates_and_undated}", below, **told, **more)
