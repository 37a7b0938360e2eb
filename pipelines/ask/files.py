"""Write a file that a user asked for: whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dyadwire.pipelines.errors import DyadwireError, no_folder
from dyadwire.schemas.manifest import LAKE_FILE


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Yield a path to write to, which takes the place of `path` at the end; nothing is left where that fails.

    Folders that are not there are made. DyadwireError where it can't be written, or lies in a lake. What stands beside
    has a short name of its own: `path` may have the longest that a folder takes. What is no ordinary file, such as
    /dev/stdout, is written as it is.
    """
    refuse_in_lake(path)
    make_folder(path.parent)
    special = _is_special(path)
    real = Path(os.path.realpath(path))  # a link stays one
    beside = path if special else real.with_name(f".dyadwire-{os.getpid()}.part")
    try:
        yield beside
        if not special:
            os.replace(beside, real)
    except OSError as error:
        raise DyadwireError(f"can't write {path}: {error.strerror or error}") from error
    finally:
        if not special:
            with suppress(OSError):
                beside.unlink(missing_ok=True)


def make_folder(folder: Path) -> None:
    """Make a folder that is not there, and those that it lies in; DyadwireError where that can't be, or in a lake."""
    refuse_in_lake(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DyadwireError(f"can't write {folder}: {no_folder(error)}") from error


def refuse_in_lake(path: Path) -> None:
    """Refuse a path in a lake with DyadwireError: `verify` would tell of a foreign file there, and readers meet it."""
    for folder in (Path(os.path.realpath(path)), *Path(os.path.realpath(path)).parents):
        if os.path.isfile(folder / LAKE_FILE):
            raise DyadwireError(f"{path} is inside the lake {folder.name}, which holds only what the pipeline writes")


def _is_special(path: Path) -> bool:
    try:
        return path.exists() and not path.is_file()
    except OSError:  # a name too long: writing tells
        return False
