"""Counts of pages lead to lists of just as many: articles, or acts of the pair and class that are counted."""

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from flask.testing import FlaskClient

from dyadwire.pipelines.pages import report
from tests.pipelines.web_pages import client_of, said

pytestmark = pytest.mark.slow

_COUNT = re.compile(r'<td class="n"><a href="(/(?:pair|country)/[A-Z:-]+/)(articles|acts)((?:\?[^"]*)?)">([\d,]+)</a>')
_PAGES = [
    *("/", "/?since=2026-09-20&until=2026-09-26", "/?language=ru", "/network?minimum=2", "/movers?all=1&minimum=1"),
    *("/pair/CHN-RUS/trend?by=week", "/pair/CHN-RUS/trend?by=month&since=2026-09-10", "/pair/CHN-RUS/outlets"),
    *("/pair/CHN-RUS/trend?by=year&split=language", "/pair/CHN-RUS/trend?by=day&class=verbal+conflict"),
    *("/?class=conflict", "/?class=all&confidence=0.8&since=2026-09", "/movers?class=all&all=1&minimum=1"),
    *("/network?class=verbal+cooperation", "/pair/CHN-RUS/trend?class=all&by=month"),
    *("/country/RUS", "/country/RUS?class=all", "/country/RUS/trend?class=conflict&by=month"),
    *("/country/RUS/trend?by=month", "/country/EU:MEMBERS/trend?by=year", "/country/RUS/trend?by=year&split=language"),
    *("/pair/CHN-RUS/trend?by=month&match=gas", "/pair/CHN-RUS/trend?by=week&outlet=meridian-wire.example"),
]  # fmt: skip


@pytest.fixture(scope="module")
def client(demo: tuple[Path, CompletedProcess[str]]) -> Iterator[FlaskClient]:
    """The newsroom's lake, opened once: pages keep the lists that others lead to as well."""
    yield from client_of(demo[0])


@pytest.mark.parametrize("page", _PAGES)
def test_a_count_leads_to_a_list_of_as_many(client: FlaskClient, page: str) -> None:
    counts = _COUNT.findall(said(client, page))
    assert {name for _, name, *_ in counts} == {"acts" if "class=" in page else "articles"}
    for pair, name, asked, count in counts[:12]:
        listed = json.loads(said(client, f"{pair}{name}.json{unescape(asked)}"))["rows"]
        assert (asked, len(listed)) == (asked, int(count))


@pytest.mark.parametrize("narrowed", ["outlet-country=Russia", "panel=1", "split=outlet-country"])
def test_a_count_of_what_no_page_lists_leads_nowhere(client: FlaskClient, narrowed: str) -> None:
    assert _COUNT.findall(said(client, f"/pair/CHN-RUS/trend?by=month&{narrowed}")) == []
    assert _COUNT.findall(said(client, f"/country/RUS/trend?by=month&{narrowed}")) == []
    assert _COUNT.findall(said(client, "/pair/CHN-RUS/people")) == []


@pytest.mark.parametrize("within", ["", "confidence=0.5&until=2026-09-30"])
def test_acts_that_the_page_of_a_pair_has_no_room_for_are_listed_as_there(
    demo: tuple[Path, CompletedProcess[str]], within: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(report._MOST, "acts", 3)  # which the pages that are kept do not know
    for client in client_of(demo[0]):
        (link,) = re.findall(r'<a href="([^"]*)">acts</a> has all', said(client, f"/pair/CHN-RUS?{within}"))
        listed = json.loads(said(client, unescape(link).replace("/acts?", "/acts.json?")))["rows"]
        counts = json.loads(said(client, f"/pair/CHN-RUS/trend.json?class=all&{within}"))["rows"]
        assert len(listed) == sum((row["cooperation"] or 0) + (row["conflict"] or 0) for row in counts) > 3


def test_pages_of_a_pair_are_asked_for_as_likely_figures_and_acts_as_it_was(client: FlaskClient) -> None:
    head = said(client, "/pair/CHN-RUS?confidence=0.5&since=2026-09").split('aria-label="More about this pair"')[1]
    asked = dict(re.findall(r'href="/pair/CHN-RUS/(\w+)\?([^"]*)"', head.split("</ul>")[0]))
    assert {name for name, given in asked.items() if "confidence=0.5" in given} == {"figures", "acts"}
    assert all("since=2026-09" in given for given in asked.values())


def test_what_was_typed_is_told_as_it_was(client: FlaskClient) -> None:
    for typed in ("--since", "dyadwire forget all"):
        assert f"articles with '{typed}' in title" in unescape(said(client, f"/pair/CHN-RUS/trend?match={typed}"))
