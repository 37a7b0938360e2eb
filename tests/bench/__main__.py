"""Every part of the product beside its peer in the same run: python -m tests.bench [--check] [--keep].

Seconds are those of processors, so that other work on the machine counts little; ratios are medians of interleaved
rounds, in which every text is new. With --check there are fewer rounds, and the command fails with a line for each
ratio that fell below its floor; --keep measures as --check does, since ratios depend on the texts,
and makes its ratios the floors.
"""

from __future__ import annotations

import argparse
import sys
from itertools import groupby

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from tests.bench.comparison import GROUPS, Result, keys, measure
from tests.bench.floors import fallen, keep_floors, load_floors


def main() -> int:
    """Measure and print; return 1 where a floor does not hold."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--check", action="store_true", help="fewer rounds; fail where a ratio fell below its floor")
    parser.add_argument("--keep", action="store_true", help="as --check, and make its ratios the floors")
    parser.add_argument("--only", default="", metavar="TEXT", help="only groups whose name contains it")
    options = parser.parse_args()
    console, results = Console(), []
    for group in (group for group in GROUPS if options.only.lower() in group.name.lower()):
        with console.status(group.name):
            found = measure(group, max(2, group.rounds // 2) if options.check or options.keep else group.rounds)
        console.print(table(f"{group.name}, {group.size} articles a round", found))
        results += found
    ratios = {result.key: result.ratio for result in results}
    if options.keep:
        keep_floors(ratios, keys())
    told = [line for line in fallen(ratios, load_floors()) if not options.only] if options.check else []
    for line in told:
        print(line, file=sys.stderr)
    return bool(told)


def table(title: str, results: list[Result]) -> Table:
    """Return results as a table, the own side once for all of its peers."""
    made = Table("", "own", "peer", "", "beside", "times", title=title, title_justify="left", box=SIMPLE_HEAD)
    for column in (1, 2, 5):
        made.columns[column].justify = "right"
    for own, rows in groupby(results, key=lambda result: (result.row.own.name, result.row.kind.unit)):
        for number, result in enumerate(rows):
            made.add_row("" if number else own[0], *cells(result))
    return made


def cells(result: Result) -> tuple[str, str, str, str, str]:
    """Return own value, peer's value, unit, peer and ratio as text; why there is none where a side is absent."""
    peer, unit = result.row.peer.name, result.row.kind.unit
    if result.own is None or result.peer is None or result.ratio is None:
        return "", "", "", f"{peer}: {result.absent}", "–"
    return told(result.own), told(result.peer), unit, peer, told(result.ratio)


def told(value: float) -> str:
    """Return a number with three digits that count, or all before the point."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


if __name__ == "__main__":
    sys.exit(main())
