"""The report page in a real browser: no complaint, filters by keyboard, phones, dark mode, an accessibility checker."""

from pathlib import Path

import pytest

from dyadwire.pipelines.ask.answer import Answer
from dyadwire.pipelines.ask.query import connect
from dyadwire.pipelines.ask.questions import movers, network
from dyadwire.pipelines.ask.subjects import read_pair
from dyadwire.pipelines.pages.answers import write_index, write_movers, write_network
from dyadwire.pipelines.pages.html import LISTS, Site
from dyadwire.pipelines.pages.report import write_report
from tests.browser.chrome import AXE, CHROMIUM, Chrome
from tests.pipelines.lakes import busy_lake, hostile_lake, small_lake

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    lakes = {"small": small_lake, "busy": busy_lake, "hostile": hostile_lake}
    for name, make in lakes.items():
        with connect(make(folder / name), complete=True) as connection:
            page = write_report(connection, read_pair(("Russia", "China")))
            cut = write_report(connection, read_pair(("Russia", "China")), limit=1)
            lists = {
                "index": write_index(_pairs(), Site(LISTS)),
                "movers": write_movers(movers.ask(connection, minimum=1, everything=True), Site(LISTS)),
                "network": write_network(network.ask(connection), Site(LISTS)),
            }
        for each, text in {name: page, f"{name}_cut": cut, **lists}.items():
            (folder / f"{each}.html").write_text(text, encoding="utf-8")
    return {file.stem: file for file in folder.glob("*.html")}


