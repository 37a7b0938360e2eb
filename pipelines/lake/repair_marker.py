"""What to do where a lake's marker, `_lake.json`, is gone or damaged: tell its version otherwise, and write it anew."""

from __future__ import annotations

from collections.abc import Iterable

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.data_files import has_rows
from dyadwire.pipelines.lake.marker import check_marker, damaged_marker_problem, whole_marker
from dyadwire.pipelines.lake.publish import put_marker, put_snapshot
from dyadwire.pipelines.lake.repair import read_each
from dyadwire.pipelines.lake.snapshots import listing_of, newest_whole
from dyadwire.schemas.manifest import FOLDER, LAKE_FILE, Manifest
from dyadwire.schemas.tables import SCHEMA_VERSION
from dyadwire.transforms.storage import filesystem
from dyadwire.transforms.storage.committed import SETTLED, superseded


def marker_problem(lake: str) -> str | None:
    """Return what to do about a `_lake.json` that is damaged or gone; None where it is whole, or there is no lake."""
    if whole_marker(lake) is not None:
        return None
    if problem := damaged_marker_problem(lake):
        return problem
    if not (filesystem.glob(f"{lake}/{FOLDER}/*.json") or has_rows(lake)):
        return None
    return f"{lake}/{LAKE_FILE} is gone: the next `dyadwire run` or `dyadwire migrate` writes it anew"


def version_of(lake: str) -> int | None:
    """Return the schema version of a lake, without its marker that of its oldest manifest; None where there is none.

    DyadwireError where a newer version wrote it, or nothing tells any more which files are its own.
    """
    marker = whole_marker(lake)
    if marker is None and marker_problem(lake) is None:
        return None
    if marker is None:
        manifests = read_each(lake)[0].values()
        refuse_unlisted(lake, manifests)
        versions = [each.schema_version for each in manifests] or [SCHEMA_VERSION]
        marker = {"schema_version": max(versions) if max(versions) > SCHEMA_VERSION else min(versions)}
    if marker["schema_version"] > SCHEMA_VERSION:
        check_marker(lake, marker)
    return int(marker["schema_version"])


def repair_marker(lake: str) -> None:
    """Write `_lake.json` anew where it is damaged or gone: for the one writer only, before it sweeps."""
    version = version_of(lake)
    if version is None or whole_marker(lake) is not None:
        return
    if whole := newest_whole(lake)[0]:  # it tells of batches whose manifests are gone as well
        put_marker(lake, whole.rsplit("/", 1)[1].removesuffix(".json"), version)
    else:
        found = read_each(lake)[0].values()  # what is damaged among them is kept until it is mended
        gone = superseded(found)
        batches = [each for each in found if each.batch not in gone and not each.batch.startswith(SETTLED)]
        put_snapshot(lake, listing_of(batches, [each for each in found if each.batch.startswith(SETTLED)]), version)


def refuse_unlisted(lake: str, manifests: Iterable[Manifest]) -> None:
    """Raise DyadwireError where nothing tells any more which files of a lake are its own."""
    if problem := unlisted_problem(lake, manifests):
        raise DyadwireError(problem)


def unlisted_problem(lake: str, manifests: Iterable[Manifest]) -> str | None:
    """Return what to do about files that are there without any manifest of a batch; None where all is well.

    A whole snapshot that lists no batch tells of a first run that was cut short: what that left may go.
    """
    if any(not each.batch.startswith(SETTLED) for each in manifests) or newest_whole(lake)[0] or not has_rows(lake):
        return None
    return (
        f"{lake}/{FOLDER}: no manifest of any batch is left, so all files are kept: put the folder back from a backup"
    )
