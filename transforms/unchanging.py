"""A store as readers of a lake's tables see it: no Parquet file of a lake ever changes, so little need be asked."""

from __future__ import annotations

import io
from functools import cache, lru_cache
from typing import Any

from fsspec import AbstractFileSystem

_WHOLE = 1 << 20  # bytes: a file up to this size comes whole in one request, quicker than its parts in several
_KEPT = 32  # of such files: a question opens each several times


class Unchanging(AbstractFileSystem):
    """Another file system, asked once about each Parquet file and for all of a small one; of other files each time.

    DuckDB and Arrow ask whether a file is there, how large it is and when it was written before each reading. Make a
    new one for each connection or reading: one that lives on would hold what it was told of files long removed.
    """

    cachable = False

    def __init__(self, system: AbstractFileSystem) -> None:
        super().__init__()
        self.protocol = system.protocol
        self._system, self._info, self._modified = system, cache(system.info), cache(system.modified)
        self._whole = lru_cache(maxsize=_KEPT)(self._read_whole)

    def info(self, path: str, **options: Any) -> Any:
        """Return what the store tells of a file; FileNotFoundError where there is none."""
        name = self._system._strip_protocol(path)
        return self._info(name) if name.endswith(".parquet") else self._system.info(name, **options)

    def modified(self, path: str) -> Any:
        """Return the instant at which a file was written."""
        name = self._system._strip_protocol(path)
        return self._modified(name) if name.endswith(".parquet") else self._system.modified(name)

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
            return io.BytesIO(self._whole(self._system._strip_protocol(path)))
        return self._system.open(path, mode, *more, **options)

    def _read_whole(self, name: str) -> bytes:
        # With both ends: without them the client of S3 asks for the size first.
        content: bytes = self._system.cat_file(name, start=0, end=self._info(name)["size"])
        return content
