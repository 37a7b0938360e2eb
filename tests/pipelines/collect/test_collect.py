import errno
import gzip
import json
import math
import os
import sqlite3
import time
from collections import Counter
from contextlib import closing
from datetime import timedelta
from types import SimpleNamespace

import pytest
from fastwarc.warc import ArchiveIterator
from rich.console import Console

from dyadwire.pipelines.collect.budgets import Budgets
from dyadwire.pipelines.collect.fetch import Limits
from dyadwire.pipelines.collect.report import print_report
from dyadwire.pipelines.collect.responses import Response
from dyadwire.pipelines.collect.spool import locked_spool
from dyadwire.pipelines.collect.stream_web import read_poll
from dyadwire.pipelines.collect.subscriptions import read_subscriptions
from dyadwire.pipelines.collect.to_spool import collect
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.schemas.records import Fetch
from dyadwire.transforms.read.poll_feeds import FeedMemory
from tests.pipelines.collect.served_site import conditional, linking

QUICK = Limits(request_seconds=2, address_seconds=3, attempts=2, delay_seconds=0)
PAGE = "<!doctype html><html><body><article><p>Norland met Sudland, said page {}.</p></article></body></html>"


def rss(base, *names, title="t"):
    more = "<guid isPermaLink='false'>{name}</guid><pubDate>Mon, 02 Nov 2026 09:00:00 GMT</pubDate>"
    return linking(base, names, f"<title>{title} {{name}}</title>{more}")


@pytest.fixture
def late(monkeypatch):
    """Let the time of a pass be over as soon as its feeds are read."""
    began = iter([time.monotonic()])
    clock = SimpleNamespace(monotonic=lambda: next(began, math.inf))
    return lambda: monkeypatch.setattr("dyadwire.pipelines.collect.budgets.monotonic", clock.monotonic)


@pytest.fixture
def news(site):
    """Two feeds that list the same three pages."""
    site.routes |= {f"/page/{name}": conditional(PAGE.format(name).encode(), f'"{name}"') for name in "abc"}
    site.routes["/one.rss"] = conditional(rss(site.base, "a", "b"), '"one"')
    site.routes["/two.rss"] = (200, rss(site.base, "b", "c"), {})
    return site


def gather(folder, *addresses, **options):
    return collect(addresses, folder, allow_networks=["127.0.0.0/8"], limits=QUICK, **options)


def records(report):
    found = []
    for segment in report.segments:
        with segment.open("rb") as file:
            for record in ArchiveIterator(file, parse_http=True):
                kind = record.headers.get("Dyadwire-Kind")
                address = record.headers.get("WARC-Target-URI")
                found.append((record.headers.get("WARC-Type"), kind, address, record.reader.read()))
    return found


def fetch_lines(report):
    return [
        json.loads(line) for name, _, _, body in records(report) if name == "metadata" for line in body.splitlines()
    ]


def test_each_page_is_asked_for_once(news, tmp_path):
    report = gather(tmp_path, news.base + "/one.rss", news.base + "/two.rss")
    assert Counter(news.paths("/page/")) == {"/page/a": 1, "/page/b": 1, "/page/c": 1}
    assert report.outcomes("feed") == {"ok": 2}
    assert report.outcomes("page") == {"ok": 3}
    kinds = Counter((name, kind) for name, kind, _, _ in records(report))
    assert kinds == {("response", "feed"): 2, ("response", "page"): 3, ("metadata", "fetches"): 1}


def test_segments_hold_what_came_and_tell_every_request(news, tmp_path):
    report = gather(tmp_path, news.base + "/one.rss")
    bodies = {address: body for name, _, address, body in records(report) if name == "response"}
    assert bodies[news.base + "/one.rss"] == rss(news.base, "a", "b")
    assert bodies[news.base + "/page/a"] == PAGE.format("a").encode()
    lines = fetch_lines(report)
    assert all(set(line) == {"record", *Fetch._fields} for line in lines)
    (feed,) = (line for line in lines if line["kind"] == "feed")
    assert (feed["entries"], feed["new_entries"], feed["oldest_at"]) == (2, 2, "2026-11-02T09:00:00+00:00")
    assert len(lines) == len(report.fetches) == 3


