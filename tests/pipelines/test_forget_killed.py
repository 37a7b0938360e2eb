"""A takedown that is killed at any write: the lake can be read, nothing comes back, asking again finishes it."""

import shutil
import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from dyadwire.pipelines.ask.query import connect, rows
from dyadwire.pipelines.collect.responses import OK, Response
from dyadwire.pipelines.collect.spool import Spool, locked_spool
from dyadwire.pipelines.collect.states import PageState
from dyadwire.pipelines.collect.store import open_store
from dyadwire.pipelines.lake.forget import forget
from dyadwire.pipelines.lake.opening import locked
from dyadwire.pipelines.lake.settle import settle
from dyadwire.pipelines.lake.verify import verify
from dyadwire.schemas import records
from dyadwire.transforms.storage import filesystem
from dyadwire.transforms.storage.block_list import forgotten_in
from dyadwire.transforms.storage.committed import read_manifests
from dyadwire.transforms.text.article.identity import address_id
from tests.pipelines.committed import commit_rows
from tests.pipelines.lakes import row
from tests.pipelines.searched import found_in

pytestmark = pytest.mark.slow

GONE, STAYS = "https://outlet.example/plum-affair", "https://outlet.example/other"
WORDS = ("plum-affair", "Plumland", "marmalade")
CHANGING = ("put", "move", "remove")


class KilledError(BaseException):
    """What a kill looks like from within: nothing may catch it and go on."""


def rows_of(url: str, title: str, text: str) -> dict[str, list[Any]]:
    key = {"article_id": address_id(url), "revision": "r", "published_date": date(2026, 10, 20)}
    at = datetime(2026, 10, 20, 9, tzinfo=UTC)
    fetch = row(
        records.Fetch,
        fetched_date=at.date(),
        url=url,
        fetched_at=at,
        outlet="outlet.example",
        kind="page",
        outcome="ok",
    )
    failure = {
        "failure_id": address_id(url),
        "uri": "a.jsonl#9",
        "stage": "read",
        "reason": "bad_json",
        "payload": text,
    }
    return {
        "articles": [
            row(records.Article, **key, url=url, outlet="outlet.example", title=title, text=text, analysed=True)
        ],
        "sentences": [row(records.Sentence, **key, text=text)],
        "fetches": [fetch],
        "failures": [row(records.Failure, **failure)],
    }


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A settled lake of two batches, with a spool and a collector's memory."""
    lake = tmp_path_factory.mktemp("killed") / "lake"
    pages = ((GONE, "Plumland and its minister", "Words of marmalade."), (STAYS, "Other", "Plain words."))
    for number, (url, title, text) in enumerate(pages):
        commit_rows(lake, f"b{number}", rows_of(url, title, text))
    settle(str(lake))
    spool, at = lake / "_spool", datetime(2026, 10, 20, 9, tzinfo=UTC)
    with locked_spool(spool):
        segment = Spool(spool, at)
        for url, title, text in pages:
            segment.keep_response(
                Response(url, url, OK, at, 200, (), f"<html><title>{title}</title>{text}".encode()), "page"
            )
        segment.close()
        memory = open_store(spool)
        for url, _, _ in pages:
            memory.keep(PageState(url, url, outcome=OK))
            memory.keep_entries("https://outlet.example/feed", {url: "h"}, at)
        memory.commit()
        memory.close()
    return lake


