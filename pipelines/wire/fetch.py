"""Requests that survive any server: bounded in time, bytes, redirects and attempts, polite, on the open web only."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

import httpcore
import httpx

from pipelines.wire.addresses import BlockedAddressError, Guard, GuardedBackend, OnConnect
from pipelines.wire.answers import (
    HEALS,
    NOT_MODIFIED,
    OK,
    PERMANENT,
    REDIRECTS,
    Answer,
    Validators,
    is_whole,
    outcome_of_status,
)
from pipelines.wire.decoding import ACCEPTED, TooLargeError, UndecodableError, decode_body
from pipelines.wire.politeness import Gate, Gates
from transforms.text.dates import parse_date
from transforms.text.markup import clean_text, drop_controls
from transforms.text.robots import Robots
from transforms.text.urls import http_url

AGENT = "dyadwire"  # the name that robots.txt knows us by
LONGEST_WAIT = 86_400.0  # seconds: a Retry-After beyond a day is taken as a day
_MESSAGE = 300  # characters of an error message
_MEDIA = ("image/", "audio/", "video/", "font/", "application/pdf", "application/zip")
_ACCEPT = "application/rss+xml, application/atom+xml, application/feed+json, text/html;q=0.9, */*;q=0.5"
_UNCONDITIONAL = Validators()

_GUARD_ERRORS = (BlockedAddressError, httpcore.ConnectError)

AskRobots = Callable[[str], Awaitable[Robots | None]]


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one address may cost. Seconds and bytes."""

    connect_seconds: float = 10.0
    request_seconds: float = 15.0  # the whole of one request: a byte a second is a time-out
    address_seconds: float = 40.0  # all attempts and waits of one address
    attempts: int = 3
    redirects: int = 5
    feed_bytes: int = 16 * 2**20  # podcast archives reach 10 MB
    page_bytes: int = 8 * 2**20  # real article pages reach 5 MB
    delay_seconds: float = 1.0  # between requests to one public host


class _StopError(Exception):
    """A request that ended without an answer: the slug, and the message of its cause."""

    def __init__(self, outcome: str, message: str = "", received: int = 0) -> None:
        super().__init__(message)
        self.outcome = outcome
        self.received = received


class _Watch:
    """Seconds spent inside a block."""

    seconds = 0.0

    async def __aenter__(self) -> None:
        self._start = time.monotonic()

    async def __aexit__(self, *error: object) -> None:
        self.seconds = time.monotonic() - self._start


