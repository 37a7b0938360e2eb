"""Chart of movers: what was found of each pair, beside what was expected."""

from __future__ import annotations

from typing import Any

from dyadwire.pipelines.ask.answer import Answer
from dyadwire.pipelines.ask.values import number_text
from dyadwire.pipelines.charts.ranking import MOST_ROWS, rows_chart
from dyadwire.pipelines.charts.vega import COLOURS, bare, field, layer, sentences_of, steps, styled
from dyadwire.pipelines.messages import clean


def movers_chart(answer: Answer, *, of_acts: bool = False) -> dict[str, Any]:
    """Draw recent originals, or acts, as bars, the expected as a stroke across each; the first 25 pairs fit a slide.

    A pair that is new has no ratio, but a bar without a stroke away from zero.
    """
    there = "found" if of_acts else "printed"
    rows = [_row(row, there) for row in answer.named[:MOST_ROWS]]
    if not rows:
        return bare(answer.title, sentences_of(answer.notes))
    ticks = {"format": ",d", **steps(max(row["furthest"] for row in rows))}
    x = field("recent", "quantitative", title="acts" if of_acts else "original articles", axis=ticks)
    colours = {"domain": [there, "expected"], "range": [COLOURS[4], COLOURS[6]]}
    bar, stroke = (field(name, "nominal", scale=colours) for name in ("bar", "stroke"))
    expected = {"x": field("expected", "quantitative"), "color": stroke}
    change = {"x": field("furthest", "quantitative"), "text": field("change", "nominal")}
    layers = [
        layer("bar", {"x": x, "color": bar}),
        layer("tick", expected, thickness=4, size=24, opacity=1),
        layer("text", change, align="left", dx=8, fontSize=15),
    ]
    return styled(rows_chart(rows, layers, 30), answer.title, sentences_of(answer.notes))


def _row(row: dict[str, Any], there: str) -> dict[str, Any]:
    change = f"× {row['ratio']:.3g}" if row["ratio"] is not None else "new"
    name = clean(str(row["pair"]))
    return {
        "name": name,
        "told": f"{name}: {row['recent']:,} {there}, {number_text(row['expected'])} expected, {change}",
        "recent": row["recent"],
        "expected": row["expected"],
        "furthest": max(row["recent"], row["expected"]),
        "change": change,
        "bar": there,
        "stroke": "expected",
    }
