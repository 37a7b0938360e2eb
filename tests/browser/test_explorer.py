"""The explorer in a real browser: search, links, the articles of a bar, phones, dark mode, an accessibility checker."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.browser.chrome import AXE, CHROMIUM, Chrome
from tests.pipelines.lakes import busy_lake, hostile_lake, small_lake

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
_LAKES = {"small": small_lake, "busy": busy_lake, "hostile": hostile_lake}
_PAGES = ["", "?q=china&sort=pair", "movers?minimum=1&all=1", "network", "sql?q=SELECT+*+FROM+articles",
          "sql?q=nothing", "nowhere", "pair/CHN-RUS", *(f"pair/CHN-RUS/{name}" for name in
          ("articles", "figures", "evidence", "acts", "people", "outlets", "trend")),
          "country/RUS", "country/RUS/evidence",
          "?class=all", "network?class=all", "pair/CHN-RUS/trend?class=all",
          "pair/CHN-RUS/acts?class=conflict&once=1"]  # fmt: skip


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    folder, sites = tmp_path_factory.mktemp("lakes"), {}
    with ExitStack() as running:
        for name, make in _LAKES.items():
            sites[name] = running.enter_context(serving(make(folder / name)))
        yield sites


@contextmanager
def serving(lake: Path) -> Iterator[str]:
    """Serve a lake as users do; yields the address."""
    command = [sys.executable, "-m", "dyadwire.pipelines.cli", "serve", "--lake", str(lake), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr
            yield re.findall(r"http://\S+", process.stderr.readline())[0]
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)


def arrived(chrome: Chrome, part: str) -> str:
    """Wait for a page whose address holds this part; its path, parameters and fragment."""
    while not chrome.run(f"document.readyState === 'complete' && location.href.includes('{part}')"):
        pass
    return str(chrome.run("location.pathname + location.search + location.hash"))


@pytest.mark.parametrize("name", _LAKES)
def test_the_browser_has_nothing_to_complain_about(chrome: Chrome, sites: dict[str, str], name: str) -> None:
    for page in _PAGES:
        chrome.open(sites[name] + page, 1200)
        told = [one for one in chrome.complaints if "the server responded with a status of 40" not in one]
        assert (page, told) == (page, [])


def test_a_pair_is_searched_and_its_bar_leads_to_its_articles(chrome: Chrome, sites: dict[str, str]) -> None:
    chrome.open(sites["small"], 1000)
    chrome.run("document.querySelector('#q').value = 'russia china'; document.querySelector('form button').click()")
    assert arrived(chrome, "q=russia") == "/?q=russia+china&on=&since=&until=&language=&class=&confidence="
    rows = "[...document.querySelectorAll('tbody tr')].map(row => row.cells[0].textContent)"
    assert chrome.run(rows) == ["China–Russia"]
    chrome.run("document.querySelector('tbody a').click()")
    assert arrived(chrome, "CHN-RUS").startswith("/pair/CHN-RUS")
    bar = "document.querySelector('g[data-period=\"2026-03-01\"]')"
    chrome.run(f"{bar}.dispatchEvent(new MouseEvent('click', {{bubbles: true}}))")
    assert arrived(chrome, "#on-").endswith("#on-2026-03-01")
    output = "new Promise(done => setTimeout(() => done(document.querySelector('#counted output').textContent), 100))"
    assert chrome.run(output) == "2 articles of the day of 2026-03-01"
    assert chrome.complaints == []


def test_all_of_it_works_without_a_script(chrome: Chrome, sites: dict[str, str]) -> None:
    chrome.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        chrome.open(sites["busy"], 1000)
        chrome.run("[...document.querySelectorAll('thead a')].find(a => a.textContent === 'pair').click()")
        assert "sort=pair" in arrived(chrome, "sort=pair")
        names = chrome.run("[...document.querySelectorAll('tbody tr')].map(row => row.cells[0].textContent)")
        assert names == sorted(names)
        chrome.run("document.querySelector('tbody a').click()")
        arrived(chrome, "/pair/")
        chrome.run("document.querySelector('#coverage tbody a').click()")
        assert "/articles?since=" in arrived(chrome, "/articles")
        assert chrome.run("document.querySelectorAll('ol.evidence li').length") > 0
    finally:
        chrome.call("Emulation.setScriptExecutionDisabled", value=False)


@pytest.mark.parametrize("width", [400, 1000, 1600])
@pytest.mark.parametrize("name", _LAKES)
def test_no_width_makes_a_page_scroll_sideways(chrome: Chrome, sites: dict[str, str], name: str, width: int) -> None:
    for page in _PAGES:
        chrome.open(sites[name] + page, width)
        assert (page, chrome.run("document.documentElement.scrollWidth") <= width) == (page, True)


@pytest.mark.skipif(AXE is None, reason="needs axe-core-python")
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [400, 1200])
def test_the_accessibility_checker_finds_nothing(chrome: Chrome, sites: dict[str, str], width: int, dark: bool) -> None:
    for page in _PAGES:
        chrome.open(sites["small"] + page, width, dark=dark)
        chrome.run("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        assert (page, chrome.inaccessible()) == (page, [])
