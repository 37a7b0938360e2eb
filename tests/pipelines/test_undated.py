"""Articles without a date: in every list and ranking, in no trend, and counted below every answer."""

import json
import re
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

import dyadwire
from dyadwire.pipelines.ask.dated_ahead import DatedAhead, dated_ahead_in
from dyadwire.pipelines.ask.query import connect, rows
from dyadwire.pipelines.ask.subjects import read_pair
from dyadwire.pipelines.commands import acts, articles, evidence, figures, network, people, top, trend
from dyadwire.pipelines.pages.report import write_report
from tests.pipelines.asking import PAIR, told
from tests.pipelines.asking import rows as json_rows
from tests.pipelines.lakes import Newsdesk
from tests.pipelines.runs import article, here, write_lines

pytestmark = pytest.mark.usefixtures("kept_open")

DAY = date(2026, 3, 1)
TEXT = "China and Russia signed a treaty."


def desk_of(dated: int, undated: int) -> Newsdesk:
    """Return articles about China and Russia, each with a figure and a person; the dated ones on days one by one."""
    desk = Newsdesk()
    desk.collect("daily.example", [DAY + timedelta(days=n) for n in range(dated)], "partial")
    for n in range(dated + undated):
        day = DAY + timedelta(days=n) if n < dated else None
        desk.article(f"a{n}", day, "daily.example", ["CHN-RUS"], text=TEXT)
        key = {"article_id": f"a{n}", "revision": "r1", "published_date": day}
        figure = {"value": float(n), "value_text": str(n), "kind": "count", "measure": "treaties", "surface": str(n)}
        desk.add("figures", **key, **figure, country_a="CHN", country_b="RUS")
        desk.add("people", **key, full_name="Li Si", iso3="CHN", mentions=1)
    return desk


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return desk_of(dated=2, undated=3).write(tmp_path_factory.mktemp("undated") / "lake")


def test_lists_and_rankings_have_them(lake: Path) -> None:
    assert len(json_rows(articles.command, lake, *PAIR)) == 5
    assert len(json_rows(figures.command, lake, *PAIR)) == 5
    assert len(json_rows(evidence.command, lake, *PAIR)) == 5
    (person,) = json_rows(people.command, lake, *PAIR)
    assert (person["articles"], person["mentions"]) == (5, 5)
    (pair,) = json_rows(top.command, lake)
    assert (pair["articles"], pair["originals"], pair["active_days"], pair["undated"]) == (5, 5, 2, 3)
    assert pair["share"] == 1.0


def test_a_ranking_tells_what_its_shares_are_of(lake: Path) -> None:
    (pair,) = json_rows(top.command, lake)
    assert pair["total_articles"] == 5
    (pair,) = json_rows(top.command, lake, "--since", "2026-03-01")
    assert pair["total_articles"] == 2
    (edge,) = json_rows(network.command, lake)
    assert (edge["share"], edge["total_articles"]) == (1.0, 5)
    for command in (top.command, network.command):
        said = told(command, lake)
        assert "2 articles analysed. 3 more without a date are looked at as well: shares are of all 5." in said
    assert "shares" not in told(articles.command, lake, *PAIR)


@pytest.mark.slow
def test_a_period_leaves_them_out_and_every_footer_says_so(lake: Path) -> None:
    for name in ("articles", "figures", "evidence", "people", "top", "trend"):
        command = import_module(f"dyadwire.pipelines.commands.{name}").command
        places = PAIR if name != "top" else ()
        period = ("--since", "2026-03-01", "--until", "2026-03-02")
        assert "3 more have no date and are left out." in told(command, lake, *places, *period), name
        if name != "trend":
            of_all = ": shares are of all 5" if name == "top" else ""
            assert f"3 more without a date are looked at as well{of_all}." in told(command, lake, *places), name
    assert len(json_rows(articles.command, lake, *PAIR, "--since", "2026-03-01")) == 2
    (pair,) = json_rows(top.command, lake, "--since", "2026-03-01")
    assert (pair["articles"], pair["undated"]) == (2, 0)


def test_a_report_that_counts_them_says_so_beside_the_count_of_dated_ones(lake: Path) -> None:
    with connect(lake) as connection:
        page = write_report(connection, read_pair(PAIR))
    assert "3 more without a date are looked at as well." in page
    assert "left out" not in page


