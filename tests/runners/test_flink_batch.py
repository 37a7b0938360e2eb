"""The batch graph on a real Flink cluster, with a process killed in mid-job."""

import os
import signal
import subprocess
import time
from contextlib import suppress

import pytest

from dyadwire.pipelines.lake.settle import settle
from infra.processes import ROOT, end_group, processor_seconds, wait_for
from tests.runners.parity import books_of, command, differences

# Minutes on a machine that others use too.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]


def kill_task_manager(cluster):
    end_group(cluster.task_managers[-1], signal.SIGKILL)


def kill_sdk_worker(cluster):
    """Kill the worker that computes now."""
    before = {pid: processor_seconds(pid) for pid in cluster.sdk_workers()}
    time.sleep(0.5)
    with suppress(ProcessLookupError, ValueError):  # its stage was over, or the last worker had gone before
        os.kill(max(before, key=lambda pid: processor_seconds(pid) - before[pid]), signal.SIGKILL)


class Job:
    """The graph on its way through a cluster, to be disturbed."""

    def __init__(self, cluster):
        self._cluster = cluster
        self._lost, self._known = cluster.unconnected_workers(), {job["jid"] for job in cluster.jobs()}

    def start(self, inputs, lake, log):
        with open(log, "w") as file:
            run = command(inputs, lake, self._cluster.runner_arguments)
            self.process = subprocess.Popen(run, cwd=ROOT, stdout=file, stderr=file)

    def _jobs(self):
        return [job for job in self._cluster.jobs() if job["jid"] not in self._known]

    def end(self):
        """End it wherever it is: one that failed must not be taken for the next one's."""
        self.process.kill()
        self.process.wait()
        for job in self._jobs():
            if job["state"] != "FINISHED":
                self._cluster.cancel(job["jid"])

    def break_by(self, kill):
        """Kill while the job extracts, again where nothing failed: who waits for the next stage is not missed."""
        for _ in range(5):
            wait_for("a step that extracts", lambda: self.is_over() or self._is_extracting(), 300)
            assert not self.is_over(), "the job was over before anything was missed"
            kill(self._cluster)
            with suppress(TimeoutError):
                wait_for("a failure", lambda: self.is_over() or self._failures(), 30)
            if self._failures():
                return
        pytest.fail("nothing failed")

    def _failures(self):
        return [failure for job in self._jobs() for failure in self._cluster.failures(job["jid"])]

    def is_over(self):
        """Tell whether it has ended; until then what the cluster lost is replaced."""
        self._cluster.replace_lost()
        return self.process.poll() is not None

    def _is_extracting(self):
        jobs = [job for job in self._jobs() if job["state"] == "RUNNING"]
        steps = self._cluster.ask(f"/jobs/{jobs[0]['jid']}")["vertices"] if jobs else []
        runs = any("Extract" in step["name"] and step["status"] == "RUNNING" for step in steps)
        # A worker that ends before it has connected is missed after minutes only: not what is tested here.
        return runs and bool(self._cluster.sdk_workers()) and self._cluster.unconnected_workers() == self._lost


@pytest.mark.parametrize("kill", [kill_sdk_worker, kill_task_manager])
def test_a_job_whose_process_is_killed_leaves_the_same_rows(kill, cluster, expected, tmp_path):
    lake, log = tmp_path / "lake", tmp_path / "job.log"
    job = Job(cluster)
    job.start(expected.inputs, lake, log)
    try:
        job.break_by(kill)
        wait_for("the end of the job", job.is_over, 600)
    finally:
        job.end()
    assert job.process.returncode == 0, log.read_text()[-4000:]
    settle(str(lake))
    assert books_of(lake) == books_of(expected.lake)
    assert differences(expected.lake, lake) == {}
