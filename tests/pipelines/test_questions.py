"""The other questions, as a user types them, on the small lake (see tests/pipelines/lakes.py)."""

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from importlib import import_module
from itertools import combinations
from pathlib import Path
from typing import Any

import click
import duckdb
import fsspec
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from defusedxml import ElementTree

from dyadwire.pipelines.ask import query
from dyadwire.pipelines.ask.amounts import amount_of
from dyadwire.pipelines.ask.damage import damaged
from dyadwire.pipelines.ask.exports import write_rows
from dyadwire.pipelines.ask.figure_wording import measure_of
from dyadwire.pipelines.ask.passages import Passage, marked, read_out
from dyadwire.pipelines.ask.query import connect
from dyadwire.pipelines.ask.questions.figures import heading_of
from dyadwire.pipelines.cli import COMMANDS, main
from dyadwire.pipelines.commands import (
    articles,
    evidence,
    export,
    figures,
    movers,
    network,
    people,
    report,
    shell,
    top,
    trend,
)
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.opening import open_lake
from tests.pipelines.asking import PAIR, asked, rows
from tests.pipelines.lakes import Newsdesk, busy_lake, small_lake
from tests.pipelines.runs import here

pytestmark = pytest.mark.usefixtures("kept_open")


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return busy_lake(tmp_path_factory.mktemp("busy"))


def test_top_tells_programs_of_more_pairs_than_it_lists_by_itself(tmp_path: Path) -> None:
    desk, day = Newsdesk(), date(2026, 3, 1)
    desk.collect("daily.example", [day])
    for one, other in combinations(("CHN", "DEU", "FRA", "IND", "JPN", "RUS", "USA"), 2):
        desk.article(f"{one}{other}", day, "daily.example", [f"{one}-{other}"], text="A pair.")
    lake = str(desk.write(tmp_path))
    ran = here("top", "--lake", lake, "--csv")
    assert ran.stderr == "dyadwire: The first 20 of 21 pairs: --limit takes more.\n"
    assert len(ran.stdout.splitlines()) == 21
    assert here("top", "--lake", lake, "--csv", "--limit", "20").stderr == ""


def test_programs_are_told_what_was_meant_and_left_out_beside_a_clean_answer(tmp_path: Path) -> None:
    desk, day = Newsdesk(), date(2026, 3, 1)
    desk.collect("daily.example", [day])
    desk.article("dated", day, "daily.example", ["EU-RUS"], text="A pair.")
    desk.article("undated", None, "daily.example", ["EU-RUS"], text="A pair.")
    lake = str(desk.write(tmp_path))
    meant = (
        "dyadwire: EU is the bloc itself: what names only a member is not counted; EU:members is each of its countries."
    )
    undated = (
        "1 article analysed. 1 more has no date and is left out. "
        "1 undated article about the EU and Russia is in no trend"
    )
    for form in ((), ("--json",), ("--csv",)):
        listed = here("articles", "EU", "Russia", "--lake", lake, *form)
        assert (listed.stderr, "EU is" in listed.stdout) == (f"{meant}\n", False)
        assert here("trend", "EU", "Russia", "--lake", lake, *form).stderr.startswith(f"{meant} {undated}")
    assert meant not in here("trend", "EU", "Russia", "--lake", lake, "--table").stderr


@pytest.mark.slow
def test_top_names_the_pairs(lake: Path) -> None:
    assert [(row["pair"], row["articles"]) for row in rows(top.command, lake)] == [
        ("China–Russia", 6),
        ("China–United States", 2),
        ("France–Russia", 1),
        ("Germany–Russia", 1),
    ]
    assert [row["dyad"] for row in rows(top.command, lake, "EU:members")] == ["FRA-RUS", "DEU-RUS"]
    assert len(rows(top.command, lake, "--limit", "1")) == 1
    told = [" ".join(asked(top.command, lake, "--limit", most, "--table").split()) for most in ("1", "4")]
    assert ["The first 1 of 4 pairs: --limit takes more." in said for said in told] == [True, False]


