"""What a feed or page says is data in every output: nothing runs in a browser, a terminal or a spreadsheet."""

import csv
import json
import re
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree

import duckdb
import pytest
from lxml import html as lxml_html

from dyadwire.pipelines.cli import main
from tests.pipelines.collect.served_site import serving

pytestmark = pytest.mark.usefixtures("kept_open")

MARK = "alert(1)"
SCRIPT = f"<script>{MARK}</script><img src=x onerror={MARK}><a href='javascript:{MARK}'>China</a></script>"
TERMINAL = "\x1b]0;owned\x07\x1b[31m\x9b2J\x08\u202e\u2066"
FORMULA = f'=HYPERLINK("https://evil.example/?{MARK}")'
SENTENCE = "China and Russia said on Monday that trade rose 12 percent to $245 billion"
ODD = f"{FORMULA} {SCRIPT}{TERMINAL}"
PAGE = """<!doctype html><html lang=en><head><title>{odd} China and Russia agree</title>
<meta property="og:title" content="{quoted} China and Russia agree"><script>{mark}</script>
<script type="application/ld+json">{json}</script></head><body onload="{mark}"><article>
<h1>{odd} China and Russia agree</h1>
<p>{formula} {sentence}, President Xi Jinping {quoted} told President Vladimir Putin.</p>
<p>+cmd|calc {sentence}. @SUM(1) {quoted}</p><p>-2+3 {sentence}, the ministry of trade added in a long statement.</p>
</article></body></html>"""

PAIR = "CHN-RUS"
NOW = datetime.now(UTC)
PERIOD = ["--since", f"{NOW - timedelta(days=9):%Y-%m-%d}", "--until", f"{NOW:%Y-%m-%d}"]
QUESTIONS = {
    "trend": [PAIR], "evidence": [PAIR], "people": [PAIR], "figures": [PAIR], "figures each": [PAIR, "--each"],
    "top": PERIOD, "movers": ["--minimum", "1", "--all"], "network": PERIOD,
    "sql articles": ["SELECT * FROM articles"], "sql sentences": ["SELECT * FROM sentences"],
    "sql figures": ["SELECT * FROM figures"], "sql people": ["SELECT * FROM people"],
    "sql fetches": ["SELECT * FROM fetches"], "sql failures": ["SELECT * FROM failures"],
}  # fmt: skip
TABLES = ("articles", "sentences", "figures", "people", "fetches", "failures", "country_mentions")


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    """A lake of what the site serves: markup, escapes and formulas in every field of feed and page."""
    lake = tmp_path_factory.mktemp("hostile") / "lake"
    with serving() as site, redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
        put_up(site)
        feeds = [f"{site.base}/{name}" for name in ("feed", "feed.json", f"missing?{MARK}", f"broken?{MARK}")]
        assert main(["run", *feeds, "--lake", str(lake), "--model", "none", "--allow-network", "127.0.0.0/8"]) == 0
        assert main(["status", "--lake", str(lake)]) == 0
    assert not controls(out.getvalue() + err.getvalue())
    return lake


def put_up(site):
    """Let a site serve two feeds and their pages."""
    published = NOW - timedelta(days=2)
    fields = {"odd": ODD, "quoted": escape(ODD), "mark": MARK, "formula": FORMULA, "sentence": SENTENCE}
    data = json.dumps({"@type": "NewsArticle", "headline": ODD, "articleBody": ODD, "author": ODD})
    page = PAGE.format(**fields, json=data).encode("utf-8", "replace")
    entries = [f"{site.base}/page/1", "javascript:" + MARK, f"data:text/html,{SCRIPT}", f"{site.base}/page/2'{MARK}"]
    entries = [
        f"<item><title>{escape(ODD)} China and Russia agree {n}</title><link>{escape(link)}</link>"
        f"<guid>{escape(ODD)}{n}</guid><author>{escape(ODD)}</author><pubDate>{format_datetime(published)}</pubDate>"
        f"<description>{escape(ODD)} {SENTENCE}.</description></item>"
        for n, link in enumerate(entries)
    ]
    feed = f"<rss version='2.0'><channel><title>{escape(ODD)}</title>{''.join(entries)}</channel></rss>"
    feed = re.sub(r"[\x00-\x08\x0b-\x1f]", "", feed)  # XML has no place for these; JSON has
    items = [
        {"id": ODD, "url": f"{site.base}/page/3", "title": f"{ODD} China and Russia", "content_html": ODD + SENTENCE}
    ]
    site.routes |= {
        f"/broken?{MARK}": (200, ODD.encode(), {"Content-Type": "text/html"}),
        "/feed": (200, feed.encode(), {"Content-Type": "application/rss+xml"}),
        "/feed.json": (200, json.dumps({"version": "1.1", "title": ODD, "items": items}).encode(), {}),
        **{f"/page/{n}": (200, page, {"Content-Type": "text/html", "X-Odd": "\x1b[31m"}) for n in (1, 3)},
    }


