"""What the collecting commands share: progress, and spools on object stores."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from pipelines.collect import CollectReport, collect
from pipelines.errors import DyadwireError
from pipelines.wire.spool import upload
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
        with Progress(console) as progress:
            report = collect(feeds, Path(spool), store=memory, tell=progress.tell, **options)
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
    # Segments stay beside the memory until they are on the object store: one that a kill left there goes up next time.
    waiting = memory.with_name(memory.name + ".segments")
    with Progress(console) as progress:
        report = collect(feeds, waiting, store=memory, tell=progress.tell, **options)
    try:
        placed = upload(sorted(waiting.glob("*.warc.gz")), spool)
    except (OSError, ValueError, ImportError) as error:
        raise DyadwireError(f"cannot write to {spool}: {error}; the segments wait in {waiting}") from error
    for segment in waiting.glob("*.warc.gz"):
        segment.unlink()
    return report, placed


def print_report(console: Console, report: CollectReport) -> None:
    """Print what became of every request: one line a kind."""
    for kind in ("list", "feed", "page"):
        outcomes = report.outcomes(kind)
        if outcomes:
            told = ", ".join(f"{count} {outcome.replace('_', ' ')}" for outcome, count in outcomes.most_common())
            console.print(f"{kind}s: {told}", highlight=False, markup=False)
