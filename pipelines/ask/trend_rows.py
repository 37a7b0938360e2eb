"""The rows of a trend: the length of its periods, what is counted in each, and what no trend can show."""

from __future__ import annotations

import difflib
import shlex
from collections.abc import Sequence
from datetime import date
from itertools import chain
from typing import Any

import duckdb

from dyadwire.pipelines.ask.collected import OF_OUTLETS, Scope, asked_outlets
from dyadwire.pipelines.ask.options import BY
from dyadwire.pipelines.ask.periods import label, next_period
from dyadwire.pipelines.ask.query import rows
from dyadwire.pipelines.ask.subjects import Subject
from dyadwire.pipelines.ask.wording import in_text
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.messages import plural

_FEW = 12  # names that a line holds
_FEW_PERIODS = 3
HARDLY = "Collected on less than half of"
HARDLY_SIGN, UNFINISHED_SIGN = "*", "†"  # behind periods, and before the lines that say why
_MOST_PERIODS = 100  # rows that are still read, bars that are still told apart


def step_for(connection: duckdb.DuckDBPyConnection, scope: Scope, most: int = _MOST_PERIODS) -> str:
    """Return the shortest step of which a scope has no more than `most`, and in most of which something was collected.

    Where nothing was collected its length decides; where no step will do, years.
    """
    question = """
        SELECT step, count(DISTINCT period_of(step, published_date)),
            count(DISTINCT period_of(step, published_date)) FILTER (total_articles IS NOT NULL)
        FROM calendar($since, $until), (SELECT unnest($steps) AS step) GROUP BY step"""
    _, found = rows(connection, question, since=scope.since, until=scope.until, steps=list(BY))
    counted = {step: (periods, collected) for step, periods, collected in found}
    fitting = [step for step in BY if step in counted and counted[step][0] <= most]
    full = [step for step in fitting if 2 * counted[step][1] >= counted[step][0]]
    nothing = not any(collected for _, collected in counted.values())
    return next(iter(fitting if nothing else full), BY[-1] if counted else BY[0])


