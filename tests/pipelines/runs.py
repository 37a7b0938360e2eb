"""What tests of whole runs share: small inputs, the command, and a fingerprint of a lake."""

import io
import json
import multiprocessing
import subprocess
import sys
from collections.abc import Callable, Iterable
from contextlib import redirect_stderr, redirect_stdout
from hashlib import sha256
from pathlib import Path
from typing import Any

from dyadwire.pipelines.ask.query import connect, rows
from dyadwire.pipelines.cli import main

ROOT = Path(__file__).parents[2]


def dyadwire(*arguments: str | Path, **how: Any) -> subprocess.CompletedProcess[str]:
    """Run the command to its end, as a user does: where it matters what a process imports, prints or is given."""
    command = [sys.executable, "-m", "dyadwire.pipelines.cli", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False, **how)


def here(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command in this process, which spares the second or three that starting one costs."""
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        code = main([*map(str, arguments)])
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())


def forked(work: Callable[..., Any], *arguments: Any) -> multiprocessing.process.BaseProcess:
    """Start a process that is at its work at once: what starting costs was done before it was forked."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.pipelines.ahead"])  # heeded before the first fork of a session alone
    process = context.Process(target=work, args=arguments)
    process.start()
    return process


def found_in(lake: str | Path, question: str, **values: Any) -> list[tuple[Any, ...]]:
    """Ask a lake as commands do; the rows. To make all views and macros for that would take longer than the answer."""
    with connect(lake) as connection:
        return rows(connection, question, **values)[1]


def write_lines(path: Path, records: Iterable[dict[str, Any]]) -> Path:
    """Write records as JSON Lines."""
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path


def article(number: int, **fields: Any) -> dict[str, Any]:
    """Return an invented article about China and Russia, different for each number."""
    return {
        "url": f"https://www.outlet.example/{number}",
        "title": f"China and Russia sign agreement number {number}",
        "text": f"China and Russia signed agreement number {number} on Monday. Trade between China and Russia rose "
        f"{number % 90 + 1} percent to ${number + 100} billion, officials of both countries said.",
        "published_at": f"2026-10-{number % 28 + 1:02d}T08:00:00Z",
    } | fields


def tree(lake: Path) -> dict[str, str]:
    """Return path → hash of every file of a lake."""
    files = sorted(path for path in lake.rglob("*") if path.is_file())
    return {str(path.relative_to(lake)): sha256(path.read_bytes()).hexdigest() for path in files}
