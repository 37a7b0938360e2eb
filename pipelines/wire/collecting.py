"""What the collecting commands share: progress, and spools on object stores."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console

from pipelines.answers.printing import plural
from pipelines.errors import DyadwireError
from pipelines.options import CoverageOptions
from pipelines.stopping import stopped_by_signals
from pipelines.wire.addresses import NOT_PUBLIC, network_of
from pipelines.wire.collect import CollectReport, collect, unfinished
from pipelines.wire.spool import upload
from pipelines.wire.store import BatchState, open_store, stamp
from schemas.manifest import Books
from schemas.records import Fetch


class Progress:
    """One line on a terminal that counts requests as they end; nothing elsewhere."""

    def __init__(self, console: Console) -> None:
        self._status = console.status("collecting")
        self._counts: Counter[str] = Counter()

    def __enter__(self) -> Progress:
        self._status.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._status.stop()

    def tell(self, fetch: Fetch) -> None:
        """Count one request."""
        good = fetch.outcome in ("ok", "not_modified")
        self._counts[f"{fetch.kind}s" if good else "not usable"] += 1
        self._status.update("collecting: " + ", ".join(f"{count} {name}" for name, count in self._counts.items()))


def collect_to(
    spool: str, feeds: Sequence[str], *, store: str | None, **options: Any
) -> tuple[CollectReport, list[str]]:
    """Collect into a folder or an object store; return the report and the segments' addresses.

    For an object store the memory must be a local file: DyadwireError where none is named.
    """
    console = Console(stderr=True)
    memory = Path(store) if store else None
    if "://" not in spool:
        with Progress(console) as progress, stopped_by_signals() as stopped:
            report = collect(feeds, Path(spool), store=memory, tell=progress.tell, stopped=stopped, **options)
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
    with Progress(console) as progress, stopped_by_signals() as stopped:
        report = collect(feeds, waiting, store=memory, tell=progress.tell, stopped=stopped, **options)
    try:
        placed = upload(sorted(waiting.glob("*.warc.gz")), spool)
    except (OSError, ValueError, ImportError) as error:
        raise DyadwireError(f"cannot write to {spool}: {error}; what is not there waits in {waiting}") from error
    return report, placed


class Collected(NamedTuple):
    """What a lake lacks of its spool, segments by pass; and how many feeds were asked in vain, where all were."""

    passes: list[list[str]]
    unread_feeds: int


def collect_into_spool(options: CoverageOptions, addresses: Sequence[str], tell: Callable[[str], None]) -> Collected:
    """Collect feeds and their pages below the lake's spool, and print what became of every request.

    Earlier passes that were killed before their batch was committed are returned as well.
    """
    if "://" in options.lake:
        raise DyadwireError(
            f"feeds are collected into a local spool, not below {options.lake}: `dyadwire collect FEEDS --spool DIR`, "
            f"then `dyadwire run DIR --lake {options.lake}`"
        )
    spool = Path(options.lake) / "_spool"
    counts: Counter[str] = Counter()

    def count(fetch: Fetch) -> None:
        counts[fetch.kind] += 1
        tell(f"collecting: {counts['feed']} feeds, {counts['page']} pages")

    networks = options.allow_networks
    with stopped_by_signals() as stopped:
        report = collect(
            addresses, spool, allow_networks=networks, contact=options.contact, tell=count, stopped=stopped
        )
    print_report(Console(stderr=True), report)
    if report.stopped:
        raise KeyboardInterrupt  # what came is taken in by the next run
    memory = open_store(spool)
    try:
        passes = [[str(segment) for segment in segments] for segments in unfinished(spool, memory)]
    finally:
        memory.close()
    return Collected(passes, report.unread)


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


def print_report(console: Console, report: CollectReport) -> None:
    """Print what became of every request: one line a kind."""
    for kind in ("list", "feed", "page"):
        outcomes = report.outcomes(kind)
        if outcomes:
            told = ", ".join(f"{count} {outcome.replace('_', ' ')}" for outcome, count in outcomes.most_common())
            console.print(f"{kind}s: {told}", highlight=False, markup=False, soft_wrap=True)
    if report.left:
        told = " and ".join(plural(report.left[kind], kind) for kind in ("feed", "page") if report.left[kind])
        console.print(f"not asked for, left for the next run: {told}", highlight=False, soft_wrap=True)
    if remedy := _remedy(report):
        console.print(remedy, highlight=False, markup=False, soft_wrap=True)


def unread(count: int) -> str:
    """Return what is told where not one of so many feeds could be read."""
    return "the feed could not be read" if count == 1 else f"none of the {count} feeds could be read"


def _remedy(report: CollectReport) -> str | None:
    """Return how to open what was asked for and is not public; never for pages: those are a feed's wish."""
    told = {
        fetch.error or "" for fetch in report.fetches if fetch.kind != "page" and fetch.outcome == "address_blocked"
    }
    private = [error for error in told if error.endswith(NOT_PUBLIC)]
    if not private:
        return None
    if len(private) > 1:
        return f"{len(private)} addresses are not public; --allow-network CIDR opens those that you trust"
    network = network_of(private[0].removesuffix(NOT_PUBLIC).strip())
    return f"{private[0]}; --allow-network {network} opens it"
