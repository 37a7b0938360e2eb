"""The lock that a reader has on the snapshot of a lake that it asks.

`_lake.json` names the newest snapshot; `_snapshots/<name>.json` lists the files of that settled state by table. A
reader of a local lake has a shared lock on the snapshot that it asks, and writers remove no file of a snapshot that is
locked. The system frees the lock when its holder ends, however it ends.
"""

from __future__ import annotations

import fcntl
import os
from contextlib import suppress
from typing import NamedTuple

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.marker import OPEN_FLAGS, check_marker, read_marker
from dyadwire.schemas.manifest import snapshot_path
from dyadwire.transforms.storage.local_files import is_regular

# A snapshot is exchanged in the instant between reading its name and locking it at most once per commit.
_TRIES = 20


class SnapshotLock(NamedTuple):
    """A snapshot by name, and the descriptor that locks it; None on object stores, where it stays for some time."""

    snapshot: str
    descriptor: int | None


def lock_newest(lake: str) -> SnapshotLock | None:
    """Lock the newest snapshot of a lake; None where there is none, as in a folder that other programs wrote.

    DyadwireError where another version of dyadwire wrote the lake.
    """
    for _ in range(_TRIES):
        name = newest(lake)
        if name is None:
            return None
        if "://" in lake:
            return SnapshotLock(name, None)
        descriptor = _lock(snapshot_path(lake, name))
        # The name is read again: a snapshot that was retired before the lock was had may be half swept.
        if descriptor is not None and newest(lake) == name:
            return SnapshotLock(name, descriptor)
        if descriptor is not None:
            os.close(descriptor)
    raise DyadwireError(f"the lake at {lake} names a snapshot that is not there: `dyadwire verify` tells more")


def newest(lake: str) -> str | None:
    """Return the name of the newest snapshot; DyadwireError where another version wrote the lake."""
    marker = read_marker(lake)
    if marker is None:
        return None
    check_marker(lake, marker)
    return str(marker["snapshot"])


def _lock(path: str) -> int | None:
    try:
        if not is_regular(path):  # DuckDB would wait for who writes to a pipe
            return None
        descriptor = os.open(path, OPEN_FLAGS)
    except FileNotFoundError:
        return None
    with suppress(OSError):  # a file system without locks: the files are there all the same, until a writer sweeps
        fcntl.flock(descriptor, fcntl.LOCK_SH)
    return descriptor


def is_locked(path: str) -> bool:
    """Tell whether any reader has locked a local snapshot."""
    try:
        descriptor = os.open(path, OPEN_FLAGS)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False  # a file system without locks cannot tell
    else:
        return False
    finally:
        os.close(descriptor)
