"""From feeds to answers with nothing but the collector's memory on the disk: spool and lake are in a bucket."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dyadwire.pipelines.ask.query import connect
from dyadwire.pipelines.cli import main
from dyadwire.pipelines.lake.verify import verify
from dyadwire.transforms.storage import filesystem
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


class _News(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        base = f"http://127.0.0.1:{self.server.server_address[1]}"
        name = self.path.rpartition("/")[2]
        if self.path == "/feed.rss":
            items = "".join(ITEM.format(base=base, n=n) for n in range(self.server.newest + 1))
            self._answer(200, "application/rss+xml", FEED.format(base=base, items=items))
        elif self.path.startswith("/page/"):
            self._answer(200, "text/html", PAGE.format(n=name))
        else:
            self._answer(404, "text/plain", "no such thing")

    def _answer(self, status, media, text):
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())


@pytest.fixture
def news():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _News)
    server.daemon_threads, server.newest = True, 1
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_collect_then_run_what_is_new(s3, news, tmp_path):
    feed = f"http://127.0.0.1:{news.server_address[1]}/feed.rss"
    spool, lake = f"{s3}/spool", f"{s3}/lake"
    collect = ["collect", feed, "--spool", spool, "--store", str(tmp_path / "memory.sqlite")]
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
