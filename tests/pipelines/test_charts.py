"""What charts are made of: marks, dates and numbers, as the specification says them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import vl_convert
from defusedxml import ElementTree

from dyadwire.pipelines.ask.answer import Answer
from dyadwire.pipelines.ask.places import places
from dyadwire.pipelines.ask.questions.figures import LIKELY
from dyadwire.pipelines.charts.acts import acts_chart
from dyadwire.pipelines.charts.drawing import VEGA_LITE, save, with_lines_below
from dyadwire.pipelines.charts.figures import figures_chart
from dyadwire.pipelines.charts.network import network_chart
from dyadwire.pipelines.charts.rankings import movers_chart, ranking_chart
from dyadwire.pipelines.charts.trend import trend_chart
from dyadwire.pipelines.charts.vega import moment, sentences_of, styled, ticks_between
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.messages import clean
from dyadwire.pipelines.pages.network_plot import circle
from dyadwire.pipelines.pages.plots import shares_plot
from tests.pipelines.answered_charts import ACTS, HOSTILE, KINDS, TREND, WEEKS, hostile_chart
from tests.pipelines.runs import ROOT

DRAW = """
import sys
from dyadwire.pipelines.charts.drawing import save
from dyadwire.pipelines.charts.trend import trend_chart
from tests.pipelines.answered_charts import TREND
save(trend_chart(TREND, {"A": "A"}, by="week", measure="articles"), sys.argv[1])
"""


def parts(chart: dict[str, Any]) -> list[dict[str, Any]]:
    """The layers of a chart, or its panels, each with its rows."""
    found = chart.get("layer") or chart["vconcat"]
    return [part | {"rows": (part.get("data") or chart["data"])["values"]} for part in found]


MARKS = {
    "trend": {"rect mark": 1, "bar": 2},
    "lines": {"rect mark": 1, "line mark": 1, "point": 2},
    "ranking": {"bar": 1, "text mark": 1},
    "movers": {"bar": 1, "tick": 1, "text mark": 1},
    "network": {"rule mark": 1, "circle": 2, "text mark": 2},
    "acts": {"rect mark": 1, "bar": 3, "rule mark": 1},
    "figures": {"rule mark": 1, "point": 2, "text mark": 1},
}


@pytest.mark.parametrize("kind", MARKS)
def test_every_mark_is_drawn_and_nothing_of_a_chart_is_warned_of(capfd: pytest.CaptureFixture[str], kind: str) -> None:
    svg = vl_convert.vegalite_to_svg(hostile_chart(kind, "x"), VEGA_LITE, show_warnings=True)
    found = Counter(node.get("aria-roledescription") for node in ElementTree.fromstring(svg).iter())
    assert {mark: found[mark] for mark in MARKS[kind]} == MARKS[kind]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("largest", [5, 98_765, 1.0])
def test_a_period_begins_at_one_place_whatever_is_counted(largest: float) -> None:
    measure = "share" if largest == 1 else "articles"
    counted = Answer(("dyad", "period", measure, "collected_days"), [("A", date(2026, 8, 31), largest, 7)], "by week")
    charts = [
        trend_chart(counted, {"A": "A"}, by="week", measure=measure),
        trend_chart(TREND, {"A": "A"}, by="week", measure="articles"),
        acts_chart(ACTS, by="week"),
    ]
    svgs = [vl_convert.vegalite_to_svg(chart, VEGA_LITE) for chart in charts]
    places = [re.findall(r"translate\((\d+),", svg)[0] for svg in svgs]
    assert places == places[:1] * len(charts)


@pytest.mark.slow
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


def test_a_line_goes_through_the_middle_of_each_period_and_over_no_edge_of_a_gap() -> None:
    answer = TREND._replace(rows=[(name, *week) for name in "AB" for _, *week in WEEKS])
    shade, lines = parts(trend_chart(answer, {"A": "A", "B": "B"}, by="week", measure="articles"))
    assert [(row["period"], row["end"]) for row in shade["rows"]] == [("2026-09-07", "2026-09-14")]
    assert lines["encoding"]["x"]["field"] == "middle"
    assert lines["encoding"]["x"]["scale"]["domain"] == [moment(date(2026, 8, 31)), moment(date(2026, 9, 21))]


def test_a_period_of_no_article_at_all_has_no_share_and_is_no_gap() -> None:
    """A line does not lead over it as if something were known, and a bar's axis holds it at either end."""
    columns = ("dyad", "period", "share", "collected_days")
    weeks = [(date(2026, 8, 31), None, 7), (date(2026, 9, 7), 0.5, 7), (date(2026, 9, 14), None, 0)]
    for names in ({"A": "A"}, {"A": "A", "B": "B"}):
        found = Answer(
            columns, [(name, *week) for name in names for week in weeks], "Articles by week, dates", ("Told.",)
        )
        shade, drawn, *_ = parts(trend_chart(found, names, by="week", measure="share"))
        assert [row["period"] for row in shade["rows"]] == ["2026-09-14"]
        told = [(row["period"], row["value"], row["told"].partition(": ")[2]) for row in drawn["rows"]]
        if len(names) == 1:
            assert told == [("2026-08-31", 0, "no article"), ("2026-09-07", 0.5, "50.0%")]
        else:
            assert [value for _, value, _ in told] == [None, 0.5, None] * 2


