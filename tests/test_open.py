"""A lake opened from Python: the answers of the commands as relations, with the same filters and refusals."""

import copy
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import dyadwire
from dyadwire.pipelines.errors import DyadwireError
from tests.pipelines.asking import ACTS_LEFT_OUT
from tests.pipelines.lakes import Newsdesk, busy_lake, small_lake, write_lake
from tests.pipelines.runs import ROOT, here

pytestmark = pytest.mark.usefixtures("kept_open")

PAIR = ("Russia", "China")
NOTEBOOKS = sorted((ROOT / "infra" / "notebooks").glob("*.ipynb"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return small_lake(tmp_path_factory.mktemp("lake"))


@pytest.fixture(scope="module")
def lake(folder):
    with dyadwire.open(folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def sample(demo):
    with dyadwire.open(demo[0]) as opened:
        yield opened


def rows(relation):
    """Return rows as the command's JSON has them."""
    return json.loads(json.dumps(relation.to_arrow_table().to_pylist(), default=str))


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({}, []),
        ({"by": "week", "mean": 2, "share": True}, ["--by", "week", "--mean", "2", "--share"]),
        ({"since": "2026-03-08", "until": date(2026, 3, 10)}, ["--since", "2026-03-08", "--until", "2026-03-10"]),
        ({"outlets": ["wire.example"]}, ["--outlet", "wire.example"]),
        ({"outlet_countries": ["France"], "panel": False}, ["--outlet-country", "FRA"]),
        ({"match": "gas", "against": ["USA-China"]}, ["--match", "gas", "--against", "USA-China"]),
    ],
)
def test_a_trend_is_that_of_the_command(folder, lake, asked, words):
    printed = json.loads(here("trend", *PAIR, "--lake", str(folder), "--json", *words).stdout)
    assert rows(lake.trend(*PAIR, **asked)) == printed
    assert printed


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:Nothing was collected in the 4 weeks before")
def test_every_question_takes_a_month(lake):
    for name in ("trend", "figures", "articles", "evidence", "acts", "people", "top", "movers", "network"):
        ask, of = getattr(lake, name), () if name in ("top", "movers", "network") else PAIR
        more = {"everything": True, "minimum": 1} if name == "movers" else {}
        month = rows(ask(*of, since="2026-03-01", until="2026-03-31", **more))
        assert rows(ask(*of, on="2026-03", **more)) == month
        assert month or name in ("acts", "movers")  # which have nothing to compare with


@pytest.mark.parametrize(
    ("name", "given"),
    [("outlets", "thelantern.example"), ("outlet_countries", "CHN"), ("against", "USA-China"), ("languages", "ru")],
)
def test_a_lone_name_is_taken_as_one(sample, name, given):
    assert rows(sample.trend(*PAIR, **{name: given})) == rows(sample.trend(*PAIR, **{name: [given]}))
    assert rows(sample.trend(*PAIR, **{name: None})) == rows(sample.trend(*PAIR))
    with pytest.raises(DyadwireError, match="'5'"):
        sample.trend(*PAIR, **{name: 5})


NOTHING = pytest.mark.filterwarnings(ACTS_LEFT_OUT, "ignore:(No|Before)")  # as the command says on the standard error


@NOTHING
@pytest.mark.parametrize("question", ["top", "network", "movers"])
def test_no_languages_are_none_and_a_number_is_no_language(lake, question):
    ask = getattr(lake, question)
    assert rows(ask(languages=None)) == rows(ask())
    with pytest.raises(DyadwireError, match=r"^languages: .*5"):
        ask(languages=5)


@NOTHING
@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({}, []),
        ({"each": True}, ["--each"]),
        ({"measure": "trade", "least": "5m"}, ["--measure", "trade", "--min", "5m"]),
        ({"kind": "percent"}, ["--kind", "percent"]),
        ({"topic": "economy"}, ["--topic", "economy"]),
        ({"unit": "USD", "since": "2026-03"}, ["--unit", "USD", "--since", "2026-03"]),
        ({"period": "1900"}, ["--period", "1900"]),
    ],
)
def test_figures_are_those_of_the_command(folder, lake, asked, words):
    printed = json.loads(here("figures", *PAIR, "--lake", str(folder), "--json", *words).stdout)
    assert rows(lake.figures(*PAIR, **asked)) == printed
    assert bool(printed) == asked.keys().isdisjoint(("period", "topic"))


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({}, []),
        ({"on": "2026-03-01", "originals": True}, ["--on", "2026-03-01", "--originals"]),
        ({"by": "salience", "limit": 2}, ["--by", "salience", "--limit", "2"]),
        ({"outlet": "wire.example"}, ["--outlet", "wire.example"]),
    ],
)
def test_articles_are_those_of_the_command(folder, lake, asked, words):
    printed = json.loads(here("articles", *PAIR, "--lake", str(folder), "--json", *words).stdout)
    assert rows(lake.articles("Russia-China", **asked)) == printed
    assert printed


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda lake: lake.acts(*PAIR), "acts Russia China"),
        (lambda lake: lake.acts("RUS-CHN", of_class="conflict", once=True), "acts RUS CHN --class conflict --once"),
        (
            lambda lake: lake.acts(*PAIR, code="agree", actor="China", confidence=0.5, since="2026-09", limit=3),
            "acts Russia China --code AGREE --actor CHN --confidence 0.5 --since 2026-09 --limit 3",
        ),
        (lambda lake: lake.trend(*PAIR, by="week", of_class="all"), "trend Russia China --by week --class all"),
        (lambda lake: lake.top(of_class="conflict"), "top --class conflict --limit 1000"),
        (lambda lake: lake.top("China", since="2026-09", limit=2), "top China --since 2026-09 --limit 2"),
        (lambda lake: lake.movers(of_class="all", everything=True, minimum=1), "movers --class all --all --minimum 1"),
        (lambda lake: lake.movers(until="2026-09-27"), "movers --until 2026-09-27"),
        (
            lambda lake: lake.network(of_class="all", confidence=0.9, limit=5),
            "network --class all --confidence 0.9 --limit 5",
        ),
        (lambda lake: lake.network(minimum=3), "network --minimum 3"),
        (
            lambda lake: lake.evidence(*PAIR, on="2026-09-23", counted=True),
            "evidence Russia China --on 2026-09-23 --counted",
        ),
        (lambda lake: lake.people(*PAIR, limit=4), "people Russia China --limit 4"),
        (lambda lake: lake.people("Japan"), "people Japan"),
        (lambda lake: lake.evidence("Japan", limit=9), "evidence Japan --limit 9"),
        (lambda lake: lake.articles("Japan", by="salience"), "articles Japan --by salience"),
        (lambda lake: lake.figures("Japan", topic="trade"), "figures Japan --topic trade"),
    ],
)
@NOTHING
def test_other_answers_are_those_of_the_command(demo, sample, ask, words):
    printed = json.loads(here(*words.split(), "--lake", str(demo[0]), "--json").stdout)
    assert rows(ask(sample)) == printed
    assert printed


