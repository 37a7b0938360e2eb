"""Chart of coverage over time: bars for one subject, lines for several, a panel each for the parts of a lake."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from dyadwire.pipelines.ask.answer import Answer, collected_first
from dyadwire.pipelines.ask.periods import label as period_label
from dyadwire.pipelines.ask.periods import next_period
from dyadwire.pipelines.ask.trend_answer import NO_SHARE
from dyadwire.pipelines.ask.values import number_text, percent
from dyadwire.pipelines.charts.vega import (
    BESIDE,
    COLOURS,
    END,
    HEIGHT,
    SPOKEN,
    WIDTH,
    bare,
    dates_axis,
    days_of,
    field,
    layer,
    moment,
    sentences_of,
    shade,
    shade_thin,
    steps,
    styled,
    ticks_of,
)
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.messages import clean, plural

_MOST_BARS = 100  # beyond, a bar is under 9 pixels wide and a line reads better
_IN_A_ROW, _NAMED = 4, 3  # names of a legend, and of a heading
_PANEL_HEIGHT = 110  # pixels: seven parts make a page
_MOST_MARKS = 10_000  # more than a wide screen has pixels
_LABELS = {
    "articles": "articles",
    "originals": "original articles",
    "share": "share of all articles analysed",
    "originals_share": "share of all originals analysed",
}


def trend_chart(
    answer: Answer,
    names: dict[str, str],
    *,
    by: str,
    measure: str,
    line: str = "dyad",
    heading: str = "",
    mean: int | None = None,
) -> dict[str, Any]:
    """Draw a trend: bars for one subject, lines for several; `names` maps the column `line` to what the legend says.

    Parts of a lake (a `line` other than dyad) have a panel each: most are of few articles, and lines would hide one
    another at zero; DyadwireError where there is none. The heading is all the names, unless another is given. A period
    is grey where no line has anything. `mean` is over how many periods the answer averages.
    """
    if not answer.rows and line != "dyad":
        raise DyadwireError(f"nothing to draw, as no part has a line: {' '.join(sentences_of(answer.notes))}")
    if not answer.rows:
        return bare(answer.title, sentences_of(answer.notes))
    _refuse_unreadable(len(names), len(answer.rows), by)
    rows = _spans(answer, names, by, measure, line)
    x = dates_axis("period", ticks_of([row["period"] for row in rows], by))
    apart = line != "dyad"
    averaged = f"{measure}_mean" in answer.columns and (apart or len(names) == 1)
    whole = {"layer": _layers(rows, list(names.values()), x, _y(rows), averaged=averaged)}
    drawn = _panels(rows, x, averaged=averaged) if apart else whole
    said = [*_counted_lines(rows, answer, measure), *_notes(answer)]
    over = f" over {plural(mean, by)}" if mean else ""
    said += [f"Orange: the moving average{over}."] if averaged else []
    said += ["Grey: nothing was collected."] if line == "dyad" and _gaps(rows) else []  # notes tell it of parts
    said += [_unshared(rows)] if any(row["empty"] for row in rows) else []
    return styled(drawn, heading or _heading(list(names.values())), said)


def _counted_lines(rows: list[dict[str, Any]], answer: Answer, measure: str) -> list[str]:
    """Say what is counted, and that it is none where all that is known is zero."""
    counted = [row["value"] for row in rows if row["value"] is not None]
    none = ["None is counted in this period."] if counted and not any(counted) else []
    return [f"{_LABELS[measure].capitalize()} by {answer.title.rpartition(' by ')[2]}.", *none]


def _notes(answer: Answer) -> list[str]:
    """Return the notes of an answer but that on shares: a chart of shares says itself which are empty."""
    return collected_first(sentences_of([note for note in answer.notes if note != NO_SHARE]))


def _panels(rows: list[dict[str, Any]], x: dict[str, Any], *, averaged: bool) -> dict[str, Any]:
    """Return a panel a name, one below the other, all of one scale."""
    of_name: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        of_name.setdefault(row["name"], []).append(row)
    high = _PANEL_HEIGHT if len(of_name) > 1 else HEIGHT  # one alone is named by its panel as well
    y, size = _y(rows) | {"title": None}, {"width": WIDTH, "height": high}
    y["axis"] |= {"tickCount": 3} if "tickCount" in y["axis"] else {}
    title: dict[str, Any] = {"anchor": "start", "frame": "group", "fontSize": 16, "fontWeight": "normal", "offset": 4}
    drawn = [
        {**size, "title": {"text": name, **title}, "layer": _layers(own, [name], x, y, averaged=averaged)}
        for name, own in of_name.items()
    ]
    return {"vconcat": drawn, "spacing": 10}


def _layers(
    rows: list[dict[str, Any]], names: list[str], x: dict[str, Any], y: dict[str, Any], *, averaged: bool
) -> list[dict[str, Any]]:
    """Return what is drawn of some lines: bars of one that are not too many, with their mean, or else the lines."""
    gaps = _gaps(rows)
    counted = [row for row in rows if row["value"] is not None]
    as_bars = len(names) == 1 and len(counted) <= _MOST_BARS
    return [
        *([shade(gaps, x)] if gaps else []),
        *shade_thin(rows, x),
        _bars(rows, x, y) if as_bars else _lines(rows, names, x, y),
        *([_mean(rows, x)] if averaged else []),
    ]


def _unshared(rows: list[dict[str, Any]]) -> str:
    """Say how many periods have no article at all, which are blank as zeros are: there is nothing to have a share of.

    >>> _unshared([{"period": "2026-01", "empty": True}, {"period": "2026-02", "empty": False}])
    'Blank, and not zero: 1 period without any article at all.'
    """
    count = len({row["period"] for row in rows if row["empty"]})
    return f"Blank, and not zero: {plural(count, 'period')} without any article at all."


def _gaps(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the periods in which none of some lines has anything, once each."""
    filled = {row["period"] for row in rows if row["value"] is not None or row["empty"]}
    return list({row["period"]: row for row in rows if row["period"] not in filled}.values())


