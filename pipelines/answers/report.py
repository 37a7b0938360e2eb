"""One page about one pair: everything a lake knows, self-contained, readable offline.

What comes from outside is escaped by Jinja, links are http(s) only, and the page's own policy allows no script but its
own and no request at all.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from importlib.resources import files
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

import duckdb
from jinja2 import Environment, StrictUndefined

from pipelines.answers.country_names import name_of
from pipelines.answers.figures import MOST_REPORTED
from pipelines.answers.printing import clean, plural
from pipelines.answers.query import rows
from pipelines.answers.report_plots import counts_plot, shares_plot
from pipelines.answers.trends import Collection, Scope, Subject, collection, trend
from pipelines.answers.wording import amount_of, measure_of

# What a browser shows at once without trouble, and a reader reads.
_MOST_SENTENCES, _MOST_FIGURES, _MOST_OUTLETS, _MOST_PEOPLE = 500, 60, 40, 30
_LONGEST = {"day": 120, "week": 7 * 150}  # periods in days, up to which bars of this length can be told apart


def write_report(
    connection: duckdb.DuckDBPyConnection, subject: Subject, since: date | None = None, until: date | None = None
) -> str:
    """Return the page as HTML."""
    scope = Scope(since=since, until=until)
    behind = collection(connection, scope)
    by = next((by for by, days in _LONGEST.items() if behind.days <= days), "month")
    columns, found = trend(connection, subject, scope._replace(by=by))
    periods = [dict(zip(columns, row, strict=True)) for row in found]
    asked: dict[str, Any] = {"dyad": subject.code, "since": since, "until": until}
    return _page("report.html").render(
        **_own_code(),
        name=clean(subject.name),
        mind=subject.mind,
        behind=behind,
        by=by,
        periods=periods,
        counts=counts_plot(periods, by),
        shares=shares_plot(periods, by),
        extractors=_extractors(connection, scope),
        **_summary(periods, behind, *_first(connection, "outlet_coverage", _MOST_OUTLETS, **asked)),
        **_figures(*_first(connection, "figure_trend", _MOST_FIGURES, MOST_REPORTED, **asked)),
        **_evidence(_newest(connection, **asked), of_all=sum(row["sentences"] or 0 for row in periods)),
        people=[
            row | {"country": name_of(row["iso3"]) if row["iso3"] else ""}
            for row in _first(connection, "people_of", _MOST_PEOPLE, **asked)[0]
        ],
    )


def write_index(subjects: Sequence[tuple[Subject, int, float | None]], behind: Collection) -> str:
    """Return a page that links to the page of every pair, given with its articles and share."""
    return _page("index.html").render(**_own_code(), subjects=subjects, behind=behind)


def _first(
    connection: duckdb.DuckDBPyConnection, macro: str, most: int, order: str = "", **asked: Any
) -> tuple[list[dict[str, Any]], int]:
    """Return the first rows of a macro, their text made fit for a page, and the number of all."""
    columns, found = rows(connection, f"FROM {macro}($dyad, since := $since, until := $until) {order}", **asked)
    return _cleaned(columns, found[:most]), len(found)


def _newest(connection: duckdb.DuckDBPyConnection, **asked: Any) -> list[dict[str, Any]]:
    """Return the newest sentences: of a pair much in the news there are too many to read all."""
    question = "FROM evidence($dyad, since := $since, until := $until) LIMIT $most"
    return _cleaned(*rows(connection, question, most=_MOST_SENTENCES, **asked))


def _cleaned(columns: list[str], found: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
    cleaned = ([clean(value) if isinstance(value, str) and name != "text" else value
                for name, value in zip(columns, row, strict=True)] for row in found)  # fmt: skip
    return [dict(zip(columns, row, strict=True)) for row in cleaned]


def _summary(periods: list[dict[str, Any]], behind: Any, outlets: list[dict[str, Any]], of_all: int) -> dict[str, Any]:
    articles, originals = (sum(row[name] or 0 for row in periods) for name in ("articles", "originals"))
    share = f"{100 * articles / behind.total_articles:.1f}%" if behind.total_articles else "–"
    lead = (
        f"{articles:,} of {behind.total_articles:,} articles analysed are about this pair, {behind.dates}: "
        f"{plural(originals, 'original')} and {plural(articles - originals, 'copy')}, "
        f"in {of_all:,} of {plural(behind.outlets, 'outlet')}."
    )
    numbers = [
        ("articles", f"{articles:,}"),
        ("share of all articles", share),
        ("originals", f"{originals:,}"),
        ("outlets", f"{of_all:,}"),
        ("days collected", f"{behind.collected_days} of {behind.days}"),
    ]
    homes = [row | {"home": name_of(row["outlet_country"]) if row["outlet_country"] else ""} for row in outlets]
    return {"lead": lead, "numbers": numbers, "outlets": homes}


def _figures(found: list[dict[str, Any]], of_all: int) -> dict[str, Any]:
    # The most reported are kept; a page reads better by date and sentence.
    chosen = sorted(found, key=lambda row: (*_report_of(row), (row["text"] or "").find(row["surface"] or "")))
    passages = []
    for _, together in groupby(chosen, key=_report_of):
        figures = [
            row | {"surface": amount_of(row), "measure": measure_of(row), "tags": _tags(row)} for row in together
        ]
        first = figures[0]
        more = max(row["outlets"] for row in figures) - 1
        passages.append(
            first | {"figures": figures, "text": clean(first["text"] or ""), "href": _href(first["url"]), "more": more}
        )
    return {"passages": passages, "figures_left_out": of_all - len(found)}


def _report_of(row: dict[str, Any]) -> tuple[str, ...]:
    return str(row["first_date"]), row["outlet"], row["title"], row["text"] or ""


def _tags(row: dict[str, Any]) -> list[str]:
    """What a number is not to be quoted without: that it is a target, at least that much, or of which year."""
    return list(filter(None, (row["qualifier"], row["direction"], period_name(row), row["baseline_text"])))


def period_name(row: dict[str, Any]) -> str:
    """Write a period as people do: 2023, July 2026, or its two dates.

    >>> period_name({"period_start": date(2026, 7, 1), "period_end": date(2026, 7, 31)})
    'July 2026'
    """
    start, end = row["period_start"], row["period_end"]
    if start is None:
        return ""
    if end is None or end == start:
        return f"{start}"
    after = end + timedelta(days=1)
    if start.day == after.day == 1:
        months = (after.year - start.year) * 12 + after.month - start.month
        if months == 1:
            return f"{start:%B %Y}"
        if months == 12 and start.month == 1:
            return f"{start.year}"
    return f"{start} to {end}"


def _evidence(found: list[dict[str, Any]], *, of_all: int) -> dict[str, Any]:
    shown = [
        row | {"pieces": list(pieces(row["text"], row["marks"])) if row["text"] else [], "href": _href(row["url"])}
        for row in found
    ]
    outlets = sorted({row["outlet"] for row in shown})
    return {"evidence": shown, "evidence_outlets": outlets, "evidence_left_out": of_all - len(shown)}


def pieces(text: str, marks: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Cut a text at its marks: (piece, name of the country it stands for, or nothing). Overlaps and strays are skipped.

    >>> list(pieces("In Moscow now", [{"start": 3, "end": 9, "iso3": "RUS"}]))
    [('In ', ''), ('Moscow', 'Russia'), (' now', '')]
    """
    at = 0
    for mark in sorted(marks, key=lambda mark: (mark["start"], -mark["end"])):
        if at <= mark["start"] < mark["end"] <= len(text):
            if mark["start"] > at:
                yield clean(text[at : mark["start"]]), ""
            yield clean(text[mark["start"] : mark["end"]]), name_of(mark["iso3"])
            at = mark["end"]
    if at < len(text):
        yield clean(text[at:]), ""


def _href(url: str | None) -> str:
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def _extractors(connection: duckdb.DuckDBPyConnection, scope: Scope) -> list[str]:
    question = """
        SELECT DISTINCT extractor FROM base.articles SEMI JOIN calendar($since, $until) USING (published_date)
        ORDER BY extractor LIMIT 5"""
    return [clean(name) for (name,) in rows(connection, question, since=scope.since, until=scope.until)[1]]


def _page(template: str) -> Any:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["percent"] = lambda share: "" if share is None else f"{100 * share:.1f}%"
    return environment.from_string(_asset(template))


def _own_code() -> dict[str, str]:
    style, script = _asset("report.css"), _asset("report.js")
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )
    return {"style": style, "script": script, "policy": policy}


def _hash(code: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def _asset(name: str) -> str:
    return (files("pipelines.pages") / name).read_text(encoding="utf-8")