class _Transport(httpx.AsyncHTTPTransport):
    """httpx's transport over a pool that dials only checked addresses. No proxies: they would dial for us."""

    def __init__(self, guard: Guard, on_connect: OnConnect | None) -> None:
        context = httpx.create_ssl_context()
        super().__init__(verify=context, http2=True, trust_env=False)
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=context,
            max_connections=None,  # the gates before the hosts are the limit
            max_keepalive_connections=64,
            keepalive_expiry=15.0,
            http1=True,
            http2=True,
            network_backend=GuardedBackend(guard, on_connect),
        )


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
        self._transport = _Transport(guard, on_connect)
        self._headers = {"User-Agent": user_agent(contact), "Accept": _ACCEPT, "Accept-Encoding": ACCEPTED}

    async def __aenter__(self) -> Fetcher:
        await self._transport.__aenter__()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._transport.aclose()

    async def fetch(
        self,
        url: str,
        *,
        max_bytes: int,
        validators: Validators = _UNCONDITIONAL,
        page: bool = False,
        obey: bool = True,
    ) -> Answer:
        """Ask for an address until there is an answer that can't heal, or attempts or time are used up. Never raises.

        `page`: media types that are no text are refused unread. `obey`: robots.txt is asked first, at every hop.
        """
        at, spent = datetime.now(UTC), 0.0
        for attempt in range(1, self.limits.attempts + 1):
            answer = await self._follow(url, max_bytes, validators, page, obey)
            spent += answer.seconds
            wait = answer.retry_seconds if answer.retry_seconds is not None else _backoff(attempt)
            whole = spent + wait + self.limits.request_seconds  # if the next attempt takes all it may
            last = attempt == self.limits.attempts or whole > self.limits.address_seconds
            if answer.outcome not in HEALS or last:
                break
            spent += wait
            await asyncio.sleep(wait)
        if answer.outcome == "truncated" and is_whole(answer.body):
            answer = answer._replace(outcome=OK)  # the length was wrong, not the document; the error still tells
        return answer._replace(at=at, seconds=round(spent, 3))

    async def _follow(self, url: str, max_bytes: int, validators: Validators, page: bool, obey: bool) -> Answer:
        """Follow redirects from an address; each hop is checked as the first was."""
        current, moved, permanent = url, None, True
        seen = {url}
        for hop in range(self.limits.redirects + 1):
            answer = await self._guarded(url, current, max_bytes, validators, page, obey)
            if answer.status not in REDIRECTS:
                if answer.outcome == "address_blocked" and hop:
                    answer = answer._replace(outcome="redirect_blocked")
                return answer._replace(moved_url=moved)
            location = answer.header("location")
            target = http_url(location, current) if location else None
            if target is None:
                return answer._replace(outcome="redirect_blocked", error="redirected off the web")
            if target in seen:
                break
            permanent = permanent and answer.status in PERMANENT
            moved = target if permanent else moved
            seen.add(target)
            current = target
        return answer._replace(outcome="redirect_loop", error=f"more than {len(seen) - 1} redirects or a circle")

    async def _guarded(
        self, url: str, current: str, max_bytes: int, validators: Validators, page: bool, obey: bool
    ) -> Answer:
        """Ask once; whatever goes wrong becomes an outcome. Its seconds are those of the request, not of the queue."""
        watch = _Watch()
        nothing = Answer(url, current, OK, datetime.now(UTC))
        try:
            answer = await self._ask(nothing, watch, max_bytes, validators, page, obey)
        except _StopError as stop:
            answer = nothing._replace(outcome=stop.outcome, error=_message(stop), received=stop.received)
        except (TimeoutError, OSError, ValueError, httpx.TransportError, httpx.InvalidURL, *_GUARD_ERRORS) as error:
            answer = nothing._replace(outcome=_outcome_of_error(error), error=_message(error))
        return answer._replace(seconds=watch.seconds)

    async def _ask(
        self, nothing: Answer, watch: _Watch, max_bytes: int, validators: Validators, page: bool, obey: bool
    ) -> Answer:
        url = nothing.final_url
        delay = await self._robots_delay(url) if obey and self.robots else 0.0
        gate = await self._gate(url)
        async with gate.turn(delay), self._slots, watch:
            async with asyncio.timeout(self.limits.request_seconds):
                answer = await self._request(nothing, max_bytes, validators, page)
        if answer.retry_seconds:
            gate.postpone(min(answer.retry_seconds, self.limits.address_seconds))
        return answer

    async def _robots_delay(self, url: str) -> float:
        rules = await self.robots(url) if self.robots else None
        if rules is None:
            raise _StopError("robots_unavailable", "robots.txt can't be read at present")
        if not rules.allow(url, AGENT):
            raise _StopError("robots_disallowed", "robots.txt asks not to read this address")
        return rules.delay_seconds(AGENT) or 0.0

    async def _gate(self, url: str) -> Gate:
        host, port = host_and_port(url)
        peer = await self.guard.peer(host, port)
        return self._gates.gate(host, port, own=peer.own)

    async def _request(self, nothing: Answer, max_bytes: int, validators: Validators, page: bool) -> Answer:
        async with self._response(nothing.final_url, validators) as response:
            headers = tuple((name, drop_controls(value)) for name, value in response.headers.items())
            answer = nothing._replace(
                status=response.status_code, headers=headers, outcome=outcome_of_status(response.status_code)
            )
            answer = answer._replace(retry_seconds=_retry_seconds(answer))
            if answer.outcome != OK:
                return answer
            if page and (answer.header("content-type") or "").strip().lower().startswith(_MEDIA):
                return answer._replace(outcome="not_html", error=answer.header("content-type"))
            return await _with_body(answer, response, max_bytes)

    @asynccontextmanager
    async def _response(self, url: str, validators: Validators) -> AsyncIterator[httpx.Response]:
        headers = dict(self._headers)
        if validators.etag:
            headers["If-None-Match"] = validators.etag
        if validators.last_modified:
            headers["If-Modified-Since"] = validators.last_modified
        seconds = self.limits.request_seconds
        timeout = {"connect": self.limits.connect_seconds, "read": seconds, "write": seconds, "pool": seconds}
        request = httpx.Request("GET", url, headers=headers, extensions={"timeout": timeout})
        response = await self._transport.handle_async_request(request)
        try:
            yield response
        finally:
            await response.aclose()


