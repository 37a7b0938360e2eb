"""Parts that all charts share; drawing.py draws what is made of them.

A chart is its specification in Vega-Lite, as plain as its manual has it. It says what is counted, the period, the
number of outlets, and where nothing was collected: those periods are shaded, never drawn as zero. Sizes are for slides;
colours keep apart under every common colour blindness.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date, timedelta
from textwrap import wrap
from typing import Any

from dyadwire.pipelines.ask.answer import AsTyped
from dyadwire.pipelines.ask.trend_rows import HARDLY, days_collected, has_days_missing, is_hardly_collected
from dyadwire.pipelines.messages import clean

# Okabe and Ito, Color Universal Design (2008), without its yellow, which vanishes on white.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000")
WIDTH, HEIGHT = 900, 420
_SHADE, _PALE, _STRIP = "#e4e4e4", "#fdeecb", "#f0c000"
_STRIP_ABOVE = (-9, -3)  # pixels from the top of a chart, which no bar reaches
_MOST_TICKS = 10
ABOVE = "linesAbove"  # how many of the small print stand above a drawing; Vega passes it over
_TITLE, _LINE = 78, 130  # characters of a line of a title, and of what stands below it, where a chart has all WIDTH
_MOST_DATES = 7  # of an axis on which each has its year
_MONTHS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200)  # between ticks, where days are too many
# Sizes of letters that can be read from the back of a room, and margins.
FOR_SLIDES: dict[str, Any] = {
    "background": "white",
    "padding": 20,
    "title": {"fontSize": 24, "subtitleFontSize": 15, "subtitleColor": "#444444", "subtitlePadding": 8},
    "axis": {"labelFontSize": 15, "titleFontSize": 15, "titleFontWeight": "normal", "gridColor": "#eeeeee"},
    "legend": {
        "labelFontSize": 16,
        "title": None,
        "orient": "top",
        "symbolStrokeWidth": 4,
        "symbolSize": 160,
        "labelLimit": 400,
    },
    "view": {"stroke": None},
}
_BETWEEN_SENTENCES = re.compile(r"(?<!\b[A-Z])\. ")  # behind one letter it ends no sentence: U.S. News
_TO_ASKERS = re.compile(
    r"^[*†] | \((?:see --all|--confidence 0 counts them)\)"
    r"|[:;,] (?:see --limit|--limit takes more|try --minimum [\d,]+|--(?:since|until) .*"
    r"|unless --until.*|`dyadwire .*)$"
)


def field(name: str, kind: str, **how: Any) -> dict[str, Any]:
    """Return what a field of the rows is drawn by: its kind is nominal, quantitative or temporal."""
    return {"field": name, "type": kind, **how}


END = {"field": "end"}
# What is told of a mark, by a pointer on a page and by who reads one aloud.
SPOKEN = {"description": field("told", "nominal")}


def layer(mark: str, encoding: dict[str, Any], rows: list[dict[str, Any]] | None = None, **look: Any) -> dict[str, Any]:
    """Return marks of one kind and look, one a row: its own rows, or those of the chart that it lies in."""
    own = {} if rows is None else {"data": {"values": rows}}
    return {**own, "mark": {"type": mark, **look}, "encoding": encoding}


def styled(chart: dict[str, Any], title: str, lines: Sequence[str]) -> dict[str, Any]:
    """Give a chart its title, its small print and, unless it has one, the size of a slide.

    The first line stands above it, the others below.
    """
    # Over as many lines as a title takes: of one that was cut, the dates would be gone first.
    of_title, of_line = (int(most * chart.get("width", WIDTH) / WIDTH) for most in (_TITLE, _LINE))
    above, *below = [lines_of(clean(line), of_line) for line in lines] or [[]]
    text, small = lines_of(clean(title), of_title), [*above, *(part for parts in below for part in parts)]
    heading = {"text": text, "subtitle": small, "anchor": "start", "offset": 14}
    described = {"title": heading, "description": " ".join((*text, *small)), "usermeta": {ABOVE: len(above)}}
    size = {} if "vconcat" in chart else {"width": WIDTH, "height": HEIGHT}
    return {**size, **chart, **described, "config": FOR_SLIDES}


def lines_of(text: str, most: int) -> list[str]:
    """Break a text into lines of at most so many characters, within no date.

    >>> lines_of("Acts by day, 2026-10-01 to 2026-11-29", 20)
    ['Acts by day,', '2026-10-01 to', '2026-11-29']
    """
    return wrap(text, most, break_on_hyphens=False)


def bare(title: str, lines: Sequence[str]) -> dict[str, Any]:
    """Return a chart of nothing: what it says, without axes that would have nothing beside them."""
    return styled({"height": 1, **layer("point", {}, [])}, title, lines)


def shade(gaps: list[dict[str, Any]], x: dict[str, Any]) -> dict[str, Any]:
    """Draw the periods in which nothing was collected; each has period, end and told."""
    return layer("rect", {"x": x, "x2": END, **SPOKEN}, gaps, color=_SHADE)


def shade_thin(rows: list[dict[str, Any]], x: dict[str, Any]) -> list[dict[str, Any]]:
    """Draw the periods that were hardly collected, each once, where there are some; rows have end and thin.

    Pale behind what is drawn of them, with a strip above, which a full bar leaves to be seen. Each tells its days
    alone: several lines may go through it.
    """
    drawn = {
        row["period"]: {"period": row["period"], "end": row["end"], "told": row["thin"]} for row in rows if row["thin"]
    }
    if not drawn:
        return []
    across = {"x": x, "x2": END, **SPOKEN}
    strip = dict(zip(("y", "y2"), ({"value": pixels} for pixels in _STRIP_ABOVE), strict=True))
    rects = ((across, _PALE), (across | strip, _STRIP))
    return [layer("rect", encoding, list(drawn.values()), color=colour) for encoding, colour in rects]


def days_of(row: dict[str, Any], called: str) -> tuple[str, str]:
    """Tell of a row of a trend which of its days were collected: beside its count, and of a hardly collected period."""
    told = days_collected(row) if has_days_missing([row]) else ""
    return told and f"; {told}", f"{called}: {told}" if is_hardly_collected(row) else ""


def dates_axis(name: str, ticks: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return the axis of a field of dates, which are those of UTC wherever the chart is drawn or looked at."""
    axis = {"grid": False, "labelOverlap": True, "labelSeparation": 10, **(ticks or {"tickCount": 8})}
    return field(name, "temporal", title=None, scale={"type": "utc"}, axis=axis)


