"""Chart of figures over the time that each is about: one panel a measure, forecasts hollow."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from dyadwire.pipelines.ask.amounts import amount_of
from dyadwire.pipelines.ask.answer import Answer
from dyadwire.pipelines.ask.figure_wording import flow_of, measure_of
from dyadwire.pipelines.ask.questions.figures import LIKELY
from dyadwire.pipelines.charts.label_places import PANEL_HEIGHT, PLACES, with_places
from dyadwire.pipelines.charts.vega import (
    COLOURS,
    END,
    SPOKEN,
    WIDTH,
    dates_axis,
    field,
    layer,
    moment,
    sentences_of,
    styled,
    ticks_between,
)
from dyadwire.pipelines.messages import clean, plural
from dyadwire.schemas.states import EXPECTED

# As news writes amounts: 240bn, not the 240G of the metric system; and 0.1, which that writes 100m.
_LARGE = "replace(replace(replace(format(datum.value, '~s'), 'G', 'bn'), 'T', 'tn'), 'M', 'm')"
_AMOUNT = f"abs(datum.value) < 1e6 ? format(datum.value, ',~r') : {_LARGE}"
_MOST_PANELS = 4
_WIDE = 1000  # beyond three powers of ten, small values would all lie on the axis
_MOST_POWERS = 7  # labels of powers of ten that a panel has room for
_LONGEST_LABEL = 24  # characters
_NONE = "no measure stated"
_SPACES = re.compile(r"[ \t\n\f\r]+")  # what \s is in SQL
_LEAD = re.compile(r"^(the|a|an|its|their) ")
_MUTUAL = re.compile(r"^((turnover|volume) of )?((bilateral|mutual|two-way) )?trade\b", re.ASCII)
_TURNOVER = re.compile(r"^trade (turnover|volume)\Z")
_GAP = re.compile(r"^trade (deficit|gap|imbalance|surplus)\Z")
_REPORTED, _EXPECTED = "reported", "target, forecast or plan"


def figures_chart(answer: Answer) -> dict[str, Any]:
    """Draw figures over the time that each is of, a panel a measure and unit; the size of a mark counts the outlets.

    A year is a line from its first day to its last with the mark in the middle, so that it is told from a half of it.
    Where no figure has a period, they lie at the date of their first report.
    """
    rows = answer.named
    valued = [row for row in rows if row["value"] is not None]
    timed = [row for row in valued if row.get("period_start")]
    by_report = not timed
    points = [_point(row, by_report=by_report) for row in (_reported(valued) if by_report else timed)]
    panels = _panels(points)
    told = [note for note in answer.notes if note != LIKELY]  # no mark says how likely it is
    first, *said = [*_notes(points, panels, len(rows), by_report=by_report), *sentences_of(told), ""]
    domain = _domain(point for panel in panels for point in panel)
    drawn = [_panel(panel, domain) for panel in panels] or [layer("point", {}, [])]
    return styled({"vconcat": drawn, "spacing": 26}, answer.title, [first, " ".join(said)])


def _reported(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in rows if row.get("first_date") or row.get("published_date")]


def _point(row: dict[str, Any], *, by_report: bool) -> dict[str, Any]:
    is_fall = row["role"] == "change" and row.get("direction") == "down"
    first: Any = row.get("first_date") or row.get("published_date")
    start: date = first if by_report else row["period_start"]
    end: date = first if by_report else row.get("period_end") or start
    unit = row.get("currency") or row["unit"] or "no unit"
    amount = ("−" if is_fall else "") + clean(amount_of({"surface": None, **row}))
    measure = clean(measure_of({"text": None, **row})) or _NONE
    state = _EXPECTED if row.get("state") == EXPECTED else _REPORTED
    outlets, report = row.get("outlets", 1), f"{first or 'undated'}, {clean(row.get('outlet') or '')}"
    flow = flow_of(row)
    of = ", ".join(filter(None, (measure, flow)))
    when = str(start) if start == end else f"{start} to {end}"
    return {
        "told": f"{amount}, {of}, {when}, {state}; {plural(outlets, 'outlet')}, first {report}",
        "start": str(start),
        "end": str(end + timedelta(days=1)),
        "middle": str(start + (end - start) / 2),
        "value": -abs(row["value"]) if is_fall else row["value"],
        "unit": clean(f"{unit} per {row['per']}" if row["per"] else unit),
        "measure": measure,
        "flow": flow,
        "role": "change in " if row["role"] == "change" else "",
        "state": state,
        "amount": amount,
        "label": amount if len(amount) <= _LONGEST_LABEL else amount[: _LONGEST_LABEL - 1] + "…",
        "outlets": outlets,
    }


def _panels(points: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Return the points by measure, unit and way, levels apart from changes: the panels with most points.

    Points without a measure may be of anything: they are drawn only where no other are.
    """
    panels: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for point in [point for point in points if point["measure"] != _NONE] or points:
        panels[_same(point["measure"]), point["unit"], point["role"], point["flow"]].append(point)
    return sorted(panels.values(), key=lambda panel: (-len(panel), -sum(p["outlets"] for p in panel)))[:_MOST_PANELS]


