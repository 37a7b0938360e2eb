"""A cache over an object store, for readers of a lake's Parquet files: those may go, but never change."""

from __future__ import annotations

import io
from functools import lru_cache
from time import monotonic
from typing import Any

from fsspec import AbstractFileSystem

_WHOLE = 1 << 20  # bytes: a file up to this size comes whole in one request, quicker than its parts in several
_KEPT = 32  # of such files: a question opens each several times
_TOLD = 1 << 14  # files of which is kept what the store told, at some 1 kB each
# Seconds for which an answer is believed: about as long as a question takes. What was taken down is not read after it.
_BELIEVED = 10


class CachedFileSystem(AbstractFileSystem):
    """Another file system, asked every ten seconds at most about a Parquet file and for all of a small one.

    DuckDB and Arrow ask whether a file is there, how large it is and when it was written before each reading. Of other
    files the store is asked each time. Threads may share one; each connection has its own.
    """

    cachable = False

    def __init__(self, system: AbstractFileSystem) -> None:
        super().__init__()
        self.protocol = system.protocol
        self._system = system
        self._info = lru_cache(_TOLD)(lambda name, _period: system.info(name))
        self._modified = lru_cache(_TOLD)(lambda name, _period: system.modified(name))
        self._whole = lru_cache(_KEPT)(lambda name, period: self._read_whole(name, self._info(name, period)["size"]))

    def info(self, path: str, **options: Any) -> Any:
        """Return what the store tells of a file; FileNotFoundError where there is none."""
        name = self._system._strip_protocol(path)
        return self._info(name, _period()) if name.endswith(".parquet") else self._system.info(name, **options)

    def modified(self, path: str) -> Any:
        """Return the instant at which a file was written."""
        name = self._system._strip_protocol(path)
        return self._modified(name, _period()) if name.endswith(".parquet") else self._system.modified(name)

    def exists(self, path: str, **options: Any) -> bool:
        """Tell whether there is such a file or folder."""
        if not path.endswith(".parquet"):
            return bool(self._system.exists(path, **options))
        try:
            return bool(self.info(path))
        except FileNotFoundError:
            return False

    def glob(self, path: str, **options: Any) -> Any:
        """Return the names that match; a file's own name where it is there."""
        if any(sign in path for sign in "*?["):
            return self._system.glob(path, **options)
        return [self._system._strip_protocol(path)] if self.exists(path) else []

    def ls(self, path: str, detail: bool = True, **options: Any) -> Any:
        """Return what is in a folder."""
        return self._system.ls(path, detail=detail, **options)

    def open(self, path: str, mode: str = "rb", *more: Any, **options: Any) -> Any:
        """Open a file; a small Parquet file is read at once."""
        if mode == "rb" and path.endswith(".parquet") and self.info(path)["size"] <= _WHOLE:
            return io.BytesIO(self._whole(self._system._strip_protocol(path), _period()))
        return self._system.open(path, mode, *more, **options)

    def _read_whole(self, name: str, size: int) -> bytes:
        # With both ends: without them the client of S3 asks for the size first.
        content: bytes = self._system.cat_file(name, start=0, end=size)
        return content


def _period() -> int:
    return int(monotonic() // _BELIEVED)