def dated(base, **days):
    """A feed that lists pages by name, each with its date."""
    feed = rss(base, *days).decode()
    for name, day in days.items():
        feed = feed.replace(
            f"<guid isPermaLink='false'>{name}</guid><pubDate>Mon, 02 Nov 2026 09:00:00",
            f"<guid isPermaLink='false'>{name}</guid><pubDate>{day}",
        )
    return (200, feed.encode(), {})


def oldest(report):
    (feed,) = (fetch for fetch in report.fetches if fetch.kind == "feed")
    return feed.oldest_at.isoformat()


def test_a_poll_reaches_back_to_the_last_one_only_where_the_list_does(news, tmp_path):
    old, today = "01 Jan 2023 09:00:00", "20 Nov 2024 09:00:00"
    polled = "2024-11-10T09:00:00.000000+00:00"
    passes = [
        ({"pinned": old, "a": today, "b": today}, "2024-11-20T09:00:00+00:00"),  # the pinned one is no beginning
        (
            {"pinned": old, "b": today, "c": today},
            "2024-11-10T09:00:00+00:00",
        ),  # b was seen: nothing between was missed
        ({"pinned": old, "d": today, "e": today}, "2024-11-20T09:00:00+00:00"),  # only the pinned one was
    ]
    for listed, since in passes:
        news.routes["/pin.rss"] = dated(news.base, **listed)
        assert oldest(gather(tmp_path, news.base + "/pin.rss", pages=False)) == since
        with sqlite3.connect(tmp_path / ".collector.sqlite") as store:
            store.execute("update feeds set worked_at=?", (polled,))


def test_a_second_pass_asks_for_nothing_twice(news, tmp_path):
    gather(tmp_path, news.base + "/one.rss", news.base + "/two.rss")
    news.asked.clear()
    report = gather(tmp_path, news.base + "/one.rss", news.base + "/two.rss")
    assert sorted(news.paths()) == ["/one.rss", "/two.rss"]
    assert [headers.get("If-None-Match") for path, headers in news.asked if path == "/one.rss"] == ['"one"']
    assert {fetch.outcome: fetch.new_entries for fetch in report.fetches} == {"not_modified": 0, "ok": 0}
    assert {(name, kind) for name, kind, _, _ in records(report)} == {("revisit", "feed"), ("metadata", "fetches")}


def test_only_new_entries_bring_pages(news, tmp_path):
    gather(tmp_path, news.base + "/two.rss")
    news.routes["/two.rss"] = (200, rss(news.base, "a", "b", "c"), {})
    news.asked.clear()
    report = gather(tmp_path, news.base + "/two.rss")
    assert news.paths("/page/") == ["/page/a"]
    told = {address for name, kind, address, _ in records(report) if (name, kind) == ("revisit", "page")}
    assert told == {news.base + "/page/b", news.base + "/page/c"}


def test_an_updated_entry_is_asked_for_again_conditionally(news, tmp_path):
    gather(tmp_path, news.base + "/two.rss")
    news.routes["/two.rss"] = (200, rss(news.base, "b", "c", title="Update:"), {})
    news.asked.clear()
    report = gather(tmp_path, news.base + "/two.rss")
    asked = {path: headers.get("If-None-Match") for path, headers in news.asked}
    assert (asked["/page/b"], asked["/page/c"]) == ('"b"', '"c"')
    assert report.outcomes("page") == {"not_modified": 2}


@pytest.mark.parametrize("status", [403, 404, 503, None])
def test_a_known_page_stands_where_asking_again_fails(news, tmp_path, status, late):
    gather(tmp_path, news.base + "/two.rss")
    news.routes["/two.rss"] = (200, rss(news.base, "b", "c", title="Update:"), {})
    news.routes |= {f"/page/{name}": (status, b"", {}) for name in "bc"}
    if status is None:
        late()
    report = gather(tmp_path, news.base + "/two.rss", budgets=Budgets(pass_seconds=60))
    told = {address for name, kind, address, _ in records(report) if (name, kind) == ("revisit", "page")}
    assert told == {news.base + "/page/b", news.base + "/page/c"}
    assert "ok" not in report.outcomes("page")


def test_an_unknown_page_that_fails_is_no_revisit(news, tmp_path):
    news.routes |= {f"/page/{name}": (404, b"", {}) for name in "bc"}
    report = gather(tmp_path, news.base + "/two.rss")
    assert "revisit" not in {name for name, _, _, _ in records(report)}


