"""Requests that survive any server: bounded in time, bytes, redirects and attempts, polite, on the open web only."""

from __future__ import annotations

import asyncio
import math
import random
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import urlsplit

import httpcore
import httpx

from dyadwire.pipelines.collect.addresses import BlockedAddressError, Guard, OnConnect
from dyadwire.pipelines.collect.exchange import AGENT, Exchange, Limits, StopError, message_of, outcome_of
from dyadwire.pipelines.collect.politeness import Gate, Gates, TooLateError
from dyadwire.pipelines.collect.responses import (
    DEFERRED,
    OK,
    PERMANENT,
    REDIRECTS,
    RETRY_NOW,
    Response,
    Validators,
    is_whole,
)
from dyadwire.transforms.text.formats.robots import Robots
from dyadwire.transforms.text.formats.urls import http_url

_UNCONDITIONAL = Validators()
_LAST_SECONDS = 3.0  # that exchanges have once asking is to stop: most take one, and the rest is asked again

_GUARD_ERRORS = (BlockedAddressError, httpcore.ConnectError)

AskRobots = Callable[[str], Awaitable[Robots | Response]]


class _Terms(NamedTuple):
    """On which an address is asked for, at every attempt and hop."""

    max_bytes: int
    validators: Validators
    page: bool
    obey: bool
    until: float


class _Stopwatch:
    """Seconds spent inside a block."""

    seconds = 0.0

    async def __aenter__(self) -> None:
        self._start = time.monotonic()

    async def __aexit__(self, *error: object) -> None:
        self.seconds = time.monotonic() - self._start


