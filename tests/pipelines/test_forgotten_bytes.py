"""After a takedown no byte of the article is in the lake, however it came in, and whatever is read again."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dyadwire.pipelines.collect.spool import warc_record
from dyadwire.pipelines.lake.forget import forget
from dyadwire.pipelines.lake.verify import verify
from dyadwire.pipelines.run.options import CoverageOptions
from dyadwire.pipelines.run.passes import run_pass
from dyadwire.schemas.manifest import Books
from tests.pipelines.runs import article
from tests.pipelines.searched import found_in

pytestmark = pytest.mark.slow

URL = "https://www.outlet.example/plum-affair"
TITLE = "Plumland and its minister of marmalade: China and Russia sign"
TEXT = (
    "China and Russia signed the marmalade accord. Trade between China and Russia rose 7 percent, Ms Quincewell said."
)
GONE = article(1, url=URL, title=TITLE, text=TEXT)
WORDS = ("plum-affair", "Plumland", "marmalade", "Quincewell")

# Lines that fail, each with something of the article.
BROKEN = [
    json.dumps(GONE | {"text": 5}),
    json.dumps({"id": "x" * 300} | GONE | {"author": []}),
    json.dumps(GONE)[:-40],
    json.dumps({"text": TEXT, "title": TITLE, "published_at": {"day": 3}}),
    json.dumps({"url": URL, "text": ""}),
    json.dumps([GONE]),
    json.dumps({"record": "fetch", "url": URL, "fetched_at": "2026-10-02T08:00:00Z", "kind": "page", "outlet": 7}),
    json.dumps({"html": f"<html><head><title>{TITLE}</title></head><body></body></html>", "url": URL}),
]


def lines_of(n: int) -> str:
    fetch = {
        "url": URL + "?utm_source=x",
        "kind": "page",
        "outlet": "outlet.example",
        "outcome": "ok",
        "bytes": 1,
        "seconds": 1.0,
    }
    fetch |= {"record": "fetch", "fetched_at": "2026-10-02T08:00:00Z"}
    broken = fetch | {"outcome": "not_html", "error": f"led from {URL}", "url": "https://other.example/x"}
    good = [json.dumps(record) for record in (article(100 + n), GONE, fetch, broken)]
    return "\n".join([*good, *BROKEN]) + "\n"


def page_of(title: str, text: str) -> bytes:
    return f"<html><head><title>{title}</title></head><body><article><p>{text}</p></article></body></html>".encode()


def feed_of(n: int) -> bytes:
    items = "".join(
        f"<item><title>{title}</title><link>{url}</link><description>{text}</description></item>"
        for url, title, text in ((URL, TITLE, TEXT), (f"https://www.outlet.example/{200 + n}", "Plain", f"Words {n}."))
    )
    return f"<rss version='2.0'><channel><title>News</title>{items}</channel></rss>".encode()


def archive_of(n: int) -> bytes:
    """Return an archive with the page, another, one that holds no article, and a request that failed."""
    at = datetime(2026, 10, 2, 8, n, tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def response(url: str, body: bytes, kind: str = "page") -> bytes:
        head = {"WARC-Type": "response", "WARC-Target-URI": url, "WARC-Date": at, "Dyadwire-Kind": kind}
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body) + body
        return warc_record(head | {"Content-Type": "application/http; msgtype=response"}, block)

    empty = f"<html><head><title>{TITLE}</title></head><body></body></html>".encode()
    other = article(300 + n)
    return (
        response(URL, page_of(TITLE, TEXT))
        + response(other["url"], page_of(other["title"], other["text"]))
        + response(URL + "?utm_medium=y", empty)
        + response("https://www.outlet.example/feed", b"<rss><channel><item>" + TITLE.encode(), "feed")
    )


def read_all(folder: Path, n: int) -> Books:
    """Read the article in every way that there is, together with others."""
    given = folder / f"in-{n}"
    given.mkdir(exist_ok=True)
    (given / "lines.jsonl").write_text(lines_of(n))
    (given / "feed.rss").write_bytes(feed_of(n))
    (given / "pages.warc.gz").write_bytes(archive_of(n))
    (given / "page.html").write_text(f"<!--{n}--><html><head><title>{TITLE}</title></head><body></body></html>")
    return run_pass(CoverageOptions(inputs=(str(given),), lake=str(folder / "lake"), model=None))


def test_no_byte_is_left_and_none_comes_back(tmp_path: Path) -> None:
    read_all(tmp_path, 1)
    lake = tmp_path / "lake"
    assert {word for word, _ in found_in(lake, *WORDS)} == set(WORDS)
    assert forget(str(lake), urls=[URL]).articles == 1
    assert found_in(lake, *WORDS) == set()
    assert list(verify(str(lake))) == []
    for n in (1, 2):
        assert read_all(tmp_path, n).balance
        assert found_in(lake, *WORDS) == set()
    assert list(verify(str(lake))) == []
