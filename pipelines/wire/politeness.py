"""How often a host may be asked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

OWN_CONNECTIONS = 8  # to hosts inside the operator's own networks
PUBLIC_CONNECTIONS = 1  # to anybody else's: the delay counts from request to request


class Gate:
    """The queue before one host."""

    def __init__(self, connections: int, delay_seconds: float) -> None:
        self._slots = asyncio.Semaphore(connections)
        self._delay = delay_seconds
        self._free_at = 0.0

    @asynccontextmanager
    async def turn(self, delay_seconds: float = 0.0) -> AsyncIterator[None]:
        """Wait until it is this caller's turn, at least the larger delay after the turn before."""
        async with self._slots:
            clock = asyncio.get_running_loop()
            await asyncio.sleep(max(self._free_at - clock.time(), 0.0))
            try:
                yield
            finally:
                self._free_at = clock.time() + max(self._delay, delay_seconds)

    def postpone(self, seconds: float) -> None:
        """Let nobody in for some time: the host asked for it."""
        self._free_at = max(self._free_at, asyncio.get_running_loop().time() + seconds)


class Gates:
    """One gate a host and port; hosts of the operator's own networks have no delay."""

    def __init__(self, delay_seconds: float) -> None:
        self._delay = delay_seconds
        self._gates: dict[tuple[str, int], Gate] = {}

    def gate(self, host: str, port: int, *, own: bool) -> Gate:
        """Return the gate of a host."""
        key = (host.lower(), port)
        if key not in self._gates:
            self._gates[key] = Gate(OWN_CONNECTIONS, 0.0) if own else Gate(PUBLIC_CONNECTIONS, self._delay)
        return self._gates[key]
