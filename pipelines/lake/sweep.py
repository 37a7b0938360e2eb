"""Sweep a lake: remove the files that no manifest lists and no reader needs. Only its one writer may."""

from __future__ import annotations

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.data_files import own_files, remove_staged, under_way
from dyadwire.pipelines.lake.lock import refuse_lost_lock
from dyadwire.pipelines.lake.release import retire
from dyadwire.pipelines.lake.repair import read_each
from dyadwire.pipelines.lake.repair_marker import refuse_unlisted
from dyadwire.pipelines.lake.snapshots import COPIES, copy_path, named_snapshot, read_snapshot
from dyadwire.schemas.manifest import Manifest
from dyadwire.transforms.storage import filesystem
from dyadwire.transforms.storage.committed import superseded


def sweep(lake: str, *, even_read: bool = False) -> None:
    """Remove the files that no manifest lists and no reader needs, and manifests that count no more.

    For the one writer only. With `even_read`, files go although a reader or a stream's savepoint may need them.
    DyadwireError where a manifest is damaged: then nothing tells which files are its own.
    """
    found = _whole_manifests(lake)
    refuse_unlisted(lake, found.values())
    refuse_lost_lock(lake)
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
    remove_staged(lake)
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
