"""Files on local disk that appear whole or not at all, and are still there after a power cut."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import uuid
from pathlib import Path
from typing import IO

_COPIED = 1 << 20  # bytes at once


def put(path: str, content: bytes | IO[bytes]) -> None:
    """Write a file in one step, and its folder where there is none; OSError leaves what was there before.

    Of an open file, all that it holds is copied.
    """
    folder, name = os.path.split(path)
    make_folder(folder or ".")
    temporary = os.path.join(folder, f".{name}.{uuid.uuid4().hex}.tmp")
    try:
        with open(temporary, "wb") as file:
            if isinstance(content, bytes):
                file.write(content)
            else:
                content.seek(0)
                shutil.copyfileobj(content, file, _COPIED)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
        sync_folder(folder or ".")
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def make_folder(folder: str) -> None:
    """Make a folder and those above it, each durable in the one that holds it."""
    if os.path.isdir(folder):
        return
    above = os.path.dirname(folder.rstrip("/")) or "."
    make_folder(above)
    os.makedirs(folder, exist_ok=True)
    sync_folder(above)


def sync_folder(folder: str) -> None:
    """Make a rename durable: until its folder is on the disk, a power cut can undo it."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def folders(folder: str) -> list[str]:
    """Return the paths of all folders in one and below it, relative to it, sorted; links to folders are none."""
    found = (os.path.join(above, name) for above, names, _ in os.walk(folder) for name in names)
    return sorted(os.path.relpath(path, folder) for path in found if not os.path.islink(path))


def is_regular(path: str) -> bool:
    """Tell a file from a folder, a pipe or a device; FileNotFoundError where nothing is, or a ring of links."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except OSError as error:
        if error.errno in (errno.ENOTDIR, errno.ELOOP):
            raise FileNotFoundError(error.errno, error.strerror, path) from error
        raise


def is_of_kernel(path: str) -> bool:
    """Tell what looks like an empty file and is made up as it is read, as in /proc: reading may fail, or never end."""
    try:
        return os.stat(path).st_size == 0 and os.statvfs(path).f_blocks == 0
    except OSError:
        return False


def refusal_of(path: str) -> PermissionError | None:
    """Return the error of a local path that may not be reached, or of a folder that may not be listed; None else."""
    try:
        if os.path.isdir(path):
            refuse_unlistable(path)
        os.stat(path)
    except PermissionError as error:
        return error
    except OSError:
        return None
    return None


def refuse_unlistable(folder: str) -> None:
    """Raise PermissionError for a folder that may not be listed; nothing happens where there is none."""
    if os.path.isdir(folder) and not os.access(folder, os.R_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), folder)
