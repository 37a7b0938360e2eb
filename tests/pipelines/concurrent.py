"""A writer, a compactor and readers on one lake: every answer of every reader is one that a committed state explains.

    python -m tests.pipelines.concurrent LAKE [--seconds 60] [--readers 4]

The writer adds batches of articles about one pair, the compactor merges files, each in processes of their own and
without a pause, so that they meet as often as they can. After each of its steps a writer of either kind notes the
answers that the lake gives while it still holds it: the committed states. Readers ask in a process for each reader, in
three ways: a connection for each question, one connection for many, and plain DuckDB with views.sql alone. An answer
is five counts that one query takes from rollups, articles, mentions and sentences together; half of a batch, half of a
swap, a key twice, or new rows with old counts give five numbers that no state ever had.
"""

import argparse
import json
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

from dyadwire.pipelines.ask.query import connect
from dyadwire.pipelines.ask.views import make_named
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.compact import compact_held
from dyadwire.pipelines.lake.opening import locked, open_lake
from dyadwire.pipelines.lake.publish import publish
from dyadwire.pipelines.lake.settle import settled_tables
from dyadwire.pipelines.lake.settled_manifests import unsettled_months, write_settled
from dyadwire.pipelines.lake.sweep import sweep
from tests.pipelines.committed import commit_rows
from tests.pipelines.lakes import Newsdesk

QUESTION = """
    SELECT
        (SELECT coalesce(sum(articles), 0) FROM dyad_days), (SELECT count(*) FROM articles),
        (SELECT count(*) FROM base.dyad_mentions), (SELECT count(*) FROM base.sentences),
        (SELECT coalesce(sum(articles), 0) FROM coverage_between('CHN', 'RUS'))
"""
LEAST, PATIENCE = 2, 60  # states, however slow the machine is, and how many seconds longer they may take
ROLES = ("write", "compact", "read-anew", "read-on", "read-plain")
Answer = tuple[int, ...]


def ask(connection: duckdb.DuckDBPyConnection) -> Answer:
    """Take the five counts."""
    make_named(connection, QUESTION)
    row = connection.execute(QUESTION).fetchone()
    assert row is not None
    return tuple(map(int, row))


def add_batch(lake: Path, number: int) -> None:
    """Commit and settle one batch of articles, as `settle` does, but for the graph that calls the same functions."""
    desk = Newsdesk()
    for n in range(1 + number % 3):
        day = date(2026, 3, 20) + timedelta(days=(number + 5 * n) % 20)  # two months, unequal batches
        desk.article(f"b{number}-{n}", day, "daily.example", ["CHN-RUS"], text=f"Russia and China met again: {number}.")
    commit_rows(lake, f"b{number:05}", desk.rows)
    for month, batches in unsettled_months(str(lake)).items():
        write_settled(str(lake), month, batches, settled_tables(str(lake), month))
    publish(str(lake))
    sweep(str(lake))


def write(lake: Path, until: float, note: Any) -> None:
    """Add batches until the time is over, two at least; what each leaves behind is a committed state."""
    number = 0
    while time.time() < (until if number >= LEAST else until + PATIENCE):
        try:
            with locked(str(lake), "the writer"):
                add_batch(lake, number)
                with connect(lake, complete=True) as connection:
                    note("state", ask(connection))
                number += 1
        except DyadwireError:
            pass  # the other writer holds the lake
        time.sleep(0.1)  # the lock has no queue: without a pause the other writer would never have its turn


def merge(lake: Path, until: float, note: Any) -> None:
    """Compact until the time is over, whenever a month has several files."""
    while time.time() < until:
        try:
            with locked(str(lake), "the compactor"):
                done = compact_held(str(lake), above=2)
                if done.after < done.before:
                    with connect(lake, complete=True) as connection:
                        note("merged", ask(connection))
        except DyadwireError:
            pass
        time.sleep(0.02)


def read_anew(lake: Path, until: float, note: Any) -> None:
    """Ask with a connection for each question, as commands do."""
    while time.time() < until:
        with connect(lake, complete=True) as connection:
            note("answer", ask(connection))


def read_on(lake: Path, until: float, note: Any) -> None:
    """Ask many times of one connection: its snapshot stays whole and the same, whatever is written meanwhile."""
    while time.time() < until:
        with connect(lake, complete=True) as connection:
            first = ask(connection)
            for _ in range(10):
                note("answer", ask(connection))
                note("moved" if ask(connection) != first else "stayed", first)


def read_plain(lake: Path, until: float, note: Any) -> None:
    """Ask with plain DuckDB and views.sql; it holds nothing, so that an error may come, a wrong answer never."""
    views = (files("dyadwire.schemas") / "views.sql").read_text(encoding="utf-8")
    while time.time() < until:
        try:
            with duckdb.connect() as connection:
                connection.execute(f"SET VARIABLE lake = '{lake}'")
                connection.execute(views)
                note("answer", ask(connection))
        except duckdb.IOException:
            note("refused", ())


def run(lake: Path, seconds: float, readers: int) -> list[tuple[str, str, Answer]]:
    """Run all roles against one lake; what they noted as (role, kind, counts)."""
    open_lake(str(lake))
    roles = ["write", "compact", *(ROLES[2 + n % 3] for n in range(readers))]
    command = [sys.executable, "-m", "tests.pipelines.concurrent", str(lake), "--role"]
    pipes: Any = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    running = [(role, subprocess.Popen([*command, role], **pipes)) for role in roles]
    for _, process in running:
        process.stdout.readline()  # ready: all begin together, however long they took to start
    until = time.time() + seconds
    for _, process in running:
        process.stdin.write(f"{until}\n")
        process.stdin.flush()
    noted = []
    with ThreadPoolExecutor(len(running)) as pool:  # all are read at once: a full pipe would stop its writer
        outputs = list(pool.map(lambda each: each[1].communicate(timeout=seconds + 120)[0], running))
    for (role, process), told in zip(running, outputs, strict=True):
        if process.returncode:
            raise RuntimeError(f"{role} ended with {process.returncode}")
        noted += [(role, kind, tuple(counts)) for kind, counts in map(json.loads, told.splitlines())]
    return noted


def unexplained(noted: list[tuple[str, str, Answer]]) -> list[tuple[str, str, Answer]]:
    """Return the answers that no committed state explains."""
    states = {(0,) * 5} | {counts for _, kind, counts in noted if kind == "state"}
    return [
        each
        for each in noted
        if each[1] in ("answer", "merged", "moved") and (each[2] not in states or each[1] == "moved")
    ]


def main() -> None:
    """Run one role, or all of them and tell what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lake", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--readers", type=int, default=4)
    parser.add_argument("--role", choices=ROLES, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.role:
        doing = dict(zip(ROLES, (write, merge, read_anew, read_on, read_plain), strict=True))[asked.role]
        print("ready", flush=True)
        doing(
            asked.lake, float(sys.stdin.readline()), lambda kind, counts: print(json.dumps([kind, counts]), flush=True)
        )
        return
    noted = run(asked.lake, asked.seconds, asked.readers)
    for (role, kind), count in sorted(Counter((role, kind) for role, kind, _ in noted).items()):
        print(f"{role:11}{kind:9}{count:7,}")
    wrong = unexplained(noted)
    print(f"{len(wrong)} answers that no committed state explains{': ' + repr(wrong[:3]) if wrong else ''}")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
