"""The streaming graph, driven tick by tick: what it reads, writes and never writes twice."""

import json
import logging
import os
import time

import apache_beam as beam
import duckdb
import pytest
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.testing.test_stream import TestStream as Ticks

from dyadwire.pipelines.collect.stream_web import OpenWeb
from dyadwire.pipelines.coverage import build_stream
from dyadwire.pipelines.lake.opening import open_lake
from dyadwire.pipelines.lake.settle import settle
from dyadwire.pipelines.lake.verify import verify
from dyadwire.pipelines.run.options import CoverageOptions, StreamOptions
from dyadwire.pipelines.run.stream_sources import poll_at
from dyadwire.schemas.manifest import Books
from dyadwire.transforms.read.poll_feeds import FeedMemory, FetchPages
from dyadwire.transforms.read.topic import lead_of_message
from dyadwire.transforms.storage.committed import read_manifests
from tests.pipelines.collect.served_site import linking

NOON = 1_793_000_400  # an instant that a window of 60 s begins with
STREAM = StreamOptions(window_seconds=60.0, poll_seconds=0.0001)
PAGE = (
    "<html><body><p>China and Japan met again in room {}, officials of both countries said on Monday.</p></body></html>"
)


def feed(numbers, base):
    return linking(base, numbers, "<title>Talks {name}</title>")


@pytest.fixture
def news(site):
    site.routes |= {f"/page/{n}": (200, PAGE.format(n).encode(), {"Content-Type": "text/html"}) for n in range(40)}
    return site


def options(site, lake, *feeds):
    open_lake(str(lake))
    return CoverageOptions(
        inputs=tuple(site.base + path for path in feeds), lake=str(lake), model=None, allow_networks=("127.0.0.0/8",)
    )


def stream(coverage, ticks, build=poll_at, stream=STREAM):
    """Run the streaming graph on a test's clock."""
    pipeline = beam.Pipeline(runner="BundleBasedDirectRunner", options=PipelineOptions(["--streaming"]))
    build_stream(build(pipeline | ticks, coverage, stream), coverage, stream, "tests")
    pipeline.run().wait_until_finish()


def ticks(*seconds):
    """Return a stream with one tick at each of some seconds after noon."""
    found = Ticks()
    for at in seconds:
        found = found.advance_watermark_to(NOON + at).add_elements([beam.window.TimestampedValue("tick", NOON + at)])
    return found.advance_watermark_to_infinity()


def titles(lake):
    found = duckdb.sql(f"SELECT title FROM read_parquet('{lake}/articles/*/*.parquet') ORDER BY ALL").fetchall()
    return [title for (title,) in found]


def total(lake):
    return Books(*map(sum, zip(*(manifest.books for manifest in read_manifests(str(lake))), strict=True)))


def problems(lake):
    """What verify finds in a lake that is settled: the stream itself only writes windows."""
    settle(str(lake))
    return list(verify(str(lake)))


@pytest.mark.slow
def test_each_window_is_a_batch_and_each_article_one_row(news, tmp_path):
    news.routes["/feed"] = lambda handler, count: handler.answer(200, feed(range(count * 3), news.base))
    stream(options(news, tmp_path, "/feed"), ticks(5, 30, 65, 125))
    batches = read_manifests(str(tmp_path))
    assert [manifest.books.kept for manifest in batches] == [6, 3, 3]
    assert len({manifest.batch[:22] for manifest in batches}) == 3
    assert titles(tmp_path) == sorted(f"Talks {n}" for n in range(12))
    assert total(tmp_path) == Books(read=12, kept=12)
    assert problems(tmp_path) == []
    assert len(news.paths("/page/")) == 12


def test_each_window_is_told_with_its_books(news, tmp_path, caplog):
    news.routes["/feed"] = lambda handler, count: handler.answer(200, feed(range(count * 3), news.base))
    with caplog.at_level(logging.WARNING, logger="dyadwire"):
        stream(options(news, tmp_path, "/feed"), ticks(5, 65))
    told = [record.getMessage() for record in caplog.records if record.name == "dyadwire"]
    assert sorted(told) == [
        f"batch committed: lake={tmp_path} batch={manifest.batch} {manifest.books._asdict()}"
        for manifest in read_manifests(str(tmp_path))
    ]
    assert len(told) == 2


def test_a_page_that_two_feeds_list_is_kept_once(news, tmp_path):
    news.routes["/one"] = (200, feed(range(5), news.base), {})
    news.routes["/two"] = (200, feed(range(3, 8), news.base), {})
    stream(options(news, tmp_path, "/one", "/two"), ticks(5))
    assert titles(tmp_path) == [f"Talks {n}" for n in range(8)]
    assert total(tmp_path) == Books(read=10, kept=8, duplicate=2)


def test_a_feed_that_is_unchanged_is_asked_conditionally_and_gives_nothing(news, tmp_path):
    def answer(handler, _count):
        unchanged = handler.headers.get("If-None-Match") == '"v1"'
        handler.answer(*(304, b"") if unchanged else (200, feed(range(2), news.base)), {"ETag": '"v1"'})

    news.routes["/feed"] = answer
    stream(options(news, tmp_path, "/feed"), ticks(5, 65))
    polls = duckdb.sql(
        f"SELECT outcome, new_entries FROM '{tmp_path}/fetches/*/*.parquet' WHERE kind = 'feed' ORDER BY fetched_at"
    )
    assert polls.fetchall() == [("ok", 2), ("not_modified", 0)]
    assert titles(tmp_path) == ["Talks 0", "Talks 1"]


