"""Lock a lake on an object store by a lease: no system frees a lock there when its writer dies.

The store itself decides who makes the next lease, so two writers never hold the same lake while their clocks agree
within a minute; and a writer that lost its own, because it slept or its line was dead, commits nothing more.
"""

from __future__ import annotations

import json
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.lock import holding
from dyadwire.pipelines.lake.path import lake_option_of
from dyadwire.transforms.storage import filesystem
from dyadwire.transforms.storage.lease import LeaseContent, lease_numbers, lease_path, read_lease

LEASE = timedelta(minutes=10)  # how long a lake stays held after its writer was killed
_RENEWED = timedelta(minutes=1)  # how often a living writer prolongs its lease: nine chances before it ends


class Lease:
    """One writer's hold of one lake."""

    def __init__(self, lake: str, holder: str, number: int, until: datetime) -> None:
        self.path, self._holder, self.number, self._until = lease_path(lake, number), holder, number, until
        self._lake = lake

    def to_json(self) -> bytes:
        """Return what other writers read: who holds the lake, and until when."""
        return (json.dumps({"holder": self._holder, "until": self._until.isoformat()}) + "\n").encode()

    @property
    def ended(self) -> bool:
        """Tell whether its time is over: then another writer may have come, and may have gone again."""
        return datetime.now(UTC) > self._until

    def prolong(self) -> None:
        """Hold the lake for the time of a lease from now on; nothing happens where it has ended."""
        if not self.ended:
            self._until = datetime.now(UTC) + LEASE
            filesystem.put(self.path, self.to_json())

    def release(self) -> None:
        """Let the next writer in; DyadwireError where one may have been in already, because this lease had ended."""
        lost = self.ended
        filesystem.remove(self.path)
        if lost:
            mend = f"`dyadwire verify {lake_option_of(self._lake)}`"
            raise DyadwireError(f"the lease of {self._lake} ended before its writer did: {mend}")


def take(lake: str, holder: str, lasting: timedelta = LEASE) -> Lease:
    """Take the lease of a lake; DyadwireError where another writer holds it."""
    numbers = lease_numbers(lake)
    for number in numbers[-1:]:
        other = _read(lake, number)
        if other.until > datetime.now(UTC):
            raise _held(lake, *other)
    lease = Lease(lake, holder, max(numbers, default=0) + 1, datetime.now(UTC) + lasting)
    try:
        filesystem.put_new(lease.path, lease.to_json())
    except FileExistsError as error:
        raise _held(lake, "another writer", datetime.now(UTC) + LEASE) from error
    except OSError as error:
        raise DyadwireError(f"cannot write the lake at {lake}: {error}") from error
    for number in numbers:
        filesystem.remove(lease_path(lake, number))
    return lease


@contextmanager
def leased(lake: str, holder: str) -> Iterator[None]:
    """Hold a lake on an object store, for as long as this process lives and a little longer."""
    lease = take(lake, f"{holder} (process {os.getpid()} on {socket.gethostname()})")
    over = threading.Event()
    keeper = threading.Thread(target=_keep, args=(lease, over), daemon=True)
    keeper.start()
    try:
        with holding(lake, lease=lease.path):
            yield
    finally:
        over.set()
        keeper.join()
        lease.release()


def _keep(lease: Lease, over: threading.Event) -> None:
    while not over.wait(_RENEWED.total_seconds()):
        try:
            lease.prolong()
        except OSError:  # a store out of reach: the writer itself will tell, and the next minute may be better
            continue


def _held(lake: str, holder: str, until: datetime) -> DyadwireError:
    ends = f"its lease ends at {until:%H:%M:%S} UTC unless it is prolonged"
    return DyadwireError(f"{holder} is writing the lake at {lake} ({ends}): wait for it, or use another lake")


def _read(lake: str, number: int) -> LeaseContent:
    """Return holder and end of a lease; DyadwireError where it is damaged."""
    path = lease_path(lake, number)
    try:
        return read_lease(path)
    except (ValueError, KeyError, TypeError) as error:
        raise DyadwireError(f"{path} is damaged: remove it once no writer runs ({error!r})") from error
