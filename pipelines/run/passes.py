"""One bounded pass: collect what is on the network, plan batches, run them, and tell what became of everything."""

from __future__ import annotations

import logging
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.ingested_segments import plan_run
from dyadwire.pipelines.lake.opening import is_free, locked, open_lake
from dyadwire.pipelines.messages import clean, plural, print_line
from dyadwire.pipelines.progress import Progress
from dyadwire.pipelines.refusals import RUN_ADDRESSES, refuse_short_addresses
from dyadwire.pipelines.run.cautions import caution_of_forgotten, cautions_of_kept
from dyadwire.pipelines.run.inputs import (
    columns_without_text,
    first_unread_date,
    line_of,
    record_notes,
    refuse_unreadable,
)
from dyadwire.pipelines.run.options import CoverageOptions
from dyadwire.pipelines.run.plan import find_files, plan_batches, plan_opening
from dyadwire.pipelines.run.standard_input import with_standard_input
from dyadwire.pipelines.scratch import temporary_files
from dyadwire.pipelines.stopping import handled
from dyadwire.schemas.manifest import Books, Manifest
from dyadwire.transforms.storage.committed import read_manifests, read_rows

if TYPE_CHECKING:
    from dyadwire.pipelines.run.launch import Ran  # imports Beam


@temporary_files()
def run_pass(options: CoverageOptions) -> Books:
    """Run one pass and print its books; DyadwireError for what the user can mend.

    Where a signal ended the collecting, what came is taken in before the KeyboardInterrupt.
    """
    refuse_short_addresses("a run", RUN_ADDRESSES)
    console = Console(stderr=True)
    with with_standard_input(options.inputs) as inputs:
        files, addresses = split_inputs(inputs)
        found = find_files(files)  # a missing file is an error before a lake is made
        refuse_unreadable(found if not addresses else [])
        _print_lines(console, map(clean, record_notes(found, options.reading)))
        is_new = not addresses and is_free(options.lake)
        open_lake(options.lake)
        with handled(), locked(options.lake), Progress(console) as progress:
            ran, stopped = _run(options, files, addresses, progress.begin)
            books, notes = total(batch.manifest for batch in ran), _notes_on(options, ran, found)
            is_useless = not books.kept and bool(books.failed or not _wrote_rows(ran))
            has_lake = stopped or not (is_new and is_useless)
            if not has_lake:
                shutil.rmtree(options.lake)
    kept_before = total(batch.manifest for batch in ran if batch.before).kept
    print_books(console, books, options.lake if has_lake else None, kept_before)
    _print_lines(console, notes)
    if stopped:
        raise KeyboardInterrupt  # what came is in the lake; the next run asks for the rest
    _refuse_useless(books, options.lake if has_lake else None)
    if found and not (books.read or _wrote_rows(ran) or addresses or options.only_new):
        if not has_lake:
            raise DyadwireError(f"{_nothing_in(found)}; no lake was made")
        _print_lines(console, [_nothing_in(found)])  # no error: the lake has articles of earlier runs
    return books


def _refuse_useless(books: Books, lake: str | None) -> None:
    """Raise DyadwireError where not one input could be used; `lake` is None where none was made for them."""
    if books.read and not books.kept + books.duplicate + books.discarded:  # those are left out as was asked
        where = f"see the failures table of {lake}" if lake else "no lake was made"
        one, several = "the input could not be used", f"none of the {books.read:,} inputs could be used"
        raise DyadwireError(f"{one if books.read == 1 else several}; {where}")


def _notes_on(options: CoverageOptions, ran: list[Ran], files: list[tuple[str, str]]) -> list[str]:
    """Return what to say below the books: what to mind of the articles that were kept, and why others failed."""
    manifests, names = [batch.manifest for batch in ran], options.reading.names
    columns, dates = partial(columns_without_text, files, names), partial(first_unread_date, files, options.reading)
    cautions = cautions_of_kept(options.lake, manifests, columns, dates)
    cautions += caution_of_forgotten(options.lake, {batch.manifest.batch for batch in ran if batch.before})
    return cautions + failure_lines(options.lake, manifests, files)


def _wrote_rows(ran: list[Ran]) -> bool:
    return any(file.rows for batch in ran for file in batch.manifest.files)


def _nothing_in(files: list[tuple[str, str]]) -> str:
    others = f" and {len(files) - 1:,} more" if len(files) > 1 else ""
    return f"nothing to read in {files[0][1]}{others}"


def _print_lines(console: Console, lines: Iterable[str]) -> None:
    for line in lines:
        print_line(console, line)


def run_quietly(options: CoverageOptions) -> Books:
    """Run one pass over local files and print nothing; DyadwireError for what the user can mend."""
    open_lake(options.lake)
    with locked(options.lake):
        ran, _ = _run(options, list(options.inputs), [], lambda _: None)
    return total(batch.manifest for batch in ran)


