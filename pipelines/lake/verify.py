"""Prove a lake: everything that its manifests promise is there, and every count equals a recount."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.changed_files import mend_of
from dyadwire.pipelines.lake.data_files import Unfinished
from dyadwire.pipelines.lake.inventory import problems_of_files
from dyadwire.pipelines.lake.lost_batches import lost_batches
from dyadwire.pipelines.lake.marker import check_marker, whole_marker
from dyadwire.pipelines.lake.opening import check_version
from dyadwire.pipelines.lake.publish import committed_listing
from dyadwire.pipelines.lake.repair import flaws, has_columns_of, read_each
from dyadwire.pipelines.lake.repair_dates import problems_of_dates
from dyadwire.pipelines.lake.repair_marker import marker_problem, unlisted_problem, version_of
from dyadwire.pipelines.lake.settled_manifests import unsettled_months
from dyadwire.pipelines.lake.snapshots import empty_path, files_of, read_snapshot
from dyadwire.pipelines.lake.verify_rows import problems_of_rows
from dyadwire.schemas.manifest import FOLDER, LAKE_FILE, SNAPSHOTS, FileEntry, Manifest, manifest_path, snapshot_path
from dyadwire.schemas.tables import SCHEMA_VERSION, TABLES
from dyadwire.transforms.storage import filesystem
from dyadwire.transforms.storage.block_list import FORGET
from dyadwire.transforms.storage.committed import STREAM, checksum_of, superseded
from dyadwire.transforms.storage.errors import LakeWriteError

_MEND = "put it back from a backup, or remove it and run its input again"


def verify(lake: str, looked_at: list[FileEntry] | None = None) -> Iterator[str]:
    """Yield one line for each problem of a lake, with what to do; nothing where it is sound.

    What the next run mends by itself is told as such, and all else is looked at as if it had. DyadwireError where there
    is no lake. The files that are looked at go into `looked_at`.
    """
    if problem := marker_problem(lake):
        yield problem
    else:
        check_version(lake)  # refuses what is no lake, too
    manifests, broken = read_each(lake)
    if problem := unlisted_problem(lake, manifests.values()):
        yield problem
        return
    check_marker(lake, {"schema_version": version_of(lake)})  # where it is damaged, as the manifests tell
    manifests, wrong, is_broken = _as_repaired(lake, manifests, broken)
    # A folder in a file's place is told with the other files: nothing is written there before it goes.
    yield from (f"{path}: {problem}" for path, problem in wrong.items() if not filesystem.is_folder(path))
    yield from _problems_of_manifests(lake, [*manifests.values()])
    gone = superseded(manifests.values())
    counting = [manifest for manifest in manifests.values() if manifest.batch not in gone]
    if looked_at is not None:
        looked_at += (file for manifest in counting for file in manifest.files)
    countable = not any(map(_is_manifest, wrong))  # what cannot be read cannot be counted
    yield from _problems_of_counting(lake, counting, swept=not is_broken, countable=countable)


def _problems_of_counting(lake: str, manifests: list[Manifest], *, swept: bool, countable: bool) -> Iterator[str]:
    """Yield the problems of the files that count, of files that no manifest lists, and of the numbers of rows."""
    damaged = {path: problem for manifest in manifests for path, problem in _problems_of_its_files(lake, manifest)}
    yield from (f"{path}: {problem}" for path, problem in damaged.items() if not filesystem.is_folder(f"{lake}/{path}"))
    yield from _unlisted(lake, manifests, swept=swept)
    yield from _problems_of_failures(lake, manifests)
    if countable and not damaged:
        yield from _problems_of_readable(lake, manifests)


def _as_repaired(
    lake: str, manifests: dict[str, Manifest], broken: dict[str, str]
) -> tuple[dict[str, Manifest], dict[str, str], bool]:
    """Return the manifests by path as the next run repairs them; the problems by path; whether some stay broken."""
    flawed = {flaw.path: flaw for flaw in flaws(lake)}
    repaired = {
        path: Manifest.from_json(flaw.content) for path, flaw in flawed.items() if flaw.content and _is_manifest(path)
    }
    left = {path: why for path, why in broken.items() if path not in flawed}
    wrong = {path: f"no manifest, so that no run goes on ({why}): {_MEND}" for path, why in left.items()}
    manifests = manifests | repaired
    wrong |= lost_batches(lake, [*manifests.values()]) | {path: flaw.problem for path, flaw in flawed.items()}
    return manifests, wrong, bool(left)


def _problems_of_readable(lake: str, manifests: list[Manifest]) -> Iterator[str]:
    """Yield the problems of snapshots, dates and rows, in a lake whose files can all be read."""
    yield from _problems_of_snapshots(lake)
    yield from problems_of_dates(lake)
    try:
        yield from problems_of_rows(lake, manifests)
    except LakeWriteError as error:  # a recount may wait in a temporary file
        raise DyadwireError(str(error)) from error


def _is_manifest(path: str) -> bool:
    """Tell whether a path is that of a manifest, not of its copy or another file."""
    return path.rsplit("/", 2)[1] == FOLDER


def _problems_of_manifests(lake: str, manifests: list[Manifest]) -> Iterator[str]:
    for manifest in manifests:
        path, version = manifest_path(lake, manifest.batch), manifest.schema_version
        if version > SCHEMA_VERSION:
            yield f"{path}: schema version {version} is newer than {SCHEMA_VERSION}: upgrade dyadwire"
    for manifest in _written_once(manifests):
        if not manifest.books.balance:
            yield f"{manifest_path(lake, manifest.batch)}: the books do not balance ({manifest.books}): {_MEND}"


def _written_once(manifests: Iterable[Manifest]) -> list[Manifest]:
    """Leave out windows of a stream that are several batches.

    What came late to one, or was written again after a failure, is a batch of its own, and may count again what was
    read again.
    """
    parts: dict[str, list[Manifest]] = defaultdict(list)
    for manifest in manifests:
        window = manifest.batch.rpartition("-")[0] if manifest.batch.startswith(STREAM) else manifest.batch
        parts[window].append(manifest)
    return [several[0] for several in parts.values() if len(several) == 1]


def _problems_of_failures(lake: str, manifests: Iterable[Manifest]) -> Iterator[str]:
    """Each failure in the books is a row."""
    for manifest in _written_once(manifests):
        least = most = manifest.books.failed
        if manifest.absorbed:  # a failure of several batches is one row in a rewritten lake, and may be forgotten
            forgotten = any(batch.batch.startswith(FORGET) for batch in manifest.absorbed)
            least = 0 if forgotten else max(batch.books.failed for batch in manifest.absorbed)
        rows = sum(file.rows for file in manifest.files if file.table == "failures")
        if not least <= rows <= most:
            problem = f"{rows:,} rows of failures, {most:,} in its books"
            yield f"{manifest_path(lake, manifest.batch)}: {problem}: {_MEND}"


def _problems_of_its_files(lake: str, manifest: Manifest) -> Iterator[tuple[str, str]]:
    for file in manifest.files:
        if problem := _problem_of_file(f"{lake}/{file.path}", file):
            yield file.path, f"{problem}: {mend_of(lake, manifest)}"


def _problem_of_file(path: str, file: FileEntry) -> str | None:
    try:
        content = filesystem.read(path)
    except FileNotFoundError:
        return "listed, but not there"
    if checksum_of(content) != file.checksum or len(content) != file.bytes:
        return f"the content is not what was written ({len(content):,} bytes, {file.bytes:,} listed)"
    try:
        parquet = pq.ParquetFile(pa.BufferReader(content))
    except (pa.ArrowException, OSError) as error:
        return f"no Parquet ({str(error).partition(chr(10))[0]})"
    if not has_columns_of(file.table, parquet.schema_arrow):
        return f"its columns are not those of {file.table}"
    rows = parquet.metadata.num_rows
    return f"{rows:,} rows, {file.rows:,} listed" if rows != file.rows else None


def _unlisted(lake: str, manifests: list[Manifest], *, swept: bool) -> Iterator[str]:
    listed = Counter(file.path for manifest in manifests for file in manifest.files)
    for path, count in sorted(listed.items()):
        if count > 1:
            yield f"{path}: listed {count} times: put the manifests back from a backup"
    snapshots = filesystem.glob(f"{lake}/{SNAPSHOTS}/*.json")
    kept = {file for path in snapshots for file in files_of(path)}  # for readers, until the next writer sweeps
    known = listed.keys() | kept | {empty_path(table) for table in TABLES}
    yield from problems_of_files(lake, known, swept=swept)


def _problems_of_snapshots(lake: str) -> Iterator[str]:
    """What readers see is what was committed last, once that is settled."""
    marker = whole_marker(lake)
    if marker is None:  # told already
        return
    path = snapshot_path(lake, str(marker.get("snapshot")))
    if not filesystem.exists(path):
        yield f"{path}: the snapshot that readers ask is not there: the next run writes it anew"
    elif not unsettled_months(lake) and (snapshot := read_snapshot(path)):
        wanted = json.loads(committed_listing(lake))
        # Those of earlier versions list no manifests.
        if {name: wanted[name] for name in snapshot if name in wanted} != snapshot or "files" not in snapshot:
            yield Unfinished(f"{path}: readers do not see what the manifests list: the next run publishes it")
    if marker.get("made_by") != "dyadwire":
        yield f"{lake}/{LAKE_FILE}: not what was written: the next run writes it anew"
