"""Start the workers of Beam's in-process runner by forking one process, so that not each reads all rules anew."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import grpc
from apache_beam.portability.api import endpoints_pb2
from apache_beam.runners.portability.fn_api_runner.worker_handlers import GrpcWorkerHandler, WorkerHandler
from apache_beam.transforms.environments import Environment
from google.protobuf import json_format, text_format

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.run.worker import FORKS
from dyadwire.pipelines.scratch import temporary_folder
from dyadwire.pipelines.stopping import handled, interrupt

_URN = "dyadwire:env:forked:v1"
WORKER_GONE = "Channel closed prematurely"  # Beam's own words
_LOOK_SECONDS = 0.5  # between looks at a worker


class _Forker:
    """The process that forks workers, started when the first is asked for: a run with nothing to do needs none."""

    def __init__(self, sign: Path) -> None:
        # -P: a module of the folder that the run was started in is none of the worker's.
        self._command = [sys.executable, "-P", "-m", "dyadwire.pipelines.run.worker", str(sign), str(os.getpid())]
        self._sign = sign
        self._processes: list[subprocess.Popen[bytes]] = []

    def start(self, variables: dict[str, str]) -> Callable[[], bool]:
        """Start a worker that is told these variables, and return what tells whether it lives.

        DyadwireError where none comes.
        """
        if not (self._processes and FORKS):
            pipe = subprocess.PIPE  # unbuffered: what a dead process was not told would be written at its end
            process = subprocess.Popen(self._command, stdin=pipe, stdout=pipe, bufsize=0)  # noqa: S603 — our own
            self._processes.append(process)
        forker = self._processes[-1]
        assert forker.stdin
        assert forker.stdout
        with suppress(BrokenPipeError):  # it answers nothing then
            forker.stdin.write(json.dumps(variables).encode() + b"\n")
        number = forker.stdout.readline()
        if not number:
            raise DyadwireError("a process that was to share the work ended at its start: try --workers 1")
        return partial(_lives, forker, int(number))

    def give_up(self) -> None:
        """Let all workers leave, in the midst of their slices: Beam would wait for the end of these."""
        self._sign.unlink(missing_ok=True)

    def end(self) -> None:
        """Let all leave, and wait for it."""
        self.give_up()
        for process in self._processes:
            with process:  # closes what it was asked by
                pass


def _lives(forker: subprocess.Popen[bytes], worker: int) -> bool:
    try:
        os.kill(worker, 0)
    except ProcessLookupError:
        return False
    return forker.poll() is None


_FORKERS: dict[str, _Forker] = {}


class _Forked(Environment):
    """Tells Beam that its workers are forked, and by whom."""

    def __init__(self, forker: str) -> None:
        super().__init__()
        self._forker = forker

    def to_runner_api_parameter(self, _context: Any) -> tuple[str, bytes]:
        return _URN, self._forker.encode()


@WorkerHandler.register_environment(_URN, bytes)
class _ForkedWorkerHandler(GrpcWorkerHandler):
    def __init__(self, forker: bytes, state: Any, provision_info: Any, grpc_server: Any) -> None:
        super().__init__(state, provision_info, grpc_server)
        self._forker = _FORKERS[forker.decode()]
        self._closed = threading.Event()

    def start_worker(self) -> None:
        control = endpoints_pb2.ApiServiceDescriptor(url=self.control_address)
        lives = self._forker.start(
            {
                "WORKER_ID": self.worker_id,
                "CONTROL_API_SERVICE_DESCRIPTOR": text_format.MessageToString(control),
                "PIPELINE_OPTIONS": json_format.MessageToJson(self.provision_info.provision_info.pipeline_options),
            }
        )
        threading.Thread(target=self._watch, args=(lives,), daemon=True).start()

    def _watch(self, lives: Callable[[], bool]) -> None:
        """Tell who waits for a worker that is gone: Beam learns of it from a connection, if one was open by then."""
        while not self._closed.wait(_LOOK_SECONDS):
            if not lives():
                self._forker.give_up()
                self.data_conn._exception = RuntimeError(WORKER_GONE)
                self.control_conn.abort(RuntimeError(WORKER_GONE))

    def close(self) -> None:
        """Close the connections: the worker ends with them."""
        self._closed.set()
        super().close()

    def stop_worker(self) -> None:
        """Do nothing: it has ended."""


def _but_connections(arguments: threading.ExceptHookArgs) -> None:
    """Tell of an error that ends a thread, but of a connection that a worker's end ends: the batch tells of that."""
    if not issubclass(arguments.exc_type, grpc.RpcError):
        threading.__excepthook__(arguments)


@contextmanager
def worker_processes(count: int) -> Iterator[Environment | None]:
    """Say how Beam starts several workers; a signal ends them and interrupts the run. None for one."""
    if count == 1:
        yield None
        return
    with temporary_folder() as folder:
        sign = Path(folder) / "runs"
        sign.touch()
        forker, hook = _FORKERS.setdefault(folder, _Forker(sign)), threading.excepthook

        def end_and_interrupt(*_: Any) -> None:
            forker.give_up()
            threading.excepthook = lambda _: None  # its threads would tell of every connection that ends by it
            interrupt()

        threading.excepthook = _but_connections
        with handled(end_and_interrupt):
            try:
                yield _Forked(folder)
            finally:
                del _FORKERS[folder]
                forker.end()
                threading.excepthook = hook
