"""One bounded pass: collect what is on the network, plan batches, run them, and tell what became of everything."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from pipelines.errors import DyadwireError
from pipelines.lake.opening import locked, open_lake
from pipelines.lake.taken import plan_run
from pipelines.options import CoverageOptions
from pipelines.plan import find_files, plan_batches
from pipelines.stopping import handled
from pipelines.wire.collecting import collect_into_spool, remember_taken_in
from schemas.manifest import Books, Manifest
from schemas.tables import TABLES, UNKNOWN_MONTH

if TYPE_CHECKING:
    from pipelines.launch import Ran  # imports Beam


def run_pass(options: CoverageOptions) -> Books:
    """Run one pass and print its books; DyadwireError for what the user can mend."""
    console = Console(stderr=True)
    files, addresses = split_inputs(options.inputs)
    find_files(files)  # what is missing is told before a lake is made
    open_lake(options.lake)
    with handled(), locked(options.lake), console.status("starting") as status:
        ran = _run(options, files, addresses, status.update)
    manifests = [batch.manifest for batch in ran]
    books, before = total(manifests), total(batch.manifest for batch in ran if batch.before)
    print_books(console, books, options.lake, before.kept)
    if undated := count_undated(manifests):
        console.print(f"{undated:,} of those kept without a date: in no trend", highlight=False)
    if books.failed:
        print_reasons(console, options.lake, manifests)
    if books.read and not books.kept + books.duplicate:
        raise DyadwireError(f"none of the {books.read} inputs could be used; see the failures table of {options.lake}")
    return books


def run_quietly(options: CoverageOptions) -> Books:
    """Run one pass over local files and print nothing; DyadwireError for what the user can mend."""
    open_lake(options.lake)
    with locked(options.lake):
        return total(batch.manifest for batch in _run(options, list(options.inputs), [], lambda _: None))


def _run(options: CoverageOptions, files: list[str], addresses: list[str], tell: Callable[[str], None]) -> list[Ran]:
    collected = collect_into_spool(options, addresses, tell) if addresses else None
    given = plan_run(options, files) if files else []
    batches = [*given, *(batch for group in (collected.passes if collected else ()) for batch in plan_batches(group))]
    tell("loading Beam")
    # Libraries warn of each page that holds no text, and the like: those are rows of `failures`.
    logging.getLogger().setLevel(logging.ERROR)
    from pipelines.launch import run_batches

    began = time.monotonic()
    ran = run_batches(options, batches, tell)
    if collected:
        books = total(batch.manifest for batch in ran)
        remember_taken_in(options.lake, collected, books, time.monotonic() - began)
    return ran


def split_inputs(inputs: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Split inputs into files, and what the collector reads: web addresses and local OPML lists of them."""
    wire = [given for given in inputs if given.startswith(("http://", "https://")) or _is_opml(given)]
    return [given for given in inputs if given not in wire], wire


def _is_opml(given: str) -> bool:
    return given.lower().endswith((".opml", ".opml.xml"))


def total(manifests: Iterable[Manifest]) -> Books:
    """Add up the books of several batches."""
    return Books(*(sum(column) for column in zip(*(manifest.books for manifest in manifests), strict=True)))


def print_books(console: Console, books: Books, lake: str, kept_before: int = 0) -> None:
    """Print what became of every candidate; apart, those kept that were in the lake before this run."""
    counts = {"read": books.read, "kept": books.kept - kept_before}
    counts |= {"kept before": kept_before} if kept_before else {}
    counts |= {"duplicate": books.duplicate, "discarded": books.discarded, "failed": books.failed}
    table = Table(box=None, pad_edge=False)
    for name in counts:
        table.add_column(name, justify="right")
    table.add_row(*(f"{count:,}" for count in counts.values()))
    console.print(table)
    console.print(f"lake: {lake}", style="dim", highlight=False)


def count_undated(manifests: list[Manifest]) -> int:
    """Count the articles of these batches that have no date; those that a rewriting took over are not counted."""
    folder = TABLES["articles"].folder(UNKNOWN_MONTH) + "/"
    listed = (file for manifest in manifests for file in manifest.files)
    return sum(file.rows for file in listed if file.path.startswith(folder))


def print_reasons(console: Console, lake: str, manifests: list[Manifest]) -> None:
    """Print why candidates of these batches failed, and where to read more."""
    from transforms.committed import read_rows

    listed = [file for manifest in manifests for file in manifest.files if file.table == "failures"]
    rows = read_rows([f"{lake}/{file.path}" for file in listed], "failures", ["reason"])
    reasons = Counter(sorted(rows["reason"].to_pylist())).most_common(5)
    told = ", ".join(f"{count} {reason.replace('_', ' ')}" for reason, count in reasons)
    console.print(f"failed: {told}; the view `failures` of {lake} says which", highlight=False, soft_wrap=True)
