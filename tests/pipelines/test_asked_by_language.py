"""Every question by the language of its articles: counts, what they are a share of, and lines side by side."""

import json
from datetime import date, timedelta

import pytest
from click.testing import CliRunner

import dyadwire
from dyadwire.pipelines.cli import main
from dyadwire.pipelines.commands.trend import command as trend_command
from dyadwire.pipelines.errors import DyadwireError
from tests.pipelines.lakes import Newsdesk, small_lake

pytestmark = pytest.mark.usefixtures("kept_open")

PAIR = ("Russia", "China")
APRIL = [date(2026, 4, 1) + timedelta(days=n) for n in range(6)]


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    """Six days of a Russian, a Chinese and a mixed outlet; the Chinese one is collected on the first three alone."""
    desk = Newsdesk()
    desk.collect("gazeta.example", APRIL, country="RUS")
    desk.collect("ribao.example", APRIL[:3], country="CHN")
    desk.collect("mixed.example", APRIL)
    desk.article("r1", APRIL[0], "gazeta.example", ["CHN-RUS"], language="ru")
    desk.article("r2", APRIL[0], "gazeta.example", language="ru")
    desk.article("r3", APRIL[1], "gazeta.example", ["CHN-RUS"], language="ru", copy_of="r1")
    desk.article("r4", APRIL[4], "gazeta.example", ["IND-RUS"], language="ru")
    desk.article("z1", APRIL[0], "ribao.example", ["CHN-RUS"], language="zh")
    desk.article("m1", APRIL[0], "mixed.example", ["CHN-USA"], language="en")
    desk.article("m2", APRIL[3], "mixed.example", ["CHN-RUS"], language="en")
    desk.article("m3", APRIL[5], "mixed.example", ["CHN-RUS"], language="ru", revision="r1", hour=11)
    desk.article("m3", APRIL[5], "mixed.example", ["CHN-RUS"], language="en", revision="r0", hour=9)
    desk.article("u1", None, "mixed.example", ["CHN-RUS"], language="ru")
    desk.article("u2", None, "mixed.example", ["CHN-RUS"], language="en")
    return desk.write(tmp_path_factory.mktemp("lake"))


def asked(lake, capfd, *words):
    capfd.readouterr()
    assert main([*words, "--lake", str(lake), "--json"]) == 0, capfd.readouterr().err
    return json.loads(capfd.readouterr().out)


def test_share_is_of_the_articles_in_that_language(lake, capfd):
    rows = asked(lake, capfd, "trend", *PAIR, "--language", "ru")
    assert [(row["articles"], row["total_articles"], row["originals"]) for row in rows] == [
        *((1, 2, 1), (1, 1, 0), (0, 0, 0), (0, 0, 0), (0, 1, 0), (1, 1, 1))
    ]
    assert rows[0]["share"] == 0.5


def test_days_are_those_of_outlets_that_write_in_it(lake, capfd):
    rows = asked(lake, capfd, "trend", *PAIR, "--language", "Chinese")
    assert [row["articles"] for row in rows] == [1, 0, 0, None, None, None]


def test_several_languages_are_asked_together(lake, capfd):
    rows = asked(lake, capfd, "trend", *PAIR, "--language", "ru", "--language", "zh", "--by", "month")
    assert [(row["articles"], row["total_articles"]) for row in rows] == [(4, 6)]


def test_trend_by_language_has_a_line_each(lake, capfd):
    rows = asked(lake, capfd, "trend", *PAIR, "--split", "language", "--by", "month")
    counted = [(row["language"], row["articles"], row["total_articles"]) for row in rows]
    assert counted == [("ru", 3, 5), ("en", 1, 2), ("zh", 1, 1)]
    together = asked(lake, capfd, "trend", *PAIR, "--by", "month")[0]
    assert sum(row["articles"] for row in rows) == together["articles"]
    assert sum(row["total_articles"] for row in rows) == together["total_articles"]


def test_trend_by_country_of_outlets_says_what_it_leaves_out(lake):
    said = (
        CliRunner().invoke(trend_command, [*PAIR, "--split", "outlet-country", "--lake", str(lake), "--table"]).output
    )
    assert "RUS" in said
    assert "CHN" in said
    assert "3 articles of outlets whose country is not known are in no line." in " ".join(said.split())


