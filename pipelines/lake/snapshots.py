"""Publish snapshots of settled states, and find the files that readers may still need.

A snapshot is named by its content. It lists the files that readers ask, by table, and the manifests of their batches,
each with its checksum and a copy beside it. So the loss of anything that readers have seen is noticed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.lock import refuse_lost_lock
from dyadwire.pipelines.lake.marker import whole_marker
from dyadwire.pipelines.lake.settled_manifests import is_settled, settled_batches, settled_manifests
from dyadwire.pipelines.lake.snapshot_locks import is_locked
from dyadwire.schemas.manifest import LAKE_FILE, SNAPSHOTS, Manifest, manifest_path, parse_json, snapshot_path
from dyadwire.schemas.tables import SCHEMA_VERSION, TABLES, UNKNOWN_MONTH
from dyadwire.transforms.storage import filesystem
from dyadwire.transforms.storage.committed import STREAM, batches_of, checksum_of, read_manifests

# Object stores have no locks: what a snapshot lists stays for this long after the next one was published, which is
# longer than questions take.
GRACE = timedelta(hours=1)
FILE = re.compile(r"[a-z_]+/[a-z]+_month=[^/]+/part-[^/]+\.parquet")
_NAMED = re.compile(r"((?:compact-)?[0-9a-f]{16})-")  # how the files of batches and rewritings begin, after part-
_BATCH = re.compile(r"[\w-]+")
COPIES = f"{SNAPSHOTS}/manifests"  # the manifests of batches as they were published


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


def copy_path(lake: str, batch: str, mark: str) -> str:
    """Return the path of the copy of a batch's manifest; its name holds the checksum of its content."""
    return f"{lake}/{COPIES}/{batch}-{mark[:16]}.json"


def committed_listing(lake: str) -> bytes:
    """Return the content of the snapshot of a lake as its manifests stand."""
    return listing_of(read_manifests(lake), settled_manifests(lake))


def listing_of(manifests: list[Manifest], settled: list[Manifest]) -> bytes:
    """Return the content of the snapshot of some manifests: paths by table, the empty file first."""
    files = {name: [empty_path(name)] for name in TABLES}
    for manifest in [*manifests, *settled]:
        for file in manifest.files:
            files[file.table].append(file.path)
    listed = {name: [paths[0], *sorted(paths[1:])] for name, paths in files.items()}
    marks = {manifest.batch: checksum_of(manifest.to_json()) for manifest in manifests}
    return (json.dumps({"files": listed, "manifests": marks}, sort_keys=True, indent=1) + "\n").encode()


def empty_path(table: str) -> str:
    """Return the path of a table's file without rows, which keeps the table there when nothing else does."""
    return f"{TABLES[table].folder(UNKNOWN_MONTH)}/part-empty.parquet"


def release(lake: str) -> None:
    """Remove the files of retired snapshots that no manifest lists any more and no reader needs.

    Nothing else goes, so that it may be done while a stream has files written and their manifest not yet.
    """
    refuse_lost_lock(lake)
    needed, released = retire(lake)
    needed |= {file.path for each in [*read_manifests(lake), *settled_manifests(lake)] for file in each.files}
    for path in sorted(released - needed):
        filesystem.remove(f"{lake}/{path}")


def retire(lake: str, *, even_read: bool = False) -> tuple[set[str], set[str]]:
    """Remove the snapshots that no reader needs; the files of those that stay, and of those that went.

    With `even_read` only the newest stays: for takedowns, where a reader in the middle of a question has to ask again.
    """
    newest = (whole_marker(lake) or {}).get("snapshot")
    if newest is None:
        return set(), set()
    # By name: a store may spell an address in another way than the user.
    paths = {path.rsplit("/", 1)[1]: path for path in filesystem.glob(f"{lake}/{SNAPSHOTS}/*.json")}
    whole = newest_whole(lake)  # another one only where the newest is damaged: it tells then what is lost
    kept = {f"{newest}.json", str(whole).rsplit("/", 1)[-1]} | (set() if even_read else _held(lake, paths))
    released = {file for name in paths.keys() - kept for file in files_of(paths[name])}
    for name in paths.keys() - kept:
        filesystem.remove(paths[name])
    return {file for name in paths.keys() & kept for file in files_of(paths[name])}, released


def read_snapshot(path: str) -> dict[str, Any] | None:
    """Return what a snapshot says: its files by table, and its manifests' checksums by batch; None where it is damaged.

    It is damaged where it is not there, not what its name says, or lists what is no file of a lake: what it lists may
    be removed. Those of earlier versions list no manifests.
    """
    try:
        content = filesystem.read(path)
    except FileNotFoundError:
        return None
    if not path.endswith(f"/{checksum_of(content)[:16]}.json"):
        return None
    try:
        found: dict[str, Any] = parse_json(content)
        files = [file for listed in found["files"].values() for file in listed]
        whole = all(map(FILE.fullmatch, files)) and all(map(_BATCH.fullmatch, dict(found.get("manifests", {}))))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return found if whole else None


