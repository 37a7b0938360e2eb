"""Figures by kind, unit, size and period; and how they read where texts are not kept."""

import re
import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from dyadwire.pipelines.commands import figures
from dyadwire.schemas.tables import TABLES
from dyadwire.schemas.topics import TOPICS
from tests.pipelines.asking import PAIR, asked, rows
from tests.pipelines.lakes import Newsdesk

pytestmark = pytest.mark.usefixtures("kept_open")

DAY = date(2026, 3, 1)
MONEY = {"kind": "money", "unit": "USD", "currency": "USD", "measure": "trade"}
FIGURES: dict[str, dict[str, Any]] = {
    "2023": MONEY | {"value": 240e9, "period_start": date(2023, 1, 1), "period_end": date(2023, 12, 31)},
    "half": MONEY | {"value": 118e9, "period_start": date(2023, 1, 1), "period_end": date(2023, 6, 30)},
    "2024": MONEY
    | {"value": 245e9, "period_start": date(2024, 1, 1), "period_end": date(2024, 12, 31)}
    | {"qualifier": "forecast"},
    "rise": {"value": 26.0, "kind": "percent", "unit": "%", "measure": "trade", "role": "change", "topic": "trade"},
    "gas": {"value": 38e9, "value_max": 40e9, "kind": "quantity", "unit": "cubic metre", "measure": "supplies"}
    | {"topic": "imports"},
    "men": {"value": 3000.0, "kind": "count", "unit": "Russian soldiers", "topic": "troops"},
    "day": {"value": 5.0, "kind": "duration", "unit": "day", "period_start": date(2023, 5, 2), "qualifier": "plan"},
    "ships": {
        "value": 40.0,
        "kind": "count",
        "unit": "ship",
        "topic": "troops",
        "qualifier": "at least",
        "state": "expected",
    },
    "tanks": {
        "value": 90.0,
        "kind": "count",
        "unit": "tank",
        "topic": "troops",
        "qualifier": "at least",
        "state": "reported",
    },
}


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lake_of(FIGURES.values(), tmp_path_factory.mktemp("figures") / "lake")


def lake_of(told: Iterable[dict[str, Any]], folder: Path) -> Path:
    desk = Newsdesk()
    desk.article("a", DAY, "daily.example", ["CHN-RUS"])
    key = {"article_id": "a", "revision": "r1", "published_date": DAY, "country_a": "CHN", "country_b": "RUS"}
    for place, figure in enumerate(told):
        desk.add("figures", **key, start_char=place, **figure)
    return desk.write(folder)


@pytest.mark.parametrize(
    ("state", "found"), [("expected", {"2024", "day"}), ("reported", set(FIGURES) - {"2024", "day"})]
)
def test_figures_of_a_lake_that_has_no_states_yet_go_by_their_qualifiers(
    lake: Path, tmp_path: Path, state: str, found: set[str]
) -> None:
    before = Path(shutil.copytree(lake, tmp_path / "lake"))
    for path in before.glob("figures/*/part-*.parquet"):
        pq.write_table(pq.ParquetFile(path).read().drop_columns(list(TABLES["figures"].later)), path)
    told = rows(figures.command, before, *PAIR, "--state", state)
    assert sorted(row["value"] for row in told) == sorted(FIGURES[name]["value"] for name in found)


def test_dealings_stand_first_and_durations_last(lake: Path) -> None:
    values = [row["value"] for row in rows(figures.command, lake, *PAIR)]
    assert values[-1] == FIGURES["day"]["value"]
    assert values[:-1] == sorted(values[:-1])  # all of them are of dealings, on one day in one outlet


def test_figures_of_one_country_are_all_that_are_of_it_and_of_whom(tmp_path: Path) -> None:
    desk, key = Newsdesk(), {"article_id": "a", "revision": "r1", "published_date": DAY}
    desk.article("a", DAY, "daily.example", ["CHN-RUS"])
    rise: dict[str, Any] = {"value": 5.0, "kind": "percent", "unit": "%", "measure": "output", "confidence": 0.9}
    whose: list[tuple[str, ...]] = [("RUS",), ("CHN", "RUS"), ("KAZ", "RUS"), ("RUS",), ("CHN",), ()]
    for place, codes in enumerate(whose):
        pair = dict(zip(("country_a", "country_b"), codes, strict=True)) if codes == ("CHN", "RUS") else {}
        desk.add("figures", **key, start_char=place, countries=codes, **rise, **pair)
    lake = desk.write(tmp_path / "lake")
    found = [tuple(row["countries"]) for row in rows(figures.command, lake, "Russia")]
    assert found == [("CHN", "RUS"), ("KAZ", "RUS"), ("RUS",)]  # alike but for whose they are: each once
    assert len(rows(figures.command, lake, "Russia", "--each")) == 4
    assert len(rows(figures.command, lake, *PAIR)) == 1
    said = asked(figures.command, lake, "Russia", "--table")
    assert all(f"{name}: 5" in said for name in ("China–Russia", "Kazakhstan–Russia", "Russia"))
    assert "just the countries before it" in said
    assert "tied to no pair" not in said