def user_agent(contact: str | None) -> str:
    """Return who we say we are."""
    plain = clean_text(contact or "", 200).encode("ascii", "ignore").decode()
    return f"{AGENT}/0.1 (news coverage statistics{'; ' + plain if plain else ''})"


def host_and_port(url: str) -> tuple[str, int]:
    """Return host and port of an http(s) address; ValueError where it has none."""
    parts = urlsplit(url)
    if not parts.hostname:
        raise ValueError(f"no host in {url[:200]}")
    return parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)


def _outcome_of_error(error: Exception) -> str:
    """Return the slug of what a request failed with."""
    if isinstance(error, BlockedAddressError):
        return "address_blocked"
    if isinstance(error, TimeoutError | httpx.TimeoutException):
        return "timeout"
    if isinstance(error, httpx.ConnectError | httpcore.ConnectError | OSError):
        return "connection_failed"
    return "protocol_error" if isinstance(error, httpx.TransportError) else "malformed"


async def _with_body(answer: Answer, response: httpx.Response, max_bytes: int) -> Answer:
    received, cut = bytearray(), None
    if int(answer.header("content-length") or "0", 10) > max_bytes:
        raise _StopError("too_large", f"announces more than {max_bytes} bytes")
    try:
        async for chunk in response.stream:  # type: ignore[union-attr]
            received += chunk
            if len(received) > max_bytes:
                raise _StopError("too_large", f"more than {max_bytes} bytes", len(received))
    except (httpx.RemoteProtocolError, httpx.ReadError) as error:
        cut = f"cut after {len(received)} bytes: {_message(error)}"
    size = len(received)
    try:
        body = await asyncio.to_thread(decode_body, bytes(received), answer.header("content-encoding") or "", max_bytes)
    except TooLargeError as error:
        raise _StopError("too_large", str(error), size) from error
    except UndecodableError as error:
        raise _StopError("malformed", str(error), size) from error
    outcome = "truncated" if cut else OK if body.strip() else "empty"
    return answer._replace(outcome=outcome, body=body, received=size, error=cut)


def _retry_seconds(answer: Answer) -> float | None:
    """Return how long a server that is busy asks to wait, in seconds, at most a day."""
    written = (answer.header("retry-after") or "").strip()
    if answer.outcome not in ("rate_limited", "server_error") or not written:
        return None
    if written.isascii() and written.isdigit():
        return min(float(written[:9]), LONGEST_WAIT)
    until = parse_date(written)
    return min(max((until - datetime.now(UTC)).total_seconds(), 0.0), LONGEST_WAIT) if until else None


def _backoff(attempt: int) -> float:
    """Return 1 to 2, then 2 to 4 seconds: spread, so that many do not come back at once."""
    return float(2 ** (attempt - 1) * random.uniform(1.0, 2.0))  # noqa: S311  not a secret


def _message(error: BaseException) -> str:
    return drop_controls(str(error) or type(error).__name__)[:_MESSAGE]


__all__ = ["AGENT", "NOT_MODIFIED", "OK", "Answer", "Fetcher", "Limits", "Validators"]