def test_a_trend_counts_those_of_its_pair_that_it_cannot_show(lake: Path) -> None:
    text = told(trend.command, lake, *PAIR)
    assert "3 more have no date and are left out." in text
    assert "3 undated articles about Russia and China are in no trend; `dyadwire articles CHN-RUS` lists all." in text


def test_a_lake_of_undated_articles_alone_answers(tmp_path: Path) -> None:
    lake = desk_of(dated=0, undated=2).write(tmp_path / "lake")
    text = told(figures.command, lake, *PAIR)
    assert "Figures about Russia–China, undated" in text
    assert "2 articles without a date are looked at as well." in text
    assert "No figure is known" not in text
    assert "2 articles have no date and are left out." in told(trend.command, lake, *PAIR)


def _told_on_page(html: str) -> str:
    return " ".join(re.sub(r'<span class="date">([^<]*)</span>', r"\1", html).split())


@pytest.mark.slow
def test_a_pair_has_one_count_on_every_page(tmp_path: Path) -> None:
    desk = desk_of(dated=2, undated=3)
    desk.countries["paper.example"] = "CHN"  # an outlet without a dated article
    desk.article("paper", None, "paper.example", ["CHN-RUS"], language="zh")
    lake = desk.write(tmp_path / "lake")
    (pair,) = json_rows(top.command, lake)
    with connect(lake) as connection:
        page = _told_on_page(write_report(connection, read_pair(PAIR)))
        homes = rows(connection, "SELECT outlet, outlet_country, articles FROM outlet_coverage('CHN-RUS')")[1]
        in_chinese = _told_on_page(write_report(connection, read_pair(PAIR), languages=["zh"]))
        in_march = _told_on_page(write_report(connection, read_pair(PAIR), since=DAY))
    assert (pair["articles"], pair["originals"], pair["undated"]) == (6, 6, 4)
    assert "6 of 6 articles analysed are about this pair, 2026-03-01 to 2026-03-02 and undated: 6 originals" in page
    assert "4 of them have no date: they are in no chart, but in the lists below." in page
    assert "1 of 1 article analysed is about this pair" in in_chinese
    assert "2 of 2 articles analysed are about this pair, 2026-03-01 to 2026-03-02: 2 originals" in in_march
    assert homes == [("daily.example", None, 5), ("paper.example", "CHN", 1)]


def test_articles_of_dates_outside_the_usual_ones_are_counted_too(tmp_path: Path) -> None:
    desk = desk_of(dated=4, undated=0)
    desk.collect("daily.example", [DAY + timedelta(days=n) for n in range(4)], "complete")
    desk.article("old", date(2020, 1, 1), "daily.example", ["CHN-RUS"])
    lake = desk.write(tmp_path / "lake")
    note = "1 more is dated outside of this period (2020-01-01): --since 2020-01-01 takes it in."
    assert note in told(articles.command, lake, *PAIR)
    assert len(json_rows(articles.command, lake, *PAIR, "--since", "2019-01-01")) == 5
    assert (
        len(json_rows(articles.command, lake, *PAIR, "--until", "2021")) == 1
    )  # though it begins before the usual dates
    assert "The lake's dates are 2026-03-01 to 2026-03-04, with single ones 2020-01-01 to 2026-03-04." in told(
        articles.command, lake, *PAIR, "--on", "2021"
    )


def test_an_empty_answer_tells_what_lies_outside_of_its_period_and_how_to_see_it(tmp_path: Path) -> None:
    desk = desk_of(dated=4, undated=0)
    desk.collect("daily.example", [DAY + timedelta(days=n) for n in range(4)], "complete")
    old = date(2020, 1, 1)
    desk.article("old", old, "daily.example", ["CHL-PER"])
    key: dict[str, Any] = {"article_id": "old", "revision": "r1", "published_date": old, "sentence": 0}
    act: dict[str, Any] = {"actor": "PER", "recipient": "CHL", "code": "AID", "act_class": "material cooperation"}
    desk.add("acts", **key, **act, status="done", confidence=0.9)
    lake = desk.write(tmp_path / "lake")
    outside = "1 article about the pair is dated outside of this period (2020-01-01): --since 2020-01-01 takes it in."
    for command in (articles.command, trend.command, figures.command, evidence.command, people.command, acts.command):
        for period in ((), ("--since", "2026-03-02"), ("--on", "2026-03-02"), ("--since", "2027")):
            assert outside in told(command, lake, "Peru", "Chile", *period)
        assert outside not in told(command, lake, "Peru", "Chile", "--since", "2020")
        assert "about the pair is dated outside" not in told(command, lake, *PAIR, "--on", "2026-03-02")
    of_acts = (
        "1 sentence on acts of this side is dated outside of this period (2020-01-01): --since 2020-01-01 takes it in."
    )
    assert of_acts in told(acts.command, lake, "Peru")
    with connect(lake) as connection:
        page = _told_on_page(write_report(connection, read_pair(("Peru", "Chile"))))
        assert outside.replace("--since", "“From”") in page
        assert "about the pair is dated" not in _told_on_page(write_report(connection, read_pair(PAIR)))
    with dyadwire.open(lake) as opened, pytest.warns(UserWarning, match="about the pair is dated outside"):
        opened.trend("Peru", "Chile", by="day")


