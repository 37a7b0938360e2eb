"""What readers see is one settled state, whole for as long as they hold it."""

import os
import shutil
from datetime import date, timedelta

import duckdb
import fsspec
import pytest

from dyadwire.pipelines.ask import query
from dyadwire.pipelines.ask.query import connect, rows
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.compact import compact
from dyadwire.pipelines.lake.forget import forget
from dyadwire.pipelines.lake.marker import read_marker
from dyadwire.pipelines.lake.opening import locked
from dyadwire.pipelines.lake.publish import publish
from dyadwire.pipelines.lake.release import release
from dyadwire.pipelines.lake.settle import settle
from dyadwire.pipelines.lake.snapshot_locks import lock_newest
from dyadwire.pipelines.lake.verify import verify
from dyadwire.transforms.storage import cached_filesystem, filesystem
from tests.pipelines.committed import commit_rows
from tests.pipelines.concurrent import add_batch, ask
from tests.pipelines.lakes import Newsdesk

PARTS = "*/published_month=2026-03/part-b0*.parquet"  # April has a file of one batch, which nothing merges


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    lake = tmp_path_factory.mktemp("snapshots") / "lake"
    for number in range(3):
        add_batch(lake, number)
    return lake


@pytest.fixture
def lake(made, tmp_path):
    return shutil.copytree(made, tmp_path / "lake")


@pytest.mark.parametrize("put", [os.mkfifo, lambda path: path.symlink_to(path.name)], ids=["a pipe", "a ring of links"])
def test_what_is_no_file_in_the_place_of_the_snapshot_keeps_nobody_waiting(lake, put):
    path = lake / f"_snapshots/{read_marker(str(lake))['snapshot']}.json"
    path.unlink()
    put(path)
    with pytest.raises(DyadwireError, match="names a snapshot that is not there: `dyadwire verify` tells more"):
        connect(lake)
    assert any(f"{path.name}: " in line for line in verify(str(lake)))


@pytest.fixture
def stored(lake):
    """The same lake in a store."""
    store = fsspec.filesystem("memory")
    store.put(str(lake), "/snapshots/lake", recursive=True)
    yield "memory://snapshots/lake"
    store.rm("/snapshots", recursive=True)


def test_what_a_reader_holds_stays_whole_and_goes_when_it_ends(lake):
    with connect(lake) as connection:
        before = ask(connection)
        compact(str(lake))
        add_batch(lake, 3)
        assert ask(connection) == before
        assert list(lake.glob(PARTS))
        assert list(verify(str(lake))) == []
    del connection
    with locked(str(lake), "the next writer"):
        pass
    assert [path.name for path in lake.glob(PARTS) if "b00003" not in path.name] == []
    assert len(list((lake / "_snapshots").glob("*.json"))) == 1
    assert list(verify(str(lake))) == []


def test_with_no_reader_nothing_is_left_of_the_state_before(lake):
    compact(str(lake))
    assert list(lake.glob(PARTS)) == []
    assert len(list((lake / "_snapshots").glob("*.json"))) == 1


def test_rows_that_are_not_settled_are_not_seen(lake):
    with connect(lake) as connection:
        before = ask(connection)
    for path in [*lake.glob(PARTS)]:
        (path.parent / f"part-half-{path.name}").write_bytes(path.read_bytes())
    with connect(lake) as connection:
        assert ask(connection) == before


def test_a_batch_that_comes_while_others_are_settled_waits_and_keeps_its_files(lake):
    with connect(lake) as connection:
        before = ask(connection)
    desk = Newsdesk()
    desk.article("late", date(2026, 3, 25), "daily.example", ["CHN-RUS"])
    manifest = commit_rows(lake, "late", desk.rows)
    (lake / "_manifests" / "late.json").rename(lake / "late.json")  # its files are written, its manifest is not yet
    assert publish(str(lake), while_written=True)
    release(str(lake))
    (lake / "late.json").rename(lake / "_manifests" / "late.json")
    assert all((lake / file.path).exists() for file in manifest.files)
    assert not publish(str(lake))
    assert publish(str(lake), while_written=True)
    with connect(lake) as connection:
        assert ask(connection) == before
    assert settle(str(lake)) == ["2026-03"]
    with connect(lake) as connection:
        assert ask(connection) == tuple(count + 1 for count in before)


