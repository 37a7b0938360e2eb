"""Figures on the report page, grouped by the sentence that gave them, with what its filters use."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from dyadwire.pipelines.ask.amounts import amount_of
from dyadwire.pipelines.ask.figure_wording import base_of, claim_of, extent_of, flow_of, is_change, measure_of, way_of
from dyadwire.pipelines.ask.wording import headline, likely, period_name
from dyadwire.pipelines.messages import clean
from dyadwire.pipelines.pages.html import href
from dyadwire.schemas.states import REPORTED


def by_passage(found: list[dict[str, Any]], of_all: int) -> dict[str, Any]:
    """Return the passages with their figures, what to filter them by, and how many figures are left out."""
    # The most reported are kept; a page reads better by date and sentence.
    chosen = sorted(found, key=lambda row: (*_report_of(row), (row["text"] or "").find(row["surface"] or "")))
    passages = [_passage([_figure(row) for row in together]) for _, together in groupby(chosen, key=_report_of)]
    figures = [figure for passage in passages for figure in passage["figures"]]
    return {
        "passages": passages,
        "figures": len(found),
        "figures_of_all": of_all,
        "kinds": sorted({figure["kind"] for figure in figures if figure["kind"]}),
        "years": sorted({figure["year"] for figure in figures if figure["year"]}),
        "states": sorted({figure["state"] for figure in figures}, reverse=True),
    }


def _figure(row: dict[str, Any]) -> dict[str, Any]:
    by = f"{way_of(row)} ".lstrip() if is_change(row) else ""
    written = {
        "surface": f"{by}{amount_of(row)}",
        "measure": measure_of(row) or row.get("topic") or "",
        "likely": likely(row),
    }
    return row | written | {"tags": _tags(row), "year": _year(row), "state": row["state"] or REPORTED}


def _passage(figures: list[dict[str, Any]]) -> dict[str, Any]:
    first = figures[0]
    more = max(row["outlets"] for row in figures) - 1
    made = {"title": headline(first), "text": clean(first["text"] or ""), "href": href(first["url"])}
    return first | made | {"figures": figures, "more": more}


def _report_of(row: dict[str, Any]) -> tuple[str, ...]:
    return str(row["first_date"] or ""), row["outlet"], row["title"], row["text"] or ""


def _tags(row: dict[str, Any]) -> list[str]:
    """What a number is not to be quoted without: a target, at least that much, from whom, of which year."""
    way = "" if is_change(row) else way_of(row)
    return list(filter(None, (extent_of(row), claim_of(row), flow_of(row), way, period_name(row), base_of(row))))


def _year(row: dict[str, Any]) -> str:
    """Name the year that holds the period of a figure, as `dyadwire figures --period` takes it; or nothing.

    >>> from datetime import date
    >>> _year({"period_start": date(2023, 4, 1), "period_end": date(2023, 6, 30)})
    '2023'
    """
    start, end = row["period_start"], row["period_end"] or row["period_start"]
    return f"{start.year}" if start and start.year == end.year else ""
