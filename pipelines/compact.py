"""Compact a lake: many small files become one sorted file a month and table."""

from __future__ import annotations

from typing import NamedTuple

from pipelines.lake import check_version, locked
from pipelines.rewrite import file_groups, rewrite
from transforms.committed import read_manifests

# A month of one table is merged in memory, at some four times its compressed size.
MOST_BYTES = 400_000_000


class Compacted(NamedTuple):
    """Files before and after, and the (table, month) pairs that are too large to merge in memory."""

    before: int
    after: int
    too_large: tuple[tuple[str, str], ...]


def compact(lake: str) -> Compacted:
    """Merge every month and table that has several files; nothing happens where none has. Rows stay as they are.

    Settled months stay settled. DyadwireError where another writer holds the lake.
    """
    check_version(lake)
    with locked(lake, "dyadwire compact"):
        groups = file_groups(read_manifests(lake))
        several = {key: sum(file.bytes for file in files) for key, files in groups.items() if len(files) > 1}
        chosen = [key for key, size in several.items() if size <= MOST_BYTES]
        before = sum(map(len, groups.values()))
        after = len(rewrite(lake, chosen).files) if chosen else before
    return Compacted(before, after, tuple(key for key in several if key not in chosen))
