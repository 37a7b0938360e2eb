"""Limits of a question: its time, memory and disk space, and how Ctrl-C ends it.

DuckDB checks for interruptions only between vectors of rows, and its memory limit does not count what a function builds
within one: `unnest(range(1e9))` obeys neither. So a question runs in a thread of its own; the system limits the memory
of the process; and where DuckDB does not stop when told to, the process exits.
"""

from __future__ import annotations

import os
import re
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import duckdb

from dyadwire.pipelines.durations import parse_duration
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.refusals import refuse_short_addresses

_LEAST_BYTES = 100_000_000  # DuckDB itself wants some tens of MB
_UNITS = {"MB": 10**6, "GB": 10**9}
# Beside what is set: result rows as Python holds them, and the stack and the buffers of each thread.
_BESIDE, _A_THREAD = 256 * 2**20, 16 * 2**20
_GRACE_SECONDS, _INTERRUPTIONS = 3.0, 10  # from the first interruption to the end of the process
_NO_MEMORY = "bad_alloc"  # how DuckDB tells it where not even a message could be made
_T = TypeVar("_T")


class Limits(NamedTuple):
    """What a question may take: seconds until its last row (None: any time), and bytes of memory."""

    seconds: float | None
    memory: int

    @property
    def memory_text(self) -> str:
        """The memory as DuckDB reads it and people do.

        >>> Limits(None, 2_000_000_000).memory_text, Limits(None, 1_500_000_000).memory_text
        ('2GB', '1500MB')
        """
        return f"{self.memory // 10**9}GB" if self.memory % 10**9 == 0 else f"{self.memory // 10**6}MB"


def read_limits(timeout: str, memory: str) -> Limits:
    """Read limits as they are written on the command line; DyadwireError where one is none.

    >>> read_limits("90s", "500MB"), read_limits("none", "2GB").seconds
    (Limits(seconds=90.0, memory=500000000), None)
    """
    found = re.fullmatch(r"(\d{1,6}(?:\.\d{1,3})?)\s?([MG]B)", memory.strip().upper())
    size = round(float(found[1]) * _UNITS[found[2]]) if found else 0
    if size < _LEAST_BYTES:
        raise DyadwireError(f"--memory takes 100MB or more, such as 500MB or 2GB, not {memory!r}")
    return Limits(None if timeout == "none" else parse_duration(timeout), size)


class LimitedQuery:
    """One question and its limits, if any. All that DuckDB does for it goes through `run`, in a thread of its own.

    In the main thread, DuckDB would wait after Ctrl-C for its other threads, which nobody tells to end.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, limits: Limits | None = None) -> None:
        self._connection, self._limits = connection, limits
        self._end = time.monotonic() + limits.seconds if limits and limits.seconds is not None else None

    def run(self, work: Callable[..., _T], *given: Any) -> _T:
        """Return what `work(*given)` returns; DyadwireError if it exceeds the limits, KeyboardInterrupt by Ctrl-C."""
        answer: Future[_T] = Future()
        threading.Thread(target=_fulfil, args=(answer, work, given), daemon=True).start()
        try:
            done = wait([answer], None if self._end is None else max(0.0, self._end - time.monotonic())).done
        except KeyboardInterrupt:
            self._stop(answer, "interrupted", 130)
            raise
        if not done:
            self._stop(answer, self._too_long(), 2)
            raise DyadwireError(self._too_long())
        with _memory_errors_explained(self._limits) if self._limits else nullcontext():
            return answer.result()

    def _stop(self, answer: Future[Any], reason: str, code: int) -> None:
        for _ in range(_INTERRUPTIONS):  # one that comes before the work has begun is lost
            self._connection.interrupt()
            if wait([answer], _GRACE_SECONDS / _INTERRUPTIONS).done:
                return
        os.write(2, f"dyadwire: {reason}\n".encode())
        os._exit(code)  # its thread would go on for as long as it likes; nothing is written that could be halved

    def _too_long(self) -> str:
        seconds = self._limits.seconds if self._limits else None
        return (
            f"the question took longer than {seconds:g} s: ask for a shorter period or with LIMIT, "
            "or allow more with --timeout"
        )


def _fulfil(answer: Future[Any], work: Callable[..., Any], given: tuple[Any, ...]) -> None:
    try:
        answer.set_result(work(*given))
    except BaseException as error:  # it is raised where the answer is waited for
        answer.set_exception(error)


@contextmanager
def _memory_errors_explained(limits: Limits) -> Iterator[None]:
    try:
        yield
    except (MemoryError, duckdb.Error) as error:
        if isinstance(error, MemoryError | duckdb.OutOfMemoryException) or _NO_MEMORY in str(error):
            refuse_short_addresses(f"a question of up to {limits.memory_text}", limits.memory)
            raise DyadwireError(
                f"the question needs more memory than {limits.memory_text}: ask for a shorter period, for fewer "
                "columns or with LIMIT, or allow more with --memory"
            ) from error
        raise


@contextmanager
def held_to(limits: Limits) -> Iterator[None]:
    """Let the process take the memory of its limits, and little beside; DyadwireError where it wants more.

    Where the system is not Linux, DuckDB's own limit holds alone.
    """
    taken = _memory_in_use()
    if taken is None:
        yield
        return
    import resource

    before = resource.getrlimit(resource.RLIMIT_DATA)
    most = taken + limits.memory + _BESIDE + _A_THREAD * (os.cpu_count() or 1)
    known = [limit for limit in (most, *before) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_DATA, (min(known), before[1]))
    try:
        with _memory_errors_explained(limits):
            yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, before)


def _memory_in_use() -> int | None:
    """Return the bytes of the process that RLIMIT_DATA counts; None where the system is not Linux."""
    if sys.platform != "linux":
        return None
    found = re.search(r"VmData:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(found[1]) * 1024 if found else None