def controls(text):
    """Return what a terminal would obey: control characters but line ends, and marks that turn text around."""
    return re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


def executable(markup):
    """Return what a browser would run of foreign markup: its scripts, handlers and javascript addresses."""
    tree = lxml_html.document_fromstring(markup)
    found = [element.get(name) for element in tree.iter() for name in element.attrib if name.startswith("on")]
    addresses = [element.get(name) or "" for element in tree.iter() for name in ("href", "src", "action")]
    found += [address for address in addresses if address.strip().lower().startswith(("javascript:", "data:text"))]
    for script in tree.iter("script"):
        kind = (script.get("type") or "").lower()
        if "json" not in kind and MARK in re.sub(r'"(?:[^"\\]|\\.)*"', '""', script.text or ""):
            found.append(script.text)
    return found


def ask(capsys, lake, name, *how):
    command, _, _ = name.partition(" ")
    assert main([command, *QUESTIONS[name], "--lake", str(lake), *how]) == 0, name
    return capsys.readouterr().out


def test_the_checks_see_what_they_look_for():
    assert len(executable(f"<html><body onload='{MARK}'>{SCRIPT}</body></html>")) == 4
    assert len(controls(TERMINAL)) == 7
    with pytest.raises(AssertionError):
        check_cells([[FORMULA]])


def test_what_is_stored_is_text(lake):
    strings = [
        value
        for path in lake.glob("*/*/*.parquet")
        for row in duckdb.sql(f"SELECT * FROM '{path}'").fetchall()
        for value in row
        if isinstance(value, str)
    ]
    assert any("China and Russia agree" in value for value in strings)
    assert [value for value in strings if controls(value.replace("\t", " "))] == []
    titles = duckdb.sql(f"SELECT title, url FROM '{lake}/articles/*/*.parquet'").fetchall()
    assert len(titles) >= 3
    assert [url for _, url in titles if url and not url.startswith("http")] == []


@pytest.mark.parametrize("name", QUESTIONS)
def test_terminals_are_told_nothing_to_obey(lake, capsys, name):
    out = ask(capsys, lake, name, "--table")
    assert out.strip()
    assert controls(out) == []


@pytest.mark.parametrize("name", QUESTIONS)
def test_spreadsheets_are_told_no_formula(lake, capsys, name):
    rows = list(csv.reader(StringIO(ask(capsys, lake, name, "--csv"))))
    assert rows
    check_cells(rows)


def check_cells(rows):
    cells = [cell for row in rows for cell in row]
    numbers = re.compile(r"[+-]?[\d.]+(?:e[+-]?\d+)?")
    assert [cell for cell in cells if cell[:1] in tuple("=+-@\t\r") and not numbers.fullmatch(cell)] == []
    assert [cell for cell in cells if controls(cell)] == []


@pytest.mark.parametrize("name", QUESTIONS)
def test_json_is_data(lake, capsys, name):
    out = ask(capsys, lake, name, "--json")
    assert controls(out) == []
    assert json.loads(out) or name == "movers"  # which has no earlier weeks to compare with


@pytest.mark.slow
def test_pages_run_nothing_of_it(lake, tmp_path):
    (pages := tmp_path / "pages").mkdir()
    assert main(["report", PAIR, "--lake", str(lake), "-o", str(pages / "one.html")]) == 0
    assert main(["report", "--all", "--minimum", "1", *PERIOD, "--lake", str(lake), "-o", str(pages / "all")]) == 0
    for command, name in (("trend", "trend"), ("figures", "figures"), ("top", "top"), ("network", "network")):
        plot = str(pages / f"{name}.html")
        assert main([command, *QUESTIONS[name], "--lake", str(lake), "--plot", plot]) == 0
    written = list(pages.rglob("*.html"))
    assert len(written) >= 7
    for page in written:
        content = page.read_text(encoding="utf-8")
        assert executable(content) == [], page
        assert f"<script>{MARK}" not in content
        assert controls(content.replace("\t", "")) == [], page
    assert "China and Russia agree" in (pages / "one.html").read_text(encoding="utf-8")


def test_exports_are_data(lake, tmp_path):
    for table in TABLES:
        assert main(["export", table, "--lake", str(lake), "-o", str(tmp_path / f"{table}.csv")]) == 0
        assert main(["export", table, "--lake", str(lake), "-o", str(tmp_path / f"{table}.jsonl")]) == 0
        with Path(tmp_path / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            check_cells(csv.reader(file))
        lines = Path(tmp_path / f"{table}.jsonl").read_text(encoding="utf-8")
        assert controls(lines) == []
        assert [json.loads(line) for line in lines.splitlines()]
    assert main(["export", "network", "--lake", str(lake), "-o", str(tmp_path / "net.graphml")]) == 0
    content = (tmp_path / "net.graphml").read_text(encoding="utf-8")
    assert ElementTree.fromstring(content) is not None
    assert MARK not in content
