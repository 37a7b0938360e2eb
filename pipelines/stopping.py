"""What SIGTERM and Ctrl-C do: work stops where nothing is lost by it, or at once."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

SIGNALS = (signal.SIGTERM, signal.SIGINT)
_TOLD = b"\nstopping: what is under way may end; once more interrupts it\n"


@contextmanager
def handled(handler: Callable[..., Any] = signal.default_int_handler) -> Iterator[None]:
    """Let a handler answer both signals for a while; by default each is a KeyboardInterrupt.

    Nothing happens outside of the main thread, which alone may do this.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = [signal.signal(name, handler) for name in SIGNALS]
    try:
        yield
    finally:
        for name, former in zip(SIGNALS, before, strict=True):
            signal.signal(name, former)


@contextmanager
def stopped_by_signals() -> Iterator[threading.Event]:
    """Yield what the first signal sets, for work that looks at it; the second is a KeyboardInterrupt."""
    stopped = threading.Event()

    def stop(*_: Any) -> None:
        if stopped.is_set():
            raise KeyboardInterrupt
        stopped.set()
        if os.isatty(2):  # whoever waits at a terminal would press it again
            os.write(2, _TOLD)

    with handled(stop):
        yield stopped
