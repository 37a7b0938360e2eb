"""One request and its response: over checked connections, bounded in time and bytes, on the wire and decompressed."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import httpcore
import httpx

from dyadwire.pipelines.collect.addresses import BlockedAddressError, Guard, GuardedBackend, OnConnect
from dyadwire.pipelines.collect.decoding import ACCEPTED, TooLargeError, UndecodableError, decode_body
from dyadwire.pipelines.collect.responses import NOT_MODIFIED, OK, Response, Validators, outcome_of_status
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.transforms.text.formats.dates import parse_date
from dyadwire.transforms.text.formats.markup import clean_text, drop_controls

AGENT = "dyadwire"  # the name that robots.txt knows us by
LONGEST_WAIT = 86_400.0  # seconds: a Retry-After beyond a day is taken as a day
_MESSAGE = 300  # characters of an error message
_MEDIA = ("image/", "audio/", "video/", "font/", "application/pdf", "application/zip")
_ACCEPT = "application/rss+xml, application/atom+xml, application/feed+json, text/html;q=0.9, */*;q=0.5"


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


class StopError(Exception):
    """A request that ended without a response: the slug, and the message of its cause."""

    def __init__(self, outcome: str, message: str = "", received: int = 0) -> None:
        super().__init__(message)
        self.outcome = outcome
        self.received = received


def _certificates() -> ssl.SSLContext:
    """Read whom to believe; DyadwireError where the environment names what can't be read."""
    try:
        return httpx.create_ssl_context()
    except OSError as error:
        told = error.strerror or error
        raise DyadwireError(f"can't read the certificates that SSL_CERT_FILE or SSL_CERT_DIR names: {told}") from error


class _Transport(httpx.AsyncHTTPTransport):
    """httpx's transport over a pool that dials only checked addresses. No proxies: they would dial for us."""

    def __init__(self, guard: Guard, on_connect: OnConnect | None) -> None:
        context = _certificates()
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


class Exchange:
    """Sends requests, one at a time for each caller. An async context manager: it holds the connections."""

    def __init__(self, guard: Guard, limits: Limits, contact: str | None, on_connect: OnConnect | None) -> None:
        self._limits = limits
        self._transport = _Transport(guard, on_connect)
        self._headers = {"User-Agent": user_agent(contact), "Accept": _ACCEPT, "Accept-Encoding": ACCEPTED}

    async def __aenter__(self) -> Exchange:
        await self._transport.__aenter__()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._transport.aclose()

    async def request(self, unanswered: Response, max_bytes: int, validators: Validators, page: bool) -> Response:
        """Return `unanswered` filled with what came for its final address; StopError for what cannot be taken."""
        async with self._sent(unanswered.final_url, validators) as raw:
            headers = tuple((name, drop_controls(value)) for name, value in raw.headers.items())
            response = unanswered._replace(
                status=raw.status_code, headers=headers, outcome=outcome_of_status(raw.status_code)
            )
            response = response._replace(retry_seconds=_retry_seconds(response))
            if response.outcome == NOT_MODIFIED and validators == Validators():
                # A server that says so whoever asks says nothing: it must not look like a feed without news.
                return response._replace(outcome="protocol_error", error="not modified since nothing")
            if response.outcome != OK:
                return response
            if page and (response.header("content-type") or "").strip().lower().startswith(_MEDIA):
                return response._replace(outcome="not_html", error=response.header("content-type"))
            return await _with_body(response, raw, max_bytes)

    @asynccontextmanager
    async def _sent(self, url: str, validators: Validators) -> AsyncIterator[httpx.Response]:
        headers = dict(self._headers)
        if validators.etag:
            headers["If-None-Match"] = validators.etag
        if validators.last_modified:
            headers["If-Modified-Since"] = validators.last_modified
        seconds = self._limits.request_seconds
        timeout = {"connect": self._limits.connect_seconds, "read": seconds, "write": seconds, "pool": seconds}
        request = httpx.Request("GET", url, headers=headers, extensions={"timeout": timeout})
        raw = await self._transport.handle_async_request(request)
        try:
            yield raw
        finally:
            await raw.aclose()


def user_agent(contact: str | None) -> str:
    """Return who we say we are."""
    plain = clean_text(contact or "", 200).encode("ascii", "ignore").decode()
    return f"{AGENT}/0.1 (news coverage statistics{'; ' + plain if plain else ''})"


async def _with_body(response: Response, raw: httpx.Response, max_bytes: int) -> Response:
    received, cut = bytearray(), None
    if int(response.header("content-length") or "0", 10) > max_bytes:
        raise StopError("too_large", f"announces more than {max_bytes} bytes")
    try:
        async for chunk in raw.stream:  # type: ignore[union-attr]
            received += chunk
            if len(received) > max_bytes:
                raise StopError("too_large", f"more than {max_bytes} bytes", len(received))
    except (httpx.RemoteProtocolError, httpx.ReadError) as error:
        cut = f"cut after {len(received)} bytes: {message_of(error)}"
    size = len(received)
    try:
        body, is_cut = await asyncio.to_thread(
            decode_body, bytes(received), response.header("content-encoding") or "", max_bytes
        )
    except TooLargeError as error:
        raise StopError("too_large", str(error), size) from error
    except UndecodableError as error:
        raise StopError("malformed", str(error), size) from error
    if is_cut and not cut:
        cut = f"cut after {size} bytes: what it is compressed to does not end"
    outcome = "truncated" if cut else OK if body.strip() else "empty"
    return response._replace(outcome=outcome, body=body, received=size, error=cut)


def _retry_seconds(response: Response) -> float | None:
    """Return how long a server that is busy asks to wait, in seconds, at most a day."""
    written = (response.header("retry-after") or "").strip()
    if response.outcome not in ("rate_limited", "server_error") or not written:
        return None
    if written.isascii() and written.isdigit():
        return min(float(written[:9]), LONGEST_WAIT)
    until = parse_date(written)
    return min(max((until - datetime.now(UTC)).total_seconds(), 0.0), LONGEST_WAIT) if until else None


def message_of(error: BaseException) -> str:
    """Return what an error says, short and without control characters."""
    return drop_controls(str(error) or type(error).__name__)[:_MESSAGE]


def outcome_of(error: Exception) -> str:
    """Return the slug of what a request failed with, as a row of `fetches` has it."""
    if isinstance(error, BlockedAddressError):
        return "address_blocked"
    if isinstance(error, TimeoutError | httpx.TimeoutException):
        return "timeout"
    if isinstance(error, httpx.ConnectError | httpcore.ConnectError | OSError):
        return "connection_failed"
    return "protocol_error" if isinstance(error, httpx.TransportError) else "malformed"
