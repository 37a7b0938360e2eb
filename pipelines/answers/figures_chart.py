"""Figures as a picture: by date of first report and value, a panel a unit."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

import altair as alt

from pipelines.answers.charts import COLOURS, HEIGHT, WIDTH, dates_axis, sentences_of, sized_for_slides
from pipelines.answers.printing import Answer, clean

# As news writes amounts: 240bn, not the 240G of the metric system; and 0.1, which that writes 100m.
_LARGE = "replace(replace(replace(format(datum.value, '~s'), 'G', 'bn'), 'T', 'tn'), 'M', 'm')"
_AMOUNT = f"abs(datum.value) < 1e6 ? format(datum.value, ',~r') : {_LARGE}"
_MOST_PANELS = 3
_WIDE = 1000  # beyond three powers of ten, small values would all lie on the axis
_MOST_POWERS = 7  # labels of powers of ten that a panel has room for


def figures_chart(answer: Answer) -> Any:
    """Draw figures by date of first report and value, a panel a unit; the size of a mark counts the outlets."""
    day = "first_date" if "first_date" in answer.columns else "published_date"
    points = [_point(dict(zip(answer.columns, row, strict=True)), day) for row in answer.rows]
    points = [point for point in points if point["value"] is not None and point["day"] != "None"]
    units = [unit for unit, _ in Counter(point["unit"] for point in points).most_common(_MOST_PANELS)]
    days = sorted(point["day"] for point in points)
    domain = [days[0], days[-1]] if days and days[0] != days[-1] else alt.Undefined
    panels = [_unit_panel([point for point in points if point["unit"] == unit], unit, domain) for unit in units]
    left_out = sum(point["unit"] not in units for point in points)
    said = [*sentences_of(answer.note), "One mark a figure; its size is the number of outlets that reported it."]
    said += ["What fell by an amount is below zero."] if any(point["value"] < 0 for point in points) else []
    said += [f"{left_out} figures in other units are not drawn."] if left_out else []
    chart = alt.vconcat(*panels) if panels else alt.Chart(alt.InlineData(values=[])).mark_point()
    heading = alt.Title(clean(answer.title), subtitle=[clean(line) for line in said], anchor="start", offset=14)
    return sized_for_slides(chart.properties(title=heading))


def _point(row: dict[str, Any], day: str) -> dict[str, Any]:
    is_fall = row["role"] == "change" and row.get("direction") == "down" and row["value"] is not None
    unit = row.get("currency") or row["unit"] or "no unit"
    return {
        "day": str(row[day]),
        "dated": str(row[day]),
        "value": -abs(row["value"]) if is_fall else row["value"],
        "unit": clean(f"{unit} per {row['per']}" if row["per"] else unit),
        "measure": clean(row["measure"] or "no measure stated"),
        "outlets": row.get("outlets", 1),
        "role": "a change" if row["role"] == "change" else "a level",
    }


def _unit_panel(points: list[dict[str, Any]], unit: str, domain: Any) -> Any:
    size = alt.Size("outlets:Q", legend=None, scale=alt.Scale(domain=[1, 10], range=[60, 500], clamp=True))
    return (
        alt.Chart(alt.InlineData(values=points))
        .mark_circle(opacity=0.75, stroke="white")
        .encode(
            x=dates_axis("day").scale(type="utc", domain=domain, padding=20),
            y=_amounts([point["value"] for point in points], unit),
            size=size,
            color=alt.Color("role:N", scale=alt.Scale(domain=["a level", "a change"], range=list(COLOURS[:2]))),
            tooltip=["dated:N", "value:Q", "unit:N", "measure:N", "outlets:Q"],
        )
        .properties(width=WIDTH, height=HEIGHT // 2)
    )


def _amounts(values: list[float], unit: str) -> alt.Y:
    sizes = [abs(value) for value in values if value]
    if not sizes or max(sizes) / min(sizes) <= _WIDE:
        axis = alt.Axis(labelExpr=_AMOUNT, tickCount=5)
        return alt.Y("value:Q", title=unit, scale=alt.Scale(zero=True), axis=axis)
    powers = [10.0**n for n in range(math.floor(math.log10(min(sizes))), math.ceil(math.log10(max(sizes))) + 1)]
    shown = powers[:: 1 + len(powers) // _MOST_POWERS]
    scale = alt.Scale(type="log", domain=[powers[0], powers[-1]])
    if min(values) <= 0:  # no logarithm: powers on either side of zero
        scale = alt.Scale(type="symlog", constant=powers[0], domain=[min(values), max(0, *values)], nice=False)
        shown = [*(-power for power in shown[:0:-1] if power <= -min(values)), 0, *shown[1:]]
    axis = alt.Axis(labelExpr=_AMOUNT, values=shown)
    return alt.Y("value:Q", title=f"{unit}, log scale", scale=scale, axis=axis)
