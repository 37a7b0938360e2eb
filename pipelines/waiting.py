"""Say what a command waits for where what is piped in does not come, or does not end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

from dyadwire.pipelines.messages import tell

PATIENCE = 5.0  # seconds


@contextmanager
def saying_what_is_awaited(what: str) -> Iterator[None]:
    """Print the line once where what happens meanwhile takes longer than a program needs to begin writing."""
    timer = Timer(PATIENCE, tell, [f"dyadwire: {what}"])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