def test_pairs_that_are_covered_alike_stand_by_the_names_that_are_shown(tmp_path: Path) -> None:
    desk, day = Newsdesk(), date(2026, 3, 1)
    desk.collect("daily.example", [day])
    for pair in ("ARE-EGY", "CMR-DZA", "DEU-GHA"):
        desk.article(pair, day, "daily.example", [pair], text="A pair.")
    lake = desk.write(tmp_path)
    named = ["Algeria–Cameroon", "Egypt–United Arab Emirates", "Germany–Ghana"]
    assert [row["pair"] for row in rows(top.command, lake)] == named
    assert [row["pair"] for row in rows(top.command, lake, "--limit", "1")] == named[:1]
    edges = [(row["source"], row["target"]) for row in rows(network.command, lake)]
    assert edges == [("CMR", "DZA"), ("DEU", "GHA"), ("ARE", "EGY")]
    here("report", "--all", "--minimum", "1", "-o", tmp_path / "pages", "--lake", lake)
    assert [
        named[at] in (tmp_path / f"pages/{code}.html").read_text() for at, code in enumerate(("CMR-DZA", "ARE-EGY"))
    ] == [True] * 2


@pytest.mark.parametrize("name", ["trend", "figures", "people", "evidence", "top"])
def test_a_bloc_is_told_to_be_itself_or_its_members(lake: Path, name: str) -> None:
    command = import_module(f"dyadwire.pipelines.commands.{name}").command
    members = "EU:members is each country that was a member on the date; what names only the bloc, and no member"
    itself = "EU is the bloc itself: what names only a member is not counted; EU:members is each of its countries."
    cases = [("EU", itself, True), ("EU:members", members, True), ("EU", members, False), ("China", itself, False)]
    for other, told, is_bloc in cases:
        places = ("Russia", other)
        text = " ".join(asked(command, lake, *(places[1:] if name == "top" else places), "--table").split())
        assert (told in text) == is_bloc


@pytest.mark.parametrize("name", ["trend", "figures", "people", "evidence", "articles", "top"])
def test_a_name_that_is_read_as_another_is_told(lake: Path, name: str) -> None:
    command = import_module(f"dyadwire.pipelines.commands.{name}").command
    names = (
        ("Scotland", "Scotland is read as United Kingdom."),
        ("UK", None),
        ("Congo", "Congo is read as Democratic Republic of the Congo; the other is Republic of the Congo."),
        ("Korea", "Korea is read as South Korea; the other is North Korea."),
        ("Turkey", None),
        ("DRC", None),
    )
    # Every command tells; which names are read as others, one function decides.
    for given, told in names if name == "trend" else names[:2]:
        text = " ".join(asked(command, lake, *([given] if name == "top" else [given, "Russia"]), "--table").split())
        assert told is None or told in text
        assert (" is read as " in text) is bool(told), given


