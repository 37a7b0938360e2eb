"""Charts of answers, drawn offline: PNG, SVG or a page that carries its own code.

A chart says what is counted, the period, the number of outlets, and where nothing was collected: those periods are
shaded, never drawn as zero. Sizes are for slides; colours keep apart under every common colour blindness.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import altair as alt

from pipelines.answers import Answer, clean
from pipelines.errors import DyadwireError

# Okabe and Ito, Color Universal Design (2008), without its yellow, which vanishes on white.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000")
_WIDTH, _HEIGHT, _PIXEL_RATIO = 900, 420, 2.0  # 1,800 pixels wide: sharp on a full-HD slide
_SHADE = "#e4e4e4"
_MOST_BARS = 100  # beyond, a bar is under 9 pixels wide and a line reads better
_MOST_ROWS = 25
# As news writes amounts: 240bn, not the 240G of the metric system.
_AMOUNT = "replace(replace(replace(format(datum.value, '~s'), 'G', 'bn'), 'T', 'tn'), 'M', 'm')"
_MOST_PANELS = 3
_WIDE = 1000  # beyond three powers of ten, small values would all lie on the axis
_LABELS = {
    "articles": "articles",
    "originals": "original articles",
    "share": "share of all articles analysed",
    "originals_share": "share of all originals analysed",
}
_TOOLTIP = ["name:N", "period:T", "value:Q"]
FORMATS = (".png", ".svg", ".html")


def save(chart: Any, file: str | Path) -> None:
    """Write a chart as .png, .svg or .html (with its code inside); DyadwireError for another ending or no access."""
    path = Path(file)
    if path.suffix not in FORMATS:
        raise DyadwireError(f"can't draw {path.name}: the ending must be one of {', '.join(FORMATS)}")
    extras: dict[str, dict[str, Any]] = {".png": {"scale_factor": _PIXEL_RATIO}, ".html": {"inline": True}}
    try:
        chart.save(str(path), **extras.get(path.suffix, {}))
    except OSError as error:
        raise DyadwireError(f"can't write {path}: {error.strerror or error}") from error


def trend_chart(answer: Answer, names: dict[str, str], *, by: str, measure: str) -> Any:
    """Draw a trend: bars for one subject, lines for several; `names` maps the dyad column to what the legend says."""
    rows = _spans(answer, names, by, measure)
    gaps = list({row["period"]: row for row in rows if row["value"] is None}.values())
    counted = [row for row in rows if row["value"] is not None]
    layers = [_shade(gaps)] if gaps else []
    one = len(names) == 1
    layers.append(_bars(counted) if one and len(counted) <= _MOST_BARS else _lines(rows, list(names.values())))
    said = [f"{_LABELS[measure].capitalize()} by {answer.title.rpartition(' by ')[2]}"]
    said += sentences_of(answer.note)
    said += ["Grey: nothing was collected."] if gaps else []
    return styled(alt.layer(*layers), ", ".join(names.values()), said)


def styled(chart: Any, title: str, lines: Sequence[str]) -> Any:
    """Give a chart its title, its small print and sizes that can be read from the back of a room."""
    said = [clean(line) for line in lines]
    heading = alt.Title(clean(title), subtitle=said, anchor="start", offset=14, limit=_WIDTH)
    sized = chart.properties(width=_WIDTH, height=_HEIGHT, title=heading, description=" ".join((clean(title), *said)))
    return _sized(sized)


def _spans(answer: Answer, names: dict[str, str], by: str, measure: str) -> list[dict[str, Any]]:
    at = {name: answer.columns.index(name) for name in ("dyad", "period", measure)}
    rows = []
    for row in answer.rows:
        start = row[at["period"]]
        value = row[at[measure]]
        end = _next(start, by).isoformat()
        share_of_nothing = value is None and row[answer.columns.index("collected_days")]
        if share_of_nothing:
            continue  # collected, but no article at all: neither a share nor a gap
        name = clean(names[row[at["dyad"]]])
        rows.append({"name": name, "period": start.isoformat(), "end": end, "value": value, "label": _LABELS[measure]})
    return rows


def _next(start: Any, by: str) -> Any:
    if by in ("day", "week"):
        return start + timedelta(days=1 if by == "day" else 7)
    months = {"month": 1, "quarter": 3, "year": 12}[by]
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return start.replace(year=year, month=month + 1, day=1)


def _shade(gaps: list[dict[str, Any]]) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=gaps)).mark_rect(color=_SHADE).encode(x=_x("period"), x2="end:T")


def _bars(rows: list[dict[str, Any]]) -> alt.Chart:
    gap = 1 if len(rows) < _MOST_BARS // 2 else 0.5
    return (
        alt.Chart(alt.InlineData(values=rows))
        .mark_bar(color=COLOURS[0], xOffset=gap, x2Offset=-gap)
        .encode(x=_x("period"), x2="end:T", y=_y(rows), y2=alt.datum(0), tooltip=_TOOLTIP)
    )


def _lines(rows: list[dict[str, Any]], names: list[str]) -> alt.Chart:
    scale = alt.Scale(domain=[clean(name) for name in names], range=list(COLOURS))
    colour = alt.Color("name:N", scale=scale, legend=alt.Legend(symbolType="stroke") if len(names) > 1 else None)
    point = alt.OverlayMarkDef(size=45) if len(rows) <= _MOST_BARS else False
    return (
        alt.Chart(alt.InlineData(values=rows))
        .mark_line(
            strokeWidth=3, strokeJoin="round", strokeCap="round", point=point, invalid="break-paths-show-path-domains"
        )
        .encode(x=_x("period"), y=_y(rows), color=colour, tooltip=_TOOLTIP)
    )


def _x(field: str) -> alt.X:
    return alt.X(f"{field}:T", title=None, axis=alt.Axis(grid=False, labelOverlap=True, tickCount=8))


def _y(rows: list[dict[str, Any]]) -> alt.Y:
    label = rows[0]["label"] if rows else ""
    share = label.startswith("share")
    axis = alt.Axis(format=".1~%" if share else ",d", tickMinStep=0.001 if share else 1, tickCount=6)
    # The scale starts at zero, and says one even where nothing was found.
    top = max((row["value"] or 0 for row in rows), default=0) or (0.01 if share else 1)
    return alt.Y("value:Q", title=label, axis=axis, scale=alt.Scale(domain=[0, top], nice=True))


def sentences_of(note: str) -> list[str]:
    """Split a note into the lines of a subtitle."""
    return [line.rstrip(".") + "." for line in note.split(". ") if line]


def ranking_chart(answer: Answer, *, label: str, value: str) -> Any:
    """Draw rows as horizontal bars in the order of the answer, each with its number; the first 25 fit a slide."""
    names, values = answer.columns.index(label), answer.columns.index(value)
    rows = [{"name": clean(str(row[names])), "value": row[values]} for row in answer.rows[:_MOST_ROWS]]
    rows = [row for row in rows if row["value"] is not None]
    order = alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=320, ticks=False, domain=False))
    width = alt.X("value:Q", title=value.replace("_", " "), axis=alt.Axis(tickCount=6, tickMinStep=1))
    base = alt.Chart(alt.InlineData(values=rows)).encode(x=width, y=order, tooltip=["name:N", "value:Q"])
    text = base.mark_text(align="left", dx=5, fontSize=15).encode(text=alt.Text("value:Q", format=",.3~g"))
    chart = styled(alt.layer(base.mark_bar(color=COLOURS[0]), text), answer.title, sentences_of(answer.note))
    return chart.properties(height=max(120, 26 * len(rows)))


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
    said += [f"{left_out} figures in other units are not drawn."] if left_out else []
    chart = alt.vconcat(*panels) if panels else alt.Chart(alt.InlineData(values=[])).mark_point()
    heading = alt.Title(clean(answer.title), subtitle=[clean(line) for line in said], anchor="start", offset=14)
    return _sized(chart.properties(title=heading))


def _point(row: dict[str, Any], day: str) -> dict[str, Any]:
    unit = row.get("currency") or row["unit"] or "no unit"
    return {
        "day": str(row[day]),
        "value": row["value"],
        "unit": clean(f"{unit} per {row['per']}" if row["per"] else unit),
        "measure": clean(row["measure"] or "no measure stated"),
        "outlets": row.get("outlets", 1),
        "role": "a change" if row["role"] == "change" else "a level",
    }


def _unit_panel(points: list[dict[str, Any]], unit: str, domain: Any) -> Any:
    values = [point["value"] for point in points]
    wide = min(values) > 0 and max(values) / min(values) > _WIDE
    scale = alt.Scale(type="log") if wide else alt.Scale(zero=True)
    title = f"{unit}, log scale" if wide else unit
    size = alt.Size("outlets:Q", legend=None, scale=alt.Scale(domain=[1, 10], range=[60, 500], clamp=True))
    return (
        alt.Chart(alt.InlineData(values=points))
        .mark_circle(opacity=0.75, stroke="white")
        .encode(
            x=_x("day").scale(domain=domain, padding=20),
            y=alt.Y("value:Q", title=title, scale=scale, axis=alt.Axis(labelExpr=_AMOUNT, tickCount=5)),
            size=size,
            color=alt.Color("role:N", scale=alt.Scale(domain=["a level", "a change"], range=list(COLOURS[:2]))),
            tooltip=["day:T", "value:Q", "unit:N", "measure:N", "outlets:Q"],
        )
        .properties(width=_WIDTH, height=_HEIGHT // 2)
    )


def _sized(chart: Any) -> Any:
    return (
        chart.configure(background="white", padding=20)
        .configure_title(fontSize=24, subtitleFontSize=15, subtitleColor="#444444", subtitlePadding=8)
        .configure_axis(labelFontSize=15, titleFontSize=15, titleFontWeight="normal", gridColor="#eeeeee")
        .configure_legend(
            labelFontSize=16, title=None, orient="top", symbolStrokeWidth=4, symbolSize=160, labelLimit=400
        )
        .configure_view(stroke=None)
    )
