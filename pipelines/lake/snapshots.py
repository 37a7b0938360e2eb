"""Snapshots, the writer's side: publish the files of a settled state, and tell which files readers may still need."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from pipelines.lake.pins import is_held, read_marker
from pipelines.lake.settled import is_settled, settled_batches, settled_manifests
from schemas.manifest import LAKE_FILE, SNAPSHOTS, Manifest, snapshot_path
from schemas.tables import SCHEMA_VERSION, TABLES, UNKNOWN_MONTH
from transforms import storage
from transforms.committed import batches_of, checksum_of, read_manifests

# Object stores have no locks: what a snapshot lists stays for this long after the next one was published, which is
# longer than questions take.
GRACE = timedelta(hours=1)


def publish(lake: str, *, while_written: bool = False) -> bool:
    """Make the committed and settled files of a lake what readers see, in one step; False where a month is unsettled.

    The same state has the same snapshot. With `while_written` batches that came since settling began wait for the next
    time: a stream that commits without pause would else never be seen.
    """
    manifests, settled = read_manifests(lake), settled_manifests(lake)
    # Sets: a watch makes hundreds of batches a day, and each is looked up among all.
    months = {month: frozenset(batches) for month, batches in settled_batches(settled).items()}
    waiting = [each for each in manifests if not all(is_settled(batch, months) for batch in batches_of([each]))]
    if waiting and (not while_written or any(each.absorbed for each in waiting)):
        return False
    put_snapshot(lake, _listing([*(each for each in manifests if each not in waiting), *settled]))
    return True


def put_snapshot(lake: str, listing: bytes) -> None:
    """Write a snapshot, then name it the newest."""
    name = checksum_of(listing)[:16]
    if not storage.exists(snapshot_path(lake, name)):
        storage.put(snapshot_path(lake, name), listing)
    marker = {"made_by": "dyadwire", "schema_version": SCHEMA_VERSION, "snapshot": name}
    if read_marker(lake) != marker:
        storage.put(f"{lake}/{LAKE_FILE}", (json.dumps(marker, sort_keys=True) + "\n").encode())


def committed_listing(lake: str) -> bytes:
    """Return the content of the snapshot of a lake as its manifests stand: paths by table, the empty file first."""
    return _listing([*read_manifests(lake), *settled_manifests(lake)])


def _listing(manifests: list[Manifest]) -> bytes:
    files = {name: [empty_path(name)] for name in TABLES}
    for manifest in manifests:
        for file in manifest.files:
            files[file.table].append(file.path)
    listed = {name: [paths[0], *sorted(paths[1:])] for name, paths in files.items()}
    return (json.dumps({"files": listed}, sort_keys=True, indent=1) + "\n").encode()


def empty_path(table: str) -> str:
    """Return the path of a table's file without rows, which keeps the table there when nothing else does."""
    return f"{TABLES[table].folder(UNKNOWN_MONTH)}/part-empty.parquet"


def release(lake: str) -> None:
    """Remove the files of retired snapshots that no manifest lists any more and no reader needs.

    Nothing else goes, so that it may be done while a stream has files written and their manifest not yet.
    """
    needed, released = retire(lake)
    needed |= {file.path for each in [*read_manifests(lake), *settled_manifests(lake)] for file in each.files}
    for path in sorted(released - needed):
        storage.remove(f"{lake}/{path}")


def retire(lake: str, *, even_read: bool = False) -> tuple[set[str], set[str]]:
    """Remove the snapshots that no reader needs; the files of those that stay, and of those that went.

    With `even_read` only the newest stays: for takedowns, where a reader in the middle of a question has to ask again.
    """
    newest = (read_marker(lake) or {}).get("snapshot")
    if newest is None:
        return set(), set()
    # By name: a store may spell an address in another way than the user.
    paths = {path.rsplit("/", 1)[1]: path for path in storage.glob(f"{lake}/{SNAPSHOTS}/*.json")}
    kept = {f"{newest}.json"} | (set() if even_read else _held(lake, paths))
    released = {file for name in paths.keys() - kept for file in files_of(paths[name])}
    for name in paths.keys() - kept:
        storage.remove(paths[name])
    return {file for name in paths.keys() & kept for file in files_of(paths[name])}, released


def files_of(path: str) -> set[str]:
    """Return the paths that a snapshot lists, relative to the lake."""
    return {file for files in json.loads(storage.read(path))["files"].values() for file in files}


def _held(lake: str, paths: dict[str, str]) -> set[str]:
    """Return the snapshots that a reader may be asking: those locked, or in a store those replaced not long ago."""
    if storage.is_local(lake):
        return {name for name, path in paths.items() if is_held(path)}
    written = sorted((storage.modified(path), name) for name, path in paths.items())
    replaced = [at for at, _ in written[1:]] + [storage.modified(f"{lake}/{LAKE_FILE}")]
    now = datetime.now(UTC)
    return {name for (_, name), at in zip(written, replaced, strict=True) if now - at < GRACE}
