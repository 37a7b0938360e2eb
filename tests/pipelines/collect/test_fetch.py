import asyncio
import gzip
import itertools
import time
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import brotli
import pytest
import zstandard

from dyadwire.pipelines.collect.addresses import Guard, parse_networks
from dyadwire.pipelines.collect.exchange import user_agent
from dyadwire.pipelines.collect.fetch import Fetcher, Limits
from dyadwire.pipelines.collect.responses import Response, Validators
from dyadwire.pipelines.collect.spool import http_block
from tests.pipelines.collect.served_site import rss

RSS = rss("")
QUICK = Limits(request_seconds=0.4, address_seconds=60, attempts=2, delay_seconds=0, feed_bytes=10_000)


def fetch(url, limits=QUICK, allowed=("127.0.0.0/8",), connects=None, **options):
    async def ask():
        told = (lambda *peer: connects.append(peer)) if connects is not None else None
        async with Fetcher(
            Guard(parse_networks(allowed)), limits, contact="desk@example.org", on_connect=told
        ) as fetcher:
            return await fetcher.fetch(url, max_bytes=limits.feed_bytes, **options)

    return asyncio.run(ask())


def redirect(status, location):
    return (status, b"", {"Location": location})


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, "ok"),
        (204, "empty"),
        (304, "protocol_error"),  # nothing was asked conditionally
        (400, "client_error"),
        (403, "forbidden"),
        (404, "not_found"),
        (410, "gone"),
        (429, "rate_limited"),
        (500, "server_error"),
        (503, "server_error"),
        (999, "protocol_error"),
    ],
)
def test_statuses(site, status, outcome):
    site.routes["/a"] = (status, b"" if status in (204, 304) else RSS, {})
    answer = fetch(site.base + "/a")
    assert (answer.outcome, answer.status) == (outcome, status)
    assert len(site.paths("/a")) == (2 if outcome in ("rate_limited", "server_error", "protocol_error") else 1)


def test_what_is_sent(site):
    site.routes["/a"] = (200, RSS, {"ETag": '"x"', "Last-Modified": "Mon, 02 Nov 2026 09:00:00 GMT"})
    answer = fetch(site.base + "/a")
    assert answer.validators == Validators('"x"', "Mon, 02 Nov 2026 09:00:00 GMT")
    fetch(site.base + "/a", validators=answer.validators)
    (_, first), (_, second) = site.asked
    assert "dyadwire" in first["User-Agent"]
    assert "desk@example.org" in first["User-Agent"]
    assert "If-None-Match" not in first
    assert (second["If-None-Match"], second["If-Modified-Since"]) == answer.validators


def test_not_modified(site):
    site.routes["/a"] = (304, b"", {})
    assert fetch(site.base + "/a", validators=Validators('"x"')).outcome == "not_modified"


def test_compressed_body(site):
    site.routes["/a"] = (200, gzip.compress(RSS), {"Content-Encoding": "gzip"})
    answer = fetch(site.base + "/a")
    assert (answer.body, answer.received) == (RSS, len(gzip.compress(RSS)))


def test_healing(site):
    def flaky(handler, count):
        handler.answer(503, b"later", {"Retry-After": "0"}) if count == 1 else handler.answer(200, RSS)

    site.routes["/a"] = flaky
    assert fetch(site.base + "/a").outcome == "ok"


def test_long_waits_are_left_to_the_next_pass(site):
    site.routes["/a"] = (429, b"", {"Retry-After": "999999999"})
    answer = fetch(site.base + "/a")
    assert (answer.outcome, answer.retry_seconds) == ("rate_limited", 86_400)
    assert len(site.paths("/a")) == 1


def slowly(handler, count):
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


def trickle_headers(handler, count):
    for _ in range(100):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" if not _ else b"X-A: b\r\n")
        handler.wfile.flush()
        time.sleep(0.05)


@pytest.mark.parametrize("route", [slowly, trickle_headers, lambda handler, count: time.sleep(2)])
def test_a_byte_now_and_then_is_a_time_out(site, route):
    site.routes["/a"] = route
    late = fetch(site.base + "/a")
    assert (late.outcome, late.error) == ("timeout", f"no whole answer within {QUICK.request_seconds:g} s")


def cut(body, promised):
    def route(handler, count):
        handler.answer(200, body, {"Content-Length": str(promised)})
        handler.close_connection = True

    return route


def test_cut_bodies(site):
    site.routes |= {"/half": cut(RSS[:20], 60), "/whole": cut(RSS, 1000)}
    half, whole = fetch(site.base + "/half"), fetch(site.base + "/whole")
    assert half.outcome == "truncated"
    assert (whole.outcome, whole.body) == ("ok", RSS)
    assert "cut after" in whole.error
    assert len(site.paths("/half")) == 2


