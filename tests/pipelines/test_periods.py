"""Periods as users write them."""

import json
import re
from datetime import date
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from dyadwire.pipelines.ask import option_types
from dyadwire.pipelines.ask.option_types import Dates, OneDay
from dyadwire.pipelines.ask.options import period_options
from dyadwire.pipelines.ask.periods import EXAMPLES, read_period
from dyadwire.pipelines.ask.query import connect
from dyadwire.pipelines.ask.subjects import read_pair
from dyadwire.pipelines.commands import articles, evidence, top, trend
from dyadwire.pipelines.pages.report import write_report
from tests.pipelines.asking import PAIR, asked
from tests.pipelines.asking import rows as json_rows
from tests.pipelines.lakes import Newsdesk
from tests.pipelines.runs import ROOT

NOW = date(2026, 11, 28)  # a Saturday


def test_every_form_of_a_period_is_told_and_every_one_told_is_read() -> None:
    assert EXAMPLES in " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    forms = [read_period(text, NOW) for text in re.split(r", | or ", EXAMPLES)]
    assert all(form.first <= NOW for form in forms)
    for name in ("Q4", "H2", "W48", "last-", "yesterday", *"dwmy"):  # one of each that is read
        assert name in EXAMPLES


def test_the_last_no_days_end_today() -> None:
    (option,) = (one for one in click.command()(period_options(lambda: None)).params if one.name == "since")
    assert option.type_cast_value(click.Context(click.Command(None)), "0d") == option_types.today()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-11-25", "2026-11-25", "2026-11-25"),
        ("20261125", "2026-11-25", "2026-11-25"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-Q4", "2026-10-01", "2026-12-31"),
        ("2026-H1", "2026-01-01", "2026-06-30"),
        ("2026-h2", "2026-07-01", "2026-12-31"),
        ("2026-W48", "2026-11-23", "2026-11-29"),
        ("today", "2026-11-28", "2026-11-28"),
        ("Yesterday", "2026-11-27", "2026-11-27"),
        ("this-week", "2026-11-23", "2026-11-29"),
        ("last week", "2026-11-16", "2026-11-22"),
        ("last-month", "2026-10-01", "2026-10-31"),
        ("this-quarter", "2026-10-01", "2026-12-31"),
        ("last-quarter", "2026-07-01", "2026-09-30"),
        ("last-year", "2025-01-01", "2025-12-31"),
        ("7d", "2026-11-21", "2026-11-21"),
        ("4 weeks ago", "2026-10-31", "2026-10-31"),
        ("9m", "2026-02-28", "2026-02-28"),
        ("1y", "2025-11-28", "2025-11-28"),
    ],
)
def test_a_period_as_written(text: str, first: str, last: str) -> None:
    assert read_period(text, NOW)[:2] == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text", ["", "x", "2026-13", "2026-00", "2026-W54", "2026-H3", "2026-Q5", "next-week", "7x", "-7d", "26", "0000"]
)
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(ValueError, match=r"isoformat|month|week|year"):
        read_period(text, NOW)


@click.command()
@period_options
@click.option("--day", type=OneDay())
def told(**given: date | None) -> None:
    print(json.dumps({name: str(value) for name, value in given.items()}))


def ran(*words: str) -> str:
    return CliRunner().invoke(told, words).output


