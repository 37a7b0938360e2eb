"""What grows with the number of articles, and how: python -m tests.bench.scale [--sizes 1000 10000 100000].

Generated articles, no two alike, go from JSON Lines into a new lake, each size in a process of its own; a pass of a
thousand others then goes into the largest lake and into an empty one; and two processes do what one did. An exponent
of 1 is linear growth. Seconds are those of processors, beside those of the clock, which other work on the machine adds
to.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from tests.bench.lakes import weigh
from tests.bench.starts import measure_starts
from tests.bench.subject import ROOT, Answer
from tests.bench.texts import ARTICLE_CHARACTERS, FIRST, articles, lines, reworded

SIZES = (1_000, 10_000, 100_000)
MILLION = 1_000_000
PASS = 1_000  # articles of a small pass
AT_ONCE = 1_000  # articles that are composed before they are written


class Column(NamedTuple):
    """A column of the table: its name, its value of an answer, and its form."""

    name: str
    value: Callable[[Answer], float]
    form: str


# Seconds of processors, all processes together; the peak before settling and at the end; bytes of the lake an article.
COLUMNS = (
    Column("articles", lambda found: found["kept"], ",.0f"),
    Column("CPU s", lambda found: found["processors"], ",.1f"),
    Column("clock s", lambda found: found["clock"], ",.1f"),
    Column("settle s", lambda found: found["settling"], ",.1f"),
    Column("run MB", lambda found: found["peak before settling"], ",.0f"),
    Column("peak MB", lambda found: found["peak"], ",.0f"),
    Column("files", lambda found: found["files"], ",.0f"),
    Column("B each", lambda found: found["bytes"] / found["kept"], ",.0f"),
    Column("no text", lambda found: found["other bytes"] / found["kept"], ",.0f"),
)
GROWING = ("CPU s", "settle s", "peak MB", "files")


def write(path: Path, count: int, characters: int, *, first: int = 0, since: datetime = FIRST) -> Path:
    """Write generated articles, from a number on, as JSON Lines."""
    with path.open("wb") as file:
        for number in range(first, first + count, AT_ONCE):
            most = min(AT_ONCE, first + count - number)
            made = articles(most, first=number, characters=characters, since=since)
            file.write(lines(list(map(reworded, made))))
    return path


def run(given: Path, lake: Path, *, workers: int = 1) -> Answer:
    """Run a file into a lake in a process of its own; what it took and what the lake weighs then."""
    command = [sys.executable, "-m", "tests.bench.one_run", str(lake), str(workers), str(given)]
    ran = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    found: Answer = json.loads(ran.stdout.splitlines()[-1])
    return found | weigh(lake)


def exponent(few: Answer, many: Answer, column: Column) -> float:
    """Return the power of the number of articles with which a column grows from one size to the next.

    >>> round(exponent({"kept": 10, "peak": 5}, {"kept": 1000, "peak": 500}, COLUMNS[5]), 3)
    1.0
    """
    grown = column.value(many) / column.value(few)
    return math.log(grown) / math.log(many["kept"] / few["kept"])


def growth(found: list[Answer]) -> Iterator[str]:
    """Yield a line for each step between sizes, with the exponents of what grows."""
    for few, many in pairwise(found):
        told = (f"{column.name.split()[0]} {exponent(few, many, column):.2f}" for column in COLUMNS
                if column.name in GROWING)  # fmt: skip
        yield f"growth from {few['kept']:,.0f} to {many['kept']:,.0f}: {', '.join(told)}"


def table(title: str, found: list[Answer]) -> Table:
    """Return answers as a table."""
    made = Table(*(column.name for column in COLUMNS), title=title, title_justify="left", box=SIMPLE_HEAD)
    for column in made.columns:
        column.justify = "right"
    for answer in found:
        made.add_row(*(f"{column.value(answer):{column.form}}" for column in COLUMNS))
    return made


def small_passes(folder: Path, lake: Path, characters: int, since: datetime) -> Iterator[tuple[str, Answer]]:
    """Run a thousand new articles into an empty lake; as many into a large one, of a month that it has not, and has."""
    new = write(folder / "new.jsonl", PASS, characters, first=10 * MILLION, since=since.replace(year=since.year + 10))
    yield "into an empty lake", run(new, folder / "empty")
    yield "into the large lake, of a new month", run(new, lake)
    old = write(folder / "old.jsonl", PASS, characters, first=11 * MILLION, since=since)
    yield "into the large lake, of a full month", run(old, lake)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.scale", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="articles of each step")
    parser.add_argument("--million", action="store_true", help="and a million of them, which takes hours")
    parser.add_argument("--characters", type=int, default=ARTICLE_CHARACTERS, help="of a text")
    parser.add_argument("--into", type=Path, metavar="LAKE", help="only small passes, into a copy of this lake")
    parser.add_argument("--since", type=datetime.fromisoformat, default=FIRST, help="the first date of a month it has")
    options = parser.parse_args()
    console = Console()
    with TemporaryDirectory() as name:
        folder = Path(name)
        lake = folder / "large"
        if options.into:
            shutil.copytree(options.into, lake)
        else:
            sizes = [*options.sizes, *([MILLION] if options.million else [])]
            _steps(console, folder, sizes, options.characters, lake)
        for where, answer in small_passes(folder, lake, options.characters, options.since):
            console.print(f"{PASS:,} articles {where}: {answer['processors']:.1f} s of processors, "
                          f"{answer['settling']:.1f} of them settling, {answer['clock']:.0f} s passed, "
                          f"{answer['peak']:,.0f} MB")  # fmt: skip


def _steps(console: Console, folder: Path, sizes: list[int], characters: int, lake: Path) -> None:
    """Print a row for each size, in the last of which `lake` is left, the growth, two processes, and what starts."""
    found = []
    for size in sizes:
        shutil.rmtree(lake, ignore_errors=True)
        given = write(folder / f"{size}.jsonl", size, characters)
        found.append(run(given, lake))
        console.print(table(f"JSON Lines → lake, {characters:,} characters", found[-1:]))
    for line in growth(found):
        console.print(line)
    middle = len(sizes) // 2
    one, two = found[middle], run(folder / f"{sizes[middle]}.jsonl", folder / "two", workers=2)
    console.print(
        f"two processes, {sizes[middle]:,} articles: {one['clock'] / two['clock']:.2f} times as fast by the clock, "
        f"{two['processors'] / one['processors']:.2f} times the processors"
    )
    for told in measure_starts(lake, folder):
        console.print(told)


if __name__ == "__main__":
    main()
