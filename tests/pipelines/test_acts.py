"""Acts, from texts to answers: who did what to whom, once however often it is told."""

import json
import re
import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pyarrow.parquet as pq
import pytest

import dyadwire
from dyadwire.pipelines.ask.left_out import left_out_of_all
from dyadwire.pipelines.ask.query import connect, rows
from dyadwire.pipelines.ask.questions.acts import passage
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.repair import has_columns_of
from dyadwire.pipelines.serve.app import make_app
from dyadwire.pipelines.serve.served_lake import ServedLake
from dyadwire.schemas.tables import TABLES
from dyadwire.transforms.text.decide.acts.codes import CLASSES
from tests.pipelines.lakes import Newsdesk
from tests.pipelines.runs import here
from tests.pipelines.told_acts import AID, NEWS, made

pytestmark = pytest.mark.usefixtures("kept_open")

WAYS = ("actor", "recipient")


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("acts"), NEWS)


def ask(lake: Path, *words: str) -> list[dict[str, Any]]:
    told = here("acts", *words, "--lake", lake, "--json")
    assert told.returncode == 0, told.stderr
    found: list[dict[str, Any]] = json.loads(told.stdout)
    return found


def test_each_act_has_its_sentence_and_link(lake: Path) -> None:
    found = ask(lake, "Turkey", "Syria")
    assert [(row["actor"], row["recipient"], row["code"], row["text"]) for row in found] == [
        ("TUR", "SYR", "AID", AID)
    ] * 3
    assert [row["published_date"] for row in found] == ["2026-03-20", "2026-03-03", "2026-03-02"]
    assert {row["url"] for row in found} == {f"https://{outlet}/{n}" for n, (outlet, _, _) in enumerate(NEWS[:3])}


@pytest.mark.parametrize(
    ("filters", "many"),
    [
        (("--class", "all"), 3),
        (("--class", "cooperation"), 3),
        (("--class", "conflict"), 0),
        (("--code", "aid", "--limit", "2"), 2),
        (("--actor", "Turkey"), 3),
        (("--actor", "Syria"), 0),
        (("--since", "2026-03-10"), 1),
    ],
)
def test_filters(lake: Path, filters: tuple[str, ...], many: int) -> None:
    assert len(ask(lake, "Turkey", "Syria", *filters)) == many


def test_the_actor_is_one_of_the_two_or_of_their_members(lake: Path) -> None:
    actors = ("NATO:members", "Turkey", "Germany", "Syria")
    assert [len(ask(lake, "NATO:members", "Syria", "--actor", actor)) for actor in actors] == [3, 3, 0, 0]
    told = here("acts", "Turkey", "Syria", "--actor", "France", "--lake", lake)
    assert (told.returncode, told.stderr) == (2, "dyadwire: --actor France is neither Turkey nor Syria\n")


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        (("USA", "Russia"), "--actor United States and --recipient Russia: neither is China"),
        (("USA", "USA"), "--actor and --recipient are both United States: an act is of two sides"),
    ],
)
def test_two_sides_that_the_subject_has_no_act_of_are_refused(lake: Path, asked: tuple[str, ...], refusal: str) -> None:
    told = here("acts", "China", "--actor", asked[0], "--recipient", asked[1], "--lake", lake)
    assert (told.returncode, told.stderr) == (2, f"dyadwire: {refusal}\n")
    assert ask(lake, "Turkey", "--actor", "EU:members", "--recipient", "Syria") == []


def test_the_page_of_acts_has_the_filters_of_the_command(lake: Path) -> None:
    served = ServedLake(str(lake), 60)
    client = make_app(served).test_client()

    def found(query: str) -> int:
        return len(client.get(f"/pair/SYR-TUR/acts.json?{query}").json["rows"])

    queries = ("", "actor=Turkey", "actor=Syria", "recipient=Syria", "class=conflict", "code=aid")
    assert [found(query) for query in queries] == [3, 3, 0, 3, 0, 3]
    refused = client.get("/pair/SYR-TUR/acts?actor=France")
    assert refused.status_code == 400
    assert "“Who acts” France is neither Syria nor Turkey" in refused.text
    assert 'name="actor"' in client.get("/pair/SYR-TUR/acts").text
    served.close()


