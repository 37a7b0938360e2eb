"""Pins: what a reader holds while it asks one snapshot of a lake.

`_lake.json` names the newest snapshot; `_snapshots/<name>.json` lists the files of that settled state by table. A
reader of a local lake holds a shared lock on the snapshot that it asks, and writers remove no file of a snapshot that
anyone holds. The system lets go of the lock when its holder ends, however it ends.
"""

from __future__ import annotations

import fcntl
import json
import os
from contextlib import suppress
from typing import Any, NamedTuple

from pipelines.errors import DyadwireError
from schemas.manifest import LAKE_FILE, snapshot_path
from schemas.tables import SCHEMA_VERSION

# A snapshot is exchanged in the instant between reading its name and locking it at most once per commit.
_TRIES = 20


class Pin(NamedTuple):
    """A snapshot by name, and the descriptor that holds it; none on object stores, where it is kept for a time."""

    snapshot: str
    descriptor: int | None


def pin(lake: str) -> Pin | None:
    """Hold the newest snapshot of a lake; None where there is none, as in a folder that other programs wrote.

    DyadwireError where another version of dyadwire wrote the lake.
    """
    for _ in range(_TRIES):
        name = newest(lake)
        if name is None:
            return None
        if "://" in lake:
            return Pin(name, None)
        held = _hold(snapshot_path(lake, name))
        # The name is read again: a snapshot that was retired before the lock was had may be half swept.
        if held is not None and newest(lake) == name:
            return Pin(name, held)
        if held is not None:
            os.close(held)
    raise DyadwireError(f"the lake at {lake} names a snapshot that is not there: `dyadwire verify` tells more")


def newest(lake: str) -> str | None:
    """Return the name of the newest snapshot; DyadwireError where another version wrote the lake."""
    marker = read_marker(lake)
    if marker is None:
        return None
    check_marker(lake, marker)
    return str(marker["snapshot"])


def read_marker(lake: str) -> dict[str, Any] | None:
    """Return what `_lake.json` says; None where there is none, DyadwireError where it is damaged."""
    path = f"{lake}/{LAKE_FILE}"
    try:
        marker: dict[str, Any] = json.loads(_read(path))
        int(marker["schema_version"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DyadwireError(f"{path} is damaged: {error}") from error
    return marker


def check_marker(lake: str, marker: dict[str, Any]) -> None:
    """Refuse a lake of another schema version, with what to do about it."""
    version = marker["schema_version"]
    if version > SCHEMA_VERSION:
        reads = f"this dyadwire reads up to {SCHEMA_VERSION}: upgrade it"
        raise DyadwireError(f"the lake at {lake} has schema version {version}, and {reads}")
    if version < SCHEMA_VERSION:
        mend = f"`dyadwire migrate --lake {lake}` brings it to {SCHEMA_VERSION}"
        raise DyadwireError(f"the lake at {lake} has schema version {version}: {mend}")


def _read(path: str) -> bytes:
    if "://" in path:
        from transforms import storage  # imports fsspec, which local lakes do without

        return storage.read(path)
    with open(path, "rb") as file:
        return file.read()


def _hold(path: str) -> int | None:
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return None
    with suppress(OSError):  # a file system without locks: the files are there all the same, until a writer sweeps
        fcntl.flock(descriptor, fcntl.LOCK_SH)
    return descriptor


def is_held(path: str) -> bool:
    """Tell whether any reader holds a local snapshot."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
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
