"""The pool of SDK workers starts processes for whoever asks: nobody from outside of the machine may."""

import os
import socket
import sys
import time
from pathlib import Path

import grpc
import pytest
from apache_beam.portability.api import beam_fn_api_pb2, beam_fn_api_pb2_grpc

from infra.processes import HOST, Processes, free_ports, group_of, wait_for

# 127.0.0.2 is another address of this machine, as its public one is: what listens on all of them answers there.
ELSEWHERE = [(socket.AF_INET, "127.0.0.2"), (socket.AF_INET6, "::1")]


@pytest.fixture(scope="module")
def pool(tmp_path_factory):
    (port,) = free_ports(1)
    with Processes(tmp_path_factory.mktemp("pool")) as processes:
        command = [sys.executable, "-m", "dyadwire.pipelines.run.worker_pool", f"--service_port={port}"]
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"  # workers are started as `python`
        process = processes.start("workers", command, PATH=path, PYTHONWARNINGS="ignore")
        processes.wait_listening("workers", process, port)
        yield processes, process, port


def answers(family, address, port):
    with socket.socket(family) as probe:
        probe.settimeout(2)
        return probe.connect_ex((address, port)) == 0


@pytest.mark.parametrize(("family", "address"), ELSEWHERE)
def test_it_is_reached_by_loopback_alone(pool, family, address):
    *_, port = pool
    assert answers(socket.AF_INET, HOST, port)
    assert not answers(family, address, port)


def test_what_listens_on_all_addresses_would_be_seen():
    with socket.create_server(("", 0)) as everywhere:
        assert answers(*ELSEWHERE[0], everywhere.getsockname()[1])


def test_it_starts_a_worker_of_its_group_and_says_so(pool):
    processes, process, port = pool
    (nobody,) = free_ports(1)
    request = beam_fn_api_pb2.StartWorkerRequest(worker_id="one")
    request.control_endpoint.url = f"{HOST}:{nobody}"
    with grpc.insecure_channel(f"{HOST}:{port}") as channel:
        asked = beam_fn_api_pb2_grpc.BeamFnExternalWorkerPoolStub(channel)
        assert asked.StartWorker(request, timeout=30).error == ""
        wait_for("a worker", lambda: len(group_of(process.pid)) == 2, 30)
        time.sleep(1)
        assert len(group_of(process.pid)) == 2  # it waits for its runner
        assert processes.log("workers").count("Starting worker with command") == 1
        asked.StopWorker(beam_fn_api_pb2.StopWorkerRequest(worker_id="one"), timeout=30)
    assert group_of(process.pid) == [process.pid]
