"""The lines that a watch leaves in a log."""

import io
import json
import os
import re
import signal
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.console import Console

from dyadwire.pipelines import progress
from dyadwire.pipelines.cli import main
from dyadwire.pipelines.collect.health import Health, health_of
from dyadwire.pipelines.collect.states import FeedState, stamp
from dyadwire.pipelines.collect.store import open_store
from dyadwire.pipelines.collect.watch_lake import _StatusLine
from dyadwire.pipelines.collect.watch_log import WatchLog
from dyadwire.pipelines.logs import LOGGER
from dyadwire.pipelines.progress import Progress
from dyadwire.pipelines.stopping import stopped_by_signals
from dyadwire.schemas.manifest import Books

NOW = datetime.now(UTC)


def health(folder: Path, **failing: str) -> Health:
    store = open_store(folder)
    for name in "abcdefgh":
        outcome = failing.get(name, "ok")
        state = FeedState(f"https://{name}.example/", polled_at=stamp(NOW), next_poll_at=stamp(NOW), outcome=outcome)
        store.keep(state._replace(failures=int(name in failing)))
    store.commit()
    found = health_of(store, 60, NOW)
    store.close()
    return found


def test_a_batch_is_a_line_and_feeds_that_fail_are_named_once(tmp_path: Path) -> None:
    said: list[str] = []
    lines = WatchLog(said.append)
    lines.began("lake", 8, "15m")
    lines.looked(health(tmp_path))  # nothing came yet, and nothing fails
    lines.took_in(Books(read=3, kept=2, failed=1))
    lines.took_in(Books(read=1, kept=1))
    lines.looked(health(tmp_path, a="not_found"))
    lines.took_in(Books(read=1, duplicate=1))
    lines.looked(health(tmp_path, a="not_found"))
    lines.looked(health(tmp_path, b="timeout"))
    told = [re.sub(r"^20\d\d-\d\d-\d\d \d\d:\d\d:\d\d UTC ", "", line) for line in said]
    assert told == [
        f"watching 8 feeds every 15m for lake, process {os.getpid()}",
        "4 read, 3 kept, 0 duplicate, 1 failed; 8 feeds, 1 failing; failing: https://a.example/ (not_found)",
        "1 read, 0 kept, 1 duplicate, 0 failed; 8 feeds, 1 failing",
        "failing: https://b.example/ (timeout); failing no more: https://a.example/",
    ]


def test_no_more_than_a_few_feeds_are_named(tmp_path: Path) -> None:
    said: list[str] = []
    WatchLog(said.append).looked(health(tmp_path, **dict.fromkeys("abcdefgh", "timeout")))
    assert said[0].endswith("https://e.example/ (timeout) and 3 more (dyadwire status --all)")


def test_lines_are_json_where_logs_are(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setenv("DYADWIRE_LOG", "json")
    caplog.set_level("INFO", LOGGER)
    WatchLog(pytest.fail).line("stopped\x1b")
    assert caplog.messages == ["watch: stopped "]


def test_a_log_has_nothing_of_a_pause_or_of_what_feeds_were_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "MINUTE", 0.02)
    out = io.StringIO()
    with Progress(Console(file=out)) as told:
        status = _StatusLine(told, WatchLog(lambda _: None))
        status.show(health(tmp_path))
        status.begin("waiting until 09:00 UTC")
        assert told.line() == "waiting until 09:00 UTC; 8 feeds; 0 articles in the last hour"
        out.truncate(0)
        threading.Event().wait(0.2)
        assert "waiting" not in out.getvalue()
        status.begin("collecting: 63 feeds")
        assert told.line() == "collecting: 63 feeds"
        while "collecting: 63 feeds\n" not in out.getvalue():
            pass


def test_a_signal_is_told_in_a_log(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "isatty", lambda _: False)
    told = threading.Event()
    with stopped_by_signals(told.set) as stopped:
        os.kill(os.getpid(), signal.SIGTERM)
        assert stopped.wait(5)
        assert told.wait(5)


def test_a_watch_begins_and_ends_with_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lake = tmp_path / "lake"
    assert main(["watch", "http://127.0.0.1:9/x.rss", "--lake", str(lake), "--model", "none", "--passes", "0"]) == 0
    first, last = capsys.readouterr().err.splitlines()
    assert f"UTC watching 1 feed every 15m for {lake}, process" in first
    assert last.endswith("UTC stopped: all that came is in the lake")
    assert json.loads((lake / "_watch" / "health.json").read_text())["feeds"] == 0