@pytest.mark.slow
def test_a_stream_that_starts_anew_adds_only_what_the_lake_lacks(news, tmp_path):
    news.routes["/feed"] = lambda handler, count: handler.answer(200, feed(range(count * 2), news.base))
    coverage = options(news, tmp_path, "/feed")
    stream(coverage, ticks(5))
    before = {path: path.read_bytes() for path in tmp_path.rglob("part-*")}
    stream(coverage, ticks(5, 6))  # the same window again, as after a failure; the feed has gone on
    assert titles(tmp_path) == sorted(f"Talks {n}" for n in range(6))
    assert {path: path.read_bytes() for path in before} == before
    assert problems(tmp_path) == []


def test_feeds_that_fail_are_rows_and_the_stream_goes_on(news, tmp_path):
    news.routes["/broken"] = (200, b"no feed", {})
    news.routes["/feed"] = (200, feed([1, 99], news.base), {})
    stream(options(news, tmp_path, "/broken", "/gone", "/feed"), ticks(5))
    polls = duckdb.sql(f"SELECT DISTINCT outcome FROM '{tmp_path}/fetches/*/*.parquet' ORDER BY ALL").fetchall()
    assert [outcome for (outcome,) in polls] == ["not_a_feed", "not_found", "ok"]
    assert titles(tmp_path) == ["Talks 1", "Talks 99"]
    assert json.loads(next((tmp_path / "_manifests").iterdir()).read_bytes())["books"]["failed"] == 0


@pytest.mark.slow
def test_pages_that_a_bundle_has_no_time_for_leave_their_entries_rows(news, tmp_path, monkeypatch):
    def slow(handler, _count):
        time.sleep(0.6)
        handler.answer(200, PAGE.format("x").encode(), {"Content-Type": "text/html"})

    news.routes |= {f"/page/{n}": slow for n in range(40)} | {"/feed": (200, feed(range(40), news.base), {})}
    monkeypatch.setattr("dyadwire.transforms.read.poll_feeds.BUNDLE_SECONDS", 1.0)  # eight would take three
    stream(options(news, tmp_path, "/feed"), ticks(5))
    pages = duckdb.sql(f"SELECT outcome FROM '{tmp_path}/fetches/*/*.parquet' WHERE kind = 'page'").fetchall()
    asked = len(news.paths("/page/"))
    assert asked < 40
    assert sorted(pages) == [("deferred",)] * (40 - asked) + [("ok",)] * asked
    assert titles(tmp_path) == sorted(f"Talks {n}" for n in range(40))
    assert problems(tmp_path) == []


def test_addresses_of_pages_become_articles_and_those_without_a_page_failures(news, tmp_path):
    def head(ticks, coverage, _stream):
        leads = ticks | beam.FlatMap(lambda _: [lead_of_message("m", url.encode()) for url in urls])
        fetched = leads | FetchPages(OpenWeb(coverage.allow_networks))
        return {kind: (fetched[kind],) for kind in ("leads", "fetches", "failures", "outcomes")}

    urls = [f"{news.base}/page/3", f"{news.base}/nothing", f"{news.base}/page/4", f"{news.base}/page/3"]
    stream(options(news, tmp_path, "/unused"), ticks(5), head)
    assert total(tmp_path) == Books(read=4, kept=2, duplicate=1, failed=1)
    failures = duckdb.sql(f"SELECT stage, reason FROM '{tmp_path}/failures/*/*.parquet' WHERE stage <> ''").fetchall()
    assert failures == [("fetch", "not_found")]
    assert len(news.paths("/page/3")) == 1


def test_a_bundle_that_comes_late_is_a_batch_of_its_own(news, tmp_path):
    news.routes["/feed"] = lambda handler, count: handler.answer(200, feed(range(count * 3), news.base))
    late = Ticks().advance_watermark_to(NOON + 5).add_elements([beam.window.TimestampedValue("tick", NOON + 5)])
    late = late.advance_watermark_to(NOON + 90).add_elements([beam.window.TimestampedValue("tick", NOON + 20)])
    stream(options(news, tmp_path, "/feed"), late.advance_watermark_to_infinity())
    assert titles(tmp_path) == sorted(f"Talks {n}" for n in range(6))
    assert len({manifest.batch.rpartition("-")[0] for manifest in read_manifests(str(tmp_path))}) == 1
    assert problems(tmp_path) == []


def test_rules_that_could_not_be_had_are_asked_for_again_after_a_while(news, monkeypatch):
    web = OpenWeb(["127.0.0.0/8"])
    news.routes |= {"/robots.txt": (503, b"", {}), "/feed": (200, feed([1], news.base), {})}
    web.open()
    try:
        assert web.poll(news.base + "/feed", FeedMemory()).fetch.outcome == "robots_unavailable"
        news.routes["/robots.txt"] = (404, b"", {})
        assert web.poll(news.base + "/feed", FeedMemory()).fetch.outcome == "robots_unavailable"
        monkeypatch.setattr("dyadwire.pipelines.collect.robots_cache._AGAIN", -1.0)
        assert web.poll(news.base + "/feed", FeedMemory()).fetch.outcome == "ok"
    finally:
        web.close()


def test_a_file_that_a_stream_is_about_to_list_is_no_problem_for_a_day(news, tmp_path):
    news.routes["/feed"] = (200, feed(range(2), news.base), {})
    stream(options(news, tmp_path, "/feed"), ticks(5))
    (written,) = tmp_path.glob("articles/*/part-stream-*.parquet")
    other = written.with_name(written.name.replace("-000-", "-000-other"))
    other.write_bytes(written.read_bytes())
    assert problems(tmp_path) == []
    os.utime(other, (0, 0))
    assert [problem for problem in problems(tmp_path) if "no manifest lists it" in problem]
