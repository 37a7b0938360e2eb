"""Connections of the server, which end with their first answer, and soon where nothing is asked."""

from __future__ import annotations

import time

from waitress.channel import HTTPChannel

MOST = 500  # connections at once; further ones wait to be taken
CROWDED = 100  # from which on nobody has long to ask: a browser does so at once
_PATIENCE, _PATIENCE_CROWDED = 10.0, 1.0  # seconds in which a connection must have asked something


class OneAnswer(HTTPChannel):
    """A connection that ends with its first answer, or soon where no whole request comes.

    Where several requests are sent at once, and the first answer is large and not read, a thread of waitress waits to
    write the second, for ever: a few such clients would hold up all others. So would some that ask nothing, or a byte
    at a time, as no more than so many connections are taken.
    """

    def service(self) -> None:
        """Answer as if the client had asked for the end of the connection; what it sent ahead is dropped."""
        self.requests[0].headers["CONNECTION"] = "close"
        super().service()

    def writable(self) -> bool:
        """Tell whether there is something to write, or the connection to end; asked at least once a second."""
        patience = _PATIENCE_CROWDED if len(self.server.active_channels) > CROWDED else _PATIENCE
        is_answered = self.requests or self.total_outbufs_len or self.close_when_flushed
        if not is_answered and time.time() - self.creation_time > patience:
            self.will_close = True
        return bool(super().writable())
