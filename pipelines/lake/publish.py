"""Publish a lake: name the snapshot of its settled state the one that readers ask."""

from __future__ import annotations

import json

from dyadwire.pipelines.lake.lock import refuse_lost_lock
from dyadwire.pipelines.lake.lost_batches import refuse_lost_batches
from dyadwire.pipelines.lake.marker import whole_marker
from dyadwire.pipelines.lake.settled_manifests import is_settled, settled_batches, settled_manifests
from dyadwire.pipelines.lake.snapshots import COPIES, copy_path, listing_of, read_snapshot
from dyadwire.schemas.manifest import LAKE_FILE, Manifest, snapshot_path
from dyadwire.schemas.tables import SCHEMA_VERSION
from dyadwire.transforms.storage import filesystem
from dyadwire.transforms.storage.committed import batches_of, checksum_of, read_manifests


def publish(lake: str, *, while_written: bool = False) -> bool:
    """Make the committed and settled files of a lake what readers see, in one step; False where a month is unsettled.

    The same state has the same snapshot. With `while_written` batches that came since settling began wait for the next
    time: a stream that commits without pause would else never be seen. DyadwireError where a batch that readers see has
    lost its manifest: its rows would go with the snapshot.
    """
    manifests, settled = read_manifests(lake), settled_manifests(lake)
    # Sets: a watch makes hundreds of batches a day, and each is looked up among all.
    months = {month: frozenset(batches) for month, batches in settled_batches(settled).items()}
    waiting = [each for each in manifests if not all(is_settled(batch, months) for batch in batches_of([each]))]
    if waiting and (not while_written or any(each.absorbed for each in waiting)):
        return False
    refuse_lost_batches(lake, manifests)
    shown = [each for each in manifests if each not in waiting]
    _put_copies(lake, shown)
    put_snapshot(lake, listing_of(shown, settled))
    return True


def put_snapshot(lake: str, listing: bytes, version: int = SCHEMA_VERSION) -> None:
    """Write a snapshot, then name it the newest of a lake of some schema version."""
    refuse_lost_lock(lake)
    name = checksum_of(listing)[:16]
    if read_snapshot(snapshot_path(lake, name)) is None:
        filesystem.put(snapshot_path(lake, name), listing)
    put_marker(lake, name, version)


def put_marker(lake: str, name: str, version: int) -> None:
    """Name a snapshot the newest of a lake of some schema version."""
    marker = {"made_by": "dyadwire", "schema_version": version, "snapshot": name}
    if whole_marker(lake) != marker:
        filesystem.put(f"{lake}/{LAKE_FILE}", (json.dumps(marker, sort_keys=True) + "\n").encode())


def _put_copies(lake: str, manifests: list[Manifest]) -> None:
    there = {path.rsplit("/", 1)[1] for path in filesystem.glob(f"{lake}/{COPIES}/*.json")}
    for manifest in manifests:
        content = manifest.to_json()
        path = copy_path(lake, manifest.batch, checksum_of(content))
        if path.rsplit("/", 1)[1] not in there:
            filesystem.put(path, content)


def committed_listing(lake: str) -> bytes:
    """Return the content of the snapshot of a lake as its manifests stand."""
    return listing_of(read_manifests(lake), settled_manifests(lake))
