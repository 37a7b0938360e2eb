"""Open a lake for writing: it exists, can be written, and was not made by a newer version."""

from __future__ import annotations

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.data_files import STAGE, own_files, under_way
from dyadwire.pipelines.lake.held import holding, refuse_not_held
from dyadwire.pipelines.lake.lease import leased
from dyadwire.pipelines.lake.marker import refuse_unlisted, restore_marker, told_of_marker, version_of
from dyadwire.pipelines.lake.path import check_path
from dyadwire.pipelines.lake.rebuild import read_each, rebuild
from dyadwire.pipelines.lake.snapshot_locks import check_marker, read_marker
from dyadwire.pipelines.lake.snapshots import (
    COPIES,
    committed_listing,
    copy_path,
    empty_path,
    named_snapshot,
    put_snapshot,
    read_snapshot,
    retire,
)
from dyadwire.schemas.manifest import FOLDER, SNAPSHOTS, TAKEN, Manifest
from dyadwire.schemas.tables import TABLES
from dyadwire.transforms.storage import filesystem
from dyadwire.transforms.storage.committed import superseded
from dyadwire.transforms.storage.lease import LeaseLostError
from dyadwire.transforms.write.parquet import empty_file


def open_lake(lake: str) -> None:
    """Make a lake where there is none, with an empty file for each table so that a glob over it never fails.

    DyadwireError where it cannot be written, was made by a newer version, or has a path that reads as a pattern.
    """
    check_path(lake)
    try:
        version = version_of(lake)
        if version is not None:  # where its marker was lost, whoever holds it writes that anew
            check_marker(lake, {"schema_version": version})
            return
        _refuse_foreign(lake)
        put_empty_tables(lake)
        put_snapshot(lake, committed_listing(lake))
    except OSError as error:
        told = error.strerror or str(error).partition("\n")[0]
        raise DyadwireError(f"cannot write the lake at {lake}: {told}") from error


def is_free(lake: str) -> bool:
    """Tell whether there is nothing at a local path, so that a lake made there may be taken away again."""
    return filesystem.is_local(lake) and not os.path.lexists(lake)


def put_empty_tables(lake: str) -> None:
    """Write a file without rows for each table."""
    for name in TABLES:
        filesystem.put(f"{lake}/{empty_path(name)}", empty_file(name))


def _refuse_foreign(lake: str) -> None:
    """Refuse a folder that holds anything that a lake does not: its files might be taken for the lake's own."""
    if not filesystem.is_local(lake) or not os.path.isdir(lake):
        return
    foreign = sorted(name for name in os.listdir(lake) if name not in TABLES and not name.startswith((".", "_")))
    if foreign:
        raise DyadwireError(f"{lake} is no lake and not empty ({foreign[0]} is in it): name a new folder")


def check_version(lake: str) -> None:
    """Refuse a lake of another schema version, or a folder that is no lake, with DyadwireError."""
    check_path(lake)
    if told := told_of_marker(lake):
        raise DyadwireError(told)
    marker = read_marker(lake)
    if marker is None:
        raise DyadwireError(f"no lake at {lake}: `dyadwire run INPUT --lake {lake}` makes one")
    check_marker(lake, marker)


def sweep(lake: str, *, even_read: bool = False) -> None:
    """Remove the files that no manifest lists and no reader needs, and manifests that count no more.

    For the one writer only. With `even_read`, files go although a reader or a stream's savepoint may need them.
    DyadwireError where a manifest is damaged: then nothing tells which files are its own.
    """
    found = _whole_manifests(lake)
    refuse_unlisted(lake, found.values())
    refuse_not_held(lake)
    gone = superseded(found.values())
    listed = {file.path for manifest in found.values() if manifest.batch not in gone for file in manifest.files}
    listed |= retire(lake, even_read=even_read)[0]
    dropped = {file.path for manifest in found.values() if manifest.batch in gone for file in manifest.files}
    _drop_copies(lake)
    # The manifests go last: a sweep that is cut short is made good by the next.
    for path in own_files(lake):
        name = "/".join(path.split("/")[-3:])
        if name in listed or path.endswith("/part-empty.parquet"):
            continue
        if even_read or name in dropped or not under_way(path):
            filesystem.remove(path)
    for path, manifest in found.items():
        if manifest.batch in gone:
            filesystem.remove(path)


