"""A process that shares the slices of a batch: Beam's worker, which goes without a word when its run does."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time
from typing import Any

from dyadwire.pipelines.garbage import look_seldom

_LOOK_SECONDS = 0.5  # between looks at the run: what an interrupt waits for


def main() -> None:
    """Work until the run has no more, is gone, or has removed the file that the first argument names."""
    look_seldom()
    # Ctrl-C reaches every process of a terminal: the run itself tells of it.
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, _leave)
    threading.Thread(target=_leave_with_run, args=(sys.argv[1], os.getppid()), daemon=True).start()
    from apache_beam.runners.worker import sdk_worker_main

    logging.getLogger("apache_beam").setLevel(logging.ERROR)  # it tells that it logs before it reads how much
    try:
        sdk_worker_main.main(sys.argv)
    finally:
        if not os.path.exists(sys.argv[1]):
            _leave()  # the end of a process with open connections is not silent


def _leave_with_run(sign: str, run: int) -> None:
    while os.path.exists(sign) and os.getppid() == run:
        time.sleep(_LOOK_SECONDS)
    _leave()


def _leave(*_: Any) -> None:
    os._exit(0)  # in the midst of a slice; Beam would print a traceback for any other status


if __name__ == "__main__":
    main()