def test_a_bloc_is_itself_and_its_members_are_asked_apart(lake: Path) -> None:
    assert [(row["actor"], row["code"]) for row in ask(lake, "EU", "Russia")] == [("EU", "SANCTION")]
    assert ask(lake, "EU:members", "Russia") == []
    told = here("acts", "EU", "Russia", "--lake", lake, "--table").stdout
    assert "EU is the bloc itself" in told
    assert re.search(r"EU → Russia, SANCTION \(material conflict; likely 0\.\d\d\)", " ".join(told.split()))


@pytest.mark.parametrize("words", [("Russia", "Russia"), ("Atlantis", "Russia"), ("Russia:members", "Peru")])
def test_what_is_no_pair_of_sides_is_told_in_a_line(lake: Path, words: tuple[str, str]) -> None:
    told = here("acts", *words, "--lake", lake)
    assert told.returncode == 2
    assert len(told.stderr.strip().splitlines()) == 1


def test_an_act_told_again_the_next_day_is_one(lake: Path) -> None:
    question = "SELECT first_date, outlets, articles, outlet FROM act_groups WHERE code = 'AID' ORDER BY first_date"
    with connect(str(lake)) as connection:
        found = rows(connection, question)[1]
    assert [(str(day), *rest) for day, *rest in found] == [
        ("2026-03-02", 2, 2, "one.example"),
        ("2026-03-20", 1, 1, "two.example"),
    ]


def test_what_goes_on_for_days_is_an_act_on_every_second_date(tmp_path: Path) -> None:
    days = [f"2026-03-0{day}" for day in (1, 2, 3, 4, 5, 8)]
    lake = made(tmp_path, [("one.example", day, f"{AID} Lorries crossed on {day}.") for day in days])
    found = ask(lake, "Turkey", "Syria", "--once")
    assert [(row["published_date"], row["last_date"]) for row in found] == [
        ("2026-03-08", "2026-03-08"),
        ("2026-03-05", "2026-03-05"),
        ("2026-03-03", "2026-03-04"),
        ("2026-03-01", "2026-03-02"),
    ]


@pytest.mark.parametrize("words", [(), ("--class", "cooperation"), ("--actor", "Turkey"), ("--confidence", "0.1")])
def test_each_act_can_be_listed_once_as_it_is_counted(lake: Path, words: tuple[str, ...]) -> None:
    found = ask(lake, "Turkey", "Syria", "--once", *words)
    columns = ("published_date", "outlet", "outlets", "last_date", "sentences", "text")
    assert [tuple(row[name] for name in columns) for row in found] == [
        ("2026-03-20", "two.example", 1, "2026-03-20", 1, AID),
        ("2026-03-02", "one.example", 2, "2026-03-03", 2, AID),
    ]
    told = here("acts", "Turkey", "Syria", "--once", "--lake", lake, "--table").stdout
    assert re.search(r"AID \(material cooperation; likely 0\.\d\d; 2 outlets, 2 sentences\)", " ".join(told.split()))
    assert "\nEach with its likeliest sentence; without --once all sentences are listed.\n" in told


def test_listed_once_acts_are_of_dates_as_counts_are(lake: Path) -> None:
    assert ask(lake, "Turkey", "Syria", "--once", "--since", "2026-03-03", "--until", "2026-03-10") == []
    assert ask(lake, "Turkey", "Syria", "--once", "--class", "conflict") == []
    refused = here("acts", "Turkey", "Syria", "--once", "--language", "en", "--lake", lake)
    assert (refused.returncode, refused.stderr) == (
        2,
        "dyadwire: --once counts acts, not articles: leave out --language\n",
    )


def asked(lake: Path, *words: str) -> list[dict[str, Any]]:
    told = here(*words, "--lake", lake, "--json")
    assert told.returncode == 0, told.stderr
    found: list[dict[str, Any]] = json.loads(told.stdout)
    return found


def test_a_trend_of_a_class_counts_each_act_once(lake: Path) -> None:
    found = asked(lake, "trend", "Turkey", "Syria", "--class", "cooperation", "--by", "month")
    assert [(row["period"], row["cooperation"], row["conflict"]) for row in found] == [("2026-03-01", 2, 0)]
    assert found[0]["material_cooperation"] == 2
    days = asked(lake, "trend", "EU", "Russia", "--class", "material conflict", "--by", "day")
    assert [row["period"] for row in days if row["material_conflict"]] == ["2026-03-04"]
    assert {row["conflict"] for row in days if not row["collected_days"]} <= {None}


