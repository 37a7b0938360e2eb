"""Connections of the server, which end with their first answer."""

from __future__ import annotations

from waitress.channel import HTTPChannel


class OneAnswer(HTTPChannel):
    """A connection that ends with its first answer.

    Where several requests are sent at once, and the first answer is large and not read, a thread of waitress waits to
    write the second, for ever: a few such clients would hold up all others.
    """

    def service(self) -> None:
        """Answer as if the client had asked for the end of the connection; what it sent ahead is dropped."""
        self.requests[0].headers["CONNECTION"] = "close"
        super().service()
