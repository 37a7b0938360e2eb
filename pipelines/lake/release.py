"""Remove retired snapshots, and the files that no reader of one may still need."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from dyadwire.pipelines.lake.lock import refuse_lost_lock
from dyadwire.pipelines.lake.marker import whole_marker
from dyadwire.pipelines.lake.settled_manifests import settled_manifests
from dyadwire.pipelines.lake.snapshot_locks import is_locked
from dyadwire.pipelines.lake.snapshots import files_of, newest_whole
from dyadwire.schemas.manifest import LAKE_FILE, SNAPSHOTS
from dyadwire.transforms.storage import filesystem
from dyadwire.transforms.storage.committed import read_manifests

# Object stores have no locks: what a snapshot lists stays for this long after the next one was published, which is
# longer than questions take.
GRACE = timedelta(hours=1)


def release(lake: str, replaced: Iterable[str] = ()) -> None:
    """Remove the files of retired snapshots, and those `replaced`, that no manifest lists any more and no reader needs.

    Nothing else goes, so that it may be done while a stream has files written and their manifest not yet.
    """
    refuse_lost_lock(lake)
    needed, released = retire(lake)
    needed |= {file.path for each in [*read_manifests(lake), *settled_manifests(lake)] for file in each.files}
    for path in sorted(released.union(replaced) - needed):
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
    whole, _ = newest_whole(lake)  # another one only where the newest is damaged: it tells then what is lost
    kept = {f"{newest}.json", str(whole).rsplit("/", 1)[-1]} | (set() if even_read else _held(lake, paths))
    released = {file for name in paths.keys() - kept for file in files_of(paths[name])}
    for name in paths.keys() - kept:
        filesystem.remove(paths[name])
    return {file for name in paths.keys() & kept for file in files_of(paths[name])}, released


def _held(lake: str, paths: dict[str, str]) -> set[str]:
    """Return the snapshots that a reader may be asking: those locked, or in a store those replaced not long ago."""
    if filesystem.is_local(lake):
        return {name for name, path in paths.items() if is_locked(path)}
    written = sorted((filesystem.modified(path), name) for name, path in paths.items())
    replaced = [at for at, _ in written[1:]] + [filesystem.modified(f"{lake}/{LAKE_FILE}")]
    now = datetime.now(UTC)
    return {name for (_, name), at in zip(written, replaced, strict=True) if now - at < GRACE}
