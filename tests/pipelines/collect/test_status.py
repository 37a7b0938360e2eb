"""`status` of a lake whose watch is gone, and of a spool that another command takes in."""

import errno
import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dyadwire.pipelines.ask import query
from dyadwire.pipelines.cli import main
from dyadwire.pipelines.collect.health import health_of
from dyadwire.pipelines.collect.health_forms import write_health
from dyadwire.pipelines.collect.states import FeedState, stamp
from dyadwire.pipelines.collect.store import open_store
from dyadwire.pipelines.lake.lock import locked_file
from dyadwire.pipelines.lake.opening import open_lake

POLLED = datetime.now(UTC) - timedelta(minutes=12)


def collected(spool: Path) -> None:
    """Leave the memory of a collector that polled one feed 12 minutes ago, due each minute, and its health."""
    store = open_store(spool)
    due = stamp(POLLED + timedelta(minutes=1))
    store.keep(FeedState("https://x.example/", outcome="ok", polled_at=stamp(POLLED), next_poll_at=due))
    store.commit()
    write_health(health_of(store, 60, POLLED), spool.parent / "_watch")
    store.close()


def status(capsys: pytest.CaptureFixture[str], *words: Any) -> str:
    assert main(["status", *map(str, words)]) == 0
    return " ".join(capsys.readouterr().out.split())


def test_a_watch_that_is_gone_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    collected(tmp_path / "_spool")
    told = status(capsys, "--lake", tmp_path)
    assert "1 late" in told
    assert "watch none is running (last sign of one 20" in told
    assert "dyadwire_watch_running 0" in status(capsys, "--lake", tmp_path, "--prometheus")
    assert json.loads(status(capsys, "--lake", tmp_path, "--json"))["watched_until"]
    with locked_file(str(tmp_path), "dyadwire watch"):
        assert "watch dyadwire watch (process" in status(capsys, "--lake", tmp_path)
        assert "dyadwire_watch_running 1" in status(capsys, "--lake", tmp_path, "--prometheus")
    with locked_file(str(tmp_path), "dyadwire run"):
        assert "watch none is running" in status(capsys, "--lake", tmp_path)
    # What a watch wrote itself stands still once it is gone: it claims nothing of the kind.
    assert "watch_running" not in (tmp_path / "_watch" / "metrics.prom").read_text()


def test_a_lake_that_was_never_watched_has_no_watch_to_miss(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    collected(tmp_path / "_spool")
    (tmp_path / "_watch" / "health.json").unlink()
    assert "watch" not in status(capsys, "--lake", tmp_path)


def test_a_spool_has_a_status_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spool, lake = tmp_path / "spool", tmp_path / "lake"
    collected(spool)
    (spool / "20261124T100000Z-000-0123456789abcdef.warc.gz").write_bytes(b"")
    told = status(capsys, "--spool", spool)
    assert told.startswith("feeds 1:")
    assert "articles" not in told
    assert "taken in" not in told
    lake.mkdir()
    assert "1 segment of the spool to be taken in" in status(capsys, "--spool", spool, "--lake", lake)
    assert json.loads(status(capsys, "--spool", spool, "--json"))["waiting_segments"] is None
    assert "segments" not in status(capsys, "--spool", spool, "--prometheus")


def test_the_refusal_names_the_spool(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--lake", str(tmp_path)]) == 2
    assert f"`dyadwire status --spool DIR --lake {tmp_path}`" in capsys.readouterr().err
    assert main(["status", "--spool", str(tmp_path)]) == 2
    assert "`dyadwire collect FEEDS --spool DIR` fills one" in capsys.readouterr().err


def test_a_lake_out_of_reach_is_told_as_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    collected(tmp_path / "_spool")
    real = os.stat

    def stat(path: Any, **given: Any) -> os.stat_result:
        if str(path).startswith(f"{tmp_path}/"):  # the superuser, who may run this, enters all folders
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path, **given)

    monkeypatch.setattr(os, "stat", stat)
    assert main(["status", "--lake", str(tmp_path)]) == 2
    assert capsys.readouterr().err == f"dyadwire: can't read the lake {tmp_path}: Permission denied\n"
    assert main(["status", "--spool", f"{tmp_path}/_spool"]) == 2
    assert capsys.readouterr().err == f"dyadwire: can't read the spool {tmp_path}/_spool: Permission denied\n"


def test_the_lake_is_opened_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_lake(str(tmp_path))
    collected(tmp_path / "_spool")
    opened: list[str] = []
    connect = query.connect
    monkeypatch.setattr(query, "connect", lambda lake, **asked: opened.append(lake) or connect(lake, **asked))
    assert main(["status", "--lake", str(tmp_path)]) == 0
    assert opened == [str(tmp_path)]
