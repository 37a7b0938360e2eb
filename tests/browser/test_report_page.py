"""The report page in a real browser: no complaint, filters by keyboard, phones, dark mode, an accessibility checker."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from pipelines.answers.query import connect
from pipelines.answers.report import write_report
from pipelines.answers.trends import read_pair
from tests.browser.chrome import CHROMIUM, Chrome
from tests.pipelines.lakes import busy_lake, hostile_lake, small_lake

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
_AXE = find_spec("axe_core_python")


@pytest.fixture(scope="module")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    with Chrome(tmp_path_factory.mktemp("profile")) as browser:
        yield browser


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    lakes = {"small": small_lake, "busy": busy_lake, "hostile": hostile_lake}
    for name, make in lakes.items():
        with connect(make(folder / name)) as connection:
            page = write_report(connection, read_pair(("Russia", "China")))
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in lakes}


@pytest.mark.parametrize("name", ["small", "busy", "hostile"])
def test_the_browser_has_nothing_to_complain_about(chrome: Chrome, pages: dict[str, Path], name: str) -> None:
    chrome.open(pages[name], 1200)
    assert chrome.run("document.getElementById('filters').hidden") is False
    assert chrome.complaints == []


def test_filters_work_by_keyboard(chrome: Chrome, pages: dict[str, Path]) -> None:
    chrome.open(pages["small"], 1200)
    shown = "[...document.querySelectorAll('#evidence > li')].filter(row => !row.hidden).length"
    everything = chrome.run(shown)
    chrome.press("/")
    assert chrome.run("document.activeElement.id") == "words"
    for letter in "gas":
        chrome.press(letter)
    assert chrome.run(shown) == 2
    assert chrome.run("document.getElementById('shown').textContent") == f"2 of {everything} sentences"
    chrome.press("Tab")
    assert chrome.run("document.activeElement.id") == "outlet"
    chrome.press("Tab")
    chrome.press(" ")
    assert chrome.run("document.getElementById('originals').checked") is True
    assert chrome.run(shown) == 1
    chrome.press("Escape")
    assert chrome.run(f"new Promise(done => setTimeout(() => done({shown}), 50))") == everything
    assert chrome.complaints == []


@pytest.mark.parametrize("width", [380, 768, 1200])
@pytest.mark.parametrize("name", ["small", "busy", "hostile"])
def test_no_width_makes_the_page_scroll_sideways(chrome: Chrome, pages: dict[str, Path], name: str, width: int) -> None:
    chrome.open(pages[name], width)
    assert chrome.run("document.documentElement.scrollWidth") <= width


def test_dark_mode_is_dark(chrome: Chrome, pages: dict[str, Path]) -> None:
    colour = "getComputedStyle(document.body).backgroundColor"
    chrome.open(pages["small"], 1200, dark=True)
    dark = chrome.run(colour)
    chrome.open(pages["small"], 1200)
    assert (dark, chrome.run(colour)) == ("rgb(20, 24, 28)", "rgb(255, 255, 255)")


@pytest.mark.skipif(_AXE is None, reason="needs axe-core-python")
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [380, 1200])
@pytest.mark.parametrize("name", ["small", "busy"])
def test_the_accessibility_checker_finds_nothing(
    chrome: Chrome, pages: dict[str, Path], name: str, width: int, dark: bool
) -> None:
    assert _AXE
    assert _AXE.origin
    chrome.open(pages[name], width, dark=dark)
    chrome.run((Path(_AXE.origin).parent / "axe.min.js").read_text(encoding="utf-8") + ";0")
    found = chrome.run("axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | ')))")
    assert found == []
