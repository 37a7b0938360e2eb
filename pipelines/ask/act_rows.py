"""The rows of a question about acts, and how one is written: who did what to whom, and which words say so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import duckdb

from dyadwire.pipelines.ask.left_out import ANY, NARROWED
from dyadwire.pipelines.ask.places import name_of
from dyadwire.pipelines.ask.query import limited_rows
from dyadwire.pipelines.ask.wording import period_name

NONE_KNOWN = "No act of the two is known from this period."
_ASKED = "FROM {}" + NARROWED
_TOLD = _ASKED.format("acts_of($dyad, $since, $until, $languages)")
_COUNTED = _ASKED.format("counted_acts_of($dyad, NULL, $since, $until, $confidence)")


def acts_between(
    connection: duckdb.DuckDBPyConnection,
    dyad: str,
    since: date | None,
    until: date | None,
    languages: Sequence[str] | None = None,
    *,
    once: bool,
    limit: int,
    **filters: str | float | None,
) -> tuple[list[str], list[tuple[Any, ...]], int]:
    """Return what the two of a pair do to one another, newest first: columns and rows, each a sentence that tells it.

    With them, how many there are beyond the limit, too.

    With `once` each act is a row, as it is counted: in articles of all languages, whichever are named. `filters` are
    of_class, code, actor and confidence, the options of `dyadwire acts`: without one, counted acts are likely enough.
    """
    asked: dict[str, Any] = ANY | filters | {"dyad": dyad, "since": since, "until": until}
    if once:
        return limited_rows(connection, _COUNTED, limit, **asked)
    return limited_rows(connection, _TOLD, limit, **asked, languages=languages)


def who_to_whom(row: dict[str, Any]) -> str:
    """Write the two sides of an act, what both do together with an arrow either way.

    >>> who_to_whom({"actor": "RUS", "recipient": "CHN", "mutual": False})
    'Russia → China'
    """
    return f"{name_of(row['actor'])} {'↔' if row['mutual'] else '→'} {name_of(row['recipient'])}"


def act_details(row: dict[str, Any]) -> list[str]:
    """Say of an act what is so beside that it was done: planned or denied, announced before, when it was, whether past.

    >>> days = {"period_start": date(2014, 1, 1), "period_end": date(2014, 12, 31)}
    >>> act_details({"status": "done", "past": True, **days}), act_details({"status": "planned", "past": False, **days})
    (['2014', 'past'], ['planned', '2014'])
    >>> told = {"published_date": date(2026, 10, 7), "first_date": date(2026, 10, 1)}
    >>> act_details({"status": "done", "past": False, "period_start": None, "period_end": None} | told)
    ['announced 2026-10-01']
    """
    status = row["status"] if row["status"] != "done" else ""
    first = row.get("first_date")  # of an act as counted
    announced = f"announced {first}" if first and first < row["published_date"] else ""
    return list(filter(None, (status, announced, period_name(row), "past" if row["past"] else "")))


def trigger_span(row: dict[str, Any]) -> list[dict[str, int]]:
    """Return the span of the words that tell an act, by offsets of its sentence; nothing where none are known."""
    start = row["sentence_start"] or 0
    return [{"start_char": row["start_char"] - start, "end_char": row["end_char"] - start}] if row["end_char"] else []