@pytest.mark.slow
def test_articles_dated_after_today_are_counted_below_and_asked_for_by_name(tmp_path: Path) -> None:
    desk = desk_of(dated=4, undated=0)
    for day in (date(2099, 1, 1), date(2099, 3, 1)):
        desk.collect("daily.example", [day], "partial")
        desk.article(f"{day}", day, "daily.example", ["CHN-RUS"])
    lake = desk.write(tmp_path / "lake")
    left_out = "2 more are dated after today and left out, unless --until asks for them."
    for command in (articles.command, trend.command):
        assert left_out in told(command, lake, *PAIR)
        assert "outside of this period" not in told(command, lake, *PAIR)
        assert "after today" not in told(command, lake, *PAIR, "--until", "2099")
    assert len(json_rows(trend.command, lake, *PAIR, "--by", "year")) == 1
    assert len(json_rows(articles.command, lake, *PAIR, "--until", "2099")) == 6
    with connect(str(lake)) as connection:
        found = dated_ahead_in(connection)
    assert found == DatedAhead(2, date(2099, 1, 1), date(2099, 3, 1))


def test_none_are_ahead_of_a_day_that_was_polled_throughout(tmp_path: Path) -> None:
    desk = desk_of(dated=1, undated=0)
    desk.collect("daily.example", [date(2099, 1, 1)], "complete")  # so the clock here is wrong
    desk.article("a", date(2099, 1, 1), "daily.example", ["CHN-RUS"])
    with connect(str(desk.write(tmp_path / "lake")), tables=("outlet_days",)) as connection:
        assert dated_ahead_in(connection) is None


def test_a_current_revision_without_the_pair_does_not_count(tmp_path: Path) -> None:
    desk = desk_of(dated=0, undated=1)
    desk.article("a0", None, "daily.example", [], revision="r2", hour=10)
    lake = desk.write(tmp_path / "lake")
    assert json_rows(articles.command, lake, *PAIR) == []
    assert json_rows(top.command, lake) == []


def test_dates_are_looked_for_in_text_and_address_and_may_be_given(tmp_path: Path) -> None:
    given = [
        {"title": "A", "text": f"BEIJING, March 3, 2026 (Xinhua) -- {TEXT}"},
        {"title": "B", "text": f"Published: 4 March 2026, 10:00 GMT\n\n{TEXT}"},
        {"title": "C", "text": f"https://daily.example/2026/03/05/treaty\n\n{TEXT} It was the second."},
        {"title": "D", "text": f"{TEXT} It was the third."},
    ]
    path, lake = write_lines(tmp_path / "given.jsonl", given), tmp_path / "lake"
    run = ("run", path, "--lake", lake, "--model", "none")
    assert "1 of those kept without a date: in no trend" in here(*run).stderr
    question = "SELECT title, published_date::VARCHAR, published_at_origin, outlet, url FROM articles ORDER BY title"
    url = "https://daily.example/2026/03/05/treaty"
    with connect(lake) as connection:
        assert rows(connection, question)[1] == [
            ("A", "2026-03-03", "dateline", "unknown", None),
            ("B", "2026-03-04", "first_line", "unknown", None),
            ("C", "2026-03-05", "url", "daily.example", url),
            ("D", None, "none", "unknown", None),
        ]
    assert here(*run, "--undated", "2026-03-06").returncode == 0
    with connect(lake) as connection:
        assert rows(connection, question)[1][3] == ("D", "2026-03-06", "given", "unknown", None)
    (manifest,) = [json.loads(path.read_text()) for path in (lake / "_manifests").glob("[0-9a-f]*.json")]
    assert manifest["settings"]["undated"] == "2026-03-06"