def log_calls(monkeypatch: pytest.MonkeyPatch, killed_at: int | None = None) -> list[tuple[str, str]]:
    """Record each call that changes something, and kill before the one of that number."""
    calls: list[tuple[str, str]] = []

    def told(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(path: str, *rest: Any) -> Any:
            if len(calls) == killed_at:
                raise KilledError
            calls.append((name, path))
            return real(path, *rest)

        return call

    for name in CHANGING:
        monkeypatch.setattr(filesystem, name, told(name, getattr(filesystem, name)))
    return calls


def urls(lake: Path) -> set[str]:
    with connect(lake) as connection:
        return {url for (url,) in rows(connection, "SELECT url FROM articles")[1]}


def test_the_block_list_and_the_new_files_come_at_once_and_old_ones_go_last(whole, tmp_path, monkeypatch):
    lake = shutil.copytree(whole, tmp_path / "lake")
    calls = log_calls(monkeypatch)
    forget(str(lake), urls=[GONE])
    places = [f"{name} {path.removeprefix(str(lake))}" for name, path in calls]
    (manifest,) = [at for at, told in enumerate(places) if told.startswith("put /_manifests/compact-")]
    spooled = [at for at, told in enumerate(places) if told.startswith("put /_spool/")]
    staged = [at for at, told in enumerate(places) if told.startswith(("put /_rewriting", "move "))]
    published = max(at for at, told in enumerate(places) if told.startswith("put /_lake.json"))
    removed = [at for at, told in enumerate(places) if told.startswith("remove ")]
    assert all((spooled, staged, removed))
    assert max(spooled) < min(staged) <= max(staged) < manifest < published
    assert [places[at] for at in removed if at < manifest] == []
    assert [places[at] for at in removed if at < published and "/_snapshots/" not in places[at]] == []


def count_calls(whole: Path, folder: Path) -> int:
    with pytest.MonkeyPatch.context() as patch:
        calls = log_calls(patch)
        forget(str(shutil.copytree(whole, folder / "counted")), urls=[GONE])
        return len(calls)


@pytest.mark.parametrize("step", [4, pytest.param(1, marks=pytest.mark.long)])
def test_a_kill_before_any_write_leaves_a_lake_that_can_be_read_and_is_made_good(whole, tmp_path, step):
    number = count_calls(whole, tmp_path)
    assert number > 15
    for killed_at in range(0, number, step):
        lake = shutil.copytree(whole, tmp_path / f"{killed_at}")
        with pytest.MonkeyPatch.context() as patch:
            log_calls(patch, killed_at)
            with pytest.raises(KilledError):
                forget(str(lake), urls=[GONE])
        assert urls(lake) in ({GONE, STAYS}, {STAYS}), killed_at
        begun = forgotten_in(read_manifests(str(lake))).covers_address(GONE)
        with locked(str(lake)):  # what the next run does
            settle(str(lake))
        assert urls(lake) == ({STAYS} if begun else {GONE, STAYS}), killed_at
        forget(str(lake), urls=[GONE])
        assert (urls(lake), found_in(lake, *WORDS)) == ({STAYS}, set()), killed_at
        assert list(verify(str(lake))) == [], killed_at
        shutil.rmtree(lake)


def test_a_run_after_a_kill_before_the_lake_was_published_leaves_no_file_that_nothing_lists(
    whole, tmp_path, monkeypatch
):
    lake = shutil.copytree(whole, tmp_path / "lake")
    calls = log_calls(monkeypatch)
    forget(str(shutil.copytree(whole, tmp_path / "counted")), urls=[GONE])
    monkeypatch.undo()
    last = max(at for at, (name, path) in enumerate(calls) if name == "put" and "/_manifests/settled-" in path)
    log_calls(monkeypatch, last + 1)
    with pytest.raises(KilledError):
        forget(str(lake), urls=[GONE])
    monkeypatch.undo()
    with locked(str(lake)):  # a run that brings more of the month
        commit_rows(lake, "b2", rows_of("https://outlet.example/more", "More", "Words of China and Russia."))
        settle(str(lake))
    assert list(verify(str(lake))) == []


def kill_at(monkeypatch, statement):
    """Kill before a statement that begins so."""

    class Connection(sqlite3.Connection):
        def execute(self, sql, *values):
            if sql.startswith(statement):
                raise KilledError
            return super().execute(sql, *values)

    real = sqlite3.connect
    monkeypatch.setattr(
        "dyadwire.pipelines.collect.forget_store.sqlite3.connect", lambda *a, **k: real(*a, factory=Connection, **k)
    )


@pytest.mark.parametrize("statement", ["begin immediate", "commit", "vacuum", "pragma wal_checkpoint"])
def test_a_kill_in_the_collectors_memory_is_made_good(whole, tmp_path, monkeypatch, statement):
    lake = shutil.copytree(whole, tmp_path / "lake")
    store = lake / "_spool" / ".collector.sqlite"
    kill_at(monkeypatch, statement)
    with pytest.raises(KilledError):
        forget(str(lake), urls=[GONE])
    monkeypatch.undo()
    assert urls(lake) == {GONE, STAYS}
    forget(str(lake), urls=[GONE])
    assert found_in(lake, *WORDS) == set()
    memory = open_store(store.parent)
    assert (memory.page(GONE), memory.page(STAYS) is not None) == (None, True)
    memory.close()
