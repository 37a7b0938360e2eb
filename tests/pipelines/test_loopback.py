"""A run with several workers opens ports for them: nobody from outside of the machine may reach those."""

import pytest
from apache_beam.portability.api import beam_provision_api_pb2
from apache_beam.runners.portability import local_job_service
from apache_beam.runners.portability.fn_api_runner import worker_handlers
from apache_beam.runners.portability.fn_api_runner.fn_runner import ExtendedProvisionInfo

from dyadwire.pipelines.run.launch import in_process_options, in_process_runner

# As the kernel writes them: 127.0.0.1, and the same as an address of IPv6.
LOOPBACK, LISTENING = {"0100007F", "0000000000000000FFFF00000100007F"}, "0A"


@pytest.fixture
def server(monkeypatch):
    for module in (worker_handlers, local_job_service):
        monkeypatch.setattr(module, "grpc", module.grpc)  # as it was, once the test is over
    in_process_runner(in_process_options(2))
    server = worker_handlers.GrpcServer(worker_handlers.StateServicer(), None, None)
    yield server
    server.close()


@pytest.fixture
def listening(server, tmp_path):
    """The addresses on which this process listens while it has a worker, by port."""
    looks = f"readlink /proc/$PPID/fd/* > {tmp_path}/held; cat /proc/net/tcp /proc/net/tcp6 > {tmp_path}/sockets"
    provision = ExtendedProvisionInfo(beam_provision_api_pb2.ProvisionInfo())
    local_job_service.SubprocessSdkWorker(looks.encode(), server.control_address, provision).run()
    held = set((tmp_path / "held").read_text().split())
    sockets = (line.split() for line in (tmp_path / "sockets").read_text().splitlines())
    found = (each[1].split(":") for each in sockets if each[3] == LISTENING and f"socket:[{each[9]}]" in held)
    return {int(port, 16): address for address, port in found}


def test_a_runner_with_several_workers_is_reached_by_loopback_alone(server, listening):
    ports = {server.control_port, server.data_port, server.state_port, server.logging_port}
    assert ports < set(listening)  # there is one more, for the log of the worker
    assert set(listening.values()) <= LOOPBACK
