"""Give unused memory back to the system, which allocators would keep."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pyarrow as pa


def release_unused() -> None:
    """Return freed memory of Arrow and, where the C library is glibc, of all else: some 100 ms a GB."""
    pa.default_memory_pool().release_unused()
    _trim()(0)


@cache
def _trim() -> Callable[[int], object]:
    """Return glibc's `malloc_trim`; elsewhere (macOS, Windows, musl, no ctypes) what does nothing."""
    try:
        import ctypes

        trim = ctypes.CDLL(None).malloc_trim
        trim.argtypes = [ctypes.c_size_t]
    except (ImportError, AttributeError, OSError, TypeError):
        return lambda _: None
    return trim