def test_a_large_count_and_a_small_share_are_told_with_their_digits() -> None:
    week = {"dyad": "A", "period": date(2026, 8, 31), "articles": 12_346, "share": 0.0004, "total_articles": 30_865_000}
    counted = week | {"collected_days": 7}
    answer = Answer(tuple(counted), [tuple(counted.values())], "Articles by week, dates", ("Told.",))
    (bars,) = parts(trend_chart(answer, {"A": "A"}, by="week", measure="articles"))
    assert bars["rows"][0]["told"] == "A, 2026-08-31: 12,346"
    plot = shares_plot([week], "week")
    assert (plot.top, plot.summary.rpartition(" ")[2]) == ("0.04%", "0.04%")
    assert plot.bars[0].title == "2026-08-31: 0.04% of 30,865,000 articles"


def test_a_moving_average_is_a_line_through_the_middle_of_each_bar() -> None:
    averaged = TREND._replace(
        columns=(*TREND.columns, "articles_mean"),
        rows=[(*row, mean) for row, mean in zip(WEEKS, (2.0, None, 3.5), strict=True)],
    )
    chart = trend_chart(averaged, {"A": "A"}, by="week", measure="articles", mean=2)
    *_, line = parts(chart)
    assert [(row["middle"], row["mean"]) for row in line["rows"]] == [
        ("2026-09-03T12:00:00+00:00", 2.0),
        ("2026-09-10T12:00:00+00:00", None),
        ("2026-09-17T12:00:00+00:00", 3.5),
    ]
    assert "Orange: the moving average over 2 weeks." in chart["title"]["subtitle"]
    assert len(parts(trend_chart(TREND, {"A": "A"}, by="week", measure="articles"))) == len(parts(chart)) - 1


def test_no_name_beside_a_bar_is_cut() -> None:
    long = sorted((place.name for place in places().values() if not place.is_members), key=len)[-2:]
    answer = Answer(("pair", "articles"), [("–".join(long), 3)], "The most covered pairs")
    svg = vl_convert.vegalite_to_svg(ranking_chart(answer, label="pair", value="articles"), VEGA_LITE)
    assert f">{'–'.join(long)}<" in svg


@pytest.mark.parametrize(
    "note",
    [
        "The first 8 of 25 pairs: --limit takes more.",
        "Left out: 40 acts less likely than 0.5 (--confidence 0 counts them), 3 of the past.",
        "No pair changed more than chance explains (see --all); 7 were looked at.",
        "No pair has 5,000 originals, printed or expected; try --minimum 1,200.",
        "2 more are dated after today and left out, unless --until asks for them.",
    ],
)
def test_a_chart_advises_no_option(note: str) -> None:
    (said,) = sentences_of([note])
    assert "--" not in said
    assert re.fullmatch(r"\w[^;:(]*(?:[:;] [^;(]*)?\.", said)


@pytest.mark.parametrize("name", ["U.S. Virgin Islands", "the U.S. News list"])
def test_a_name_with_full_stops_ends_no_line_of_a_chart(name: str) -> None:
    told = [f"No acts of {name} are known", "2 are undated"]
    assert sentences_of([f"{'. '.join(told)}."]) == [f"{line}." for line in told]


