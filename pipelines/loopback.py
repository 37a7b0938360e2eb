"""Ports of Beam's in-process runner: by itself it listens for its workers on every address of the machine.

Whoever reaches those ports can pose as a worker and hand the run what it then unpickles. Beam has no option for the
address; its module asks `grpc` for nothing but servers.
"""

from __future__ import annotations

from typing import Any

import grpc
from apache_beam.runners.portability.fn_api_runner import worker_handlers

_ANYWHERE, _HERE = "[::]", "127.0.0.1"  # Beam itself names the ports `localhost` to its workers


class _OnLoopback:
    """What the runner's module takes for `grpc`."""

    @staticmethod
    def server(*arguments: Any, **options: Any) -> grpc.Server:
        """Return a server whose ports are opened on 127.0.0.1 alone."""
        server = grpc.server(*arguments, **options)
        opened = server.add_insecure_port
        server.add_insecure_port = lambda address: opened(address.replace(_ANYWHERE, _HERE))
        return server


def listen_on_loopback() -> None:
    """Let every in-process runner of this process, from now on, listen on loopback alone."""
    worker_handlers.grpc = _OnLoopback
