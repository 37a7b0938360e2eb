"""From feeds to answers with nothing but the collector's memory on the disk: spool and lake are in a bucket."""

import pytest

from dyadwire.pipelines.ask.query import connect
from dyadwire.pipelines.cli import main
from dyadwire.pipelines.lake.verify import verify
from dyadwire.transforms.storage import filesystem
from tests.pipelines.collect.served_site import serving
from tests.pipelines.stores.lakes_there import objects

pytestmark = pytest.mark.slow

FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><link>{base}/</link><description/>{items}'
    "</channel></rss>"
)
ITEM = (
    "<item><title>China and Russia sign pact {n}</title><link>{base}/page/{n}</link><guid>{n}</guid>"
    "<pubDate>Tue, 03 Nov 2026 08:0{n}:00 GMT</pubDate></item>"
)
PAGE = (
    "<html><head><title>China and Russia sign pact {n}</title></head><body><article>"
    "<p>China and Russia signed pact number {n} on Monday, officials of both countries said in a statement.</p>"
    "<p>Trade between China and Russia rose {n} percent to $10{n} billion, the ministry of commerce said.</p>"
    "</article></body></html>"
)


@pytest.fixture
def news():
    with serving() as site:
        site.newest = 1

        def feed(handler, _count):
            items = "".join(ITEM.format(base=site.base, n=n) for n in range(site.newest + 1))
            handler.answer(
                200, FEED.format(base=site.base, items=items).encode(), {"Content-Type": "application/rss+xml"}
            )

        html = {"Content-Type": "text/html"}
        site.routes |= {"/feed.rss": feed} | {f"/page/{n}": (200, PAGE.format(n=n).encode(), html) for n in range(3)}
        yield site


def test_collect_then_run_what_is_new(s3, news, tmp_path):
    spool, lake = f"{s3}/spool", f"{s3}/lake"
    collect = ["collect", f"{news.base}/feed.rss", "--spool", spool, "--store", str(tmp_path / "memory.sqlite")]
    collect += ["--allow-network", "127.0.0.0/8", "--every", "1s"]
    run = ["run", spool, "--only-new", "--lake", lake, "--model", "none"]
    assert (main(collect), main(run)) == (0, 0)
    assert titles(lake) == ["China and Russia sign pact 0", "China and Russia sign pact 1"]
    before = objects(lake)
    assert main(run) == 0
    assert objects(lake) == before

    for segment in filesystem.glob(f"{spool}/*.warc.gz"):
        filesystem.put(segment, b"nobody reads this again")
    news.newest = 2
    assert (main(collect), main(run)) == (0, 0)
    assert titles(lake)[2:] == ["China and Russia sign pact 2"]
    assert list(verify(lake)) == []
    assert len(filesystem.glob(f"{lake}/_taken/*.json")) == 2


def titles(lake):
    with connect(lake, complete=True) as connection:
        found = connection.execute("SELECT title FROM articles WHERE words > 20 ORDER BY title").fetchall()
    return [title for (title,) in found]
