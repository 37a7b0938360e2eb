"""Beam's workers, forked from one process that has read the rules already.

The run asks for each worker by a line of JSON on standard input: the environment variables of Beam's worker. The answer
on standard output is a line with the worker's process id. Workers end silently when their run does.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import signal
import sys
import threading
import time
from typing import Any, NoReturn

from dyadwire.pipelines.process import collect_rarely

# Elsewhere libraries of the system may not outlive a fork: each worker is a process of its own there.
FORKS = sys.platform == "linux"
_LOOK_SECONDS = 0.5  # between looks at the run: what an interrupt waits for
_WAIT_SECONDS = 0.02  # between looks at workers that end
# What the rules make of their words they make at the first use of each.
_ANY_TEXT = "China and Russia signed an agreement on Monday. Trade rose 5 percent to $3 billion, officials said."


def main() -> None:
    """Fork workers as standard input asks for them, until the run that the second argument names says no more.

    Workers end with this process, or when the file is gone that the first argument names.
    """
    sign, run = sys.argv[1], int(sys.argv[2])
    collect_rarely()
    # Ctrl-C reaches every process of a terminal: the run itself tells of it.
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, _leave)
    answers = os.dup(1)
    os.dup2(2, 1)  # what libraries print is no answer
    _prepare()
    signal.signal(signal.SIGCHLD, _has_workers)  # the system keeps each that ended until then: thousands of a long run
    for asked in sys.stdin:
        worker = _forked() if FORKS else os.getpid()
        if worker:
            _answer(answers, worker)  # not by the worker itself, which may be killed before
        if not (FORKS and worker):
            os.close(answers)
            _work(sign, json.loads(asked))
    while os.getppid() == run and _has_workers():
        time.sleep(_WAIT_SECONDS)
    _leave()


def _prepare() -> None:
    """Load what every worker needs, so that all of them share it."""
    import apache_beam.runners.worker.sdk_worker_main  # noqa: F401

    import dyadwire.pipelines.coverage  # noqa: F401
    from dyadwire.transforms.extract.provenance import extractor_name
    from dyadwire.transforms.lexicon import load_lexicon
    from dyadwire.transforms.text.extract import extract

    extractor_name(None)
    extract(_ANY_TEXT, load_lexicon())
    gc.collect()
    gc.freeze()  # a look for garbage would write to all that is shared


def _forked() -> int:
    try:
        return os.fork()
    except OSError:  # no memory, or too many processes
        return _leave()  # the run tells that no worker came


def _has_workers(*_: Any) -> bool:
    """Tell whether some are left, and let the system forget those that ended, with their time counted."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return False
    return True


def _answer(answers: int, worker: int) -> None:
    try:
        os.write(answers, b"%d\n" % worker)
    except BrokenPipeError:
        _leave()  # the run has gone while rules were read


def _work(sign: str, variables: dict[str, str]) -> None:
    """Work until Beam has no more, or the run is gone, or the file `sign`."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.update(variables)
    threading.Thread(target=_leave_with_run, args=(sign, os.getppid()), daemon=True).start()
    from apache_beam.runners.worker import sdk_worker_main

    logging.getLogger().handlers = [logging.NullHandler()]  # the run tells of errors that Beam would print here
    logging.getLogger("apache_beam").setLevel(logging.ERROR)  # it tells that it logs before it reads how much
    try:
        sdk_worker_main.main(sys.argv)
    finally:
        _leave()  # the end of a process with open connections is not silent


def _leave_with_run(sign: str, parent: int) -> None:
    while os.path.exists(sign) and os.getppid() == parent:
        time.sleep(_LOOK_SECONDS)
    _leave()


def _leave(*_: Any) -> NoReturn:
    os._exit(0)  # in the midst of a slice; Beam would print a traceback for any other status


if __name__ == "__main__":
    main()
