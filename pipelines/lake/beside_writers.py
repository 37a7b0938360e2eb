"""Prove a lake that others may be writing: a watch holds it for months, and a run may come at any moment.

What is read in between is neither the state before nor the one after. So what only one look tells is no problem of the
lake, and neither is what a living writer has made and not finished.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import NamedTuple

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.data_files import Unfinished
from dyadwire.pipelines.lake.snapshot_locks import is_locked
from dyadwire.pipelines.lake.verify import verify
from dyadwire.schemas.manifest import LAKE_FILE
from dyadwire.transforms.storage import filesystem
from dyadwire.transforms.storage.lease import lease_numbers, lease_path, read_lease

_LOOKS = 4
_PAUSE = 2.0  # seconds: a small batch is committed and settled within them


class Proof(NamedTuple):
    """What is wrong with a lake, a line each, and who was writing it meanwhile; empty where nobody was."""

    problems: list[str]
    writer: str


def prove(lake: str) -> Proof:
    """Look at a lake as `verify` does, again where a writer was at it; only what each look tells is a problem.

    DyadwireError where there is no lake, or files went under every look.
    """
    told: list[str] | None = None
    for look in range(_LOOKS):
        time.sleep(_PAUSE if look else 0)
        before = _at_work(lake)
        found = _look(lake)
        after = _at_work(lake)
        if before == after and not before[0] and found is not None:
            return Proof(found, "")
        if found is None:
            continue
        found = [line for line in found if not isinstance(line, Unfinished)]
        told = found if told is None else [line for line in told if line in found]
        if not told:
            return Proof(told, before[0] or after[0])
    if told is None:
        raise DyadwireError(f"the lake at {lake} lost files while they were read: verify it when nobody writes it")
    return Proof(told, before[0] or after[0])


def _look(lake: str) -> list[str] | None:
    try:
        return [*verify(lake)]
    except (filesystem.LakeReadError, FileNotFoundError):
        return None


def _at_work(lake: str) -> tuple[str, bytes]:
    """Return who writes a lake, if anybody, and its marker, which each commit changes."""
    try:
        marker = filesystem.read(f"{lake}/{LAKE_FILE}")
    except OSError:
        marker = b""
    return writer_of(lake), marker


def writer_of(lake: str) -> str:
    """Return who writes a lake, as other writers are told it; empty where nobody does."""
    if filesystem.is_local(lake):
        return _locking(f"{lake}/_lock")
    try:
        held = [read_lease(lease_path(lake, number)) for number in lease_numbers(lake)[-1:]]
    except (ValueError, KeyError, TypeError):  # damaged, which `verify` tells
        return ""
    return "".join(each.holder for each in held if each.until > datetime.now(UTC))


def _locking(path: str) -> str:
    try:
        holder = filesystem.read(path)[:200].decode("utf-8", "replace").strip()
    except OSError:
        return ""
    # Who ended well left no name, so that the lock is not even tried where nobody writes.
    return holder if holder and is_locked(path) else ""