QUESTIONS = {
    **dict.fromkeys(("acts", "articles", "evidence", "figures", "people", "trend"), PAIR),
    **dict.fromkeys(("movers", "network", "top"), ()),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_about_a_time_takes_it_in_one_word(busy: Path, name: str) -> None:
    words = [*QUESTIONS[name], *(["--all"] if name == "movers" else [])]
    command = import_module(f"dyadwire.pipelines.commands.{name}").command
    february = asked(command, busy, *words, "--since", "2026-02-01", "--until", "2026-02-28", "--table")
    assert asked(command, busy, *words, "--on", "2026-02", "--table") == february
    assert february != asked(command, busy, *words, "--table")


def test_every_command_that_has_since_has_on() -> None:
    asking = COMMANDS.keys() - {"reextract"}
    commands = {name: import_module(f"dyadwire.pipelines.commands.{name}").command for name in asking}
    taken = {name: {option for one in each.params for option in one.opts} for name, each in commands.items()}
    having = {name for name, options in taken.items() if "--since" in options}
    assert having == {*QUESTIONS, "export", "report"}
    assert having == {name for name, options in taken.items() if "--on" in options}


def test_movers_since_a_date_are_those_of_as_many_days(busy: Path) -> None:
    of_week = asked(movers.command, busy, "--all", "--json")
    since = [asked(movers.command, busy, "--all", "--json", "--since", f"2026-02-{day}") for day in (23, 20)]
    assert since[0] == of_week != since[1]
    told = " ".join(asked(movers.command, busy, "--since", "2199-01-01", "--table").split())
    assert "changed, 2199-01-01 Nothing was collected in this period." in told
    assert told.count("Nothing was collected") == 1
    told = " ".join(asked(movers.command, busy, "--since", "2026-03-05", "--until", "2026-03-08", "--table").split())
    assert "Nothing was collected in the recent period, so that nothing is known of it. Collected: " in told
    for words, refused in (
        (("--days", "3"), "--days says how long .* and so does --since"),
        (("--until", "2020"), "is after --until"),
    ):
        with pytest.raises(DyadwireError, match=refused):
            asked(movers.command, busy, "--since", "2026-02-23", *words)


def test_movers_tell_what_they_compare(busy: Path) -> None:
    found = rows(movers.command, busy, "--all")
    assert len(found) == 8  # the other two pairs are below five originals
    assert all(0 <= row["p"] <= row["q"] <= 1 for row in found)
    assert set(found[0]) >= {"pair", "recent", "expected", "ratio", "recent_share", "share_before"}
    told = asked(movers.command, busy, "--all", "--table").split()
    assert all(f"{row[name]:.2g}" in told for row in found for name in ("expected", "q") if row[name] < 10)


def test_figures_count_outlets_and_keep_the_sentence(lake: Path) -> None:
    first, second = rows(figures.command, lake, *PAIR)
    assert (first["value"], first["outlets"], first["articles"], first["originals"]) == (240e9, 2, 3, 2)
    assert first["text"] == "Russia and China signed a gas deal on Monday."
    assert second["unit"] == "%"
    assert [row["value"] for row in rows(figures.command, lake, *PAIR, "--measure", "bilateral")] == [5.0]
    assert len(rows(figures.command, lake, *PAIR, "--each")) == 4
    assert len(rows(figures.command, lake, *PAIR, "--each", "--limit", "3")) == 3


def test_nothing_collected_is_not_nothing_changed(lake: Path, busy: Path) -> None:
    told = "Nothing was collected in this period."
    assert told in " ".join(asked(movers.command, lake, "--until", "2030-01-01", "--table").split())
    text = asked(movers.command, busy, "--table")
    assert told not in text
    title = "Pairs whose coverage changed, 2026-02-23 to 2026-03-01 against 2026-01-26 to 2026-02-22"
    assert " ".join(text.split()).startswith(title)


def test_a_terminal_is_not_flooded_with_figures(lake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "MOST_READ", 1)
    for words, told in (((), "The first 1 of 2"), (("--limit", "2"), "Collected: 12 of 14 days")):
        text = asked(figures.command, lake, *PAIR, "--table", *words)
        assert told in text
        assert text.count("(2 outlets, ") + text.count("(1 outlet, ") == (2 if words else 1)
    assert len(rows(figures.command, lake, *PAIR)) == 2


@pytest.mark.parametrize(
    ("said", "heading"),
    [
        ({"surface": "$240 billion", "qualifier": "record"}, "record $240 billion, trade, 2023"),
        (
            {"surface": "63 percent", "direction": "up", "baseline_text": "from 2021"},
            "63 percent, trade, 2023, up from 2021",
        ),
        ({"surface": "$300 billion", "qualifier": "target"}, "$300 billion (target), trade, 2023"),
        (
            {"surface": "$300 billion", "qualifier": "at least", "state": "expected"},
            "at least $300 billion (expected), trade, 2023",
        ),
        ({"surface": "5%", "measure": "GDP", "period_start": None, "period_end": None}, "5%, GDP"),
        ({"surface": None, "value": 3.0, "measure": None, "period_end": date(2023, 1, 31)}, "3, January 2023"),
        ({"surface": "5%", "period_start": None, "period_text": "in fiscal year 2021"}, "5%, trade, fiscal year 2021"),
    ],
)
def test_the_heading_of_a_figure(said: dict[str, Any], heading: str) -> None:
    row = dict.fromkeys(("surface", "value", "per", "text", "qualifier", "state", "direction", "baseline_text"))
    row |= {"measure": "Trade", "period_start": date(2023, 1, 1), "period_end": date(2023, 12, 31)}
    assert heading_of(row | said) == heading


@pytest.mark.parametrize(
    ("surface", "per", "amount"),
    [
        ("at most 5,000", "year", "at most 5,000 a year"),
        ("50 billion cubic metres", "year", "50 billion cubic metres a year"),
        ("$30", "hour", "$30 an hour"),
        ("$80 per barrel", "barrel", "$80 per barrel"),
        ("1.2m bpd", "day", "1.2m bpd"),
        ("3bcm/y", "year", "3bcm/y"),
        ("12", "100,000 people", "12 per 100,000 people"),
        ("5%", None, "5%"),
    ],
)
def test_an_amount_keeps_its_denominator(surface: str, per: str | None, amount: str) -> None:
    assert amount_of({"surface": surface, "value": 1.0, "per": per}) == amount


@pytest.mark.parametrize(
    ("surface", "kind", "unit", "amount"),
    [
        ("10.2 billion", "money", "USD", "10.2 billion USD"),
        ("between two and 3.5bn", "money", "EUR", "between two and 3.5bn EUR"),
        ("eight billion won", "money", "KRW", "eight billion won"),
        ("€550m", "money", "EUR", "€550m"),
        ("480,000", "quantity", "tonne", "480,000 tonnes"),
        ("0.2-0.3 million", "quantity", "square foot", "0.2-0.3 million square feet"),
        ("796.53m", "quantity", "metre", "796.53m"),
        ('1"', "quantity", "inch", '1"'),
        ("99.09", "quantity", "point", "99.09"),
        ("25.01", "percent", "%", "25.01%"),
        ("half", "percent", "%", "half"),
        ("2.1", "quantity", "gigahertz", "2.1 gigahertz"),
        ("dozens", "quantity", "tonne", "dozens"),
        ("5,000", "count", "troops", "5,000"),
    ],
)
def test_an_amount_has_the_unit_that_its_sentence_says_elsewhere(
    surface: str, kind: str, unit: str, amount: str
) -> None:
    assert amount_of({"surface": surface, "value": 2.0, "kind": kind, "unit": unit, "per": None}) == amount


def test_one_of_a_unit_is_no_several() -> None:
    one = {"kind": "quantity", "unit": "tonne", "per": None, "value_max": None}
    assert amount_of(one | {"surface": "1", "value": 1.0}) == "1 tonne"
    assert amount_of(one | {"surface": None, "value": 1.0}) == "1 tonne"
    assert amount_of(one | {"surface": None, "value": None}) == "no finite value"


@pytest.mark.parametrize(
    ("measure", "text", "shown"),
    [
        ("Imports of oil", "Imports of oil fell.", "imports of oil"),
        ("Total LNG imports", None, "total LNG imports"),
        ("Indians", "Indians number 5,000.", "Indians"),
        ("Pakistani prisoners", None, "Pakistani prisoners"),
        ("South Korean exports", None, "South Korean exports"),
        ("China's exports", None, "China's exports"),
        ("GDP", None, "GDP"),
        ("Brent crude", "It sold Brent crude at $80.", "Brent crude"),
        ("Exports", "China: Exports rise 5%", "exports"),
        ("Exports", 'It rose. "Exports grew 5%."', "exports"),
    ],
)
def test_a_measure_keeps_the_capitals_of_names(measure: str, text: str | None, shown: str) -> None:
    assert measure_of({"measure": measure, "text": text}) == shown


def test_an_unknown_measure_is_named_with_those_there_are(lake: Path) -> None:
    told = " ".join(asked(figures.command, lake, *PAIR, "--measure", "tarde", "--table").split())
    assert "No figure about this pair in this period has 'tarde' in its measure, its unit or its sentence." in told
    assert "2 figures have a measure: trade (2)." in told
    topic = " ".join(asked(figures.command, lake, *PAIR, "--measure", "tariff", "--table").split())
    assert "--topic" not in topic, "none is of that topic"
    none = " ".join(asked(figures.command, lake, "Peru", "China", "--measure", "tarde", "--table").split())
    assert "No figure is known to be about this pair" in none


@pytest.mark.parametrize("each", [(), ("--each",)])
@pytest.mark.parametrize(("words", "values"), [("GAS", {240e9}), ("oil", {5.0}), ("as", set()), ("%", {5.0})])
def test_a_word_that_is_no_measure_is_looked_for_in_units_and_sentences(
    lake: Path, words: str, values: set[float], each: tuple[str, ...]
) -> None:
    given = [*PAIR, *each, "--measure", words, "--json", "--lake", str(lake)]
    ran = CliRunner().invoke(figures.command, given, catch_exceptions=False)
    assert {row["value"] for row in json.loads(ran.stdout)} == values
    assert ("in its measure" if not values else "as its measure;") in ran.stderr


def test_figures_tied_to_no_pair_are_counted_once_a_story(tmp_path: Path) -> None:
    desk = Newsdesk()
    day = date(2026, 3, 1)
    desk.collect("daily.example", [day])
    for name, of in (("a", None), ("b", "a")):
        desk.article(name, day, "daily.example", ["CHN-RUS"], copy_of=of)
        key: dict[str, Any] = {"article_id": name, "revision": "r1", "published_date": day, "kind": "count"}
        desk.add("figures", **key, value=1.0, country_a="CHN", country_b="RUS")
        desk.add("figures", **key, value=2.0, start_char=9)
        desk.add("figures", **key, value=3.0, start_char=19, trivial=True)
    text = asked(figures.command, desk.write(tmp_path / "lake"), *PAIR, "--table")
    assert "1 more figure in original articles about the pair is tied to no pair." in " ".join(text.split())


@pytest.mark.parametrize("name", ["figures", "trend", "evidence"])
def test_a_period_outside_the_lake_is_told_its_dates(lake: Path, name: str) -> None:
    command = import_module(f"dyadwire.pipelines.commands.{name}").command
    text = " ".join(asked(command, lake, *PAIR, "--since", "2030-01-01", "--table").split())
    assert "The lake's dates are 2026-03-01 to 2026-03-14, with single ones 1999-01-05 to 2026-03-14." in text
    assert "nothing collected yet" not in text


def test_no_sentence_is_told(lake: Path) -> None:
    told = "No sentence is known to name both sides in this period."
    assert told in asked(evidence.command, lake, "Peru", "China", "--table")
    assert told not in asked(evidence.command, lake, *PAIR, "--table")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--all", "--minimum", "1000"), "No pair has 1,000 originals, printed or expected; try --minimum "),
        (("--minimum", "1000"), "No pair has 1,000 originals, printed or expected; try --minimum "),
        (("--all", "--until", "2026-01-03"), "Nothing was collected in the 4 weeks before, to compare with."),
        (("--days", "14"), "No pair changed more than chance explains (see --all); 9 were looked at."),
        (("--class", "all"), "No pair has 5 acts, found or expected."),
    ],
)
def test_movers_say_what_keeps_every_pair_out(busy: Path, words: tuple[str, ...], told: str) -> None:
    assert told in " ".join(asked(movers.command, busy, *words, "--table").split())


