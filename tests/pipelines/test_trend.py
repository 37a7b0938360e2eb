"""`dyadwire trend`, as a user types it."""

import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import dyadwire
from dyadwire.pipelines.ask.collected import Scope
from dyadwire.pipelines.ask.query import connect
from dyadwire.pipelines.ask.subjects import read_pair
from dyadwire.pipelines.ask.trend_answer import answer_trend
from dyadwire.pipelines.commands.trend import command
from dyadwire.pipelines.errors import DyadwireError
from tests.pipelines import asking
from tests.pipelines.lakes import Newsdesk, busy_lake, write_lake
from tests.pipelines.runs import here
from tests.pipelines.web_pages import client_of, said

pytestmark = pytest.mark.usefixtures("kept_open")


def asked(lake: Path, *words: str) -> str:
    return asking.asked(command, lake, *words)


def rows(lake: Path, *words: str) -> list[dict[str, Any]]:
    return asking.rows(command, lake, *words)


def test_json_tells_gaps_from_zeros(lake: Path) -> None:
    found = rows(lake, "Russia", "China")
    assert [row["articles"] for row in found] == [2, 0, 1, 0, None, None, 0, 1, 0, 1, 0, 0, 0, 0]
    assert found[0] == {
        "dyad": "CHN-RUS",
        "period": "2026-03-01",
        "articles": 2,
        "share": 2 / 3,
        "originals": 1,
        "originals_share": 0.5,
        "mentioned_articles": 2,
        "outlets": 2,
        "total_articles": 3,
        "total_originals": 2,
        "days": 1,
        "collected_days": 1,
        "complete_days": 1,
    }


@pytest.mark.parametrize(
    ("outlets", "told"),
    [
        (["a.example", "unknown"], "from 2 outlets, all unknown ones counted as one;"),
        (["unknown"], "from unknown outlets, counted as one;"),
        (["a.example"], "from 1 outlet;"),
    ],
)
def test_outlets_that_nobody_tells_are_told_apart(tmp_path: Path, outlets: list[str], told: str) -> None:
    desk = Newsdesk()
    for n, outlet in enumerate(outlets):
        desk.collect(outlet, [date(2026, 3, 1)], "partial")
        desk.article(f"a{n}", date(2026, 3, 1), outlet, ["CHN-RUS"])
    assert told in " ".join(asked(desk.write(tmp_path / "lake"), "Russia", "China", "--table").split())


def test_one_date_is_told_as_one(tmp_path: Path) -> None:
    desk = Newsdesk()
    desk.collect("a.example", [date(2026, 3, 1)], "partial")
    desk.article("a1", date(2026, 3, 1), "a.example", ["CHN-RUS"])
    told = asked(desk.write(tmp_path / "lake"), "Russia", "China", "--table")
    assert told.splitlines()[0].endswith(" by day, 2026-03-01")
    assert "Collected: 1 of 1 day (in part), from 1 outlet;" in told
    beyond = asked(tmp_path / "lake", "Russia", "China", "--table", "--on", "2026-03-02")
    assert "The lake's only date is 2026-03-01." in " ".join(beyond.split())


def test_an_outlet_is_known_in_small_and_capital_letters(lake: Path) -> None:
    for asked_of in (("trend", "Russia", "China"), ("articles", "Russia", "China")):
        said = here(*asked_of, "--lake", lake, "--outlet", "Wire.EXAMPLE", "--json").stdout
        assert said == here(*asked_of, "--lake", lake, "--outlet", "wire.example", "--json").stdout
        assert "2026" in said


def test_an_unknown_outlet_is_refused_with_near_ones(lake: Path) -> None:
    with pytest.raises(DyadwireError, match=r"no outlet 'dayly.example'; there are daily.example, wire.example$"):
        asked(lake, "Russia", "China", "--outlet", "dayly.example")


def test_a_panel_without_an_outlet_says_so(tmp_path: Path) -> None:
    desk = Newsdesk()
    for day, outlet in ((1, "one.example"), (2, "two.example")):
        desk.collect(outlet, [date(2026, 3, day)])
    told = asked(desk.write(tmp_path), "Russia", "China", "--panel", "--table")
    assert "--panel leaves none" in " ".join(told.split())


def test_a_panel_of_what_nothing_polled_says_why_to_programs_too(tmp_path: Path) -> None:
    desk = Newsdesk()
    desk.collect("one.example", [date(2026, 3, 1)], how="partial")
    lake = desk.write(tmp_path)
    for words, told in (
        ((), "Articles read from files tell no whole day"),
        (("--on", "2026-05"), "Nothing was collected"),
    ):
        for shown in ("--table", "--csv"):
            asking = here("trend", "Russia", "China", "--panel", "--lake", lake, *words, shown)
            assert told in " ".join((asking.stdout + asking.stderr).split()), (words, shown)


