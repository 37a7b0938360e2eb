"""A feed on loopback that grows by the clock, for streams that run elsewhere than in the test."""

import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Self

PAGE = (
    "<html><body><p>China and Japan met again in room {}, officials of both countries said on Monday.</p></body></html>"
)


class GrowingFeed:
    """Lists `per_second` more entries each second, from `with` until `stop`, and shows the newest `listed`."""

    def __init__(self, per_second: float = 2.0, listed: int = 200) -> None:
        self._rate, self._listed, self._stopped_at = per_second, listed, None
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._server.daemon_threads = True
        self._server.feed = self
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}/feed"

    def __enter__(self) -> Self:
        self.begin()
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def begin(self) -> None:
        """Begin to grow, from nothing."""
        self._began = time.monotonic()

    def grown(self) -> int:
        """Return how many entries there have been."""
        if self._stopped_at is not None:
            return self._stopped_at
        return int((time.monotonic() - self._began) * self._rate)

    def stop(self) -> int:
        """List no more new entries; return how many there were."""
        self._stopped_at = self.grown()
        return self._stopped_at

    def entry(self, number: int) -> tuple[str, str]:
        """Return the title of an entry and the page it leads to."""
        return f"Talks {number}", PAGE.format(number)

    def titles(self) -> list[str]:
        """Return the titles of all entries."""
        return [self.entry(number)[0] for number in range(self.grown())]

    def body(self) -> bytes:
        """Return the feed as it is now."""
        base, last = self.address.removesuffix("/feed"), self.grown()
        items = "".join(
            f"<item><link>{base}/page/{number}</link><title>{self.entry(number)[0]}</title></item>"
            for number in range(max(0, last - self._listed), last)
        )
        return f"<rss version='2.0'><channel>{items}</channel></rss>".encode()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        if self.path == "/feed":
            self._answer(200, self.server.feed.body(), "application/rss+xml")
        elif self.path.startswith("/page/"):
            number = int(self.path.rsplit("/", 1)[1])
            self._answer(200, self.server.feed.entry(number)[1].encode(), "text/html")
        else:
            self._answer(404, b"", "text/plain")

    def _answer(self, status: int, body: bytes, content_type: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def stream_command(address: str, lake: Path, options: list[str]) -> list[str]:
    """Return the command that streams a feed, or a topic, into a lake."""
    command = [sys.executable, "-m", "dyadwire.pipelines.coverage", "--streaming", "--model=none"]
    return [*command, "--allow_network=127.0.0.0/8", f"--input={address}", f"--output={lake}", *options]
