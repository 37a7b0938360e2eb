"""The response to a request, and the outcome slugs of the fetches table."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

from dyadwire.schemas.records import Fetch
from dyadwire.transforms.text.formats.markup import storable
from dyadwire.transforms.text.formats.urls import registered_domain

FEED, PAGE, LIST = "feed", "page", "list"  # what was asked for
OK, NOT_MODIFIED = "ok", "not_modified"
UNREADABLE = "unreadable"

# Outcomes after which a request is repeated within the same pass, after a while; no other is.
RETRY_NOW = frozenset({"timeout", "rate_limited", "server_error", "truncated", "protocol_error"})
DEFERRED = "deferred"  # not asked: the pass was over, or the host wants to be left alone
# Outcomes after which a page is asked for again by a later pass.
RETRY_LATER = RETRY_NOW | {"connection_failed", "robots_unavailable", DEFERRED}

_STATUSES = {
    200: OK, 203: OK, 204: "empty", 205: "empty", 304: NOT_MODIFIED, 401: "forbidden", 402: "forbidden",
    403: "forbidden", 404: "not_found", 407: "forbidden", 408: "server_error", 410: "gone", 425: "server_error",
    429: "rate_limited", 451: "forbidden",
}  # fmt: skip
REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})

_LONGEST = 1000  # characters of a header that is sent back; servers refuse requests of more than some thousands
_ENDINGS = (b"</rss>", b"</feed>", b"</rdf>", b":rdf>", b"</html>", b"</opml>", b"</urlset>", b"}")


class Validators(NamedTuple):
    """What makes a request conditional."""

    etag: str | None = None
    last_modified: str | None = None


class Response(NamedTuple):
    """The last response to a request, and how it ended."""

    url: str  # as asked for
    final_url: str  # after redirects
    outcome: str
    at: datetime
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""  # decompressed
    received: int = 0  # bytes on the wire
    seconds: float = 0.0
    error: str | None = None
    moved_url: str | None = None  # where permanent redirects lead
    retry_seconds: float | None = None  # how long the server asks to wait

    def header(self, name: str) -> str | None:
        """Return the first header of a name in lower case."""
        return next((value for key, value in self.headers if key.lower() == name), None)

    @property
    def validators(self) -> Validators:
        """Return what a later request can be conditional on: headers that can be sent back as they are."""
        return Validators(_sendable(self.header("etag")), _sendable(self.header("last-modified")))


def _sendable(value: str | None) -> str | None:
    return value if value and len(value) <= _LONGEST and value.isascii() and value.isprintable() else None


def outcome_of_status(status: int) -> str:
    """Return the slug of an HTTP status.

    >>> outcome_of_status(200), outcome_of_status(503), outcome_of_status(418), outcome_of_status(299)
    ('ok', 'server_error', 'client_error', 'protocol_error')
    """
    if status in _STATUSES:
        return _STATUSES[status]
    if 500 <= status <= 599:
        return "server_error"
    return "client_error" if 400 <= status <= 499 else "protocol_error"


def is_whole(body: bytes) -> bool:
    """Tell whether a document that was cut short on the wire ends as a whole one does.

    >>> is_whole(b"<rss></rss>\\n"), is_whole(b"<rss><chan")
    (True, False)
    """
    return body.rstrip()[-20:].lower().endswith(_ENDINGS)


def unreadable(address: str, error: Exception) -> Response:
    """Return what a request is told as where reading what came of it broke a parser."""
    message = storable(f"{type(error).__name__}: {error}")[:200]
    return Response(address, address, UNREADABLE, datetime.now(UTC), error=message)


def fetch_of(
    response: Response,
    kind: str,
    entries: int | None = None,
    new_entries: int | None = None,
    oldest_at: datetime | None = None,
) -> Fetch:
    """Return the row of one request."""
    return Fetch(
        fetched_date=response.at.date(),
        url=response.url,
        fetched_at=response.at,
        kind=kind,
        outlet=registered_domain(response.url),
        status=response.status,
        outcome=response.outcome,
        bytes=response.received,
        entries=entries,
        new_entries=new_entries,
        oldest_at=oldest_at,
        seconds=response.seconds,
        error=response.error,
    )
