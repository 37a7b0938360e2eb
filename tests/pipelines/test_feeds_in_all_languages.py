"""A feed in every language that is read, from a file into one lake, and asked by language."""

import json
from html import escape
from pathlib import Path

import pytest

import dyadwire
from dyadwire.pipelines.ask.languages import NAMES
from dyadwire.pipelines.ask.trend_split import MOST_PARTS
from dyadwire.transforms.text.languages import CODES
from tests.pipelines.runs import here

# Of each language a headline, an article about Russia and China with 12 % in it, and one about neither.
NEWS = json.loads((Path(__file__).parent / "cases" / "news_in_all_languages.json").read_text(encoding="utf-8"))


def feed(code: str) -> str:
    """Return an RSS feed of two entries in a language."""
    headline, about, other = NEWS[code].values()
    items = "".join(
        f"<item><title>{escape(title)}</title><link>https://{code}.example/{number}</link>"
        f"<pubDate>Mon, 05 Oct 2026 0{number}:00:00 GMT</pubDate><description>{escape(text)}</description></item>"
        for number, (title, text) in enumerate(((headline, about), ("", other)), start=1)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{code}</title>{items}</channel></rss>'


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    folder = tmp_path_factory.mktemp("feeds")
    for code in NEWS:
        (folder / f"{code}.rss").write_text(feed(code), encoding="utf-8")
    ran = here("run", folder, "--lake", folder / "lake", "--model", "none")
    assert ran.returncode == 0, ran.stderr
    with dyadwire.open(folder / "lake") as opened:
        yield opened


@pytest.fixture(scope="module")
def percents(lake):
    """Return what is read of each language's feed, in percent."""
    told = (
        "SELECT language, list(value) FROM figures JOIN articles USING (article_id) WHERE kind = 'percent' GROUP BY 1"
    )
    return dict(lake.execute(told).fetchall())


def test_every_language_that_is_read_has_a_feed_here_and_a_name():
    assert set(NEWS) == {*CODES, "en"} == set(NAMES)


@pytest.mark.parametrize("code", NEWS)
def test_a_feed_is_counted_in_its_language(lake, percents, code):
    days = lake.trend("Russia", "China", languages=[code])
    assert days.project("articles, total_articles, share").fetchall() == [(1, 2, 0.5)]
    about = lake.articles("Russia", "China", languages=[code])
    assert about.project("language, title").fetchall() == [(code, NEWS[code]["headline"])]
    assert percents[code] == [12.0]


def test_all_languages_stand_side_by_side(lake):
    month = lake.trend("Russia", "China", by="month")
    assert month.project("articles, total_articles").fetchall() == [(len(NEWS), 2 * len(NEWS))]
    lines = lake.trend("Russia", "China", by="month", split="language")
    assert lines.project("articles, total_articles").fetchall() == [(1, 2)] * MOST_PARTS
