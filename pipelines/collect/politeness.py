"""How often a host may be asked."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from dyadwire.transforms.text.formats.robots import MAX_DELAY

OWN_CONNECTIONS = 8  # to hosts inside the operator's own networks
PUBLIC_CONNECTIONS = 1  # to anybody else's: the delay counts from request to request
LONGEST_PAUSE = MAX_DELAY  # seconds; a host that asks for a longer one is left to the next pass


class TooLateError(Exception):
    """A turn that comes too late to wait for it; `seconds` until the host may be asked."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"not asked: the host may be in {seconds:.0f} s")
        self.seconds = seconds


class Gate:
    """The queue before one host."""

    def __init__(self, connections: int, delay_seconds: float) -> None:
        self._slots = asyncio.Semaphore(connections)
        self._delay = delay_seconds
        self._free_at = 0.0
        self._refusals = 0

    @asynccontextmanager
    async def turn(self, delay_seconds: float = 0.0, until: float = math.inf) -> AsyncIterator[None]:
        """Wait until it is this caller's turn, at least the larger delay after the turn before.

        TooLateError where that is after `until`, by the clock of the event loop, or beyond the longest pause.
        """
        async with self._slots:
            clock = asyncio.get_running_loop()
            wait = max(self._free_at - clock.time(), 0.0)
            if wait > LONGEST_PAUSE or clock.time() + wait > until:
                raise TooLateError(wait)
            await asyncio.sleep(wait)
            try:
                yield
            finally:
                self.postpone(max(self._delay, delay_seconds))

    def postpone(self, seconds: float) -> None:
        """Let no request through for some seconds."""
        self._free_at = max(self._free_at, asyncio.get_running_loop().time() + seconds)

    def answered(self, *, refused: bool, asked_seconds: float) -> None:
        """Adapt to the host's answer: wait as long as it asks, and twice as long with each refusal in a row."""
        self._refusals = self._refusals + 1 if refused else 0
        doubled = self._delay * 2.0 ** min(self._refusals, 20) if refused else 0.0
        self.postpone(max(doubled, asked_seconds))


class Gates:
    """One gate a host, whatever its ports: a page may link to thousands. Own hosts have one a port, and no delay."""

    def __init__(self, delay_seconds: float) -> None:
        self._delay = delay_seconds
        self._gates: dict[tuple[str, int | None], Gate] = {}

    def gate(self, host: str, port: int, *, own: bool) -> Gate:
        """Return the gate of a host."""
        key = (host.lower().rstrip("."), port if own else None)
        if key not in self._gates:
            self._gates[key] = Gate(OWN_CONNECTIONS, 0.0) if own else Gate(PUBLIC_CONNECTIONS, self._delay)
        return self._gates[key]
