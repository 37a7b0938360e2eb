"""One pass over good and hostile feeds together: each hostile one is told by name, and nothing else is lost."""

import gzip
import json
import time

import pytest

from dyadwire.pipelines.collect.fetch import Fetcher, Limits
from dyadwire.pipelines.collect.store import Store
from dyadwire.pipelines.collect.to_spool import collect
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.transforms.text.formats.feeds import parse_feed
from tests.pipelines.collect.served_site import PAGE, rss

QUICK = Limits(request_seconds=3, address_seconds=3.5, attempts=2, delay_seconds=0, feed_bytes=200_000)
HEAD = "<?xml version='1.0'?>"
ITEM = "<item><title>{}</title><link>{}/page/{}</link><pubDate>{}</pubDate></item>"


def drip(handler, count):
    handler.send_response(200)
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b"<")
        handler.wfile.flush()
        time.sleep(0.1)


def cut(handler, count):
    handler.answer(200, rss("")[:30], {"Content-Length": "500"})
    handler.close_connection = True


def lie(charset, text):
    return (
        200,
        rss(f"<item><title>{text}</title></item>").decode().encode(charset),
        {"Content-Type": "text/xml; charset=utf-8"},
    )


def entity(declaration):
    return (200, f"{HEAD}<!DOCTYPE r [{declaration}]>".encode() + rss("<item><title>&x;</title></item>"), {})


def moved(location):
    return (302, b"", {"Location": location})


EXPECTED = {
    "404": ((404, b"", {}), "not_found"),
    "410": ((410, b"", {}), "gone"),
    "500": ((500, b"", {}), "server_error"),
    "429": ((429, b"", {"Retry-After": "5"}), "rate_limited"),
    "304": ((304, b"", {}), "protocol_error"),
    "loop": (moved("/bad/loop"), "redirect_loop"),
    "file": (moved("file:///etc/passwd"), "redirect_blocked"),
    "metadata": (moved("http://169.254.169.254/latest/"), "redirect_blocked"),
    "drip": (drip, "timeout"),
    "hang": (lambda handler, count: time.sleep(8), "timeout"),
    "cut": (cut, "truncated"),
    "empty": ((200, b"", {}), "empty"),
    "noise": ((200, bytes(range(256)) * 64, {}), "not_a_feed"),
    "html": ((200, b"<!doctype html><html><body><p>x</p></body></html>", {}), "not_a_feed"),
    "bomb": ((200, gzip.compress(b"\0" * 20_000_000), {"Content-Encoding": "gzip"}), "too_large"),
    "huge": ((200, rss("<item><title>x</title></item>" * 20_000), {}), "too_large"),
    "laughs": (entity("<!ENTITY a 'ha'><!ENTITY x '&a;&a;&a;'>"), "unsafe"),
    "external": (entity("<!ENTITY x SYSTEM 'file:///etc/passwd'>"), "unsafe"),
    "deep": ((200, rss("<a>" * 20_000), {}), "unsafe"),
    "none": ((200, rss(""), {}), "no_entries"),
    "charset": (lie("windows-1251", "Китай и Россия подписали соглашение"), "ok"),
    "script": (
        (200, rss("<item><title>&lt;script&gt;x</title><link>javascript:alert(1)</link></item>y"), {}),
        "no_entries",
    ),
    "null": ((200, rss("<item><title>China\0Japan</title></item>"), {}), "ok"),
}


@pytest.fixture
def world(site):
    site.routes |= {f"/bad/{name}": route for name, (route, _) in EXPECTED.items()}
    items = "".join(ITEM.format(n, site.base, n, "Mon, 02 Nov 2026 09:00:00 GMT") for n in range(20))
    odd = ITEM.format("secret", site.base, "../private/page", "Fri, 31 Dec 9999 23:59:59 GMT")
    site.routes["/good"] = (200, rss(items + odd), {})
    site.routes |= {f"/page/{n}": PAGE for n in range(20)}
    site.routes["/robots.txt"] = (200, b"User-agent: *\nDisallow: /private/\n", {})
    return site


