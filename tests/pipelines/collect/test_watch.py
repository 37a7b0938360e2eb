import json
import os
import shutil
import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dyadwire.pipelines.collect.budgets import Budgets
from dyadwire.pipelines.collect.fetch import Limits
from dyadwire.pipelines.collect.health import health_of, read_health, state_of
from dyadwire.pipelines.collect.health_forms import as_json, as_prometheus
from dyadwire.pipelines.collect.print_health import print_health
from dyadwire.pipelines.collect.responses import LIST
from dyadwire.pipelines.collect.states import BatchState, FeedState, stamp
from dyadwire.pipelines.collect.store import NAMED, open_store
from dyadwire.pipelines.collect.to_spool import collect, next_due
from dyadwire.pipelines.collect.watch import LEAST_PASS, WatchOptions, watch
from dyadwire.pipelines.collect.watch_lake import line_of
from dyadwire.pipelines.durations import parse_duration
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.schemas.manifest import Books
from tests.pipelines.collect.served_site import PAGE
from tests.pipelines.runs import tree

QUICK = Limits(request_seconds=2, address_seconds=3, attempts=1, delay_seconds=0)
NOW = datetime(2026, 11, 3, 12, tzinfo=UTC)


def options(site, folder, **changes):
    given = {"every_seconds": 0.05, "passes": 2, "limits": QUICK, "allow_networks": ("127.0.0.0/8",)}
    return WatchOptions(feeds=(site.base + "/feed",), lake=str(folder), **(given | changes))


class Lake:
    """Takes batches in; fails where it is told to."""

    def __init__(self, fails=()):
        self.batches = []
        self.fails = set(fails)

    def __call__(self, segments):
        self.batches.append([segment.name for segment in segments])
        if len(self.batches) in self.fails:
            raise RuntimeError("killed in a batch")
        return Books(read=2, kept=1, duplicate=1)


def test_each_pass_is_one_batch(growing, tmp_path):
    lake = Lake()
    watch(options(growing, tmp_path, passes=3), lake)
    assert len(lake.batches) == 3
    assert len({name for batch in lake.batches for name in batch}) == 3
    assert growing.paths("/page/") == ["/page/0", "/page/1", "/page/2"]


def test_a_batch_that_was_interrupted_is_run_again_first(growing, tmp_path):
    lake = Lake(fails=[2])
    with pytest.raises(RuntimeError):
        watch(options(growing, tmp_path), lake)
    watch(options(growing, tmp_path, passes=0), lake)
    first, lost, again = lake.batches
    assert lost == again != first
    assert growing.paths("/page/") == ["/page/0", "/page/1"]


def test_health_is_written(growing, tmp_path):
    told = []
    watch(options(growing, tmp_path, health_folder=tmp_path / "health"), Lake(), told.append)
    written = json.loads((tmp_path / "health" / "health.json").read_text())
    assert (written["feeds"], written["healthy"], written["articles_last_hour"]) == (1, 1, 2)
    assert 'dyadwire_feeds{state="healthy"} 1' in (tmp_path / "health" / "metrics.prom").read_text()
    assert line_of(told[-1]) == "1 feed; 2 articles in the last hour"
    assert not list(tmp_path.rglob("*.tmp"))


def test_health_that_can_not_be_written_is_told_in_a_line_and_leaves_nothing_half_written(growing, tmp_path):
    (tmp_path / "file").write_text("mine")
    for folder in ("file", "full"):
        (tmp_path / "full" / "metrics.prom" / "x").mkdir(parents=True, exist_ok=True)
        with pytest.raises(DyadwireError, match=f"cannot write the health of the watch to .*{folder}: "):
            watch(options(growing, tmp_path / "lake", health_folder=tmp_path / folder), Lake())
    assert (tmp_path / "file").read_text() == "mine"
    assert not list(tmp_path.rglob("*.tmp"))


def test_a_signal_ends_it_after_the_batch(growing, tmp_path):
    lake = Lake()

    def interrupted(segments):
        os.kill(os.getpid(), signal.SIGTERM)
        return lake(segments)

    watch(options(growing, tmp_path, passes=None, every_seconds=0.2), interrupted)
    assert len(lake.batches) == 1
    memory = open_store(tmp_path / "_spool")
    assert memory.finished() == set(lake.batches[0])
    memory.close()


def test_a_signal_while_it_asks_ends_it_when_what_came_is_taken_in(growing, tmp_path):
    def last_page(handler, _count):
        os.kill(os.getpid(), signal.SIGTERM)
        handler.answer(*PAGE)

    growing.routes["/page/0"] = last_page
    lake = Lake()
    watch(options(growing, tmp_path, passes=None), lake)
    assert len(lake.batches) == 1
    watch(options(growing, tmp_path, passes=0), lake)
    assert len(lake.batches) == 1