def test_every_digit_of_a_count_stands_beside_its_bar() -> None:
    found = [("A–B", 1849), ("A–C", 12)]
    chart = ranking_chart(Answer(("pair", "articles"), found, "Most", ("Told.",)), label="pair", value="articles")
    svg = ElementTree.fromstring(vl_convert.vegalite_to_svg(chart, VEGA_LITE))
    assert {"1,849", "12"} <= {node.text for node in svg.iter()}


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
    bars, *_ = parts(movers_chart(Answer(("pair", "recent", "expected", "ratio"), found, "Changed", ("Told.",))))
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


def drawn(told: list[tuple[float, str, str | None]]) -> dict[str, Any]:
    found = [(date(2026, 3, 1 + n), value, "%", None, None, 1, *rest) for n, (value, *rest) in enumerate(told)]
    return figures_chart(Answer(FIGURES, found, "Figures"))


def test_a_fall_is_below_zero_and_a_level_that_fell_is_not() -> None:
    chart = drawn([(5.0, "change", "up"), (4.0, "change", "down"), (60.0, "level", "down")])
    changes, levels = parts(chart)  # never in one panel
    assert [row["value"] for row in changes["rows"]] == [5.0, -4.0]
    assert [row["value"] for row in levels["rows"]] == [60.0]
    assert [row["label"][:1] for row in changes["rows"]] == ["5", "−"]
    lines = [[part for part in panel["layer"] if part.get("data")] for panel in (changes, levels)]
    assert [[line["data"]["values"][0]["value"] for line in of] for of in lines] == [[0], []]  # where zero lies
    assert "What fell by an amount is below zero." in " ".join(chart["title"]["subtitle"])


def test_small_amounts_are_written_out(tmp_path: Path) -> None:
    up = [(0.1, "change", "up"), (2e6, "change", "up")]
    for fall, wanted in ((), ["0.1", "10", "1,000", "100,000"]), ([(30.0, "change", "down")], ["−10", "0", "10"]):
        save(drawn([*up, *fall]), tmp_path / "x.svg")
        labels = re.findall(r">([−\d,.]+(?:k|m|bn)?)</text>", (tmp_path / "x.svg").read_text(encoding="utf-8"))
        assert labels[: len(wanted)] == wanted


