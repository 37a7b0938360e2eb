"""The snapshots of a lake: what one lists, which one readers ask, and where it lies.

A snapshot is named by its content. It lists the files that readers ask, by table, and the manifests of their batches,
each with its checksum and a copy beside it. So the loss of anything that readers have seen is noticed.
"""

from __future__ import annotations

import json
import re
from typing import Any

from dyadwire.pipelines.lake.marker import whole_marker
from dyadwire.schemas.manifest import SNAPSHOTS, Manifest, parse_json, snapshot_path
from dyadwire.schemas.tables import TABLES, UNKNOWN_MONTH
from dyadwire.transforms.storage import filesystem
from dyadwire.transforms.storage.committed import checksum_of

FILE = re.compile(r"[a-z_]+/[a-z]+_month=[^/]+/part-[^/]+\.parquet")
_BATCH = re.compile(r"[\w-]+")
COPIES = f"{SNAPSHOTS}/manifests"  # the manifests of batches as they were published


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


def files_of(path: str) -> set[str]:
    """Return the paths that a snapshot lists, relative to the lake; none where it is damaged."""
    return {file for files in (read_snapshot(path) or {"files": {}})["files"].values() for file in files}


def newest_whole(lake: str) -> tuple[str | None, dict[str, Any] | None]:
    """Return path and content of the snapshot that readers ask, or of the newest that is whole; None without any."""
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


def copy_path(lake: str, batch: str, mark: str) -> str:
    """Return the path of the copy of a batch's manifest; its name holds the checksum of its content."""
    return f"{lake}/{COPIES}/{batch}-{mark[:16]}.json"


def published_manifest(lake: str, batch: str, mark: str) -> Manifest | None:
    """Return the manifest of a batch as it was published, by its checksum; None where its copy is gone or damaged."""
    try:
        content = filesystem.read(copy_path(lake, batch, mark))
    except FileNotFoundError:
        return None
    return Manifest.from_json(content) if checksum_of(content) == mark else None
