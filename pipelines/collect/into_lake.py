"""Collect for the commands: into a spool on disk or an object store, or through a spool into a lake."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console

from dyadwire.pipelines.collect.report import counting_fetches, print_report, unread
from dyadwire.pipelines.collect.spool import upload
from dyadwire.pipelines.collect.states import BatchState, stamp
from dyadwire.pipelines.collect.store import open_store
from dyadwire.pipelines.collect.to_spool import CollectReport, collect, unfinished
from dyadwire.pipelines.errors import DyadwireError, NothingCameError
from dyadwire.pipelines.lake.path import lake_option_of
from dyadwire.pipelines.progress import Progress
from dyadwire.pipelines.run.options import CoverageOptions
from dyadwire.pipelines.stopping import stopped_by_signals
from dyadwire.schemas.manifest import Books


def collect_to(
    spool: str, feeds: Sequence[str], *, store: str | None, **options: Any
) -> tuple[CollectReport, list[str]]:
    """Collect into a folder or an object store; return the report and the segments' addresses.

    For an object store, `store` must name a local file: DyadwireError where it does not. `options` as `collect` has
    them.
    """
    remote, file = "://" in spool, Path(store) if store else None
    if remote and file is None:
        raise DyadwireError(f"--spool {spool} needs --store FILE: the collector's memory is a local file")
    # Segments for an object store stay beside the collector's store until they are there: a kill loses none.
    folder = file.with_name(f"{file.name}.segments") if remote and file else Path(spool)
    console = Console(stderr=True)
    with Progress(console, "collecting") as progress, stopped_by_signals() as stopped:
        tell = counting_fetches(progress.begin)
        report = collect(feeds, folder, store=file, tell=tell, stopped=stopped, **options)
    segments = _upload_all(folder, spool) if remote else [str(segment) for segment in report.segments]
    print_report(console, report)
    return report, segments


def _upload_all(folder: Path, spool: str) -> list[str]:
    """Move all segments in a folder, also those that a kill left, to an object store; return their addresses."""
    try:
        return upload(sorted(folder.glob("*.warc.gz")), spool)
    except (OSError, ValueError, ImportError) as error:
        raise DyadwireError(f"cannot write to {spool}: {error}; what is not there waits in {folder}") from error


class Collected(NamedTuple):
    """What was collected for a lake.

    `passes`: the segments that the lake lacks, by pass; `unread_feeds`: how many feeds were asked if none could be
    read, else 0; `stopped`: whether a signal ended it.
    """

    passes: list[list[str]]
    unread_feeds: int
    stopped: bool


def collect_into_spool(options: CoverageOptions, addresses: Sequence[str], tell: Callable[[str], None]) -> Collected:
    """Collect feeds and their pages below the lake's spool, and print what became of every request.

    Earlier passes that were killed before their batch was committed are returned as well. After a signal nothing more
    is asked for, and what came is returned.
    """
    if "://" in options.lake:
        raise DyadwireError(
            f"feeds are collected into a local spool, not below {options.lake}: `dyadwire collect FEEDS --spool DIR`, "
            f"then `dyadwire run DIR {lake_option_of(options.lake)}`"
        )
    spool = Path(options.lake) / "_spool"
    networks = options.allow_networks
    with stopped_by_signals() as stopped:
        report = collect(
            addresses,
            spool,
            allow_networks=networks,
            contact=options.contact,
            budgets=options.budgets,
            tell=counting_fetches(tell),
            stopped=stopped,
        )
    print_report(Console(stderr=True), report)
    store = open_store(spool)
    try:
        passes = [[str(segment) for segment in segments] for segments in unfinished(spool, store)]
    finally:
        store.close()
    return Collected(passes, 0 if report.stopped else report.unread, report.stopped)


def remember_taken_in(lake: str, collected: Collected, books: Books, seconds: float) -> None:
    """Remember that the lake has these segments and the books of it; NothingCameError where no feed could be read.

    `seconds`: how long taking them in took.
    """
    store = open_store(Path(lake) / "_spool")
    now = datetime.now(UTC)
    try:
        store.finish((Path(segment).name for segments in collected.passes for segment in segments), now)
        store.keep(BatchState(stamp(now), round(seconds, 3), *books))
        store.commit()
    finally:
        store.close()
    if collected.unread_feeds:
        why = f'`dyadwire sql "FROM fetches" {lake_option_of(lake)}` tells why'
        raise NothingCameError(f"{unread(collected.unread_feeds)}; {why}")
