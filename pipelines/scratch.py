"""Temporary files in folders that their process holds, so that what a killed one left is told from what is in use.

The system lets a lock go when its holder ends, however it ends.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple

_PREFIX = "dyadwire-held-"


class Held(NamedTuple):
    """A folder for temporary files, and the descriptor that locks it."""

    folder: str
    descriptor: int
    holder: int  # the process that holds it: one that was forked from it must not remove what it still uses

    def let_go(self) -> None:
        """Remove the folder with all that is in it, if this process holds it."""
        if self.holder == os.getpid():
            shutil.rmtree(self.folder, ignore_errors=True)
        os.close(self.descriptor)


def hold() -> Held:
    """Make a folder in the system's temporary one, and hold it; OSError where that can't be."""
    while True:
        folder = tempfile.mkdtemp(prefix=_PREFIX)
        try:
            descriptor = os.open(folder, os.O_RDONLY)
        except FileNotFoundError:  # swept before it was opened
            continue
        with suppress(OSError):  # of a file system without locks, where no sweep gets one either
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        if os.path.isdir(folder):  # nobody swept it before it was locked
            return Held(folder, descriptor, os.getpid())
        os.close(descriptor)


@contextmanager
def temporary_folder() -> Iterator[str]:
    """Hold a folder for as long as it is used; OSError where that can't be."""
    held = hold()
    try:
        yield held.folder
    finally:
        held.let_go()


def temporary_files_to_the_end() -> None:
    """Keep all temporary files of this process in one folder as `temporary_files` does, until the process ends.

    For a process whose libraries tidy up at its end: what they register later is done before.
    """
    from multiprocessing.util import Finalize  # which has a temporary folder of its own, and ends that with -100

    sweep(tempfile.gettempdir())
    held = hold()
    tempfile.tempdir = held.folder
    Finalize(None, held.let_go, exitpriority=-200)


@contextmanager
def temporary_files() -> Iterator[None]:
    """Keep all temporary files of this process, those of libraries too, in one folder; remove what killed ones left.

    For one run at a time: the name of the folder is the process's own, not a thread's.
    """
    above, before = tempfile.gettempdir(), tempfile.tempdir
    sweep(above)
    held = hold()
    tempfile.tempdir = held.folder
    try:
        yield
    finally:
        tempfile.tempdir = before
        held.let_go()


def sweep(above: str) -> None:
    """Remove the folders of one that no process holds any more, be it in another container."""
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
        except OSError:  # held
            pass
        finally:
            os.close(descriptor)
