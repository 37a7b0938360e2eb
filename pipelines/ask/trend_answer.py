"""A trend as an answer: its lines, columns, title and notes."""

from __future__ import annotations

from itertools import chain
from typing import Any

import duckdb

from dyadwire.pipelines.ask.answer import Answer, named_rows
from dyadwire.pipelines.ask.collected import Collection, Scope, collection
from dyadwire.pipelines.ask.country_names import place_notes
from dyadwire.pipelines.ask.lists import outside_notes
from dyadwire.pipelines.ask.query import rows as ask_rows
from dyadwire.pipelines.ask.subjects import Subject
from dyadwire.pipelines.ask.trend_rows import (
    HARDLY,
    HARDLY_SIGN,
    end_notes,
    hardly_collected_notes,
    has_days_missing,
    is_hardly_collected,
    is_unfinished,
    marked,
    moving_mean,
    trend,
    undated_notes,
)
from dyadwire.pipelines.ask.trend_split import name_of_part, split_scope
from dyadwire.pipelines.errors import DyadwireError

SPLIT_COLUMNS = ("language", "outlet_country")
_GAP = {
    "language": "– or grey: no outlet that writes in that language was collected.",
    "outlet_country": "– or grey: no outlet of that country was collected.",
}
NO_SHARE = "No share: no article of that period was analysed."
_APART = {None: "", "language": " in each language", "outlet_country": " in the outlets of each country"}


def answer_trend(
    connection: duckdb.DuckDBPyConnection,
    subjects: list[Subject],
    scope: Scope,
    measure: str,
    mean: int | None,
    split: str | None,
) -> Answer:
    """Answer with the periods of every line, one line after the other; `bar` of the answer is the measure.

    `mean` adds the moving average of so many periods; `split`, one of SPLIT_COLUMNS, tells a single subject apart.
    """
    columns = _columns(scope.by, split)
    lines, left_out = _lines(connection, subjects, scope, split)
    rows: list[tuple[Any, ...]] = []
    marks: list[tuple[int, str]] = []
    for line in lines:
        rows += _with_mean(line, columns, measure, mean)
        marks += marked(line, len(rows) - len(line))
    shown = (*columns, f"{measure}_mean") if mean else columns
    collected = collection(connection, scope)
    hidden = _outside(connection, subjects, scope, collected, rows, columns) if not split else []
    undated = _undated(connection, subjects, scope) if collected.is_open and collected.undated else []
    why_none = [] if collected.outlets else _no_outlets_notes(connection, scope, collected)
    hardly = _hardly(lines, scope.by, split)
    note = [*_read(subjects), *collected.notes()] if collected.outlets else [*why_none]
    note += [*hidden, *undated, *_empty_periods(lines, split), *(f"{HARDLY_SIGN} {line}" for line in hardly)]
    note += end_notes(lines[0], scope.by, unfinished=any(map(is_unfinished, lines))) if lines else []
    return Answer(
        shown,
        rows,
        _title(subjects, scope.by, collected, split),
        (*note, *left_out),
        bar=measure,
        brief=_brief(shown, len(subjects) > 1, measure, days=any(map(has_days_missing, lines))),
        by=scope.by,
        marks=tuple(marks),
        dates=(collected.first_date, collected.last_date),
        left_out=(*hidden, *hardly) if collected.total_articles else (*(why_none or collected.unread_notes), *hidden),
        read=tuple(_read(subjects)),
        undated=(*collected.of_no_date_asked(), *undated),
        called=tuple((subject.code, subject.name) for subject in subjects),
    )


def _outside(
    connection: duckdb.DuckDBPyConnection,
    subjects: list[Subject],
    scope: Scope,
    collected: Collection,
    rows: list[tuple[Any, ...]],
    columns: tuple[str, ...],
) -> list[str]:
    """Say of a trend of one pair without any article how many there are outside of its period."""
    counted = any(row[columns.index("articles")] for row in rows)
    if counted or len(subjects) > 1 or not subjects[0].other:
        return []
    return outside_notes(connection, subjects[0], scope, collected)


def _empty_periods(lines: list[list[dict[str, Any]]], split: str | None) -> list[str]:
    """Say why periods have no count, or no share: nothing was collected for a part, or no article is there."""
    periods = [*chain.from_iterable(lines)]
    gaps = [_GAP[split]] if split and any(not row["collected_days"] for row in periods) else []
    return [*gaps, *([NO_SHARE] if any(row["total_articles"] == 0 for row in periods) else [])]


def _hardly(lines: list[list[dict[str, Any]]], by: str, split: str | None) -> list[str]:
    """Say which periods were hardly collected: of several subjects they are the same, of parts each has its own."""
    if not split:
        return hardly_collected_notes(lines[0], by) if lines else []
    return [f"{HARDLY} the days of the {by}."] if any(map(is_hardly_collected, chain.from_iterable(lines))) else []


