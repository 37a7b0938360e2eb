"""Open a lake for writing: make it where there is none, check its version, lock it, and mend what a kill left."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.data_files import STAGE
from dyadwire.pipelines.lake.lease import leased
from dyadwire.pipelines.lake.lock import locked_file
from dyadwire.pipelines.lake.marker import check_marker, read_marker
from dyadwire.pipelines.lake.path import check_path, no_lake_to_change
from dyadwire.pipelines.lake.publish import committed_listing, put_snapshot
from dyadwire.pipelines.lake.repair import repair
from dyadwire.pipelines.lake.repair_marker import marker_problem, repair_marker, version_of
from dyadwire.pipelines.lake.snapshots import COPIES, empty_path
from dyadwire.pipelines.lake.sweep import sweep
from dyadwire.schemas.manifest import FOLDER, SNAPSHOTS, TAKEN
from dyadwire.schemas.tables import TABLES
from dyadwire.transforms.storage import filesystem
from dyadwire.transforms.storage.errors import LakeReadError, LakeWriteError, RewritingError, StoreError
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
        reason = error.strerror or str(error).partition("\n")[0]
        raise DyadwireError(f"cannot write the lake at {lake}: {reason}") from error


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
    if problem := marker_problem(lake):
        raise DyadwireError(problem)
    marker = read_marker(lake)
    if marker is None:
        raise no_lake_to_change(lake)
    check_marker(lake, marker)


def _unfinished_files(lake: str) -> list[Path]:
    """Return the temporary files that a killed writer left in a local lake; in a store there are none."""
    if not filesystem.is_local(lake):
        return []
    folders = [*(f"{name}/*" for name in TABLES), FOLDER, SNAPSHOTS, COPIES, TAKEN, f"{STAGE}/*", ""]
    return [path for folder in folders for path in Path(lake).glob(f"{folder}/.*.tmp".lstrip("/"))]


@contextmanager
def one_line_storage_errors() -> Iterator[None]:
    """Turn errors of files, stores and leases into DyadwireError of one line, without the step that Beam names."""
    try:
        yield
    except RewritingError as error:
        raise DyadwireError(str(error)) from error
    except LakeReadError as error:
        raise DyadwireError(f"{error}: `dyadwire verify` tells more") from error
    except (LakeWriteError, StoreError, LeaseLostError) as error:
        raise DyadwireError(str(error).partition(" [while running")[0]) from error


@contextmanager
def locked(lake: str, holder: str = "dyadwire run") -> Iterator[None]:
    """Lock a lake against other writers; DyadwireError where another has locked it. Readers need no lock.

    The system frees the lock when this process ends, however it ends; on an object store it is a lease, which ends ten
    minutes after its holder. First, damage that can be repaired is, and what a killed writer left is removed.
    """
    lock = locked_file if filesystem.is_local(lake) else leased
    with lock(lake, holder), one_line_storage_errors():
        for unfinished in _unfinished_files(lake):
            unfinished.unlink()
        repair_and_sweep(lake)
        yield


def repair_and_sweep(lake: str) -> None:
    """Repair what is damaged and can be repaired, and remove what a killed writer left: for the one writer, first."""
    repair_marker(lake)
    repair(lake)
    sweep(lake)
