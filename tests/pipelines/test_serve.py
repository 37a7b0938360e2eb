"""The explorer as programs ask it: pages, their twins, parameters, and what it refuses (see also tests/browser)."""

import csv
import io
import json
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote_plus

import pytest
from flask.testing import FlaskClient

from dyadwire.pipelines.ask.query import connect, rows
from dyadwire.pipelines.cli import main
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.pages import network_plot
from dyadwire.pipelines.serve import pages, sql
from dyadwire.pipelines.serve.app import make_app
from dyadwire.pipelines.serve.parameters import fields
from dyadwire.pipelines.serve.questions import OF_A_PAIR, OF_ALL
from dyadwire.pipelines.serve.served_lake import BusyError, ServedLake
from dyadwire.pipelines.serve.sql import LONGEST, SqlLimits, csv_file, end_statements, first_rows
from tests.pipelines.lakes import Newsdesk, busy_lake, hostile_lake, small_lake
from tests.pipelines.web_pages import Page, client_of, said

pytestmark = pytest.mark.usefixtures("kept_open")

ADDRESSES = [*(f"/{name}" for name in OF_ALL), "/pair/CHN-RUS", *(f"/pair/CHN-RUS/{name}" for name in OF_A_PAIR)]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedLake]:
    with closing(ServedLake(str(small_lake(tmp_path_factory.mktemp("serve") / "lake")), 60)) as lake:
        yield lake


@pytest.fixture(scope="module")
def small(served: ServedLake) -> FlaskClient:
    return make_app(served, SqlLimits("20s", "500MB")).test_client()


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    yield from client_of(busy_lake(tmp_path_factory.mktemp("serve") / "lake", days=40))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    yield from client_of(hostile_lake(tmp_path_factory.mktemp("serve") / "lake"))


def names(client: FlaskClient, address: str, column: str = "pair") -> list[Any]:
    return [row[column] for row in json.loads(said(client, address))["rows"]]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_takes_a_time_in_one_word(busy: FlaskClient, address: str) -> None:
    month = json.loads(said(busy, f"{address}.json?on=2026-01"))
    assert month["rows"] == json.loads(said(busy, f"{address}.json?since=2026-01-01&until=2026-01-31"))["rows"]
    assert "2026-02" not in json.dumps(month["rows"])
    links = set(re.findall(r'href="(/pair/[^"]*)"', said(busy, f"{address}?on=2026-01"))) - {address}  # which asks anew
    assert links or address == "/movers"
    assert {link for link in links if not re.search(r"[?;](?:on=2026-01|since=2026-01-\d\d)\b", link)} == set()


def test_the_form_of_a_pair_takes_a_time_in_one_word_and_shows_it(busy: FlaskClient) -> None:
    form = {field["name"]: field["value"] for field in Page(said(busy, "/pair/CHN-RUS?on=2026-01")).all("input")[:5]}
    assert (form["on"], form["since"], form["until"]) == ("2026-01", "", "")
    form = {field["name"]: field["value"] for field in Page(said(busy, "/pair/CHN-RUS?since=2026-01")).all("input")[:5]}
    assert (form["on"], form["since"], form["until"]) == ("", "2026-01-01", "")


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_has_a_twin_in_json_and_one_in_csv_of_the_same_rows(small: FlaskClient, address: str) -> None:
    assert small.get(address).content_type == "text/html; charset=utf-8"
    twin = json.loads(said(small, f"{address}.json"))
    rows = list(csv.DictReader(io.StringIO(said(small, f"{address}.csv"))))
    assert len(rows) == len(twin["rows"])
    assert not rows or list(rows[0]) == list(twin["rows"][0])