def test_a_question_goes_on_in_sql_and_in_arrow(lake):
    articles = lake.articles(*PAIR)
    assert articles.aggregate("count(*), min(published_date)").fetchall() == [(6, date(2026, 3, 1))]
    assert lake.sql("SELECT count(*) FROM articles").fetchall()[0][0] > 6
    assert articles.to_arrow_table().schema.field("published_date").type == "date32"


@pytest.mark.slow
@NOTHING
def test_columns_have_their_types_where_nothing_is_found(tmp_path):
    with dyadwire.open(write_lake(tmp_path, {})) as empty, dyadwire.open(busy_lake(tmp_path / "busy", days=9)) as busy:
        questions = [(name, PAIR) for name in ("trend", "figures", "articles", "evidence", "acts", "people")]
        for name, places in [*questions, ("top", ()), ("movers", ()), ("network", ())]:
            ours, full = (getattr(lake, name)(*places) for lake in (empty, busy))
            assert (ours.columns, ours.types) == (full.columns, full.types)
            assert '"NULL"' not in map(str, ours.types)


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda lake: lake.trend("Russha-China", by="week"), "did you mean Russia"),
        (lambda lake: lake.trend(*PAIR, by="decade"), "'decade' is not one of"),
        (lambda lake: lake.trend(), "name a pair, such as Russia China, or one country"),
        (lambda lake: lake.trend(*PAIR, since=5), "5 is not a date"),
        (lambda lake: lake.articles(*PAIR, outlet=""), "it is empty: write a text to look for"),
        (lambda lake: lake.trend(*PAIR, mean=1), "1 is not in the range"),
        (lambda lake: lake.trend(*PAIR, since="soon"), "'soon' is not a date"),
        (lambda lake: lake.figures(*PAIR, least="much"), "'much' is no number"),
        (lambda lake: lake.figures(*PAIR, topic="gold"), "'gold' is not one of 'trade', 'exports'"),
        (lambda lake: lake.evidence("Russia-China", "Russia-USA"), "takes one pair"),
        (lambda lake: lake.articles(*PAIR, outlet="none.example"), "no outlet 'none.example'"),
        (lambda lake: lake.acts(*PAIR, actor="France"), "neither Russia nor China"),
        (lambda lake: lake.acts(*PAIR, code="foo"), "'foo' is not one of 'ACCUSE', 'AGREE'"),
        (lambda lake: lake.acts(*PAIR, of_class="war"), "'war' is not one of 'cooperation'"),
        (
            lambda lake: lake.trend(*PAIR, of_class="all", share=True),
            "^of_class counts acts, not articles: leave out share",
        ),
        (lambda lake: lake.top(confidence=0.5), "^confidence goes with of_class"),
        (lambda lake: lake.articles(*PAIR, since="2026-03-02", until="2026-03-01"), "^since 2026-03-02 is after until"),
        (lambda lake: lake.top(since="soon"), "^since: 'soon' is not a date"),
        (lambda lake: lake.trend(*PAIR, match=" ", since="--until"), "^match: it is empty|^since: '--until' is not"),
        (lambda lake: lake.trend(None, "China"), r"^trend takes names of places, as .*\"China\"\), not None$"),
        (lambda lake: lake.acts(["Russia", "China"]), r"not \['Russia', 'China'\]$"),
        (lambda lake: lake.figures("Russia", float("nan")), "not nan$"),
        (lambda lake: lake.evidence(5), "not 5$"),
        (lambda lake: lake.top(place=b"Russia"), r'^top takes names of places, as lake.top\("Russia"\), not b'),
        (lambda lake: lake.top(""), "^no country or bloc ''"),
        (lambda lake: lake.trend(*PAIR, match=["gas"]), r"^match takes one value, not \['gas'\]$"),
        (lambda lake: lake.figures(*PAIR, unit=b"USD"), "^unit takes one value, not b'USD'$"),
        (lambda lake: lake.articles(*PAIR, match=float("nan")), "^match takes one value, not nan$"),
        (lambda lake: lake.top(limit=[1]), r"^limit takes one value, not \[1\]$"),
        (lambda lake: lake.top(limit=1.5), "^limit: 1.5 is not a valid integer"),
        (lambda lake: lake.top(limit=Decimal("1.5")), "^limit: 1.5 is not a valid integer"),
        (lambda lake: lake.top(limit={5}), r"^limit takes one value, not \{5\}$"),
        (lambda lake: lake.top(limit=date(2026, 3, 1)), "^limit: 2026-03-01 is not a valid integer"),
        (lambda lake: lake.figures(*PAIR, least=date(2026, 3, 1)), "^least: 2026-03-01 is no amount$"),
        (lambda lake: lake.figures(*PAIR, least=float("inf")), "^least: inf is no amount$"),
        (lambda lake: lake.figures(*PAIR, least=10**400), "^least: 1000.* is no amount$"),
    ],
)
def test_what_the_command_refuses_is_refused(lake, ask, told):
    with pytest.raises(DyadwireError, match=told):
        ask(lake)


