import os
import sqlite3
from datetime import UTC, datetime

import pytest

from dyadwire.pipelines.cli import main
from dyadwire.pipelines.collect.spool import locked_spool
from dyadwire.pipelines.collect.states import BatchState, FeedState, PageState, stamp
from dyadwire.pipelines.collect.store import Store
from dyadwire.pipelines.collect.store_file import VERSION
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.opening import open_lake

NOW = datetime(2026, 11, 3, 9, tzinfo=UTC)
FEED, PAGE = "https://a.example/rss", "https://a.example/1"


def first_version(path, body_problem=False):
    """Make a store as the first version did; later builds of it had the column `body_problem` already."""
    store = Store(path)
    store.keep(FeedState(FEED, etag="tag", interval_seconds=900.0))
    store.keep(PageState(PAGE, PAGE, body_hash="sha1:x", outcome="ok"))
    store.keep_entries(FEED, {PAGE: "hash"}, NOW)
    store.commit()
    store.close()
    with sqlite3.connect(path) as base:
        if not body_problem:
            base.execute("alter table feeds drop column body_problem")
        base.execute("pragma user_version=1")


@pytest.mark.parametrize("body_problem", [False, True])
def test_a_store_of_the_first_version_is_brought_up(tmp_path, body_problem):
    path = tmp_path / "store.sqlite"
    first_version(path, body_problem)
    store = Store(path)
    assert store.feed(FEED) == FeedState(FEED, etag="tag", interval_seconds=900.0)
    assert store.page(PAGE).body_hash == "sha1:x"
    assert store.seen(FEED) == {PAGE: "hash"}
    store.keep(FeedState(FEED, body_problem="no_entries", polled_at=stamp(NOW)))
    store.commit()
    store.close()
    assert Store(path).feed(FEED).body_problem == "no_entries"
    with sqlite3.connect(path) as base:
        assert base.execute("pragma user_version").fetchone() == (VERSION,)


def test_an_upgrade_that_fails_changes_nothing(tmp_path, monkeypatch):
    path = tmp_path / "store.sqlite"
    first_version(path)
    monkeypatch.setattr(
        "dyadwire.pipelines.collect.store_file._ADDED_COLUMNS", (("feeds", "body_problem", "text"), ("none", "a", "b"))
    )
    with pytest.raises(DyadwireError, match="cannot open the collector's store"):
        Store(path)
    with sqlite3.connect(path) as base:
        assert base.execute("pragma user_version").fetchone() == (1,)
        assert "body_problem" not in {row[1] for row in base.execute("pragma table_info(feeds)")}


def test_a_commit_that_fails_changes_nothing_and_is_one_line(tmp_path):
    store = Store(tmp_path / "store.sqlite")
    store.keep(FeedState("https://x.example/"))
    store.keep(FeedState("https://y.example/", title=object()))
    with pytest.raises(DyadwireError, match="cannot write the collector's store"):
        store.commit()
    assert store.feeds() == []
    store.close()


def test_a_store_of_a_newer_version_is_refused(tmp_path):
    path = tmp_path / "store.sqlite"
    with sqlite3.connect(path) as base:
        base.execute(f"pragma user_version={VERSION + 1}")
    with pytest.raises(DyadwireError, match="newer dyadwire"):
        Store(path)