def test_a_takedown_does_not_wait_for_readers(lake):
    with connect(lake) as connection:
        forget(str(lake), outlets=["daily.example"])
        with pytest.raises(DyadwireError, match="ask again"):
            rows(connection, "SELECT count(*) FROM articles")


@pytest.mark.parametrize("views", ["make_of_files", "make_all"])
def test_a_lake_that_is_opened_during_a_takedown_is_opened_as_it_is_after_it(lake, monkeypatch, views):
    make, taken = getattr(query, views), []

    def make_late(connection, *tables):
        taken.append(taken or forget(str(lake), outlets=["daily.example"]))
        make(connection, *tables)

    monkeypatch.setattr(query, views, make_late)
    with connect(lake, complete=views == "make_all") as connection:
        assert len(taken) == 2
        assert rows(connection, "SELECT count(*) FROM articles")[1] == [(0,)]


@pytest.mark.parametrize("views", ["make_of_files", "make_all"])
def test_a_snapshot_that_went_is_not_made_good_by_all_files_that_lie_there(lake, monkeypatch, views):
    make = getattr(query, views)

    def make_late(connection, *tables):
        for path in lake.glob("_snapshots/*.json"):
            path.unlink()  # in this instant, a takedown has not yet removed the files of the state before
        make(connection, *tables)

    monkeypatch.setattr(query, views, make_late)
    with pytest.raises(DyadwireError, match=r"the snapshot .* of the lake is gone"):
        connect(lake, complete=views == "make_all")


def test_what_was_read_of_a_store_before_a_takedown_is_not_told_long_after_it(stored, monkeypatch):
    question = "SELECT count(*) FROM articles"
    with connect(stored, complete=True) as connection:
        rows(connection, question)
        forget(stored, outlets=["daily.example"])
        monkeypatch.setattr(cached_filesystem, "_period", lambda: -1)  # a later one
        with pytest.raises(DyadwireError, match="ask again"):
            rows(connection, question)


def test_a_snapshot_that_is_not_there_is_told(lake):
    for path in (lake / "_snapshots").glob("*.json"):
        path.unlink()
    with pytest.raises(DyadwireError, match="verify"):
        connect(lake, complete=True)
    assert any("is not there" in problem for problem in verify(str(lake)))


@pytest.mark.parametrize(("grace", "left"), [(timedelta(hours=1), True), (timedelta(0), False)])
def test_on_a_store_they_stay_for_a_time(lake, stored, monkeypatch, grace, left):
    monkeypatch.setattr("dyadwire.pipelines.lake.release.GRACE", grace)
    held = lock_newest(stored)
    compact(stored)
    assert bool(filesystem.glob(f"{stored}/articles/published_month=2026-03/part-b0*.parquet")) is left
    assert read_marker(stored)["snapshot"] != held.snapshot
    with connect(stored, complete=True) as remote, connect(lake, complete=True) as local:
        assert ask(remote) == ask(local)


def test_plain_duckdb_asks_a_snapshot_too(lake):
    views = query.__file__.rpartition("/pipelines/")[0] + "/schemas/views.sql"
    with duckdb.connect() as connection, connect(lake, complete=True) as known, open(views, encoding="utf-8") as file:
        connection.execute(f"SET VARIABLE lake = '{lake}'")
        connection.execute(file.read())
        assert ask(connection) == ask(known)
        assert connection.execute("SELECT getvariable('snapshot')").fetchone() == (lock_newest(str(lake)).snapshot,)
