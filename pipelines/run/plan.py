"""Plan a run: find the files of its inputs, and gather their slices into batches that are named by their content."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Container, Iterable
from hashlib import blake2b
from typing import NamedTuple, NoReturn

from dyadwire.pipelines.collect.spool import pass_of
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.run.cut import HashedSlice, cut, opening_slice
from dyadwire.pipelines.run.date_orders import day_first_in
from dyadwire.pipelines.run.input_kinds import kind_of
from dyadwire.schemas.manifest import LAKE_FILE
from dyadwire.transforms.storage.filesystem import is_local, open_system, reaching
from dyadwire.transforms.storage.local_files import refusal_of
from dyadwire.transforms.text.formats.documents import Slice
from dyadwire.transforms.text.formats.readings import PLAIN, Reading

# What a kill can cost: some 1,500 compressed pages or 7,000 texts, minutes of work. A bounded run holds what it writes
# in memory, compressed, some three times over, and sorts one table at a time: this bounds it as well.
ARCHIVE_BYTES = 32_000_000
BATCH_BYTES = 24_000_000
# A pass of the collector stays together up to some 100,000 articles: its feeds tell of its pages.
PASS_BYTES = 400_000_000
# One bucket is one file a table and month, and is merged in memory at once.
BUCKET_BYTES = 100_000_000
_WILD = re.compile(r"[*?[]")


class Batch(NamedTuple):
    """A bounded piece of work, named by the hash of its content."""

    name: str
    slices: tuple[Slice, ...]
    bytes: int

    @property
    def dates(self) -> dict[str, str]:
        """Return what a manifest tells of the order of day and month that its files' own dates tell."""
        told = any(part.day_first is not None for part in self.slices)
        return {"day_first": "as each file tells"} if told else {}

    @property
    def buckets(self) -> int:
        """Return how many files each table and month is split into."""
        return 1 + self.bytes // BUCKET_BYTES


def plan_batches(inputs: Iterable[str], *, passed_over: Container[str] = (), reading: Reading = PLAIN) -> list[Batch]:
    """Turn files, folders and globs into batches; DyadwireError for an input that is missing or empty.

    Files whose name is in `passed_over` are not opened; where none is left, there is no batch.

    The same bytes give the same batches, whatever the files are called and in whatever order they are named: but
    passes of a spool go by the time in their names. A large file makes batches of its own, and passes are taken in
    order, so that what was done stays done when more is added. The first batch of a large table is small; that of one
    comes before all else, so that there are rows to ask soon.
    """
    pooled: list[HashedSlice] = []
    large: list[tuple[int, list[HashedSlice]]] = []
    passes: dict[str, list[HashedSlice]] = {}
    files = [(path, name) for path, name in find_files(inputs) if path.rsplit("/", 1)[-1] not in passed_over]
    for path, name in files:
        parts = _dated(cut(path, name), day_first_in(path, name, reading))
        most = ARCHIVE_BYTES if kind_of(path) == "warc" else BATCH_BYTES
        if collected := pass_of(path):
            passes.setdefault(collected, []).extend(parts)
        elif any(part.opens for part in parts) or sum(part.size for part in parts) > most:
            large.append((most, parts))
        else:
            pooled += parts
    large.sort(key=lambda each: _by_content(each[1][0]))
    opening = next((part for _, parts in large for part in parts if part.opens), None)
    planned = [[opening]] if opening else []
    planned += _pack([group for _, parts in sorted(passes.items()) for group in _undivided(parts)], ARCHIVE_BYTES)
    planned += _pack([[part] for part in sorted(pooled, key=_by_content)], BATCH_BYTES)
    for most, parts in large:
        planned += [[part] for part in parts if part.opens and part is not opening]
        planned += _pack([[part] for part in parts if not part.opens], most)
    return [_batch(parts) for parts in planned]


def plan_opening(inputs: Iterable[str], reading: Reading = PLAIN) -> list[Batch]:
    """Return the batch with which the plan of these inputs begins where it opens a large table.

    No more is read than that, but for the hash of Parquet files, and for dates that others in the file explain.
    """
    opening = [part for path, name in find_files(inputs) if not pass_of(path) and (part := opening_slice(path, name))]
    if not opening:
        return []
    first = min(opening, key=_by_content)
    return [_batch(_dated([first], day_first_in(first.slice.path, first.slice.name, reading)))]


