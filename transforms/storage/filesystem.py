"""Files of a lake, on local disk or any fsspec file system: a file appears whole or not at all."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import IO, Any

import fsspec
from fsspec.utils import glob_translate

from dyadwire.transforms.storage import local_files
from dyadwire.transforms.storage.errors import LakeWriteError, StoreError

_WILD = re.compile(r"[*?\[]")


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
    if is_local(path):  # whatever its name has: :: would part it, and data: be read as what it holds
        system = fsspec.filesystem("file")
        written = os.path.expanduser(path)
        # A path from the root on leads there even where the working directory was removed.
        whole = written if os.path.isabs(written) else os.path.join(os.getcwd(), written)
        return system, system._strip_protocol(whole)
    try:
        system, name = fsspec.core.url_to_fs(path, use_listings_cache=False)
    except (ImportError, ValueError) as error:
        raise StoreError(f"{path} needs a client that is not installed: {str(error).partition(chr(10))[0]}") from error
    return system, name


def open_file(path: str) -> Any:
    """Open a file to be read from any place on, whatever its name has; a context manager, as what `open` returns."""
    system, name = open_system(path)
    return system.open(name, "rb")


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


@contextmanager
def _opened(path: str) -> Iterator[tuple[Any, str]]:
    """Give the file system of a path and the path's name in it; errors are told as `reaching` tells them."""
    with reaching(path):
        yield open_system(path)


def put(path: str, content: bytes | IO[bytes]) -> None:
    """Write a file in one step, of bytes or all that an open file holds; LakeWriteError leaves what was there before.

    Local disk: a temporary file in the same folder, fsync, rename. Object stores: one PUT of the finished bytes,
    because an exception while streaming would publish what was written so far.
    """
    try:
        if is_local(path):
            local_files.put(path, content)
        else:
            with _opened(path) as (system, name):
                system.pipe_file(name, content if isinstance(content, bytes) else _all_of(content))
    except OSError as error:
        raise LakeWriteError(f"cannot write {path}: {error.strerror or error}") from error


def _all_of(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()


def put_new(path: str, content: bytes) -> None:
    """Write an object of a store that must not be there yet; FileExistsError where it is, decided by the store."""
    with _opened(path) as (system, name):
        system.pipe_file(name, content, mode="create")


def move(path: str, target: str) -> None:
    """Give a file another place in the same lake, in one step on local disk; what was there is replaced.

    It is durable when this returns: what is written next may rely on it.
    """
    if is_local(path):
        folder = os.path.dirname(target) or "."
        local_files.make_folder(folder)
        os.replace(path, target)
        local_files.sync_folder(folder)
    else:
        with _opened(path) as (system, name):
            system.cp_file(name, open_system(target)[1])  # not `mv`, which lists what might be a folder first
            system.rm_file(name)


def read(path: str) -> bytes:
    """Return the bytes of a file; FileNotFoundError where there is none.

    What is no file on local disk, as a pipe that would keep its reader waiting, reads as empty: no file of a lake is.
    """
    if is_local(path) and not local_files.is_regular(path):
        return b""
    with _opened(path) as (system, name):
        content: bytes = system.cat_file(name, **_at_once(system))
    return content


def _at_once(system: Any) -> dict[str, int]:
    """Return how the client of S3 is kept from asking for the size of a file before the file itself."""
    return {"max_concurrency": 1} if "s3" in system.protocol else {}


def read_all(paths: list[str]) -> list[bytes]:
    """Return the bytes of several files of one store, in their order: at the same time where the store can do that.

    FileNotFoundError where one is not there.
    """
    if not paths:
        return []
    if is_local(paths[0]):
        return [read(path) for path in paths]
    with reaching(paths[0]):
        system = open_system(paths[0])[0]
        names = [open_system(path)[1] for path in paths]
        # Not `cat`, which asks first whether each is there. fsspec 2026.1 returns errors whatever it is told.
        found: list[Any] = system.cat_ranges(names, None, None, on_error="return", **_at_once(system))
        for error in (each for each in found if isinstance(each, Exception)):
            raise error
    return found


def exists(path: str) -> bool:
    """Tell whether there is such a file or folder."""
    with _opened(path) as (system, name):
        return bool(system.exists(name))


def size(path: str) -> int:
    """Return the bytes of a file; FileNotFoundError where there is none."""
    with _opened(path) as (system, name):
        return int(system.size(name))


def modified(path: str) -> datetime:
    """Return the instant at which a file was last written, by the clock of its system."""
    with _opened(path) as (system, name):
        at: datetime = system.modified(name)
        return at.astimezone(UTC)


def glob(pattern: str, *, folders: bool = False) -> list[str]:
    """Return the paths of files that match, sorted; the same kind of path as the pattern.

    Local folders are passed over unless asked for, and links that lead nowhere always. PermissionError for a folder
    that may not be listed: it would seem empty.
    """
    with reaching(pattern):
        system, name = open_system(pattern)
        for folder in _looked_into(system, pattern) if is_local(pattern) else ():
            local_files.refuse_unlistable(folder)
        found = sorted(system.glob(name) if is_local(pattern) else _matching(system, name))
    if is_local(pattern):
        found = [path for path in found if os.path.exists(path) and (folders or not os.path.isdir(path))]
        return [os.path.relpath(path) if not os.path.isabs(pattern) else path for path in found]
    return [str(system.unstrip_protocol(path)) for path in found]


def _looked_into(system: Any, pattern: str) -> Iterator[str]:
    """Return the local folders whose names a pattern is compared with, each after the one that it lies in."""
    wild = _WILD.search(pattern)
    start = wild.start() if wild else len(pattern)
    yield pattern[:start].rpartition("/")[0] or "."
    for below in re.finditer("/", pattern[start:]):
        yield from system.glob(pattern[: start + below.start()])


def glob_each(folder: str, patterns: Iterable[str]) -> list[str]:
    """Return the paths of files in a folder that match any of some patterns below it, as `glob` returns them.

    A store is asked once, for all that lies in the folder: a request takes longer than the names of a thousand files.
    """
    if is_local(folder):
        return [path for pattern in patterns for path in glob(f"{folder}/{pattern}")]
    with _opened(folder) as (system, name):
        wanted = re.compile("|".join(glob_translate(f"{name.rstrip('/')}/{pattern}") for pattern in patterns))
        return sorted(str(system.unstrip_protocol(path)) for path in filter(wanted.match, system.find(name)))


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


def files(folder: str) -> list[str]:
    """Return the paths of all files in a folder and below it, relative to it, sorted."""
    with _opened(folder) as (system, name):
        root = name.rstrip("/") + "/"
        return sorted(path.removeprefix(root) for path in system.find(name))


def folders(folder: str) -> list[str]:
    """Return the paths of all local folders in one and below it, relative to it, sorted; a store has none."""
    return local_files.folders(folder) if is_local(folder) else []


def is_folder(path: str) -> bool:
    """Tell whether a path is that of a local folder."""
    return is_local(path) and os.path.isdir(path)


def is_link(path: str) -> bool:
    """Tell whether a path is that of a local link to another."""
    return is_local(path) and os.path.islink(path)


def remove(path: str) -> None:
    """Remove a file; nothing happens where there is none, or a folder, of which `verify` tells."""
    with _opened(path) as (system, name), suppress(FileNotFoundError, IsADirectoryError):
        if not is_local(path) or system.exists(name):  # of a store, that would be a request more
            system.rm_file(name)
