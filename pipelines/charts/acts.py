"""Chart of the acts of a pair over time: cooperation above a line, conflict below it."""

from __future__ import annotations

from typing import Any

from dyadwire.pipelines.ask.act_counts import WAYS
from dyadwire.pipelines.ask.answer import Answer
from dyadwire.pipelines.ask.periods import label, next_period
from dyadwire.pipelines.charts.vega import (
    BESIDE,
    COLOURS,
    END,
    SPOKEN,
    bare,
    dates_axis,
    field,
    layer,
    sentences_of,
    shade,
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
    """Draw the four classes of `act_trend` as stacked bars; where nothing was collected is shaded, never zero."""
    if not answer.rows:
        return bare(answer.title, sentences_of(answer.notes))
    named = answer.named
    spans = [(row, row["period"].isoformat(), next_period(row["period"], by).isoformat()) for row in named]
    gaps = [_gap(start, end, label(row["period"], by)) for row, start, end in spans if row["cooperation"] is None]
    bars = [bar for row, start, end in spans for bar in _bars(row, start, end, label(row["period"], by))]
    whole = [{"period": spans[0][1], "end": spans[-1][2], "from": 0}]
    colours = {"domain": list(_LAYERS), "range": [colour for colour, _ in _LAYERS.values()]}
    encoding = {"y2": {"field": "to"}, "color": field("class", "nominal", scale=colours), **SPOKEN}
    x = dates_axis("period", ticks_of([start for _, start, _ in spans], by))
    span = {"x": x, "x2": END, "y": _y(bars)}
    layers = [
        *([shade(gaps, x)] if gaps else []),
        layer("bar", span | encoding, bars, xOffset=1, x2Offset=-1),
        layer("rule", span, whole, color="#444444"),
    ]
    said = [
        *sentences_of([note for note in answer.notes if note != WAYS]),
        *(["Grey: nothing was collected."] if gaps else []),
    ]
    return styled({"layer": layers}, answer.title, said)


def _y(bars: list[dict[str, Any]]) -> dict[str, Any]:
    up, down = (max([1, *(way * bar["to"] for bar in bars)]) for way in (1, -1))
    ticks = steps(max(up, down))
    if "values" in ticks:  # of a small axis, on either side of the line
        ticks["values"] = sorted({way * value for value in ticks["values"] for way in (1, -1)})
    axis = {"format": "d", "labelExpr": "abs(datum.value)", **BESIDE, **ticks}
    scale = {"domain": [-down, up], "nice": True}
    return field("from", "quantitative", title="← conflict · cooperation →", axis=axis, scale=scale)


def _gap(start: str, end: str, called: str) -> dict[str, Any]:
    return {"period": start, "end": end, "told": f"{called}: not collected"}


def _bars(row: dict[str, Any], start: str, end: str, called: str) -> list[dict[str, Any]]:
    """Return the bars of one period, each upon the one before it on its side of the line."""
    found, reach = [], {1: 0, -1: 0}
    for name, (_, way) in _LAYERS.items():
        if acts := row[name.replace(" ", "_")]:
            span = {"from": reach[way], "to": reach[way] + way * acts}
            label = f"{name}, {called}: {acts}"
            found.append({"class": name, "period": start, "end": end, "told": label, **span})
            reach[way] += way * acts
    return found