def moment(day: date) -> dict[str, Any]:
    """Return the beginning of a day, in UTC."""
    return {"year": day.year, "month": day.month, "date": day.day, "utc": True}


def ticks_of(periods: Sequence[str], by: str) -> dict[str, Any]:
    """Mark the middle of some of the periods: at its beginning, a date stands as near to the bar before it.

    >>> ticks_of(["2026-01-01", "2026-02-01"], "month")["tickOffset"]
    225.0
    """
    starts = [date.fromisoformat(period) for period in sorted(set(periods))]
    chosen = starts[:: 1 + max(0, len(starts) - 1) // _MOST_TICKS] or starts
    days = "%b %-d" if not starts or starts[0].year == starts[-1].year else "%b %-d, %Y"
    written = {"month": "%b %Y", "quarter": "%b %Y", "year": "%Y"}.get(by, days)
    middle = WIDTH / (2 * max(1, len(starts)))  # pixels behind its beginning: months count as alike
    return {"values": [moment(day) for day in chosen], "format": written, "tickOffset": middle, "labelFlush": False}


def ticks_between(first: date, last: date) -> dict[str, Any]:
    """Mark some days, months or years between two dates, each with its year: a chart of figures goes over several.

    >>> ticks_between(date(2025, 11, 20), date(2027, 2, 3))["format"]
    '%b %Y'
    """
    days = (last - first).days
    if days <= 31 * 3:
        starts = [first + timedelta(days=n) for n in range(0, days + 1, 1 + days // _MOST_DATES)]
        return {"values": [moment(day) for day in starts], "format": "%b %-d, %Y"}
    step = next((months for months in _MONTHS if days / 30 <= months * _MOST_DATES), _MONTHS[-1])
    since, until = (12 * day.year + day.month - 1 for day in (first, last))
    months = range(-(-since // step) * step, until + 1, step)
    starts = [date(month // 12, month % 12 + 1, 1) for month in months]
    return {"values": [moment(day) for day in starts], "format": "%Y" if step % 12 == 0 else "%b %Y"}


# Room for the numbers of an upright axis: charts of counts and of shares have one period in one place.
BESIDE = {"minExtent": 72}


def steps(top: float, least: float = 1) -> dict[str, Any]:
    """Return the ticks of an axis from zero, none closer than `least`: Vega would halve small steps, and labels repeat.

    >>> steps(2)
    {'values': [0, 1, 2]}
    """
    if top >= 6 * least:
        return {"tickCount": 6, "tickMinStep": least}
    return {"values": [least * n for n in range(math.ceil(top / least) + 1)]}


def sentences_of(notes: Sequence[str]) -> list[str]:
    """Split notes into the lines of a subtitle, without signs and what is said to those who can ask again.

    >>> sentences_of(["The first 8 of 25 pairs: --limit takes more. * The last week was collected in part only."])
    ['The first 8 of 25 pairs.', 'The last week was collected in part only.']
    >>> sentences_of(["No acts of U.S. Virgin Islands are known."])
    ['No acts of U.S. Virgin Islands are known.']
    """
    return [line for note in notes for line in ([note] if isinstance(note, AsTyped) else _lines_of(note))]


def _lines_of(note: str) -> list[str]:
    drawn = note.replace(HARDLY, f"Yellow: {HARDLY[0].lower()}{HARDLY[1:]}")  # what shade_thin draws
    drawn = drawn.replace("– or grey", "Grey")  # a dash stands in tables
    return [_TO_ASKERS.sub("", line.rstrip(".")) + "." for line in _BETWEEN_SENTENCES.split(drawn) if line]
