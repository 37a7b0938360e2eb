"""Hold a lake on an object store against other writers: by a lease, because no system frees a lock there for the dead.

A lease is an object `_lock-<n>.json`; the one with the highest number counts, until its time is over. The store itself
decides who makes the next one, so two writers never hold the same lake while their clocks agree within a minute.
"""

from __future__ import annotations

import json
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from pipelines.errors import DyadwireError
from transforms import storage

LEASE = timedelta(minutes=10)  # how long a lake stays held after its writer was killed
_RENEWED = timedelta(minutes=1)  # how often a living writer prolongs its lease: nine chances before it ends


class Lease:
    """One writer's hold of one lake."""

    def __init__(self, lake: str, holder: str, number: int, until: datetime) -> None:
        self.path, self._holder, self.number, self._until = _path(lake, number), holder, number, until
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
            storage.put(self.path, self.to_json())

    def release(self) -> None:
        """Let the next writer in; DyadwireError where one may have been in already, because this lease had ended."""
        lost = self.ended
        storage.remove(self.path)
        if lost:
            lake = self._lake
            raise DyadwireError(f"the lease of {lake} ended before its writer did: `dyadwire verify --lake {lake}`")


def take(lake: str, holder: str, lasting: timedelta = LEASE) -> Lease:
    """Take the lease of a lake; DyadwireError where another writer holds it."""
    numbers = _numbers(lake)
    for number in numbers[-1:]:
        other = _read(lake, number)
        if other["until"] > datetime.now(UTC):
            raise _held(lake, other["holder"], other["until"])
    lease = Lease(lake, holder, max(numbers, default=0) + 1, datetime.now(UTC) + lasting)
    try:
        storage.put_new(_path(lake, lease.number), lease.to_json())
    except FileExistsError as error:
        raise _held(lake, "another writer", datetime.now(UTC) + LEASE) from error
    except OSError as error:
        raise DyadwireError(f"cannot write the lake at {lake}: {error}") from error
    for number in numbers:
        storage.remove(_path(lake, number))
    return lease


@contextmanager
def leased(lake: str, holder: str) -> Iterator[None]:
    """Hold a lake on an object store, for as long as this process lives and a little longer."""
    lease = take(lake, f"{holder} (process {os.getpid()} on {socket.gethostname()})")
    over = threading.Event()
    keeper = threading.Thread(target=_keep, args=(lease, over), daemon=True)
    keeper.start()
    try:
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


def _path(lake: str, number: int) -> str:
    return f"{lake}/_lock-{number:08d}.json"


def _numbers(lake: str) -> list[int]:
    return [int(path.rsplit("-", 1)[1].removesuffix(".json")) for path in storage.glob(f"{lake}/_lock-*.json")]


def _read(lake: str, number: int) -> dict[str, Any]:
    """Return holder and end of a lease; one that was just given back, or that is damaged, has ended."""
    try:
        found = json.loads(storage.read(_path(lake, number)))
        return {"holder": str(found["holder"]), "until": datetime.fromisoformat(found["until"])}
    except FileNotFoundError:
        return {"holder": "", "until": datetime.min.replace(tzinfo=UTC)}
    except (ValueError, KeyError, TypeError) as error:
        raise DyadwireError(f"{_path(lake, number)} is damaged: remove it once no writer runs ({error!r})") from error