def test_lists_are_followed(news, tmp_path):
    outlines = "".join(f"<outline text='x' xmlUrl='{news.base}{path}'/>" for path in ("/one.rss", "/two.rss", "/list"))
    news.routes["/list"] = (200, f"<opml version='2.0'><body>{outlines}</body></opml>".encode(), {})
    report = gather(tmp_path, news.base + "/list")
    assert report.outcomes("feed") == {"ok": 2}
    assert report.outcomes("list") == {"ok": 1}


def test_a_feed_that_speaks_of_lists_is_a_feed(news, tmp_path):
    news.routes["/one.rss"] = (
        200,
        rss(news.base, "a").replace(b"<title>t<", b"<title>&lt;opml <![CDATA[<opml>]]><"),
        {},
    )
    assert gather(tmp_path, news.base + "/one.rss").outcomes("feed") == {"ok": 1}


@pytest.mark.parametrize(
    ("body", "outcome"),
    [(b"<opml><body><outline xmlUrl='https://a", "malformed"), (b"<opml><body/></opml>", "no_feeds")],
)
def test_broken_lists_are_told_by_name(news, tmp_path, body, outcome):
    news.routes["/list"] = (200, body, {})
    for kept in ("response", "revisit"):
        report = gather(tmp_path, news.base + "/list")
        assert (report.outcomes("list"), report.outcomes("feed"), report.unread) == ({outcome: 1}, {}, 1)
        assert kept in {name for name, _, _, _ in records(report)}


def test_sitemaps_are_feeds(news, tmp_path):
    index = f"<sitemapindex><sitemap><loc>{news.base}/news.xml</loc></sitemap></sitemapindex>"
    pages = f"<urlset><url><loc>{news.base}/page/a</loc></url></urlset>"
    news.routes |= {"/index.xml": (200, index.encode(), {}), "/news.xml": (200, pages.encode(), {})}
    report = gather(tmp_path, news.base + "/index.xml")
    assert report.outcomes("page") == {"ok": 1}


def test_sitemaps_may_be_compressed_files(news, tmp_path):
    pages = f"<urlset><url><loc>{news.base}/page/a</loc></url></urlset>"
    kind = {"Content-Type": "application/x-gzip"}
    index = f"<sitemapindex><sitemap><loc>{news.base}/news.xml.gz</loc></sitemap></sitemapindex>"
    news.routes |= {"/index.xml": (200, index.encode(), {}), "/news.xml.gz": (200, gzip.compress(pages.encode()), kind)}
    assert gather(tmp_path, news.base + "/index.xml").outcomes("page") == {"ok": 1}


def test_robots_are_obeyed(news, tmp_path):
    news.routes["/robots.txt"] = (200, b"User-agent: *\nDisallow: /page/b\n", {})
    report = gather(tmp_path, news.base + "/one.rss")
    assert report.outcomes("page") == {"ok": 1, "robots_disallowed": 1}
    assert news.paths("/page/") == ["/page/a"]
    gather(tmp_path, news.base + "/one.rss")
    assert sum(path == "/robots.txt" for path, _ in news.asked) == 1


def hangs(handler, count):
    time.sleep(4)


def breaks_off(handler, count):
    handler.answer(200, b"User-agent: *", {"Content-Length": "500"})
    handler.close_connection = True


@pytest.mark.parametrize(
    ("robots", "why"),
    [
        ((503, b"", {}), "server error 503"),
        ((429, b"", {}), "rate limited 429"),
        (hangs, "timeout"),
        (breaks_off, "truncated 200"),
        ((302, b"", {"Location": "http://127.0.0.1:9/robots.txt"}), "connection failed"),
        ((200, b"User-agent: *\nDisallow: /\n" * 100_000, {}), "too large"),
    ],
)
def test_robots_that_cannot_be_known_forbid(news, tmp_path, robots, why):
    news.routes["/robots.txt"] = robots
    report = gather(tmp_path, news.base + "/one.rss")
    (fetch,) = report.fetches
    assert fetch.outcome in ("robots_unavailable", "connection_failed")
    assert why in fetch.error
    assert news.paths() == []
    news.routes["/robots.txt"] = (404, b"", {})
    assert gather(tmp_path, news.base + "/one.rss").outcomes("feed") == {"ok": 1}  # the next pass asks again