@pytest.mark.slow
def test_every_link_of_a_page_leads_to_a_page(small: FlaskClient, lake: Path) -> None:
    leads: dict[str, str] = {}  # to a page that it is on: pages share most of their links
    for address in ["/", *ADDRESSES, "/sql", "/sql?q=SELECT+42+AS+answer"]:
        links = {str(link["href"]) for link in Page(said(small, address)).all("a")}
        own = {link: address for link in links if link.startswith("/")}
        assert {"/", "/movers", "/network", "/sql"} <= set(own)
        leads |= own
    _, *tables = (link for link in leads if link.startswith("/sql?q=SELECT+%2A+FROM"))
    assert len(tables) > 15
    with connect(lake) as connection:
        for link in tables:  # without the process that a page starts for each: one of them shows that
            rows(connection, unquote_plus(link.partition("?q=")[2]))
            del leads[link]
    for link, address in leads.items():
        assert small.get(link).status_code == 200, (address, link)


def test_all_pairs_are_searched_sorted_and_paged(busy: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = names(busy, "/index.json")
    assert len(everything) == 10
    assert names(busy, "/index.json?q=rus+china") == ["China–Russia"]
    assert set(names(busy, "/index.json?q=germany")) == {name for name in everything if "Germany" in name}
    for china_and_germany in ("中国 Германия", "deutschland - China", "CHN-DEU", "Almanya chin"):
        assert names(busy, f"/index.json?q={quote(china_and_germany)}") == ["China–Germany"]
    assert names(busy, "/index.json?q=estados+unidos+россия") == ["Russia–United States"]
    assert names(busy, "/index.json?q=unidos") == []
    assert names(busy, "/index.json?sort=pair") == sorted(everything)
    assert names(busy, "/index.json?sort=pair&desc=1") == sorted(everything)[::-1]
    monkeypatch.setattr(pages, "_ON_A_PAGE", 4)
    first = json.loads(said(busy, "/index.json?sort=pair&page=1"))
    second = json.loads(said(busy, first["next"]))
    assert [row["pair"] for row in first["rows"] + second["rows"]] == sorted(everything)[:8]
    assert "There are no more." in said(busy, "/?page=99")


def test_a_list_too_long_to_fetch_is_paged_as_well(busy: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = names(busy, "/pair/CHN-DEU/articles.json", "article_id")
    monkeypatch.setattr(pages, "_ON_A_PAGE", 7)
    address, found = "/pair/CHN-DEU/articles.json?by=newest", []
    while address:
        answer = json.loads(said(busy, address))
        found += [row["article_id"] for row in answer["rows"]]
        address = answer["next"]
    assert found[:100] == everything
    assert "CSV, the first 100,000 rows" in said(busy, "/pair/CHN-DEU/articles")
    assert len(found) == len(said(busy, "/pair/CHN-DEU/articles.csv").splitlines()) - 1


def test_a_count_leads_to_the_articles_that_it_counts(small: FlaskClient) -> None:
    page = Page(said(small, "/pair/CHN-RUS"))
    counted = [str(link["href"]) for link in page.all("a") if "/articles?since=2026" in str(link["href"])]
    assert counted == [f"/pair/CHN-RUS/articles?since=2026-03-{d}&until=2026-03-{d}" for d in ("01", "03", "08", "10")]
    assert names(small, counted[0].replace("/articles", "/articles.json"), "article_id") == ["a2", "a1"]


def test_what_was_not_collected_is_null_and_no_zero(small: FlaskClient) -> None:
    rows = {row["period"]: row["articles"] for row in json.loads(said(small, "/pair/CHN-RUS.json"))["rows"]}
    assert (rows["2026-03-02"], rows["2026-03-05"]) == (0, None)
    for page, charts in (("", 3), ("/trend", 2), ("/trend?sort=articles", 2), ("/trend?class=all", 1)):
        assert said(small, f"/pair/CHN-RUS{page}").count('class="gap"') == 2 * charts


def test_a_trend_of_centuries_by_day_is_not_drawn_and_says_so(small: FlaskClient) -> None:
    page = said(small, "/pair/CHN-RUS/trend?by=day&since=2000&until=2026")
    assert "More than 5,000 periods are not drawn" in page
    assert len(page) < 200_000
    assert "are not drawn" not in said(small, "/pair/CHN-RUS/trend?by=week&since=2000&until=2026")


def test_figures_are_asked_by_kind_measure_and_least_value(small: FlaskClient) -> None:
    figures = "/pair/CHN-RUS/figures.json"
    assert set(names(small, figures, "surface")) == {"$240 billion", "5 percent"}
    assert names(small, f"{figures}?kind=percent", "surface") == ["5 percent"]
    assert names(small, f"{figures}?measure=trade&min=1bn", "surface") == ["$240 billion"]


def test_a_pair_has_one_address(small: FlaskClient) -> None:
    found = small.get("/pair/Russia-China/articles.json?since=2026-03-03")
    assert (found.status_code, found.headers["Location"]) == (302, "/pair/CHN-RUS/articles.json?since=2026-03-03")


@pytest.mark.parametrize(
    ("address", "code", "told"),
    [
        ("/nowhere", 404, "there is no such page"),
        ("/pair/CHN-RUS/nowhere", 404, "there is no such page"),
        ("/pair/Atlantis-China", 404, "Atlantis"),
        ("/pair/CHN-CHN", 404, "two different places"),
        ("/pair/%3Cscript%3E-%2e%2e", 404, "no country or bloc"),
        ("/../../etc/passwd", 404, "there is no such page"),
        ("/?page=0", 400, "page takes a number from 1 to 1,000"),
        ("/?page=99999999999999999999", 400, "page takes a number"),
        ("/?page=%C2%B2", 400, "page takes a number"),
        ("/?since=soon", 400, "is not a date"),
        ("/?since=2026-03-02&until=2026-03-01", 400, "is after"),
        ("/?sort=secret", 400, "no column 'secret'"),
        ("/?lake=/etc", 400, "no parameter 'lake'"),
        ("/?q=" + "x" * 1_001, 400, "more than 1,000 characters"),
        ("/movers?days=1000000", 400, "1000000"),
        ("/movers?all=perhaps", 400, "all takes 1 or nothing"),
        ("/pair/CHN-RUS/figures?kind=%27%3B+DROP", 400, "is not one of"),
        ("/pair/CHN-RUS/articles?outlet=nobody.example", 400, "the lake has no outlet"),
        ("/pair/CHN-RUS/trend?outlet-country=Atlantis", 400, "Atlantis"),
        ("/pair/CHN-RUS/figures?topic=gossip", 400, "is not one of"),
        ("/?language=klingon", 400, "no articles in 'klingon' are read"),
    ],
)
@pytest.mark.parametrize("form", ["", ".json", ".csv"])
def test_what_can_not_be_answered_is_told_in_one_line(
    small: FlaskClient, address: str, code: int, told: str, form: str
) -> None:
    path, mark, query = address.partition("?")
    path = "/index" if path == "/" and form else path
    text = said(small, f"{path}{form}{mark}{query}", code)
    if form == ".json":
        assert told in json.loads(text)["error"]
    elif form == ".csv":
        assert told in text
        assert len(text.splitlines()) == 1
    else:
        page = Page(text)
        assert told in "".join(page.text)
        assert not page.all("img")
        assert len(page.all("script")) == 1


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options"])
@pytest.mark.parametrize("address", ["/", "/sql?q=SELECT+1", "/pair/CHN-RUS"])
def test_nothing_but_get_is_answered(small: FlaskClient, method: str, address: str) -> None:
    found = getattr(small, method)(address)
    assert (found.status_code, found.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    ("host", "code"),
    [
        ("localhost:8321", 200), ("127.0.0.1", 200), ("127.0.0.1:8321", 200), ("[::1]:8321", 200), ("[::1]", 200),
        ("LOCALHOST", 200), ("evil.example", 403), ("evil.example:8321", 403), ("localhost.evil.example", 403),
        ("127.0.0.1.evil.example", 403), ("", 403),
    ],
)  # fmt: skip
def test_a_name_that_leads_here_by_somebody_else_s_dns_is_refused(small: FlaskClient, host: str, code: int) -> None:
    assert small.get("/index.json", headers={"Host": host}).status_code == code


def test_other_sites_may_link_here_and_embed_nothing(small: FlaskClient) -> None:
    fetch = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}
    assert small.get("/sql?q=SELECT+1", headers=fetch).status_code == 403
    assert small.get("/", headers=fetch | {"Sec-Fetch-Mode": "navigate"}).status_code == 200
    assert (
        "Access-Control-Allow-Origin" not in small.get("/index.json", headers={"Origin": "https://x.example"}).headers
    )


@pytest.mark.parametrize("address", ["/", "/index.json", "/nowhere", "/sql"])
def test_every_answer_is_guarded(small: FlaskClient, address: str) -> None:
    headers = small.get(address).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", [*ADDRESSES, "/sql?q=SELECT+*+FROM+articles", "/?q=%22%3E%3Cimg+src%3Dx%3E"])
def test_text_from_outside_stays_text(hostile: FlaskClient, address: str) -> None:
    page = Page(said(hostile, address))
    assert len(page.all("script")) == 1
    assert not page.all("img")
    assert not any(str(link.get("href")).startswith("javascript:") for link in page.all("a"))
    assert not set("".join(page.text)) & set("\x00\x1b\u202e")
    policy = next(meta["content"] for meta in page.all("meta") if meta.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy


def test_a_spreadsheet_runs_nothing_of_a_download(hostile: FlaskClient) -> None:
    text = said(hostile, f"/sql.csv?q={quote('SELECT chr(61) || chr(49) AS a')}")
    assert text == "a\n'=1\n"


def test_sql_answers_with_its_first_rows_and_says_so(small: FlaskClient) -> None:
    asked = quote("SELECT range AS n, 'x' AS t, NULL AS gone FROM range(2500)")
    twin = json.loads(said(small, f"/sql.json?q={asked}"))
    assert (len(twin["rows"]), twin["truncated"]) == (1_000, True)
    assert twin["rows"][999] == {"n": 999, "t": "x", "gone": None}
    assert len(said(small, f"/sql.csv?q={asked}").splitlines()) == 2_501
    page = " ".join(Page(said(small, f"/sql?q={asked}")).text)
    assert "Only the first 1000 rows are shown." in page


def test_sql_shows_one_row_and_none(small: FlaskClient) -> None:
    assert json.loads(said(small, "/sql.json?q=SELECT+7+AS+n"))["rows"] == [{"n": 7}]
    assert "No row." in said(small, "/sql?q=SELECT+7+WHERE+false")
    late = said(small, "/sql?q=FROM (VALUES ('a', NULL), ('b', 7)) AS told(name, number)")
    assert '<th scope="col">name</th><th scope="col" class="n">number</th>' in late


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("DROP VIEW articles", "not DROP"),
        ("COPY (SELECT 1) TO '/tmp/x'", "not COPY"),
        ("SELECT * FROM read_text('/etc/passwd')", "does not run the table function"),
        ("FROM coverag('CHN-RUS')", "table function coverag; did you mean coverage?"),
        ("SELECT 1; SELECT 2", "exactly one statement"),
        ("SELECT nothing", "not found"),
        ("x" * (LONGEST + 1), "at most 20,000 characters"),
        ("SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b", "took longer than 1 s"),
        ("SELECT len(list(range)) FROM range(100000000)", "needs more memory"),
    ],
)
def test_sql_is_held_to_what_the_command_is_held_to(served: ServedLake, statement: str, told: str) -> None:
    client = make_app(served, SqlLimits("1s" if "longer" in told else "60s", "100MB")).test_client()
    # The first rows, and all as they come: the command is asked in two ways, and holds statements alike in both.
    for form in ("", ".csv") if told in ("not DROP", "needs more memory") else ("",):
        text = "".join(Page(said(client, f"/sql{form}?q={quote(statement)}", 400)).text)
        assert told in text
        assert form or "allow more" not in text  # no page has a field for that


