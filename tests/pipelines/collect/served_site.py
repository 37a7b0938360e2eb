"""A server on loopback that does what it is told, and remembers what it was asked; feeds and pages for it."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = (200, b"<html><body><p>page</p></body></html>", {})


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


def rss(items: str) -> bytes:
    """Return a feed of entries as written."""
    return f"<rss version='2.0'><channel><title>t</title>{items}</channel></rss>".encode()


def linking(base: str, names: Iterable[object], entry: str = "<title>{name}</title>") -> bytes:
    """Return a feed with an entry for each of some pages."""
    link = "<item>" + entry + "<link>{base}/page/{name}</link></item>"
    return rss("".join(link.format(base=base, name=name) for name in names))


def conditional(body: bytes, tag: str) -> Callable[[Handler, int], None]:
    """Return a route whose body does not change, as it tells who has it."""

    def route(handler: Handler, _count: int) -> None:
        if handler.headers.get("If-None-Match") == tag:
            handler.answer(304, b"", {"ETag": tag})
        else:
            handler.answer(200, body, {"ETag": tag, "Content-Type": "text/html"})

    return route
