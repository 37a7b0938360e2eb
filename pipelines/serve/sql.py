"""A visitor's SELECT: `dyadwire sql` itself, in a process of its own, so that its limits are the very same.

They hold a whole process to its memory, and end it where DuckDB can't be stopped: neither may befall the server.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any, NamedTuple

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.serve.served_lake import BusyError

LONGEST = 20_000  # characters of a statement
MOST_ROWS, _MOST_BYTES = 1_000, 8 * 2**20  # that a page shows
MOST_IN_FILE = 256 * 2**20  # bytes of a download
_AT_ONCE = threading.BoundedSemaphore(2)
_HELD = threading.BoundedSemaphore(16)  # downloads under way: 4 GB of disk at most, whoever reads them slowly
_WAIT_SECONDS, _CHUNK = 10.0, 2**16
_RUNNING: set[subprocess.Popen[bytes]] = set()


class SqlLimits(NamedTuple):
    """What a statement may take, as the options of `dyadwire sql` are written."""

    timeout: str = "30s"
    memory: str = "2GB"

    def __str__(self) -> str:
        return f"{self.timeout} and {self.memory} of memory"


def first_rows(lake: str, statement: str, limits: SqlLimits) -> tuple[list[dict[str, Any]], bool]:
    """Return the first rows of an answer, and if there are more; DyadwireError where it has none, in one line."""
    with _asking(lake, statement, limits, "--json") as process:
        assert process.stdout
        written = process.stdout.read(_MOST_BYTES)
        if len(written) < _MOST_BYTES:
            _refuse_failed(process)
    rows = list(_objects(written.decode("utf-8", "ignore")))
    return rows[:MOST_ROWS], len(rows) > MOST_ROWS or len(written) == _MOST_BYTES


def csv_file(lake: str, statement: str, limits: SqlLimits) -> IO[bytes]:
    """Return the whole answer as CSV in a file that is gone when it is closed; DyadwireError where there is none.

    It is whole before anything is sent: a client that does not read then holds a file, and no other statement up.
    """
    file, held = tempfile.TemporaryFile(), _HELD  # noqa: SIM115 — whoever sends it closes it
    if not held.acquire(blocking=False):
        file.close()
        raise BusyError("other downloads are being sent: try again")
    weakref.finalize(file, held.release)
    try:
        with _asking(lake, statement, limits, "--csv") as process:
            assert process.stdout
            while chunk := process.stdout.read(_CHUNK):
                file.write(chunk)
                if file.tell() > MOST_IN_FILE:
                    raise DyadwireError(f"the answer has more than {MOST_IN_FILE // 2**20} MB: ask for less of it")
            _refuse_failed(process)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


@contextmanager
def _asking(lake: str, statement: str, limits: SqlLimits, form: str) -> Iterator[subprocess.Popen[bytes]]:
    if len(statement) > LONGEST:
        raise DyadwireError(f"a statement has at most {LONGEST:,} characters here")
    if not _AT_ONCE.acquire(timeout=_WAIT_SECONDS):
        raise BusyError("other statements are being answered: try again")
    # -P: Python would import from the folder that the server was started in before its own.
    command = [sys.executable, "-P", "-m", "dyadwire.pipelines.cli", "sql", "-", "--lake", lake, form]
    command += ["--timeout", limits.timeout, "--memory", limits.memory]
    try:
        pipe = subprocess.PIPE
        with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as process:  # noqa: S603 — our own
            _RUNNING.add(process)
            try:
                assert process.stdin
                # Where it ended before it had read all, it tells why.
                with suppress(BrokenPipeError), process.stdin:
                    process.stdin.write(statement.encode("utf-8", "replace"))
                yield process
            finally:
                _RUNNING.discard(process)
                process.kill()
    finally:
        _AT_ONCE.release()


def end_statements() -> None:
    """End the statements that are being answered: each would go on for its time after the server."""
    for process in tuple(_RUNNING):
        process.kill()


def _refuse_failed(process: subprocess.Popen[bytes]) -> None:
    assert process.stderr
    output = process.stderr.read().decode("utf-8", "replace").strip()
    if process.wait():
        line = output.rpartition("\n")[2]
        raise DyadwireError(line.removeprefix("dyadwire: ") or "the statement could not be answered")


def _objects(text: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON array, of which the end may be missing."""
    decoder, at = json.JSONDecoder(), text.find("{")
    while at >= 0:
        try:
            found, at = decoder.raw_decode(text, at)
        except ValueError:
            return
        yield found
        at = text.find("{", at)
