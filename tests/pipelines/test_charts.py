"""What charts are made of: marks, dates and numbers, as the specification says them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipelines.answers.charts import save, trend_chart
from pipelines.answers.figures_chart import figures_chart
from pipelines.answers.movers_chart import movers_chart
from pipelines.answers.network_chart import network_chart
from pipelines.answers.printing import Answer
from pipelines.errors import DyadwireError
from tests.pipelines.runs import ROOT

WEEKS = [("A", date(2026, 8, 31), 2, 7), ("A", date(2026, 9, 7), None, 0), ("A", date(2026, 9, 14), 5, 7)]
TREND = Answer(("dyad", "period", "articles", "collected_days"), WEEKS, "Articles about A by week, dates", "Told.")


DRAW = """
import sys
from pipelines.answers.charts import save, trend_chart
from tests.pipelines.test_charts import TREND
save(trend_chart(TREND, {"A": "A"}, by="week", measure="articles"), sys.argv[1])
"""


def parts(chart: Any) -> list[dict[str, Any]]:
    """The layers of a chart, or its panels, each with its rows."""
    spec = chart.to_dict()
    found = spec.get("layer") or spec["vconcat"]
    return [part | {"rows": spec["datasets"][(part.get("data") or spec["data"])["name"]]} for part in found]


def test_dates_are_the_same_wherever_a_chart_is_drawn(tmp_path: Path) -> None:
    drawn = []
    for zone in ("America/Los_Angeles", "Asia/Tokyo"):  # a process each: a zone is read once
        svg, environment = tmp_path / f"{len(drawn)}.svg", {**os.environ, "TZ": zone}
        subprocess.run([sys.executable, "-c", DRAW, svg], check=True, cwd=ROOT, env=environment)
        drawn.append(svg.read_text())
    assert drawn[0] == drawn[1]
    assert re.findall(r">((?:Aug|Sep) \d+)<", drawn[0]) == ["Aug 31", "Sep 7", "Sep 14"]
    assert 'aria-label="A, 2026-09-07: not collected"' in drawn[0]


def test_a_gap_is_shaded_and_never_a_bar() -> None:
    shade, bars = parts(trend_chart(TREND, {"A": "A"}, by="week", measure="articles"))
    assert [row["period"] for row in shade["rows"]] == ["2026-09-07"]
    assert [row["period"] for row in bars["rows"]] == ["2026-08-31", "2026-09-14"]


@pytest.mark.parametrize("most", [1, 2, 3, 5, 6, 7, 30])
def test_counts_have_whole_ticks_and_each_label_once(tmp_path: Path, most: int) -> None:
    rows = [("A", date(2026, 8, 31), most, 7), ("A", date(2026, 9, 14), 0, 7)]
    save(trend_chart(TREND._replace(rows=rows), {"A": "A"}, by="week", measure="articles"), tmp_path / "x.svg")
    ticks = re.findall(r">(\d+)</text>", (tmp_path / "x.svg").read_text(encoding="utf-8"))
    assert len(ticks) == len(set(ticks)) >= 2
    assert ticks[0] == "0"


def test_more_pairs_than_colours_are_refused() -> None:
    names = {str(n): str(n) for n in range(8)}
    with pytest.raises(DyadwireError, match="7 pairs apart, not 8"):
        trend_chart(TREND, names, by="week", measure="articles")


def test_movers_show_the_expected_and_pairs_that_are_new() -> None:
    found = [("A–B", 10.0, 4.0, 2.5), ("A–C", 6.0, 0.0, None)]
    bars, *_ = parts(movers_chart(Answer(("pair", "recent", "expected", "ratio"), found, "Changed", "Told.")))
    assert [(row["recent"], row["expected"], row["change"]) for row in bars["rows"]] == [
        (10.0, 4.0, "× 2.5"),
        (6.0, 0.0, "new"),
    ]


def test_the_heaviest_pair_of_a_network_lies_across_it() -> None:
    codes = [f"C{n:02}" for n in range(24)]
    edges = [(codes[0], codes[1], 90), *((code, codes[0], 1) for code in codes[2:])]
    lines, dots, *_ = parts(network_chart(Answer(("source", "target", "weight"), edges, "Countries")))
    first = lines["rows"][0]
    assert (first["x"] - first["x2"]) ** 2 + (first["y"] - first["y2"]) ** 2 > 3  # of 4 for opposite points
    assert len({(row["x"], row["y"]) for row in dots["rows"]}) == 24


@pytest.mark.parametrize(("values", "ticks"), [([5.0, 40.0], None), ([2e3, 9e6], [1e3, 1e4, 1e5, 1e6, 1e7])])
def test_values_far_apart_are_drawn_by_powers_of_ten(values: list[float], ticks: list[float] | None) -> None:
    columns = ("first_date", "value", "unit", "per", "measure", "outlets", "role")
    found = [(date(2026, 3, 1 + n), value, "tonne", None, None, 1, "level") for n, value in enumerate(values)]
    (panel,) = parts(figures_chart(Answer(columns, found, "Figures")))
    assert panel["encoding"]["y"]["axis"].get("values") == ticks


FIGURES = ("first_date", "value", "unit", "per", "measure", "outlets", "role", "direction")


def drawn(told: list[tuple[float, str, str | None]]) -> Any:
    found = [(date(2026, 3, 1 + n), value, "%", None, None, 1, *rest) for n, (value, *rest) in enumerate(told)]
    return figures_chart(Answer(FIGURES, found, "Figures"))


def test_a_fall_is_below_zero_and_a_level_that_fell_is_not() -> None:
    chart = drawn([(5.0, "change", "up"), (4.0, "change", "down"), (60.0, "level", "down")])
    assert [row["value"] for row in parts(chart)[0]["rows"]] == [5.0, -4.0, 60.0]
    assert "What fell by an amount is below zero." in chart.to_dict()["title"]["subtitle"]


def test_small_amounts_are_written_out(tmp_path: Path) -> None:
    for fall, wanted in ((), ["0.1", "10", "1,000", "100,000"]), ([(30.0, "change", "down")], ["−10", "0", "10"]):
        save(drawn([(0.1, "level", None), (2e6, "level", None), *fall]), tmp_path / "x.svg")
        labels = re.findall(r">([−\d,.]+(?:k|m|bn)?)</text>", (tmp_path / "x.svg").read_text(encoding="utf-8"))
        assert labels[: len(wanted)] == wanted