def test_sql_tells_a_program_why_it_refuses(small: FlaskClient) -> None:
    assert "not DROP" in json.loads(said(small, "/sql.json?q=DROP+VIEW+articles", 400))["error"]


def test_a_page_that_takes_too_long_is_told_and_the_next_is_answered(lake: Path) -> None:
    served = ServedLake(str(lake), 0.3)
    slow = "SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b"
    with pytest.raises(BusyError, match="longer than"):
        served.answer("slow", lambda connection: rows(connection, slow))
    assert served.answer("quick", lambda connection: rows(connection, "SELECT 1")[1]) == [(1,)]
    served.close()


def test_an_answer_is_kept_until_the_lake_changes(lake_of: Callable[..., Path]) -> None:
    served = ServedLake(str(lake_of((1, 2))), 60)
    asked = [served.answer("one", lambda _: object()) for _ in range(2)]
    assert asked[0] is asked[1]
    served._looked, served._snapshot = 0.0, "an earlier one"
    assert served.answer("one", lambda _: object()) is not asked[0]
    served.close()


def test_a_defect_is_told_where_the_server_was_started(
    lake: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    served = ServedLake(str(lake), 60)
    monkeypatch.setattr(served, "answer", lambda *_: 1 / 0)
    found = make_app(served).test_client().get("/movers")
    assert (found.status_code, "division" in found.text) == (500, False)
    assert capsys.readouterr().err == "dyadwire: /movers: ZeroDivisionError: division by zero\n"
    served.close()


def test_an_answer_too_large_to_keep_is_made_anew(lake_of: Callable[..., Path]) -> None:
    served = ServedLake(str(lake_of((1, 2))), 60)
    made = []
    for _ in range(2):
        served.answer("large", lambda _: made.append(1) or "x" * (2**20 + 1))
    assert len(made) == 2
    served.close()


@pytest.mark.parametrize("name", [signal.SIGINT, signal.SIGTERM])
def test_it_says_where_it_is_and_a_signal_ends_it_quietly(lake: Path, name: signal.Signals) -> None:
    command = [sys.executable, "-m", "dyadwire.pipelines.cli", "serve", "--lake", str(lake), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        line = process.stderr.readline()
        assert re.fullmatch(rf"{lake} is at http://127\.0\.0\.1:\d+/ \(Ctrl-C ends it\)\n", line)
        process.send_signal(name)
        assert process.wait(30) == 130
        assert process.stderr.read() == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--lake", "nowhere"], "no lake at nowhere"),
        (["--host", "203.0.113.7"], "can't listen at 203.0.113.7"),
        (["--timeout", "none"], "a page needs a time to end at"),
        (["--memory", "much"], "--memory takes 100MB or more"),
    ],
)
def test_what_can_not_be_served_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    lake = [] if "--lake" in words else ["--lake", str(small_lake(tmp_path / "lake"))]
    assert main(["serve", "--port", "0", *lake, *words]) == 2
    assert told in capsys.readouterr().err