def test_lines_are_drawn_with_the_names_of_languages(lake, tmp_path, capfd):
    asked(lake, capfd, "trend", *PAIR, "--split", "language", "--plot", str(tmp_path / "sides.svg"))
    drawn = (tmp_path / "sides.svg").read_text(encoding="utf-8")
    assert all(f">{name}<" in drawn for name in ("Russian", "English", "Chinese"))
    assert "Russia–China in each language" in drawn
    # On days 4 to 6 other outlets were collected, so that it can't be said that nothing was.
    assert ">Grey: no outlet that writes in that language was collected.<" in drawn
    assert "nothing was collected" not in drawn


@pytest.mark.parametrize(
    ("words", "counted"),
    [
        (("top",), {"CHN-RUS": (4, 4 / 6), "IND-RUS": (1, 1 / 6)}),
        (("top", "--since", "2026-04-01"), {"CHN-RUS": (3, 3 / 5), "IND-RUS": (1, 1 / 5)}),
    ],
)
def test_top_counts_articles_in_that_language(lake, capfd, words, counted):
    rows = asked(lake, capfd, *words, "--language", "ru")
    assert {row["dyad"]: (row["articles"], row["share"]) for row in rows} == counted


def test_network_and_lists_hold_that_language_alone(lake, capfd):
    edges = asked(lake, capfd, "network", "--language", "en")
    assert {(row["source"], row["target"]): row["weight"] for row in edges} == {("CHN", "RUS"): 2, ("CHN", "USA"): 1}
    titles = {row["title"] for row in asked(lake, capfd, "articles", *PAIR, "--language", "ru")}
    assert titles == {"r1", "r3", "m3", "u1"}
    sentences = asked(lake, capfd, "evidence", *PAIR, "--language", "zh")
    assert [row["title"] for row in sentences] == ["z1"]


def test_movers_are_of_that_language(lake, capfd):
    words = ("movers", "--until", "2026-04-06", "--days", "3", "--weeks", "1", "--minimum", "1", "--all")
    rows = {row["dyad"]: row for row in asked(lake, capfd, *words, "--language", "ru")}
    assert {dyad: row["recent"] for dyad, row in rows.items()} == {"CHN-RUS": 1, "IND-RUS": 1}
    assert rows["CHN-RUS"]["recent_share"] == 0.5


@pytest.mark.parametrize("question", [("figures", *PAIR), ("people", *PAIR), ("acts", *PAIR)])
def test_other_lists_take_a_language(lake, capfd, question):
    assert asked(lake, capfd, *question, "--language", "zh") == []


def test_a_report_is_of_the_language_asked_for(lake, tmp_path):
    page = tmp_path / "pair.html"
    assert main(["report", *PAIR, "--language", "ru", "-o", str(page), "--lake", str(lake)]) == 0
    written = page.read_text(encoding="utf-8")
    assert "4 of 6 articles analysed are about this pair" in written  # one of them without a date
    assert "Articles in Russian alone, and shares of those." in written
    assert "ribao.example" not in written


def test_unknown_and_absent_languages_are_refused_in_a_line(lake, capfd):
    assert main(["top", "--language", "klingon", "--lake", str(lake)]) == 2
    assert "no articles in 'klingon' are read; there are ar (Arabic)" in capfd.readouterr().err
    assert main(["top", "--language", "hi", "--lake", str(lake)]) == 2
    assert "the lake has no article in Hindi; there are English, Russian, Chinese" in capfd.readouterr().err


def test_an_opened_lake_takes_languages(lake):
    with dyadwire.open(lake) as opened:
        weeks = opened.trend(*PAIR, by="month", split="language", languages=["Russian", "zh"])
        assert weeks.project("language, articles").fetchall() == [("ru", 3), ("zh", 1)]
        assert len(opened.articles(*PAIR, languages=["zh"]).fetchall()) == 1
        with pytest.warns(UserWarning, match=r"No figure is known .* Only articles in Chinese\."):
            assert opened.figures(*PAIR, languages=["zh"]).fetchall() == []
        with pytest.raises(DyadwireError, match="no article in Hindi"):
            opened.trend(*PAIR, languages=["hi"])
        with pytest.raises(DyadwireError, match="one pair or one country"):
            opened.trend("Russia-China", "China-USA", split="language")


def test_a_trend_in_each_language_of_articles_of_no_language_is_refused(tmp_path, capfd):
    lake, page = small_lake(tmp_path / "lake"), tmp_path / "trend.html"
    assert main(["trend", *PAIR, "--split", "language", "--lake", str(lake), "--plot", str(page)]) == 2
    assert "nothing to draw, as no part has a line" in capfd.readouterr().err
    assert not page.exists()
