"""Pins: what a reader holds while it asks one snapshot of a lake.

`_lake.json` names the newest snapshot; `_snapshots/<name>.json` lists the files of that settled state by table. A
reader of a local lake holds a shared lock on the snapshot that it asks, and writers remove no file of a snapshot that
anyone holds. The system lets go of the lock when its holder ends, however it ends.
"""

from __future__ import annotations

import fcntl
import os
import re
from contextlib import suppress
from typing import Any, NamedTuple

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.schemas.manifest import LAKE_FILE, parse_json, snapshot_path
from dyadwire.schemas.tables import SCHEMA_VERSION

# A snapshot is exchanged in the instant between reading its name and locking it at most once per commit.
_TRIES = 20
_SNAPSHOT = re.compile(r"[0-9a-f]{16}")
_AT_ONCE = os.O_RDONLY | os.O_NONBLOCK  # a pipe in a file's place would let its reader wait for a writer


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
    marker = _parsed(lake)
    if isinstance(marker, str):
        raise DyadwireError(_told_damaged(lake, marker))
    return marker


def whole_marker(lake: str) -> dict[str, Any] | None:
    """Return what `_lake.json` says; None where there is none, or it is damaged."""
    marker = _parsed(lake)
    return marker if isinstance(marker, dict) else None


def told_damaged_marker(lake: str) -> str | None:
    """Return what is wrong with `_lake.json`, and what to do; None where it is whole or not there."""
    flaw = _parsed(lake)
    return _told_damaged(lake, flaw) if isinstance(flaw, str) else None


def _told_damaged(lake: str, flaw: str) -> str:
    path = f"{lake}/{LAKE_FILE}"
    mend = "remove it, and " if os.path.isdir(path) else ""
    return f"{path} is damaged: {mend}the next `dyadwire run` or `dyadwire migrate` writes it anew ({flaw})"


def _parsed(lake: str) -> dict[str, Any] | str | None:
    """Return what `_lake.json` says, or why it says nothing; None where there is none.

    DyadwireError where that cannot be told: what is out of reach is not damaged.
    """
    path = f"{lake}/{LAKE_FILE}"
    try:
        marker: dict[str, Any] = parse_json(_read(path))
        if type(marker["schema_version"]) is not int:
            return f"{marker['schema_version']!r} is no schema version"
        # The first version had no snapshots.
        named = marker["schema_version"] != SCHEMA_VERSION or _SNAPSHOT.fullmatch(marker["snapshot"])
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, IsADirectoryError) as error:
        return str(error)
    except OSError as error:
        told = error.strerror or str(error)
        raise DyadwireError(told if path in told else f"cannot read {path}: {told}") from error
    return marker if named else f"{marker['snapshot']!r} is no snapshot"


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
        from dyadwire.transforms.storage import filesystem  # imports fsspec, which local lakes do without

        return filesystem.read(path)
    with open(path, "rb", opener=lambda name, flags: os.open(name, flags | _AT_ONCE)) as file:
        return file.read()


def _hold(path: str) -> int | None:
    try:
        descriptor = os.open(path, _AT_ONCE)
    except FileNotFoundError:
        return None
    with suppress(OSError):  # a file system without locks: the files are there all the same, until a writer sweeps
        fcntl.flock(descriptor, fcntl.LOCK_SH)
    return descriptor


def is_held(path: str) -> bool:
    """Tell whether any reader holds a local snapshot."""
    try:
        descriptor = os.open(path, _AT_ONCE)
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
