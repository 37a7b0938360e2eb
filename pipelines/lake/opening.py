"""Open a lake for writing: it exists, can be written, and was not made by a newer version."""

from __future__ import annotations

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipelines.errors import DyadwireError
from pipelines.lake.lease import leased
from pipelines.lake.path import refuse_pattern
from pipelines.lake.pins import check_marker, read_marker
from pipelines.lake.snapshots import committed_listing, empty_path, put_snapshot, retire
from schemas.manifest import FOLDER, LAKE_FILE, SNAPSHOTS, Manifest
from schemas.tables import TABLES
from transforms import storage
from transforms.committed import STREAM, superseded
from transforms.merge_bucket import empty_file

_UNDER_WAY = timedelta(days=1)  # a stream that is stopped with a savepoint goes on with it within that time
STAGE = "_rewriting"  # where a compaction builds its files before it swaps them in


def open_lake(lake: str) -> None:
    """Make a lake where there is none, with an empty file for each table so that a glob over it never fails.

    DyadwireError where it cannot be written, was made by a newer version, or has a path that reads as a pattern.
    """
    refuse_pattern(lake)
    try:
        if storage.exists(f"{lake}/{LAKE_FILE}"):
            check_version(lake)
            return
        _refuse_foreign(lake)
        put_empty_tables(lake)
        put_snapshot(lake, committed_listing(lake))
    except OSError as error:
        told = error.strerror or str(error).partition("\n")[0]
        raise DyadwireError(f"cannot write the lake at {lake}: {told}") from error


def put_empty_tables(lake: str) -> None:
    """Write a file without rows for each table."""
    for name in TABLES:
        storage.put(f"{lake}/{empty_path(name)}", empty_file(name))


def _refuse_foreign(lake: str) -> None:
    """Refuse a folder that holds anything that a lake does not: its files might be taken for the lake's own."""
    if not storage.is_local(lake) or not os.path.isdir(lake):
        return
    foreign = sorted(name for name in os.listdir(lake) if name not in TABLES and not name.startswith((".", "_")))
    if foreign:
        raise DyadwireError(f"{lake} is no lake and not empty ({foreign[0]} is in it): name a new folder")


def check_version(lake: str) -> None:
    """Refuse a lake of another schema version, or a folder that is no lake, with DyadwireError."""
    refuse_pattern(lake)
    marker = read_marker(lake)
    if marker is None:
        raise DyadwireError(f"no lake at {lake}: `dyadwire run INPUT --lake {lake}` makes one")
    check_marker(lake, marker)


def sweep(lake: str, *, even_read: bool = False) -> None:
    """Remove the files that no manifest lists and no reader needs, and manifests that count no more.

    For the one writer only. With `even_read`, files go although a reader or a stream's savepoint may need them.
    DyadwireError where a manifest is damaged: then nothing tells which files are its own.
    """
    found = {}
    for path in storage.glob(f"{lake}/{FOLDER}/*.json"):
        try:
            found[path] = Manifest.from_json(storage.read(path))
        except (ValueError, KeyError, TypeError) as error:
            raise DyadwireError(f"{path} is damaged: remove it and run its input again ({error!r})") from error
    gone = superseded(found.values())
    listed = {file.path for manifest in found.values() if manifest.batch not in gone for file in manifest.files}
    listed |= retire(lake, even_read=even_read)[0]
    dropped = {file.path for manifest in found.values() if manifest.batch in gone for file in manifest.files}
    # The manifests go last: a sweep that is cut short is made good by the next.
    for path in own_files(lake):
        name = "/".join(path.split("/")[-3:])
        if name in listed or path.endswith("/part-empty.parquet"):
            continue
        if even_read or name in dropped or not under_way(path):
            storage.remove(path)
    for path, manifest in found.items():
        if manifest.batch in gone:
            storage.remove(path)


def under_way(path: str) -> bool:
    """Tell whether a stream may be about to list a file: its workers do not hold the lake, and savepoints last."""
    return f"/part-{STREAM}" in path and datetime.now(UTC) - storage.modified(path) < _UNDER_WAY


def own_files(lake: str) -> list[str]:
    """Return the data files of a lake: those in its tables' own folders, and those that a rewriting left staged."""
    patterns = [f"{table.folder('*')}/part-*.parquet" for table in TABLES.values()] + [f"{STAGE}/*/*.parquet"]
    return [path for pattern in patterns for path in storage.glob(f"{lake}/{pattern}")]


def _left_half_written(lake: str) -> list[Path]:
    folders = [*(f"{name}/*" for name in TABLES), FOLDER, SNAPSHOTS, ""]
    return [path for folder in folders for path in Path(lake).glob(f"{folder}/.*.tmp".lstrip("/"))]


@contextmanager
def _told_in_a_line() -> Iterator[None]:
    """Tell a file that could not be written or a store out of reach as DyadwireError: Beam adds the step's name."""
    try:
        yield
    except (storage.LakeWriteError, storage.StoreError) as error:
        raise DyadwireError(str(error).partition(" [while running")[0]) from error


@contextmanager
def locked(lake: str, holder: str = "dyadwire run") -> Iterator[None]:
    """Hold a lake against other writers; DyadwireError where another does. Readers need no lock.

    The system lets the lock go when its holder ends, however it ends; on an object store it is a lease, which ends ten
    minutes after its holder. What a killed writer left half-written or unlisted is removed.
    """
    hold = _flocked if storage.is_local(lake) else leased
    with hold(lake, holder), _told_in_a_line():
        sweep(lake)
        yield


@contextmanager
def _flocked(lake: str, holder: str) -> Iterator[None]:
    with open(os.path.join(lake, "_lock"), "a+b") as file:
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
        file.write(f"{holder} (process {os.getpid()} on {socket.gethostname()})".encode())
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)