def trend(
    connection: duckdb.DuckDBPyConnection, subject: Subject, scope: Scope
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Return the columns and rows of coverage (schemas/views.sql), from the rollup where it has the answer."""
    period = {"by": scope.by, "since": scope.since, "until": scope.until}
    if subject.is_dyad and scope.is_whole:
        question = 'SELECT * FROM coverage($dyad, "by" := $by, since := $since, until := $until)'
        return rows(connection, question, dyad=subject.code, **period)
    question = """
        SELECT * FROM coverage_between(
            $one, $other, "by" := $by, since := $since, until := $until, outlets := $outlets,
            outlet_countries := $outlet_countries, "match" := $match, panel := $panel, languages := $languages)"""
    return rows(
        connection,
        question,
        one=subject.one.code,
        other=subject.other.code if subject.other else None,
        outlets=list(scope.outlets) or None,
        outlet_countries=list(scope.outlet_countries) or None,
        match=scope.match,
        panel=scope.panel,
        languages=scope.languages,
        **period,
    )


def is_unfinished(periods: Sequence[dict[str, Any]]) -> bool:
    """Tell whether the last period was collected in part, where others are whole: today, or this week.

    Not one that was hardly collected, which is told apart.
    """
    if not any(row["complete_days"] for row in periods) or is_hardly_collected(periods[-1]):
        return False
    return periods[-1]["collected_days"] > 0 and periods[-1]["complete_days"] < periods[-1]["days"]


def marked(periods: Sequence[dict[str, Any]], first: int = 0) -> list[tuple[int, str]]:
    """Return which rows have a sign, counted from `first`: what was hardly collected, and a last one not yet whole."""
    found = [(first + at, HARDLY_SIGN) for at, row in enumerate(periods) if is_hardly_collected(row)]
    return [*found, *([(first + len(periods) - 1, UNFINISHED_SIGN)] if is_unfinished(periods) else [])]


def is_hardly_collected(row: dict[str, Any]) -> bool:
    """Tell a period of which less than half of the days asked for were collected, and some: its counts say little.

    Not one whose days are not told.
    """
    return 0 < 2 * row.get("collected_days", 0) < row.get("days", 0)


def has_days_missing(periods: Sequence[dict[str, Any]]) -> bool:
    """Tell whether some periods have days on which nothing was collected, beside days on which something was."""
    return any(0 < row.get("collected_days", 0) < row.get("days", 0) for row in periods)


def days_collected(row: dict[str, Any]) -> str:
    """Write of how many days of a period something was collected.

    >>> days_collected({"collected_days": 3, "days": 202})
    '3 of 202 days collected'
    """
    return f"{row['collected_days']:,} of {plural(row['days'], 'day')} collected"


def hardly_collected_notes(periods: Sequence[dict[str, Any]], by: str) -> list[str]:
    """Say which periods were collected on less than half of their days, each with its days: a few by name.

    >>> row = {"period": date(2024, 1, 1), "collected_days": 3, "days": 202}
    >>> hardly_collected_notes([row, row | {"collected_days": 150}], "year")
    ['Collected on less than half of its days: 2024 (3 of 202).']
    >>> hardly_collected_notes([row] * 4, "year")
    ['Collected on less than half of their days: 4 of 4 years.']
    """
    found = [row for row in periods if is_hardly_collected(row)]
    named = [f"{label(row['period'], by)} ({row['collected_days']:,} of {row['days']:,})" for row in found]
    which = ", ".join(named) if len(named) <= _FEW_PERIODS else f"{len(named):,} of {plural(len(periods), by)}"
    return [f"{HARDLY} {'its' if len(named) == 1 else 'their'} days: {which}."] if named else []


def end_notes(periods: Sequence[dict[str, Any]], by: str, *, unfinished: bool) -> list[str]:
    """Say what the sign of an unfinished period marks, and how many days of the first and last one were asked for.

    Nothing of a time in which nothing was collected.
    """
    if not any(row["collected_days"] for row in periods):
        return []
    ends = [("first ", periods[0]), ("last ", periods[-1])] if len(periods) > 1 else [("", row) for row in periods]
    cut = [(name, row["days"]) for name, row in ends if row["days"] < _whole(row["period"], by)]
    parts = " and ".join(f"{days} {'days' if days > 1 else 'day'} of the {name}{by}" for name, days in cut)
    told = [f"{UNFINISHED_SIGN} The {ends[-1][0]}{by} was collected in part only."] if unfinished else []
    verb = "is" if [days for _, days in cut] == [1] else "are"
    return [*told, *([f"Counted {verb} only {parts}."] if cut else [])]


def _whole(start: date, by: str) -> int:
    return (next_period(start, by) - start).days


def undated_notes(connection: duckdb.DuckDBPyConnection, subject: Subject, scope: Scope) -> list[str]:
    """Say how many undated articles are about a pair, since no trend can show them; nothing where none is."""
    count = undated_count(connection, subject, scope)
    sides = " and ".join(in_text(side.name) for side in (subject.one, subject.other) if side)
    about = f"about {sides} {'is' if count == 1 else 'are'} in no trend"
    return [f"{plural(count, 'undated article')} {about}{_listed(subject, scope)}."] if count else []


def _listed(subject: Subject, scope: Scope) -> str:
    """Say what lists the undated articles of a scope; nothing where no command can be asked for just these."""
    if len(scope.outlets) > 1 or scope.outlet_countries or scope.panel or scope.match:
        return ""
    narrowed = [("--outlet", name) for name in scope.outlets] + [("--language", code) for code in scope.languages or ()]
    words = ["dyadwire", "articles", subject.code, *chain.from_iterable(narrowed)]
    return f"; `{shlex.join(words)}` lists all"


def undated_count(connection: duckdb.DuckDBPyConnection, subject: Subject, scope: Scope) -> int:
    """Count the undated articles about a pair, of a scope's outlets, languages and words; 0 for one place alone."""
    if subject.other is None:
        return 0
    question = f"""
        WITH undated AS (
            FROM articles_of($dyad, languages := $languages) WHERE published_date IS NULL AND {OF_OUTLETS}
        )
        SELECT count(*) FROM matching('undated', $match)"""  # noqa: S608 — no value is written into it
    asked: dict[str, Any] = {"languages": list(scope.languages or ()) or None, "match": scope.match}
    asked |= asked_outlets(connection, scope)
    _, ((count,),) = rows(connection, question, dyad=subject.code, **asked)
    return int(count)


def find_outlets(connection: duckdb.DuckDBPyConnection, outlets: tuple[str, ...]) -> tuple[str, ...]:
    """Return outlets as the lake writes them, or as it does in other letters, small or capital.

    DyadwireError for one that it does not know, with near ones: its trend would read as a gap.
    """
    if not outlets:
        return ()
    _, found = rows(connection, "SELECT DISTINCT outlet FROM outlet_days ORDER BY outlet")
    known = [outlet for (outlet,) in found]
    held = [name for outlet in outlets for name in _spelled(connection, outlet, known)]
    return tuple(dict.fromkeys(held))


def _spelled(connection: duckdb.DuckDBPyConnection, outlet: str, known: list[str]) -> list[str]:
    if outlet in known:
        return [outlet]
    undated = """SELECT DISTINCT outlet FROM base.articles
        WHERE published_month = 'unknown' AND lower(outlet) = lower($outlet) ORDER BY ALL"""
    alike = [name for name in known if name.lower() == outlet.lower()]
    alike = alike or [name for (name,) in rows(connection, undated, outlet=outlet)[1]]
    if not alike:
        raise DyadwireError(f"the lake has no outlet {outlet!r}{suggest(outlet.lower(), known)}")
    return [outlet] if outlet in alike else alike


def suggest(text: str, known: Sequence[str]) -> str:
    """Say what there is instead of an unknown text: all of it where that is little, else what is alike.

    >>> suggest("x", ["a", "b"]), suggest("x", []), suggest("daly", ["daily", *map(str, range(99))])
    ('; there are a, b', '', '; did you mean daily?')
    """
    if len(known) <= _FEW:
        return f"; there are {', '.join(known)}" if known else ""
    alike = difflib.get_close_matches(text[:100], known, n=3)
    return f"; did you mean {' or '.join(alike)}?" if alike else f"; there are {len(known):,}, such as {known[0]}"


def moving_mean(
    values: Sequence[float | None], periods: int, weights: Sequence[int | None] | None = None
) -> list[float | None]:
    """Average each value with those before it, over what was collected of the last periods; null where it is null.

    Of shares `weights` are the totals: the average is the share of all these periods then, whatever each one's size.

    >>> moving_mean([2, None, 4, 6], 3), moving_mean([0.5, 0.1], 2, [2, 10])
    ([2.0, None, 3.0, 5.0], [0.5, 0.16666666666666666])
    """
    weighed = list(zip(values, weights or [1] * len(values), strict=True))
    means: list[float | None] = []
    for at, value in enumerate(values):
        seen = [(v, weight or 0) for v, weight in weighed[max(0, at - periods + 1) : at + 1] if v is not None]
        total = sum(weight for _, weight in seen)
        means.append(None if value is None else sum(v * weight for v, weight in seen) / total)
    return means