def test_other_commands_import_no_web_framework() -> None:
    code = "import sys; from dyadwire.pipelines import cli; cli.main(['--help']); cli.main(['top', '--help'])"
    code += "; print([name for name in ('flask', 'werkzeug', 'waitress', 'jinja2') if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"


def test_an_interruption_between_two_questions_of_a_page_is_not_lost(lake: Path) -> None:
    served = ServedLake(str(lake), 0.3)
    late = threading.Event()
    interrupt = served._connection.interrupt
    slow = "SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b"

    class Told:
        """A connection that tells of the first interruption."""

        def __getattr__(self, name: str) -> Any:
            return getattr(connection, name)

        def interrupt(self) -> None:
            interrupt()
            late.set()

    connection, served._connection = served._connection, Told()  # type: ignore[assignment]

    def ask(_: Any) -> Any:
        assert late.wait(30)  # as if the first came while Python was at work
        return rows(connection, slow)

    with pytest.raises(BusyError, match="longer than"):
        served.answer("slow", ask)
    served.close()


def test_no_parameter_of_another_name_is_a_defect(small: FlaskClient) -> None:
    for name in ("self", "name"):
        assert small.get(f"/pair/RUS-CHN?{name}=1").headers["Location"] == f"/pair/CHN-RUS?{name}=1"
        assert "has no parameter" in said(small, f"/pair/CHN-RUS?{name}=1", 400)


