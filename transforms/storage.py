"""Files of a lake, on local disk or any fsspec file system: a file appears whole or not at all."""

from __future__ import annotations

import os
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import fsspec
from fsspec.utils import glob_translate

_WILD = re.compile(r"[*?\[]")


class LakeWriteError(OSError):
    """A file that could not be written: a full disk, a folder without permission, a store that refused."""


class StoreError(OSError):
    """An object store that cannot be used: its client is not installed, or it finds no credentials or no server."""


def is_local(path: str) -> bool:
    """Tell whether a path is on local disk.

    >>> is_local("lake/articles"), is_local("s3://bucket/lake")
    (True, False)
    """
    return "://" not in path


def open_system(path: str) -> tuple[Any, str]:
    """Return the file system of a path, and the path's name in it; StoreError where its client is not installed.

    Listings are not remembered: other writers of a lake would stay unseen.
    """
    try:
        system, name = fsspec.core.url_to_fs(path, use_listings_cache=False)
    except (ImportError, ValueError) as error:
        raise StoreError(f"{path} needs a client that is not installed: {str(error).partition(chr(10))[0]}") from error
    return system, name


@contextmanager
def reaching(path: str) -> Iterator[None]:
    """Tell the errors of object stores' clients as StoreError: each client has classes of its own."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        if is_local(path):
            raise
        raise StoreError(f"{type(error).__name__}: {error}") from error


def put(path: str, content: bytes) -> None:
    """Write a file in one step; LakeWriteError leaves what was there before.

    Local disk: a temporary file in the same folder, fsync, rename. Object stores: one PUT of the finished bytes,
    because an exception while streaming would publish what was written so far.
    """
    try:
        if is_local(path):
            _put_local(path, content)
        else:
            with reaching(path):
                system, name = open_system(path)
                system.pipe_file(name, content)
    except OSError as error:
        raise LakeWriteError(f"cannot write {path}: {error.strerror or error}") from error


def put_new(path: str, content: bytes) -> None:
    """Write an object of a store that must not be there yet; FileExistsError where it is, decided by the store."""
    with reaching(path):
        system, name = open_system(path)
        system.pipe_file(name, content, mode="create")


def _put_local(path: str, content: bytes) -> None:
    folder, name = os.path.split(path)
    os.makedirs(folder or ".", exist_ok=True)
    temporary = os.path.join(folder, f".{name}.{uuid.uuid4().hex}.tmp")
    try:
        with open(temporary, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
        sync_folder(folder or ".")
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def move(path: str, target: str) -> None:
    """Give a file another place in the same lake, in one step on local disk; what was there is replaced."""
    if is_local(path):
        os.makedirs(os.path.dirname(target) or ".", exist_ok=True)
        os.replace(path, target)
    else:
        with reaching(path):
            system, name = open_system(path)
            system.mv(name, open_system(target)[1])


def sync_folder(folder: str) -> None:
    """Make a rename durable: until its folder is on the disk, a power cut can undo it."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read(path: str) -> bytes:
    """Return the bytes of a file; FileNotFoundError where there is none."""
    with reaching(path):
        system, name = open_system(path)
        content: bytes = system.cat_file(name)
    return content


def read_all(paths: list[str]) -> list[bytes]:
    """Return the bytes of several files of one store, in their order: at the same time where the store can do that.

    FileNotFoundError where one is not there.
    """
    if not paths:
        return []
    with reaching(paths[0]):
        system = open_system(paths[0])[0]
        names = [open_system(path)[1] for path in paths]
        # Not `cat`, which asks first whether each is there. fsspec 2026.1 returns errors whatever it is told.
        found: list[Any] = system.cat_ranges(names, None, None, on_error="return")
        for error in (each for each in found if isinstance(each, Exception)):
            raise error
    return found


def exists(path: str) -> bool:
    """Tell whether there is such a file or folder."""
    with reaching(path):
        system, name = open_system(path)
        return bool(system.exists(name))


def size(path: str) -> int:
    """Return the bytes of a file; FileNotFoundError where there is none."""
    with reaching(path):
        system, name = open_system(path)
        return int(system.size(name))


def modified(path: str) -> datetime:
    """Return the instant at which a file was last written, by the clock of its system."""
    with reaching(path):
        system, name = open_system(path)
        at: datetime = system.modified(name)
        return at.astimezone(UTC)


def glob(pattern: str) -> list[str]:
    """Return the paths that match, sorted; the same kind of path as the pattern."""
    with reaching(pattern):
        system, name = open_system(pattern)
        found = sorted(system.glob(name) if is_local(pattern) else _matching(system, name))
    if is_local(pattern):
        return [os.path.relpath(path) if not os.path.isabs(pattern) else path for path in found]
    return [str(system.unstrip_protocol(path)) for path in found]


def _matching(system: Any, pattern: str) -> list[str]:
    """Return the names of a store's files that match: by one listing, where the store's own `glob` makes several."""
    wild = _WILD.search(pattern)
    if wild is None:
        return list(system.glob(pattern))
    folder = pattern[: wild.start()].rpartition("/")[0]
    try:
        names = system.find(folder) if "/" in pattern[wild.start() :] else system.ls(folder, detail=False)
    except FileNotFoundError:
        return []
    return list(filter(re.compile(glob_translate(pattern)).match, names))


def remove(path: str) -> None:
    """Remove a file; nothing happens where there is none."""
    with reaching(path):
        system, name = open_system(path)
        if system.exists(name):
            system.rm_file(name)
