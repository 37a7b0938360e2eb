import io
import json
import os
import re
import signal
import threading
from contextlib import closing
from datetime import UTC, datetime

import pytest
from rich.console import Console

from dyadwire.pipelines import progress
from dyadwire.pipelines.cli import main
from dyadwire.pipelines.collect.health import health_of
from dyadwire.pipelines.collect.politeness import OWN_CONNECTIONS
from dyadwire.pipelines.collect.report import print_report
from dyadwire.pipelines.collect.states import PageState, stamp
from dyadwire.pipelines.collect.store import open_store
from dyadwire.pipelines.collect.to_spool import collect
from dyadwire.transforms.storage.filesystem import open_system
from tests.pipelines.collect.served_site import PAGE, conditional, linking

ALLOW = ("--allow-network", "127.0.0.0/8")


@pytest.fixture
def news(site):
    date = "<pubDate>Mon, 02 Nov 2026 09:00:00 GMT</pubDate>"
    item = f"<item><title>One</title><link>{site.base}/page/1</link>{date}</item>"
    feed = f"<rss version='2.0'><channel><title>News\x1b[31m</title>{item}</channel></rss>".encode()
    head = "<link rel=alternate type=application/rss+xml href=/a.rss><a href=/b.rss>feed</a>"
    site.routes |= {
        "/": (200, f"<html><head>{head}</head><body>home</body></html>".encode(), {}),
        "/a.rss": (200, feed, {}),
        "/b.rss": (200, feed, {}),
        "/old.rss": (301, b"", {"Location": "/a.rss"}),
        "/page/1": PAGE,
    }
    return site


def test_collect_prints_its_segments(news, tmp_path, capsys):
    assert main(["collect", news.base + "/a.rss", "--spool", str(tmp_path), *ALLOW]) == 0
    out = capsys.readouterr()
    assert out.out.splitlines() == [str(path) for path in tmp_path.glob("*.warc.gz")]
    assert "feeds: 1 ok" in out.err
    assert "pages: 1 ok" in out.err


