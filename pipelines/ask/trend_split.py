"""Split a trend by the language of its articles, or by the country of its outlets."""

from __future__ import annotations

from typing import Any, NamedTuple

import duckdb

from dyadwire.pipelines.ask.collected import OF_OUTLETS, Scope, asked_outlets
from dyadwire.pipelines.ask.languages import name_of_language
from dyadwire.pipelines.ask.places import name_of
from dyadwire.pipelines.ask.query import rows
from dyadwire.pipelines.ask.subjects import Subject
from dyadwire.pipelines.messages import plural

MOST_PARTS = 7  # lines that colours tell apart
_LANGUAGES = f"""
    SELECT language, count(*) FROM articles SEMI JOIN calendar($since, $until) USING (published_date)
    WHERE analysed AND {OF_OUTLETS}
        AND ($languages IS NULL OR list_contains($languages, language))
    GROUP BY language ORDER BY count(*) DESC, language"""  # noqa: S608 — no value is written into it
# Those first whose outlets write most about it: where an archive has forty countries, seven large ones may never do.
_COUNTRIES = """
    WITH homes AS (
        SELECT outlet, coalesce(asked.outlet_country, known.outlet_country) AS home, sum(analysed) AS analysed
        FROM outlet_days_asked($since, $until, $outlets, $homes, $panel, $languages) AS asked
        LEFT JOIN outlet_homes AS known USING (outlet)
        GROUP BY ALL
    ),
    about AS (
        SELECT outlet, count(*) FILTER (about) AS articles FROM articles_between($one, $other, $since, $until)
        GROUP BY outlet
    )
    SELECT home, sum(analysed)::BIGINT AS analysed
    FROM homes LEFT JOIN about USING (outlet)
    GROUP BY home ORDER BY coalesce(sum(articles), 0) DESC, analysed DESC, home"""
_NO_COUNTRY = "There is no line, as the country of no outlet is known: its domain (.jp) or the lexicon tells it."


class Part(NamedTuple):
    """One line of a trend: its code, and the part of the lake that it is asked of."""

    code: str
    scope: Scope


class Parts(NamedTuple):
    """The lines of a trend that is told apart, the largest part of the lake first, and what was left out."""

    parts: list[Part]
    notes: list[str]


def split_scope(connection: duckdb.DuckDBPyConnection, scope: Scope, by: str, subject: Subject) -> Parts:
    """Split a scope by `language`, the seven with most analysed, or `outlet_country`, those with most of a subject."""
    asked: dict[str, Any] = {"since": scope.since, "until": scope.until, "languages": scope.languages}
    if by == "language":
        _, found = rows(connection, _LANGUAGES, **asked, **asked_outlets(connection, scope._replace(panel=False)))
    else:
        asked |= {"outlets": list(scope.outlets) or None, "homes": list(scope.outlet_countries) or None}
        asked |= {"one": subject.one.code, "other": subject.other.code if subject.other else None}
        _, found = rows(connection, _COUNTRIES, **asked, panel=scope.panel)
    known = [(code, count) for code, count in found if code]
    parts = [_part(scope, by, code) for code, _ in known[:MOST_PARTS]]
    unknown = sum(count for code, count in found if not code)
    if unknown and not known and by == "outlet_country":
        return Parts([], [_NO_COUNTRY])
    return Parts(parts, [*_left_out(by, [code for code, _ in known[MOST_PARTS:]]), *_unknown(by, unknown)])


def _part(scope: Scope, by: str, code: str) -> Part:
    return Part(
        code, scope._replace(languages=[code]) if by == "language" else scope._replace(outlet_countries=(code,))
    )


def name_of_part(by: str, code: str) -> str:
    """Return the name of a line: that of a language or of a country."""
    return name_of_language(code) if by == "language" else name_of(code)


def _left_out(by: str, codes: list[str]) -> list[str]:
    named = ", ".join(name_of_part(by, code) for code in codes)
    fewer = "fewer articles" if by == "language" else "fewer articles about it, or in all"
    return [f"Left out, as they have {fewer}: {named}."] if codes else []


def _unknown(by: str, count: int) -> list[str]:
    of = "too short to tell their language" if by == "language" else "of outlets whose country is not known"
    return [f"{plural(count, 'article')} {of} {'is' if count == 1 else 'are'} in no line."] if count else []