def test_where_all_may_be_chance_movers_tell_what_changed_most(busy: Path) -> None:
    nearest = rows(movers.command, busy, "--days", "14", "--all")[0]
    told = f"The least likely chance is {nearest['pair']}: {nearest['recent']} originals where "
    assert told in asked(movers.command, busy, "--days", "14", "--table")


def test_movers_advise_the_largest_minimum_that_leaves_a_pair(busy: Path) -> None:
    found = re.search(r"try --minimum (\d+)\.", asked(movers.command, busy, "--minimum", "1000", "--table"))
    assert found
    assert len(rows(movers.command, busy, "--all", "--minimum", found[1])) == 1
    assert rows(movers.command, busy, "--all", "--minimum", str(int(found[1]) + 1)) == []


def test_evidence_of_one_date(lake: Path) -> None:
    found = rows(evidence.command, lake, *PAIR, "--on", "2026-03-01")
    assert [row["article_id"] for row in found] == ["a2", "a1"]
    assert found[1]["marks"] == [
        {"start_char": 0, "end_char": 6, "iso3": "RUS"},
        {"start_char": 11, "end_char": 16, "iso3": "CHN"},
    ]


def test_evidence_tells_how_many_articles_count_without_a_sentence_that_names_both(tmp_path: Path) -> None:
    desk, day = Newsdesk(), date(2026, 3, 1)
    desk.collect("one.example", [day])
    for n in range(3):
        desk.article(f"a{n}", day, "one.example", ["CHN-RUS"])
    desk.rows["dyad_mentions"] = [told for told in desk.rows["dyad_mentions"] if told.article_id == "a0"]
    lake = desk.write(tmp_path)
    assert [row["article_id"] for row in rows(evidence.command, lake, *PAIR)] == ["a0"]
    note = "2 articles count, though no sentence of them names both; `dyadwire articles CHN-RUS` lists all."
    assert note in " ".join(asked(evidence.command, lake, *PAIR, "--table").split())
    assert "count, though" not in asked(evidence.command, lake, *PAIR, "--since", "2026-03-02", "--table")