def _dated(parts: Iterable[HashedSlice], day_first: bool | None) -> list[HashedSlice]:
    """Return the slices of a file, each with the order of day and month that its dates tell."""
    return [part._replace(slice=part.slice._replace(day_first=day_first)) for part in parts]


def _by_content(part: HashedSlice) -> tuple[str, str, str]:
    return part.digest, part.slice.name, part.slice.path


def _undivided(parts: list[HashedSlice]) -> list[list[HashedSlice]]:
    """Return the slices of one pass as one group, or as several where one batch cannot hold it."""
    return _pack([[part] for part in sorted(parts, key=_by_content)], PASS_BYTES)


def _pack(groups: Iterable[list[HashedSlice]], most: int) -> list[list[HashedSlice]]:
    """Fill batches of up to `most` bytes with groups in their order; a larger group is a batch of its own."""
    batches: list[list[HashedSlice]] = []
    room = 0
    for group in groups:
        size = sum(part.size for part in group)
        if not batches or size > room:
            batches.append([])
            room = most
        batches[-1] += group
        room -= size
    return batches


def _batch(parts: list[HashedSlice]) -> Batch:
    name = blake2b(digest_size=8)
    for part in parts:
        name.update(part.digest.encode())
    return Batch(name.hexdigest(), tuple(part.slice for part in parts), sum(part.size for part in parts))


def as_one(batches: list[Batch]) -> Batch | None:
    """Return several batches as one; None where there is none. For runners whose workers share what one holds."""
    if len(batches) < 2:
        return batches[0] if batches else None
    name = blake2b("".join(batch.name for batch in batches).encode(), digest_size=8).hexdigest()
    return Batch(name, tuple(part for batch in batches for part in batch.slices), sum(each.bytes for each in batches))


def find_files(inputs: Iterable[str]) -> list[tuple[str, str]]:
    """Return (path, name) of every file that the inputs name; hidden files and lakes in folders are passed over."""
    found = [pair for given in inputs for pair in (_local(given) if is_local(given) else _remote(given))]
    return sorted(dict.fromkeys(found))


def _local(given: str) -> list[tuple[str, str]]:
    if os.path.isdir(given):
        paths = [os.path.join(folder, file) for folder, _, files in os.walk(given, onerror=_refuse) for file in files]
        names = {path: os.path.relpath(path, given) for path in _outside_lakes(paths, given)}
        found = [(path, name) for path, name in names.items() if "/." not in "/" + name]
    elif os.path.exists(given):
        found = [(given, os.path.basename(given))]
    else:
        matches = glob.glob(given, recursive=True)
        found = [(path, os.path.basename(path)) for path in matches if os.path.isfile(path)]
    if not found:
        fixed = next((given[: wild.start()].rpartition("/")[0] or "." for wild in _WILD.finditer(given)), given)
        if refused := refusal_of(fixed):
            _refuse(refused)
        raise DyadwireError(f"no such file, or nothing in it to read: {given or repr(given)}")
    return found


def _outside_lakes(paths: list[str], given: str) -> list[str]:
    """Return the files that are of no lake, as one may lie among them; DyadwireError where none is left."""
    lakes = tuple(path.removesuffix(LAKE_FILE) for path in paths if path.rsplit("/", 1)[-1] == LAKE_FILE)
    outside = [path for path in paths if not path.startswith(lakes)]
    if lakes and not outside:
        raise DyadwireError(f"{given} is a lake, or holds nothing else: its articles are no input")
    return outside


def _refuse(error: OSError) -> NoReturn:
    """Refuse what may not be reached or listed: what lies in it must not pass for nothing."""
    raise DyadwireError(f"cannot read {error.filename}: {error.strerror}") from error


def _remote(given: str) -> list[tuple[str, str]]:
    try:
        with reaching(given):
            system, name = open_system(given)
            folder = not any(sign in name for sign in "*?[") and system.isdir(name)
            paths = [path for path in (system.find(name) if folder else system.glob(name)) if "/." not in path]
            paths = _outside_lakes(paths, given) if folder else paths
    except OSError as error:
        raise DyadwireError(f"cannot read {given}: {error}") from error
    if not paths:
        raise DyadwireError(f"no such object: {given}")
    return [(str(system.unstrip_protocol(path)), path.rsplit("/", 1)[-1]) for path in paths]
