"""Answers to be drawn, and a chart of each kind that holds a text from outside."""

from __future__ import annotations

from datetime import date
from typing import Any

from dyadwire.pipelines.ask.answer import Answer
from dyadwire.pipelines.charts.acts import acts_chart
from dyadwire.pipelines.charts.figures import figures_chart
from dyadwire.pipelines.charts.network import network_chart
from dyadwire.pipelines.charts.rankings import movers_chart, ranking_chart
from dyadwire.pipelines.charts.trend import trend_chart

WEEKS = [("A", date(2026, 8, 31), 2, 7), ("A", date(2026, 9, 7), None, 0), ("A", date(2026, 9, 14), 5, 7)]
TREND = Answer(("dyad", "period", "articles", "collected_days"), WEEKS, "Articles about A by week, dates", ("Told.",))
_CLASSES = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
ACTED = [(date(2026, 8, 31), 3, 1, 1, 2, 0, 1), (date(2026, 9, 7), *[None] * 6), (date(2026, 9, 14), 0, 0, 0, 0, 0, 0)]
ACTS = Answer(
    ("period", "cooperation", "conflict", *_CLASSES), ACTED, "Acts between A and B by week, dates", ("Told.",)
)
KINDS = ("trend", "lines", "ranking", "movers", "network", "acts", "figures")
HOSTILE = [
    "</script><script>document.title = 'owned'</script>",
    "<!--<script>",
    "]]></script><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "&lt;/script&gt;\u2028</SCRIPT >",
]


def hostile_chart(kind: str, text: str) -> dict[str, Any]:
    """A chart of each kind, with a text from outside wherever one can come."""
    if kind in ("trend", "lines"):
        names = {"A": text} if kind == "trend" else {"A": text, "B": "B"}
        return trend_chart(TREND._replace(title=f"{text} by week", notes=(text,)), names, by="week", measure="articles")
    if kind == "ranking":
        return ranking_chart(Answer(("name", "n"), [(text, 2)], text, (text,)), label="name", value="n")
    if kind == "movers":
        return movers_chart(Answer(("pair", "recent", "expected", "ratio"), [(text, 2.0, 1.0, 2.0)], text, (text,)))
    if kind == "network":
        return network_chart(Answer(("source", "target", "weight"), [("CHN", "RUS", 3)], text, (text,)))
    if kind == "acts":
        return acts_chart(ACTS._replace(title=text, notes=(text,)), by="week")
    named = {"first_date": date(2026, 9, 1), "value": 2.0, "unit": text, "per": text, "measure": text, "role": "level"}
    return figures_chart(Answer(tuple(named), [tuple(named.values())], text, (text,)))