class Tags(HTMLParser):
    """The tags of a page, its texts and its policy."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.policy, self.tags, self.text = "", set[str](), list[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if dict(attrs).get("http-equiv") == "Content-Security-Policy":
            self.policy = dict(attrs)["content"] or ""

    def handle_data(self, data: str) -> None:
        self.text.append(data)


_DRAWN = {"svg", "g", "path", "text", "rect", "tspan", "line", "defs", "clippath", "clipPath", "title"}


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("kind", KINDS)
def test_what_a_chart_says_is_never_code(tmp_path: Path, kind: str, hostile: str) -> None:
    save(hostile_chart(kind, hostile), tmp_path / "x.html")
    text = (tmp_path / "x.html").read_text(encoding="utf-8")
    page = Tags(text)
    assert page.tags <= {"html", "head", "meta", "title", "style", "body", "main", "h1", "p", "div", *_DRAWN}
    shown = "".join(page.text).replace("…", "")
    assert " ".join(clean(hostile).split())[:20] in " ".join(shown.split())
    assert page.policy.startswith("default-src 'none'; ")
    assert "unsafe" not in page.policy
    assert "http" not in page.policy
    assert len(text) < 60_000


@pytest.mark.parametrize("kind", KINDS)
def test_a_drawing_has_no_markup_of_others(tmp_path: Path, kind: str) -> None:
    save(hostile_chart(kind, HOSTILE[0]), tmp_path / "x.svg")
    assert {node.tag.rpartition("}")[2] for node in ElementTree.parse(tmp_path / "x.svg").iter()} <= _DRAWN


def test_a_chart_of_more_dates_than_can_be_seen_is_refused() -> None:
    rows = [("A", date(1900, 1, 1) + timedelta(days=n), 1, 1) for n in range(10_001)]
    with pytest.raises(DyadwireError, match="10,001 days"):
        trend_chart(TREND._replace(rows=rows), {"A": "A"}, by="day", measure="articles")


def test_a_chart_that_can_not_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(DyadwireError, match="can't write"):
        save(hostile_chart("ranking", "a"), tmp_path / ("x" * 300 + ".svg"))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_made_as_for_a_report(tmp_path: Path) -> None:
    save(hostile_chart("ranking", "a"), tmp_path / "none" / "x.svg")
    assert [file.name for file in (tmp_path / "none").iterdir()] == ["x.svg"]


YEAR = {"period_start": date(2023, 1, 1), "period_end": date(2023, 12, 31)}
NINE_MONTHS = {"period_start": date(2024, 1, 1), "period_end": date(2024, 9, 30)}
TARGET = {
    "period_start": date(2030, 1, 1),
    "period_end": date(2030, 12, 31),
    "qualifier": "at least",
    "state": "expected",
}
LEVEL = {
    "value": 240e9,
    "unit": "USD",
    "per": None,
    "measure": "trade",
    "role": "level",
    "outlets": 1,
    "surface": "$240bn",
}
LEVEL |= {
    "direction": None,
    "qualifier": None,
    "state": "reported",
    "first_date": date(2026, 3, 1),
    "outlet": "daily.example",
}
OF_NO_TIME = {"period_start": None, "period_end": None}


def figures_of(*told: dict[str, Any]) -> dict[str, Any]:
    rows = [LEVEL | OF_NO_TIME | each for each in told]
    return figures_chart(Answer(tuple(rows[0]), [tuple(row.values()) for row in rows], "Figures"))


def test_a_figure_lies_over_the_time_that_it_is_of_and_not_over_its_report() -> None:
    (panel,) = parts(figures_of(YEAR, NINE_MONTHS | {"value": 180e9}))
    assert [(row["start"], row["end"]) for row in panel["rows"]] == [
        ("2023-01-01", "2024-01-01"),
        ("2024-01-01", "2024-10-01"),
    ]
    assert panel["layer"][0]["encoding"]["x"]["field"] == "start"
    assert [day["year"] for day in panel["encoding"]["x"]["scale"]["domain"]] == [2022, 2024]


def test_an_axis_of_several_years_says_which() -> None:
    axes = [figures_of(*told)["vconcat"][0]["encoding"]["x"]["axis"] for told in ((YEAR,), (YEAR, NINE_MONTHS))]
    assert {axis["format"] for axis in axes} == {"%b %Y"}
    assert ticks_between(date(2015, 3, 1), date(2027, 1, 1))["format"] == "%Y"
    assert ticks_between(date(2025, 12, 20), date(2026, 1, 9))["format"] == "%b %-d, %Y"
    for days in range(1, 30_000, 97):
        ticks = ticks_between(date(2000, 2, 17), date(2000, 2, 17) + timedelta(days=days))["values"]
        assert 0 < len(ticks) < 10, days


def test_a_chart_of_figures_tells_of_no_probability_that_it_does_not_draw() -> None:
    told = figures_chart(Answer(FIGURES, [], "Figures", (LIKELY, "Told.")))["title"]["subtitle"]
    assert told == ["Told."]


def test_a_long_title_keeps_its_dates() -> None:
    sides = "the Democratic Republic of the Congo and the United Arab Emirates"
    title = f"Acts between {sides} by day, 2026-10-01 to 2026-11-29"
    heading = acts_chart(ACTS._replace(title=title), by="week")["title"]
    assert " ".join(heading["text"]) == title
    assert "limit" not in heading
    assert max(map(len, heading["text"])) <= 78


def test_a_line_is_as_long_as_its_chart_is_wide() -> None:
    told = " ".join(["word"] * 60)
    wide, narrow = (styled({"width": width}, told, [told])["title"] for width in (900, 450))
    assert [max(map(len, wide[part])) for part in ("text", "subtitle")] == [74, 129]
    assert [max(map(len, narrow[part])) for part in ("text", "subtitle")] == [39, 64]


def test_a_date_stands_below_the_middle_of_its_period() -> None:
    rows = [("A", date(2026, month, 1), month, 7) for month in (7, 8)]
    chart = trend_chart(TREND._replace(rows=rows), {"A": "A"}, by="month", measure="articles")
    svg = vl_convert.vegalite_to_svg(chart, VEGA_LITE)
    (july, august) = (
        float(re.findall(rf'translate\(([\d.]+),[\d.]+\)"[^>]*>{name} 2026<', svg)[0]) for name in ("Jul", "Aug")
    )
    assert abs(july - 225) < 5
    assert abs(august - 675) < 5


def test_the_only_part_of_a_lake_is_named() -> None:
    rows = [("en", *row) for row in WEEKS[:2]]
    answer = Answer(("language", *TREND.columns), rows, TREND.title)
    chart = trend_chart(answer, {"en": "English"}, by="week", measure="articles", line="language")
    assert [(panel["title"]["text"], panel["height"]) for panel in chart["vconcat"]] == [("English", 420)]


def test_each_part_of_a_lake_has_bars_of_its_own_and_none_is_refused_in_words() -> None:
    rows = [
        (name, *row) for name, count in (("en", 7), ("ru", 1)) for row in [*WEEKS[:2], ("A", WEEKS[2][1], count, 7)]
    ]
    answer = Answer(("language", *TREND.columns), rows, TREND.title)
    names = {"en": "English", "ru": "Russian"}
    chart = trend_chart(answer, names, by="week", measure="articles", line="language")
    assert [panel["title"]["text"] for panel in chart["vconcat"]] == ["English", "Russian"]
    marks = [[layer["mark"]["type"] for layer in panel["layer"]] for panel in chart["vconcat"]]
    assert marks == [["rect", "bar"]] * 2
    with pytest.raises(DyadwireError, match="nothing to draw, as no part has a line: 3 articles are in none"):
        trend_chart(
            answer._replace(rows=[], notes=("3 articles are in none.",)),
            {},
            by="week",
            measure="articles",
            line="language",
        )


def lefts(node: ElementTree.Element, said: set[str], left: float = 0) -> Iterator[float]:
    """How far from the left of a drawing the texts lie that say these things."""
    moved = re.match(r"translate\(([-\d.]+)", node.get("transform", ""))
    left += float(moved[1]) if moved else 0
    if node.text in said:
        yield left
    for part in node:
        yield from lefts(part, said, left)


def test_the_titles_of_panels_are_in_one_line_however_wide_their_axes() -> None:
    chart = figures_of(YEAR, YEAR | {"measure": "cars", "unit": "car", "value": 3.0})
    svg = ElementTree.fromstring(vl_convert.vegalite_to_svg(chart, VEGA_LITE))
    found = list(lefts(svg, {"trade", "cars"}))
    assert len(found) == 2
    assert found[0] == found[1]


EMPTY: dict[str, Callable[[Answer], dict[str, Any]]] = {
    "trend": lambda answer: trend_chart(answer, {}, by="week", measure="articles"),
    "acts": lambda answer: acts_chart(answer, by="week"),
    "top": lambda answer: ranking_chart(answer, label="pair", value="articles"),
    "movers": movers_chart,
    "network": network_chart,
    "figures": figures_chart,
}


@pytest.mark.parametrize("kind", EMPTY)
def test_a_chart_of_nothing_says_so_and_has_no_axes(kind: str) -> None:
    chart = EMPTY[kind](Answer(("pair", "articles", "value"), [], "Pairs", ("No pair is counted.",)))
    svg = ElementTree.fromstring(vl_convert.vegalite_to_svg(chart, VEGA_LITE))
    assert not {"axis", "legend"} & {node.get("aria-roledescription") for node in svg.iter()}
    assert "No pair is counted." in {node.text for node in svg.iter()}
    assert float(svg.get("height", "0")) < 200  # pixels


@pytest.mark.parametrize("most", [1, 2, 9])
def test_acts_have_whole_ticks_on_both_sides(most: int) -> None:
    counts = (0, 0, most, 0, 0, 0)
    rows = [(date(2026, 9, 7), *counts)]
    svg = ElementTree.fromstring(vl_convert.vegalite_to_svg(acts_chart(ACTS._replace(rows=rows), by="week"), VEGA_LITE))
    ticks = [node.text for node in svg.iter() if re.fullmatch(r"[\d.]+", node.text or "")]
    assert ticks
    assert ticks == [tick for tick in ticks if tick.isdigit()]


def test_a_target_is_drawn_apart() -> None:
    chart = figures_of(YEAR, TARGET)
    (panel,) = parts(chart)
    assert [row["state"] for row in panel["rows"]] == ["reported", "target, forecast or plan"]
    expected = {"test": {"field": "state", "equal": "target, forecast or plan"}, "value": 0}
    assert panel["layer"][1]["encoding"]["fillOpacity"] == {"condition": expected, "value": 0.75}
    assert "Hollow: a target, forecast or plan." in " ".join(chart["title"]["subtitle"])


def test_one_measure_and_unit_a_panel_and_what_is_not_drawn_is_counted() -> None:
    others = [{"measure": f"m{n}"} | YEAR for n in range(5)]
    chart = figures_of(
        YEAR, YEAR | {"measure": "The trade"}, YEAR | {"unit": "EUR"}, *others, {"measure": ""} | YEAR, {}
    )
    found = parts(chart)
    assert {row["measure"] for row in found[0]["rows"]} == {"trade", "the trade"}
    assert len(found) == 4
    told = " ".join(chart["title"]["subtitle"])
    assert "4 figures of other measures, or of none, not drawn." in told
    assert "1 figure of no stated time not drawn." in told


def test_figures_of_no_time_at_all_lie_at_their_first_report_and_it_says_so() -> None:
    chart = figures_of({}, {"first_date": None})
    (panel,) = parts(chart)
    assert [row["start"] for row in panel["rows"]] == ["2026-03-01"]
    assert "at the date of its first report, as none says" in " ".join(chart["title"]["subtitle"])


def test_labels_name_the_amounts_and_never_lie_upon_each_other(tmp_path: Path) -> None:
    close = [YEAR | {"value": 240e9 + n, "surface": f"$240bn and {n}"} for n in range(40)]
    (panel,) = parts(figures_of(*close))
    labelled = [row for row in panel["rows"] if row["place"] != "nowhere"]
    assert 0 < len(labelled) <= 4  # above, below, right and left of what is one spot
    save(figures_of(YEAR, TARGET | {"surface": "$300 billion"}), tmp_path / "x.svg")
    svg = (tmp_path / "x.svg").read_text(encoding="utf-8")
    assert ">$240bn</text>" in svg
    assert ">$300 billion</text>" in svg


def test_labels_of_marks_one_above_the_other_stand_in_their_order() -> None:
    amounts = (240e9, 243e9, 10e9)
    (panel,) = parts(figures_of(*(YEAR | {"value": value, "surface": f"${value / 1e9:g}bn"} for value in amounts)))
    places = {row["label"]: row["place"] for row in panel["rows"]}
    assert (places["$240bn"], places["$243bn"]) == ("below", "above")


def test_no_label_lies_upon_those_of_an_axis() -> None:
    amounts = (62e9, 8.5e9, 3.6e9)
    (panel,) = parts(
        figures_of(*(YEAR | {"value": value, "surface": f"{value / 1e9:g} billion dollars"} for value in amounts))
    )
    places = {row["label"]: row["place"] for row in panel["rows"]}
    assert places["3.6 billion dollars"] != "below"


@pytest.mark.parametrize("many", [2, 3, 17, 21, 33, 60])
def test_the_two_heaviest_countries_stand_opposite(many: int) -> None:
    places = circle([f"C{rank}" for rank in range(many)])
    assert len(set(places.values())) == many
    (x, y), (x2, y2) = places["C0"], places["C1"]
    assert (x - x2) ** 2 + (y - y2) ** 2 > 2.9  # of 4 where they are just opposite, and 3 of three


def test_one_sentence_stands_above_a_chart_and_the_others_below_it() -> None:
    chart = with_lines_below(acts_chart(ACTS._replace(notes=("Told.", "Collected: 1 day.", "Told again.")), by="week"))
    assert chart["title"]["subtitle"] == ["Collected: 1 day."]
    (view,) = chart["vconcat"]
    assert view["title"]["text"] == ["Told.", "Told again.", "Grey: nothing was collected."]
    assert view["title"]["orient"] == "bottom"


def test_what_stands_above_a_chart_is_the_first_note_whole_with_what_counts_on_from_it() -> None:
    notes = ("Of the U.S. alone.", "Collected: 1 day.", "2 more have no date and are left out.")
    chart = with_lines_below(acts_chart(ACTS._replace(notes=notes), by="week"))
    assert chart["title"]["subtitle"] == ["Collected: 1 day. 2 more have no date and are left out."]
    broken = with_lines_below(styled({}, "Title", [f"{'x' * 125} U.S. officials.", "Below."]))
    assert broken["title"]["subtitle"] == [f"{'x' * 125} U.S.", "officials."]


def test_bars_of_acts_are_marked_where_their_periods_begin() -> None:
    chart = acts_chart(ACTS, by="week")
    begins = {row[ACTS.columns.index("period")] for row in ACTS.rows}
    ticks = chart["layer"][-1]["encoding"]["x"]["axis"]["values"]
    assert {date(tick["year"], tick["month"], tick["date"]) for tick in ticks} == begins


def test_a_period_that_was_hardly_collected_is_drawn_as_such_however_high_its_bar() -> None:
    columns = ("dyad", "period", "articles", "days", "collected_days")
    rows = [
        ("A", date(2025, 6, 13), 0, 202, 3),
        ("A", date(2026, 1, 1), 5, 365, 300),
        ("A", date(2027, 1, 1), 5, 31, 15),
    ]
    note = "* Collected on less than half of their days: 2025 (3 of 202), 2027 (15 of 31)."
    chart = trend_chart(
        Answer(columns, rows, "Articles by year, dates", (note,)), {"A": "A"}, by="year", measure="articles"
    )
    pale, strip, bars = parts(chart)
    assert strip["rows"] == pale["rows"]
    assert strip["encoding"]["y"]["value"] < 0, "above all bars"
    assert "opacity" not in bars["encoding"], "a bar has the colour that it has elsewhere"
    assert [row["period"] for row in pale["rows"]] == ["2025-06-13", "2027-01-01"]
    told = ["A, 2025: 0; 3 of 202 days collected", "A, 2026: 5; 300 of 365 days collected"]
    assert [row["told"] for row in bars["rows"]][:2] == told
    assert (
        "Yellow: collected on less than half of their days: 2025 (3 of 202), 2027 (15 of 31)."
        in chart["title"]["subtitle"]
    )
    acted = [(*row, 202, 3) for row in ACTS.rows]
    chart = acts_chart(ACTS._replace(columns=(*ACTS.columns, "days", "collected_days"), rows=acted), by="week")
    assert [len(part["rows"]) for part in parts(chart)[1:3]] == [3, 3]


def test_a_hardly_collected_period_of_several_lines_tells_its_days_and_the_count_of_none() -> None:
    columns = ("dyad", "period", "articles", "days", "collected_days")
    rows = [(name, date(year, 1, 1), 7, 365, days) for name in "AB" for year, days in ((2025, 3), (2026, 365))]
    chart = trend_chart(
        Answer(columns, rows, "Articles by year, dates"), {"A": "A", "B": "B"}, by="year", measure="articles"
    )
    assert [row["told"] for row in parts(chart)[0]["rows"]] == ["2025: 3 of 365 days collected"]


def test_a_trend_of_zeroes_says_that_none_is_counted() -> None:
    told = "None is counted in this period."
    counts: tuple[int | None, ...] = (0, 1, None)  # of what was not collected nothing is told
    said = [str(trend_chart(_trend_of(count), {"A": "A"}, by="day", measure="articles")) for count in counts]
    assert [told in each for each in said] == [True, False, False]


def _trend_of(count: int | None) -> Answer:
    return TREND._replace(rows=[("A", date(2026, 9, 1), count, int(count is not None))])


def test_what_goes_to_a_side_and_what_comes_from_it_are_in_panels_of_their_own() -> None:
    sent, got = ({"origin": one, "destination": other} for one, other in (("CHN", "RUS"), ("RUS", "CHN")))
    panels = parts(figures_of(YEAR | sent, NINE_MONTHS | sent, YEAR | got | {"value": 82e9}))
    titles = [panel["title"]["text"] for panel in panels]
    assert [title.partition(", ")[2] for title in titles] == ["China → Russia", "Russia → China"]
    assert [len(panel["rows"]) for panel in panels] == [2, 1]