@pytest.mark.parametrize("damage", ["pages of zeros", "a table that is gone"])
def test_a_damaged_store_is_told_in_one_line_with_what_to_do(tmp_path, capsys, damage):
    path = tmp_path / "lake/_spool/.collector.sqlite"
    store = Store(path)
    store.keep(FeedState("https://a.example/feed"))
    store.commit()
    store.close()
    if damage == "a table that is gone":
        with sqlite3.connect(path) as base:
            base.execute("drop table feeds")
    else:
        path.write_bytes(path.read_bytes()[:4096].ljust(path.stat().st_size, b"\0"))
    assert main(["status", "--lake", str(tmp_path / "lake")]) == 2
    assert main(["collect", "https://a.example/feed", "--spool", str(path.parent)]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert all("cannot read the collector's store" in line and "from a backup, or remove it" in line for line in lines)


def test_a_store_that_is_only_out_of_reach_is_not_advised_to_be_removed(tmp_path, monkeypatch):
    for name, damaged in (("SQLITE_IOERR_READ", False), ("SQLITE_BUSY", False), ("SQLITE_CORRUPT_INDEX", True)):
        store = Store(tmp_path / "locked, no such table.sqlite")
        error = sqlite3.OperationalError("no luck")
        error.sqlite_errorname = name

        class Base:
            def execute(self, *_asked, error=error):
                raise error

        store.close()
        store._base = Base()
        with pytest.raises(DyadwireError, match=r"cannot read the collector's store at .*: no luck") as told:
            store.feeds()
        assert ("or remove it" in str(told.value)) == damaged, name
    with pytest.raises(DyadwireError, match=r"cannot open the collector's store at .*: unable to open database file$"):
        Store(tmp_path)


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("feeds", "interval_seconds", "'soon'"),
        ("feeds", "interval_seconds", "9e999"),
        ("feeds", "failures", "x'ff'"),
        ("feeds", "entries", "'many'"),
        ("feeds", "next_poll_at", "'tomorrow'"),
        ("feeds", "full_at", "'2026-11-03T09:00'"),
        ("feeds", "oldest_at", "'0001-01-01T00:00:00+09:00'"),
        ("feeds", "title", "x'00'"),
        ("pages", "failures", "'often'"),
        ("pages", "next_try_at", "-1"),
        ("batches", "kept", "'all'"),
        ("batches", "seconds", "-1"),
    ],
)
def test_a_value_that_no_collector_wrote_is_told_in_one_line(tmp_path, table, column, value):
    store = Store(tmp_path / "store.sqlite")
    store.keep(FeedState(FEED, interval_seconds=900.0, next_poll_at=stamp(NOW)))
    store.keep(PageState(PAGE, PAGE, outcome="timeout", next_try_at=stamp(NOW)))
    store.keep(BatchState(stamp(NOW), 1.5, 3, 2, 1, 0, 0))
    store.commit()
    every = (store.feeds, store.followed, lambda: [store.feed(FEED), store.page(PAGE)], store.last_batch)
    assert all(read() for read in every)
    store._base.execute(f"update {table} set {column}={value}")
    with pytest.raises(DyadwireError, match=rf"cannot read the collector's store .*{column} of .* or remove it"):
        [read() for read in every]
    store.close()


@pytest.mark.parametrize("at", ["yesterday", None, "0001-01-01T00:00:00+09:00"])
def test_an_instant_that_is_none_is_told_in_one_line(tmp_path, at):
    store = Store(tmp_path / "store.sqlite")
    store.keep_robots("https://a.example", b"", NOW)
    store.commit()
    store._base.execute("update robots set at=?", (at,))
    with pytest.raises(DyadwireError, match=r"cannot read the collector's store .* from a backup, or remove it"):
        store.robots("https://a.example")
    store.close()


def test_a_lake_whose_manifest_is_damaged_is_told_in_one_line(tmp_path, capsys):
    lake = tmp_path / "lake"
    open_lake(str(lake))
    (lake / "_manifests").mkdir()
    (lake / "_manifests/broken.json").write_text("{")
    assert main(["collect", "https://a.example/feed", "--spool", str(lake / "_spool")]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "broken.json is damaged" in line
    assert line.endswith("`dyadwire verify` tells more")


def test_a_store_of_another_kind_is_left_unlocked_where_it_cannot_be_brought_up_to_date(tmp_path):
    path = tmp_path / "store.sqlite"
    with sqlite3.connect(path) as foreign:
        foreign.execute("create view feeds as select 1")
    with pytest.raises(DyadwireError, match="cannot open the collector's store") as told:
        Store(path)
    sqlite3.connect(path, timeout=0).execute("begin immediate")
    del told  # until then it holds all that the failure was about


def test_a_pipe_in_the_place_of_a_spools_lock_keeps_nobody_waiting(tmp_path):
    os.mkfifo(tmp_path / ".lock")
    with pytest.raises(DyadwireError, match=f"cannot write the spool at {tmp_path}: "), locked_spool(tmp_path):
        pass
