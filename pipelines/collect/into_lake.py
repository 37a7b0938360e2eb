"""What the collecting commands share: into a spool on a disk or an object store, or through one into a lake."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console

from dyadwire.pipelines.collect.report import counting, print_report, unread
from dyadwire.pipelines.collect.spool import upload
from dyadwire.pipelines.collect.states import BatchState, stamp
from dyadwire.pipelines.collect.store import open_store
from dyadwire.pipelines.collect.to_spool import CollectReport, collect, unfinished
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.progress import Progress
from dyadwire.pipelines.run.options import CoverageOptions
from dyadwire.pipelines.stopping import stopped_by_signals
from dyadwire.schemas.manifest import Books


def collect_to(
    spool: str, feeds: Sequence[str], *, store: str | None, **options: Any
) -> tuple[CollectReport, list[str]]:
    """Collect into a folder or an object store; return the report and the segments' addresses.

    For an object store the memory must be a local file: DyadwireError where none is named.
    """
    console = Console(stderr=True)
    memory = Path(store) if store else None
    if "://" not in spool:
        with Progress(console, "collecting") as progress, stopped_by_signals() as stopped:
            report = collect(feeds, Path(spool), store=memory, tell=counting(progress.tell), stopped=stopped, **options)
        segments = [str(segment) for segment in report.segments]
    else:
        report, segments = _collect_remote(spool, feeds, memory, console, options)
    print_report(console, report)
    return report, segments


def _collect_remote(
    spool: str, feeds: Sequence[str], memory: Path | None, console: Console, options: dict[str, Any]
) -> tuple[CollectReport, list[str]]:
    if memory is None:
        raise DyadwireError(f"--spool {spool} needs --store FILE: the collector's memory is a local file")
    # A segment stays beside the memory until it is on the object store: one that a kill left there goes up next time.
    waiting = memory.with_name(memory.name + ".segments")
    with Progress(console, "collecting") as progress, stopped_by_signals() as stopped:
        report = collect(feeds, waiting, store=memory, tell=counting(progress.tell), stopped=stopped, **options)
    try:
        placed = upload(sorted(waiting.glob("*.warc.gz")), spool)
    except (OSError, ValueError, ImportError) as error:
        raise DyadwireError(f"cannot write to {spool}: {error}; what is not there waits in {waiting}") from error
    return report, placed


class Collected(NamedTuple):
    """What a lake lacks of its spool, segments by pass; how many feeds were asked in vain, where all were; and whether
    a signal ended it."""

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
            f"then `dyadwire run DIR --lake {options.lake}`"
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
            tell=counting(tell),
            stopped=stopped,
        )
    print_report(Console(stderr=True), report)
    memory = open_store(spool)
    try:
        passes = [[str(segment) for segment in segments] for segments in unfinished(spool, memory)]
    finally:
        memory.close()
    return Collected(passes, 0 if report.stopped else report.unread, report.stopped)


def remember_taken_in(lake: str, collected: Collected, books: Books, seconds: float) -> None:
    """Remember that the lake has these segments, and the books of it; then DyadwireError where no feed could be read.

    `seconds`: how long taking them in took.
    """
    memory = open_store(Path(lake) / "_spool")
    now = datetime.now(UTC)
    try:
        memory.finish((Path(segment).name for segments in collected.passes for segment in segments), now)
        memory.keep_batch(BatchState(stamp(now), round(seconds, 3), *books))
        memory.commit()
    finally:
        memory.close()
    if collected.unread_feeds:
        raise DyadwireError(f"{unread(collected.unread_feeds)}; the fetches table tells why")
