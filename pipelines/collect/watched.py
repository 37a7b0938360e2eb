"""Whether a watch is at work on a lake, and until when the last one was."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from dyadwire.pipelines.collect.states import stamp
from dyadwire.pipelines.lake.lock import writer_of_file

WATCH = "dyadwire watch"  # as a watch names itself in the lock of its lake
HEALTH_FOLDER = "_watch"  # of a lake, where a watch writes health.json and metrics.prom


class Watched(NamedTuple):
    """The watch that holds a lake, as its lock names it, or when the last one wrote its health; else neither."""

    running: str | None = None
    last_at: str | None = None


def watched(lake: str) -> Watched:
    """Return what the lock of a local lake tells: it is free as soon as who held it is gone, however that ended."""
    writer = writer_of_file(lake)
    if writer.startswith(WATCH):
        return Watched(running=writer)
    try:
        written = (Path(lake) / HEALTH_FOLDER / "health.json").stat().st_mtime
    except OSError:  # none ever was, or its health goes elsewhere
        return Watched()
    return Watched(last_at=stamp(datetime.fromtimestamp(written, UTC)))
