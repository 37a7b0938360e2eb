"""Movers as a picture: what there was of each pair, and what was to be expected."""

from __future__ import annotations

from typing import Any

import altair as alt

from dyadwire.pipelines.ask.charts import COLOURS, MOST_ROWS, SPOKEN, names_axis, sentences_of, steps, styled
from dyadwire.pipelines.ask.printing import Answer
from dyadwire.pipelines.telling import clean


def movers_chart(answer: Answer, *, of_acts: bool = False) -> Any:
    """Draw recent originals, or acts, as bars, the expected as a stroke across each; the first 25 pairs fit a slide.

    A pair that is new has no ratio, but a bar without a stroke away from zero.
    """
    there = "found" if of_acts else "printed"
    rows = [_row(dict(zip(answer.columns, row, strict=True)), there) for row in answer.rows[:MOST_ROWS]]
    base = alt.Chart(alt.InlineData(values=rows)).encode(y=names_axis(), **SPOKEN)
    number = alt.Axis(**steps(max((row["furthest"] for row in rows), default=0)))
    colours = alt.Scale(domain=[there, "expected"], range=[COLOURS[4], COLOURS[6]])
    x = alt.X("recent:Q", title="acts" if of_acts else "original articles", axis=number)
    bars = base.mark_bar().encode(x=x, color=alt.Color("bar:N", scale=colours))
    strokes = base.mark_tick(thickness=4, size=24, opacity=1).encode(
        x="expected:Q", color=alt.Color("stroke:N", scale=colours)
    )
    text = base.mark_text(align="left", dx=8, fontSize=15).encode(x="furthest:Q", text="change:N")
    drawn = styled(alt.layer(bars, strokes, text), answer.title, sentences_of(answer.note))
    return drawn.properties(height=alt.Step(30))


def _row(row: dict[str, Any], there: str) -> dict[str, Any]:
    change = f"× {row['ratio']:.3g}" if row["ratio"] is not None else "new"
    name = clean(str(row["pair"]))
    return {
        "name": name,
        "told": f"{name}: {row['recent']:,} {there}, {row['expected']:,.3g} expected, {change}",
        "recent": row["recent"],
        "expected": row["expected"],
        "furthest": max(row["recent"], row["expected"]),
        "change": change,
        "bar": there,
        "stroke": "expected",
    }
