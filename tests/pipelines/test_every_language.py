"""The whole way in each language beside the others: a feed of each into one lake, asked by language."""

import json
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from dyadwire.pipelines.ask.query import connect
from tests.pipelines.runs import here

TOLD = json.loads((Path(__file__).parent / "every_language.json").read_text(encoding="utf-8"))


def feed(language: str, text: str) -> str:
    site = f"https://{language}.example"
    entry = f"<title>{escape(text[:30])}</title><link>{site}/1</link><pubDate>Mon, 02 Mar 2026 08:00:00 GMT</pubDate>"
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>{language}</title><link>{site}/</link>'
        f"<description>news</description><item>{entry}<description>{escape(text)}</description></item></channel></rss>"
    )


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("languages")
    paths = [folder / f"{language}.rss" for language in TOLD]
    for path in paths:
        path.write_text(feed(path.stem, TOLD[path.stem]), encoding="utf-8")
    ran = here("run", *paths, "--lake", folder / "lake", "--model", "none")
    assert ran.returncode == 0, ran.stderr
    return folder / "lake"


@pytest.mark.slow
def test_each_language_counts_its_own_article_of_the_pair(lake: Path) -> None:
    with connect(str(lake), complete=True) as readers:
        found = readers.execute(
            "SELECT language, count(*) FROM article_dyads JOIN articles USING (article_id)"
            " WHERE (country_a, country_b) = ('CHN', 'RUS') AND salience >= 0.38 GROUP BY language"
        ).fetchall()
    assert dict(found) == dict.fromkeys(TOLD, 1)
    told = here("trend", "Russia", "China", "--language", "Hindi", "--by", "year", "--lake", lake, "--json")
    assert [(row["articles"], row["total_articles"]) for row in json.loads(told.stdout)] == [(1, 1)]


def test_each_language_gives_the_same_figures(lake: Path) -> None:
    with connect(str(lake), complete=True) as readers:
        found = readers.execute(
            "SELECT a.language, list(DISTINCT (f.kind, f.value, f.currency))"
            " FROM figures f JOIN articles a USING (article_id)"
            " WHERE f.kind IN ('money', 'percent') GROUP BY a.language"
        ).fetchall()
    wanted = {("percent", 5.0, None), ("money", 240e9, "USD")}
    assert {language: set(figures) for language, figures in found} == dict.fromkeys(TOLD, wanted)