def _same(measure: str) -> str:
    """Fold wordings as the macro same_measure does.

    >>> _same("The two-way trade"), _same("trade  turnover"), _same("volume of trade"), _same("Trade deficit")
    ('trade', 'trade', 'trade', 'deficit')
    """
    words = _LEAD.sub("", _SPACES.sub(" ", measure.lower()).strip())
    return _GAP.sub(r"\1", _TURNOVER.sub("trade", _MUTUAL.sub("trade", words)))


def _notes(points: list[Any], panels: list[list[Any]], of_all: int, *, by_report: bool) -> list[str]:
    placed = "the date of its first report, as none says what time it is of" if by_report else "the time that it is of"
    said = [f"One mark a figure, at {placed}; its size is the number of outlets that reported it."] if points else []
    drawn = [point for panel in panels for point in panel]
    said += ["What fell by an amount is below zero."] if any(point["value"] < 0 for point in drawn) else []
    said += ["Hollow: a target, forecast or plan."] if any(point["state"] == _EXPECTED for point in drawn) else []
    others, untimed = len(points) - len(drawn), of_all - len(points)
    said += [f"{plural(others, 'figure')} of other measures, or of none, not drawn."] if others else []
    said += [f"{plural(untimed, 'figure')} of no stated time not drawn."] if untimed else []
    return said


def _domain(points: Iterable[dict[str, Any]]) -> list[date]:
    ends = sorted(date.fromisoformat(end) for point in points for end in (point["start"], point["end"]))
    if not ends:
        return []
    pad = timedelta(days=max(1, (ends[-1] - ends[0]).days // 20))
    return [ends[0] - pad, ends[-1] + 2 * pad]  # labels stand to the right


def _panel(points: list[dict[str, Any]], domain: list[date]) -> dict[str, Any]:
    placed = with_places(points, domain)
    colours = {"domain": [_REPORTED, _EXPECTED], "range": COLOURS[:2]}
    x = dates_axis("start", ticks_between(*domain))
    shared = {
        "x": x | {"field": "middle", "scale": {"type": "utc", "domain": [moment(day) for day in domain]}},
        "y": _amounts([point["value"] for point in points], points[0]["unit"]),
        "color": field("state", "nominal", legend=None, scale=colours),
    }
    used = [place for place in PLACES if any(point["place"] == place for point in placed)]
    zero = [_zero(x, domain)] if any(point["value"] < 0 for point in points) else []
    behind = [_labels(place, stroke="white", strokeWidth=8) for place in used] if zero else []  # to be read upon it
    layers = [*zero, *_marks(x), *behind, *(_labels(place) for place in used)]
    commonest = max((point["measure"] for point in points), key=[point["measure"] for point in points].count)
    title = {
        "text": ", ".join(filter(None, (points[0]["role"] + commonest, points[0]["flow"]))),
        "anchor": "start",
        "frame": "group",
        "fontSize": 17,
        "fontWeight": "normal",
    }
    drawn = {"data": {"values": placed}, "encoding": shared, "layer": layers}
    return {"width": WIDTH, "height": PANEL_HEIGHT, "title": title, **drawn}


def _marks(x: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the line of the time that each figure is of, its dot, hollow where it is expected, and the dot's edge."""
    sizes = {"domain": [1, 10], "range": [70, 500], "clamp": True}
    dot = {"size": field("outlets", "quantitative", legend=None, scale=sizes), **SPOKEN}
    hollow = {"condition": {"test": {"field": "state", "equal": _EXPECTED}, "value": 0}, "value": 0.75}
    return [
        layer("rule", {"x": x, "x2": END}, strokeWidth=2, opacity=0.55),
        layer("point", {"fillOpacity": hollow, **dot}, shape="circle", filled=True, stroke=None),
        layer("point", dot, shape="circle", strokeWidth=2.5),
    ]


def _zero(x: dict[str, Any], domain: list[date]) -> dict[str, Any]:
    """Return the line that what fell is below."""
    row = {"start": str(domain[0]), "end": str(domain[1]), "value": 0}
    return layer("rule", {"x": x, "x2": END, "color": {"value": "#444444"}}, [row])


def _labels(name: str, **look: Any) -> dict[str, Any]:
    place, encoding = PLACES[name], {"text": field("label", "nominal"), "color": {"value": "#333333"}}
    text = layer("text", encoding, **place._asdict(), fontSize=13, **look)
    return {"transform": [{"filter": {"field": "place", "equal": name}}], **text}


def _amounts(values: list[float], unit: str) -> dict[str, Any]:
    sizes = [abs(value) for value in values if value]
    if not sizes or max(sizes) / min(sizes) <= _WIDE:
        axis = {"labelExpr": _AMOUNT, "tickCount": 5}
        return field("value", "quantitative", title=unit, scale={"zero": True}, axis=axis)
    powers = [10.0**n for n in range(math.floor(math.log10(min(sizes))), math.ceil(math.log10(max(sizes))) + 1)]
    shown = powers[:: 1 + len(powers) // _MOST_POWERS]
    scale: dict[str, Any] = {"type": "log", "domain": [powers[0], powers[-1]]}
    if min(values) <= 0:  # no logarithm: powers on either side of zero
        scale = {"type": "symlog", "constant": powers[0], "domain": [min(values), max(0, *values)], "nice": False}
        shown = [*(-power for power in shown[:0:-1] if power <= -min(values)), 0, *shown[1:]]
    axis = {"labelExpr": _AMOUNT, "values": shown}
    return field("value", "quantitative", title=f"{unit}, log scale", scale=scale, axis=axis)
