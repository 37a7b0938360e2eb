"""The documentation in a real browser, from disk: nothing from elsewhere, phones, dark mode, search, accessibility."""

import re
import subprocess
import time
from pathlib import Path

import pytest

from tests.browser.chrome import AXE, CHROMIUM, Chrome
from tests.pipelines.runs import ROOT

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
_READ = ("index", "tutorial", "howto/sql", "howto/dbt", "quality", "reference/commands", "reference/tables")


@pytest.fixture(scope="module")
def site() -> Path:
    subprocess.run(["make", "docs"], cwd=ROOT, check=True, capture_output=True)
    return ROOT / "build" / "site"


def test_no_page_asks_for_anything_from_elsewhere(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > len(_READ)
    for page in pages:
        asked = re.findall(r"<(?:script|link|img|iframe)\b[^>]*(?:src|href)=\"?(?:https?:)?//[^\s>]+", page.read_text())
        assert (page.name, asked) == (page.name, [])


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [400, 1000, 1600])
def test_a_page_is_whole_and_no_wider_than_its_window(chrome: Chrome, site: Path, width: int, dark: bool) -> None:
    for name in _READ:
        chrome.open(site / f"{name}.html", width, dark=dark)
        assert (name, chrome.complaints) == (name, [])
        assert (name, chrome.run("document.documentElement.scrollWidth") <= width) == (name, True)
        assert set(chrome.run("performance.getEntriesByType('resource').map(e => e.name.split(':')[0])")) <= {"file"}


def test_the_search_finds_a_word_without_a_server(chrome: Chrome, site: Path) -> None:
    chrome.open(site / "index.html", 1000)
    chrome.run("document.querySelector('.md-search__input').focus()")
    chrome.call("Input.insertText", text="denominator")
    found = "[...document.querySelectorAll('.md-search-result__link')].map(one => one.pathname)"
    until = time.monotonic() + 20
    while not (pages := chrome.run(found)) and time.monotonic() < until:
        pass
    assert any(page.endswith("counting.html") for page in pages)


@pytest.mark.skipif(AXE is None, reason="needs axe-core-python")
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [400, 1200])
def test_the_accessibility_checker_finds_nothing(chrome: Chrome, site: Path, width: int, dark: bool) -> None:
    for name in _READ:
        chrome.open(site / f"{name}.html", width, dark=dark)
        assert (name, chrome.inaccessible()) == (name, [])
