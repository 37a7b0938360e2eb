"""A fair queue: requests take turns by what named them and by host, so that none waits behind all of another."""

from __future__ import annotations

from collections import Counter, deque
from typing import Generic, NamedTuple, TypeVar

Request = TypeVar("Request")


class QueuedRequest(NamedTuple, Generic[Request]):
    """A request in the queue: what named it (a feed its pages, a list its feeds), and the host that it asks."""

    named_by: str
    host: str
    request: Request


class FairQueue(Generic[Request]):
    """Gives requests round-robin over what named them, and within that over hosts; those of one host in order.

    No more are given than may be under way at once for each: a feed of slow hosts, or of names that nobody resolves,
    would else take all connections.
    """

    def __init__(self, *, most: int, most_of_host: int) -> None:
        """`most`: requests under way that one feed or list named; `most_of_host`: those of them to one host."""
        self._most, self._most_of_host = most, most_of_host
        self._waiting: dict[str, dict[str, deque[QueuedRequest[Request]]]] = {}  # named_by → host → requests
        self._ready: dict[str, None] = {}  # who named some that may be given; the next one first
        self._under_way: Counter[tuple[str, ...]] = Counter()
        self._added: Counter[str] = Counter()

    def added(self, named_by: str) -> int:
        """Return how many requests a feed or list has named so far."""
        return self._added[named_by]

    def add(self, waiting: QueuedRequest[Request]) -> None:
        """Let a request wait."""
        hosts = self._waiting.setdefault(waiting.named_by, {})
        hosts.setdefault(waiting.host, deque()).append(waiting)
        self._added[waiting.named_by] += 1
        self._ready.setdefault(waiting.named_by)

    def take(self) -> QueuedRequest[Request] | None:
        """Return the next request; None where none waits, or as many as may be are under way."""
        while self._ready:
            named_by = next(iter(self._ready))
            del self._ready[named_by]
            if taken := self._take_of(named_by):
                self._under_way.update([(named_by,), (named_by, taken.host)])
                self._ready[named_by] = None  # behind the others
                return taken
        return None

    def done(self, taken: QueuedRequest[Request]) -> None:
        """Make room: a request that was taken is no longer under way."""
        self._under_way.subtract([(taken.named_by,), (taken.named_by, taken.host)])
        self._ready.setdefault(taken.named_by)

    def _take_of(self, named_by: str) -> QueuedRequest[Request] | None:
        hosts = self._waiting.get(named_by, {})
        if self._under_way[(named_by,)] >= self._most:
            return None
        host = next((host for host in hosts if self._under_way[named_by, host] < self._most_of_host), None)
        if host is None:
            return None
        requests = hosts.pop(host)
        taken = requests.popleft()
        if requests:
            hosts[host] = requests  # behind the others
        return taken
