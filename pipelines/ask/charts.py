"""Charts of answers, drawn offline: PNG, SVG or a page with that drawing.

A chart says what is counted, the period, the number of outlets, and where nothing was collected: those periods are
shaded, never drawn as zero. Sizes are for slides; colours keep apart under every common colour blindness.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import altair as alt

from dyadwire.pipelines.ask.files import whole_file
from dyadwire.pipelines.ask.html_pages import asset, own_code, page
from dyadwire.pipelines.ask.periods import label as period_label
from dyadwire.pipelines.ask.printing import Answer
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.telling import clean

# Okabe and Ito, Color Universal Design (2008), without its yellow, which vanishes on white.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000")
WIDTH, HEIGHT, _PIXEL_RATIO = 900, 420, 2.0  # 1,800 pixels wide: sharp on a full-HD slide
_SVG = "http://www.w3.org/2000/svg"
_ASIDE = (0.04, 0.06)  # of the width: letters of a browser may be wider than those that Vega measured
_SHADE = "#e4e4e4"
_MOST_BARS = 100  # beyond, a bar is under 9 pixels wide and a line reads better
_MOST_MARKS = 10_000  # more than a wide screen has pixels
MOST_ROWS = 25  # bars with names that fit a slide
_MOST_TICKS = 10
_LABELS = {
    "articles": "articles",
    "originals": "original articles",
    "share": "share of all articles analysed",
    "originals_share": "share of all originals analysed",
}
# What is told of a mark, by a pointer on a page and by who reads one aloud.
SPOKEN: dict[str, Any] = {"description": "told:N"}
FORMATS = (".png", ".svg", ".html")


def save(chart: Any, file: str | Path) -> None:
    """Write a chart as .png, .svg or .html (that drawing in a page); DyadwireError for another ending or no access."""
    path = Path(file)
    if path.suffix not in FORMATS:
        raise DyadwireError(f"can't draw {path.name}: the ending must be one of {', '.join(FORMATS)}")
    with whole_file(path) as beside:
        if path.suffix == ".html":
            beside.write_text(_chart_page(chart), encoding="utf-8")
        else:
            chart.save(str(beside), format=path.suffix[1:], scale_factor=_PIXEL_RATIO if path.suffix == ".png" else 1)


def _chart_page(chart: Any) -> str:
    """Return a page with the drawing of a chart, as wide as its window, and nothing that runs."""
    title = chart.to_dict()["title"]
    text, lines = title["text"], title.get("subtitle", ())
    bare = chart.copy()
    bare.title = alt.Undefined  # it is text of the page, which folds it where the window is narrow
    filled = {"title": text, "lines": lines, "drawing": _drawing(bare, " ".join((text, *lines)))}
    return str(page("chart.html").render(**own_code(asset("chart.css"), ""), **filled))


def _drawing(chart: Any, told: str) -> str:
    """Return a chart as SVG of no fixed size, one image to a screen reader; a pointer is told what a mark says."""
    drawn = io.StringIO()
    chart.save(drawn, format="svg")
    root = ElementTree.fromstring(drawn.getvalue())  # noqa: S314 — written by Vega, just now
    for node in list(root.iter()):
        label = node.attrib.pop("aria-label", None)
        for name in ("role", "aria-roledescription", "aria-hidden"):
            node.attrib.pop(name, None)
        if label and len(node) == 0 and not node.text:
            ElementTree.SubElement(node, f"{{{_SVG}}}title").text = label
    width, height = (float(root.attrib.pop(name)) for name in ("width", "height"))
    box = f"{-_ASIDE[0] * width:.0f} 0 {(1 + sum(_ASIDE)) * width:.0f} {height:.0f}"
    root.attrib |= {"viewBox": box, "role": "img", "aria-label": told}
    ElementTree.register_namespace("", _SVG)
    return ElementTree.tostring(root, encoding="unicode")


def trend_chart(
    answer: Answer, names: dict[str, str], *, by: str, measure: str, line: str = "dyad", heading: str = ""
) -> Any:
    """Draw a trend: bars for one subject, lines for several; `names` maps the column `line` to what the legend says.

    The heading is all the names, unless another is given. A period is grey where no line has anything.
    """
    if len(names) > len(COLOURS):
        raise DyadwireError(f"a chart tells {len(COLOURS)} pairs apart, not {len(names)}: ask for fewer")
    if len(answer.rows) > _MOST_MARKS:
        many = f"{len(answer.rows):,} {by}s"
        raise DyadwireError(f"a chart of {many} can't be read: draw a shorter period, or longer ones with --by")
    rows = _spans(answer, names, by, measure, line)
    counted = [row for row in rows if row["value"] is not None]
    filled = {row["period"] for row in counted}
    gaps = list({row["period"]: row for row in rows if row["period"] not in filled}.values())
    x = dates_axis("period", _ticks([row["period"] for row in rows], by))
    layers = [shade(gaps, x)] if gaps else []
    one = len(names) == 1
    layers.append(_bars(counted, x) if one and len(counted) <= _MOST_BARS else _lines(rows, list(names.values()), x))
    said = [f"{_LABELS[measure].capitalize()} by {answer.title.rpartition(' by ')[2]}"]
    said += sentences_of(answer.note)
    said += ["Grey: nothing was collected."] if gaps else []
    return styled(alt.layer(*layers), heading or ", ".join(names.values()), said)


def styled(chart: Any, title: str, lines: Sequence[str]) -> Any:
    """Give a chart its title, its small print and sizes that can be read from the back of a room."""
    said = [clean(line) for line in lines]
    heading = alt.Title(clean(title), subtitle=said, anchor="start", offset=14, limit=WIDTH)
    sized = chart.properties(width=WIDTH, height=HEIGHT, title=heading, description=" ".join((clean(title), *said)))
    return sized_for_slides(sized)


def _spans(answer: Answer, names: dict[str, str], by: str, measure: str, line: str) -> list[dict[str, Any]]:
    at = {name: answer.columns.index(name) for name in (line, "period", measure)}
    rows = []
    for row in answer.rows:
        start = row[at["period"]]
        value = row[at[measure]]
        end = next_period(start, by).isoformat()
        share_of_nothing = value is None and row[answer.columns.index("collected_days")]
        if share_of_nothing:
            continue  # collected, but no article at all: neither a share nor a gap
        name, period = clean(names[row[at[line]]]), start.isoformat()
        said = "not collected" if value is None else f"{value:.3g}"
        told = f"{name}, {period_label(start, by)}: {said}"
        rows.append(
            {"name": name, "period": period, "end": end, "value": value, "label": _LABELS[measure], "told": told}
        )
    return rows


def next_period(start: Any, by: str) -> Any:
    """Return the first date of the period after one."""
    if by in ("day", "week"):
        return start + timedelta(days=1 if by == "day" else 7)
    months = {"month": 1, "quarter": 3, "year": 12}[by]
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return start.replace(year=year, month=month + 1, day=1)


def shade(gaps: list[dict[str, Any]], x: alt.X) -> alt.Chart:
    """Draw the periods in which nothing was collected; each has period, end and told."""
    return alt.Chart(alt.InlineData(values=gaps)).mark_rect(color=_SHADE).encode(x=x, x2="end:T", **SPOKEN)


def _bars(rows: list[dict[str, Any]], x: alt.X) -> alt.Chart:
    gap = 1 if len(rows) < _MOST_BARS // 2 else 0.5
    return (
        alt.Chart(alt.InlineData(values=rows))
        .mark_bar(color=COLOURS[0], xOffset=gap, x2Offset=-gap)
        .encode(x=x, x2="end:T", y=_y(rows), y2=alt.datum(0), **SPOKEN)
    )


def _lines(rows: list[dict[str, Any]], names: list[str], x: alt.X) -> alt.Chart:
    scale = alt.Scale(domain=[clean(name) for name in names], range=list(COLOURS))
    colour = alt.Color("name:N", scale=scale, legend=alt.Legend(symbolType="stroke") if len(names) > 1 else None)
    point = alt.OverlayMarkDef(size=45) if len(rows) <= _MOST_BARS else False
    return (
        alt.Chart(alt.InlineData(values=rows))
        .mark_line(
            strokeWidth=3, strokeJoin="round", strokeCap="round", point=point, invalid="break-paths-show-path-domains"
        )
        .encode(x=x, y=_y(rows), color=colour, **SPOKEN)
    )


def dates_axis(field: str, ticks: dict[str, Any] | None = None) -> alt.X:
    """Return the axis of a field of dates, which are those of UTC wherever the chart is drawn or looked at."""
    axis = alt.Axis(grid=False, labelOverlap=True, **(ticks or {"tickCount": 8}))
    return alt.X(f"{field}:T", title=None, scale=alt.Scale(type="utc"), axis=axis)


def _ticks(periods: Sequence[str], by: str) -> dict[str, Any]:
    """Mark the beginnings of some of the periods, so that a bar and its date can't be taken for its neighbour's."""
    starts = [date.fromisoformat(period) for period in sorted(set(periods))]
    chosen = starts[:: 1 + max(0, len(starts) - 1) // _MOST_TICKS] or starts
    values = [alt.DateTime(year=day.year, month=day.month, date=day.day, utc=True) for day in chosen]
    days = "%b %-d" if not starts or starts[0].year == starts[-1].year else "%b %-d, %Y"
    return {"values": values, "format": {"month": "%b %Y", "quarter": "%b %Y", "year": "%Y"}.get(by, days)}


def _y(rows: list[dict[str, Any]]) -> alt.Y:
    label = rows[0]["label"] if rows else ""
    share = label.startswith("share")
    # The scale starts at zero, and says one even where nothing was found.
    top = max((row["value"] or 0 for row in rows), default=0) or (0.01 if share else 1)
    axis = alt.Axis(format=".1~%" if share else ",d", **steps(top, 0.001 if share else 1))
    return alt.Y("value:Q", title=label, axis=axis, scale=alt.Scale(domain=[0, top], nice=True))


def steps(top: float, least: float = 1) -> dict[str, Any]:
    """Return the ticks of an axis from zero, none closer than `least`: Vega would halve small steps, and labels repeat.

    >>> steps(2)
    {'values': [0, 1, 2]}
    """
    if top >= 6 * least:
        return {"tickCount": 6, "tickMinStep": least}
    return {"values": [least * n for n in range(math.ceil(top / least) + 1)]}


def sentences_of(note: str) -> list[str]:
    """Split a note into the lines of a subtitle."""
    return [line.rstrip(".") + "." for line in note.split(". ") if line]


def ranking_chart(answer: Answer, *, label: str, value: str) -> Any:
    """Draw rows as horizontal bars in the order of the answer, each with its number; the first 25 fit a slide."""
    names, values = answer.columns.index(label), answer.columns.index(value)
    rows = [{"name": clean(str(row[names])), "value": row[values]} for row in answer.rows[:MOST_ROWS]]
    rows = [row | {"told": f"{row['name']}: {row['value']:,}"} for row in rows if row["value"] is not None]
    ticks = alt.Axis(**steps(max((row["value"] for row in rows), default=0)))
    width = alt.X("value:Q", title=value.replace("_", " "), axis=ticks)
    base = alt.Chart(alt.InlineData(values=rows)).encode(x=width, y=names_axis(), **SPOKEN)
    text = base.mark_text(align="left", dx=5, fontSize=15).encode(text=alt.Text("value:Q", format=",.3~g"))
    chart = styled(alt.layer(base.mark_bar(color=COLOURS[0]), text), answer.title, sentences_of(answer.note))
    return chart.properties(height=alt.Step(26))


def names_axis() -> alt.Y:
    """Return the axis of a chart with a name a row, in the order of the rows."""
    axis = alt.Axis(labelLimit=360, labelPadding=8, ticks=False, domain=False)
    return alt.Y("name:N", sort=None, title=None, axis=axis)


def sized_for_slides(chart: Any) -> Any:
    """Give a chart the sizes of its letters and its margins."""
    return (
        chart.configure(background="white", padding=20)
        .configure_title(fontSize=24, subtitleFontSize=15, subtitleColor="#444444", subtitlePadding=8)
        .configure_axis(labelFontSize=15, titleFontSize=15, titleFontWeight="normal", gridColor="#eeeeee")
        .configure_legend(
            labelFontSize=16, title=None, orient="top", symbolStrokeWidth=4, symbolSize=160, labelLimit=400
        )
        .configure_view(stroke=None)
    )