def test_evidence_looks_at_the_sentences_of_a_pair_once(lake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run, queries = query.rows, list[str]()
    monkeypatch.setattr(
        query, "rows", lambda connection, sql, **given: (queries.append(sql), run(connection, sql, **given))[1]
    )
    assert rows(evidence.command, lake, *PAIR)
    assert sum("evidence(" in sql for sql in queries) == 1


@pytest.mark.parametrize("name", ["articles", "evidence", "people"])
def test_a_list_is_said_to_be_cut_only_where_it_is(lake: Path, name: str) -> None:
    command = import_module(f"dyadwire.pipelines.commands.{name}").command
    of_all = len(rows(command, lake, *PAIR))
    assert "see --limit" not in asked(command, lake, *PAIR, "--limit", str(of_all), "--table").lower()
    if of_all > 1:
        of = {"articles": f" of {of_all} articles", "evidence": f" of {of_all}", "people": ""}[name]
        told = f"The first {of_all - 1}{of}; see --limit."
        assert told in asked(command, lake, *PAIR, "--limit", str(of_all - 1), "--table")
        assert len(rows(command, lake, *PAIR, "--limit", str(of_all - 1))) == of_all - 1


def test_people_and_network(lake: Path) -> None:
    assert [row["full_name"] for row in rows(people.command, lake, *PAIR)] == ["Vladimir Putin"]
    edges = rows(network.command, lake, "--minimum", "2")
    assert [(edge["source"], edge["target"], edge["weight"]) for edge in edges] == [
        ("CHN", "RUS", 6),
        ("CHN", "USA", 2),
    ]


def test_a_network_that_was_cut_says_so(lake: Path) -> None:
    """In a table and on a chart; a limit that nothing is beyond is not told."""
    text = asked(network.command, lake, "--limit", "2", "--table")
    assert "The first 2 of 4 edges: --limit takes more." in text
    assert [edge["weight"] for edge in rows(network.command, lake, "--limit", "2")] == [6, 2]
    assert "The first" not in asked(network.command, lake, "--limit", "4", "--table")


def test_evidence_of_one_country_is_all_that_names_it(lake: Path) -> None:
    """Of the articles that `articles` lists, each sentence once, the country marked; of all, the newest first."""
    found = rows(evidence.command, lake, "Russia")
    assert {row["article_id"] for row in found} == {row["article_id"] for row in rows(articles.command, lake, "Russia")}
    assert len({(row["article_id"], row["sentence"]) for row in found}) == len(found)
    assert {mark["iso3"] for row in found for mark in row["marks"]} == {"RUS"}
    dates = [row["published_date"] for row in found if row["published_date"]]
    assert dates == sorted(dates, reverse=True)
    assert rows(evidence.command, lake, "Russia", "--counted", "--limit", "2") == found[:2]
    said = asked(evidence.command, lake, "Russia", "--limit", "2", "--table")
    assert "Sentences that name Russia" in said
    assert f"The first 2 of {len(found)}" in said
    assert "No sentence is known to name it in this period." in asked(evidence.command, lake, "Fiji", "--table")


def test_a_report_of_one_country_is_refused_with_what_there_is(tmp_path: Path) -> None:
    words = ["Russia", "-o", str(tmp_path / "russia.html"), "--lake", str(tmp_path)]
    with pytest.raises(DyadwireError, match=r"`dyadwire serve` has a page of Russia \(/country/RUS\)"):
        report.command.main(words, standalone_mode=False)


@pytest.mark.parametrize("name", ["articles", "figures", "people"])
def test_no_row_of_one_country_is_said_of_it(lake: Path, name: str) -> None:
    command = import_module(f"dyadwire.pipelines.commands.{name}").command
    assert "this country in this period." in asked(command, lake, "Fiji", "--table")
    assert "this bloc in this period." in asked(command, lake, "EU", "--table")
    with pytest.raises(DyadwireError, match="two countries are wanted"):
        asked(command, lake, "Fiji", "Chad", "Peru")


@pytest.mark.parametrize("name", ["top", "movers", "network", "figures"])
def test_every_plot_is_drawn(busy: Path, lake: Path, tmp_path: Path, name: str) -> None:
    command = import_module(f"dyadwire.pipelines.commands.{name}").command
    words = {"figures": PAIR, "movers": ("--all",)}.get(name, ())
    asked(command, lake if name == "figures" else busy, *words, "--plot", str(tmp_path / "x.svg"))
    drawn = (tmp_path / "x.svg").read_text(encoding="utf-8")
    assert drawn.startswith("<svg")
    assert {"figures": "%", "movers": "China", "top": "126", "network": "Germany"}[name] in drawn


def test_passages_share_a_heading_and_keep_controls_out(capsys: pytest.CaptureFixture[str]) -> None:
    read_out("T", [Passage("head", "one\x1b[2J", "https://x"), Passage("head", "two", "https://x")], "note")
    printed = capsys.readouterr().out
    assert printed.count("head") == 1
    assert "\x1b" not in printed
    assert marked("a\u202eb", [{"start_char": 2, "end_char": 3}]).plain == "a b"


@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".parquet"])
def test_exports_hold_every_row(lake: Path, tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"out{ending}"
    asked(export.command, lake, "article_dyads", "--to", str(target), "--since", "2026-03-01")
    if ending == ".csv":
        found = [row["country_b"] for row in csv.DictReader(io.StringIO(target.read_text(encoding="utf-8")))]
    elif ending == ".jsonl":
        found = [json.loads(line)["country_b"] for line in target.read_text(encoding="utf-8").splitlines()]
    else:
        found = pq.read_table(target)["country_b"].to_pylist()
    assert sorted(found) == ["RUS"] * 7 + ["USA"] * 2
    assert [file.name for file in tmp_path.iterdir()] == [target.name]


def test_the_network_as_graphml(lake: Path, tmp_path: Path) -> None:
    asked(export.command, lake, "network", "--to", str(tmp_path / "n.graphml"))
    graph = ElementTree.parse(tmp_path / "n.graphml").getroot()
    named = "{http://graphml.graphdrawing.org/xmlns}"
    assert len(graph.findall(f".//{named}edge")) == 4
    assert {node.get("id") for node in graph.iter(f"{named}node")} == {"CHN", "RUS", "USA", "DEU", "FRA"}
    keys = {key.get("id"): (key.get("for"), key.get("attr.type")) for key in graph.iter(f"{named}key")}
    assert keys["total_articles"] == ("graph", "long")
    (total,) = graph.findall(f"{named}graph/{named}data[@key='total_articles']")
    for edge in graph.iter(f"{named}edge"):
        weight, share = (float(edge.findtext(f"{named}data[@key='{key}']") or 0) for key in ("weight", "share"))
        assert weight / int(total.text or 0) == pytest.approx(share)


@pytest.mark.parametrize(
    ("table", "target", "told"),
    [("articles", "x.graphml", "ending"), ("articles", "x.xls", "ending"), ("articles", "/proc/x.csv", "can't write")],
)
def test_what_can_not_be_exported_is_told(lake: Path, tmp_path: Path, table: str, target: str, told: str) -> None:
    with pytest.raises(DyadwireError, match=told):
        asked(export.command, lake, table, "--to", str(tmp_path / target))


@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_what_the_database_objects_to_is_told_in_a_line(lake: Path, tmp_path: Path, ending: str) -> None:
    connection = connect(lake, complete=True)
    connection.execute("CREATE OR REPLACE VIEW articles AS SELECT *, error('torn\nfile') FROM base.articles")
    with pytest.raises(DyadwireError, match="torn file"), connection:
        write_rows(connection, "articles", tmp_path / f"out{ending}", None, None)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("command", "given"),
    [
        (export.command, ("articles", "--to", "{lake}/articles/x.parquet")),
        (report.command, ("Russia", "China", "--to", "{lake}/new/x.html")),
        (trend.command, ("Russia", "China", "--plot", "{lake}/x.svg")),
    ],
)
def test_nothing_is_written_into_the_lake(tmp_path: Path, command: click.Command, given: tuple[str, ...]) -> None:
    lake = tmp_path / "lake"
    open_lake(str(lake))
    before = sorted(lake.rglob("*"))
    with pytest.raises(DyadwireError, match="inside the lake"):
        asked(command, lake, *(each.format(lake=lake) for each in given))
    assert sorted(lake.rglob("*")) == before