def test_each_end_takes_its_side_of_a_period(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(option_types, "today", lambda: NOW)
    assert json.loads(ran("--since", "2026-10", "--until", "2026-10")) == {
        "since": "2026-10-01", "until": "2026-10-31", "day": "None",
    }  # fmt: skip
    assert json.loads(ran("--since", "7d"))["since"] == "2026-11-22"  # seven dates, today being the last
    assert json.loads(ran("--until", "7d"))["until"] == "2026-11-21"
    assert "more than one date" in ran("--day", "2026-10")
    assert "is not a date: write 2026-11-25, 2026-11," in ran("--since", "soon")
    assert "is no date to ask of" in ran("--since", "999y")


def test_a_length_of_time_alone_is_that_long_and_ends_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(option_types, "today", lambda: NOW)
    assert Dates().convert("7d", None, None)[:2] == (date(2026, 11, 22), NOW)
    assert Dates().convert("2026-10", None, None)[:2] == (date(2026, 10, 1), date(2026, 10, 31))


def polled(lake: Path) -> Path:
    """Write a lake whose feed was polled until the morning of 28 November: that day is collected in part."""
    desk = Newsdesk()
    desk.collect("daily.example", [date(2026, 11, day) for day in range(20, 28)])
    desk.collect("daily.example", [NOW], "partial")
    for day in (21, 27, 28):
        desk.article(f"a{day}", date(2026, 11, day), "daily.example", ["CHN-RUS"], text="China and Russia met.")
    return desk.write(lake)


@pytest.mark.slow
def test_today_counts_and_is_marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(option_types, "today", lambda: NOW)
    lake = polled(tmp_path / "lake")
    (pair,) = json_rows(top.command, lake)
    assert pair["articles"] == 3
    for since, count in (("today", 1), ("this-week", 2), ("7d", 2), ("2026-11", 3)):
        assert sum(row["articles"] or 0 for row in json_rows(trend.command, lake, *PAIR, "--since", since)) == count, (
            since
        )
    text = asked(trend.command, lake, *PAIR, "--table")
    assert [line.split()[:2] for line in text.splitlines() if re.match(r"20\S+ †", line)] == [["2026-11-28", "†"]]
    assert "† The last day was collected in part only." in " ".join(text.split())
    assert "† The last week was collected in part only." in " ".join(
        asked(trend.command, lake, *PAIR, "--by", "week", "--table").split()
    )


def test_an_archive_that_nothing_polled_has_no_such_mark(tmp_path: Path) -> None:
    desk = Newsdesk()
    for day in (1, 2, 3):
        desk.article(f"a{day}", date(2026, 11, day), "daily.example", ["CHN-RUS"])
    assert "*" not in asked(trend.command, desk.write(tmp_path / "lake"), *PAIR, "--table")


def test_dates_in_part_that_do_not_follow_at_once_stay_out(tmp_path: Path) -> None:
    desk = Newsdesk()
    desk.collect("daily.example", [date(2026, 11, day) for day in range(1, 8)])
    for day in (2, 3, 4, 20):
        desk.article(f"a{day}", date(2026, 11, day), "daily.example", ["CHN-RUS"])
    lake = desk.write(tmp_path / "lake")
    assert json_rows(trend.command, lake, *PAIR)[-1]["period"] == "2026-11-07"


def test_a_date_to_look_at_may_be_a_month(tmp_path: Path) -> None:
    lake = polled(tmp_path / "lake")
    assert len(json_rows(articles.command, lake, *PAIR, "--on", "2026-11")) == 3
    assert len(json_rows(evidence.command, lake, *PAIR, "--on", "2026-11-28")) == 1


@pytest.mark.slow
def test_the_step_of_a_trend_follows_its_length_unless_it_is_named(tmp_path: Path) -> None:
    desk = Newsdesk()
    for year in (2021, 2022, 2023):
        desk.article(f"a{year}", date(year, 3, 1), "daily.example", ["CHN-RUS"])
        desk.article(f"b{year}", date(year, 10, 1), "daily.example", ["CHN-RUS"])
    lake = desk.write(tmp_path / "lake")
    table = asked(trend.command, lake, *PAIR, "--table")
    assert "Articles about Russia–China by quarter," in table  # of 32 months 26 would be dashes
    labels = ["2021-Q1", "2021-Q4", "2022-Q1", "2022-Q4", "2023-Q1", "2023-Q4"]
    assert [line.split()[0] for line in table.splitlines() if line.startswith("20") and "█" in line] == labels
    assert json_rows(trend.command, lake, *PAIR)[0]["period"] == "2021-01-01"  # programs read a date
    with connect(lake) as connection:
        page = write_report(connection, read_pair(PAIR))
    assert '<th scope="col">quarter</th>' in page
    assert '<th scope="row">2021-Q4 <small>1 of 92 days collected</small></th>' in page
    assert "<title>2021-Q4: 1 article, 1 original, 0 copies; 1 of 92 days collected</title>" in page
    assert len(json_rows(trend.command, lake, *PAIR, "--by", "year")) == 3
    assert len(json_rows(trend.command, lake, *PAIR, "--by", "day")) == 945
    lake = polled(tmp_path / "polled")
    assert len(json_rows(trend.command, lake, *PAIR)) > 3  # days


@pytest.mark.parametrize(
    ("by", "heading", "labels"),
    [
        ("day", "day", ["2026-02-27", "2026-03-02"]),
        ("week", "week of", ["2026-02-23", "2026-03-02"]),
        ("month", "month", ["2026-02", "2026-03"]),
        ("quarter", "quarter", ["2026-Q1"]),
        ("year", "year", ["2026"]),
    ],
)
def test_periods_are_called_as_people_call_them(tmp_path: Path, by: str, heading: str, labels: list[str]) -> None:
    desk = Newsdesk()
    for name, day in (("a1", date(2026, 2, 27)), ("a2", date(2026, 3, 2))):
        desk.article(name, day, "daily.example", ["CHN-RUS"])
    lake = desk.write(tmp_path / "lake")
    table = asked(trend.command, lake, *PAIR, "--by", by, "--table").splitlines()
    assert any(line.startswith(heading) and "articles" in line for line in table)
    assert [line.split()[0] for line in table if "█" in line] == labels
