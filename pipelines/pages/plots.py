"""Bar charts of the report page: geometry only. The page draws them, its style colours them.

A plot is as wide as its periods (10 units each) and 100 units high; the browser stretches it, so that text stays beside
it, in the size of the page, and reads as well on a phone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from dyadwire.pipelines.ask.periods import label
from dyadwire.pipelines.ask.trend_rows import days_collected, has_days_missing, is_hardly_collected
from dyadwire.pipelines.ask.values import percent
from dyadwire.pipelines.messages import plural

PERIOD = 10  # units a period; the bar takes 8 of them
_MANY = 40  # periods whose bars are so narrow that half of one is not seen
_LABEL = 8.0  # units that a number beside a plot takes
SIDES = ("cooperation", "conflict")  # of acts, from the bottom up
_GAP = ("gap", "not collected")
_THIN = ("thin", "collected on less than half of its days")


class Bar(NamedTuple):
    """One period: first date, place, tooltip, and parts (kind, y, height) from the top down; a gap has none.

    `thin`: of a period that was hardly collected.
    """

    period: date
    x: int
    title: str
    gap: bool
    parts: tuple[tuple[str, float, float], ...] = ()
    thin: bool = False


class Plot(NamedTuple):
    """One chart: caption, a summary in words, the top of the scale, bars, dates below and what the kinds mean."""

    caption: str
    summary: str
    top: str
    width: int
    bars: list[Bar]
    labels: list[str]
    legend: list[tuple[str, str]]
    zero: float = 100.0  # where the line is that bars begin at, in units from the top
    bottom: str = "0"

    @property
    def thin(self) -> bool:
        """Some period was hardly collected."""
        return any(bar.thin for bar in self.bars)

    @property
    def scale(self) -> list[tuple[str, float]]:
        """Numbers beside the plot, each with its place in units from the top: both ends, and 0 where the line is.

        Of two that would cover one another the 0 stays.
        """
        ends = [(self.top, 0.0), (self.bottom, 100.0)]
        if self.zero in (0, 100):
            return ends
        apart = [end for end in ends if abs(end[1] - self.zero) >= _LABEL]
        return sorted([*apart, ("0", self.zero)], key=lambda at: at[1])


def counts_plot(periods: list[dict[str, Any]], by: str) -> Plot:
    """Lay out articles a period, copies stacked on originals."""
    top = max((row["articles"] or 0 for row in periods), default=0) or 1
    bars = [_count_bar(at, row, top, by) for at, row in enumerate(periods)]
    peak = max(periods, key=lambda row: row["articles"] or 0, default=None)
    summary = f"Articles by {by}, {plural(len(periods), 'period')}"
    if peak and peak["articles"]:
        summary += f"; the most, {peak['articles']:,}, in the {by} of {label(peak['period'], by)}"
    legend = [("original", "originals"), ("copy", "copies"), *_gap_legend(periods)]
    return _plot(f"Articles by {by}", summary, f"{top:,}", bars, _labels(periods, by), legend)


def acts_plot(periods: list[dict[str, Any]], by: str, column: str | None = None) -> Plot:
    """Lay out acts a period, cooperation above a line and conflict below it; of one class those alone, above."""
    columns = {side: column or side for side in SIDES if not column or column.endswith(side)}
    most = {side: max((row[name] or 0 for row in periods), default=0) for side, name in columns.items()}
    down = most["conflict"] if len(most) > 1 else 0
    up = max(most.values()) if not down else most["cooperation"]
    height = 100 / (up + down or 1)  # of one act
    zero = round(100 - height * down, 2)
    bars = [_acts_bar(at, row, (zero, height), by, columns) for at, row in enumerate(periods)]
    caption = f"Acts{_of(column)} by {by}"
    summary = f"{caption}, {plural(len(periods), 'period')}, up to {max(up, down) or 1:,}"
    ways = {"cooperation": " (above the line)", "conflict": " (below the line)"} if down else {}
    named = ((side, name.replace("_", " ") + ways.get(side, "")) for side, name in columns.items())
    legend = [*named, *_gap_legend(periods)]
    plot = _plot(caption, summary, f"{up or (0 if down else 1):,}", bars, _labels(periods, by), legend)
    return plot._replace(zero=zero, bottom=f"{down:,}")


def shares_plot(periods: list[dict[str, Any]], by: str, *, name: str = "", most: float = 0.0) -> Plot:
    """Lay out the share of all articles analysed a period; of one line of several, its name and the largest of all."""
    top = most or max((row["share"] or 0 for row in periods), default=0) or 1
    bars = [_share_bar(at, row, top, by) for at, row in enumerate(periods)]
    of = f"{name}: share of its articles analysed" if name else "Share of all articles analysed"
    summary = f"{of} by {by}, up to {percent(top)}"
    legend = [("share", "share"), *_gap_legend(periods)]
    return _plot(f"{of}, by {by}", summary, percent(top), bars, _labels(periods, by), legend)


def _plot(caption: str, summary: str, top: str, bars: list[Bar], labels: list[str], legend: Any) -> Plot:
    return Plot(caption, summary, top, PERIOD * max(len(bars), 1), bars, labels, legend)


def _count_bar(at: int, row: dict[str, Any], top: int, by: str) -> Bar:
    name = label(row["period"], by)
    if row["articles"] is None:
        return _gap(at, row["period"], name)
    copies = row["articles"] - row["originals"]
    originals_height, copies_height = (round(100 * count / top, 2) for count in (row["originals"], copies))
    counts = (row["articles"], "article"), (row["originals"], "original"), (copies, "copy")
    title = f"{name}: {', '.join(plural(*counted) for counted in counts)}"
    original = ("original", round(100 - originals_height, 2), originals_height)
    copy = ("copy", round(100 - originals_height - copies_height, 2), copies_height)
    return _bar(at, row, title, (copy, original))


def _of(column: str | None) -> str:
    return f" of {column.replace('_', ' ')}" if column else ""


def _acts_bar(at: int, row: dict[str, Any], scale: tuple[float, float], by: str, columns: dict[str, str]) -> Bar:
    name = label(row["period"], by)
    if _is_gap(row):
        return _gap(at, row["period"], name)
    zero, of_one = scale
    heights = {side: round(of_one * row[column], 2) for side, column in columns.items()}
    goes_down = len(columns) > 1
    parts = [
        (side, zero if goes_down and side == "conflict" else round(zero - height, 2), height)
        for side, height in heights.items()
    ]
    first, *others = columns.values()
    told = [f"{plural(row[first], 'act')}{_of(first)}", *(f"{row[column]}{_of(column)}" for column in others)]
    title = f"{name}: {', '.join(told)}"
    return _bar(at, row, title, parts)


def _share_bar(at: int, row: dict[str, Any], top: float, by: str) -> Bar:
    name = label(row["period"], by)
    if row["articles"] is None:
        return _gap(at, row["period"], name)
    if row["share"] is None:
        return _bar(at, row, f"{name}: no article at all", ())
    height = round(100 * row["share"] / top, 2)
    title = f"{name}: {percent(row['share'])} of {plural(row['total_articles'], 'article')}"
    return _bar(at, row, title, [("share", round(100 - height, 2), height)])


def _bar(at: int, row: dict[str, Any], title: str, parts: Iterable[tuple[str, float, float]]) -> Bar:
    """Lay out a period in which something was collected; which days were is told where some were not."""
    told = f"{title}; {days_collected(row)}" if has_days_missing([row]) else title
    thin = is_hardly_collected(row)
    return Bar(row["period"], at * PERIOD, told, False, tuple(part for part in parts if part[2] > 0), thin)


def _gap(at: int, period: date, name: str) -> Bar:
    return Bar(period, at * PERIOD, f"{name}: not collected", True)


def _is_gap(row: dict[str, Any]) -> bool:
    """Tell a period in which nothing was collected."""
    return row.get("articles", row.get("cooperation")) is None


def _gap_legend(periods: list[dict[str, Any]]) -> list[tuple[str, str]]:
    gaps = [_GAP] if any(map(_is_gap, periods)) else []
    return [*gaps, *([_THIN] if any(map(is_hardly_collected, periods)) else [])]


def _labels(periods: list[dict[str, Any]], by: str) -> list[str]:
    """Return what stands below the first bar, the one in the middle and the last.

    Below the middle of few bars of an even number stands the edge between two: a label there would name either.
    """
    if not periods:
        return []
    is_below_one = len(periods) % 2 or len(periods) > _MANY
    places = sorted({0, len(periods) - 1, *([(len(periods) - 1) // 2] if is_below_one else [])})
    return [label(periods[place]["period"], by) for place in places]