def test_what_is_no_dealing_stands_behind(tmp_path: Path) -> None:
    told = [
        {"value": 1.0, "kind": "count", "unit": "club", "topic": "sport"},
        {"value": 2.0, "kind": "count", "unit": "thing"},
        {"value": 3.0, "kind": "count", "unit": "loan", "topic": "loans"},
        {"value": 4.0, "kind": "money", "unit": "USD", "currency": "USD"},
    ]
    found = rows(figures.command, lake_of(told, tmp_path / "lake"), *PAIR)
    assert [row["value"] for row in found] == [3.0, 4.0, 1.0, 2.0]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (("--kind", "money"), {"2023", "half", "2024"}),
        (("--kind", "count"), {"men", "ships", "tanks"}),
        (("--unit", "usd"), {"2023", "half", "2024"}),
        (("--unit", "%"), {"rise"}),
        (("--unit", "soldier"), {"men"}),
        (("--unit", "metre"), {"gas"}),
        (("--unit", "us"), set()),  # neither a currency nor the beginning of a word
        (("--min", "240bn"), {"2023", "2024"}),
        (("--min", "3,000", "--kind", "count"), {"men"}),
        (("--period", "2023"), {"2023", "half", "day"}),
        (("--period", "2023-Q1"), set()),
        (("--period", "2023-05"), {"day"}),
        (("--topic", "imports"), {"gas"}),
        (("--topic", "trade"), {"rise", "gas"}),  # with what is part of it
        (("--topic", "Military"), {"men", "ships", "tanks"}),
        (("--topic", "trade", "--kind", "percent"), {"rise"}),
        (("--topic", "sport"), set()),
        (("--state", "expected"), {"2024", "day", "ships"}),
        (("--state", "Reported", "--kind", "count"), {"men", "tanks"}),
        (("--state", "reported", "--kind", "money"), {"2023", "half"}),
        (("--period", "2023", "--measure", "trade", "--min", "200bn"), {"2023"}),
    ],
)
def test_figures_are_narrowed(lake: Path, words: tuple[str, ...], names: set[str]) -> None:
    wanted = sorted(FIGURES[name]["value"] for name in names)
    assert sorted(row["value"] for row in rows(figures.command, lake, *PAIR, *words)) == wanted
    assert sorted(row["value"] for row in rows(figures.command, lake, *PAIR, *words, "--each")) == wanted


def test_nothing_found_says_that_conditions_may_be_why(lake: Path) -> None:
    text = " ".join(asked(figures.command, lake, *PAIR, "--period", "1999", "--table").split())
    assert "No such figure is known to be about this pair in this period: ask with fewer conditions" in text


@pytest.mark.parametrize("words", [(), ("--confidence", "0"), ("--topic", "trade"), ("--measure", "trade")])
def test_trivial_figures_are_counted_where_there_is_no_other(tmp_path: Path, words: tuple[str, ...]) -> None:
    age = {"value": 54.0, "kind": "count", "trivial": True}
    folder = lake_of([age, age | {"value": 3.0}], tmp_path / "lake")
    text = " ".join(asked(figures.command, folder, *PAIR, *words, "--table").split())
    told = "No figure is known to be about this pair in this period but 2 trivial ones, which no answer shows: ages,"
    assert told in text
    text = " ".join(asked(figures.command, folder, *PAIR, *words, "--table", "--since", "2026-03-02").split())
    assert "No figure is known to be about this pair in this period." in text


@pytest.mark.parametrize("words", [("--min", "much"), ("--kind", "gold"), ("--period", "soon"), ("--topic", "gold")])
def test_what_is_no_condition_is_refused_in_a_line(lake: Path, words: tuple[str, ...]) -> None:
    ran = CliRunner().invoke(figures.command, [*PAIR, *words, "--lake", str(lake)])
    assert ran.exit_code == 2
    assert f"Invalid value for '{words[0]}'" in ran.output


def test_an_amount_whose_words_are_not_kept_has_its_unit(lake: Path) -> None:
    text = asked(figures.command, lake, *PAIR, "--table")
    for amount in ("240 billion USD", "26%", "38 billion to 40 billion cubic metres", "3,000 Russian soldiers"):
        assert re.search(rf"\n{re.escape(amount)}(,| \[|  \()", text), amount


def test_an_unknown_topic_is_told_the_list(lake: Path) -> None:
    ran = CliRunner().invoke(figures.command, [*PAIR, "--topic", "exprots", "--lake", str(lake)])
    assert ran.exit_code == 2
    last = ran.output.strip().splitlines()[-1]
    assert "'exprots'" in last
    assert all(topic in last for topic in TOPICS)


