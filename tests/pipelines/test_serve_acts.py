"""Pairs, movers, the network and trends of acts: in the browser what the commands say."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from flask.testing import FlaskClient

from dyadwire.pipelines.cli import main
from dyadwire.pipelines.serve import pages
from tests.pipelines.web_pages import client_of, said

_BAR = r'<rect class="{}" x="\d+" y="([\d.]+)" width="8" height="([\d.]+)"'
pytestmark = pytest.mark.usefixtures("kept_open")


@pytest.fixture(scope="module")
def sample(demo: tuple[Path, CompletedProcess[str]]) -> Iterator[tuple[FlaskClient, str]]:
    lake = demo[0]
    for client in client_of(lake):
        yield client, str(lake)


@pytest.mark.parametrize("of_class", ["all", "conflict", "verbal cooperation"])
@pytest.mark.parametrize(
    ("page", "command"),
    [
        ("index", ["top", "--limit", "1000"]),
        ("movers", ["movers", "--all"]),
        ("network", ["network"]),
        ("pair/CHN-RUS/trend", ["trend", "Russia", "China"]),
    ],
)
def test_a_page_of_acts_has_the_rows_of_its_command(
    sample: tuple[FlaskClient, str], page: str, command: list[str], of_class: str, capsys: pytest.CaptureFixture[str]
) -> None:
    client, lake = sample
    every = "&all=1" if page == "movers" else ""
    found = json.loads(said(client, f"/{page}.json?class={of_class}{every}"))["rows"]
    assert main([*command, "--class", of_class, "--lake", lake, "--json"]) == 0
    assert found == json.loads(capsys.readouterr().out)[:100]


def test_a_country_has_a_page_with_its_pairs_its_share_and_its_acts(
    sample: tuple[FlaskClient, str], capsys: pytest.CaptureFixture[str]
) -> None:
    client, lake = sample
    for address, command in (
        ("country/RUS", ["top", "Russia"]),
        ("country/RUS/trend", ["trend", "Russia"]),
        ("country/RUS/acts", ["acts", "Russia", "--limit", "100"]),
        ("country/RUS/articles", ["articles", "Russia"]),
        ("country/RUS/figures", ["figures", "Russia"]),
        ("country/RUS/people", ["people", "Russia"]),
        ("country/RUS/evidence", ["evidence", "Russia", "--limit", "100"]),
    ):
        found = json.loads(said(client, f"/{address}.json"))["rows"]
        assert main([*command, "--lake", lake, "--json"]) == 0
        assert found == json.loads(capsys.readouterr().out)[:100] != []
    page = said(client, "/country/RUS")
    assert "Named in 66 of 167 dated articles: 39.5%." in page
    assert "Named in" not in said(client, "/country/RUS?on=1999")  # nothing was collected: it is no zero
    assert page.count("<figure") == 2
    assert all(f'href="/country/RUS/{name}"' in page for name in ("trend", "articles", "figures", "evidence", "acts"))
    for address in ("/pair/CHN-RUS", "/?q=russland"):
        assert 'href="/country/RUS">All of Russia' in said(client, address)


def test_a_country_is_found_by_its_name_and_has_no_pages_of_a_pair(sample: tuple[FlaskClient, str]) -> None:
    assert sample[0].get("/country/Russland/acts?once=1").headers["Location"] == "/country/RUS/acts?once=1"
    for address in ("RUS/outlets", "RUS/index", "Russia-China", "Nowhere"):
        assert "Not found" in said(sample[0], f"/country/{address}", 404)


def test_acts_of_a_language_are_refused(sample: tuple[FlaskClient, str]) -> None:
    for page in ("index", "movers", "network"):
        assert "leave out 'language'" in said(sample[0], f"/{page}.json?class=all&language=en", 400)
    told = said(sample[0], "/pair/CHN-RUS/trend?class=all&language=en&panel=1", 400)
    assert "leave out “Language”, “Only outlets collected throughout”" in told


def test_a_network_of_acts_is_drawn_once_a_pair(sample: tuple[FlaskClient, str]) -> None:
    edges = json.loads(said(sample[0], "/network.json?class=conflict"))["rows"]
    pairs = {frozenset((edge["source"], edge["target"])) for edge in edges}
    page = said(sample[0], "/network?class=conflict")
    assert page.count("<line") == len(pairs) < len(edges)
    assert "as wide as it has acts" in page


def test_a_trend_of_acts_is_drawn_by_class_with_what_was_not_collected(sample: tuple[FlaskClient, str]) -> None:
    address = "/pair/CHN-RUS/trend{}?class=all&by=day&since=2026-09-14&until=2026-09-28"
    rows = json.loads(said(sample[0], address.format(".json")))["rows"]
    page = said(sample[0], address.format(""))
    for side in ("cooperation", "conflict"):
        assert page.count(f'<rect class="{side}"') == sum((row[side] or 0) > 0 for row in rows) > 0
    assert page.count('<rect class="gap"') == sum(row["conflict"] is None for row in rows) > 0


def test_conflict_is_drawn_below_a_line_and_what_is_said_of_it_stands_below_the_chart(
    sample: tuple[FlaskClient, str],
) -> None:
    page = said(sample[0], "/pair/CHN-RUS/trend?class=all&by=week")
    zero = float(re.findall(r'<rect class="zero" x="0" y="([\d.]+)"', page)[0])
    sides = {
        side: [(float(top), float(high)) for top, high in re.findall(_BAR.format(side), page)]
        for side in ("cooperation", "conflict")
    }
    assert max(top + high for top, high in sides["cooperation"]) == pytest.approx(zero, abs=0.02)
    assert {top for top, _ in sides["conflict"]} == {zero}
    # As high as the most of either takes: conflict is rare in the sample.
    assert min(top for top, _ in sides["cooperation"]) == pytest.approx(0, abs=0.02)
    assert max(top + high for top, high in sides["conflict"]) == pytest.approx(100, abs=0.02)
    assert zero > 90
    assert page.index("Collected: ") < page.index("<figure") < page.index("1 asks or demands something: REQUEST")


def test_a_class_is_also_asked_for_by_the_name_of_its_column(sample: tuple[FlaskClient, str]) -> None:
    found = [said(sample[0], f"/top.csv?class={written}") for written in ("verbal+conflict", "verbal_conflict")]
    assert found[0] == found[1]
    assert found[0].count("REQUEST") > 1


def test_requests_are_counted_beside_the_acts_that_they_are_of(sample: tuple[FlaskClient, str]) -> None:
    def counted(page: str) -> int:
        return sum(row["requests"] or 0 for row in json.loads(said(sample[0], f"/{page}.json?class=conflict"))["rows"])

    listed = json.loads(said(sample[0], "/pair/EGY-ETH/acts.json?once=1&code=REQUEST"))["rows"]
    assert counted("pair/EGY-ETH/trend") == len(listed) == 2
    every = counted("top")
    assert counted("network") == every > 2
    for page in ("top", "network"):
        assert f"{every} ask or demand something: REQUEST" in said(sample[0], f"/{page}.json?class=conflict")


@pytest.mark.parametrize(
    ("asked", "of"), [("all", "conflict"), ("conflict", "conflict"), ("verbal conflict", "verbal conflict")]
)
def test_movers_tell_the_requests_that_the_ranking_of_their_period_counts(
    sample: tuple[FlaskClient, str], asked: str, of: str
) -> None:
    period = "since=2026-09-01&until=2026-09-24"
    moved = json.loads(said(sample[0], f"/movers.json?class={asked}&all=1&minimum=1&{period}"))
    ranked = json.loads(said(sample[0], f"/top.json?class={of}&{period}"))["rows"]
    requests, acts = (sum(row[name] for row in ranked) for name in ("requests", "acts"))
    assert requests > 0
    assert f"Of {acts} acts of {of} {requests} ask" in moved["note"]


def test_the_page_of_pairs_is_called_as_the_command_too(sample: tuple[FlaskClient, str]) -> None:
    for form in ("", ".csv", ".json"):
        asked = f"{form}?class=conflict"
        assert said(sample[0], f"/top{asked}") == said(sample[0], f"/{'index' if form else ''}{asked}")


def test_a_trend_of_a_class_is_drawn_of_that_class_alone(sample: tuple[FlaskClient, str]) -> None:
    page = said(sample[0], "/pair/CHN-RUS/trend?class=verbal+cooperation&by=week")
    assert page.count('<rect class="cooperation"') > 0
    assert 'class="conflict"' not in page
    assert "Acts of verbal cooperation by week" in page


@pytest.mark.parametrize("name", ["articles", "evidence", "acts", "acts?once=1", "figures"])
def test_a_page_of_a_list_tells_how_many_rows_there_are(
    sample: tuple[FlaskClient, str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    page, _, asked = f"/pair/CHN-RUS/{name}".partition("?")
    asked += "&since=2026-09-20&until=2026-09-24"
    every = len([*csv.DictReader(io.StringIO(said(sample[0], f"{page}.csv?{asked}")))])
    assert every > 10
    monkeypatch.setattr(pages, "_ON_A_PAGE", 10)
    assert f"Rows 1 to 10 of {every}." in said(sample[0], f"{page}?{asked}")
    assert f"Rows 11 to {min(20, every)} of {every}." in said(sample[0], f"{page}?{asked}&page=2")