def test_a_pass_of_a_watch_is_over_when_its_feeds_are_due_again(growing, tmp_path):
    assert options(growing, tmp_path, every_seconds=0.05).pass_budgets.pass_seconds == LEAST_PASS
    assert options(growing, tmp_path, every_seconds=300.0).pass_budgets.pass_seconds == 300.0
    given = options(growing, tmp_path, every_seconds=300.0, budgets=Budgets(pass_seconds=30, host_pages=7))
    assert (given.pass_budgets.pass_seconds, given.pass_budgets.host_pages) == (30, 7)


def test_a_second_signal_interrupts_the_batch(growing, tmp_path):
    def interrupted(_segments):
        for _ in range(2):
            os.kill(os.getpid(), signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        watch(options(growing, tmp_path, passes=None), interrupted)
    lake = Lake()
    watch(options(growing, tmp_path, passes=0), lake)
    assert len(lake.batches) == 1


def test_two_watchers_never_share_a_lake(growing, tmp_path):
    def second(_):
        with pytest.raises(DyadwireError, match=r"dyadwire watch \(process \d+ on .*\) is writing the lake"):
            watch(options(growing, tmp_path), Lake())
        return Books()

    watch(options(growing, tmp_path, passes=1), second)


def test_another_collector_is_refused_at_any_time_and_the_watch_goes_on(growing, tmp_path):
    batches = []

    def between(segments):
        with pytest.raises(DyadwireError, match="another collector fills"):
            collect([growing.base + "/feed"], tmp_path / "_spool", limits=QUICK, allow_networks=["127.0.0.0/8"])
        batches.append(segments)
        return Books()

    watch(options(growing, tmp_path), between)
    assert len(batches) == 2


def test_a_lake_that_is_moved_between_passes_is_not_begun_anew_in_its_old_place(growing, tmp_path):
    lake = tmp_path / "lake"

    def moved(_segments):
        lake.rename(tmp_path / "moved")
        return Books()

    with pytest.raises(DyadwireError, match="was removed while it was held"):
        watch(options(growing, lake), moved)
    assert not lake.exists()


def test_a_lake_that_is_moved_while_pages_are_asked_for_is_told_in_a_line(growing, tmp_path):
    lake = tmp_path / "lake"

    def move(handler, _count):
        lake.rename(tmp_path / "moved")
        handler.answer(*PAGE)

    growing.routes["/page/0"] = move
    with pytest.raises(DyadwireError, match=f"{lake}/_spool"):
        watch(options(growing, lake), Lake())
    assert not lake.exists()


FEED = FeedState("https://x.example/", polled_at=stamp(NOW), next_poll_at=stamp(NOW))


@pytest.mark.parametrize(
    ("feed", "state"),
    [
        (FeedState("https://x.example/"), "new"),
        (FEED, "healthy"),
        (FEED._replace(next_poll_at=stamp(NOW - timedelta(hours=1))), "late"),
        (FEED._replace(failures=0.5), "failing"),
        (FEED._replace(failures=1, retired=1), "retired"),
    ],
)
def test_states(feed, state):
    assert state_of(feed, NOW) == state


def test_health_names_what_is_wrong(tmp_path):
    memory = open_store(tmp_path)
    memory.keep(FEED._replace(failures=1, outcome="not_found", error="\x1b[31mgone?"))
    memory.commit()
    health = health_of(memory, 900, NOW)
    memory.close()
    assert [(feed.state, feed.outcome) for feed in health.unhealthy] == [("failing", "not_found")]
    assert json.loads(as_json(health))["outcomes"] == {"not_found": 1}
    assert health.times_ahead_until is None
    assert "gone" not in as_prometheus(health)


def test_feeds_that_were_taken_out_of_the_list_are_neither_late_nor_waited_for(tmp_path):
    memory = open_store(tmp_path)
    late = FEED._replace(next_poll_at=stamp(NOW - timedelta(hours=1)))
    for url in ("https://x.example/", "https://y.example/list", "https://y.example/1", "https://z.example/"):
        memory.keep(late._replace(url=url, outcome=LIST if url.endswith("list") else "ok"))
    memory.commit()
    assert health_of(memory, 900, NOW).late == 3  # a store of an earlier version: nobody knows what is followed
    memory.keep_list("https://y.example/list", ["https://y.example/1"])
    memory.keep_list(NAMED, ["https://y.example/list"])
    memory.commit()
    assert [feed.url for feed in health_of(memory, 900, NOW).unhealthy] == ["https://y.example/1"]
    memory.keep_list(NAMED, ["https://w.example/"])
    memory.commit()
    assert health_of(memory, 900, NOW).feeds == 0
    assert next_due(memory, NOW, timedelta(hours=2)) == NOW + timedelta(hours=2)
    memory.close()


@pytest.mark.parametrize("written", ["", "0s", "fast", "15", "-1m", "1e9s"])
def test_odd_durations(written):
    with pytest.raises(DyadwireError, match="no length of time"):
        parse_duration(written)


def test_times_of_a_clock_that_was_ahead_are_no_last_ones(tmp_path, capsys):
    memory = open_store(tmp_path)
    memory.keep(FEED._replace(polled_at=stamp(NOW - timedelta(hours=2))))
    memory.keep(FEED._replace(url="https://gone.example/", polled_at="2031-05-01T00:00:00+00:00", retired=1))
    for at in (NOW - timedelta(hours=3), datetime(2031, 5, 2, tzinfo=UTC)):
        memory.keep(BatchState(stamp(at), 1.0, 5, 5, 0, 0, 0))
    memory.commit()
    health = health_of(memory, 900, NOW)
    memory.close()
    assert health.last_poll_at == stamp(NOW - timedelta(hours=2))
    assert health.last_batch_at == stamp(NOW - timedelta(hours=3))
    assert (health.articles_last_hour, health.articles_last_day) == (0, 5)
    print_health(health, None)
    told = "clock     times up to 2031-05-02 00:00:00 UTC are left out: a clock was wrong, then or now"
    assert told in capsys.readouterr().out.splitlines()


def test_a_segment_that_went_since_it_was_listed_takes_no_room(tmp_path):
    memory = open_store(tmp_path)
    (tmp_path / "one.warc.gz").write_bytes(b"12345")
    (tmp_path / "gone.warc.gz").symlink_to("nowhere")
    assert health_of(memory, 900, NOW).spool_bytes == 5
    memory.close()


def test_an_address_is_whole_where_no_terminal_bounds_it(tmp_path, capsys):
    memory = open_store(tmp_path)
    url = f"https://example.org/{'deep/' * 300}feed.rss"
    memory.keep(FEED._replace(url=url, polled_at=stamp(NOW), outcome="not_found", failures=3))
    memory.commit()
    print_health(health_of(memory, 900, NOW), None)
    memory.close()
    assert url in capsys.readouterr().out


def test_a_collector_is_asked_where_nothing_may_be_written(tmp_path, monkeypatch):
    lake = tmp_path / "lake"
    memory = open_store(lake / "_spool")
    memory.keep(FEED)
    memory.commit()  # which is in the log alone until the store is closed
    (kept := tmp_path / "kept").mkdir()
    for path in (lake / "_spool").glob(".collector.sqlite*"):
        if not path.name.endswith("-shm"):
            shutil.copy(path, kept)
    memory.close()
    shutil.rmtree(lake / "_spool")
    kept.rename(lake / "_spool")
    before = tree(lake)
    monkeypatch.setattr(os, "access", lambda path, mode: not (Path(path) == lake / "_spool" and mode == os.W_OK))
    assert read_health(str(lake)).feeds == 1
    assert tree(lake) == before
    assert len(before) == 2


def test_a_copy_of_a_memory_that_is_written_meanwhile_is_of_one_moment(tmp_path, monkeypatch):
    """The log is copied first: in it is what the file has lost by the time that this is copied."""
    memory = open_store(tmp_path / "lake" / "_spool")
    memory.keep(FEED)
    memory.commit()
    copies, writes = shutil.copyfile, iter(range(1))

    def copy_while_written(source, target):
        if str(source).endswith(".sqlite") and next(writes, None) is not None:
            for number in range(50):
                memory.keep(FEED._replace(url=f"https://{len(memory.feeds())}-{number}.example/" + "x" * 900))
            memory.commit()
            memory._base.execute("pragma wal_checkpoint(truncate)")
        return copies(source, target)

    monkeypatch.setattr(shutil, "copyfile", copy_while_written)
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    assert read_health(str(tmp_path / "lake")).feeds == len(memory.feeds()) == 51
    memory.close()


def test_a_memory_that_never_stands_still_is_not_read_in_parts(tmp_path, monkeypatch):
    memory = open_store(tmp_path / "lake" / "_spool")
    copies = shutil.copyfile

    def copy_while_written(source, target):
        memory.keep(FEED._replace(error=f"{len(os.listdir(tmp_path))}{target}"))
        memory.commit()
        return copies(source, target)

    monkeypatch.setattr(shutil, "copyfile", copy_while_written)
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    monkeypatch.setattr("dyadwire.pipelines.collect.store_to_read._PAUSE_SECONDS", 0)
    with pytest.raises(DyadwireError, match="changes all the time: ask again"):
        read_health(str(tmp_path / "lake"))
    memory.close()