def test_countries_of_outlets_that_write_most_about_a_pair_are_told_first(tmp_path: Path) -> None:
    desk, day = Newsdesk(), date(2026, 3, 1)
    for home in ("ARG", "BRA", "CAN", "DEU", "ESP", "FRA", "GBR", "JPN"):
        outlet = f"{home.lower()}.example"
        desk.collect(outlet, [day], country=home)
        for n in range(1 if home == "JPN" else 2):
            desk.article(f"{outlet}{n}", day, outlet, ["CHN-RUS"] if home == "JPN" else ["PER-CHL"])
    lake = desk.write(tmp_path)
    lines = json.loads(here("trend", "Russia", "China", "--split", "outlet-country", "--lake", lake, "--json").stdout)
    assert [line["outlet_country"] for line in lines] == ["JPN", "ARG", "BRA", "CAN", "DEU", "ESP", "FRA"]
    told = here("trend", "Russia", "China", "--split", "outlet-country", "--lake", lake, "--table").stdout
    assert "Left out, as they have fewer articles about it, or in all: United Kingdom." in " ".join(told.split())


def test_where_the_country_of_no_outlet_is_known_that_is_told_and_what_tells_it(tmp_path: Path) -> None:
    desk, day = Newsdesk(), date(2026, 3, 1)
    desk.collect("one.example", [day])
    desk.article("a", day, "one.example", ["CHN-RUS"])
    told = here("trend", "Russia", "China", "--split", "outlet-country", "--lake", desk.write(tmp_path), "--json")
    assert (told.stdout.strip(), "the country of no outlet is known: its domain" in told.stderr) == ("[]", True)


def test_a_panel_minds_no_day_on_which_every_outlet_has_a_hole(tmp_path: Path) -> None:
    desk, march = Newsdesk(), [date(2026, 3, n) for n in range(1, 6)]
    for outlet, complete in (("one.example", march[:4]), ("two.example", march[:4]), ("late.example", march[2:4])):
        desk.collect(outlet, complete)
        desk.collect(outlet, march[4:], how="partial")  # the day that runs
    lake = desk.write(tmp_path / "lake")
    told = " ".join(asked(lake, "Russia", "China", "--panel", "--table").split())
    assert "Collected: 5 of 5 days (1 in part), from 2 outlets;" in told
    told = " ".join(asked(lake, "Russia", "China", "--panel", "--table", "--since", "2026-03-05").split())
    assert "--panel leaves none" in told
    assert "--until yesterday" in told


@pytest.mark.parametrize(
    ("words", "articles"),
    [
        (("Russia-China", "USA:China"), {"CHN-RUS": 5, "CHN-USA": 2}),
        (("Russia", "China", "--against", "USA-China"), {"CHN-RUS": 5, "CHN-USA": 2}),
        (("RU", "EU"), {"EU-RUS": 0}),
        (("RU", "EU:members"), {"EU:MEMBERS-RUS": 1}),
        (("Russia",), {"RUS": 3}),
        (("China", "Russia", "--panel"), {"CHN-RUS": 3}),
        (("China", "Russia", "--outlet", "wire.example"), {"CHN-RUS": 2}),
        (("China", "Russia", "--outlet-country", "France"), {"CHN-RUS": 2}),
        (("China", "Russia", "--match", "gas deal"), {"CHN-RUS": 2}),
        (("China", "Russia", "--since", "2026-03-02", "--until", "2026-03-08"), {"CHN-RUS": 2}),
    ],
)
def test_counts_what_is_asked(lake: Path, words: tuple[str, ...], articles: dict[str, int]) -> None:
    assert {row["dyad"]: row["articles"] for row in rows(lake, *words, "--by", "year")} == articles


def test_a_moving_mean_skips_gaps(lake: Path) -> None:
    found = rows(lake, "Russia", "China", "--mean", "3")
    assert [row["articles_mean"] for row in found][:8] == [2, 1, 1, 1 / 3, None, None, 0, 0.5]


def test_a_moving_share_is_one_of_all_articles_of_its_periods(lake: Path) -> None:
    days = rows(lake, "Russia", "China", "--share", "--mean", "3")[:4]
    counts = [(row["articles"], row["total_articles"]) for row in days]
    assert counts == [(2, 3), (0, 1), (1, 1), (0, 1)]
    assert [row["share_mean"] for row in days] == pytest.approx([2 / 3, 2 / 4, 3 / 5, 1 / 3])


