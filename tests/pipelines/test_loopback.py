"""A run with several workers opens ports for them: nobody from outside of the machine may reach those."""

import socket

import pytest
from apache_beam.runners.portability.fn_api_runner import worker_handlers

from pipelines.launch import worker_processes

# 127.0.0.2 is another address of this machine, as its public one is: what listens on all of them answers there.
ELSEWHERE = [(socket.AF_INET, "127.0.0.2"), (socket.AF_INET6, "::1")]


@pytest.fixture
def ports(monkeypatch):
    monkeypatch.setattr(worker_handlers, "grpc", worker_handlers.grpc)  # as it was, once the test is over
    with worker_processes(2):
        server = worker_handlers.GrpcServer(worker_handlers.StateServicer(), None, None)
    yield server.control_port, server.data_port, server.state_port, server.logging_port
    server.close()


def answers(family, address, port):
    with socket.socket(family) as probe:
        probe.settimeout(2)
        return probe.connect_ex((address, port)) == 0


def test_a_runner_with_several_workers_is_reached_by_loopback_alone(ports):
    assert all(answers(socket.AF_INET, "127.0.0.1", port) for port in ports)
    assert not any(answers(*elsewhere, port) for elsewhere in ELSEWHERE for port in ports)