def test_the_shell_answers_and_goes_on_after_an_error(lake: Path) -> None:
    given = "SELECT nope;\nSELECT count(*) AS n\nFROM article_dyads;\n"
    assert asked(shell.command, lake, "--plain", given=given).endswith("n\n11\n")


@pytest.mark.parametrize("word", ["exit", "QUIT;", " .exit "])
def test_a_word_ends_the_shell(lake: Path, word: str) -> None:
    given = f"SELECT 1 AS n\nWHERE 'x' <> '\nexit\n';\n{word}\nSELECT 2 AS m;\n"
    assert asked(shell.command, lake, "--plain", given=given) == "n\n1\n"


def test_a_lake_in_an_object_store_is_read_through_fsspec(lake: Path) -> None:
    store = fsspec.filesystem("memory")
    for file in lake.rglob("*.parquet"):
        store.pipe_file(f"/bucket/{file.relative_to(lake)}", file.read_bytes())
    with connect("memory://bucket", complete=True) as connection:
        found = connection.execute("SELECT sum(articles) FROM coverage('CHN-RUS')").fetchone()
    assert found == (5,)


def test_a_question_imports_neither_beam_nor_spacy() -> None:
    code = """
import sys
from dyadwire.pipelines.cli import COMMANDS, main
for name in COMMANDS.keys() - {"run", "demo", "extract"}:
    assert main([name, "--help"]) == 0
    heavy = {"apache_beam", "spacy", "vl_convert", "pyarrow", "duckdb", "rich"} & set(sys.modules)
    assert not heavy, (name, heavy)
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.count("--help") == len(COMMANDS) - 3


def test_status_imports_nothing_that_fetches() -> None:
    unwanted = {"httpx", "tldextract", "requests"}
    code = f"import sys, dyadwire.pipelines.collect.health; print({unwanted} & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "set()\n"


def test_an_answer_imports_neither_beam_nor_spacy(lake_of: Callable[..., Path]) -> None:
    code = f"""
