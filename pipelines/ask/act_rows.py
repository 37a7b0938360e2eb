"""The rows of a question about acts, and how one is written: who did what to whom, and which words say so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import duckdb

from dyadwire.pipelines.ask.left_out import ANY, narrowed
from dyadwire.pipelines.ask.places import name_of
from dyadwire.pipelines.ask.query import limited_rows
from dyadwire.pipelines.ask.subjects import Subject
from dyadwire.pipelines.ask.wording import period_name

NONE_KNOWN = "No act of the two is known from this period."
_NONE_OF_SIDE = "No act that it does, or that is done to it, is known from this period."
_FEWER = ": ask with fewer conditions to see what is."
_TOLD = "FROM acts_of{}($dyad, $since, $until, $languages)"
_COUNTED = "FROM counted_acts_of{}($dyad, NULL, $since, $until, $confidence)"


def acts_between(
    connection: duckdb.DuckDBPyConnection,
    dyad: str,  # or one side
    since: date | None,
    until: date | None,
    languages: Sequence[str] | None = None,
    *,
    once: bool,
    limit: int,
    **filters: str | float | None,
) -> tuple[list[str], list[tuple[Any, ...]], int]:
    """Return what the two of a pair, or one side and all others, do to one another: columns, rows, how many there are.

    The rows, each a sentence that tells it, are the newest up to the limit; the number is that of all.

    With `once` each act is a row, as it is counted: in articles of all languages, whichever are named. `filters` are
    of_class, code, actor, recipient and confidence, the options of `dyadwire acts`: without the last, counted acts are
    likely enough.
    """
    asked: dict[str, Any] = ANY | filters | {"dyad": dyad, "since": since, "until": until}
    asked |= {} if once else {"languages": languages}
    question, values = narrowed((_COUNTED if once else _TOLD).format("" if "-" in dyad else "_side"), asked)
    return limited_rows(connection, question, limit, **values)


def none_known(subject: Subject, *, such: bool) -> str:
    """Say that no act of a pair or side is known; `such`: none that fits the conditions, others may be.

    >>> from dyadwire.pipelines.ask.subjects import read_subject
    >>> none_known(read_subject(("Russia", "China")), such=True)
    'No such act of the two is known from this period: ask with fewer conditions to see what is.'
    """
    none = NONE_KNOWN if subject.other else _NONE_OF_SIDE
    return none.replace("No act", "No such act").rstrip(".") + _FEWER if such else none


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