def test_acts_of_one_country_are_those_of_its_pairs(lake: Path) -> None:
    found = asked(lake, "trend", "Syria", "--class", "all", "--by", "year")
    ranked = asked(lake, "top", "Syria", "--class", "all")
    assert sum(row["cooperation"] + row["conflict"] for row in found) == sum(row["acts"] for row in ranked) > 0
    assert {row["dyad"] for row in found} == {"SYR"}
    (one,) = (row for row in found if row["cooperation"])
    assert (one["cooperation_from"], one["cooperation_to"]) == (0, 2)  # it is aided, and aids nobody
    told = here("trend", "Syria", "--class", "cooperation", "--by", "year", "--lake", lake, "--table").stdout
    assert told.startswith("Acts of cooperation of Syria by year")
    assert "From it are acts that it does" in told


def test_a_sentence_of_a_copy_says_so() -> None:
    row = {"actor": "RUS", "recipient": "CHN", "mutual": False, "code": "AID", "status": "done", "past": False}
    row |= {"period_start": None, "period_end": None, "published_date": date(2026, 3, 1), "outlet": "two.example"}
    row |= {"act_class": "material cooperation", "confidence": 0.9, "text": "", "url": "", "sentence_start": 0}
    row |= {"start_char": 0, "end_char": 0, "is_original": False}
    assert passage(row).heading.endswith("(material cooperation; likely 0.90; copy)")
    assert passage(row | {"is_original": True}).heading.endswith("(material cooperation; likely 0.90)")
    assert "copy" not in passage(row | {"outlets": 2}).heading  # as counted, with all who told it


def test_a_chart_of_acts_has_both_sides_of_its_line(lake: Path, tmp_path: Path) -> None:
    asked = ("trend", "EU", "Russia", "--class", "all", "--by", "day")
    drawn = here(*asked, "--plot", tmp_path / "acts.svg", "--lake", lake)
    assert drawn.returncode == 0, drawn.stderr
    text = (tmp_path / "acts.svg").read_text(encoding="utf-8")
    assert "Acts between the EU and Russia" in text
    assert "material conflict, 2026-03-04: 1" in text


def test_acts_of_one_side_are_those_that_it_does_and_those_done_to_it(lake: Path) -> None:
    found = ask(lake, "Syria")
    assert found == ask(lake, "Syria", "Turkey") == ask(lake, "Turkey", "--code", "aid")
    counts = {("Turkey", "--actor", "Turkey"): 3, ("Turkey", "--recipient", "Turkey"): 0, ("Peru",): 0}
    counts |= {("Syria", "--actor", "Turkey"): 3, ("Syria", "--recipient", "Syria", "--class", "cooperation"): 3}
    counts |= {("EU:members",): 0, ("NATO:members",): 3, ("EU", "--once"): 1, ("Syria", "--once"): 2}
    assert {words: len(ask(lake, *words)) for words in counts} == counts
    told = here("acts", "Syria", "--lake", lake, "--table").stdout
    assert told.startswith("What Syria and others do to one another, 2026-03-02 to 2026-03-20")
    told = here("acts", "Peru", "--lake", lake, "--table").stdout
    assert "No act that it does, or that is done to it, is known from this period." in told
    with dyadwire.open(lake) as opened:
        assert len(opened.acts("Syria", recipient="Syria")) == 3
        assert opened.acts("Syria").columns == opened.sql("FROM acts_of_side('SYR')").columns
    refused = here("acts", "Turkey-Syria", "EU-Russia", "--lake", lake)
    assert refused.stderr == "dyadwire: this question takes one pair, such as Russia-China, or one country\n"


def test_no_act_under_conditions_is_not_told_as_none_at_all(lake: Path) -> None:
    for words in (("Turkey", "Syria"), ("Syria",)):
        for condition in (("--class", "conflict"), ("--code", "protest"), ("--confidence", "1")):
            told = " ".join(here("acts", *words, *condition, "--lake", lake, "--table").stdout.split())
            assert "No such act " in told
            assert "is known from this period: ask with fewer conditions to see what is." in told
    told = here("acts", "Syria", "--on", "2026-03-10", "--lake", lake, "--table").stdout
    assert told.index("Nothing was collected in this period.") < told.index("No act that it does")