@pytest.mark.parametrize("more", [(), ("--undated", "2026-11-28")])
def test_articles_of_before_1990_are_told_and_never_of_today(tmp_path: Path, more: tuple[str, ...]) -> None:
    given = [article(n) | {"published_at": f"1987-03-{n:02}"} for n in (1, 2)] + [article(3) | {"published_at": None}]
    path, lake = write_lines(tmp_path / "old.jsonl", given), tmp_path / "lake"
    told = here("run", path, "--lake", lake, "--model", "none", *more).stderr
    assert ("1 of those kept without a date: in no trend" in told) is not bool(more)
    assert "2 of those kept with a date before 1990, taken for none whatever --undated says: in no trend" in told
    with connect(lake) as connection:
        found = rows(connection, "SELECT published_date::VARCHAR, published_at_origin FROM articles ORDER BY ALL")[1]
    assert sorted(found, key=str) == sorted(
        [*[(None, "before_1990")] * 2, ("2026-11-28", "given") if more else (None, "none")], key=str
    )


def test_an_address_on_top_is_no_part_of_the_text(tmp_path: Path) -> None:
    given = [article(1) | {"url": None, "text": f"http://www.example.org/a?id=7\n\n{TEXT}"}]
    path, lake = write_lines(tmp_path / "given.jsonl", given), tmp_path / "lake"
    assert here("run", path, "--lake", lake, "--model", "none").returncode == 0
    with connect(lake) as connection:
        found = rows(connection, "SELECT url, text FROM articles")[1]
    assert found == [("https://example.org/a?id=7", TEXT)]


def test_what_stands_behind_the_count_of_an_outlet_is_of_that_outlet(tmp_path: Path) -> None:
    desk = desk_of(dated=2, undated=3)
    desk.collect("paper.example", [DAY], country="CHN")
    desk.article("paper", None, "paper.example", ["CHN-RUS"])
    desk.article("paper-2", DAY, "paper.example", ["CHN-RUS"])
    lake = desk.write(tmp_path / "lake")
    for of in (("--outlet", "paper.example"), ("--outlet-country", "China")):
        assert "1 article analysed. 1 more has no date and is left out." in told(trend.command, lake, *PAIR, *of)
    of_one = told(articles.command, lake, *PAIR, "--outlet", "paper.example")
    assert "from 1 outlet; 1 article analysed. 1 more without a date is looked at as well." in of_one
    assert "Only articles of paper.example." in of_one


def test_what_an_answer_is_narrowed_to_stands_below_it_and_in_its_chart(tmp_path: Path) -> None:
    desk = desk_of(dated=2, undated=0)
    desk.collect("paper.example", [DAY, DAY + timedelta(days=1)])
    desk.article("paper", DAY, "paper.example", ["CHN-RUS"], language="en")
    lake = desk.write(tmp_path / "lake")
    chart = tmp_path / "chart.svg"
    narrowed = ("--outlet", "paper.example", "--language", "en", "--panel", "--match", "U.S. aid: see --limit")
    matched = "Counted are articles with 'U.S. aid: see --limit' in title or text; shares are of all."
    said = ["Only articles of paper.example, in English.", "Only outlets collected throughout.", matched]
    command = ("trend", *PAIR, *narrowed, "--lake", str(lake))
    assert " ".join(said) in " ".join(here(*command, "--table", "--plot", str(chart)).stdout.split())
    lines = [*map(str, ElementTree.parse(chart).getroot().itertext())]
    assert [line for line in lines if line in said] == said
    assert "Only articles" not in told(trend.command, lake, *PAIR)


def test_a_match_narrows_what_is_counted_and_not_what_it_is_a_share_of(lake: Path) -> None:
    (day, *_) = json_rows(trend.command, lake, *PAIR, "--match", "nowhere")
    assert (day["articles"], day["total_articles"], day["share"]) == (0, 1, 0.0)
    said = told(trend.command, lake, *PAIR, "--match", "nowhere")
    assert "2 articles analysed. 3 more have no date" in said
    assert "Only" not in said