def test_a_parameter_of_other_pages_is_told_with_those(small: FlaskClient) -> None:
    told = said(small, "/pair/CHN-RUS?class=conflict", 400)
    assert "; /pair/CHN-RUS/acts and /pair/CHN-RUS/trend of this pair have it" in told
    assert small.get("/pair/CHN-RUS?class=").status_code == 200  # an empty field of a form


@pytest.mark.slow
def test_a_page_of_languages_leads_to_articles_in_them_and_asks_for_them_again(tmp_path: Path) -> None:
    desk, day = Newsdesk(), date(2026, 4, 1)
    desk.collect("gazeta.example", [day], country="RUS")
    desk.article("r1", day, "gazeta.example", ["CHN-RUS"], language="ru")
    desk.article("z1", day, "gazeta.example", ["CHN-RUS"], language="zh")
    for client in client_of(desk.write(tmp_path)):
        page = Page(said(client, "/pair/CHN-RUS?language=ru"))
        (counted,) = (str(link["href"]) for link in page.all("a") if "since=2026-04-01" in str(link["href"]))
        assert len(names(client, counted.replace("articles?", "articles.json?"), "title")) == 1
        for address in ("/pair/CHN-RUS", "/pair/CHN-RUS/people"):
            fields = Page(said(client, f"{address}?language=ru&language=zh")).all("input")
            asked = [field for field in fields if field.get("name") == "language"]
            assert [field["value"] for field in asked] == ["ru", "zh"]
            assert len({field["id"] for field in asked}) == 2