def test_csv_and_plain_carry_the_same_rows(lake: Path) -> None:
    csv = asked(lake, "Russia", "China", "--by", "month", "--csv").splitlines()
    plain = asked(lake, "Russia", "China", "--by", "month").splitlines()
    assert [line.split(",") for line in csv] == [line.split("\t") for line in plain]
    assert csv[1].startswith("CHN-RUS,2026-03-01,5,0.625,4,")


def test_an_empty_lake_has_no_rows(tmp_path: Path) -> None:
    assert rows(write_lake(tmp_path, {}), "Russia", "China") == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("Russha", "China"), "did you mean Russia"),
        (("China", "CN"), "two different"),
        (("Russia", "China", "USA"), "two countries are wanted, or pairs such as Russia-China, not 3 countries$"),
        (("Russia", "China", "--since", "2026-03-02", "--until", "2026-03-01"), "after"),
        (("Russia", "China", "--plot", "x.gif"), "must be one of"),
    ],
)
def test_what_can_not_be_answered_is_told_in_one_line(lake: Path, words: tuple[str, ...], told: str) -> None:
    with pytest.raises(DyadwireError, match=told) as refusal:
        asked(lake, *words)
    assert "\n" not in str(refusal.value)


def test_no_lake_is_told(tmp_path: Path) -> None:
    with pytest.raises(DyadwireError, match="no lake at"):
        asked(tmp_path / "nowhere", "Russia", "China")


@pytest.mark.parametrize(("ending", "start"), [(".png", b"\x89PNG"), (".svg", b"<svg"), (".html", b"<!DOCTYPE html>")])
def test_plots(tmp_path: Path, ending: str, start: bytes) -> None:
    lake = busy_lake(tmp_path / "lake", days=30)
    asked(lake, "Russia-China", "USA-China", "--plot", str(tmp_path / f"chart{ending}"))
    drawn = (tmp_path / f"chart{ending}").read_bytes()
    assert drawn.lstrip().startswith(start)
    if ending == ".svg":
        for told in ("Russia–China", "from 4 outlets", "nothing was collected", "2026-01-01 to 2026-01-30"):
            assert told in drawn.decode()
    if ending == ".html":
        assert b'src="http' not in drawn


@pytest.mark.parametrize("of", [(), ("--class", "all")])
def test_a_period_collected_in_part_and_one_that_is_cut_are_marked(tmp_path: Path, of: tuple[str, ...]) -> None:
    desk = Newsdesk()
    desk.collect("one.example", [date(2026, 3, 1), date(2026, 3, 2)])
    desk.collect("one.example", [date(2026, 3, 3)], how="partial")
    lake = desk.write(tmp_path)
    told = asked(lake, "Russia", "China", *of, "--by", "day", "--table")
    assert re.findall(r"^(2026-03-..)( †)?", told, re.MULTILINE) == [
        ("2026-03-01", ""),
        ("2026-03-02", ""),
        ("2026-03-03", " †"),
    ]
    assert "† The last day was collected in part only." in " ".join(told.split())
    weeks = asked(lake, "Russia", "China", *of, "--by", "week", "--table")
    assert "Counted are only 1 day of the first week and 2 days of the last week." in " ".join(weeks.split())
    for client in client_of(lake):
        address = "/pair/CHN-RUS/trend?by=day&sort=period&desc=1" + ("&class=all" if of else "")
        assert re.findall(r"<th scope=row>([^<]+)", said(client, address)) == [
            "2026-03-03 †",
            "2026-03-02",
            "2026-03-01",
        ]


@pytest.mark.parametrize(
    ("since", "until", "by", "told"),
    [
        ("2026-03-05", "2026-03-16", "week", "Counted are only 4 days of the first week and 1 day of the last week."),
        ("2026-03-02", "2026-03-22", "week", None),
        ("2026-03-05", "2026-03-16", "year", "Counted are only 12 days of the year."),
        ("2026-03-08", "2026-03-08", "year", "Counted is only 1 day of the year."),
        ("2026-03-05", "2026-03-16", "day", None),
    ],
)
def test_cut_periods_are_told(lake: Path, since: str, until: str, by: str, told: str | None) -> None:
    with connect(lake) as connection:
        scope = Scope(by, date.fromisoformat(since), date.fromisoformat(until))
        note = answer_trend(connection, [read_pair(("Russia", "China"))], scope, "articles", None, None).note
    assert (told in note) if told else ("Counted are only" not in note)


def test_pairs_beside_one_another_have_names_in_a_terminal_and_codes_elsewhere(lake: Path) -> None:
    pairs = ("Russia-China", "USA-China", "--by", "month")
    table = asked(lake, *pairs, "--table")
    assert "United States–China" in table
    assert "CHN-USA" not in table
    assert {row["dyad"] for row in rows(lake, *pairs)} == {"CHN-RUS", "CHN-USA"}


