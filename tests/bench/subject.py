"""What is measured, each in a process of its own: it is given articles by line, and answers with what they took.

python -m tests.bench.subject MODULE:NAME    # NAME() gives the work; for benches that ask it

Processes keep what one subject remembers of words from the next, let peers have another Python, and tell the memory of
each. They wait for their turn, so that only one works at a time. This module is of the standard library alone, since
peers import it in their own environment.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from time import process_time
from types import TracebackType
from typing import Any

ROOT = Path(__file__).parents[2]
Records = list[dict[str, str]]
# Seconds of the processor by part, and whatever else is counted.
Answer = dict[str, float]
Work = Callable[[Records], Answer]
WHOLE = "seconds"


def spent() -> float:
    """Return the seconds that processors gave to this process and to the children that it waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + children.ru_utime + children.ru_stime


@contextmanager
def timed(answer: Answer, part: str = WHOLE) -> Iterator[None]:
    """Add what is spent within to a part of the answer."""
    began = spent()
    yield
    answer[part] = answer.get(part, 0.0) + spent() - began


def peak() -> float:
    """Return the most memory that this process had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class AbsentError(Exception):
    """A subject cannot be measured here: what it needs is not installed."""


class Subject:
    """The process of one subject. AbsentError where it cannot start for want of something."""

    def __init__(self, name: str, python: str = sys.executable, path: str = "") -> None:
        if not Path(python).exists():
            raise AbsentError(f"no {python}")
        folders = os.pathsep.join(filter(None, (path, str(ROOT))))
        one_core = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
        self._process = subprocess.Popen(
            [python, "-m", "tests.bench.subject", name],
            cwd=ROOT,
            env=os.environ | one_core | {"PYTHONPATH": folders},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        if absent := self._read().get("absent"):
            self.close()
            raise AbsentError(str(absent))

    def __enter__(self) -> Subject:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def ask(self, records: Records) -> Answer:
        """Let it work through articles; what that took, and its peak memory in MB as `peak`."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps(records) + "\n")
        self._process.stdin.flush()
        return self._read()

    def close(self) -> None:
        """End the process, which ends with its input."""
        self._process.communicate()

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"a subject of the bench died: {self._process.args}")
        found: dict[str, Any] = json.loads(line)
        return found


def main(name: str) -> None:
    """Serve one subject over standard input and output."""
    # Whatever a library prints must not be taken for an answer.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    module, _, function = name.partition(":")
    try:
        work: Work = getattr(import_module(module), function)()
    except (ImportError, OSError) as error:  # OSError: spaCy finds no such pipeline
        print(json.dumps({"absent": str(error).partition("\n")[0]}), file=answers, flush=True)
        return
    print("{}", file=answers, flush=True)
    for line in sys.stdin:
        print(json.dumps(work(json.loads(line)) | {"peak": peak()}), file=answers, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