@pytest.mark.parametrize(
    "robots",
    [(404, b"", {}), (401, b"", {}), (410, b"", {}), (200, b"\0\xff<html>", {}), (200, b"", {}), (302, b"", {})],
)
def test_a_site_without_rules_asks_nothing(news, tmp_path, robots):
    news.routes["/robots.txt"] = robots
    assert gather(tmp_path, news.base + "/one.rss").outcomes("page") == {"ok": 2}


def test_rules_that_are_remembered_hold_while_a_site_fails(news, tmp_path, monkeypatch):
    news.routes["/robots.txt"] = (200, b"User-agent: *\nDisallow: /page/c\n", {})
    gather(tmp_path, news.base + "/one.rss")
    monkeypatch.setattr("dyadwire.pipelines.collect.robots_cache.FRESH", timedelta(0))
    news.routes |= {"/robots.txt": (500, b"", {}), "/two.rss": (200, rss(news.base, "b", "c"), {})}
    assert gather(tmp_path, news.base + "/two.rss").outcomes("page") == {"robots_disallowed": 1}


def test_lists_are_asked_conditionally_and_keep_their_feeds(news, tmp_path):
    outlines = f"<outline xmlUrl='{news.base}/one.rss'/><outline xmlUrl='{news.base}/two.rss'/>"
    opml = f"<opml><body>{outlines}</body></opml>".encode()
    news.routes["/list.opml"] = conditional(opml, '"list"')
    assert gather(tmp_path, news.base + "/list.opml").outcomes("feed") == {"ok": 2}
    news.routes["/list.opml"] = (500, b"", {})
    assert gather(tmp_path, news.base + "/list.opml").outcomes("feed") == {"server_error": 1}
    news.routes["/list.opml"] = conditional(opml, '"list"')
    report = gather(tmp_path, news.base + "/list.opml")
    assert report.outcomes("list") == {"not_modified": 1}
    assert report.outcomes("feed") == {"not_modified": 1, "ok": 1}
    assert report.unread == 0


def test_a_list_that_became_a_feed_is_one(news, tmp_path):
    news.routes["/x"] = (200, f"<opml><body><outline xmlUrl='{news.base}/two.rss'/></body></opml>".encode(), {})
    gather(tmp_path, news.base + "/x")
    news.routes["/x"] = conditional(rss(news.base, "a"), '"x"')
    assert gather(tmp_path, news.base + "/x").outcomes("feed") == {"ok": 1}
    report = gather(tmp_path, news.base + "/x")
    assert (report.outcomes("feed"), report.outcomes("list")) == ({"not_modified": 1}, {})


def test_moves_are_remembered(news, tmp_path):
    news.routes["/old.rss"] = (301, b"", {"Location": "/one.rss"})
    gather(tmp_path, news.base + "/old.rss")
    news.asked.clear()
    report = gather(tmp_path, news.base + "/old.rss")
    assert news.paths() == ["/one.rss"]
    assert [fetch.url for fetch in report.fetches] == [news.base + "/old.rss"]


def test_unusable_feeds_are_told_by_name(news, tmp_path):
    news.routes |= {"/page.html": (200, PAGE.encode(), {}), "/none.rss": (200, rss(news.base), {})}
    report = gather(tmp_path, *(news.base + path for path in ("/page.html", "/none.rss", "/missing.rss", "/two.rss")))
    assert report.outcomes("feed") == {"not_a_feed": 1, "no_entries": 1, "not_found": 1, "ok": 1}


def test_the_same_unusable_body_is_not_spooled_again(news, tmp_path):
    news.routes["/page.html"] = (200, PAGE.encode(), {})
    gather(tmp_path, news.base + "/page.html")
    report = gather(tmp_path, news.base + "/page.html")
    assert report.outcomes("feed") == {"not_a_feed": 1}
    assert {name for name, _, _, _ in records(report)} == {"revisit", "metadata"}
    news.routes["/page.html"] = news.routes["/two.rss"]
    assert gather(tmp_path, news.base + "/page.html").outcomes("feed") == {"ok": 1}
    assert gather(tmp_path, news.base + "/page.html").outcomes("feed") == {"ok": 1}


