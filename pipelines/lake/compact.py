"""Compact a lake: many small files become one sorted file a month and table."""

from __future__ import annotations

from typing import NamedTuple

from dyadwire.pipelines.lake.opening import check_version, locked
from dyadwire.pipelines.lake.publish import publish
from dyadwire.pipelines.lake.rewrite import file_groups, rewrite
from dyadwire.pipelines.lake.sweep import sweep
from dyadwire.transforms.storage.committed import read_manifests

# A month of one table is merged in memory, at some four times its compressed size.
MOST_BYTES = 400_000_000
# A watch writes a file a pass; readers open this many in well under the time of one question.
WATCHED_FILES = 64


class Compacted(NamedTuple):
    """Files before and after, and the (table, month) pairs that are too large to merge in memory."""

    before: int
    after: int
    too_large: tuple[tuple[str, str], ...]


def compact(lake: str) -> Compacted:
    """Merge every month and table that has several files; nothing happens where none has. Rows stay as they are.

    Settled months stay settled. DyadwireError where another writer holds the lake, or files are not what was
    written.
    """
    check_version(lake)
    with locked(lake, "dyadwire compact"):
        if publish(lake):  # one that was cut short may have merged everything, and shown nobody
            sweep(lake)
        return compact_held(lake)


def compact_held(lake: str, above: int = 1) -> Compacted:
    """Compact a lake that the caller has locked, if any month of a table has more than `above` files.

    ChangedFilesError where files are not what was written: then nothing is done.
    """
    groups = file_groups(read_manifests(lake))
    before = sum(map(len, groups.values()))
    if max(map(len, groups.values()), default=0) <= above:
        return Compacted(before, before, ())
    several = {key: files for key, files in groups.items() if len(files) > 1}
    too_large = tuple(key for key, files in several.items() if sum(file.bytes for file in files) > MOST_BYTES)
    small = [key for key in several if key not in too_large]
    after = len(rewrite(lake, small).files) if small else before
    publish(lake)
    sweep(lake)
    return Compacted(before, after, too_large)