def endless(handler, count):
    handler.send_response(200)
    handler.send_header("Connection", "close")
    handler.end_headers()
    while True:
        handler.wfile.write(b"x" * 5000)


@pytest.mark.parametrize(("coding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_a_compression_that_does_not_end_is_a_cut_body(site, coding, pack):
    body = pack(RSS + bytes(range(256)) * 8)
    for length, outcome in ((len(body) - 200, "truncated"), (len(body), "ok")):
        site.routes["/a"] = (200, body[:length], {"Content-Encoding": coding})
        assert fetch(site.base + "/a").outcome == outcome
    site.routes["/a"] = (200, RSS, {"Content-Encoding": coding})  # as servers lie
    assert fetch(site.base + "/a").outcome == "ok"


def test_headers_without_number_are_not_all_kept():
    many = tuple((f"X{n}", "") for n in range(5000))
    url, headers = "https://a.example/", (*many, ("Content-Type", "text/xml"))
    response = Response(url, url, "ok", datetime(2026, 10, 1, tzinfo=UTC), 200, headers, RSS)
    head = http_block(response).removesuffix(RSS)
    assert head.split(b"\r\n") == [
        b"HTTP/1.1 200 OK", b"Content-Type: text/xml", b"Content-Length: %d" % len(RSS), b"", b"",
    ]  # fmt: skip


def test_caps(site):
    bomb = gzip.compress(b"\0" * 5_000_000)
    site.routes |= {
        "/endless": endless,
        "/announced": cut(b"", 10**9),
        "/bomb": (200, bomb, {"Content-Encoding": "gzip"}),
        "/lie": (200, b"\x01nonsense", {"Content-Encoding": "gzip"}),
        "/empty": (200, b" ", {}),
    }
    outcomes = [fetch(site.base + path).outcome for path in ("/endless", "/announced", "/bomb", "/lie", "/empty")]
    assert outcomes == ["too_large", "too_large", "too_large", "malformed", "empty"]


def test_redirects(site):
    site.routes |= {
        "/good": (200, RSS, {}),
        "/moved": redirect(301, "/moved2"),
        "/moved2": redirect(308, "/good"),
        "/mixed": redirect(301, "/found"),
        "/found": redirect(302, "/good"),
        "/loop": redirect(302, "/loop"),
        "/circle": redirect(302, "/circle2"),
        "/circle2": redirect(302, "/circle"),
        "/file": redirect(302, "file:///etc/passwd"),
        "/script": redirect(302, "javascript:alert(1)"),
        "/private": redirect(302, "http://169.254.169.254/latest/"),
        "/nowhere": (302, b"", {}),
    } | {f"/long{n}": redirect(302, f"/long{n + 1}") for n in range(9)}
    moved, mixed = fetch(site.base + "/moved"), fetch(site.base + "/mixed")
    assert (moved.outcome, moved.final_url, moved.moved_url) == ("ok", site.base + "/good", site.base + "/good")
    assert (mixed.outcome, mixed.moved_url) == ("ok", site.base + "/found")
    round_and_round = [fetch(site.base + path) for path in ("/loop", "/circle", "/long0")]
    assert {each.outcome for each in round_and_round} == {"redirect_loop"}
    told = ["redirected in a circle", "redirected in a circle", f"more than {QUICK.redirects} redirects"]
    assert [each.error for each in round_and_round] == told
    blocked = {path: fetch(site.base + path).outcome for path in ("/file", "/script", "/private", "/nowhere")}
    assert set(blocked.values()) == {"redirect_blocked"}


def test_redirects_that_take_longer_than_an_address_may_are_a_time_out(site):
    site.routes |= {f"/r{n}": redirect(302, f"/r{n + 1}") for n in range(5)} | {"/r5": (200, RSS, {})}
    assert fetch(site.base + "/r0").outcome == "ok"
    none = replace(QUICK, address_seconds=0.0)  # over after the first
    assert fetch(site.base + "/r0", limits=none).outcome == "timeout"
    assert site.paths()[6:] == ["/r0"]


def test_the_seconds_of_an_answer_are_those_of_all_its_redirects(site, monkeypatch):
    ticks = itertools.count()
    monkeypatch.setattr("dyadwire.pipelines.collect.fetch.time", SimpleNamespace(monotonic=lambda: float(next(ticks))))
    site.routes |= {"/a": redirect(302, "/b"), "/b": redirect(302, "/c"), "/c": (200, RSS, {})}
    assert fetch(site.base + "/a").seconds == 3.0


def endless_headers(handler, count):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        handler.wfile.write(b"X-A: " + b"b" * 1000 + b"\r\n")


def one_endless_header(handler, count):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-A: ")
    while True:
        handler.wfile.write(b"b" * 10_000)


def endless_status_line(handler, count):
    while True:
        handler.wfile.write(b"HTTP/1.1 200 O" + b"K" * 10_000)


def endless_trailers(handler, count):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n")
    while True:
        handler.wfile.write(b"X-A: " + b"b" * 1000 + b"\r\n")


def endless_hints(handler, count):
    while True:
        handler.wfile.write(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")


def endless_empty_extensions(handler, count):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;")
    while True:
        handler.wfile.write(b"a" * 10_000)


@pytest.mark.parametrize(
    ("route", "outcomes"),
    [
        (endless_headers, {"protocol_error"}),
        (one_endless_header, {"protocol_error"}),
        (endless_status_line, {"protocol_error"}),
        (endless_trailers, {"protocol_error", "truncated"}),
        (endless_hints, {"timeout"}),
        (endless_empty_extensions, {"protocol_error", "truncated"}),
    ],
)
def test_what_never_ends_before_or_behind_a_body_is_bounded(site, route, outcomes):
    site.routes["/a"] = route
    answer = fetch(site.base + "/a", limits=replace(QUICK, attempts=1))
    assert answer.outcome in outcomes
    assert len(answer.body) <= 3


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_bombs_of_every_coding_are_refused(site, coding):
    pack = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress, "zstd": zstandard.compress}[coding]
    bomb = pack(b"\0" * 5_000_000)
    site.routes["/a"] = (200, bomb, {"Content-Encoding": coding})
    assert len(bomb) < QUICK.feed_bytes
    assert fetch(site.base + "/a").outcome == "too_large"


def test_nothing_private_is_connected_to(site):
    connects = []
    site.routes["/private"] = redirect(302, "http://169.254.169.254/latest/")
    assert fetch(site.base + "/private", connects=connects).outcome == "redirect_blocked"
    assert fetch(site.base + "/private", connects=connects, allowed=()).outcome == "address_blocked"
    assert {address for address, _ in connects} == {"127.0.0.1"}
    assert len(site.paths()) == 1


def test_pages_that_are_no_text_are_not_read(site):
    site.routes["/a.pdf"] = (200, b"%PDF", {"Content-Type": "application/pdf"})
    assert fetch(site.base + "/a.pdf", page=True).outcome == "not_html"


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://nobody.invalid/"])
def test_nobody_there(url):
    assert fetch(url).outcome == "connection_failed"


@pytest.mark.parametrize(
    "url", ["http://", "http://[::1", "http://a b/", "http://127.0.0.1:0x50/", "ftp://127.0.0.1/", ""]
)
def test_odd_addresses_are_no_crash(url):
    assert fetch(url).outcome in ("malformed", "connection_failed", "protocol_error")


def test_odd_validators_are_not_sent_back(site):
    site.routes["/a"] = (200, RSS, {"ETag": '"\xe9"'})
    answer = fetch(site.base + "/a")
    assert answer.validators == Validators(None, None)
    site.routes["/b"] = (200, RSS, {"ETag": '"' + "e" * 20_000 + '"', "Last-Modified": "Sun, 01 Nov 2026 00:00:00 GMT"})
    assert fetch(site.base + "/b").validators == Validators(None, "Sun, 01 Nov 2026 00:00:00 GMT")


def test_contact_is_one_line():
    assert "\n" not in user_agent("desk\r\nX-Evil: 1")


def test_who_waits_for_a_connection_beyond_its_end_is_deferred(site):
    def slow(handler, _count):
        time.sleep(1.0)
        handler.answer(200, RSS)

    async def ask():
        limits = Limits(request_seconds=5, address_seconds=0.2, delay_seconds=0)
        async with Fetcher(Guard(parse_networks(["127.0.0.0/8"])), limits, connections=1) as fetcher:
            first = asyncio.ensure_future(fetcher.fetch(site.base + "/slow", max_bytes=10_000))
            while not site.paths("/slow"):
                await asyncio.sleep(0.01)
            until = asyncio.get_running_loop().time() + 0.1
            late = await fetcher.fetch(site.base + "/late", max_bytes=10_000, until=until)
            return await first, late

    site.routes |= {"/slow": slow, "/late": (200, RSS, {})}
    first, late = asyncio.run(ask())
    assert (first.outcome, late.outcome) == ("ok", "deferred")
    assert site.paths("/late") == []
