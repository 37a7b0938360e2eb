"""Keep Beam's in-process runner on loopback: by itself it listens on every address of the machine.

Whoever reaches those ports can pose as a worker and hand the run what it then unpickles. Beam has no option for the
address, so its modules are given a `grpc` of their own.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import grpc
from apache_beam.runners.portability import local_job_service
from apache_beam.runners.portability.fn_api_runner import worker_handlers

_HERE = "127.0.0.1"  # Beam itself names the ports `localhost` to its workers


def listen_on_loopback() -> None:
    """Let every in-process runner of this process, from now on, listen on loopback alone."""
    # The runner's own ports, and one for the log of each worker.
    for module in (worker_handlers, local_job_service):
        module.grpc = SimpleNamespace(**{**vars(grpc), "server": _server})


def _server(*arguments: Any, **options: Any) -> grpc.Server:
    """Return a server whose ports are opened on 127.0.0.1, whatever address is asked for."""
    server = grpc.server(*arguments, **options)
    opened = server.add_insecure_port
    server.add_insecure_port = lambda address: opened(f"{_HERE}:{address.rpartition(':')[2]}")
    return server
