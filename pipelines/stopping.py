"""Handle SIGTERM and Ctrl-C: work stops where nothing is lost, or at once."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

SIGNALS = (signal.SIGTERM, signal.SIGINT)
_TOLD = b"\nstopping: what is under way may end; once more interrupts it\n"


_interrupted = threading.Event()


def interrupt(*_: Any) -> None:
    """Raise KeyboardInterrupt, and keep in mind that it was: libraries may tell it as an error of their own."""
    _interrupted.set()
    raise KeyboardInterrupt


def was_interrupted() -> bool:
    """Tell whether this process was interrupted, whatever came of it."""
    return _interrupted.is_set()


@contextmanager
def handled(handler: Callable[..., Any] = interrupt, names: Sequence[signal.Signals] = SIGNALS) -> Iterator[None]:
    """Let a handler answer both signals, or those named, for a while; by default each is a KeyboardInterrupt.

    Nothing happens outside of the main thread, which alone may do this.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = [signal.signal(name, handler) for name in names]
    try:
        yield
    finally:
        for name, former in zip(names, before, strict=True):
            signal.signal(name, former)


@contextmanager
def interruptible() -> Iterator[None]:
    """Let Ctrl-C interrupt what is done meanwhile, and `was_interrupted` tell of it."""
    _interrupted.clear()
    with handled(names=(signal.SIGINT,)):
        yield


@contextmanager
def stopped_by_signals(told: Callable[[], None] | None = None) -> Iterator[threading.Event]:
    """Yield what the first signal sets, for work that looks at it; the second is a KeyboardInterrupt.

    Where no terminal is, `told` is called on the first one, from a thread of its own: a handler may not print.
    """
    stopped = threading.Event()

    def stop(*_: Any) -> None:
        if stopped.is_set():
            interrupt()
        stopped.set()
        if os.isatty(2):  # whoever waits at a terminal would press it again
            os.write(2, _TOLD)
        elif told:
            threading.Thread(target=told).start()

    with handled(stop):
        yield stopped
