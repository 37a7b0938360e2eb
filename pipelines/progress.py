"""Show the progress of work: on a terminal in one changing line, elsewhere in a line a minute."""

from __future__ import annotations

import os
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from dyadwire.pipelines.messages import clean, plural, print_line
from dyadwire.pipelines.scratch import locked_folder
from dyadwire.transforms.outcomes.progress import VARIABLE

MINUTE = 60.0  # seconds between lines where nobody sees them change: in a pipe, in a log
_LOOK = 1.0  # seconds between looks for a terminal


class Progress:
    """Tells the step that work is at, and how many articles were extracted in it, how fast.

    Workers of any number of processes are counted: see `transforms/outcomes/progress.py`.
    """

    def __init__(self, console: Console, step: str = "starting") -> None:
        self._console, self._step, self._ended = console, step, threading.Event()
        self._status = console.status(step) if console.is_terminal else None
        self._began, self._before, self._in_log = time.monotonic(), 0, True
        self._folder = locked_folder()
        self._file = Path(self._folder.path) / "articles"

    def __enter__(self) -> Progress:
        self._file.touch()
        self._outer = os.environ.get(VARIABLE)
        os.environ[VARIABLE] = str(self._file)
        if self._status:
            self._status.start()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._ended.set()
        self._thread.join()
        if self._status:
            self._status.stop()
        if self._outer is None:
            os.environ.pop(VARIABLE, None)
        else:
            os.environ[VARIABLE] = self._outer
        self._folder.remove()

    def begin(self, step: str, *, in_log: bool = True) -> None:
        """Name the step that begins; its articles are counted from here on. Without `in_log` no log has lines of it."""
        self._step, self._began, self._before, self._in_log = step, time.monotonic(), self._count(), in_log
        if self._status:
            self._status.update(clean(step))

    def line(self) -> str:
        """Return the step, with its articles and rate where it extracts any."""
        count, spent = self._count() - self._before, time.monotonic() - self._began
        if not count:
            return clean(self._step)
        rate = count / max(spent, _LOOK)
        return clean(f"{self._step}: {plural(count, 'article')}, {rate:,.{1 if rate < 10 else 0}f} a second")

    def _count(self) -> int:
        try:
            return self._file.stat().st_size
        except OSError:  # somebody tidied the temporary folder
            return self._before

    def _watch(self) -> None:
        while not self._ended.wait(_LOOK if self._status else MINUTE):
            if self._status:
                self._status.update(self.line())
            elif self._in_log:
                print_line(self._console, f"{datetime.now(UTC):%H:%M} {self.line()}")