@pytest.mark.parametrize("side", ["RUS", "EU", "EU:members"])
def test_acts_of_one_side_are_listed_as_they_are_counted(demo: tuple[Path, CompletedProcess[str]], side: str) -> None:
    listed = asked(demo[0], "acts", side, "--once")
    (counted,) = asked(demo[0], "trend", side, "--class", "all", "--by", "year")
    assert len(listed) == counted["cooperation"] + counted["conflict"] > 0
    ways = [len(asked(demo[0], "acts", side, "--once", "--class", "conflict", f"--{way}", side)) for way in WAYS]
    assert ways == [counted["conflict_from"], counted["conflict_to"]]
    told = here("acts", side, "--once", "--class", "conflict", "--lake", demo[0], "--table").stdout
    told_of_trend = here("trend", side, "--class", "conflict", "--lake", demo[0], "--table").stdout.replace(
        " of conflict", ""
    )
    left_out = re.findall(r"Left out: \d+ acts", told)
    assert left_out == re.findall(r"Left out: \d+ acts", told_of_trend)


@pytest.mark.parametrize("of_class", ["conflict", "verbal cooperation"])
def test_a_trend_of_a_class_tells_and_draws_that_class_alone(
    demo: tuple[Path, CompletedProcess[str]], tmp_path: Path, of_class: str
) -> None:
    asked = ("trend", "Russia", "China", "--by", "month", "--lake", demo[0], "--class")
    told = here(*asked, of_class, "--table", "--plot", tmp_path / "acts.svg").stdout
    every = here(*asked, "all", "--table").stdout
    assert told.startswith(f"Acts of {of_class} between Russia and China by month")
    drawn = set(re.findall(r"(\w+ \w+), 2026-\d\d: \d+", (tmp_path / "acts.svg").read_text(encoding="utf-8")))
    assert drawn
    assert all(name.endswith(of_class) for name in drawn)
    counts = [int(re.findall(r"Left out: (\d+) acts", text)[0]) for text in (told, every)]
    assert f"{counts[0]} acts of {of_class} less likely" in told
    assert 0 < counts[0] < counts[1]
    with connect(str(demo[0])) as connection:
        listed = "FROM acts_counted_of('CHN-RUS', $of_class, at_confidence := 0) WHERE confidence < 0.5"
        assert counts[0] == len(rows(connection, listed, of_class=of_class)[1])


@pytest.mark.parametrize("option", [("--share",), ("--outlet", "one.example"), ("--mean", "2")])
def test_what_is_of_articles_is_refused_beside_a_class(lake: Path, option: tuple[str, ...]) -> None:
    told = here("trend", "EU", "Russia", "--class", "all", *option, "--lake", lake)
    assert told.returncode == 2
    assert told.stderr.rstrip().endswith(f"leave out {option[0]}")


def test_pairs_rank_by_the_acts_of_a_class(lake: Path) -> None:
    found = asked(lake, "top", "--class", "conflict")
    assert [(row["pair"], row["acts"], row["codes"]) for row in found] == [("EU–Russia", 1, "SANCTION")]
    assert [row["dyad"] for row in asked(lake, "top", "Turkey", "--class", "all")] == ["SYR-TUR"]


def test_lists_of_acts_that_were_cut_say_so(lake: Path) -> None:
    for name, cut in (("top", "1 of 2 pairs"), ("network", "1 of 2 edges")):
        told = here(name, "--class", "all", "--limit", "1", "--lake", lake, "--table").stdout
        assert f"The first {cut}: --limit takes more." in told
        assert "The first" not in here(name, "--class", "all", "--limit", "2", "--lake", lake, "--table").stdout


def test_edges_go_from_who_acts_to_whom(lake: Path, tmp_path: Path) -> None:
    found = asked(lake, "network", "--class", "all", "--plot", str(tmp_path / "acts.svg"))
    assert [(row["source"], row["target"], row["weight"]) for row in found] == [("TUR", "SYR", 2), ("EU", "RUS", 1)]
    drawn = (tmp_path / "acts.svg").read_text(encoding="utf-8")
    assert "acts of either to the other" in drawn
    assert "Turkey: 2 acts" in drawn
    assert "article" not in re.sub("[0-9]+ articles? analysed", "", drawn)


def test_acts_that_changed(lake: Path, tmp_path: Path) -> None:
    moved = ("movers", "--class", "cooperation", "--all", "--minimum", "1", "--until", "2026-03-20")
    found = asked(lake, *moved, "--plot", str(tmp_path / "acts.svg"))
    assert [(row["dyad"], row["recent"]) for row in found] == [("SYR-TUR", 1)]
    drawn = (tmp_path / "acts.svg").read_text(encoding="utf-8")
    assert ">acts<" in drawn
    assert "original articles" not in drawn
    assert asked(lake, *moved[:2], "conflict", "--all", "--minimum", "1", "--until", "2026-03-20") == []