@pytest.mark.slow
def test_hostile_feeds_are_told_by_name_and_cost_nothing_else(world, tmp_path):
    connects = []
    addresses = [world.base + "/good", *(f"{world.base}/bad/{name}" for name in EXPECTED)]
    report = collect(
        addresses,
        tmp_path,
        allow_networks=["127.0.0.0/8"],
        limits=QUICK,
        on_connect=lambda *peer: connects.append(peer),
    )
    outcomes = {fetch.url.rpartition("/")[2]: fetch.outcome for fetch in report.fetches if fetch.kind == "feed"}
    assert outcomes == {"good": "ok", **{name: outcome for name, (_, outcome) in EXPECTED.items()}}
    assert report.outcomes("page") == {"ok": 20, "robots_disallowed": 1}
    assert world.paths("/private") == []
    assert {address for address, _ in connects} == {"127.0.0.1"}
    assert not any(b"root:" in segment.read_bytes() for segment in report.segments)
    assert len(report.segments) == 1


def test_entries_that_no_address_can_hold_cost_only_themselves(site, tmp_path):
    links = ["https://a.example/\ud800", f"{site.base}{'/amp' * 900}", f"{site.base}/page/1"]
    entries = [{"id": f"\udfff{n}", "url": link, "title": "\ud800 t"} for n, link in enumerate(links)]
    entries.append({"id": "\udc00", "title": "no link", "content_text": "text"})
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "t\ud800", "items": entries}
    site.routes |= {
        "/odd.json": (200, json.dumps(feed).encode(), {"Content-Type": "application/feed+json"}),
        "/page/1": PAGE,
    }
    report = collect([site.base + "/odd.json"], tmp_path, allow_networks=["127.0.0.0/8"], limits=QUICK)
    assert report.outcomes("feed") == {"ok": 1}
    assert report.outcomes("page") == {"ok": 1, "not_found": 1}


@pytest.mark.parametrize("error", [ValueError, RecursionError, AssertionError])
def test_what_breaks_a_parser_costs_one_feed(world, tmp_path, monkeypatch, error):
    def parse(body, url, *rest):
        if url.endswith("/bad/null"):
            raise error("half \ud800")
        return parse_feed(body, url, *rest)

    monkeypatch.setattr("dyadwire.pipelines.collect.one_pass.parse_feed", parse)
    addresses = [world.base + "/bad/null", world.base + "/good"]
    report = collect(addresses, tmp_path, allow_networks=["127.0.0.0/8"], limits=QUICK)
    assert report.outcomes("feed") == {"unreadable": 1, "ok": 1}
    assert report.outcomes("page")["ok"] == 20


def test_what_breaks_at_a_page_costs_one_page(world, tmp_path, monkeypatch):
    fetch = Fetcher.fetch

    async def breaks(self, address, **options):
        if address.endswith("/page/7"):
            raise UnicodeError("odd")
        return await fetch(self, address, **options)

    monkeypatch.setattr(Fetcher, "fetch", breaks)
    report = collect([world.base + "/good"], tmp_path, allow_networks=["127.0.0.0/8"], limits=QUICK)
    assert report.outcomes("page") == {"ok": 19, "unreadable": 1, "robots_disallowed": 1}


def test_a_store_that_fails_during_a_pass_is_told_in_one_line(world, tmp_path, monkeypatch):
    def fails(self, feed):
        raise DyadwireError("cannot read the collector's store")

    monkeypatch.setattr(Store, "seen", fails)
    with pytest.raises(DyadwireError, match=r"\Acannot read the collector's store\Z"):
        collect([world.base + "/good"], tmp_path, allow_networks=["127.0.0.0/8"], limits=QUICK)
    assert not list(tmp_path.glob("*.warc.gz"))