def _run(
    options: CoverageOptions, files: list[str], addresses: list[str], tell: Callable[[str], None]
) -> tuple[list[Ran], bool]:
    """Return the batches that ran, and whether a signal ended the collecting before."""
    collected = None
    if addresses:  # who reads files alone is spared loading what asks the network
        from dyadwire.pipelines.collect.into_lake import collect_into_spool, remember_taken_in

        collected = collect_into_spool(options, addresses, tell)
    stopped = collected is not None and collected.stopped  # then what came is taken in, and nothing else is begun
    files = [] if stopped else files
    began = time.monotonic()
    opened = _run_opening(options, files, tell)
    given = plan_run(options, files) if files else []
    batches = [*given, *(batch for group in (collected.passes if collected else ()) for batch in plan_batches(group))]
    ran = _beam(tell)(options, batches, tell, opened)
    if collected:
        books = total(batch.manifest for batch in ran)
        remember_taken_in(options.lake, collected, books, time.monotonic() - began)
    return ran, stopped


def _run_opening(options: CoverageOptions, files: list[str], tell: Callable[[str], None]) -> list[Ran]:
    """Run what opens a large table, if there is one, in this process: it is there before others would have started.

    All else is planned afterwards: that reads it to its end.
    """
    opening = plan_opening(files, options.reading)
    if not opening:
        return []
    run_batches = _beam(tell)
    tell("first rows")
    ran = run_batches(replace(options, workers=1), opening)
    tell("planning the rest")
    return ran


def _beam(tell: Callable[[str], None]) -> Callable[..., list[Ran]]:
    """Load Beam, and return what runs batches on it."""
    tell("loading Beam")
    # Libraries warn of each page that holds no text, and the like: those are rows of `failures`.
    logging.getLogger().setLevel(logging.ERROR)
    from dyadwire.pipelines.run.launch import run_batches

    return run_batches


def split_inputs(inputs: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Split inputs into files, and what the collector reads: web addresses and local OPML lists of them."""
    wire = [given for given in inputs if given.startswith(("http://", "https://")) or _is_opml(given)]
    return [given for given in inputs if given not in wire], wire


def _is_opml(given: str) -> bool:
    return given.lower().endswith((".opml", ".opml.xml"))


def kept_message(lake: str) -> str:
    """Say what a lake keeps of a run that was interrupted, whatever it was at."""
    files = (file for manifest in read_manifests(lake) for file in manifest.files)
    if kept := sum(file.rows for file in files if file.table == "articles"):
        return f"{lake} keeps {plural(kept, 'article')}: the same command goes on where this one stopped"
    return f"{lake} keeps nothing yet: the same command begins anew"


def total(manifests: Iterable[Manifest]) -> Books:
    """Add up the books of several batches."""
    return Books(*(sum(column) for column in zip(*(manifest.books for manifest in manifests), strict=True)))


def print_books(console: Console, books: Books, lake: str | None, kept_before: int = 0) -> None:
    """Print what became of every candidate; apart, those kept that were in the lake before this run."""
    counts = {"read": books.read, "kept": books.kept - kept_before}
    counts |= {"kept before": kept_before} if kept_before else {}
    counts |= {"duplicate": books.duplicate, "discarded": books.discarded, "failed": books.failed}
    table = Table(box=None, pad_edge=False)
    for name in counts:
        table.add_column(name, justify="right")
    table.add_row(*(f"{count:,}" for count in counts.values()))
    console.print(table)
    if lake:
        console.print(Text(f"lake: {clean(lake)}", style="dim"))


def failure_lines(lake: str, manifests: list[Manifest], files: list[tuple[str, str]]) -> list[str]:
    """Say why candidates of these batches failed, of the first one in its words; nothing where no reason is left."""
    if not total(manifests).failed:
        return []
    listed = [file for manifest in manifests for file in manifest.files if file.table == "failures"]
    found = read_rows([f"{lake}/{file.path}" for file in listed], "failures", ["reason", "uri", "message"]).to_pylist()
    reasons = Counter(sorted(row["reason"] for row in found)).most_common(5)
    if not reasons:  # a takedown forgot them, and the books still count them
        return []
    counts = ", ".join(f"{count} {reason.replace('_', ' ')}" for reason, count in reasons)
    first = min((row for row in found if row["reason"] == reasons[0][0]), key=lambda row: _place_in_file(row["uri"]))
    said = (first["message"] or first["reason"].replace("_", " ")).removeprefix(f"{first['uri']}: ")
    which = f"; the view `failures` of {lake} says which" if total(manifests).kept else ""
    line = line_of(first["uri"], files)
    where = f"{first['uri']} (line {line:,})" if line else first["uri"]
    return [clean(f"failed: {counts}{which}"), clean(f"the first: {where}: {said}")]


def _place_in_file(uri: str) -> tuple[str, int, str]:
    """Order the places of a file by number, not by its digits."""
    name, _, place = uri.rpartition("#")
    return (name, int(place), uri) if place.isdigit() else (uri, 0, uri)