def test_a_feed_without_change_is_asked_in_full_once_a_day_only(news, tmp_path):
    gather(tmp_path, news.base + "/one.rss")
    store = sqlite3.connect(tmp_path / ".collector.sqlite")
    store.execute("update feeds set full_at='2026-01-01T00:00:00+00:00'")
    store.commit()
    store.close()
    outcomes = [gather(tmp_path, news.base + "/one.rss").outcomes("feed") for _ in range(2)]
    assert outcomes == [{"ok": 1}, {"not_modified": 1}]


def test_a_server_that_says_not_modified_whoever_asks_vouches_for_nothing(news, tmp_path):
    news.routes["/304.rss"] = (304, b"", {})
    for _ in range(2):
        (fetch,) = gather(tmp_path, news.base + "/304.rss").fetches
        assert (fetch.outcome, fetch.oldest_at) == ("protocol_error", None)


def test_lists_that_are_too_long_are_told(news, tmp_path, monkeypatch):
    monkeypatch.setattr("dyadwire.pipelines.collect.one_pass.MAX_CHILDREN", 1)
    outlines = f"<outline xmlUrl='{news.base}/one.rss'/><outline xmlUrl='{news.base}/two.rss'/>"
    news.routes["/list.opml"] = (200, f"<opml><body>{outlines}</body></opml>".encode(), {})
    report = gather(tmp_path, news.base + "/list.opml")
    (told,) = (fetch for fetch in report.fetches if fetch.kind == "list")
    assert told.error == "lists 2 addresses: the first 1 are polled"
    assert report.outcomes("feed") == {"ok": 1}


