"""The lake behind a server: one connection to its newest snapshot, one question at a time, answers kept.

DuckDB uses every core for one question, so that questions beside one another would not end sooner.
"""

from __future__ import annotations

import os
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import duckdb

from dyadwire.pipelines.ask.query import connect
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.snapshot_locks import newest

_MOST_KEPT, _LARGEST = 200, 2**20  # answers, and the characters of one
_LOOK_SECONDS = 2.0  # between two looks for a newer snapshot, which on an object store is a request
_AGAIN_SECONDS, _TRIES = 0.2, 25  # between two interruptions of a page that is late, and how many at the end
_T = TypeVar("_T")


class BusyError(DyadwireError):
    """A page was not ready in its time."""


class ServedLake:
    """A lake that is asked by many threads; each question has its seconds."""

    def __init__(self, lake: str, seconds: float) -> None:
        self.lake, self._seconds = lake, seconds
        self._root = lake.rstrip("/") if "://" in lake else os.path.realpath(lake)
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._snapshot, self._looked = self._newest(), time.monotonic()
        self._connection = connect(lake)

    def answer(self, key: Hashable, ask: Callable[[duckdb.DuckDBPyConnection], _T]) -> _T:
        """Return what `ask` makes of the connection, or what it made of this snapshot for the same key.

        BusyError where its time ends before; DyadwireError where the question can't be answered.
        """
        if not self._lock.acquire(timeout=self._seconds):
            raise BusyError("other questions are being answered: try again")
        try:
            self._refresh()
            if key not in self._kept:
                answer = self._in_time(ask)
                # Without a snapshot nothing tells when a lake changes.
                if self._snapshot is None or (isinstance(answer, str) and len(answer) > _LARGEST):
                    return answer
                self._kept[key] = answer
            self._kept.move_to_end(key)
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
            kept: _T = self._kept[key]
            return kept
        finally:
            self._lock.release()

    def close(self) -> None:
        """Let the lake go, and whatever is asked of it; what heeds no interruption in seconds ends with the process."""
        for _ in range(_TRIES):
            if self._lock.acquire(timeout=_AGAIN_SECONDS):
                self._connection.close()
                self._lock.release()
                return
            self._connection.interrupt()

    def _newest(self) -> str | None:
        return newest(self._root)

    def _refresh(self) -> None:
        if time.monotonic() - self._looked < _LOOK_SECONDS:
            return
        self._looked, now = time.monotonic(), self._newest()
        if now != self._snapshot:
            former, self._connection = self._connection, connect(self.lake)
            former.close()
            self._snapshot = now
            self._kept.clear()

    def _in_time(self, ask: Callable[[duckdb.DuckDBPyConnection], _T]) -> _T:
        with _interrupted_after(self._seconds, self._connection) as late:
            try:
                return ask(self._connection)
            except DyadwireError as error:
                if late.is_set():
                    message = f"the page took longer than {self._seconds:g} s: ask for a shorter period"
                    raise BusyError(message) from error
                raise


@contextmanager
def _interrupted_after(seconds: float, connection: duckdb.DuckDBPyConnection) -> Iterator[threading.Event]:
    """Interrupt a connection from some seconds on until the block ends; the event tells if that began.

    Again and again, as an interruption between two statements of a page is lost; and never after the block.
    """
    late, ended, guard = threading.Event(), threading.Event(), threading.Lock()

    def stop() -> None:
        late.set()
        while not ended.is_set():
            with guard:
                if not ended.is_set():
                    connection.interrupt()
            ended.wait(_AGAIN_SECONDS)

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()
        with guard:
            ended.set()
