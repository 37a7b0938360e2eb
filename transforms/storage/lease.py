"""Leases of lakes on object stores, as any process reads them: who holds a lake, and until when.

A lease is an object `_lock-<n>.json`; the one with the highest number counts, until its time is over.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from dyadwire.schemas.manifest import parse_json
from dyadwire.transforms.storage import filesystem

# What is being written when the check is made must be there before the next writer may come, by clocks that agree
# within this.
_MARGIN = timedelta(minutes=1)


class LeaseLostError(RuntimeError):
    """The lake is another writer's, or may be by now: nothing more may be committed."""


class LeaseContent(NamedTuple):
    """What a lease says: who holds the lake, and until when."""

    holder: str
    until: datetime


def lease_path(lake: str, number: int) -> str:
    """Return the path of a lease.

    >>> lease_path("s3://bucket/lake", 7)
    's3://bucket/lake/_lock-00000007.json'
    """
    return f"{lake}/_lock-{number:08d}.json"


def lease_numbers(lake: str) -> list[int]:
    """Return the numbers of a lake's leases, in order."""
    return [_number(path) for path in filesystem.glob(f"{lake}/_lock-*.json")]


def read_lease(path: str) -> LeaseContent:
    """Return what a lease says; one that is not there has ended. ValueError, KeyError or TypeError: it is damaged."""
    try:
        found = parse_json(filesystem.read(path))
    except FileNotFoundError:
        return LeaseContent("", datetime.min.replace(tzinfo=UTC))
    until = datetime.fromisoformat(found["until"])
    if until.tzinfo is None:
        raise ValueError(f"no offset from UTC: {found['until']!r}")
    return LeaseContent(str(found["holder"]), until)


def refuse_lost(path: str) -> None:
    """Raise LeaseLostError where a lease, named by its path, counts no more. Nothing happens for an empty path.

    To be called right before what makes others see a change: a process that slept through the end of its lease would
    else commit beside the next writer.
    """
    if not path:
        return
    lake = path.rpartition("/")[0]
    if lease_numbers(lake)[-1:] != [_number(path)] or read_lease(path).until < datetime.now(UTC) + _MARGIN:
        message = f"the lease of {lake} was lost before its writer was done: nothing more was written, run it again"
        raise LeaseLostError(message)


def _number(path: str) -> int:
    return int(path.rsplit("-", 1)[1].removesuffix(".json"))
