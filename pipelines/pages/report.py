"""One page about one pair: everything a lake knows, self-contained, readable offline.

What comes from outside is escaped by Jinja, links are http(s) only, and the page's own policy allows no script but its
own and no request at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import duckdb

from dyadwire.pipelines.ask.answer import named_rows
from dyadwire.pipelines.ask.collected import Collection, Scope, collection
from dyadwire.pipelines.ask.figure_rows import MOST_REPORTED, untied_note
from dyadwire.pipelines.ask.languages import language_notes
from dyadwire.pipelines.ask.lists import outside_notes
from dyadwire.pipelines.ask.periods import HEADINGS
from dyadwire.pipelines.ask.query import rows
from dyadwire.pipelines.ask.subjects import Subject
from dyadwire.pipelines.ask.trend_rows import is_hardly_collected, step_for, trend, undated_count
from dyadwire.pipelines.ask.wording import headline, in_text, in_words, pieces
from dyadwire.pipelines.messages import clean
from dyadwire.pipelines.pages.html import Site, asset, href, own_code, page
from dyadwire.pipelines.pages.plots import counts_plot, shares_plot
from dyadwire.pipelines.pages.report_acts import of_the_pair
from dyadwire.pipelines.pages.report_articles import by_period
from dyadwire.pipelines.pages.report_figures import by_passage
from dyadwire.pipelines.pages.report_query import ReportQuery
from dyadwire.pipelines.pages.report_summary import summary_of
from dyadwire.pipelines.pages.words import each_reworded, for_page

# Rows of each list that a browser shows at once without trouble, and a reader reads.
_MOST = {"articles": 500, "outlets": 40, "figures": 100, "acts": 100, "people": 30, "evidence": 500}
# What `dyadwire serve` has a page of its own for.
PAGES_OF_A_PAIR = (
    ("articles", "Articles"), ("figures", "Figures"), ("people", "People"), ("acts", "Acts"), ("evidence", "Evidence"),
    ("trend", "Trend"), ("outlets", "Outlets"),
)  # fmt: skip
_MOST_BARS = 150  # that can be told apart


def write_report(
    connection: duckdb.DuckDBPyConnection,
    subject: Subject,
    since: date | None = None,
    until: date | None = None,
    *,
    languages: Sequence[str] | None = None,
    confidence: float | None = None,
    limit: int | None = None,
    on: str | None = None,
    site: Site = Site(),  # noqa: B008 — a tuple, which nobody changes
) -> str:
    """Return the page as HTML, `limit` rows of each list; `site` is what lies beside it.

    `on` is how the reader wrote a period in one field, for the page's form and links. With `languages` all of it is of
    articles in them, and shares are of those; with `confidence` figures and acts are those at least as likely.
    """
    most = {name: limit or usual for name, usual in _MOST.items()}
    scope = Scope(since=since, until=until, languages=languages)
    collected = collection(connection, scope)
    by = step_for(connection, scope, _MOST_BARS)
    columns, found = trend(connection, subject, scope._replace(by=by))
    periods = _ended(named_rows(columns, found), since, collected.last_date)
    undated = undated_count(connection, subject, scope) if collected.is_open and collected.undated else 0
    query = ReportQuery(subject.code, since, until, languages, confidence, by, periods)
    counted = undated or any(row["articles"] for row in periods)
    dated = _undated_note(undated) if counted else outside_notes(connection, subject, scope, collected)
    notes = (*dated, *subject.notes, *language_notes(languages), *_confidence_note(confidence))
    outlets = _first(connection, "outlet_coverage", most["outlets"], **query.within)
    return page("report.html").render(
        **own_code(asset("report.css"), asset("report.js"), live=site.live),
        site=site,
        here=None,
        pair=f"pair/{subject.code}",
        asked={"on": on, "since": None if on else since, "until": None if on else until, "language": languages},
        least=confidence,
        more=PAGES_OF_A_PAIR,
        **_head(subject, collected),
        notes=[*map(for_page, notes)],
        by=by,
        heading=HEADINGS[by],
        extractors=_extractors(connection, scope),
        **_drawn(periods, by),
        **summary_of(periods, collected, undated, *outlets),
        **_lists(connection, query, most, undated=collected.is_open),
    )


def _drawn(periods: list[dict[str, Any]], by: str) -> dict[str, Any]:
    """Return the periods with their two charts, and whether any was not collected, or hardly."""
    return {
        "periods": periods,
        "gaps": any(row["articles"] is None for row in periods),
        "thin": any(map(is_hardly_collected, periods)),
        "counts": counts_plot(periods, by),
        "shares": shares_plot(periods, by),
    }


def _lists(
    connection: duckdb.DuckDBPyConnection, query: ReportQuery, most: Mapping[str, int], *, undated: bool
) -> dict[str, Any]:
    """Return the articles, figures, acts, sentences and people of a page, `most` of each."""
    likely: dict[str, Any] = {"at_confidence": query.confidence, "order": MOST_REPORTED}
    sentences = _newest(connection, query.since_enough(most["evidence"]), most["evidence"], **query.within)
    every = sum(row["sentences"] or 0 for row in query.periods)
    every += _undated_sentences(connection, query) if undated else 0
    return {
        **by_period(connection, query, most["articles"]),
        **by_passage(*_first(connection, "figure_trend", most["figures"], **likely, **query.within)),
        "untied": [] if query.confidence else untied_note(connection, **query.within),
        **of_the_pair(connection, query, most["acts"]),
        **_evidence(sentences, of_all=every),
        **_people(*_first(connection, "people_of", most["people"], **query.within)),
    }


def _head(subject: Subject, collected: Collection) -> dict[str, Any]:
    name = clean(subject.name)
    lines = each_reworded(collected.notes(lists=True), for_page)
    sides = [(side.code, f"All of {in_text(side.name)}") for side in subject[:2] if side]
    named = {"name": name, "code": subject.code, "sides": sides}
    return {"title": f"{name}: coverage {collected.dates}", "collected": lines, **named}


def _ended(periods: list[dict[str, Any]], since: date | None, last: date | None) -> list[dict[str, Any]]:
    """Give each period its first and last date that were asked for: they follow one another."""
    ends = [*(row["period"] - timedelta(days=1) for row in periods[1:]), last]
    return [
        row | {"first": max(row["period"], since or row["period"]), "last": end}
        for row, end in zip(periods, ends, strict=False)
    ]


def _first(
    connection: duckdb.DuckDBPyConnection, macro: str, most: int, order: str = "", **asked: Any
) -> tuple[list[dict[str, Any]], int]:
    """Return the first rows of a macro that takes what is asked, made fit for a page, and the number of all."""
    given = ", ".join(f"{name} := ${name}" for name in asked)
    columns, found = rows(connection, f"FROM {macro}({given}) {order}", **asked)
    return _cleaned(columns, found[:most]), len(found)


def _newest(
    connection: duckdb.DuckDBPyConnection, enough: date | None, most: int, **asked: Any
) -> list[dict[str, Any]]:
    """Return the newest sentences: of a pair much in the news there are too many to read all, or to look for all.

    Those of counted articles come first: where there are enough since a date, nothing older or else can be shown.
    """
    question = """
        FROM evidence($dyad, since := $since, until := $until, languages := $languages)
        WHERE about OR NOT $counted LIMIT $most"""
    if enough:
        columns, found = rows(connection, question, most=most, **asked | {"since": enough}, counted=True)
        if len(found) == most:
            return _cleaned(columns, found)
    return _cleaned(*rows(connection, question, most=most, **asked, counted=False))


def _cleaned(columns: list[str], found: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
    cleaned = ([clean(value) if isinstance(value, str) and name != "text" else value
                for name, value in zip(columns, row, strict=True)] for row in found)  # fmt: skip
    return named_rows(columns, cleaned)


def _people(found: list[dict[str, Any]], of_all: int) -> dict[str, Any]:
    people = [row | {name: in_words(name, row[name]) for name in ("iso3", "role")} for row in found]
    return {"people": people, "people_of_all": of_all}


def _confidence_note(confidence: float | None) -> list[str]:
    least = "have a probability of {:g} or more"
    return [] if not confidence else [f"Figures and acts are those alone that {least.format(confidence)}."]


def _undated_note(count: int) -> list[str]:
    has = "has no date: it is" if count == 1 else "have no date: they are"
    return [f"{count:,} of them {has} in no chart, but in the lists below."] if count else []


def _undated_sentences(connection: duckdb.DuckDBPyConnection, query: ReportQuery) -> int:
    """Count the sentences of undated articles that name both sides: they are in the list and in no period."""
    question = """
        SELECT count(DISTINCT (article_id, sentence))
        FROM base.dyad_mentions JOIN pairs_of($dyad) USING (country_a, country_b)
        SEMI JOIN (FROM undated_articles WHERE $languages IS NULL OR list_contains($languages, language))
            USING (article_id, revision)
        WHERE published_month = 'unknown' AND explicit AND valid_until = DATE 'infinity'"""
    _, ((count,),) = rows(connection, question, dyad=query.dyad, languages=query.languages)
    return int(count)


def _evidence(found: list[dict[str, Any]], *, of_all: int) -> dict[str, Any]:
    shown = [
        row
        | {"pieces": list(pieces(row["text"] or "", row["marks"])), "href": href(row["url"]), "title": headline(row)}
        for row in found
    ]
    outlets = sorted({row["outlet"] for row in shown})
    return {"evidence": shown, "evidence_outlets": outlets, "evidence_of_all": of_all}


def _extractors(connection: duckdb.DuckDBPyConnection, scope: Scope) -> list[str]:
    question = """
        SELECT DISTINCT extractor FROM base.articles SEMI JOIN calendar($since, $until) USING (published_date)
        ORDER BY extractor LIMIT 5"""
    return [clean(name) for (name,) in rows(connection, question, since=scope.since, until=scope.until)[1]]
