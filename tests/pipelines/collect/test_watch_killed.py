import random
import sys
import time
from collections import Counter
from pathlib import Path

import duckdb
import pytest

from dyadwire.pipelines.cli import main
from dyadwire.schemas.manifest import Manifest
from tests.pipelines.runs import forked

pytestmark = pytest.mark.slow

KILLS = 4


def watch(*words):
    sys.exit(main(["watch", *words, "--every", "1s", "--allow-network", "127.0.0.0/8", "--model", "none"]))


def start(site, lake, *more):
    return forked(watch, site.base + "/feed", "--lake", str(lake), *more)


def kill_at_random(site, lake, chance):
    """Kill a watcher some time after it began a pass: in it, in its batch, or between."""
    asked = len(site.asked)
    watcher = start(site, lake)
    while len(site.asked) == asked and watcher.is_alive():
        time.sleep(0.02)
    time.sleep(chance.uniform(0, 3))
    assert watcher.is_alive(), watcher.exitcode
    watcher.kill()
    watcher.join()


def test_kills_lose_and_double_nothing(growing, tmp_path):
    lake, chance = tmp_path / "lake", random.Random(5)
    for _ in range(KILLS):
        kill_at_random(growing, lake, chance)
    last = start(growing, lake, "--passes", "1")
    last.join()
    assert last.exitcode == 0
    rows = duckdb.sql(f"select url, text_origin from '{lake}/articles/*/*.parquet'").fetchall()
    polls = len(growing.paths("/feed"))
    assert Counter(url for url, _ in rows) == {f"{growing.base}/page/{n}": 1 for n in range(polls)}
    assert {origin for _, origin in rows} == {"page"}
    fetches = duckdb.sql(f"""select url, fetched_at from '{lake}/fetches/*/*.parquet'""").fetchall()
    assert len(fetches) == len(set(fetches))
    assert [path for path in lake.rglob("*") if path.name.endswith(".tmp")] == []
    manifests = [path for path in Path(lake, "_manifests").glob("*.json") if not path.name.startswith("settled")]
    assert len(manifests) >= polls - KILLS
    assert all(Manifest.from_json(path.read_bytes()).books.balance for path in manifests)