def test_undated_articles_without_the_words_asked_for_are_not_told(tmp_path: Path) -> None:
    desk = desk_of(dated=1, undated=2)
    desk.article("gas", None, "daily.example", ["CHN-RUS"], text=f"{TEXT} It is about gas.")
    desk.article("oil", None, "daily.example", ["CHN-RUS"], title="A treaty on Oil", text=TEXT)
    lake = desk.write(tmp_path / "lake")
    for words, many in (("GAS", "1 undated article"), ("oil", "1 undated article"), ("treaty", "4 undated articles")):
        said = told(trend.command, lake, *PAIR, "--match", words)
        assert f"{many} about Russia and China" in said, words
        assert "lists all" not in said  # `articles` has no --match
    assert "undated" not in told(trend.command, lake, *PAIR, "--match", "coal")


@pytest.mark.slow
def test_undated_articles_of_other_outlets_and_languages_are_not_told_of_a_narrowed_trend(tmp_path: Path) -> None:
    desk = desk_of(dated=2, undated=2)
    desk.collect("paper.example", [DAY, DAY + timedelta(days=1)], country="USA")
    desk.article("paper", DAY, "paper.example", ["CHN-RUS"], language="en")
    desk.article("paper-2", None, "paper.example", ["CHN-RUS"], language="en")
    lake = desk.write(tmp_path / "lake")
    assert "3 undated articles about" in told(trend.command, lake, *PAIR)
    for of in (("--outlet", "paper.example"), ("--outlet-country", "United States"), ("--panel",)):
        said = told(trend.command, lake, *PAIR, *of)
        assert "1 more has no date and is left out. 1 undated article about Russia and China is in no trend" in said, of
    in_english = told(trend.command, lake, *PAIR, "--language", "en")
    assert "1 more has no date and is left out. 1 undated article about Russia and China is in no trend" in in_english
    assert "`dyadwire articles CHN-RUS --language en` lists all." in in_english
    of_one = told(trend.command, lake, *PAIR, "--outlet", "paper.example")
    assert "`dyadwire articles CHN-RUS --outlet paper.example` lists all." in of_one
    of_two = told(trend.command, lake, *PAIR, "--outlet", "paper.example", "--outlet", "daily.example")
    assert of_two.endswith("are in no trend.")  # no list is of just these
    said = told(trend.command, lake, *PAIR, "--language", "en", "--since", "2030")
    assert "Only articles in English. Nothing was collected in this period. The lake's dates are" in said


def test_of_a_period_without_anything_no_noughts_are_counted(tmp_path: Path) -> None:
    lake = desk_of(dated=2, undated=1).write(tmp_path / "lake")
    for command, places in ((top.command, ()), (figures.command, PAIR), (articles.command, PAIR)):
        said = told(command, lake, *places, "--since", "2027")
        assert "Nothing was collected in this period. 1 article has no date and is left out. The lake's dates" in said
        assert "0 of 0" not in said


def test_a_period_of_another_language_tells_the_dates_of_the_lake_once(tmp_path: Path) -> None:
    desk = desk_of(dated=2, undated=0)
    desk.article("de", None, "blatt.example", ["CHN-RUS"], language="de")
    said = told(trend.command, desk.write(tmp_path / "lake"), *PAIR, "--language", "de")
    assert said.count("The lake's dates are 2026-03-01 to 2026-03-02.") == 1


def test_titles_alone_are_told_beside_what_was_analysed(tmp_path: Path) -> None:
    desk = desk_of(dated=2, undated=1)
    for name, day in (("t0", DAY), ("t1", DAY + timedelta(days=1)), ("t2", None)):
        desk.article(name, day, "daily.example", analysed=False)
    lake = desk.write(tmp_path / "lake")
    why = "could not be analysed (a title alone, or a language that is not read)"
    for command, places in ((top.command, ()), (trend.command, PAIR), (articles.command, PAIR)):
        assert f"3 more {why}: they are in no count of articles." in told(command, lake, *places)
        of_a_day = told(command, lake, *places, "--since", "2026-03-01", "--until", "2026-03-01")
        assert f"1 more {why}: it is in no count of articles." in of_a_day
    assert why not in told(top.command, desk_of(dated=2, undated=1).write(tmp_path / "whole"))


def test_where_only_undated_titles_were_kept_a_trend_says_so(tmp_path: Path) -> None:
    desk = Newsdesk()
    desk.article("t0", None, "daily.example", analysed=False)
    lake = desk.write(tmp_path / "lake")
    assert "Nothing was collected in this period. 1 more could not be analysed" in told(trend.command, lake, *PAIR)
