"""Prove a lake that others may be writing: a watch holds it for months, and a run may come at any moment.

What is read in between is neither the state before nor the one after. So what only one look tells is no problem of the
lake, and neither is what a living writer has made and not finished.
"""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime
from typing import NamedTuple

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.checked import Checked
from dyadwire.pipelines.lake.data_files import Unfinished
from dyadwire.pipelines.lake.lock import writer_of_file
from dyadwire.pipelines.lake.verify import verify
from dyadwire.schemas.manifest import LAKE_FILE, FileEntry
from dyadwire.transforms.storage import filesystem
from dyadwire.transforms.storage.errors import LakeReadError
from dyadwire.transforms.storage.lease import lease_numbers, lease_path, read_lease

_LOOKS = 4
_LEAST = 2  # looks that found all files, for a problem
_PAUSE = 2.0  # seconds: a small batch is committed and settled within them
# What may differ between two looks at one problem: how many rows or keys it has, and which are shown.
_COUNTS = re.compile(r"\d[\d,]* (?=rows|keys)|\([^()]*\)")


class Proof(NamedTuple):
    """What is wrong with a lake, a line each, who was writing it meanwhile (empty: nobody), and what was looked at."""

    problems: list[str]
    writer: str
    checked: Checked


class _AtWork(NamedTuple):
    """Who writes a lake, if anybody, and its marker, which each commit changes."""

    writer: str
    marker: bytes


def prove(lake: str) -> Proof:
    """Look at a lake as `verify` does, again where a writer was at it; only what each look tells is a problem.

    DyadwireError where there is no lake, or files went under all looks but one.
    """
    problems: dict[str, str] = {}
    writer, whole, checked = "", 0, Checked()
    for look in range(_LOOKS):
        time.sleep(_PAUSE if look else 0)
        before, found, after = _at_work(lake), _look(lake), _at_work(lake)
        writer = before.writer or after.writer or writer
        if found is None:
            continue
        told, checked = found
        if before == after and not before.writer:
            return Proof(told, "", checked)
        by_kind = {_COUNTS.sub("", line): line for line in told if not isinstance(line, Unfinished)}
        problems = {key: line for key, line in by_kind.items() if key in problems} if whole else by_kind
        whole += 1
        if not problems:
            return Proof([], writer, checked)
    if whole < _LEAST:
        raise DyadwireError(f"the lake at {lake} lost files while they were read: verify it when nobody writes it")
    return Proof([*problems.values()], writer, checked)


def _look(lake: str) -> tuple[list[str], Checked] | None:
    files: list[FileEntry] = []
    try:
        return [*verify(lake, files)], Checked.of(files)
    except (LakeReadError, FileNotFoundError):
        return None


def _at_work(lake: str) -> _AtWork:
    try:
        marker = filesystem.read(f"{lake}/{LAKE_FILE}")
    except OSError:
        marker = b""
    return _AtWork(writer_of(lake), marker)


def writer_of(lake: str) -> str:
    """Return who writes a lake, as other writers are told it; empty where nobody does."""
    if filesystem.is_local(lake):
        return writer_of_file(lake)
    try:
        held = [read_lease(lease_path(lake, number)) for number in lease_numbers(lake)[-1:]]
    except (ValueError, KeyError, TypeError):  # damaged, which `verify` tells
        return ""
    return "".join(each.holder for each in held if each.until > datetime.now(UTC))
