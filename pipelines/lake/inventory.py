"""Check every file in a lake: which kind it is, and whether a lake should have it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterator

from dyadwire.pipelines.collect.seal import is_whole
from dyadwire.pipelines.collect.spool import pass_of
from dyadwire.pipelines.lake.data_files import STAGE, Unfinished, under_way
from dyadwire.pipelines.lake.ingested_segments import problem_of_record
from dyadwire.pipelines.lake.marker import whole_marker
from dyadwire.pipelines.lake.snapshots import COPIES, read_snapshot
from dyadwire.schemas.manifest import FOLDER, LAKE_FILE, SNAPSHOTS, STREAM_FILE, TAKEN, snapshot_path
from dyadwire.schemas.tables import TABLES
from dyadwire.transforms.storage import filesystem
from dyadwire.transforms.storage.lease import read_lease
from dyadwire.transforms.text.formats.markup import drop_controls

_SIGN = re.compile(rb"\w[\w-]{0,63}")
# Half-written files that a kill left.
_HALF = re.compile(r"(?:.*/)?\.[^/]*\.tmp")
_OWN_DATA = re.compile(rf"(?:{'|'.join(TABLES)})/[a-z]+_month=[^/]+/part-[^/]*\.parquet")
# What collectors and watches keep for themselves: no reader of a lake and no run reads it.
_PRIVATE = re.compile(
    r"_lock|(?:.*/)?\.(?:DS_Store|nfs\w+)|_spool/\.(?:lock|collector\.sqlite.*|.*\.tmp)|_watch/(?:health\.json|metrics\.prom)"
)

# Rewritings leave empty ones, those of months that no news can have too. A folder with files is told by those.
_FOLDERS = re.compile(
    rf"(?:{'|'.join(TABLES)})(?:/[a-z]+_month=(?:\d{{1,4}}-\d\d|unknown))?|{FOLDER}|{COPIES}|{SNAPSHOTS}|{TAKEN}"
    rf"|{STAGE}(?:/[^/]+)?|_spool|_watch"
)
_LINK = "a link, which takedowns and readers do not follow: remove it, and put what it points at in its place"


def problems_of_files(lake: str, known: Collection[str], *, swept: bool = True) -> Iterator[str]:
    """Yield a line for each file or folder that a lake should not have, or that is not what its name says.

    `known` are the data files, relative to the lake, that were looked at already. `swept`: the next run removes what no
    manifest lists, which it does not where one is damaged.
    """
    swept_by = "the next run removes it" if swept else "kept until the damaged one is back, or its input was run again"
    kinds: dict[str, Callable[[str], str | None]] = {
        rf"{FOLDER}/[^/]+\.json|{COPIES}/[^/]+\.json|{LAKE_FILE}": lambda _: None,  # looked at with their batches
        rf"{SNAPSHOTS}/[^/]+\.json": lambda path: _problem_of_snapshot(lake, path),
        rf"{TAKEN}/[^/]+\.json": problem_of_record,
        r"_lock-\d{8}\.json": _problem_of_lease,
        STREAM_FILE: _problem_of_sign,
        r"_spool/[^/.][^/]*\.warc\.gz": _problem_of_segment,
        _PRIVATE.pattern: lambda _: None,
        rf"{STAGE}/.*": lambda _: Unfinished("left by a rewriting that was cut short: the next run removes it"),
        _HALF.pattern: lambda _: Unfinished("left half-written: the next run removes it"),
        _OWN_DATA.pattern: lambda path: None if under_way(path) else Unfinished(f"no manifest lists it: {swept_by}"),
        r".*\.parquet": lambda _: "foreign, no manifest lists it: a reader of all files reads it too, remove it",
        r".*": lambda _: "foreign: nothing of a lake has that name, remove it",
    }
    for name in filesystem.files(lake):
        look = next(look for pattern, look in kinds.items() if re.fullmatch(pattern, name, re.DOTALL))
        if filesystem.is_link(f"{lake}/{name}"):
            yield f"{_shown(name)}: {_LINK}"
        elif name not in known and (problem := look(f"{lake}/{name}")):
            yield type(problem)(f"{_shown(name)}: {problem}")
    for name in filesystem.folders(lake):
        if not _FOLDERS.fullmatch(name) and not os.listdir(f"{lake}/{name}"):  # else its files are foreign
            yield f"{_shown(name)}: a folder that no lake has: remove it"


def _shown(name: str) -> str:
    """Return a name in one line: whoever put it there named it."""
    return " ".join(drop_controls(name).splitlines())


def _problem_of_snapshot(lake: str, path: str) -> str | None:
    if read_snapshot(path):
        return None
    newest = path == snapshot_path(lake, str((whole_marker(lake) or {}).get("snapshot")))
    return f"not the snapshot that it was: the next run {'writes it anew' if newest else 'removes it'}"


def _problem_of_lease(path: str) -> str | None:
    try:
        read_lease(path)
    except (ValueError, KeyError, TypeError) as error:
        return f"damaged, so that no writer comes in: remove it once none runs ({error!r})"
    return None


def _problem_of_sign(path: str) -> str | None:
    whole = _SIGN.fullmatch(filesystem.read(path))
    return None if whole else "damaged, so that no stream commits: remove it, and start the stream again"


def _problem_of_segment(path: str) -> str | None:
    """Look at a segment; other archives that lie there are an input's own."""
    whole = pass_of(path) is None or is_whole(path, filesystem.read(path))
    return None if whole else "the content is not what was collected: put it back from a backup, or remove it"