def test_several_pairs_are_called_in_the_table_as_they_were_asked_for(lake: Path) -> None:
    told = asked(lake, "Russia-China", "USA-China", "--table")
    assert "Articles about Russia–China, United States–China " in told
    assert re.findall(r"^(\w[\w ]*–\w+)  ", told, re.MULTILINE)[0] == "Russia–China"
    assert "China–" not in told


def test_a_day_of_titles_alone_says_that_it_has_no_share(tmp_path: Path) -> None:
    desk = Newsdesk()
    desk.article("a", date(2026, 3, 1), "one.example", ["CHN-RUS"])
    desk.article("b", date(2026, 3, 2), "one.example", analysed=False)
    written = desk.write(tmp_path)
    note = "No share: no article of that period was analysed."
    assert note in asked(written, "Russia", "China", "--by", "day", "--table")
    assert note not in asked(written, "Russia", "China", "--on", "2026-03-01", "--table")
    asked(written, "Russia", "China", "--by", "day", "--plot", str(tmp_path / "articles.svg"))
    assert "No share" not in (tmp_path / "articles.svg").read_text()  # which draws none


@pytest.fixture(scope="module")
def sparse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lake of 2026, and of three days of the year before: of these nothing is about the pair."""
    desk, june = Newsdesk(), date(2025, 6, 13)
    whole = [date(2026, 1, 1) + timedelta(days=day) for day in range(70)]
    desk.collect("one.example", [june, june + timedelta(days=1), date(2025, 12, 31), *whole])
    desk.article("old", june, "one.example")
    desk.article("new", whole[3], "one.example", ["CHN-RUS"])
    return desk.write(tmp_path_factory.mktemp("sparse"))


HARDLY = "Collected on less than half of its days: 2025 (3 of 202)."


def test_a_year_that_was_hardly_collected_reads_as_no_zero(sparse: Path) -> None:
    asked_of = ("Russia", "China", "--by", "year", "--since", "2025-06-13", "--until", "2026-03-11")
    told = " ".join(asked(sparse, *asked_of, "--table").split())
    assert "2025 * 0 0.0% 0 1 3 of 202 2026 1" in told
    assert "1 70 of 70 Collected: 73 of 272 days" in told
    assert f"* {HARDLY}" in told
    found = rows(sparse, *asked_of)
    assert [(row["articles"], row["collected_days"], row["days"]) for row in found] == [(0, 3, 202), (1, 70, 70)]
    piped = here("trend", *asked_of, "--csv", "--lake", sparse)
    assert f"dyadwire: {HARDLY}\n" in piped.stderr
    of_acts = " ".join(asked(sparse, *asked_of, "--class", "all", "--table").split())
    assert "2025 * 0 0 1 3 of 202 2026 0 0 1 70 of 70" in of_acts
    assert f"* {HARDLY}" in of_acts
    with dyadwire.open(sparse) as opened, pytest.warns(UserWarning, match=re.escape(HARDLY)):
        opened.trend("Russia", "China", by="year", since="2025-06-13", until="2026-03-11")


def test_days_are_told_only_where_some_are_missing(sparse: Path) -> None:
    for asked_of in (("--since", "2026", "--by", "month", "--until", "2026-03-11"), ("--on", "2025-06-13")):
        told = asked(sparse, "Russia", "China", *asked_of, "--table")
        assert "collected\n" not in told
        assert "half" not in told


def test_pages_and_charts_tell_which_days_were_collected(sparse: Path, tmp_path: Path) -> None:
    asked_of = ("Russia", "China", "--by", "year", "--since", "2025-06-13", "--until", "2026-03-11")
    asked(sparse, *asked_of, "--plot", str(tmp_path / "years.svg"))
    drawn = (tmp_path / "years.svg").read_text(encoding="utf-8")
    assert "Russia–China, 2025: 0; 3 of 202 days collected" in drawn
    assert f"Yellow: {HARDLY[0].lower()}{HARDLY[1:]}" in drawn
    within = "since=2025-06-13&until=2026-03-11"
    for client in client_of(sparse):
        page = said(client, f"/pair/CHN-RUS/trend?by=year&{within}")
        assert page.count("2025: 0.0% of 1 article; 3 of 202 days collected") == 1
        assert page.count('<rect class="hit thin"') == 2  # of articles, and of shares
        assert "3 of 202</td>" in page
        report = said(client, f"/pair/CHN-RUS?{within}")
        assert "was collected on less than half of its days" in report