WAR = "Turkey bombed Syria"
OF_THE_PAST = (
    (
        "one.example",
        "2026-03-02",
        f"{WAR} in 2014. The towns along the border were rebuilt in the years that followed, with money from abroad.",
    ),
    (
        "two.example",
        "2026-03-02",
        f"{WAR} on Sunday. Rain fell in the hills all day, and the roads were closed until late in the evening.",
    ),
    (
        "two.example",
        "2026-03-03",
        f"{WAR} in 2014, and again the next summer. A book about it has been printed, and the first copies are sold.",
    ),
    (
        "one.example",
        "2026-03-20",
        f"{WAR} in February. It was a cold month, and the schools of the towns nearby had been closed for a week.",
    ),
)
UNLIKELY = "FROM act_groups WHERE status <> 'denied' AND NOT past AND confidence < 0.5"
LEFT_OUT = "Left out: 1 act of the past."


@pytest.fixture(scope="module")
def with_past(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("past"), OF_THE_PAST)


def test_an_act_of_the_past_is_told_and_is_none_of_this_month(with_past: Path) -> None:
    told = [(row["published_date"], row["period_text"], row["past"]) for row in ask(with_past, "Turkey", "Syria")]
    assert told == [
        ("2026-03-20", "February", False),
        ("2026-03-03", "2014", True),
        ("2026-03-02", "2014", True),
        ("2026-03-02", "Sunday", False),
    ]
    counted = asked(with_past, "sql", "SELECT past, count(*) AS acts FROM acts GROUP BY ALL ORDER BY ALL")
    assert counted == [{"past": False, "acts": 2}, {"past": True, "acts": 2}]
    text = " ".join(here("acts", "Turkey", "Syria", "--lake", with_past, "--table").stdout.split())
    assert "Turkey → Syria, ASSAULT, 2014, past (material conflict; " in text
    assert "Turkey → Syria, ASSAULT, February 2026 (material conflict; " in text


@pytest.mark.parametrize(
    ("words", "column", "counts"),
    [
        (("trend", "Turkey", "Syria", "--class", "conflict", "--by", "month"), "conflict", [2]),
        (("top", "--class", "conflict"), "acts", [2]),
        (("network", "--class", "conflict"), "weight", [2]),
        (("movers", "--class", "conflict", "--all", "--minimum", "1", "--until", "2026-03-20"), "expected", [1 / 3]),
        (("acts", "Turkey", "Syria", "--once"), "articles", [1, 1]),
    ],
    ids=lambda given: given[0] if isinstance(given, tuple) else "",
)
def test_all_counts_leave_out_what_is_of_the_past_and_say_so(
    with_past: Path, words: tuple[str, ...], column: str, counts: list[float]
) -> None:
    assert [row[column] for row in asked(with_past, *words)] == pytest.approx(counts)
    left_out = LEFT_OUT.replace(" of", " of conflict of", "--class" in words)
    assert left_out in " ".join(here(*words, "--lake", with_past, "--table").stdout.split())
    assert f"dyadwire: {left_out}" in here(*words, "--lake", with_past).stderr  # in a pipe, which has no note


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "pair"),
    [(("top", "--class", "all"), ""), (("trend", "Russia", "China", "--class", "all"), "AND actor IN ('RUS', 'CHN')")],
)
def test_counts_leave_out_what_is_not_likely_enough_and_say_so(
    demo: tuple[Path, CompletedProcess[str]], words: tuple[str, ...], pair: str
) -> None:
    pair += pair.replace("actor", "recipient")
    with connect(str(demo[0])) as connection:
        ((unlikely,),) = rows(connection, f"SELECT count(*) {UNLIKELY} {pair}")[1]
    told = f"Left out: {unlikely} acts less likely than 0.5 (--confidence 0 counts them)"
    assert unlikely > 1
    assert f"\n{told}, " in here(*words, "--lake", demo[0], "--table").stdout
    # In a pipe, which has no note.
    in_pipe = here(*words, "--lake", demo[0]).stderr
    assert re.search(
        re.escape(f" {told}, ") + r"\d+ of the past\. \d+ articles analysed\. 2 more have no date and are left out\.\n",
        in_pipe,
    )
    for asked_for in ("0", "0.5"):
        assert "less likely" not in here(*words, "--lake", demo[0], "--table", "--confidence", asked_for).stdout