def test_a_feed_of_too_many_entries_is_told(news, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("dyadwire.transforms.text.formats.feeds.MAX_ENTRIES", 1)
    news.routes["/long.rss"] = (200, rss(news.base, "a", "b"), {})
    report = gather(tmp_path, news.base + "/long.rss")
    (told,) = (fetch for fetch in report.fetches if fetch.kind == "feed")
    assert (told.outcome, told.entries) == ("ok", 1)
    assert told.error == "lists more entries than are read of one feed: the first 1 are"
    print_report(Console(stderr=True, width=200), report)
    assert f"{told.url}: {told.error}" in capsys.readouterr().err
    polled = read_poll(Response(told.url, told.url, "ok", told.fetched_at, body=rss(news.base, "a", "b")), FeedMemory())
    assert (len(polled.entries), polled.fetch.error) == (1, told.error)


def test_links_off_the_allowed_network_are_not_followed(news, tmp_path):
    body = rss(news.base, "a").replace(f"{news.base}/page/a".encode(), b"http://169.254.169.254/latest/")
    news.routes["/evil.rss"] = (200, body, {})
    connects = []
    report = gather(tmp_path, news.base + "/evil.rss", on_connect=lambda *peer: connects.append(peer))
    assert report.outcomes("page") == {"address_blocked": 1}
    assert {address for address, _ in connects} == {"127.0.0.1"}


def test_failed_pages_are_tried_again(news, tmp_path):
    good = news.routes["/page/a"]
    news.routes["/page/a"] = (500, b"", {})
    gather(tmp_path, news.base + "/one.rss")
    store = sqlite3.connect(tmp_path / ".collector.sqlite")
    assert store.execute("select outcome, failures from pages where url like '%/a'").fetchall() == [("server_error", 1)]
    store.execute("update pages set next_try_at='2026-01-01T00:00:00+00:00' where failures")
    store.commit()
    news.routes["/page/a"] = good
    report = gather(tmp_path, news.base + "/one.rss")
    assert report.outcomes("page") == {"ok": 1}


def test_only_what_is_due_is_polled(news, tmp_path):
    gather(tmp_path, news.base + "/one.rss", news.base + "/missing.rss")
    news.asked.clear()
    report = gather(tmp_path, news.base + "/one.rss", news.base + "/missing.rss", news.base + "/two.rss", due_only=True)
    assert news.paths("/one") == news.paths("/missing") == []
    assert report.outcomes("feed") == {"ok": 1}


def test_what_a_clock_put_off_that_went_ahead_is_asked_for_when_it_is_right(news, tmp_path):
    good, news.routes["/page/a"] = news.routes["/page/a"], (503, b"", {})
    gather(tmp_path, news.base + "/one.rss")
    with closing(sqlite3.connect(tmp_path / ".collector.sqlite")) as store:
        ahead = "'2046-01-01T00:00:00.000000+00:00'"
        store.execute(f"update feeds set polled_at={ahead}, next_poll_at={ahead}, full_at={ahead}, worked_at={ahead}")
        store.execute(f"update pages set next_try_at={ahead} where failures")
        store.execute(f"update robots set at={ahead}")
        store.commit()
    news.routes["/page/a"] = good
    news.asked.clear()
    report = gather(tmp_path, news.base + "/one.rss", due_only=True)
    assert (report.outcomes("feed"), report.outcomes("page")) == ({"ok": 1}, {"ok": 1})
    assert "/robots.txt" in [path for path, _ in news.asked]
    news.asked.clear()
    gather(tmp_path, news.base + "/one.rss", due_only=True)
    assert news.asked == []


def test_late_pages_wait_for_the_next_pass(news, tmp_path, late, monkeypatch):
    late()
    report = gather(tmp_path, news.base + "/one.rss", budgets=Budgets(pass_seconds=60))
    assert (report.outcomes("feed"), report.outcomes("page")) == ({"ok": 1}, {})
    monkeypatch.undo()
    report = gather(tmp_path, news.base + "/one.rss")
    assert report.outcomes("page") == {"ok": 2}


def test_a_full_disk_is_one_line(news, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("dyadwire.pipelines.collect.spool.warc_record", full)
    with pytest.raises(DyadwireError, match=r"cannot write the spool at .*: No space left on device"):
        gather(tmp_path, news.base + "/one.rss")
    assert list(tmp_path.glob("*.gz")) == list(tmp_path.glob(".*.tmp")) == []
    monkeypatch.undo()
    assert gather(tmp_path, news.base + "/one.rss").outcomes("page") == {"ok": 2}


def test_two_collectors_never_share_a_spool(news, tmp_path):
    with locked_spool(tmp_path), pytest.raises(DyadwireError, match="another collector"):
        gather(tmp_path, news.base + "/one.rss")
    assert news.asked == []


def test_what_a_killed_collector_left_is_removed(news, tmp_path):
    (tmp_path / f".20261126T000000000000Z-000.{os.getpid()}.tmp").write_bytes(b"half")
    (tmp_path / ".20261126T000000000001Z-000.tmp").write_bytes(b"half")
    gather(tmp_path, news.base + "/one.rss")
    assert list(tmp_path.glob(".*.tmp")) == []


def test_a_broken_pass_leaves_nothing(news, tmp_path, monkeypatch):
    def fails(*_):
        raise RuntimeError("power cut")

    monkeypatch.setattr("dyadwire.pipelines.collect.spool.os.replace", fails)
    with pytest.raises(RuntimeError):
        gather(tmp_path, news.base + "/one.rss")
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith((".tmp", ".gz"))] == []
    monkeypatch.undo()
    assert gather(tmp_path, news.base + "/one.rss").outcomes("page") == {"ok": 2}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot read the feed list"),
        (b"", "no feeds"),
        (b"<opml", "malformed"),
        (b"<opml><body/></opml>", "no feeds"),
        (b"ftp://example.org/rss\n", "not an http"),
    ],
)
def test_unusable_lists_are_refused(tmp_path, content, message):
    name = tmp_path / ("list.opml" if content and content.startswith(b"<") else "list.txt")
    if content is not None:
        name.write_bytes(content)
    with pytest.raises(DyadwireError, match=message):
        gather(tmp_path / "spool", str(name))


def test_a_spool_that_cannot_be_written_is_one_line(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(DyadwireError, match="cannot"):
        gather(tmp_path / "file" / "spool", "http://127.0.0.1:1/rss")


def test_a_list_of_feeds_may_begin_with_a_byte_order_mark(tmp_path):
    (tmp_path / "feeds.txt").write_bytes("https://a.example/rss\r\n# more\r\n".encode("utf-8-sig"))
    (found,) = read_subscriptions([str(tmp_path / "feeds.txt")])
    assert found.url == "https://a.example/rss"
