"""Temporary files in folders that their process locks, so that what a killed one left is told from what is in use.

The system frees a lock when its process ends, however it ends.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple

from dyadwire.pipelines.errors import DyadwireError

_PREFIX = "dyadwire-held-"


class LockedFolder(NamedTuple):
    """A temporary folder, the descriptor that locks it, and the process that made it."""

    path: str
    descriptor: int
    owner: int  # a process that was forked from the owner must not remove what the owner still uses

    def remove(self) -> None:
        """Remove the folder with all that is in it, if this process owns it, and free its lock."""
        if self.owner == os.getpid():
            shutil.rmtree(self.path, ignore_errors=True)
        os.close(self.descriptor)


def locked_folder() -> LockedFolder:
    """Make a folder in the system's temporary one, and lock it; OSError where that can't be."""
    while True:
        path = _new_folder()
        try:
            descriptor = os.open(path, os.O_RDONLY)
        except FileNotFoundError:  # swept before it was opened
            continue
        with suppress(OSError):  # of a file system without locks, where no sweep gets one either
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        if os.path.isdir(path):  # nobody swept it before it was locked
            return LockedFolder(path, descriptor, os.getpid())
        os.close(descriptor)


def _new_folder() -> str:
    """Make a folder in the system's temporary one: another, where that was removed since this process looked for it."""
    try:
        return tempfile.mkdtemp(prefix=_PREFIX)
    except FileNotFoundError:
        tempfile.tempdir = None
        return tempfile.mkdtemp(prefix=_PREFIX)


@contextmanager
def temporary_folder() -> Iterator[str]:
    """Yield the path of a locked folder, which is removed at the end; OSError where none can be made."""
    folder = locked_folder()
    try:
        yield folder.path
    finally:
        folder.remove()


def temporary_files_to_the_end() -> None:
    """Keep all temporary files of this process in one folder as `temporary_files` does, until the process ends.

    For a process whose libraries tidy up at its end: what they register later is done before.
    """
    from multiprocessing.util import Finalize  # which has a temporary folder of its own, and ends that with -100

    sweep(tempfile.gettempdir())
    folder = locked_folder()
    tempfile.tempdir = folder.path
    Finalize(None, folder.remove, exitpriority=-200)


@contextmanager
def temporary_files() -> Iterator[None]:
    """Keep all temporary files of this process, those of libraries too, in one folder; remove what killed ones left.

    For one run at a time: the name of the folder is the process's own, not a thread's. DyadwireError where the folder
    was removed meanwhile, and something failed.
    """
    sweep(tempfile.gettempdir())
    folder = locked_folder()
    before, tempfile.tempdir = tempfile.tempdir, folder.path
    try:
        yield
    except Exception as error:
        if isinstance(error, DyadwireError) or os.path.isdir(folder.path):
            raise
        raise DyadwireError(
            f"the temporary folder {folder.path} was removed while it was used: run it again"
        ) from error
    finally:
        tempfile.tempdir = before
        folder.remove()


def sweep(above: str) -> None:
    """Remove the temporary folders in `above` that no process locks any more, be it in another container."""
    left = []
    with suppress(OSError), os.scandir(above) as found:  # one that may be written may still not be listed
        left = [each.path for each in found if each.name.startswith(_PREFIX)]
    for folder in left:
        try:
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except OSError:  # another user's, or gone
            continue
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
        except OSError:  # locked
            pass
        finally:
            os.close(descriptor)
