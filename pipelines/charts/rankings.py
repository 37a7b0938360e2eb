"""Charts with a name a row: a ranking, and movers beside what was expected of each pair."""

from __future__ import annotations

from typing import Any

from dyadwire.pipelines.ask.answer import Answer, collected_first
from dyadwire.pipelines.ask.questions.movers import CHANCE
from dyadwire.pipelines.ask.values import estimate_text
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
    return styled(rows_chart(rows, layers, 26), answer.title, collected_first(sentences_of(answer.notes)))


def rows_chart(rows: list[dict[str, Any]], layers: list[dict[str, Any]], step: int) -> dict[str, Any]:
    """Return a chart with a name a row, in the order of the rows, each so many pixels high."""
    axis = {"labelLimit": _LONGEST, "labelPadding": 8, "ticks": False, "domain": False}
    shared = {"y": field("name", "nominal", sort=None, title=None, axis=axis), **SPOKEN}
    return {"height": {"step": step}, "data": {"values": rows}, "encoding": shared, "layer": layers}


def movers_chart(answer: Answer, *, of_acts: bool = False) -> dict[str, Any]:
    """Draw recent originals, or acts, as bars, the expected as a stroke across each; the first 25 pairs fit a slide.

    A pair that is new has no ratio, but a bar without a stroke away from zero.
    """
    there = "found" if of_acts else "printed"
    rows = [_row(row, there) for row in answer.named[:MOST_ROWS]]
    if not rows:
        return bare(answer.title, sentences_of(answer.notes))
    ticks = {"format": ",d", **steps(max(row["furthest"] for row in rows))}
    x = field("recent", "quantitative", title="acts" if of_acts else "original articles", axis=ticks)
    colours = {"domain": [there, "expected"], "range": [COLOURS[4], COLOURS[6]]}
    bar, stroke = (field(name, "nominal", scale=colours) for name in ("bar", "stroke"))
    expected = {"x": field("expected", "quantitative"), "color": stroke}
    change = {"x": field("furthest", "quantitative"), "text": field("change", "nominal")}
    layers = [
        layer("bar", {"x": x, "color": bar}),
        layer("tick", expected, thickness=4, size=24, opacity=1),
        layer("text", change, align="left", dx=8, fontSize=15),
    ]
    said = sentences_of([note for note in answer.notes if note != CHANCE])  # no mark says q
    return styled(rows_chart(rows, layers, 30), answer.title, said)


def _row(row: dict[str, Any], there: str) -> dict[str, Any]:
    change = f"× {estimate_text(row['ratio'])}" if row["ratio"] is not None else "new"
    name = clean(str(row["pair"]))
    return {
        "name": name,
        "told": f"{name}: {row['recent']:,} {there}, {estimate_text(row['expected'])} expected, {change}",
        "recent": row["recent"],
        "expected": row["expected"],
        "furthest": max(row["recent"], row["expected"]),
        "change": change,
        "bar": there,
        "stroke": "expected",
    }