class Fetcher:
    """Fetches addresses, at most `connections` at once. Used inside one event loop, as an async context manager."""

    def __init__(
        self,
        guard: Guard,
        limits: Limits,
        *,
        contact: str | None = None,
        connections: int = 32,
        on_connect: OnConnect | None = None,
        robots: AskRobots | None = None,
    ) -> None:
        self.guard = guard
        self.limits = limits
        self.robots = robots
        self._gates = Gates(limits.delay_seconds)
        self._slots = asyncio.Semaphore(connections)
        self._exchange = Exchange(guard, limits, contact, on_connect)
        self._stopping = False
        self._under_way: set[asyncio.Timeout] = set()

    @property
    def stopping(self) -> bool:
        """Tell whether nothing more is asked for."""
        return self._stopping

    def stop(self) -> None:
        """Ask for nothing more: whatever has no response within a few seconds is deferred."""
        self._stopping = True
        for scope in self._under_way:
            scope.reschedule(asyncio.get_running_loop().time() + _LAST_SECONDS)

    async def __aenter__(self) -> Fetcher:
        await self._exchange.__aenter__()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._exchange.__aexit__(*error)

    async def fetch(
        self,
        url: str,
        *,
        max_bytes: int,
        validators: Validators = _UNCONDITIONAL,
        page: bool = False,
        obey: bool = True,
        until: float = math.inf,
    ) -> Response:
        """Fetch an address, again until the response is final, or attempts or time are used up. Never raises.

        `page`: media types other than text are refused unread. `obey`: robots.txt is asked first, at every hop.
        `until`: by the clock of the event loop, when it is too late to ask: then the response is deferred, as it is
        where waiting for connections or robots.txt takes `address_seconds` longer than that.
        """
        terms = _Terms(max_bytes, validators, page, obey, until)
        deferred = Response(url, url, DEFERRED, datetime.now(UTC), error="not asked: the pass is over")
        if self._stopping or asyncio.get_running_loop().time() > until:
            return deferred
        scope = asyncio.timeout_at(None if math.isinf(until) else until + self.limits.address_seconds)
        try:
            async with scope:
                self._under_way.add(scope)
                return await self._attempts(url, terms)
        except TimeoutError:
            return deferred
        finally:
            self._under_way.discard(scope)

    async def _attempts(self, url: str, terms: _Terms) -> Response:
        at, spent = datetime.now(UTC), 0.0
        for attempt in range(1, self.limits.attempts + 1):
            response = await self._follow(url, terms)
            spent += response.seconds
            wait = response.retry_seconds if response.retry_seconds is not None else _backoff(attempt)
            whole = spent + wait + self.limits.request_seconds  # if the next attempt takes all it may
            last = attempt == self.limits.attempts or whole > self.limits.address_seconds
            if response.outcome not in RETRY_NOW or last:
                break
            spent += wait
            await asyncio.sleep(wait)
        if response.outcome == "truncated" and is_whole(response.body):
            response = response._replace(outcome=OK)  # the length was wrong, not the document; the error still tells
        return response._replace(at=at, seconds=round(spent, 3))

    async def _follow(self, url: str, terms: _Terms) -> Response:
        """Follow redirects from an address; each hop is checked as the first was."""
        current, moved, permanent, spent = url, None, True, 0.0
        seen = {url}
        for hop in range(self.limits.redirects + 1):
            response = await self._guarded(url, current, terms)
            spent += response.seconds
            response = response._replace(seconds=spent)
            if response.status not in REDIRECTS:
                if response.outcome == "address_blocked" and hop:
                    response = response._replace(outcome="redirect_blocked")
                return response._replace(moved_url=moved)
            location = response.header("location")
            target = http_url(location, current) if location else None
            if target is None:
                return response._replace(outcome="redirect_blocked", error="redirected off the web")
            if target in seen:
                return response._replace(outcome="redirect_loop", error="redirected in a circle")
            if spent > self.limits.address_seconds:
                return response._replace(outcome="timeout", error=f"redirects took {spent:.0f} s")
            permanent = permanent and response.status in PERMANENT
            moved = target if permanent else moved
            seen.add(target)
            current = target
        return response._replace(outcome="redirect_loop", error=f"more than {self.limits.redirects} redirects")

    async def _guarded(self, url: str, current: str, terms: _Terms) -> Response:
        """Ask once; whatever goes wrong becomes an outcome. Its seconds are those of the request, not of the queue."""
        stopwatch = _Stopwatch()
        unanswered = Response(url, current, OK, datetime.now(UTC))
        try:
            response = await self._ask(unanswered, stopwatch, terms)
        except TooLateError as late:
            response = unanswered._replace(outcome=DEFERRED, error=str(late), retry_seconds=late.seconds)
        except StopError as stop:
            response = unanswered._replace(outcome=stop.outcome, error=message_of(stop), received=stop.received)
        except (TimeoutError, OSError, ValueError, httpx.TransportError, httpx.InvalidURL, *_GUARD_ERRORS) as error:
            outcome = outcome_of(error)
            silent = outcome == "timeout" and not str(error)  # Python's own says nothing
            message = f"no whole answer within {self.limits.request_seconds:g} s" if silent else message_of(error)
            response = unanswered._replace(outcome=outcome, error=message)
        return response._replace(seconds=stopwatch.seconds)

    async def _ask(self, unanswered: Response, stopwatch: _Stopwatch, terms: _Terms) -> Response:
        url = unanswered.final_url
        delay = await self._robots_delay(url) if terms.obey and self.robots else 0.0
        gate = await self._gate(url)
        async with gate.turn(delay, terms.until), self._slots, stopwatch:
            self._refuse_if_stopping()
            async with asyncio.timeout(self.limits.request_seconds):
                response = await self._exchange.request(unanswered, terms.max_bytes, terms.validators, terms.page)
        # A server that counts our requests speaks of all of them; one that is busy, perhaps of this address alone.
        refused, asked = response.outcome == "rate_limited", response.retry_seconds or 0.0
        gate.answered(refused=refused, asked_seconds=asked if refused else min(asked, self.limits.address_seconds))
        return response

    async def _robots_delay(self, url: str) -> float:
        rules = await self.robots(url) if self.robots else Robots(b"")
        if isinstance(rules, Response):
            self._refuse_if_stopping()
            # A host that nobody can connect to is told as that; any other may be there, and robots.txt is what fails.
            outcome = rules.outcome if rules.outcome == "connection_failed" else "robots_unavailable"
            why = " ".join(filter(None, (rules.outcome.replace("_", " "), str(rules.status or ""), rules.error)))
            raise StopError(outcome, f"robots.txt: {why}")
        if not rules.allow(url, AGENT):
            raise StopError("robots_disallowed", "robots.txt asks not to read this address")
        return rules.delay_seconds(AGENT) or 0.0

    def _refuse_if_stopping(self) -> None:
        if self._stopping:
            raise TooLateError(0.0)

    async def _gate(self, url: str) -> Gate:
        host, port = host_and_port(url)
        peer = await self.guard.peer(host, port)
        return self._gates.gate(host, port, own=peer.own)


def host_and_port(url: str) -> tuple[str, int]:
    """Return host and port of an http(s) address; ValueError where it has none."""
    parts = urlsplit(url)
    if not parts.hostname:
        raise ValueError(f"no host in {url[:200]}")
    return parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)


def _backoff(attempt: int) -> float:
    """Return 1 to 2, then 2 to 4 seconds: spread, so that many do not come back at once."""
    return float(2 ** (attempt - 1) * random.uniform(1.0, 2.0))  # noqa: S311  not a secret


__all__ = ["Fetcher", "Limits"]
