"""Chart of a ranking: a named bar a row, and the layout that other charts with named rows share."""

from __future__ import annotations

from typing import Any

from dyadwire.pipelines.ask.answer import Answer
from dyadwire.pipelines.charts.vega import COLOURS, SPOKEN, bare, field, layer, sentences_of, steps, styled
from dyadwire.pipelines.messages import clean

MOST_ROWS = 25  # bars with names that fit a slide
_LONGEST = 800  # pixels of a name: more than those of any two sides have


def ranking_chart(answer: Answer, *, label: str, value: str) -> dict[str, Any]:
    """Draw rows as horizontal bars in the order of the answer, each with its number; the first 25 fit a slide."""
    names, values = answer.columns.index(label), answer.columns.index(value)
    rows = [{"name": clean(str(row[names])), "value": row[values]} for row in answer.rows[:MOST_ROWS]]
    rows = [row | {"told": f"{row['name']}: {row['value']:,}"} for row in rows if row["value"] is not None]
    if not rows:
        return bare(answer.title, sentences_of(answer.notes))
    ticks = steps(max(row["value"] for row in rows))
    width = field("value", "quantitative", title=value.replace("_", " "), axis=ticks)
    number = {"x": width, "text": field("value", "quantitative", format=",~r")}
    layers = [layer("bar", {"x": width}, color=COLOURS[0]), layer("text", number, align="left", dx=5, fontSize=15)]
    return styled(rows_chart(rows, layers, 26), answer.title, sentences_of(answer.notes))


def rows_chart(rows: list[dict[str, Any]], layers: list[dict[str, Any]], step: int) -> dict[str, Any]:
    """Return a chart with a name a row, in the order of the rows, each so many pixels high."""
    axis = {"labelLimit": _LONGEST, "labelPadding": 8, "ticks": False, "domain": False}
    shared = {"y": field("name", "nominal", sort=None, title=None, axis=axis), **SPOKEN}
    return {"height": {"step": step}, "data": {"values": rows}, "encoding": shared, "layer": layers}
