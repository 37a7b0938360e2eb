"""Acts on the report page: counts a period, and each counted act once, with the sentence that reported it."""

from __future__ import annotations

from typing import Any

import duckdb

from dyadwire.pipelines.ask.act_counts import ALL, COUNTED, act_periods, demands_in_periods
from dyadwire.pipelines.ask.act_rows import NONE_KNOWN, act_details, acts_between, trigger_span, who_to_whom
from dyadwire.pipelines.ask.answer import named_rows
from dyadwire.pipelines.ask.languages import read_in_english
from dyadwire.pipelines.ask.left_out import LeftOut, left_out_of_pair
from dyadwire.pipelines.ask.options import ACT_CLASSES
from dyadwire.pipelines.ask.wording import headline, likely, pieces
from dyadwire.pipelines.messages import clean
from dyadwire.pipelines.pages.html import href
from dyadwire.pipelines.pages.plots import acts_plot
from dyadwire.pipelines.pages.report_query import ReportQuery

_COLUMNS = tuple(name.replace(" ", "_") for name in ACT_CLASSES if name != ALL)
_BY_SENTENCE = (
    "Acts are counted in articles of all languages together, so none are counted here: each sentence that tells one is "
    f"listed. {read_in_english('They')}"
)


def of_the_pair(connection: duckdb.DuckDBPyConnection, query: ReportQuery, most: int) -> dict[str, Any]:
    """Return the newest acts of a pair, the period of the page that each is counted in, and the counts of periods.

    Of some languages acts are listed by sentence, and not counted.
    """
    once, confidence = not query.languages, query.confidence
    columns, found, of_all = acts_between(connection, **query.within, once=once, confidence=confidence, limit=most)
    acts = [_shown(row, query) for row in named_rows(columns, found)]
    period = (query.since, query.until)
    left_out = left_out_of_pair(connection, query.dyad, period, confidence=confidence) if once else LeftOut()
    uncounted = left_out.notes_with("all count where 0 is asked for")  # no option: a page may have no field for it
    counts = _counts(connection, query) if once else {}
    demands = demands_in_periods(counts["act_periods"]) if once and acts else ()
    return {
        "acts": acts,
        "acts_once": once,
        "acts_told": " ".join([COUNTED, *demands, *uncounted]) if once else _BY_SENTENCE,
        "no_acts": " ".join([NONE_KNOWN, *uncounted, read_in_english("Acts")]),
        "acts_of_all": of_all,
        "act_classes": sorted({row["act_class"] for row in acts}),
        "act_columns": _COLUMNS,
        **({"act_periods": [], "act_counts": None} | counts),
    }


def _counts(connection: duckdb.DuckDBPyConnection, query: ReportQuery) -> dict[str, Any]:
    """Return how many acts the periods have, and their chart; each has the first and last date of the page's own."""
    columns, found = act_periods(connection, query.dyad, query.by, (query.since, query.until), query.confidence)
    ends = {row["period"]: {"first": row["first"], "last": row["last"]} for row in query.periods}
    counted = named_rows(columns, found)
    return {
        "act_periods": [row | ends[row["period"]] for row in counted if row["period"] in ends],
        "act_counts": acts_plot(counted, query.by),
    }


def _shown(row: dict[str, Any], query: ReportQuery) -> dict[str, Any]:
    made = {
        "who": who_to_whom(row),
        "likely": likely(row),
        "how": act_details(row),
        "told_by": row.get("sentences", 1),
        "more": row.get("outlets", 1) - 1,
        "pieces": list(pieces(row["text"] or "", [{**mark, "iso3": row["code"]} for mark in trigger_span(row)])),
        "begin": query.begin_of(row | {"published_date": row.get("first_date", row["published_date"])}),
    }
    return row | made | {"outlet": clean(row["outlet"]), "title": clean(headline(row)), "href": href(row["url"])}
