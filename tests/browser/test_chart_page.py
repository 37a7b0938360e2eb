"""A chart as a page in a real browser: as wide as its window, under its own policy, hostile texts as text."""

from pathlib import Path

import pytest

from dyadwire.pipelines.charts.drawing import save
from tests.browser.chrome import AXE, CHROMIUM, Chrome
from tests.pipelines.answered_charts import HOSTILE, KINDS, hostile_chart

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_is_drawn_and_its_texts_are_text(tmp_path: Path, kind: str) -> None:
    save(hostile_chart(kind, HOSTILE[0]), tmp_path / "x.html")
    with Chrome(tmp_path / "profile") as chrome:
        for width in (400, 1000, 1600):
            chrome.open(tmp_path / "x.html", width)
            assert chrome.run("document.title") != "owned"
            assert chrome.run("document.documentElement.scrollWidth") <= width
            drawn = chrome.run("document.querySelector('svg').getBoundingClientRect().width")
            assert drawn == max(chrome.run("document.documentElement.clientWidth"), 640)
        told = chrome.run("[...document.querySelectorAll('svg title')].map(one => one.textContent).join()")
        assert HOSTILE[0] in told or kind in ("network", "acts")  # whose names are those of countries and classes
        assert chrome.run("document.querySelectorAll('svg title').length") > 0
        assert chrome.complaints == []
        assert AXE is None or chrome.inaccessible() == []