def test_a_topic_tells_how_many_figures_have_none(lake: Path) -> None:
    text = " ".join(asked(figures.command, lake, *PAIR, "--topic", "trade", "--table").split())
    assert "4 more figures about the pair tell no topic." in text
    text = " ".join(asked(figures.command, lake, *PAIR, "--topic", "trade", "--min", "240bn", "--table").split())
    assert "2 more figures about the pair tell no topic." in text
    text = " ".join(asked(figures.command, lake, *PAIR, "--topic", "trade", "--kind", "count", "--table").split())
    assert "tell no topic" not in text
    assert "tells no topic" not in text


def test_the_topic_is_read_out_where_the_measure_does_not_name_it(lake: Path) -> None:
    text = asked(figures.command, lake, *PAIR, "--table")
    assert "38 billion to 40 billion cubic metres, supplies [imports]" in text
    assert "26%, trade" in text
    assert "[trade]" not in text
    assert "3,000 Russian soldiers [troops]" in text
    assert all("topic" in row for row in rows(figures.command, lake, *PAIR))


RATES: dict[str, dict[str, Any]] = {
    "speed": {"value": 350.0, "kind": "quantity", "unit": "kilometre per hour"},
    "way": {"value": 800.0, "kind": "quantity", "unit": "kilometre"},
    "area": {"value": 90.0, "kind": "quantity", "unit": "square kilometre"},
    "oil": {"value": 2e6, "kind": "quantity", "unit": "barrel", "per": "day"},
    "tank": {"value": 3e6, "kind": "quantity", "unit": "barrel"},
    "load": {"value": 5.0, "kind": "quantity", "unit": "pound"},
    "aid": {"value": 7e6, "kind": "money", "unit": "GBP", "currency": "GBP"},
    "price": {"value": 61.0, "kind": "money", "unit": "USD", "currency": "USD", "per": "barrel"},
}


@pytest.fixture(scope="module")
def rates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lake_of(RATES.values(), tmp_path_factory.mktemp("rates") / "lake")


@pytest.mark.parametrize(
    ("unit", "names"),
    [
        ("km/h", {"speed"}),
        ("KMPH", {"speed"}),
        ("kilometers per hour", {"speed"}),
        ("km", {"way"}),
        ("sq km", {"area"}),
        ("barrels", {"oil", "tank"}),
        ("bpd", {"oil"}),
        ("barrels a day", {"oil"}),
        ("pounds", {"load", "aid"}),
        ("£", {"aid"}),
        ("dollars", {"price"}),
        ("dollars a barrel", {"price"}),
        ("euros", set()),
    ],
)
def test_units_are_asked_for_as_people_call_them(rates: Path, unit: str, names: set[str]) -> None:
    wanted = sorted(RATES[name]["value"] for name in names)
    for each in ((), ("--each",)):
        assert sorted(row["value"] for row in rows(figures.command, rates, *PAIR, "--unit", unit, *each)) == wanted


@pytest.mark.slow
def test_what_a_unit_was_read_as_is_told_and_near_ones_of_an_unknown_one(rates: Path) -> None:
    text = " ".join(asked(figures.command, rates, *PAIR, "--unit", "km/h", "--table").split())
    assert "km/h is read as kilometre per hour." in text
    assert "is read as" not in asked(figures.command, rates, *PAIR, "--unit", "barrels", "--table")
    told = "No figure about this pair is in 'barels'; did you mean barrels"
    assert told in " ".join(asked(figures.command, rates, *PAIR, "--unit", "barels", "--table").split())
    ran = CliRunner().invoke(figures.command, [*PAIR, "--unit", "barels", "--csv", "--lake", str(rates)])
    assert told in ran.stderr


def test_a_unit_that_only_other_figures_have_is_not_called_unknown(lake: Path) -> None:
    text = asked(figures.command, lake, *PAIR, "--unit", "soldiers", "--min", "9bn", "--table")
    assert "ask with fewer conditions" in " ".join(text.split())


def test_a_side_tells_what_is_asked_for_and_how_many_figures_tell_no_origin(tmp_path: Path) -> None:
    sold, bought = ({"origin": one, "destination": other} for one, other in (("CHN", "RUS"), ("RUS", "CHN")))
    told = [MONEY | sold | {"value": 68e9}, MONEY | bought | {"value": 82e9}, MONEY | {"value": 240e9}]
    folder = lake_of(told, tmp_path / "lake")
    text = " ".join(asked(figures.command, folder, *PAIR, "--origin", "China", "--min", "5bn", "--table").split())
    assert "Figures about Russia–China, at least 5 billion, from China, " in text
    assert "68 billion USD" in text
    assert "82 billion USD" not in text
    assert "1 more such figure tells no origin." in text
