"""Open the store of a collector that may be at work, to read it alone: where nothing may be written, as a copy."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from dyadwire.pipelines.collect.store import STORE_NAME, Store
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.scratch import temporary_folder

_TRIES, _PAUSE_SECONDS = 50, 0.1  # a collector writes once a pass, for less than that
_FILES = ("-wal", "")  # the log of SQLite, and the file that goes with it


@contextmanager
def opened_to_read(spool: Path) -> Iterator[Store]:
    """Open a spool's store, or a copy of it where nothing may be written beside it, which SQLite does to read, too.

    DyadwireError where that is impossible.
    """
    with ExitStack() as stack:
        copy = None
        if not os.access(spool, os.W_OK):
            copy = Path(stack.enter_context(temporary_folder())) / STORE_NAME
            _copy_whole(spool / STORE_NAME, copy)
        yield stack.enter_context(closing(Store(spool / STORE_NAME, copy)))


def _copy_whole(store: Path, copy: Path) -> None:
    """Copy a store until nothing has changed meanwhile: an older log would undo parts of a newer file.

    Told by the bytes: two changes may have the same time.
    """
    for _ in range(_TRIES):
        try:
            copied = [_copied(store, copy, suffix) for suffix in _FILES]
            if copied == [_digest(f"{store}{suffix}") for suffix in _FILES]:
                return
        except OSError as error:
            raise DyadwireError(f"cannot copy the collector's store at {store}: {error.strerror or error}") from error
        time.sleep(_PAUSE_SECONDS)
    raise DyadwireError(f"the collector's store at {store} changes all the time: ask again")


def _copied(store: Path, copy: Path, suffix: str) -> str:
    """Copy one file of a store, or take an earlier copy away where there is none; return its digest."""
    target = Path(f"{copy}{suffix}")
    target.unlink(missing_ok=True)
    try:
        shutil.copyfile(f"{store}{suffix}", target)
    except FileNotFoundError:
        return ""
    return _digest(str(target))


def _digest(path: str) -> str:
    try:
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""
