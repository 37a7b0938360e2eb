"""Chart of the network: countries on a circle, joined by lines as wide as their pairs weigh."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

from dyadwire.pipelines.ask.answer import Answer, collected_first
from dyadwire.pipelines.ask.places import name_of, pair_name
from dyadwire.pipelines.charts.vega import COLOURS, SPOKEN, bare, field, layer, sentences_of, styled
from dyadwire.pipelines.messages import plural
from dyadwire.pipelines.pages.network_plot import (
    MOST_EDGES,
    are_level,
    by_weight,
    circle,
    counted_by,
    is_right,
    pairs_of,
    reach,
    weights_of,
)

_RADIUS, _LETTERS = 270, 15  # pixels
_LEAST_WIDTH = 760  # of a drawing below a title


def network_chart(answer: Answer) -> dict[str, Any]:
    """Draw the heaviest edges of an answer with the columns source, target and weight."""
    every, counted = pairs_of(answer), counted_by(answer)
    if not every:
        return bare(answer.title, sentences_of(answer.notes))
    edges = every[:MOST_EDGES]
    weights = weights_of([(edge["source"], edge["target"], edge["weight"]) for edge in edges])
    places = circle(by_weight(weights))
    width = "acts of either to the other" if counted == "act" else "number of articles about it"
    said = [f"A line is a pair, its width the {width}; a dot is a country."]
    if len(every) > len(edges):
        said.append(f"The {len(edges)} heaviest of {len(every):,} pairs.")
    said += collected_first(sentences_of(answer.notes))
    layers = [_lines(edges, places, counted), *_nodes(weights, places, counted)]
    left, right, bottom, top = reach(places, _RADIUS, _LETTERS)
    beside = max(0, _LEAST_WIDTH - (right - left)) / 2
    placed = {"x": _axis("x", left - beside, right + beside), "y": _axis("y", bottom, top)}
    size = {"width": right - left + 2 * beside, "height": top - bottom}
    return styled({**size, "encoding": placed, "layer": layers}, answer.title, said)


def _lines(edges: list[dict[str, Any]], places: dict[str, tuple[float, float]], counted: str) -> dict[str, Any]:
    rows = []
    for edge in edges:
        (x, y), (x2, y2) = places[edge["source"]], places[edge["target"]]
        label = f"{pair_name(edge['source'], edge['target'])}: {plural(edge['weight'], counted)}"
        rows.append({"x": x, "y": y, "x2": x2, "y2": y2, "weight": edge["weight"], "told": label})
    scale = {"type": "sqrt", "range": [0.5, 14], "zero": True}
    width = field("weight", "quantitative", scale=scale, legend=None)
    encoding = {"x2": {"field": "x2"}, "y2": {"field": "y2"}, "strokeWidth": width, **SPOKEN}
    return layer("rule", encoding, rows, color=COLOURS[4], opacity=0.6, strokeCap="round")


def _nodes(weights: Counter[str], places: dict[str, tuple[float, float]], counted: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {"x": x, "y": y, "name": name_of(code), "weight": weights[code], "angle": _angle(x, y, len(places))}
        for code, (x, y) in places.items()
    ]
    rows = [row | {"told": f"{row['name']}: {plural(row['weight'], counted)}"} for row in rows]
    size = field("weight", "quantitative", scale={"range": [40, 700], "zero": True}, legend=None)
    dots = layer("circle", {"size": size, **SPOKEN}, rows, color=COLOURS[0], opacity=1)
    return [dots, *(_labels([row for row in rows if is_right(row["x"]) is right], right) for right in (True, False))]


def _labels(rows: list[dict[str, Any]], right: bool) -> dict[str, Any]:
    encoding = {"text": field("name", "nominal"), "angle": field("angle", "quantitative", scale=None)}
    return layer("text", encoding, rows, align="left" if right else "right", dx=18 if right else -18, fontSize=_LETTERS)


def _angle(x: float, y: float, countries: int) -> float:
    """Return the degrees by which a name is turned: outwards where level names would cover each other."""
    if are_level(countries):
        return 0.0
    return -math.degrees(math.atan2(y, x) if is_right(x) else math.atan2(-y, -x))


def _axis(name: str, *ends: float) -> dict[str, Any]:
    """Return an axis between two ends in pixels from the centre."""
    return field(name, "quantitative", axis=None, scale={"domain": [end / _RADIUS for end in ends], "nice": False})