@pytest.mark.slow
def test_each_day_leaves_out_the_unlikely_acts_that_began_on_it(demo: tuple[Path, CompletedProcess[str]]) -> None:
    asked_for = f"SELECT first_date, count(*) {UNLIKELY} GROUP BY ALL"
    with connect(str(demo[0]), complete=True) as connection:
        unlikely = dict(connection.sql(asked_for).fetchall())
        days = [day for (day,) in connection.sql("SELECT published_date FROM calendar()").fetchall()]
        told = {day: left_out_of_all(connection, (day, day), of_class=None, confidence=None).unlikely for day in days}
    assert {day: acts for day, acts in told.items() if acts} == unlikely != {}


def test_what_two_ask_of_one_another_is_told_once(tmp_path: Path) -> None:
    told = "India and Pakistan asked each other to free prisoners. Rain fell in the hills all day, until the evening."
    asking = made(tmp_path, [("one.example", "2026-03-02", told)])
    assert [row["requests"] for row in asked(asking, "network", "--class", "conflict")] == [1, 1]
    for name in ("top", "network"):
        assert "Of 1 act of conflict 1 asks" in here(name, "--class", "conflict", "--lake", asking).stderr


MEETING = (
    (
        "one.example",
        "2026-03-02",
        "The president of Turkey visited Syria. Rain fell in the hills all day, and the roads were closed until night.",
    ),
    (
        "two.example",
        "2026-03-02",
        "Turkey and Syria held talks in Damascus. A train stood in the snow for hours, and its passengers ate nothing.",
    ),
    (
        "two.example",
        "2026-03-20",
        "The president of Syria visited Turkey. The harvest of olives was poor this year, and oil has become dear.",
    ),
)


@pytest.mark.slow
def test_a_visit_and_the_talks_of_both_are_one_meeting(tmp_path: Path) -> None:
    lake = made(tmp_path, MEETING)
    told = [(row["actor"], row["code"], row["mutual"]) for row in ask(lake, "Turkey", "Syria")]
    assert told == [("SYR", "CONSULT", False), ("TUR", "CONSULT", False), ("TUR", "CONSULT", True)]
    once = ask(lake, "Turkey", "Syria", "--once")
    assert [(row["published_date"], row["mutual"], row["outlets"]) for row in once] == [
        ("2026-03-20", False, 1),
        ("2026-03-02", True, 2),
    ]
    assert [len(ask(lake, "Turkey", "Syria", "--once", "--actor", side)) for side in ("Turkey", "Syria")] == [1, 2]


def test_python_is_warned_of_acts_that_counts_leave_out(with_past: Path) -> None:
    with dyadwire.open(with_past) as opened:
        questions = (
            lambda: opened.trend("Turkey", "Syria", of_class="conflict"),
            lambda: opened.acts("Turkey", "Syria", once=True),
            lambda: opened.top(of_class="conflict"),
            lambda: opened.network(of_class="conflict"),
            lambda: opened.movers(of_class="conflict", until="2026-03-20"),
        )
        for question in questions:
            with pytest.warns(UserWarning, match=r"Left out: 1 act (of conflict )?of the past\."):
                question()


@pytest.mark.slow
def test_where_all_acts_are_of_the_past_none_is_counted_and_they_are_told(tmp_path: Path) -> None:
    lake, page = made(tmp_path, OF_THE_PAST[:1]), tmp_path / "page.html"
    assert asked(lake, "acts", "Turkey", "Syria", "--once") == []
    assert here("report", "Turkey", "Syria", "--lake", lake, "-o", page).returncode == 0
    listed = here("acts", "Turkey", "Syria", "--once", "--lake", lake, "--table").stdout
    for told in (listed, page.read_text(encoding="utf-8")):
        assert f"No act of the two is known from this period. {LEFT_OUT}" in " ".join(told.split())


def test_acts_of_the_past_are_asked_for_in_sql_and_are_none_of_gdelt(with_past: Path) -> None:
    with connect(str(with_past)) as connection:
        counts = [
            rows(connection, f"SELECT count(*) FROM {asked}")[1][0][0]
            for asked in (
                "acts_counted()",
                "acts_counted(of_past := true)",
                "acts_counted(of_past := NULL)",
                "acts_counted_of('SYR-TUR', of_past := true)",
                "act_groups WHERE past",
                "acts_as_gdelt",
                "acts_as_polecat",
            )
        ]
        dates = rows(connection, "SELECT first_date, last_date, articles FROM act_groups WHERE past")[1]
    assert counts == [2, 1, 3, 1, 1, 2, 2]
    assert [(str(first), str(last), many) for first, last, many in dates] == [("2026-03-02", "2026-03-03", 2)]


