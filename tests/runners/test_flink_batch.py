"""The batch graph on a real Flink cluster, with a process killed in mid-job."""

import os
import signal
import subprocess
import time

import pytest

from infra.flink.cluster import FlinkCluster
from infra.processes import ROOT, end_group, wait_for
from pipelines.settle import settle
from tests.runners.parity import books_of, command, differences

# Minutes on a machine that others use too; what hangs fails by its own waits long before.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    with FlinkCluster(tmp_path_factory.mktemp("flink"), task_managers=2) as running:
        yield running


def extracting(cluster):
    """Tell whether the job's step that extracts is running now."""
    jobs = [job for job in cluster.jobs() if job["state"] == "RUNNING"]
    steps = cluster.ask(f"/jobs/{jobs[0]['jid']}")["vertices"] if jobs else []
    return bool(cluster.sdk_workers()) and any(
        "Extract" in step["name"] and step["status"] == "RUNNING" for step in steps
    )


def kill_task_manager(cluster):
    end_group(cluster.task_managers.pop(), signal.SIGKILL)
    cluster.start_task_manager()


def kill_sdk_worker(cluster):
    os.kill(cluster.sdk_workers()[-1], signal.SIGKILL)


@pytest.mark.parametrize("kill", [kill_sdk_worker, kill_task_manager])
def test_a_job_whose_process_is_killed_leaves_the_same_rows(kill, cluster, expected, tmp_path):
    lake, before = tmp_path / "lake", cluster.connected_workers()
    with open(tmp_path / "job.log", "w+") as log:
        job = subprocess.Popen(
            command(expected.inputs, lake, cluster.runner_arguments), cwd=ROOT, stdout=log, stderr=log
        )
        try:
            # A worker that ends before it has connected is missed after minutes only: not what is tested here.
            wait_for("both workers", lambda: job.poll() is not None or cluster.connected_workers() >= before + 2, 300)
            time.sleep(1.0)  # into the step: it loads its rules, then extracts for some seconds
            assert extracting(cluster), "the job was over before anything was killed"
            kill(cluster)
            code = job.wait(timeout=600)
        finally:
            job.kill()
            job.wait()
        log.seek(0)
        assert code == 0, log.read()[-4000:]
    done = cluster.jobs()[0]
    assert cluster.ask(f"/jobs/{done['jid']}/exceptions")["exceptionHistory"]["entries"], "nothing failed"
    settle(str(lake))
    assert books_of(lake) == books_of(expected.lake)
    assert differences(expected.lake, lake) == {}
