"""The lakes that this process holds. Right before each commit point a writer asks whether its lake is still its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from dyadwire.transforms.storage.lease import refuse_lost

_HELD: dict[str, tuple[str, Callable[[], None]]] = {}


@contextmanager
def holding(lake: str, check: Callable[[], None] | None = None, lease: str = "") -> Iterator[None]:
    """Note that this process holds a lake: by a lease, or as `check` tells, which raises where it is held no more."""
    before = _HELD.pop(lake, None)
    _HELD[lake] = lease, check or (lambda: refuse_lost(lease))
    try:
        yield
    finally:
        del _HELD[lake]
        if before:
            _HELD[lake] = before


def refuse_not_held(lake: str) -> None:
    """Raise LeaseLostError where this process held a lake and holds it no more.

    Nothing happens where it never did: the caller's caller is a stream, or a job's worker with a lease of its own.
    """
    if lake in _HELD:
        _HELD[lake][1]()


def lease_of(lake: str) -> str:
    """Return the path of the lease by which this process holds a lake; empty where there is none, as on a disk."""
    return _HELD[lake][0] if lake in _HELD else ""
