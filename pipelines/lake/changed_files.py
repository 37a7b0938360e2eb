"""Find data files that are not what was written before they are rewritten: what is read would be what is listed then.

`verify` could tell it no more, and the batches whose inputs bring the rows back would be known no more either.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.path import lake_option_of
from dyadwire.pipelines.messages import plural
from dyadwire.schemas.manifest import FileEntry, Manifest, manifest_path
from dyadwire.transforms.storage import filesystem
from dyadwire.transforms.storage.committed import SETTLED, checksum_of, read_manifests
from dyadwire.transforms.storage.errors import LakeReadError


class ChangedFilesError(DyadwireError):
    """Files are not what was written, so nothing was rewritten. `paths`, relative to the lake, are all of them."""

    def __init__(self, lake: str, changed: dict[str, Manifest]) -> None:
        self.paths = tuple(changed)
        first, mend = self.paths[0], mend_of(lake, changed[self.paths[0]])
        wrong = "not what was written" if filesystem.exists(f"{lake}/{first}") else "not there"
        told = f"nothing was rewritten, as {first} is {wrong}: {mend}"
        if more := len(changed) - 1:
            told += f"; `dyadwire verify {lake_option_of(lake)}` tells of {plural(more, 'more file')}"
        super().__init__(told)


def refuse_changed(lake: str, manifests: Iterable[Manifest], groups: Collection[tuple[str, str]]) -> None:
    """Raise ChangedFilesError where files of some (table, month) pairs are not what the manifests list, or are gone."""
    if changed := dict(_changed(lake, manifests, groups)):
        raise ChangedFilesError(lake, changed)


@contextmanager
def told_with_mend(lake: str) -> Iterator[None]:
    """Tell of a file that cannot be read, before anything is rewritten, as of one that was changed: with its mend."""
    try:
        yield
    except LakeReadError:
        manifests = read_manifests(lake)
        refuse_changed(lake, manifests, {group_of(file) for manifest in manifests for file in manifest.files})
        raise


class Refused:
    """The files of a local lake as they were when it could not be rewritten: as long as they are, it still can't be.

    To compare their bytes again, of each file of months at every pass of a watch, would tell nothing new.
    """

    def __init__(self) -> None:
        self._files: dict[str, tuple[int, ...]] = {}

    def remember(self, lake: str) -> None:
        """Remember that the files were compared as they are now."""
        listed = (f"{lake}/{file.path}" for manifest in read_manifests(lake) for file in manifest.files)
        self._files = {path: _state_of(path) for path in listed}

    @property
    def stands(self) -> bool:
        """Tell whether none of them was touched since."""
        return bool(self._files) and all(_state_of(path) == state for path, state in self._files.items())


def _state_of(path: str) -> tuple[int, ...]:
    """Return what changes with a local file; nothing of one that is gone."""
    try:
        found = os.stat(path)
    except FileNotFoundError:
        return ()
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _changed(
    lake: str, manifests: Iterable[Manifest], groups: Collection[tuple[str, str]]
) -> Iterator[tuple[str, Manifest]]:
    for manifest in manifests:
        for file in manifest.files:
            if group_of(file) in groups and _is_changed(f"{lake}/{file.path}", file):
                yield file.path, manifest


def _is_changed(path: str, file: FileEntry) -> bool:
    """Tell whether the content of a file is not what is listed."""
    try:
        return checksum_of(filesystem.read(path)) != file.checksum
    except FileNotFoundError:
        return True


def group_of(file: FileEntry) -> tuple[str, str]:
    """Return table and month of a file. A month is the label of the partition, `unknown` included."""
    return file.table, file.path.split("/")[1].partition("=")[2]


def mend_of(lake: str, manifest: Manifest) -> str:
    """Return what brings a file of a manifest back."""
    if manifest.batch.startswith(SETTLED):
        return f"remove {manifest_path(lake, manifest.batch)}, and the next run counts the month anew"
    if manifest.absorbed:  # a batch whose rows were merged is not run again
        return "put it back from a backup"
    return f"put it back from a backup, or remove what is left of it and run the input of batch {manifest.batch} again"