def test_a_pipe_is_told_what_was_asked_for_while_it_goes(news, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(progress, "MINUTE", 0.01)
    told, line = threading.Event(), progress.Progress.line

    def listened(self):
        found = line(self)
        if found == "collecting: 1 feeds":
            told.set()
        return found

    def slow(handler, _count):
        assert told.wait(60)
        handler.answer(*PAGE)

    monkeypatch.setattr(progress.Progress, "line", listened)
    news.routes["/page/1"] = slow
    assert main(["collect", news.base + "/a.rss", "--spool", str(tmp_path), *ALLOW]) == 0
    assert re.search(r"^\d\d:\d\d collecting: 1 feeds$", capsys.readouterr().err, re.MULTILINE)


def test_who_gives_a_page_for_a_feed_is_told_how_to_find_one(news, tmp_path, capsys):
    assert main(["collect", news.base + "/page/1", "--spool", str(tmp_path), *ALLOW]) == 1
    assert f"{news.base}/page/1 is no feed: dyadwire feeds find" in capsys.readouterr().err


def test_reports_are_not_folded(news, tmp_path):
    report = collect([news.base + "/a.rss", news.base + "/missing.rss"], tmp_path, allow_networks=["127.0.0.0/8"])
    out = io.StringIO()
    print_report(Console(file=out, width=12), report)
    feeds, pages = out.getvalue().splitlines()
    assert feeds in ("feeds: 1 ok, 1 not found", "feeds: 1 not found, 1 ok")
    assert pages == "pages: 1 ok"


@pytest.mark.slow
def test_a_signal_keeps_what_came_and_leaves_the_rest_to_the_next_run(site, tmp_path, capsys):
    again = threading.Event()

    def slow(handler, _count):
        if not again.is_set():
            os.kill(os.getpid(), signal.SIGTERM)
            again.wait()
        handler.answer(*PAGE)

    site.routes |= {f"/page/{n}": PAGE for n in range(20)}
    site.routes |= {"/a.rss": (200, linking(site.base, range(20)), {}), "/page/0": slow}
    arguments = ["collect", site.base + "/a.rss", "--spool", str(tmp_path), *ALLOW]
    assert main(arguments) == 130
    first = capsys.readouterr()
    assert first.err.splitlines()[-1] == "dyadwire: interrupted"
    assert "not asked for, left for the next run: " in first.err
    assert first.out.splitlines() == [str(path) for path in tmp_path.glob("*.warc.gz")]
    with closing(open_store(tmp_path)) as memory:
        health = health_of(memory, 900, datetime.now(UTC))
    assert f"left for the next run: {health.waiting_pages} page" in first.err
    assert health.waiting_segments == 1
    again.set()
    assert main(arguments) == 0
    assert "left for the next run" not in capsys.readouterr().err
    with closing(open_store(tmp_path)) as memory:
        assert health_of(memory, 900, datetime.now(UTC)).waiting_pages == 0
        assert all(memory.page(f"{site.base}/page/{n}").body_hash for n in range(20))


@pytest.mark.slow
def test_a_signal_while_a_run_collects_takes_in_what_came(site, tmp_path, capsys):
    """The rest is asked for by the next run; a run that names another feed asks for none of it."""
    again = threading.Event()

    told = []

    def slow(handler, _count):
        if not told:
            told.append(os.kill(os.getpid(), signal.SIGINT))
        again.wait()
        handler.answer(*PAGE)

    def feed(names):
        date = "<pubDate>Mon, 02 Nov 2026 09:00:00 GMT</pubDate>"
        return (200, linking(site.base, names, "<title>{name}</title>" + date), {})

    site.routes |= {f"/page/{n}": slow for n in (*range(20), "x")}
    site.routes |= {"/a.rss": feed(range(20)), "/b.rss": feed("x")}
    common = ["--lake", str(tmp_path / "lake"), "--model", "none", *ALLOW]
    (tmp_path / "more.txt").write_text("Norland met Sudland.")  # is not begun after the signal
    assert main(["run", site.base + "/a.rss", str(tmp_path / "more.txt"), *common]) == 130
    err = capsys.readouterr().err
    assert re.search(r"left for the next run: \d+ pages? \(\d+ of 127\.0\.0\.1:\d+: stopped\)", err)
    assert re.search(r"^ *20 +20 +0 +0 +0$", err, re.MULTILINE)  # read and kept
    kept = f"{tmp_path}/lake keeps 20 articles: the same command goes on where this one stopped"
    assert err.splitlines()[-1] == f"dyadwire: interrupted; {kept}"
    again.set()
    asked = set(site.paths("/page/"))
    assert len(asked) <= OWN_CONNECTIONS
    assert main(["run", site.base + "/b.rss", *common]) == 0
    assert set(site.paths("/page/")) == asked | {"/page/x"}
    assert "left for the next run" not in capsys.readouterr().err
    assert main(["run", site.base + "/a.rss", *common]) == 0
    assert set(site.paths("/page/")) == {f"/page/{n}" for n in (*range(20), "x")}


def test_budgets_are_options(news, tmp_path, capsys):
    news.routes["/a.rss"] = (200, news.routes["/a.rss"][1].replace(b"</channel>", b"<item><title>Two</title><link>"
                             + news.base.encode() + b"/page/2</link></item></channel>"), {})  # fmt: skip
    arguments = ["collect", news.base + "/a.rss", "--spool", str(tmp_path), *ALLOW]
    assert main([*arguments, "--host-pages", "1", "--pass-time", "2m"]) == 0
    assert ": beyond --host-pages 1)" in capsys.readouterr().err
    for option, value in (("--feed-pages", "0"), ("--host-time", "soon"), ("--pass-time", "0s")):
        assert main([*arguments, option, value]) == 2
        assert option in capsys.readouterr().err


@pytest.mark.parametrize("command", ["run", "collect", "watch"])
def test_every_collecting_command_tells_its_budgets(command, capsys):
    assert main([command, "--help"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    for option, default in (("--feed-pages", "500"), ("--host-pages", "500"), ("--pass-pages", "10000"),
                            ("--feed-time", "5m"), ("--host-time", "5m"), ("--pass-time", "15m")):  # fmt: skip
        assert re.search(rf"{option} (INTEGER RANGE|TIME) [^-]*\[default: \(?{default}\)?", told), option


def test_a_check_tells_of_feeds_that_it_did_not_come_to(news, capsys, monkeypatch):
    monkeypatch.setattr("dyadwire.pipelines.collect.budgets.Allowance.until", -1.0)
    assert main(["feeds", "check", news.base + "/a.rss", *ALLOW]) == 0
    columns, row = (line.split("\t") for line in capsys.readouterr().out.splitlines())
    assert dict(zip(columns, row, strict=True))["outcome"] == "deferred"


def test_a_check_tells_how_to_open_what_is_not_public(news, capsys):
    assert main(["feeds", "check", news.base + "/a.rss"]) == 0
    told = capsys.readouterr()
    assert "address_blocked" in told.out
    assert "--allow-network CIDR opens those that you trust" in told.err
    assert main(["feeds", "check", news.base + "/a.rss", *ALLOW]) == 0
    assert "--allow-network" not in capsys.readouterr().err


def test_collect_reads_lists_of_articles(news, tmp_path, capsys):
    rows = f"20261102\t1\t{news.base}/page/1\thttps://img.example/a.jpg\n\nno address\n{news.base}/page/1#again\n"
    (tmp_path / "gdelt.csv").write_text(rows)
    arguments = ["collect", "--articles", str(tmp_path / "gdelt.csv"), "--spool", str(tmp_path / "spool"), *ALLOW]
    assert main(arguments) == 0
    assert "pages: 1 ok" in capsys.readouterr().err
    assert main(arguments) == 0
    assert news.paths("/page") == ["/page/1"]
    assert main(["collect", "--articles", "missing.csv", "--spool", str(tmp_path / "spool")]) == 2
    assert main(["collect", "--spool", str(tmp_path / "spool")]) == 2


def test_collect_fails_where_no_feed_could_be_read(news, tmp_path, capsys):
    assert main(["collect", news.base + "/missing.rss", "--spool", str(tmp_path), *ALLOW]) == 1
    assert "the feed could not be read" in capsys.readouterr().err


def test_a_feed_that_is_not_public_is_told_with_its_remedy(news, tmp_path, capsys):
    assert main(["run", news.base + "/a.rss", "--lake", str(tmp_path / "lake")]) == 1
    remedy = "127.0.0.1 is not a public address; --allow-network 127.0.0.0/8 opens it"
    assert capsys.readouterr().err.count(remedy) == 1
    feeds = [news.base + "/a.rss", "http://[::1]:8080/b.rss"]
    assert main(["collect", *feeds, "--spool", str(tmp_path / "spool")]) == 1
    err = capsys.readouterr().err
    assert "2 addresses are not public; --allow-network CIDR opens those that you trust" in err
    assert "none of the 2 feeds could be read" in err


@pytest.mark.parametrize("certificates", ["none.pem", "empty.pem"])
def test_certificates_that_can_not_be_read_are_told_in_a_line(news, tmp_path, capsys, monkeypatch, certificates):
    (tmp_path / "empty.pem").touch()
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / certificates))
    for words in (["collect", news.base + "/a.rss", "--spool", str(tmp_path)], ["feeds", "check", news.base]):
        assert main([*words, *ALLOW]) == 2
        (line,) = capsys.readouterr().err.splitlines()
        assert line.startswith("dyadwire: can't read the certificates that SSL_CERT_FILE or SSL_CERT_DIR names: ")


def test_collect_fails_where_the_list_is_broken(news, tmp_path, capsys):
    news.routes["/list.opml"] = (200, b"<opml><body><outline xmlUrl=", {})
    assert main(["collect", news.base + "/list.opml", "--spool", str(tmp_path), *ALLOW]) == 1
    err = capsys.readouterr().err
    assert "lists: 1 malformed" in err
    assert "the feed could not be read" in err


def test_collect_to_an_object_store(news, tmp_path, capsys):
    arguments = ["collect", news.base + "/a.rss", "--spool", "memory://spool", *ALLOW]
    assert main(arguments) == 2
    assert "--store FILE" in capsys.readouterr().err
    assert main([*arguments, "--store", str(tmp_path / "memory.sqlite")]) == 0
    (segment,) = capsys.readouterr().out.split()
    system, name = open_system(segment)
    assert system.cat_file(name).startswith(b"\x1f\x8b")
    assert not list(tmp_path.rglob("*.warc.gz"))


def test_feeds_find(news, capsys):
    assert main(["feeds", "find", news.base + "/", *ALLOW]) == 0
    assert capsys.readouterr().out.splitlines() == [news.base + "/a.rss"]
    assert main(["feeds", "find", news.base + "/page/1", *ALLOW]) == 2
    assert "no feed found" in capsys.readouterr().err


def test_feeds_find_obeys_robots(news, capsys):
    news.routes["/robots.txt"] = (200, b"User-agent: *\nDisallow: /a.rss\nDisallow: /page\n", {})
    assert main(["feeds", "find", news.base + "/", *ALLOW]) == 0
    assert capsys.readouterr().out.splitlines() == [news.base + "/b.rss"]
    assert main(["feeds", "find", news.base + "/page/1", *ALLOW]) == 2
    assert "robots disallowed" in capsys.readouterr().err
    assert "/a.rss" not in news.paths()
    assert "/page/1" not in news.paths()


def test_feeds_check(news, tmp_path, capsys):
    names = ("/a.rss", "/b.rss", "/old.rss", "/missing.rss")
    (tmp_path / "list.txt").write_text("".join(f"{news.base}{name}  # a comment\n" for name in names))
    assert main(["feeds", "check", str(tmp_path / "list.txt"), *ALLOW]) == 0
    columns, *rows = (line.split("\t") for line in capsys.readouterr().out.splitlines())
    found = {row[0].removeprefix(news.base): dict(zip(columns, row, strict=True)) for row in rows}
    assert list(found) == list(names)
    assert found["/a.rss"] == {
        "url": news.base + "/a.rss", "title": "News", "outcome": "ok", "status": "200", "entries": "1",
        "newest_at": "2026-11-02T09:00:00Z", "moved_url": "", "duplicate_of": "",
    }  # fmt: skip
    assert found["/b.rss"]["duplicate_of"] == found["/old.rss"]["moved_url"] == news.base + "/a.rss"
    assert found["/missing.rss"]["outcome"] == "not_found"
    assert news.paths("/page") == []


def test_feeds_check_in_a_terminal_tells_of_copies_where_there_are_any(news, tmp_path, capsys):
    assert main(["feeds", "check", news.base + "/a.rss", "--table", *ALLOW]) == 0
    assert "duplicate" not in capsys.readouterr().out
    assert main(["feeds", "check", news.base + "/a.rss", news.base + "/b.rss", "--table", *ALLOW]) == 0
    assert "duplicate" in capsys.readouterr().out


@pytest.mark.parametrize("written", ["notaurl", "ftp://news.example/"])
def test_find_refuses_what_is_no_address(written, capsys):
    assert main(["feeds", "find", written]) == 2
    assert capsys.readouterr().err == f"dyadwire: {written} is no address: begin with https://\n"


def test_status(news, tmp_path, capsys):
    assert main(["status", "--lake", str(tmp_path)]) == 2
    assert f"status is of lakes that are filled by `dyadwire watch FEEDS --lake {tmp_path}`" in capsys.readouterr().err
    feeds = [news.base + "/a.rss", news.base + "/missing.rss"]
    assert main(["collect", *feeds, "--spool", str(tmp_path / "_spool"), *ALLOW]) == 0
    capsys.readouterr()
    assert main(["status", "--lake", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert "2: 1 healthy, 0 new, 0 late, 1 failing" in told
    assert "0 pages to be asked for, 1 segment of the spool to be taken in" in told
    with closing(open_store(tmp_path / "_spool")) as memory:
        at = stamp(datetime.now(UTC))
        memory.keep(PageState("x", "https://slow.example/x", outcome="deferred", next_try_at=at))
        memory.commit()
    assert main(["status", "--lake", str(tmp_path)]) == 0
    assert "waiting   1 page to be asked for (1 of slow.example), 1 segment" in capsys.readouterr().out
    assert main(["status", "--lake", str(tmp_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["unhealthy"][0]["outcome"] == "not_found"
    assert main(["status", "--lake", str(tmp_path), "--prometheus"]) == 0
    assert 'dyadwire_feeds{state="failing"} 1' in capsys.readouterr().out


def test_status_after_a_run_tells_its_batch(news, tmp_path, capsys):
    lake = tmp_path / "lake"
    assert main(["run", news.base + "/a.rss", "--lake", str(lake), "--model", "none", *ALLOW]) == 0
    capsys.readouterr()
    assert main(["status", "--lake", str(lake)]) == 0
    out = capsys.readouterr().out
    assert "1 in the last hour, 1 in the last day" in out
    assert "1 kept, 0 failed" in out
    assert "dated after today" not in out
    given = tmp_path / "ahead.jsonl"
    given.write_text(json.dumps({"title": "A", "text": "China and Russia met.", "published_at": "2099-01-01"}))
    assert main(["run", str(given), "--lake", str(lake), "--model", "none"]) == 0
    assert main(["status", "--lake", str(lake)]) == 0
    told = "misdated  1 article dated after today (2099-01-01): left out of answers, unless --until asks for it\n"
    assert told in capsys.readouterr().out
    assert main(["status", "--lake", str(lake), "--json"]) == 0
    ahead = {"articles": 1, "first": "2099-01-01", "last": "2099-01-01"}
    assert json.loads(capsys.readouterr().out)["dated_ahead"] == ahead


@pytest.mark.parametrize("tagged", [True, False])
def test_a_feed_with_nothing_new_is_told_from_one_that_was_not_read(news, tmp_path, capsys, tagged):
    if tagged:
        news.routes["/a.rss"] = conditional(news.routes["/a.rss"][1], '"1"')
    feeds = [news.base + "/a.rss", news.base + "/missing.rss"]
    collected = ["collect", *feeds, "--spool", str(tmp_path / "_spool"), *ALLOW]
    for unchanged, told in ((0, "feeds: 1 "), (1, "; nothing new in 1 of them\n")):
        assert main(collected) == 0
        err = capsys.readouterr().err
        assert told in err
        assert ("nothing new" in err) is bool(unchanged)
        assert main(["status", "--lake", str(tmp_path)]) == 0
        assert f" UTC, nothing new in {unchanged} of 1 feed that answered\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["watch", "missing.opml", "--lake", "LAKE"], "cannot read the feed list"),
        (["watch", "http://127.0.0.1/", "--lake", "s3://x/lake"], "local lake"),
        (["watch", "http://127.0.0.1/", "--lake", "LAKE", "--every", "soon"], "no length of time"),
        (["watch", "http://127.0.0.1/", "--lake", "LAKE", "--allow-network", "here"], "--allow-network here"),
        (["collect", "http://127.0.0.1/", "--spool", "/proc/nowhere"], "/proc/nowhere"),
    ],
)
def test_refusals_are_one_line(arguments, message, tmp_path, capsys):
    assert main([argument.replace("LAKE", str(tmp_path / "lake")) for argument in arguments]) == 2
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 1
    assert message in lines[0]
