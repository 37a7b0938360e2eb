"""One trend told apart by the language of its articles, or by the country of its outlets."""

from __future__ import annotations

from typing import Any, NamedTuple

import duckdb

from dyadwire.pipelines.ask.country_names import name_of
from dyadwire.pipelines.ask.languages import name_of_language
from dyadwire.pipelines.ask.printing import plural
from dyadwire.pipelines.ask.query import rows
from dyadwire.pipelines.ask.trends import Scope

MOST_PARTS = 7  # lines that colours tell apart
_LANGUAGES = """
    SELECT language, count(*) FROM articles SEMI JOIN calendar($since, $until) USING (published_date)
    WHERE analysed AND ($outlets IS NULL OR list_contains($outlets, outlet))
        AND ($homes IS NULL OR list_contains($homes, outlet_country))
        AND ($languages IS NULL OR list_contains($languages, language))
    GROUP BY language ORDER BY count(*) DESC, language"""
_COUNTRIES = """
    SELECT outlet_country, sum(analysed)::BIGINT AS analysed
    FROM outlet_days_asked($since, $until, $outlets, $homes, $panel, $languages)
    GROUP BY outlet_country ORDER BY analysed DESC, outlet_country"""


class Part(NamedTuple):
    """One line of a trend: its code, its name, and the part of the lake that it is asked of."""

    code: str
    name: str
    scope: Scope


class Parts(NamedTuple):
    """The lines of a trend that is told apart, the largest part of the lake first, and what was left out."""

    parts: list[Part]
    told: list[str]


def split_scope(connection: duckdb.DuckDBPyConnection, scope: Scope, by: str) -> Parts:
    """Split a scope by `language` or by `outlet_country`: the seven with most articles analysed."""
    asked: dict[str, Any] = {"since": scope.since, "until": scope.until, "languages": scope.languages}
    asked |= {"outlets": list(scope.outlets) or None, "homes": list(scope.outlet_countries) or None}
    question = _LANGUAGES if by == "language" else _COUNTRIES
    _, found = rows(connection, question, **asked, **({} if by == "language" else {"panel": scope.panel}))
    known = [(code, count) for code, count in found if code]
    parts = [_part(scope, by, code) for code, _ in known[:MOST_PARTS]]
    unknown = sum(count for code, count in found if not code)
    return Parts(parts, [*_left_out(by, [code for code, _ in known[MOST_PARTS:]]), *_unknown(by, unknown)])


def _part(scope: Scope, by: str, code: str) -> Part:
    if by == "language":
        return Part(code, name_of_language(code), scope._replace(languages=[code]))
    return Part(code, name_of(code), scope._replace(outlet_countries=(code,)))


def _left_out(by: str, codes: list[str]) -> list[str]:
    named = ", ".join(name_of_language(code) if by == "language" else name_of(code) for code in codes)
    return [f"Left out, as they have fewer articles: {named}."] if codes else []


def _unknown(by: str, count: int) -> list[str]:
    of = "too short to tell their language" if by == "language" else "of outlets whose country is not known"
    return [f"{plural(count, 'article')} {of} {'is' if count == 1 else 'are'} in no line."] if count else []
