"""Chart of the acts of a pair over time: cooperation above a line, conflict below it; of one side alone above it."""

from __future__ import annotations

from typing import Any

from dyadwire.pipelines.ask.act_counts import WAYS
from dyadwire.pipelines.ask.answer import Answer, collected_first
from dyadwire.pipelines.ask.periods import label, next_period
from dyadwire.pipelines.charts.vega import (
    BESIDE,
    COLOURS,
    END,
    SPOKEN,
    bare,
    dates_axis,
    days_of,
    field,
    layer,
    sentences_of,
    shade,
    shade_thin,
    steps,
    styled,
    ticks_of,
)

_LAYERS = {  # from the line outwards
    "verbal cooperation": ("#56B4E9", 1),
    "material cooperation": (COLOURS[0], 1),
    "verbal conflict": ("#E69F00", -1),
    "material conflict": (COLOURS[1], -1),
}


def acts_chart(answer: Answer, *, by: str) -> dict[str, Any]:
    """Draw the classes of `act_trend` that were asked for as stacked bars.

    Where nothing was collected is shaded, never zero.
    """
    if not answer.rows:
        return bare(answer.title, sentences_of(answer.notes))
    named = answer.named
    spans = [(row, row["period"].isoformat(), next_period(row["period"], by).isoformat()) for row in named]
    gaps = [_gap(start, end, label(row["period"], by)) for row, start, end in spans if row["cooperation"] is None]
    layers = _layers(answer.bar or "")
    bars = [bar for row, start, end in spans for bar in _bars(layers, row, start, end, label(row["period"], by))]
    thin = [
        {"period": start, "end": end, "thin": days_of(row, label(row["period"], by))[1]} for row, start, end in spans
    ]
    whole = [{"period": spans[0][1], "end": spans[-1][2], "from": 0}]
    x = dates_axis("period", ticks_of([start for _, start, _ in spans], by))
    span = {"x": x, "x2": END, "y": _y(bars, (answer.bar or "").replace("_", " "))}
    drawn = [
        *([shade(gaps, x)] if gaps else []),
        *shade_thin(thin, x),
        layer("bar", span | _stacked(layers), bars, xOffset=1, x2Offset=-1),
        layer("rule", span, whole, color="#444444"),
    ]
    return styled({"layer": drawn}, answer.title, collected_first(_said(answer, gaps=bool(gaps))))


def _stacked(layers: dict[str, tuple[str, int]]) -> dict[str, Any]:
    """Return how bars are drawn that stand on one another, each class in its colour."""
    colours = {"domain": list(layers), "range": [colour for colour, _ in layers.values()]}
    return {"y2": {"field": "to"}, "color": field("class", "nominal", scale=colours), **SPOKEN}


def _said(answer: Answer, *, gaps: bool) -> list[str]:
    """Return the small print; who does it to whom is not drawn, so nothing is said of it."""
    grey = ["Grey: nothing was collected."] if gaps else []
    return [*sentences_of([note for note in answer.notes if note != WAYS]), *grey]


def _layers(column: str) -> dict[str, tuple[str, int]]:
    """Return the classes that a column of `act_trend` counts, or all of them, each with its colour and its way."""
    asked = {name: layer for name, layer in _LAYERS.items() if name.replace(" ", "_").endswith(column)}
    return {name: (colour, way if not column else 1) for name, (colour, way) in asked.items()}


def _y(bars: list[dict[str, Any]], of_class: str) -> dict[str, Any]:
    up, down = (max([1, *(way * bar["to"] for bar in bars)]) for way in (1, -1))
    ticks = steps(max(up, down))
    if "values" in ticks:  # of a small axis, on either side of the line
        ticks["values"] = sorted({way * value for value in ticks["values"] for way in (1, -1)})
    axis = {"format": "d", "labelExpr": "abs(datum.value)", **BESIDE, **ticks}
    scale = {"domain": [0 if of_class else -down, up], "nice": True}
    title = f"acts of {of_class}" if of_class else "← conflict · cooperation →"
    return field("from", "quantitative", title=title, axis=axis, scale=scale)


def _gap(start: str, end: str, called: str) -> dict[str, Any]:
    return {"period": start, "end": end, "told": f"{called}: not collected"}


def _bars(
    layers: dict[str, tuple[str, int]], row: dict[str, Any], start: str, end: str, called: str
) -> list[dict[str, Any]]:
    """Return the bars of one period, each upon the one before it on its side of the line."""
    found, reach, (days, _) = [], {1: 0, -1: 0}, days_of(row, called)
    for name, (_, way) in layers.items():
        if acts := row[name.replace(" ", "_")]:
            span = {"from": reach[way], "to": reach[way] + way * acts}
            label = f"{name}, {called}: {acts}{days}"
            found.append({"class": name, "period": start, "end": end, "told": label, **span})
            reach[way] += way * acts
    return found
