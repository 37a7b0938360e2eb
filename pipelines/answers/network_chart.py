"""The graph of countries as a picture: countries on a circle, lines as wide as the pairs are heavy."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

import altair as alt

from pipelines.answers.charts import COLOURS, sentences_of, styled
from pipelines.answers.country_names import name_of
from pipelines.answers.printing import Answer

_MOST_EDGES = 60  # more lines cover each other
_MOST_LEVEL = 16  # countries whose names stand level and apart
_SIZE = 760
_REACH = 1.45  # radii from the centre: room for names


def network_chart(answer: Answer) -> Any:
    """Draw the heaviest edges of an answer with the columns source, target and weight."""
    edges = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows[:_MOST_EDGES]]
    weights: Counter[str] = Counter()
    for edge in edges:
        weights.update({edge["source"]: edge["weight"], edge["target"]: edge["weight"]})
    places = _circle([code for code, _ in sorted(weights.items(), key=lambda item: (-item[1], item[0]))])
    said = ["A line is a pair, its width the number of articles about it; a dot is a country."]
    if len(answer.rows) > len(edges):
        said.append(f"The {len(edges)} heaviest of {len(answer.rows):,} pairs.")
    said += sentences_of(answer.note)
    chart = styled(alt.layer(_lines(edges, places), *_nodes(weights, places)), answer.title, said)
    return chart.properties(width=_SIZE, height=_SIZE)


def _circle(codes: list[str]) -> dict[str, tuple[float, float]]:
    """Place the heaviest countries far from each other, so that the lines between them can be seen."""
    turn = 2 * math.pi / max(len(codes), 1)
    places = sorted(range(len(codes)), key=_halved)
    return {code: (math.sin(at * turn), math.cos(at * turn)) for at, code in zip(places, codes, strict=True)}


def _halved(place: int) -> int:
    """Order places as halving a circle again and again meets them: opposite ones first, neighbours last."""
    return int(f"{place:016b}"[::-1], 2)


def _lines(edges: list[dict[str, Any]], places: dict[str, tuple[float, float]]) -> Any:
    rows = []
    for edge in edges:
        (x, y), (x2, y2) = places[edge["source"]], places[edge["target"]]
        pair = f"{name_of(edge['source'])}–{name_of(edge['target'])}"
        rows.append({"x": x, "y": y, "x2": x2, "y2": y2, "weight": edge["weight"], "pair": pair})
    width = alt.StrokeWidth("weight:Q", scale=alt.Scale(type="sqrt", range=[0.5, 14], zero=True), legend=None)
    return (
        alt.Chart(alt.InlineData(values=rows))
        .mark_rule(color=COLOURS[4], opacity=0.6, strokeCap="round")
        .encode(x=_axis("x"), y=_axis("y"), x2="x2:Q", y2="y2:Q", strokeWidth=width, tooltip=["pair:N", "weight:Q"])
    )


def _nodes(weights: Counter[str], places: dict[str, tuple[float, float]]) -> list[Any]:
    rows: list[dict[str, Any]] = [
        {"x": x, "y": y, "name": name_of(code), "weight": weights[code], "angle": _angle(x, y, len(places))}
        for code, (x, y) in places.items()
    ]
    dots = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_circle(color=COLOURS[0], opacity=1)
        .encode(
            x=_axis("x"),
            y=_axis("y"),
            size=alt.Size("weight:Q", scale=alt.Scale(range=[40, 700], zero=True), legend=None),
            tooltip=["name:N", "weight:Q"],
        )
    )
    return [dots, *(_labels([row for row in rows if (row["x"] >= 0) is right], right) for right in (True, False))]


def _labels(rows: list[dict[str, Any]], right: bool) -> Any:
    return (
        alt.Chart(alt.InlineData(values=rows))
        .mark_text(align="left" if right else "right", dx=18 if right else -18, fontSize=15)
        .encode(x=_axis("x"), y=_axis("y"), text="name:N", angle=alt.Angle("angle:Q", scale=None))
    )


def _angle(x: float, y: float, countries: int) -> float:
    """Return the degrees by which a name is turned: outwards where level names would cover each other."""
    if countries <= _MOST_LEVEL:
        return 0.0
    return -math.degrees(math.atan2(y, x) if x >= 0 else math.atan2(-y, -x))


def _axis(name: str) -> Any:
    channel = alt.X if name == "x" else alt.Y
    return channel(f"{name}:Q", axis=None, scale=alt.Scale(domain=[-_REACH, _REACH]))