def _whole_manifests(lake: str) -> dict[str, Manifest]:
    """Return the manifests of a lake by path; DyadwireError where one is damaged."""
    found, broken = read_each(lake)
    for path, why in broken.items():
        mend = "put it back from a backup, or remove it and run its input again"
        raise DyadwireError(f"{path} is damaged: {mend} ({why})")
    return found


def _drop_copies(lake: str) -> None:
    """Remove the copies of manifests that readers see no more, unless the snapshot that tells which is damaged."""
    named = named_snapshot(lake)
    snapshot = read_snapshot(named) if named else None
    if snapshot is None:
        return
    published = snapshot.get("manifests", {})
    names = {copy_path("", *each).rsplit("/", 1)[1] for each in published.items()}
    for path in filesystem.glob(f"{lake}/{COPIES}/*.json"):
        if path.rsplit("/", 1)[1] not in names:
            filesystem.remove(path)


def _left_half_written(lake: str) -> list[Path]:
    folders = [*(f"{name}/*" for name in TABLES), FOLDER, SNAPSHOTS, COPIES, TAKEN, f"{STAGE}/*", ""]
    return [path for folder in folders for path in Path(lake).glob(f"{folder}/.*.tmp".lstrip("/"))]


@contextmanager
def told_in_a_line() -> Iterator[None]:
    """Tell a file that could not be read or written, or a store out of reach, as DyadwireError.

    Beam adds the step's name.
    """
    try:
        yield
    except filesystem.LakeReadError as error:
        raise DyadwireError(f"{error}: `dyadwire verify` tells more") from error
    except (filesystem.LakeWriteError, filesystem.StoreError, LeaseLostError) as error:
        raise DyadwireError(str(error).partition(" [while running")[0]) from error


@contextmanager
def locked(lake: str, holder: str = "dyadwire run") -> Iterator[None]:
    """Hold a lake against other writers; DyadwireError where another does. Readers need no lock.

    The system lets the lock go when its holder ends, however it ends; on an object store it is a lease, which ends ten
    minutes after its holder. What was damaged and can be made good is, and what a killed writer left half-written or
    unlisted is removed.
    """
    hold = _flocked if filesystem.is_local(lake) else leased
    with hold(lake, holder), told_in_a_line():
        make_good(lake)
        yield


def make_good(lake: str) -> None:
    """Mend what was damaged and can be mended, and remove what a killed writer left: for the one writer, first."""
    restore_marker(lake)
    rebuild(lake)
    sweep(lake)


@contextmanager
def _flocked(lake: str, holder: str) -> Iterator[None]:
    path = os.path.join(lake, "_lock")
    if os.path.exists(path) and not os.path.isfile(path):
        raise DyadwireError(f"{path} is no file, so that no writer can lock the lake: remove it")
    with _lock_file(path, lake) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            other = file.read(200).decode("utf-8", "replace").strip() or "another run"
            message = f"{other} is writing the lake at {lake}: wait for it, or use another lake"
            raise DyadwireError(message) from error
        for left in _left_half_written(lake):
            left.unlink()
        file.truncate(0)
        with suppress(OSError):  # of a full disk: another writer is refused all the same, without the name
            file.write(f"{holder} (process {os.getpid()} on {socket.gethostname()})".encode())
        try:
            with holding(lake, lambda: _refuse_other(lake, file.fileno())):
                yield
        finally:
            file.truncate(0)


def _lock_file(path: str, lake: str) -> BinaryIO:
    try:
        return open(path, "a+b", buffering=0)
    except OSError as error:
        raise DyadwireError(f"cannot write the lake at {lake}: {error.strerror}") from error


def _refuse_other(lake: str, descriptor: int) -> None:
    """Raise LeaseLostError where the lock file was removed or exchanged: the next writer locks another."""
    try:
        same = os.path.samestat(os.fstat(descriptor), os.stat(os.path.join(lake, "_lock")))
    except FileNotFoundError:
        same = False
    if not same:
        raise LeaseLostError(
            f"the lock of {lake} was removed while it was held: nothing more was written, run it again"
        )
