"""A pool of Beam's SDK workers on loopback: it starts a process for whoever asks, and Beam's own listens to everybody.

python -m dyadwire.pipelines.run.worker_pool --service_port=50000

A process beside it, such as a Flink task manager of the same pod, asks with --environment_type=EXTERNAL
--environment_config=127.0.0.1:50000. Whoever else may open connections on this machine can start processes as its user.
"""

from __future__ import annotations

import argparse
import atexit

import grpc
from apache_beam.portability.api import beam_fn_api_pb2_grpc
from apache_beam.runners.worker.worker_pool_main import BeamFnExternalWorkerPoolServicer, kill_process_gracefully
from apache_beam.utils import thread_pool_executor

# Beam's own: its clients ask at any time whether the connection lives.
_OPTIONS = [("grpc.http2.max_pings_without_data", 0), ("grpc.http2.max_ping_strikes", 0)]


def serve(port: int) -> grpc.Server:
    """Start the pool on a port of 127.0.0.1 and return its server; RuntimeError where something else listens there."""
    server = grpc.server(thread_pool_executor.shared_unbounded_instance(), options=_OPTIONS)
    pool = BeamFnExternalWorkerPoolServicer(use_process=True, data_buffer_time_limit_ms=-1)
    beam_fn_api_pb2_grpc.add_BeamFnExternalWorkerPoolServicer_to_server(pool, server)
    server.add_insecure_port(f"127.0.0.1:{port}")
    server.start()
    atexit.register(_end_workers, pool)
    return server


def _end_workers(pool: BeamFnExternalWorkerPoolServicer) -> None:
    for process in pool._worker_processes.values():
        kill_process_gracefully(process)


def main() -> None:
    """Serve until Ctrl-C; the workers end with it."""
    parser = argparse.ArgumentParser(description="Start SDK workers for runners on this machine.")
    parser.add_argument("--service_port", type=int, required=True, help="port of 127.0.0.1 to listen on")
    server = serve(parser.parse_args().service_port)
    try:
        server.wait_for_termination()
    except KeyboardInterrupt:
        server.stop(0)


if __name__ == "__main__":
    main()