def _pairs() -> Answer:
    pairs = [("Russia", "China"), ("USA", "Chad"), ("India", "Germany"), ("Kenya", "Uganda")]
    subjects = [read_pair(pair) for pair in pairs]
    rows = [(each.name, each.code, 1_200_000 // 9**n, 0.5 / (n + 1), 7, 30) for n, each in enumerate(subjects)]
    brief = ("pair", "articles", "share", "originals", "active_days")
    return Answer(("pair", "dyad", *brief[1:]), rows, brief=brief)


@pytest.mark.parametrize("name", ["small", "busy", "hostile"])
def test_the_browser_has_nothing_to_complain_about(chrome: Chrome, pages: dict[str, Path], name: str) -> None:
    chrome.open(pages[name], 1200)
    assert chrome.run("document.getElementById('filters').hidden") is False
    assert chrome.complaints == []


def test_filters_work_by_keyboard(chrome: Chrome, pages: dict[str, Path]) -> None:
    chrome.open(pages["small"], 1200)
    shown = "[...document.querySelectorAll('#evidence li')].filter(row => !row.hidden).length"
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


_ARTICLES = "[...document.querySelectorAll('#counted .group')].filter(group => !group.hidden).map(group => group.id)"
_CLICK = "document.querySelector('g[data-period=\"{}\"]').dispatchEvent(new MouseEvent('click', {{bubbles: true}}))"
_AFTER = "new Promise(done => setTimeout(() => done({}), 100))"


def test_a_click_on_a_bar_lists_its_articles(chrome: Chrome, pages: dict[str, Path]) -> None:
    chrome.open(pages["small"], 1200)
    assert chrome.run("document.getElementById('counted').open") is False
    everything = chrome.run(_ARTICLES)
    assert len(everything) > 2
    chrome.run(_CLICK.format("2026-03-01"))
    assert chrome.run(_AFTER.format(_ARTICLES)) == ["on-2026-03-01"]
    assert chrome.run("document.getElementById('counted').open") is True
    output = "document.querySelector('#counted output').textContent"
    assert chrome.run(output) == "2 articles of the day of 2026-03-01"
    chrome.run(_CLICK.format("2026-03-02"))
    assert chrome.run(_AFTER.format(output)) == "No article of the day of 2026-03-02"
    assert chrome.run(_ARTICLES) == []
    chrome.run("history.back()")
    assert chrome.run(_AFTER.format(_ARTICLES)) == ["on-2026-03-01"]
    chrome.run("document.querySelector('#counted button').click()")
    assert chrome.run(_AFTER.format(_ARTICLES)) == everything
    assert chrome.complaints == []


def test_a_count_in_the_table_leads_to_its_articles(chrome: Chrome, pages: dict[str, Path]) -> None:
    chrome.open(pages["small"], 1200)
    chrome.run("document.querySelector('a[href=\"#on-2026-03-03\"]').click()")
    assert chrome.run(_AFTER.format(_ARTICLES)) == ["on-2026-03-03"]


def test_figures_are_filtered_by_kind_time_and_words(chrome: Chrome, pages: dict[str, Path]) -> None:
    chrome.open(pages["small"], 1200)
    shown = (
        "[...document.querySelectorAll('.figure')].filter(row => row.checkVisibility()).map(row => row.dataset.kind)"
    )
    everything = chrome.run(shown)
    assert {"money", "percent"} <= set(everything)
    choose = "document.getElementById('{}').value = '{}'; "
    choose += "document.getElementById('figure-filters').dispatchEvent(new Event('input'))"
    chrome.run(choose.format("kind", "percent"))
    assert set(chrome.run(shown)) == {"percent"}
    chrome.run(choose.format("figure-words", "nowhere"))
    assert chrome.run(shown) == []
    assert (
        chrome.run("document.querySelector('#figure-filters output').textContent") == f"0 of {len(everything)} figures"
    )
    chrome.press("Escape")
    assert chrome.run(_AFTER.format(shown)) == everything


def test_figures_are_filtered_by_state(chrome: Chrome, pages: dict[str, Path]) -> None:
    chrome.open(pages["small"], 1200)
    shown = (
        "[...document.querySelectorAll('.figure')].filter(row => row.checkVisibility()).map(row => row.dataset.state)"
    )
    assert set(chrome.run(shown)) == {"reported", "expected"}
    chrome.run("document.getElementById('state').value = 'expected'")
    chrome.run("document.getElementById('figure-filters').dispatchEvent(new Event('input'))")
    assert set(chrome.run(shown)) == {"expected"}


def test_a_list_that_is_cut_does_not_call_itself_all(chrome: Chrome, pages: dict[str, Path]) -> None:
    chrome.open(pages["small_cut"], 1200)
    told = "['figure-filters', 'act-filters', 'filters'].map(id => document.querySelector(`#${id} output`).textContent)"
    assert chrome.run(told) == [f"1 of the 1 {noun} listed" for noun in ("figure", "act", "sentence")]
    assert chrome.complaints == []


def test_acts_are_filtered_by_bar_class_and_words(chrome: Chrome, pages: dict[str, Path]) -> None:
    chrome.open(pages["small"], 1200)
    shown = "[...document.querySelectorAll('.acts > li')].filter(row => !row.hidden).map(row => row.dataset.class)"
    output = "document.querySelector('#act-filters output').textContent"
    both = ["verbal conflict", "verbal cooperation"]
    assert (chrome.run(shown), chrome.run(output)) == (both, "2 of 2 acts")
    chrome.run(_CLICK.format("2026-03-01").replace("g[", "#acts g["))
    assert chrome.run(_AFTER.format(shown)) == ["verbal cooperation"]
    assert chrome.run(output) == "1 of 2 acts of the day of 2026-03-01"
    assert len(chrome.run(_ARTICLES)) > 1  # a bar of acts leaves the list of articles as it is
    chrome.run("document.querySelector('#act-filters button').click()")
    assert chrome.run(_AFTER.format(shown)) == both
    chrome.run("document.getElementById('act-class').value = 'verbal conflict'")
    chrome.run("document.getElementById('act-filters').dispatchEvent(new Event('input'))")
    assert chrome.run(shown) == ["verbal conflict"]
    chrome.press("Escape")
    assert chrome.run(_AFTER.format(shown)) == both
    assert chrome.complaints == []


def test_the_index_is_searched_and_sorted(chrome: Chrome, pages: dict[str, Path]) -> None:
    chrome.open(pages["index"], 1000)
    names = "[...document.querySelectorAll('tbody tr')].filter(row => !row.hidden).map(row => row.cells[0].textContent)"
    by_count = ["Russia–China", "United States–Chad", "India–Germany", "Kenya–Uganda"]
    assert chrome.run(names) == by_count
    heads = "document.querySelectorAll('thead button')"
    chrome.run(f"{heads}[0].click()")
    assert chrome.run(names) == sorted(by_count)
    chrome.run(f"{heads}[1].click()")
    assert chrome.run(names) == by_count
    chrome.run(f"{heads}[1].click()")
    assert chrome.run(names) == by_count[::-1]
    sorts = "[...document.querySelectorAll('thead th')].map(head => head.getAttribute('aria-sort'))"
    assert chrome.run(sorts) == [None, "ascending", None, None, None]
    chrome.press("/")
    for letter in "usa":
        chrome.press(letter)
    assert chrome.run(names) == ["United States–Chad"]
    assert chrome.run("document.querySelector('output').textContent") == "1 of 4 pairs"
    search = "words.value = {!r}; document.getElementById('search').dispatchEvent(new Event('input'))"
    for words, found in {
        "Россия": by_count[:1], "Китай": by_count[:1], "中国": by_count[:1], "भारत": by_count[2:3],
        "ALLEMAGNE": by_count[2:3], "Estados Unidos": by_count[1:2], "Tschäd": by_count[1:2], "Wakanda": [],
    }.items():  # fmt: skip
        chrome.run(search.format(words))
        assert chrome.run(names) == found, words
    chrome.press("Escape")
    assert len(chrome.run(_AFTER.format(names))) == 4
    assert chrome.complaints == []


@pytest.mark.parametrize("name", ["small", "index"])
def test_without_a_script_everything_is_there(chrome: Chrome, pages: dict[str, Path], name: str) -> None:
    chrome.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        chrome.open(pages[name], 1000)
        assert set(chrome.run("[...document.forms].map(form => form.hidden)")) == {True}
        assert (
            chrome.run(
                "document.querySelectorAll('tbody tr[hidden], li[hidden], section[hidden], button:not(form *)').length"
            )
            == 0
        )
    finally:
        chrome.call("Emulation.setScriptExecutionDisabled", value=False)


@pytest.mark.parametrize("width", [380, 1000])
def test_no_tile_overflows(chrome: Chrome, pages: dict[str, Path], width: int) -> None:
    chrome.open(pages["small"], width)
    texts = "tile.textContent = n ? '1,234 of 14,900' : '1,234,567'"
    chrome.run(f"document.querySelectorAll('.numbers dd').forEach((tile, n) => {{ {texts}; }})")
    wide = "[...document.querySelectorAll('.numbers div')].filter(tile => tile.scrollWidth > tile.clientWidth).length"
    assert chrome.run(wide) == 0


@pytest.mark.parametrize("width", [380, 1000])
def test_a_date_is_in_one_place_in_all_charts_of_a_page(chrome: Chrome, pages: dict[str, Path], width: int) -> None:
    chrome.open(pages["small"], width)
    tops = "['7', '100.0%', '123,456']"
    chrome.run(
        f"document.querySelectorAll('.scale').forEach((one, n) => {{ one.children[0].textContent = {tops}[n]; }})"
    )
    left = (
        "[...document.querySelectorAll('.plot .bars, .dates')].map(one => Math.round(one.getBoundingClientRect().left))"
    )
    assert len(set(chrome.run(left))) == 1


@pytest.mark.parametrize("width", [380, 768, 1000, 1600])
@pytest.mark.parametrize("name", ["small", "busy", "hostile", "index", "movers", "network"])
def test_no_width_makes_the_page_scroll_sideways(chrome: Chrome, pages: dict[str, Path], name: str, width: int) -> None:
    chrome.open(pages[name], width)
    assert chrome.run("document.documentElement.scrollWidth") <= width


def test_dark_mode_is_dark(chrome: Chrome, pages: dict[str, Path]) -> None:
    colour = "getComputedStyle(document.body).backgroundColor"
    chrome.open(pages["small"], 1200, dark=True)
    dark = chrome.run(colour)
    chrome.open(pages["small"], 1200)
    assert (dark, chrome.run(colour)) == ("rgb(20, 24, 28)", "rgb(255, 255, 255)")


@pytest.mark.skipif(AXE is None, reason="needs axe-core-python")
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [380, 1200])
@pytest.mark.parametrize("name", ["small", "busy", "index", "movers", "network"])
def test_the_accessibility_checker_finds_nothing(
    chrome: Chrome, pages: dict[str, Path], name: str, width: int, dark: bool
) -> None:
    chrome.open(pages[name], width, dark=dark)
    chrome.run("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert chrome.inaccessible() == []