def _refuse_unreadable(lines: int, periods: int, by: str) -> None:
    """Raise DyadwireError for more than can be told apart in a chart."""
    if lines > len(COLOURS):
        raise DyadwireError(f"a chart tells {len(COLOURS)} pairs apart, not {lines}: ask for fewer")
    if periods > _MOST_MARKS:
        many = f"{periods:,} {by}s"
        raise DyadwireError(f"a chart of {many} can't be read: draw a shorter period, or longer ones with --by")


def _heading(names: list[str]) -> str:
    """Name what is drawn; more than a title has room for are in the legend.

    >>> _heading(["A–B", "A–C", "B–C", "B–D"])
    'A–B and 3 more'
    """
    return ", ".join(names) if len(names) <= _NAMED else f"{names[0]} and {len(names) - 1} more"


def _spans(answer: Answer, names: dict[str, str], by: str, measure: str, line: str) -> list[dict[str, Any]]:
    at = {name: answer.columns.index(name) for name in (line, "period", measure)}
    mean = answer.columns.index(f"{measure}_mean") if f"{measure}_mean" in answer.columns else at[measure]
    rows, written = [], percent if measure.endswith("share") else number_text
    for row, named in zip(answer.rows, answer.named, strict=True):
        start = row[at["period"]]
        value = row[at[measure]]
        end = next_period(start, by)
        middle = (datetime.combine(start, time(), UTC) + (end - start) / 2).isoformat()
        # Collected, but no article at all: neither a share nor a gap.
        empty = value is None and bool(named["collected_days"])
        name, period = clean(names[row[at[line]]]), start.isoformat()
        said = "no article" if empty else "not collected" if value is None else written(value)
        called = period_label(start, by)
        days, thin = days_of(named, called)
        label = f"{name}, {called}: {said}{days}"
        drawn = {"name": name, "period": period, "end": end.isoformat(), "value": value, "label": _LABELS[measure]}
        rows.append(drawn | {"told": label, "middle": middle, "mean": row[mean], "empty": empty, "thin": thin})
    return rows


def _bars(rows: list[dict[str, Any]], x: dict[str, Any], y: dict[str, Any]) -> dict[str, Any]:
    """Draw a bar a period; of no article at all there is none to see, but its place on the axis."""
    drawn = [row | {"value": row["value"] or 0} for row in rows if row["value"] is not None or row["empty"]]
    gap = 1 if len(drawn) < _MOST_BARS // 2 else 0.5
    encoding = {"x": x, "x2": END, "y": y, "y2": {"datum": 0}, **SPOKEN}
    return layer("bar", encoding, drawn, color=COLOURS[0], xOffset=gap, x2Offset=-gap)


def _lines(rows: list[dict[str, Any]], names: list[str], x: dict[str, Any], y: dict[str, Any]) -> dict[str, Any]:
    scale = {"domain": [clean(name) for name in names], "range": COLOURS}
    legend = {"symbolType": "stroke", "columns": _IN_A_ROW} if len(names) > 1 else None
    # At its first day, a period would lie upon the edge of a gap before it.
    ends = [min(row["period"] for row in rows), max(row["end"] for row in rows)]
    middle = x | {
        "field": "middle",
        "scale": x["scale"] | {"domain": [moment(date.fromisoformat(day)) for day in ends]},
    }
    encoding = {"x": middle, "y": y, "color": field("name", "nominal", scale=scale, legend=legend), **SPOKEN}
    stroke = {"strokeWidth": 3, "strokeJoin": "round", "strokeCap": "round"}
    point = {"size": 45} if len(rows) <= _MOST_BARS else False
    return layer("line", encoding, rows, point=point, invalid="break-paths-show-path-domains", **stroke)


def _mean(rows: list[dict[str, Any]], x: dict[str, Any]) -> dict[str, Any]:
    """Draw the moving average as a line through the middle of each period."""
    encoding = {"x": x | {"field": "middle"}, "y": field("mean", "quantitative")}
    return layer("line", encoding, rows, color=COLOURS[1], strokeWidth=3, invalid="break-paths-show-path-domains")


def _y(rows: list[dict[str, Any]]) -> dict[str, Any]:
    label = rows[0]["label"] if rows else ""
    share = label.startswith("share")
    # The scale starts at zero, and says one even where nothing was found.
    top = max((row["value"] or 0 for row in rows), default=0) or (0.01 if share else 1)
    axis = {"format": ".1~%" if share else ",d", **BESIDE, **steps(top, 0.001 if share else 1)}
    return field("value", "quantitative", title=label, axis=axis, scale={"domain": [0, top], "nice": True})