def test_a_lake_whose_acts_have_no_time_yet_counts_them_all(with_past: Path, tmp_path: Path) -> None:
    lake = Path(shutil.copytree(with_past, tmp_path / "lake"))
    without(TABLES["acts"].later, lake.glob("acts/*/part-*.parquet"))
    assert [row["past"] for row in ask(lake, "Turkey", "Syria")] == [False] * 4
    assert [row["conflict"] for row in asked(lake, "trend", "Turkey", "Syria", "--class", "all", "--by", "month")] == [
        2
    ]


def without(columns: Iterable[str], paths: Iterable[Path]) -> None:
    for path in paths:
        pq.write_table(pq.ParquetFile(path).read().drop_columns(list(columns)), path)


@pytest.mark.parametrize("columns", [("background",), TABLES["acts"].later])
def test_files_of_acts_as_earlier_lakes_have_them_are_sound(
    with_past: Path, tmp_path: Path, columns: tuple[str, ...]
) -> None:
    lake = Path(shutil.copytree(with_past, tmp_path / "lake"))
    empty = [*lake.glob("acts/*/part-empty.parquet")]
    without(columns, empty)
    assert empty
    assert all(has_columns_of("acts", pq.read_schema(path)) for path in empty)
    told = here("verify", "--lake", lake)
    assert (told.returncode, told.stdout, told.stderr[:7]) == (0, "", "sound: ")


def test_export_like_gdelt_and_polecat(lake: Path, tmp_path: Path) -> None:
    for like in ("gdelt", "polecat"):
        told = here("export", "acts", "--like", like, "-o", tmp_path / f"{like}.jsonl", "--lake", lake)
        assert told.returncode == 0, told.stderr
    gdelt, polecat = (
        [json.loads(line) for line in (tmp_path / f"{like}.jsonl").read_text("utf-8").splitlines()]
        for like in ("gdelt", "polecat")
    )
    columns = ("SQLDATE", "Actor1Code", "Actor1CountryCode", "EventRootCode", "QuadClass", "NumArticles")
    assert [tuple(row[name] for name in columns) for row in gdelt] == [
        (20260302, "TUR", "TUR", "07", 2, 2),
        (20260304, "EU", None, "16", 4, 1),
        (20260320, "TUR", "TUR", "07", 2, 1),
    ]
    types = [(row["Event Date"], row["Event Type"], row["Quad Code"]) for row in polecat]
    assert types[1] == ("2026-03-04", "SANCTION", "MATERIAL CONFLICT")
    refused = here("export", "figures", "--like", "gdelt", "-o", tmp_path / "no.csv", "--lake", lake)
    assert refused.returncode == 2


def test_countries_have_the_codes_of_the_list_that_gdelt_publishes(tmp_path: Path) -> None:
    desk = Newsdesk()
    day = date(2026, 3, 2)
    desk.article("a", day, "one.example", ["CHN-RUS"])
    for at, (actor, recipient) in enumerate([("CHN", "ROU"), ("EU", "MNE"), ("TLS", "IMN"), ("XKX", "COD")]):
        told = {"sentence": at, "actor": actor, "recipient": recipient, "status": "done", "confidence": 0.9}
        key = {"article_id": "a", "revision": "r1", "published_date": day}
        desk.add("acts", **key, **told, code="AID", act_class="material cooperation")
    with connect(desk.write(tmp_path)) as connection:
        columns = "Actor1Code, Actor1CountryCode, Actor2Code, Actor2CountryCode"
        found = rows(connection, f"SELECT {columns} FROM acts_as_gdelt")[1]
    assert sorted(found) == [
        ("CHN", "CHN", "ROM", "ROM"),
        ("EU", None, "MTN", "MTN"),
        ("TMP", "TMP", "IMY", "IMY"),
        ("XKX", "XKX", "COD", "COD"),
    ]


