"""A standalone Flink cluster on this machine, with Beam's job server and an SDK worker pool; no Docker.

python -m infra.flink.cluster            # until Ctrl-C; prints the options that a pipeline needs

Flink and the worker pool listen on loopback. Beam's job server, and what it opens in task managers for SDK workers,
listen on every address of the machine, ask nobody who they are, and run what they are given: not for open networks.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from infra.processes import (
    HOST,
    ROOT,
    Processes,
    class_path,
    end_group,
    free_ports,
    group_of,
    java,
    until_ctrl_c,
    wait_for,
)

POM = ROOT / "infra" / "flink" / "pom.xml"
_ENTRY = "org.apache.flink.runtime"
# Between two stages of a batch nothing holds an SDK worker: without this each stage starts one anew.
_WORKER_KEPT_SECONDS = 5
# What Flink's own scripts would work out from one figure; 384 MB of heap, the rest is outside of it. Megabytes.
_MEMORY = {
    "taskmanager.cpu.cores": "1.0",
    "taskmanager.memory.task.heap.size": "256m",
    "taskmanager.memory.managed.size": "128m",
    "taskmanager.memory.network.min": "64m",
    "taskmanager.memory.network.max": "64m",
    "taskmanager.memory.task.off-heap.size": "128m",  # Beam's connections to the SDK workers
    "taskmanager.memory.framework.heap.size": "128m",
    "taskmanager.memory.framework.off-heap.size": "64m",
    "taskmanager.memory.jvm-metaspace.size": "192m",
    "taskmanager.memory.jvm-overhead.min": "64m",
    "taskmanager.memory.jvm-overhead.max": "64m",
}
# The same to the JVM, as Flink's own scripts do; the heap is taken at once, so that what grows after that is a leak.
_LIMITS = ("-Xms384m", "-XX:+AlwaysPreTouch", "-XX:MaxDirectMemorySize=256m", "-XX:MaxMetaspaceSize=192m")


class FlinkCluster(Processes):
    """A job manager, task managers, Beam's job server and a worker pool, from `with` to its end."""

    def __init__(self, folder: Path, *, task_managers: int = 2, slots: int = 1) -> None:
        super().__init__(folder / "log")
        self.checkpoints = folder / "checkpoints"
        self._jars = class_path(POM)
        self._conf = folder / "conf"
        self._size, self._slots = task_managers, slots
        self._rpc, self._rest, self._blob, self._jobs, self._artifacts, self._expansion, self._pool = free_ports(7)
        self.task_managers: list[subprocess.Popen[bytes]] = []
        self._number = 0

    def begin(self) -> None:
        """Start the whole cluster, and wait until it can take a job."""
        self._configure()
        master = self._java(f"{_ENTRY}.entrypoint.StandaloneSessionClusterEntrypoint", "--configDir", self._conf)
        manager = self.start("jobmanager", master)
        self.wait_listening("jobmanager", manager, self._rest)
        for _ in range(self._size):
            self.start_task_manager()
        server = self.start("jobserver", self._job_server())
        self._start_worker_pool()
        self.wait_listening("jobserver", server, self._jobs)
        self.wait_for_slots(self._size * self._slots)

    def _configure(self) -> None:
        self._conf.mkdir(parents=True)
        settings = {
            "jobmanager.rpc.address": HOST,
            "jobmanager.rpc.port": self._rpc,
            "jobmanager.bind-host": HOST,
            "jobmanager.memory.heap.size": "320m",
            "blob.server.port": self._blob,
            "taskmanager.host": HOST,
            "taskmanager.bind-host": HOST,
            "taskmanager.numberOfTaskSlots": self._slots,
            "rest.address": HOST,
            "rest.bind-address": HOST,
            "rest.port": self._rest,
            "io.tmp.dirs": self._conf.parent / "tmp",
            # Everything is on the cluster's own class path; jars that a job brings must not be loaded beside it.
            "classloader.resolve-order": "parent-first",
            "state.checkpoints.dir": self.checkpoints.as_uri(),
            "state.savepoints.dir": self.checkpoints.as_uri(),
            "restart-strategy.type": "fixed-delay",
            "restart-strategy.fixed-delay.attempts": 20,
            # Longer than an SDK worker is kept between stages, so that a job does not start again with a dead one.
            "restart-strategy.fixed-delay.delay": f"{_WORKER_KEPT_SECONDS + 3}s",
            # A process that was killed is missed after two heartbeats, one that only waits for its turn must not be.
            "heartbeat.interval": 2000,
            "heartbeat.timeout": 60000,
            "pekko.ask.timeout": "60s",
        }
        (self._conf.parent / "tmp").mkdir()
        (self._conf / "flink-conf.yaml").write_text("".join(f"{key}: {value}\n" for key, value in settings.items()))

    def _java(self, main: str, *arguments: str | Path, options: Sequence[str] = ()) -> list[str]:
        return java(self._jars, main, *arguments, options=options)

    def start_task_manager(self) -> None:
        """Start one more task manager."""
        self._number += 1
        memory = [f"-D{key}={value}" for key, value in _MEMORY.items()]
        main = f"{_ENTRY}.taskexecutor.TaskManagerRunner"
        command = self._java(main, "--configDir", self._conf, *memory, options=_LIMITS)
        # glibc would keep a pool of memory for each of a JVM's many threads: Flink's images use jemalloc for that.
        self.task_managers.append(self.start(f"taskmanager-{self._number}", command, MALLOC_ARENA_MAX="2"))

    def replace_lost(self) -> None:
        """Start a task manager for each that has ended, as a container platform would.

        One that was not killed ends as well where a task of it can't be cancelled within minutes.
        """
        for lost in [process for process in self.task_managers if process.poll() is not None]:
            self.task_managers.remove(lost)
            self.start_task_manager()

    def restart_task_managers(self) -> None:
        """Kill the task managers and their SDK workers and start as many, as a liveness probe would."""
        for process in self.task_managers:
            end_group(process, signal.SIGKILL)
            process.wait()
        for pid in self.sdk_workers():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.replace_lost()

    def _start_worker_pool(self) -> None:
        """Start what starts SDK workers where Flink asks for them: processes of this Python, without containers."""
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
        command = [sys.executable, "-m", "dyadwire.pipelines.run.worker_pool", f"--service_port={self._pool}"]
        pool = self._workers = self.start("workers", command, PATH=path, PYTHONPATH=str(ROOT), PYTHONWARNINGS="ignore")
        self.wait_listening("workers", pool, self._pool)

    def _job_server(self) -> list[str]:
        return self._java(
            "org.apache.beam.runners.flink.FlinkJobServerDriver",
            f"--job-host={HOST}",
            f"--job-port={self._jobs}",
            f"--artifact-port={self._artifacts}",
            f"--expansion-port={self._expansion}",
            f"--flink-master={HOST}:{self._rest}",
            f"--artifacts-dir={self._conf.parent / 'artifacts'}",
        )

    @property
    def runner_arguments(self) -> list[str]:
        """Return the pipeline options that send a job here."""
        return [
            "--runner=PortableRunner",
            f"--job_endpoint={HOST}:{self._jobs}",
            "--environment_type=EXTERNAL",
            f"--environment_config={HOST}:{self._pool}",
            f"--parallelism={self._size * self._slots}",
            f"--environment_cache_millis={_WORKER_KEPT_SECONDS * 1000}",
        ]

    def ask(self, path: str, body: dict[str, Any] | None = None, method: str | None = None) -> Any:
        """Ask the job manager's REST interface; a body is posted, unless another method is named."""
        content = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"http://{HOST}:{self._rest}{path}", content, headers, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def wait_for_slots(self, count: int) -> None:
        """Wait until task managers offer that many slots in all."""

        def ready() -> bool:
            try:
                return bool(self.ask("/overview")["slots-total"] >= count)
            except (urllib.error.URLError, OSError):
                return False

        wait_for(f"{count} task slots", ready)

    def sdk_workers(self) -> list[int]:
        """Return the process ids of the SDK workers that are running now."""
        return [pid for pid in group_of(self._workers.pid) if pid != self._workers.pid]

    def connected_workers(self) -> int:
        """Return how many SDK workers have connected to their task managers since those began."""
        logs = [self.log(f"taskmanager-{number + 1}") for number in range(self._number)]
        return sum(log.count("Beam Fn Data client connected") for log in logs)

    def unconnected_workers(self) -> int:
        """Return how many SDK workers were started and have not connected, be it that they ended before they could."""
        return self.log("workers").count("Starting worker with command") - self.connected_workers()

    def live_heap_mb(self) -> float:
        """Return what lives in the heaps of the task managers, after a collection, summed. Megabytes."""
        found: list[str] = []
        for process in self.task_managers:
            asked = ["jcmd", str(process.pid), "GC.class_histogram"]
            answer = subprocess.run(asked, capture_output=True, text=True, timeout=60, check=True)
            found += re.findall(r"Total +[0-9]+ +([0-9]+)", answer.stdout)
        return sum(map(int, found)) / 1e6

    def failures(self, job: str) -> list[dict[str, Any]]:
        """Return the failures of a job, each of which it was started again after; the last 16 at most."""
        found: list[dict[str, Any]] = self.ask(f"/jobs/{job}/exceptions")["exceptionHistory"]["entries"]
        return found

    def cancel(self, job: str) -> None:
        """Stop a job at once, without a savepoint."""
        self.ask(f"/jobs/{job}", method="PATCH")

    def jobs(self) -> list[dict[str, Any]]:
        """Return the jobs that the cluster knows, the last started first."""
        found: list[dict[str, Any]] = self.ask("/jobs/overview")["jobs"]
        return sorted(found, key=lambda job: -job["start-time"])


def main() -> int:
    """Run a cluster until Ctrl-C."""
    with tempfile.TemporaryDirectory(prefix="flink-") as folder, FlinkCluster(Path(folder)) as cluster:
        until_ctrl_c(f"Pipeline options:\n  {' '.join(cluster.runner_arguments)}\nCtrl-C ends the cluster.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
