"""The same input through different runners: run the graph, and compare the lakes row by row.

python -m tests.runners.parity ARTICLES    # articles a second of each, and equal rows
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from dyadwire.pipelines.ask.query import connect
from dyadwire.pipelines.lake.settle import settle
from dyadwire.schemas.tables import TABLES
from infra.flink.cluster import FlinkCluster
from tests.bench.texts import articles
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
    return [sys.executable, "-m", "dyadwire.pipelines.coverage", "--model=none", f"--output={lake}", *given, *runner]


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


def committed_rows(lake: Path, table: str = "articles") -> int:
    """Return how many rows manifests list: a file may never be listed, and books may count again."""
    found = [json.loads(path.read_bytes())["files"] for path in (lake / "_manifests").glob("*.json")]
    return sum(file["rows"] for files in found for file in files if file["table"] == table)


def titles(lake: Path) -> list[str]:
    """Return the titles of all rows of articles that readers see, in order."""
    with connect(str(lake), complete=True) as readers:
        return [title for (title,) in readers.execute("SELECT title FROM base.articles ORDER BY title").fetchall()]


class Runner(NamedTuple):
    """A runner by name, its options, and what its own processes have computed so far. Seconds."""

    name: str
    options: tuple[str, ...]
    computed: Callable[[], float] = lambda: 0.0


def runners(folder: Path) -> Iterator[Runner]:
    """Yield every runner; a cluster is there until the next one is asked for."""
    yield Runner("in-process, 1 worker", IN_PROCESS)
    yield Runner("in-process, 2 workers", TWO_WORKERS)
    yield Runner("Prism", prism_options())
    for slots in (1, 2):
        with FlinkCluster(folder / f"flink-{slots}", task_managers=slots) as cluster:
            yield Runner(f"Flink, {slots} task slots", tuple(cluster.runner_arguments), cluster.processor_seconds)


def measure(runner: Runner, inputs: Iterable[Path], lake: Path) -> tuple[float, float]:
    """Run the graph; seconds that passed, and seconds that processors computed, the runner's start left out of both."""

    def computed() -> float:
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return runner.computed() + children.ru_utime + children.ru_stime

    began, before = time.monotonic(), computed()
    run_graph(inputs, lake, runner.options, seconds=7200.0)
    return time.monotonic() - began, computed() - before


def main() -> None:
    """Print how many articles a second each runner takes; AssertionError where one leaves other rows than the first."""
    count, characters = (int(value) for value in (*sys.argv[1:], "600")[:2])
    records = articles(count, characters=characters)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        inputs = (write_lines(folder / "in.jsonl", records),)
        print("| runner | articles/s | seconds | of processors |\n|---|---|---|---|", flush=True)
        lakes = []
        for number, runner in enumerate(runners(folder)):
            lakes.append(folder / f"lake-{number}")
            passed, computed = measure(runner, inputs, lakes[-1])
            print(f"| {runner.name} | {count / passed:.0f} | {passed:.0f} | {computed:.0f} |", flush=True)
            assert differences(lakes[0], lakes[-1]) == {}, runner.name
        rows = ", ".join(f"{table} {rows:,}" for table, rows in count_rows(lakes[0]).items())
        print(f"The same rows of all {len(lakes)}: {rows}")


if __name__ == "__main__":
    main()
