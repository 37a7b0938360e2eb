"""A temporary file without a name, kept in memory while it is small."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from os import SEEK_SET
from typing import Any

from dyadwire.transforms.storage.errors import LakeWriteError

HELD = 16 << 20  # bytes that stay in memory: what a stream settles again and again needs no disk


class SpooledFile(tempfile.SpooledTemporaryFile[bytes]):
    """A file to write and read again, gone when nobody refers to it; LakeWriteError where the disk has no room."""

    def __init__(self) -> None:
        super().__init__(max_size=HELD)

    def __del__(self) -> None:
        """Close it without a warning: what it holds, and what a full disk did not take, is needed no more."""
        with suppress(OSError):
            self.close()

    def write(self, content: Any) -> int:
        """Write what fits no more in memory, with all before it, to the disk."""
        with _as_lake_errors():
            return super().write(content)

    def seek(self, offset: int, whence: int = SEEK_SET) -> int:
        """Go elsewhere, which writes what a buffer has left."""
        with _as_lake_errors():
            return super().seek(offset, whence)


@contextmanager
def _as_lake_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise LakeWriteError(no_room(error.strerror or str(error))) from error


def no_room(reason: str) -> str:
    """Say why a temporary file can't be written, in which folder, and what chooses another."""
    with suppress(OSError):  # where none will do, the reason names those that were tried
        return f"cannot write a temporary file in {tempfile.gettempdir()}: {reason}; TMPDIR names another folder"
    return f"cannot write a temporary file: {reason}; TMPDIR names another folder"
