"""The lock of a lake: the file that locks one on local disk, and the record of what this process has locked.

Right before each commit point a writer asks whether its lock is still its own. On object stores locks are leases.
"""

from __future__ import annotations

import fcntl
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.transforms.storage.lease import LeaseLostError, refuse_lost

# Who asks whether a lake is being written has its lock for an instant.
_TRIES, _PAUSE = 5, 0.01  # seconds
_LOCKED: dict[str, tuple[str, Callable[[], None]]] = {}


@contextmanager
def holding(lake: str, check: Callable[[], None] | None = None, lease: str = "") -> Iterator[None]:
    """Record while a block runs that this process has locked a lake: by a lease, or `check` raises once it is lost."""
    before = _LOCKED.pop(lake, None)
    _LOCKED[lake] = lease, check or (lambda: refuse_lost(lease))
    try:
        yield
    finally:
        del _LOCKED[lake]
        if before:
            _LOCKED[lake] = before


def refuse_lost_lock(lake: str) -> None:
    """Raise LeaseLostError where this process had locked a lake and has lost the lock.

    Nothing happens where it never locked it: the caller is a stream, or a job's worker with a lease of its own.
    """
    if lake in _LOCKED:
        _LOCKED[lake][1]()


def lease_of(lake: str) -> str:
    """Return the path of the lease by which this process has locked a lake; empty without one, as on local disk."""
    return _LOCKED[lake][0] if lake in _LOCKED else ""


@contextmanager
def locked_file(lake: str, holder: str) -> Iterator[None]:
    """Lock a local lake by its file `_lock`, which names `holder` to others; DyadwireError where another has it."""
    path = os.path.join(lake, "_lock")
    if os.path.exists(path) and not os.path.isfile(path):
        raise DyadwireError(f"{path} is no file, so that no writer can lock the lake: remove it")
    with _lock_file(path, lake) as file:
        try:
            _lock_alone(file)
        except BlockingIOError as error:
            file.seek(0)
            other = file.read(200).decode("utf-8", "replace").strip() or "another run"
            message = f"{other} is writing the lake at {lake}: wait for it, or use another lake"
            raise DyadwireError(message) from error
        file.truncate(0)
        with suppress(OSError):  # of a full disk: another writer is refused all the same, without the name
            file.write(f"{holder} (process {os.getpid()} on {socket.gethostname()})".encode())
        try:
            with holding(lake, lambda: _refuse_other_file(lake, file.fileno())):
                yield
        finally:
            file.truncate(0)


def writer_of_file(lake: str) -> str:
    """Return the name that the writer of a local lake left in its lock file; empty where nobody writes the lake.

    Who ended well leaves no name, so that the lock is not even tried; whom a kill ended has locked nothing any more.
    """
    path = os.path.join(lake, "_lock")
    if not os.path.isfile(path):
        return ""
    try:
        with open(path, "rb") as file:
            holder = file.read(200).decode("utf-8", "replace").strip()
            if holder:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)  # shared: two that ask are no writer to one another
    except BlockingIOError:
        return holder
    except OSError:
        return ""
    return ""


def _lock_alone(file: BinaryIO) -> None:
    """Lock a file against all others; BlockingIOError where one has locked it for longer than it takes to ask."""
    for _ in range(_TRIES):
        with suppress(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        time.sleep(_PAUSE)
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _lock_file(path: str, lake: str) -> BinaryIO:
    try:
        return open(path, "a+b", buffering=0)
    except OSError as error:
        raise DyadwireError(f"cannot write the lake at {lake}: {error.strerror}") from error


def _refuse_other_file(lake: str, descriptor: int) -> None:
    """Raise LeaseLostError where the lock file was removed or exchanged: the next writer locks another."""
    try:
        same = os.path.samestat(os.fstat(descriptor), os.stat(os.path.join(lake, "_lock")))
    except FileNotFoundError:
        same = False
    if not same:
        raise LeaseLostError(
            f"the lock of {lake} was removed while it was held: nothing more was written, run it again"
        )