@pytest.mark.parametrize(
    ("name", "keyword", "meant"),
    [
        ("trend", "outlet", "outlets"),
        ("trend", "outlet_country", "outlet_countries"),
        ("trend", "class", "of_class"),
        ("trend", "Since", "since"),
        ("figures", "min", "least"),
        ("figures", "min_", "least"),
        ("figures", "language", "languages"),
        ("articles", "outlets", "outlet"),
        ("movers", "all", "everything"),
        ("top", "minimum", None),
        ("movers", "limit", None),
        ("people", "plot", None),
    ],
)
def test_a_wrong_keyword_is_told_with_the_right_one(lake, name, keyword, meant):
    with pytest.raises(TypeError) as told:
        getattr(lake, name)(**{keyword: "x"})
    instead = f": did you mean {meant}?" if meant else "; it has "
    assert str(told.value).startswith(f"{name}() has no keyword {keyword!r}{instead}")
    assert meant or "since, until, " in str(told.value)


def test_none_is_a_keyword_that_is_not_given(lake):
    assert rows(lake.network(minimum=None, since=None)) == rows(lake.network())
    assert rows(lake.articles(*PAIR, by=None, outlet=None)) == rows(lake.articles(*PAIR))


def test_an_instant_stands_for_its_date(lake):
    noon = datetime(2026, 3, 1, 12)
    assert rows(lake.top(since=noon, until=noon)) == rows(lake.top(on="2026-03-01"))


def test_a_lake_may_be_named_in_bytes(folder):
    with dyadwire.open(bytes(folder)) as opened:
        assert rows(opened.top())


def test_where_nothing_was_written_in_a_store_there_is_no_lake():
    with pytest.raises(DyadwireError, match=r"^no lake at memory://nothing/there; "):
        dyadwire.open("memory://nothing/there")


def test_a_lake_that_is_not_there_is_told_without_an_option_of_the_command(tmp_path):
    with pytest.raises(DyadwireError) as error:
        dyadwire.open(tmp_path / "none")
    assert str(error.value) == (
        f"no lake at {tmp_path}/none; make one with dyadwire run, or name another as dyadwire.open(lake)"
    )


def test_a_warning_points_at_who_asked(lake):
    with pytest.warns(UserWarning, match="Scotland") as told:
        lake.trend("Scotland", "China")
    assert told[0].filename == __file__