import sys
from dyadwire.pipelines.cli import main
for words in (["trend", *{PAIR}], ["verify"], ["migrate"]):
    assert main([*words, "--lake", {str(lake_of((1, 2)))!r}]) == 0
    heavy = {{"apache_beam", "spacy", "vl_convert"}} & set(sys.modules)
    assert not heavy, (words, heavy)
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


def test_an_error_is_one_line_and_exit_code_2(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trend", "Russha", "China", "--lake", str(lake)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("dyadwire: no country or bloc 'Russha'; did you mean Russia")
    assert told.err.count("\n") == 1


@pytest.mark.parametrize("words", [("figures", *PAIR, "--destination"), ("acts", *PAIR, "--actor")])
def test_an_empty_side_is_refused_like_an_unknown_one(
    lake: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert main([*words, "", "--lake", str(lake)]) == 2
    assert capsys.readouterr().err.startswith("dyadwire: no country or bloc ''; ")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_an_answer_that_can_not_be_written_is_told(lake: Path) -> None:
    command = [sys.executable, "-m", "dyadwire.pipelines.cli", "trend", *PAIR, "--lake", str(lake)]
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (2, "dyadwire: can't write the answer: No space left on device\n")


def test_a_reader_that_leaves_early_is_no_error(lake: Path) -> None:
    command = f"{sys.executable} -m dyadwire.pipelines.cli sql 'FROM range(200000)' --lake {lake} | head -1"
    ran = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.stderr) == ("range\n", "")


def test_a_broken_file_in_the_lake_is_told(tmp_path: Path) -> None:
    broken = small_lake(tmp_path)
    part = next(broken.glob("dyad_days/*=2026-03/*.parquet"))
    part.write_bytes(part.read_bytes()[:40])
    with pytest.raises(DyadwireError, match="parquet"):
        asked(top.command, broken)


@pytest.mark.parametrize("what", ["pages", "footer"])
def test_a_damaged_lake_is_named_with_what_proves_it(tmp_path: Path, what: str) -> None:
    lake = small_lake(tmp_path)
    for part in lake.glob("dyad_days/*/*.parquet"):
        content = bytearray(part.read_bytes())
        footer = len(content) - 8 - int.from_bytes(content[-8:-4], "little")
        first, last = (4, footer) if what == "pages" else (footer, footer + 8)
        content[first:last] = b"\xff" * (last - first)
        part.write_bytes(content)
    told = here("sql", "FROM dyad_days", "--lake", lake)
    assert (told.returncode, told.stdout) == (2, "")
    proved = rf"`dyadwire verify --lake {lake}` tells what mends it"
    assert re.fullmatch(rf"dyadwire: the lake {lake} is damaged \(.+\): {proved}\n", told.stderr)


def test_a_file_that_is_gone_is_damage_and_what_was_asked_wrongly_is_none() -> None:
    gone = duckdb.IOException('IO Error: No files found that match the pattern "/l/figures/m=1/part.parquet"')
    assert str(damaged(gone, "/l")).startswith(
        "the lake /l is damaged (figures/m=1/part.parquet is gone): `dyadwire verify"
    )
    assert damaged(duckdb.ConversionException("Conversion Error: no number"), "/l") is None
    long = duckdb.IOException(f'IO Error: No files found that match the pattern "/l/{"x" * 1_000_000}"')
    assert len(str(damaged(long, "/l"))) < 3000