def test_every_code_has_a_root_of_cameo_and_the_class_that_gdelt_has_for_it(tmp_path: Path) -> None:
    desk = Newsdesk()
    day = date(2026, 3, 2)
    desk.article("a", day, "one.example", ["CHN-RUS"])
    for at, (code, act_class) in enumerate(CLASSES.items()):
        told = {"sentence": at, "actor": "CHN", "recipient": "RUS", "status": "done", "confidence": 0.9}
        key = {"article_id": "a", "revision": "r1", "published_date": day}
        desk.add("acts", **key, **told, code=code, act_class=act_class)
    with connect(desk.write(tmp_path)) as connection:
        found = rows(connection, 'SELECT "EventRootCode", "QuadClass" FROM acts_as_gdelt ORDER BY ALL')[1]
    verbal = [("03", 1), ("04", 1), ("05", 1), ("10", 3), ("11", 3), ("12", 3), ("13", 3)]
    material = [("06", 2), ("07", 2), ("08", 2), ("08", 2), ("15", 4), ("16", 4), ("17", 4), ("19", 4)]
    assert found == sorted([*verbal, *material, ("14", 3)])  # a protest is verbal conflict to GDELT


def test_what_is_only_planned_is_an_intent_to_gdelt_or_left_out_and_told(tmp_path: Path) -> None:
    desk = Newsdesk()
    day = date(2026, 3, 2)
    desk.article("a", day, "one.example", ["CHN-RUS"])
    told = (("AID", "planned"), ("COOPERATE", "done"), ("SANCTION", "planned"), ("ASSAULT", "denied"))
    for at, (code, status) in enumerate(told):
        key = {"article_id": "a", "revision": "r1", "published_date": day, "actor": "CHN", "recipient": "RUS"}
        desk.add("acts", **key, sentence=at, status=status, code=code, act_class=CLASSES[code], confidence=0.9)
    lake = desk.write(tmp_path)
    with connect(lake, complete=True) as connection:
        found = connection.execute('SELECT "EventRootCode", "QuadClass" FROM acts_as_gdelt ORDER BY ALL').fetchall()
    assert found == [("03", 1), ("06", 2)]
    planned = ", 1 of conflict only planned, for which CAMEO has no code"
    for like, more in (("gdelt", planned), ("polecat", "")):
        lines = here("export", "acts", "--like", like, "-o", tmp_path / "a.csv", "--lake", lake).stderr.splitlines()
        assert lines[1:] == [f"Left out: 1 act denied{more}."]


def test_a_class_that_is_none_is_an_error_and_no_zero(lake: Path) -> None:
    with (
        connect(str(lake), complete=True) as connection,
        pytest.raises(DyadwireError, match="no such class of acts: 'war'"),
    ):
        rows(connection, "FROM top_acts('war')")


def test_a_bloc_is_a_side_of_pairs_and_trends(lake: Path) -> None:
    assert sum(row["mentioned_articles"] or 0 for row in asked(lake, "trend", "EU", "Russia")) == 1
    assert sum(row["mentioned_articles"] or 0 for row in asked(lake, "trend", "EU:members", "Russia")) == 0
    told = here("trend", "EU", "Russia", "--lake", lake, "--table").stdout
    assert "EU is the bloc itself: what names only a member is not counted" in " ".join(told.split())


def test_undated_articles_tell_acts_and_have_an_outlet(tmp_path: Path) -> None:
    news = {
        "url": "https://one.example/1",
        "title": "Note",
        "text": f"{AID} The lorries crossed at noon, said a driver.",
    }
    (tmp_path / "news.jsonl").write_text(json.dumps(news) + "\n", encoding="utf-8")
    assert here("run", tmp_path / "news.jsonl", "--lake", tmp_path / "lake").returncode == 0
    (act,) = ask(tmp_path / "lake", "TUR", "SYR")
    assert (act["published_date"], act["actor"], act["recipient"], act["code"]) == (None, "TUR", "SYR", "AID")
    told = here("acts", "TUR", "SYR", "--lake", tmp_path / "lake", "--table").stdout
    assert "1 article without a date is looked at as well" in " ".join(told.split())
    assert ask(tmp_path / "lake", "TUR", "SYR", "--since", "2026-01-01") == []
    listed = here("articles", "TUR", "SYR", "--outlet", "one.example", "--lake", tmp_path / "lake", "--json")
    assert len(json.loads(listed.stdout)) == 1
    unknown = here("articles", "TUR", "SYR", "--outlet", "two.example", "--lake", tmp_path / "lake")
    assert (unknown.returncode, "has no outlet 'two.example'" in unknown.stderr) == (2, True)


def test_a_list_is_cut_for_a_terminal_alone(lake: Path) -> None:
    told = here("acts", "TUR", "SYR", "--limit", "2", "--lake", lake, "--table")
    assert "The newest 2 of 3; see --limit." in told.stdout
    assert len(ask(lake, "TUR", "SYR")) == 3