def test_a_statement_imports_nothing_from_the_folder_of_the_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "duckdb.py").write_text("raise SystemExit(3)\n")
    monkeypatch.chdir(tmp_path)
    lake = small_lake(tmp_path / "lake")
    assert first_rows(str(lake), "SELECT 42 AS answer", SqlLimits()) == ([{"answer": 42}], False)


def test_a_command_that_ends_before_it_has_read_a_statement_is_told(lake: Path) -> None:
    larger_than_a_pipe = "-" + "😀" * (LONGEST - 1)
    with pytest.raises(DyadwireError, match="no length of time"):
        first_rows(str(lake), larger_than_a_pipe, SqlLimits("never"))


def test_the_network_is_drawn_of_its_heaviest_pairs_whatever_its_table_is_sorted_by(
    busy: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network_plot, "MOST_EDGES", 3)
    drawn = [re.findall(r"<svg.*?</svg>", said(busy, f"/network{asked}"), re.DOTALL) for asked in ("", "?sort=target")]
    assert drawn[0]
    assert drawn[0] == drawn[1]


def test_a_lake_is_let_go_while_a_page_is_made(lake: Path) -> None:
    served, begun, ended = ServedLake(str(lake), 600), threading.Event(), []
    slow = "SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b"

    def ask(connection: Any) -> Any:
        begun.set()
        return rows(connection, slow)

    def answer() -> None:
        with pytest.raises(DyadwireError, match="Interrupted"):
            served.answer("slow", ask)
        ended.append(True)

    asking = threading.Thread(target=answer)
    asking.start()
    assert begun.wait(30)
    served.close()
    asking.join(30)
    assert ended


def test_a_statement_ends_with_the_server(lake: Path) -> None:
    told: list[bool] = []
    slow = "SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b"

    def ask() -> None:
        with pytest.raises(DyadwireError, match="could not be answered"):
            csv_file(str(lake), slow, SqlLimits("10m"))
        told.append(True)

    asking = threading.Thread(target=ask)
    asking.start()
    while not sql._RUNNING and asking.is_alive():
        asking.join(0.05)
    end_statements()
    asking.join(30)
    assert told


