"""Find data files that are not what was written before they are rewritten: what is read would be what is listed then.

`verify` could tell it no more, and the batches whose inputs bring the rows back would be known no more either.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.path import lake_option_of
from dyadwire.pipelines.messages import plural
from dyadwire.schemas.manifest import FileEntry, Manifest, manifest_path
from dyadwire.transforms.storage import filesystem
from dyadwire.transforms.storage.committed import SETTLED, checksum_of


class ChangedFilesError(DyadwireError):
    """Files are not what was written, so nothing was rewritten. `paths`, relative to the lake, are all of them."""

    def __init__(self, lake: str, changed: dict[str, Manifest]) -> None:
        self.paths = tuple(changed)
        first, mend = self.paths[0], mend_of(lake, changed[self.paths[0]])
        told = f"nothing was rewritten, as {first} is not what was written: {mend}"
        if more := len(changed) - 1:
            told += f"; `dyadwire verify {lake_option_of(lake)}` tells of {plural(more, 'more file')}"
        super().__init__(told)


def refuse_changed(lake: str, manifests: Iterable[Manifest], groups: Collection[tuple[str, str]]) -> None:
    """Raise ChangedFilesError where files of some (table, month) pairs are not what the manifests list."""
    if changed := dict(_changed(lake, manifests, groups)):
        raise ChangedFilesError(lake, changed)


def _changed(
    lake: str, manifests: Iterable[Manifest], groups: Collection[tuple[str, str]]
) -> Iterator[tuple[str, Manifest]]:
    for manifest in manifests:
        for file in manifest.files:
            if group_of(file) in groups and _is_changed(f"{lake}/{file.path}", file):
                yield file.path, manifest


def _is_changed(path: str, file: FileEntry) -> bool:
    """Tell whether the content of a file is not what is listed; one that is gone is told by who reads it."""
    try:
        return checksum_of(filesystem.read(path)) != file.checksum
    except FileNotFoundError:
        return False


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
