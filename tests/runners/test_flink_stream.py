"""A stream on a real Flink cluster: processes killed, stopped with a savepoint and gone on with."""

import os
import signal
import subprocess
import time

import pytest

from dyadwire.pipelines.lake.settle import settle
from dyadwire.pipelines.lake.verify import verify
from infra.processes import ROOT, end_group, wait_for
from tests.runners.growing import GrowingFeed, stream_command
from tests.runners.parity import committed_rows, titles

# Minutes on a machine that others use too.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]

WINDOW_SECONDS = 5
STUCK_SECONDS = 240  # longer than Beam takes to miss an SDK worker that never connected, which it does not always


class Stream:
    """A stream from a growing feed to a lake, as a job that can be stopped and gone on with."""

    def __init__(self, cluster, feed, lake, log):
        self.cluster, self.feed, self.lake, self.log = cluster, feed, lake, log
        self.submitter, self.restarted = None, False

    def start(self, savepoint=None):
        more = [f"--window_seconds={WINDOW_SECONDS}", "--poll_seconds=1", "--settle_seconds=3600"]
        more += ["--checkpointing_interval=3000"]
        more += [f"--savepoint_path={savepoint}"] if savepoint else []
        known = {job["jid"] for job in self.cluster.jobs()}
        with open(self.log, "ab") as log:
            command = stream_command(self.feed.address, self.lake, [*more, *self.cluster.runner_arguments])
            self.submitter = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
        wait_for("the job", lambda: self._alive() and {job["jid"] for job in self.cluster.jobs()} - known, 300)
        (self.job,) = {job["jid"] for job in self.cluster.jobs()} - known

    def _alive(self):
        assert self.submitter.poll() is None, self.log.read_text()[-4000:]
        self.cluster.replace_lost()
        return True

    def end(self):
        if self.submitter:
            self.submitter.kill()
            self.submitter.wait()

    def wait_for_rows(self, count):
        """Wait for rows; where none come for minutes, restart what the job runs on once, as a platform would."""
        came, since = -1, time.monotonic()

        def ready():
            nonlocal came, since
            rows = committed_rows(self.lake)
            if rows > came:
                came, since = rows, time.monotonic()
            elif time.monotonic() - since > STUCK_SECONDS and not self.restarted:
                self.restarted = True
                self.cluster.restart_task_managers()
            return self._alive() and rows >= count

        wait_for(f"{count} articles", ready, 600)

    def checkpoints(self):
        return self.cluster.ask(f"/jobs/{self.job}/checkpoints")["counts"]["completed"]

    def recover_from(self, kill):
        """Kill something, and wait until the job has noticed, has gone on, and can be gone back to again."""
        before = len(self.cluster.failures(self.job))
        kill()
        wait_for("a failure", lambda: self._alive() and len(self.cluster.failures(self.job)) > before, 400)
        done = self.checkpoints()
        self.wait_for_rows(self.feed.grown() + 5)
        wait_for("another checkpoint", lambda: self.checkpoints() > done, 300)

    def stop_with_savepoint(self):
        body = {"drain": False, "targetDirectory": str(self.cluster.checkpoints)}
        trigger = self.cluster.ask(f"/jobs/{self.job}/stop", body)["request-id"]
        found = {}

        def done():
            found.update(self.cluster.ask(f"/jobs/{self.job}/savepoints/{trigger}"))
            return found["status"]["id"] == "COMPLETED"

        wait_for("the savepoint", done, 300)
        assert "location" in found["operation"], found
        self.end()
        return found["operation"]["location"]


def test_nothing_is_lost_or_doubled(cluster, tmp_path):
    with GrowingFeed(per_second=1.0, listed=5000) as feed:  # whatever it misses while it is down is still listed
        stream = Stream(cluster, feed, tmp_path / "lake", tmp_path / "job.log")
        try:
            run_through_failures(stream)
            cluster.cancel(stream.job)
        finally:
            stream.end()
    settle(str(stream.lake))
    assert titles(stream.lake) == sorted(feed.titles())
    assert list(verify(str(stream.lake))) == []


def run_through_failures(stream):
    cluster, feed = stream.cluster, stream.feed
    stream.start()
    stream.wait_for_rows(10)
    wait_for("a checkpoint", stream.checkpoints, 300)

    stream.recover_from(lambda: end_group(cluster.task_managers[-1], signal.SIGKILL))
    # One that ends before it has connected is missed after minutes only: not what is tested here.
    lost = cluster.unconnected_workers()
    wait_for("workers", lambda: cluster.sdk_workers() and cluster.unconnected_workers() <= lost, 300)
    stream.recover_from(lambda: os.kill(cluster.sdk_workers()[-1], signal.SIGKILL))

    savepoint = stream.stop_with_savepoint()
    time.sleep(3)
    stream.start(savepoint)
    stream.wait_for_rows(feed.grown() + 5)

    last = feed.stop()
    stream.wait_for_rows(last)
    time.sleep(2 * WINDOW_SECONDS)  # for what should not come