def newest_snapshot(lake: str) -> dict[str, Any] | None:
    """Return the snapshot that readers ask, or the newest that is whole where that one is not; None without any."""
    return _newest(lake)[1]


def newest_whole(lake: str) -> str | None:
    """Return the path of the snapshot that `_lake.json` names, or without it that of the newest that is whole."""
    return _newest(lake)[0]


def _newest(lake: str) -> tuple[str | None, dict[str, Any] | None]:
    named = named_snapshot(lake)
    if named and (snapshot := read_snapshot(named)):
        return named, snapshot
    found = {path: read_snapshot(path) for path in filesystem.glob(f"{lake}/{SNAPSHOTS}/*.json")}
    whole = (path for path, snapshot in found.items() if snapshot)
    path = max(whole, key=lambda path: (filesystem.modified(path), path), default=None)
    return path, found[path] if path else None


def named_snapshot(lake: str) -> str | None:
    """Return the path of the snapshot that readers ask, be it there or not; None where `_lake.json` is gone."""
    marker = whole_marker(lake)
    return None if marker is None else snapshot_path(lake, str(marker.get("snapshot")))


def files_of(path: str) -> set[str]:
    """Return the paths that a snapshot lists, relative to the lake; none where it is damaged."""
    return {file for files in (read_snapshot(path) or {"files": {}})["files"].values() for file in files}


def refuse_lost_batches(lake: str, manifests: list[Manifest]) -> None:
    """Raise DyadwireError where a batch that readers see has lost its manifest."""
    for path, told in lost_batches(lake, manifests).items():
        raise DyadwireError(f"{path}: {told}")


def lost_batches(lake: str, manifests: list[Manifest]) -> dict[str, str]:
    """Return the manifests that are gone of batches that readers see and no rewriting absorbed, with what to do."""
    witness, found = _newest(lake)
    snapshot = found or {"files": {}}
    known = {name for each in manifests for name in (each.batch, *(batch.batch for batch in each.absorbed))}
    named = snapshot.get("manifests", {})
    copies = {name: published_manifest(lake, name, named[name]) for name in sorted(named) if name not in known}
    lost = [name for name, copy in copies.items() if copy is None or not is_beyond(manifests, copy)]
    if not named and not any(each.absorbed for each in manifests):  # an earlier version told no batches
        listed = {file.path for each in manifests for file in each.files}
        seen = {path for files in snapshot["files"].values() for path in files}
        lost = sorted({name for path in seen - listed if (name := _stray(path, known))})
    mend = f"put it back from a backup, or run the batch's input again; to go on without its rows, remove {witness}"
    told = f"gone, though readers see the batch, whose files are kept: {mend}"
    return {manifest_path(lake, name): told for name in lost}


def published_manifest(lake: str, batch: str, mark: str) -> Manifest | None:
    """Return the manifest of a batch as it was published, by its checksum; None where its copy is gone or damaged."""
    try:
        content = filesystem.read(copy_path(lake, batch, mark))
    except FileNotFoundError:
        return None
    return Manifest.from_json(content) if checksum_of(content) == mark else None


def is_beyond(manifests: Iterable[Manifest], rewriting: Manifest) -> bool:
    """Tell whether one of some manifests is a rewriting that absorbed all that another one had."""
    absorbed = {batch.batch for batch in rewriting.absorbed}
    return bool(absorbed) and any(absorbed <= {batch.batch for batch in each.absorbed} for each in manifests)


def _stray(path: str, known: set[str]) -> str | None:
    """Return the batch that a file is named after, as far as its name tells, where that is not known."""
    name = path.rsplit("/", 1)[1].removeprefix("part-")
    begins = {batch.rpartition("-")[0] if batch.startswith(STREAM) else batch for batch in known}
    if name.startswith(("empty.", "settled-")) or any(name.startswith(f"{batch}-") for batch in begins):
        return None
    named = _NAMED.match(name)
    return named[1] if named else name.rsplit("-", 1)[0]


def _held(lake: str, paths: dict[str, str]) -> set[str]:
    """Return the snapshots that a reader may be asking: those locked, or in a store those replaced not long ago."""
    if filesystem.is_local(lake):
        return {name for name, path in paths.items() if is_locked(path)}
    written = sorted((filesystem.modified(path), name) for name, path in paths.items())
    replaced = [at for at, _ in written[1:]] + [filesystem.modified(f"{lake}/{LAKE_FILE}")]
    now = datetime.now(UTC)
    return {name for (_, name), at in zip(written, replaced, strict=True) if now - at < GRACE}
