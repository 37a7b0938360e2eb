"""The data files in a lake's folders, whether a manifest lists them or not."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dyadwire.schemas.tables import TABLES
from dyadwire.transforms.storage import filesystem
from dyadwire.transforms.storage.committed import STREAM

_UNDER_WAY = timedelta(days=1)  # a stream that is stopped with a savepoint goes on with it within that time
STAGE = "_rewriting"  # where a compaction builds its files before it swaps them in


class Unfinished(str):
    """A problem that is none while somebody writes the lake: what was written, but not committed or settled yet."""

    __slots__ = ()


def own_files(lake: str) -> list[str]:
    """Return the data files of a lake: those in its tables' own folders, and those that a rewriting left staged."""
    patterns = [f"{table.folder('*')}/part-*.parquet" for table in TABLES.values()]
    return filesystem.glob_each(lake, [*patterns, f"{STAGE}/*/*.parquet"])


def remove_staged(lake: str, stages: Iterable[str] = ()) -> None:
    """Remove some staged files, and the folders of a local lake in which none is left."""
    for stage in stages:
        filesystem.remove(stage)
    if filesystem.is_local(lake):
        for folder in (*Path(lake, STAGE).glob("*"), Path(lake, STAGE)):
            with suppress(OSError):  # of one with files, which a sweep has told what they are
                folder.rmdir()


def has_rows(lake: str) -> bool:
    """Tell whether any data file is there but those without rows."""
    return any(not path.endswith("/part-empty.parquet") for path in own_files(lake))


def under_way(path: str) -> bool:
    """Tell whether a stream may be about to list a file: its workers do not hold the lake, and savepoints last."""
    return f"/part-{STREAM}" in path and datetime.now(UTC) - filesystem.modified(path) < _UNDER_WAY
