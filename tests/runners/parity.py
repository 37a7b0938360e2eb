"""The same input through different runners: run the graph, and compare the lakes row by row.

python -m tests.runners.parity ARTICLES [-- runner options]    # articles a second, one run each
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import duckdb

from infra.flink.cluster import FlinkCluster
from pipelines.bench import articles
from pipelines.settle import settle
from schemas.tables import TABLES
from tests.pipelines.runs import ROOT, article, write_lines

PRISM = ROOT / "build" / "prism"
NEWSROOM = ROOT / "pipelines" / "samples" / "newsroom"
IN_PROCESS = ("--runner=FnApiRunner",)
TWO_WORKERS = ("--runner=FnApiRunner", "--direct_running_mode=multi_processing", "--direct_num_workers=2")


def prism_options() -> tuple[str, ...]:
    """Return the options of Beam's Prism, which `make build/prism` has built."""
    assert PRISM.exists(), "no build/prism: `make build/prism` makes it"
    return ("--runner=PrismRunner", f"--prism_location={PRISM}")


def write_mixed(folder: Path, count: int) -> tuple[Path, ...]:
    """Write inputs that take every way through the graph: articles, copies of them, feeds, polls, and noise."""
    folder.mkdir(parents=True, exist_ok=True)
    invented = [article(number) for number in range(count)]
    copies = [article(number, title="Another title") for number in range(0, count, 7)]
    long = [record | {"url": f"https://long.example/{n}"} for n, record in enumerate(articles(count // 4))]
    whole = write_lines(folder / "articles.jsonl", [*invented, *copies, *invented[:5], *long])
    noise = folder / "noise.jsonl"
    noise.write_bytes(b'{"title": 3}\nnot json\n\xff\xfe\n{"url": "https://x.example/empty", "text": ""}\n')
    return (whole, noise, *sorted(NEWSROOM.iterdir()))


def command(inputs: Iterable[Path], lake: Path, runner: Iterable[str]) -> list[str]:
    """Return the command that runs the graph on a runner."""
    given = [f"--input={path}" for path in inputs]
    return [sys.executable, "-m", "pipelines.coverage", "--model=none", f"--output={lake}", *given, *runner]


def run_graph(inputs: Iterable[Path], lake: Path, runner: Iterable[str], seconds: float = 600.0) -> Path:
    """Run the graph to its end and settle the lake; AssertionError with what it printed where that failed."""
    run = subprocess.run(
        command(inputs, lake, runner), cwd=ROOT, capture_output=True, text=True, timeout=seconds, check=False
    )
    assert run.returncode == 0, f"{run.stdout[-1000:]}\n{run.stderr[-4000:]}"
    settle(str(lake))
    return lake


def count_rows(lake: Path) -> dict[str, int]:
    """Return table → rows."""
    return {name: duckdb.sql(f"SELECT count(*) FROM {_files(lake, name)}").fetchall()[0][0] for name in TABLES}


def differences(one: Path, other: Path) -> dict[str, tuple[int, int]]:
    """Return table → rows that only one lake has, rows that only the other has; nothing for tables that are equal."""
    found: dict[str, tuple[int, int]] = {}
    for name in TABLES:
        left, right = _files(one, name), _files(other, name)
        only = tuple(
            duckdb.sql(f"SELECT count(*) FROM (FROM {a} EXCEPT ALL FROM {b})").fetchall()[0][0]
            for a, b in ((left, right), (right, left))
        )
        if any(only):
            found[name] = only
    return found


def _files(lake: Path, table: str) -> str:
    return f"read_parquet('{lake}/{table}/*/*.parquet', hive_partitioning = true, hive_types_autocast = false)"


def books_of(lake: Path) -> list[dict[str, Any]]:
    """Return the books of every batch, in order of batch."""
    paths = sorted(path for path in (lake / "_manifests").glob("*.json") if not path.name.startswith("settled-"))
    return [json.loads(path.read_bytes())["books"] for path in paths]


def runners(folder: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield every runner with its options; a cluster is there until the next one is asked for."""
    yield "in-process, 1 worker", IN_PROCESS
    for slots in (2, 1):
        with FlinkCluster(folder / f"flink-{slots}", task_managers=slots) as cluster:
            yield f"Flink, task slots: {slots}", tuple(cluster.runner_arguments)
    yield "Prism", prism_options()
    yield "in-process, 2 workers", TWO_WORKERS


def main() -> None:
    """Print how many articles a second each runner takes, with its start, and whether the rows are the first's."""
    count, characters = (int(value) for value in (*sys.argv[1:], "600")[:2])
    records = (record | {"text": record["text"][:characters]} for record in articles(count))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        inputs = (write_lines(folder / "in.jsonl", records),)
        first = None
        for label, options in runners(folder):
            began = time.monotonic()
            lake = run_graph(inputs, folder / label.replace(" ", "-"), options, seconds=7200.0)
            seconds = time.monotonic() - began
            same = "" if first is None else str(differences(first, lake) or "same rows")
            print(f"{label:24} {count / seconds:8.0f} articles/s {seconds:8.0f} s  {same}", flush=True)
            first = first or lake
        print(count_rows(first) if first else "")


if __name__ == "__main__":
    main()