def test_how_a_question_was_read_is_a_warning(lake):
    with pytest.warns(UserWarning, match="Scotland is read as United Kingdom"):
        lake.trend("Scotland", "China")
    with pytest.warns(UserWarning, match="has 'gas' as its measure; this one has it in unit or sentence"):
        assert len(lake.figures(*PAIR, measure="gas").fetchall()) == 1


@pytest.fixture(scope="module")
def headlines(tmp_path_factory):
    desk = Newsdesk()
    for day in range(1, 4):
        desk.article(f"{day}", date(2026, 3, day), "wire.example", title="China and Russia sign", analysed=False)
    folder = desk.write(tmp_path_factory.mktemp("headlines"))
    with dyadwire.open(folder) as opened:
        yield folder, opened


@pytest.mark.parametrize("name", ["trend", "figures", "articles", "evidence", "acts", "people", "top", "network"])
def test_python_is_told_what_the_command_tells_a_program(headlines, name):
    places = () if name in ("top", "network") else PAIR
    folder, opened = headlines
    told = here(name, *places, "--lake", folder).stderr.strip().removeprefix("dyadwire: ")
    with pytest.warns(UserWarning, match="3 more could not be analysed") as warned:
        getattr(opened, name)(*places)
    assert [(str(one.message), one.filename) for one in warned] == [(told, __file__)]


def test_a_warning_names_keywords_and_leaves_what_was_asked_for(lake):
    with pytest.warns(UserWarning, match=r"No pair changed more than chance explains \(see everything=True\)"):
        lake.movers(minimum=1)
    with pytest.warns(UserWarning, match="No figure .* has '--class 5' in its measure"):
        lake.figures(*PAIR, measure="--class 5")


def test_a_notebook_sees_the_names_of_both(lake):
    assert {"trend", "figures", "articles", "acts", "top", "sql", "execute"} <= set(dir(lake))
    with pytest.raises(AttributeError):
        lake.no_such_name  # noqa: B018


def test_threads_may_each_ask_for_the_first_cursor(folder):
    opened = dyadwire.open(folder)
    count = "SELECT count(*) FROM act_trend_of('CHN')"
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: opened.cursor().execute(count).fetchall(), range(8)))
    assert found == [opened.execute(count).fetchall()] * 8


@pytest.mark.filterwarnings("ignore:1 article has no date")
def test_a_thread_may_ask_for_the_first_cursor_while_another_asks(folder):
    def trend(opened):
        return opened.trend(*PAIR).fetchall()

    def count(opened):
        return opened.cursor().execute("SELECT count(*) FROM act_trend_of('CHN')").fetchall()

    alone = dyadwire.open(folder)
    expected = [trend(alone), count(alone), count(alone)]
    with ThreadPoolExecutor(3) as threads:
        for _ in range(8):
            opened = dyadwire.open(folder)
            asked = [threads.submit(ask, opened) for ask in (trend, count, count)]
            assert [each.result() for each in asked] == expected


def test_a_copy_asks_as_its_lake_does(folder):
    twin = copy.copy(dyadwire.open(folder))
    assert (
        twin.sql("SELECT count(*) FROM articles").fetchall() == twin.execute("SELECT count(*) FROM articles").fetchall()
    )


@pytest.mark.slow
@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_is_kept_without_outputs(tmp_path: Path, notebook: Path):
    small_lake(tmp_path / "demo")
    cells = [cell for cell in json.loads(notebook.read_text())["cells"] if cell["cell_type"] == "code"]
    assert [(cell["outputs"], cell["execution_count"]) for cell in cells] == [([], None)] * len(cells)
    code = "\n".join("".join(cell["source"]) for cell in cells)
    ran = subprocess.run([sys.executable, "-W", "error", "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr


def test_there_is_a_notebook():
    assert NOTEBOOKS


def test_extract_of_no_text_tells_that_it_is_none() -> None:
    assert dyadwire.extract(" ")["error"] == "no_text: neither 'text' nor 'title' is given"
    assert "error" not in dyadwire.extract("", title="China and Russia sign a treaty")


@pytest.mark.parametrize("given", [{"text": None}, {"text": b"China"}, {"text": "", "title": 5}])
def test_extract_tells_what_is_no_text(given: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match=r"^(text|title) is a string, not "):
        dyadwire.extract(**given)


def test_extract_takes_a_date_as_text() -> None:
    text = "China's trade with Russia rose 12 percent last year."
    by_text = dyadwire.extract(text, published_date="2026-11-25")
    assert by_text == dyadwire.extract(text, published_date=date(2026, 11, 25)) != dyadwire.extract(text)
    with pytest.raises(ValueError, match="yesterday"):
        dyadwire.extract(text, published_date="yesterday")