@pytest.mark.slow
def test_a_download_is_whole_or_refused_before_it_begins(small: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = small.get("/sql.csv?q=SELECT range FROM range(3)")
    assert (answer.get_data(as_text=True), answer.content_length) == ("range\n0\n1\n2\n", 12)
    late = small.get("/sql.csv?q=SELECT if(range = 999999, error('late'), range) FROM range(1000000)")
    assert late.status_code == 400
    assert "late" in late.get_data(as_text=True)
    monkeypatch.setattr(sql, "MOST_IN_FILE", 2**20)
    large = small.get("/sql.csv?q=SELECT range FROM range(1000000)")
    assert (large.status_code, large.get_data(as_text=True)) == (
        400,
        "the answer has more than 1 MB: ask for less of it\n",
    )


def test_no_more_downloads_are_held_than_the_disk_has_room_for(lake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sql, "_HELD", threading.BoundedSemaphore(1))
    with pytest.raises(DyadwireError, match="not found"):
        csv_file(str(lake), "SELECT nothing", SqlLimits())
    held = csv_file(str(lake), "SELECT 42 AS n", SqlLimits())
    with pytest.raises(BusyError, match="other downloads are being sent"):
        csv_file(str(lake), "SELECT 43 AS n", SqlLimits())
    held.close()
    del held
    with csv_file(str(lake), "SELECT 44 AS n", SqlLimits()) as file:
        assert file.read() == b"n\n44\n"


@pytest.mark.slow
def test_downloads_that_nobody_reads_hold_nothing_up(lake: Path) -> None:
    command = [sys.executable, "-m", "dyadwire.pipelines.cli", "serve", "--lake", str(lake), "--port", "0"]
    large = quote("SELECT repeat('x', 100000) FROM range(200)")  # more than the kernel holds for such a client
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process, ExitStack() as held:
        held.callback(process.kill)
        assert process.stderr
        port = int(re.findall(r":(\d+)/", process.stderr.readline())[0])
        ahead = "GET /movers HTTP/1.1\r\nHost: localhost\r\n\r\n"  # written to whom does not read what came before
        for _ in range(7):  # more than there are statements, and threads, at once
            one = held.enter_context(socket.socket())
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2**16)
            one.settimeout(60)
            one.connect(("127.0.0.1", port))
            one.sendall(f"GET /sql.csv?q={large} HTTP/1.1\r\nHost: localhost\r\n\r\n{ahead}".encode())
            assert one.recv(12) == b"HTTP/1.1 200"  # and nothing more is read
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/sql.csv?q=SELECT+42+AS+n", timeout=60) as answer:
            assert answer.read() == b"n\n42\n"


@pytest.mark.slow
@pytest.mark.parametrize("sent", ["", "GET / HTTP/1.1\r\nHost: localhost\r\n"])
def test_clients_that_ask_nothing_hold_nothing_up_and_are_let_go(lake: Path, sent: str) -> None:
    command = [sys.executable, "-m", "dyadwire.pipelines.cli", "serve", "--lake", str(lake), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process, ExitStack() as held:
        held.callback(process.kill)
        assert process.stderr
        port = int(re.findall(r":(\d+)/", process.stderr.readline())[0])
        idle = [held.enter_context(socket.create_connection(("127.0.0.1", port), 30)) for _ in range(150)]
        for one in idle:
            one.sendall(sent.encode())
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/sql.csv?q=SELECT+42+AS+n", timeout=5) as answer:
            assert answer.read() == b"n\n42\n"
        assert all(one.recv(1) == b"" for one in idle[:50])  # the others have more time


_FLAG = re.compile(r"--[a-z]|dyadwire [a-z]+ |reextract")


def read(client: FlaskClient, address: str) -> str:
    """Return what a reader sees of a page, without its code."""
    return " ".join(" ".join(Page(client.get(address).get_data(as_text=True)).text).split())


def test_who_is_of_no_known_country_is_shown_so(tmp_path: Path) -> None:
    desk = Newsdesk()
    desk.article("a", date(2026, 3, 1), "wire.example", ["CHN-RUS"], text="Russia and China spoke.")
    role = "former european commission president"
    person = {"full_name": "Willy De Clercq", "role": role, "iso3": None, "mentions": 3}
    desk.add("people", article_id="a", revision="r1", published_date=date(2026, 3, 1), **person)
    for client in client_of(desk.write(tmp_path / "lake")):
        told = "Willy De Clercq former European Commission president"
        assert f"{told} – 1 3 1" in read(client, "/pair/CHN-RUS/people")
        assert told in read(client, "/pair/CHN-RUS")


@pytest.mark.parametrize(
    "address",
    [
        *ADDRESSES,
        "/sql",
        "/sql?q=DROP TABLE x",
        "/movers?days=x",
        "/?since=2030-01-01&until=2020-01-01",
        "/?since=never",
        "/?language=xx",
        "/pair/CHN-RUS/trend?panel=1&since=2020-01-01",
        "/pair/CHN-RUS/figures?measure=nothing",
    ],
)
def test_pages_speak_of_their_fields_and_of_no_command_line(small: FlaskClient, address: str) -> None:
    assert not _FLAG.findall(read(small, address).replace("Made with dyadwire", ""))


def test_a_refused_statement_is_told_in_its_own_words(small: FlaskClient) -> None:
    assert "Could not convert string '--since ' to INT32" in read(small, "/sql?q=SELECT '--since '::INT")


@pytest.mark.parametrize("form", ["", ".json", ".csv"])
def test_a_refusal_repeats_what_was_typed_as_it_is(small: FlaskClient, form: str) -> None:
    def told(address: str, code: int = 400) -> str:
        text = said(small, address, code)
        return str(json.loads(text)["error"]) if form == ".json" else text if form else "".join(Page(text).text)

    index, typed = f"/index{form}" if form else "/", "--weeks 3; `dyadwire top` lists all"
    for address in (f"/movers{form}?days={typed}", f"{index}?since={typed}", f"{index}?language={typed}"):
        assert f"'{typed}'" in told(address), address
    assert typed in told(f"/pair/{typed}-China/trend{form}", 404)
    statement, expected = (f"SELECT '{typed}'::INT", f"'{typed}'") if form else ('SELECT "--weeks"', 'column "--weeks"')
    assert expected in told(f"/sql{form}?q={statement}")


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/movers.json?all=&minimum=1000", "try minimum="),
        ("/index.json?since=2030-01-01&until=2020-01-01", "'since' 2030-01-01 is after 'until' 2020-01-01"),
        ("/movers.json?days=x", "'days': 'x' is not a valid integer"),
        ("/index.json?confidence=0.5", "'confidence' goes with 'class'"),
    ],
)
def test_a_program_is_told_of_parameters_not_of_options(small: FlaskClient, address: str, told: str) -> None:
    answer = json.loads(small.get(address).text)
    assert told in answer.get("note", answer.get("error"))