def _read(subjects: list[Subject]) -> list[str]:
    return place_notes(*(place for subject in subjects for place in subject[:2]))


def _undated(connection: duckdb.DuckDBPyConnection, subjects: list[Subject], scope: Scope) -> list[str]:
    """Say what no trend can show."""
    return [line for subject in subjects for line in undated_notes(connection, subject, scope)]


def _lines(
    connection: duckdb.DuckDBPyConnection, subjects: list[Subject], scope: Scope, split: str | None
) -> tuple[list[list[dict[str, Any]]], list[str]]:
    """Return the periods of every line, and what no line has: a line a subject, or a line a part of the lake."""

    def ask_one(subject: Subject, within: Scope, **more: Any) -> list[dict[str, Any]]:
        found, counted = trend(connection, subject, within)
        return [row | {"dyad": subject.code, **more} for row in named_rows(found, counted)]

    if split is None:
        return [ask_one(subject, scope) for subject in subjects], []
    if len(subjects) > 1:
        raise DyadwireError("--split tells one subject apart: ask for one pair or one country")
    parts, left_out = split_scope(connection, scope, split, subjects[0])
    return [ask_one(subjects[0], part.scope, **{split: part.code}) for part in parts], left_out


def line_name(split: str | None, code: str, subjects: list[Subject]) -> str:
    """Return what a legend calls a line."""
    if split is None:
        return next(str(subject.name) for subject in subjects if subject.code == code)
    return name_of_part(split, code)


def _no_outlets_notes(connection: duckdb.DuckDBPyConnection, scope: Scope, collected: Collection) -> list[str]:
    """Say why no outlet was counted, what was asked for, and what the lake has instead."""
    why = "Nothing was collected in this period."
    if scope.panel:
        why = _no_panel(connection, scope) or why
    elif scope.outlets or scope.outlet_countries:
        why = "None of the outlets asked for was collected in this period."
    elif collected.is_open:
        return collected.notes()
    return [*scope.narrowed, why, *collected.dates_instead]


def _no_panel(connection: duckdb.DuckDBPyConnection, scope: Scope) -> str:
    """Say why no outlet is left of those collected in a period; nothing where none was collected."""
    question = "SELECT count(outlets_collected), coalesce(max(outlets_complete), 0) FROM calendar($since, $until)"
    _, ((days, complete),) = ask_rows(connection, question, since=scope.since, until=scope.until)
    polled = "a day is complete once all feeds of an outlet were polled after it"
    if complete:
        why = "No outlet was collected completely on every day on which any was: --panel leaves none. Try a shorter"
        return f"{why} period, or --until yesterday: {polled}."
    why = "No outlet was collected completely on any day of this period: --panel leaves none. Articles read from files"
    return f"{why} tell no whole day; of feeds try --until yesterday: {polled}." if days else ""


def heading(split: str | None, subjects: list[Subject]) -> str:
    """Return what stands above the chart of a split trend."""
    return f"{subjects[0].name}{_APART[split]}" if split else ""


def _columns(by: str, split: str | None) -> tuple[str, ...]:
    outlets = ("most_outlets",) if by != "day" else ("outlets",)
    counts = ("articles", "share", "originals", "originals_share", "mentioned_articles", *outlets)
    line = ("dyad", split) if split else ("dyad",)
    return (*line, "period", *counts, "total_articles", "total_originals", "days", "collected_days", "complete_days")


def _brief(columns: tuple[str, ...], several: bool, measure: str, *, days: bool) -> tuple[str, ...]:
    of_originals = measure.startswith("originals")
    shares = ("originals_share", "articles") if of_originals else ("share", "originals")
    count, total = ("originals", "total_originals") if of_originals else ("articles", "total_articles")
    more = () if f"{measure}_mean" in columns else (shares[1], "outlets")  # a row fits 80 cells
    order = ("dyad", *SPLIT_COLUMNS, "period", measure, f"{measure}_mean", count, shares[0], *more, total)
    order = (*order, *(("collected_days",) if days else ()))
    return tuple(dict.fromkeys(n for n in order if n in columns and (n != "dyad" or several)))


def _with_mean(named: list[dict[str, Any]], columns: tuple[str, ...], measure: str, mean: int | None) -> Any:
    for row in named:
        row.setdefault("outlets", row["most_outlets"])  # of one day they are the same
    rows = [tuple(row[name] for name in columns) for row in named]
    if not mean:
        return rows
    total = {"share": "total_articles", "originals_share": "total_originals"}.get(measure)
    means = moving_mean([row[measure] for row in named], mean, [row[total] for row in named] if total else None)
    return [(*row, value) for row, value in zip(rows, means, strict=True)]


def _title(subjects: list[Subject], by: str, collected: Collection, split: str | None) -> str:
    names = ", ".join(subject.name for subject in subjects)
    verb = "about" if all(subject.other for subject in subjects) else "that name"
    return f"Articles {verb} {names}{_APART[split]} by {by}, {collected.dates}"
