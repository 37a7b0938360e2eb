"""A server on loopback that does what it is told, and remembers what it was asked."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        site = self.server.site
        with site.lock:
            site.asked.append((self.path, dict(self.headers)))
            count = sum(path == self.path for path, _ in site.asked)
        route = site.routes.get(self.path, (404, b"no such thing", {}))
        try:
            route(self, count) if callable(route) else self.answer(*route)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def answer(self, status=200, body=b"", headers=None):
        self.send_response(status)
        headers = {"Content-Length": str(len(body)), **(headers or {})}
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


class Site:
    """Routes: path → (status, body, headers), or a function of the handler and how often the path was asked."""

    def __init__(self, address: tuple[str, int]) -> None:
        self.base = "http://{}:{}".format(*address)
        self.routes: dict[str, tuple | Callable] = {"/robots.txt": (404, b"", {})}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.lock = threading.Lock()

    def paths(self, prefix="/"):
        return [path for path, _ in self.asked if path.startswith(prefix) and path != "/robots.txt"]


@contextmanager
def serving() -> Iterator[Site]:
    """Serve a site on loopback for as long as the block runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # clients here hang up on purpose
    server.site = Site(server.server_address)
    threading.Thread(target=server.serve_forever, daemon=True, kwargs={"poll_interval": 0.02}).start()
    try:
        yield server.site
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as served:
        yield served


@pytest.fixture
def growing(site) -> Site:
    """A feed that has one entry more at every poll."""

    def feed(handler, count):
        items = "".join(f"<item><link>{site.base}/page/{n}</link><title>Talks {n}</title></item>" for n in range(count))
        handler.answer(200, f"<rss version='2.0'><channel>{items}</channel></rss>".encode())

    page = "<html><body><p>China and Japan met again in room {}, officials said on Monday.</p></body></html>"
    site.routes["/feed"] = feed
    site.routes |= {f"/page/{n}": (200, page.format(n).encode(), {}) for n in range(200)}
    return site


@pytest.fixture(autouse=True)
def _short_waits(monkeypatch):
    monkeypatch.setattr("dyadwire.pipelines.collect.fetch._backoff", lambda attempt: 0.01)