def test_a_refusal_names_the_field_by_its_label(small: FlaskClient) -> None:
    assert "“From” 2030-01-01 is after “To” 2020-01-01" in read(small, "/?since=2030-01-01&until=2020-01-01")
    assert {"Order by", "Length of a period"} == {
        field.label for name in ("articles", "trend") for field in fields(OF_A_PAIR[name].options, ["by"], {})
    }
    assert "“Recent days”: 'x' is not a valid integer" in read(small, "/movers?days=x")


@pytest.mark.parametrize(("name", "question"), [*OF_ALL.items(), *OF_A_PAIR.items()])
def test_every_field_has_a_label_and_what_it_does(small: FlaskClient, name: str, question: Any) -> None:
    text = read(small, f"/{name}" if name in OF_ALL else f"/pair/CHN-RUS/{name}")
    shown = fields(question.options, question.names, {})
    assert len({field.label for field in shown}) == len(shown)
    for field in shown:
        assert f"{field.label} {field.help}" in text, field.name
        assert field.help.rstrip(".")
        assert "repeatable" not in field.help


def test_a_trend_told_apart_by_language_has_a_chart_and_rows_for_each(tmp_path: Path) -> None:
    desk = Newsdesk()
    for n, language in enumerate(("ru", "ru", "zh")):
        desk.article(f"a{n}", date(2026, 3, n + 1), f"{language}.example", ["CHN-RUS"], language=language)
    for client in client_of(desk.write(tmp_path / "lake")):
        page = read(client, "/pair/CHN-RUS/trend?split=language&by=year")
        rows = client.get("/pair/CHN-RUS/trend.json?split=language&by=year").get_json()["rows"]
        assert [(row["language"], row["articles"]) for row in rows] == [("ru", 2), ("zh", 1)]
        for name, count in (("Russian", 2), ("Chinese", 1)):
            year = "2026 *" if name == "Chinese" else "2026"  # one of three days
            assert f"{name}: share of its articles analysed, by year" in page
            assert f"{name} {year} {count} 100.0%" in page
