"""Ten minutes of a stream at a steady rate on Flink: rows in time, memory that stays, nothing that grows but the lake.

`make test-soak`; DYADWIRE_SOAK_SECONDS and DYADWIRE_SOAK_RATE shorten it or slow it down. Prints what it measured.
"""

import json
import os
import statistics
import subprocess
import threading
import time
from collections import defaultdict
from pathlib import Path

import pytest
from confluent_kafka import Producer
from confluent_kafka.admin import AdminClient, NewTopic

from dyadwire.pipelines.ask.query import connect
from dyadwire.pipelines.lake.marker import read_marker
from dyadwire.pipelines.lake.opening import locked
from dyadwire.pipelines.lake.settle import settle
from dyadwire.pipelines.lake.verify import verify
from infra.flink.cluster import FlinkCluster
from infra.kafka.broker import KafkaBroker
from infra.processes import ROOT, wait_for
from tests.pipelines.runs import article
from tests.runners.growing import GrowingFeed, stream_command
from tests.runners.invented import invent
from tests.runners.parity import committed_rows

SECONDS = float(os.environ.get("DYADWIRE_SOAK_SECONDS", "600"))
RATE = float(os.environ.get("DYADWIRE_SOAK_RATE", "50"))
WINDOW_SECONDS = 15.0
HEAP, HEAP_SECONDS = "task managers' live heap", 30.0  # a collection each time, on two JVMs
# What Beam's older job servers keep of every pause of a topic's partitions: Beam's issue 27648, mended by its 39191.
LEAK_MB_A_SECOND = 10 / 60  # twice what was measured
ARTICLE_MB = 0.02  # of rows in a checkpoint
PROMISED_SECONDS = WINDOW_SECONDS + 15.0
pytestmark = [pytest.mark.slow, pytest.mark.timeout(int(SECONDS) + 1200)]


class Topic:
    """A broker whose topic grows by the clock."""

    def __init__(self, folder):
        self._broker = KafkaBroker(folder)
        self._stopped = threading.Event()
        self.count = 0

    def __enter__(self):
        self._broker.__enter__()
        servers = {"bootstrap.servers": self._broker.address}
        admin = AdminClient(servers)
        admin.create_topics([NewTopic("news", 2, 1)])["news"].result(60)
        self.address = f"kafka://{self._broker.address}/news"
        self._producer = Producer({**servers, "log_level": 2})  # the broker ends before it: no error
        return self

    def __exit__(self, *error):
        self._stopped.set()
        self._broker.__exit__(*error)

    def begin(self):
        self._began = time.monotonic()
        threading.Thread(target=self._produce, daemon=True).start()

    def _produce(self):
        while not self._stopped.wait(0.1):
            while self.count < (time.monotonic() - self._began) * RATE:
                self._producer.produce("news", _message(self.count))
                self.count += 1
            self._producer.poll(0)

    def stop(self):
        self._stopped.set()
        self._producer.flush(60)
        return self.count


def _message(number):
    title, text = invent(number)
    return json.dumps(article(number, title=title, text=text)).encode()


class Feed(GrowingFeed):
    """A feed that grows by the clock, from `begin`."""

    def __init__(self, _folder):
        super().__init__(per_second=RATE, listed=int(10 * RATE))  # what came in ten seconds

    def entry(self, number):
        title, text = invent(number)
        return title, f"<html><body><p>{text}</p></body></html>"


def seen_by_readers(lake):
    """Return the numbers of the articles in the snapshot that readers ask."""
    connection = connect(str(lake), complete=True)
    try:
        found = connection.execute("SELECT DISTINCT regexp_extract(title, '[0-9]+$')::INT FROM articles").fetchall()
    finally:
        connection.close()
    return {number for (number,) in found}


def sizes_mb(cluster, job):
    """Return the memory of all processes of a job, by kind, and what its checkpoints take on the disk. Megabytes."""
    managers = [process.pid for process in cluster.task_managers]
    # os.walk passes over folders that vanish: checkpoints that newer ones have replaced.
    files = [(folder, name) for folder, _, names in os.walk(cluster.checkpoints) for name in names]
    return {
        "SDK workers": sum(map(_rss, cluster.sdk_workers())),
        "task managers": sum(map(_rss, managers)),
        "the submitting process": _rss(job.pid),
        "checkpoints": sum(_size(os.path.join(folder, name)) for folder, name in files) / 1e6,
    }


def _size(path):
    try:
        return os.path.getsize(path)
    except FileNotFoundError:  # one that a newer checkpoint has replaced
        return 0


def _rss(pid):
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except (FileNotFoundError, ProcessLookupError):  # a worker that has just ended
        return 0.0


@pytest.mark.parametrize("source", [Topic, Feed])
def test_a_stream_keeps_up(source, tmp_path, capsys):
    lake, log = tmp_path / "lake", tmp_path / "job.log"
    options = [f"--window_seconds={WINDOW_SECONDS}", "--poll_seconds=2", "--settle_seconds=1"]
    options += ["--checkpointing_interval=10000", "--remember_seconds=120", "--max_bundle_time_mills=200"]
    with source(tmp_path / "source") as news, FlinkCluster(tmp_path / "flink", task_managers=2) as cluster:
        with open(log, "w") as file:
            command = stream_command(news.address, lake, [*options, *cluster.runner_arguments])
            job = subprocess.Popen(command, cwd=ROOT, stdout=file, stderr=file)
        try:
            wait_for("workers", lambda: job.poll() is not None or cluster.connected_workers() >= 2, 400)
            time.sleep(10)
            news.begin()
            lags, sizes = watch(lake, cluster, job, log)
            total = news.stop()
            wait_for("the last rows", lambda: committed_rows(lake) >= total, 300)
        finally:
            job.kill()
            job.wait()
    with locked(str(lake)):  # the next writer removes what a settling that was killed has left
        settle(str(lake))
    report(capsys, source, total, lags, sizes)
    assert committed_rows(lake) == total
    assert list(verify(str(lake))) == []
    assert max(lags) <= PROMISED_SECONDS
    for kind, values in sizes.items():
        early, late = early_and_late(values)
        spare = spare_mb(kind, source)
        assert late < early * 1.15 + spare, f"{kind} grew from {early:.0f} to {late:.0f} MB"


def spare_mb(kind, source):
    """Return how much more than the machine's noise something may grow between the second quarter and the last."""
    if kind == HEAP and source is Topic:
        return LEAK_MB_A_SECOND * SECONDS / 2
    # A checkpoint holds what came since its window began: a window's articles, or next to none.
    return RATE * WINDOW_SECONDS * ARTICLE_MB if kind == "checkpoints" else 0.0


def watch(lake, cluster, job, log):
    """Look every second how late articles are where readers see them, and what all takes. Seconds, megabytes."""
    seen, snapshot, lags, sizes = set(), None, [], defaultdict(list)
    began = time.monotonic()
    until = began + SECONDS
    while time.monotonic() < until:
        time.sleep(1.0)
        assert job.poll() is None, log.read_text()[-4000:]
        newest, since = (read_marker(str(lake)) or {}).get("snapshot"), time.monotonic() - began
        if newest != snapshot:  # to look costs what the stream could have
            snapshot, found = newest, seen_by_readers(lake)
            since = time.monotonic() - began
            lags += [since - number / RATE for number in found - seen]  # it came when the clock had grown to its number
            seen = found
        for kind, value in sizes_mb(cluster, job).items():
            sizes[kind].append(value)
        if len(sizes[HEAP]) * HEAP_SECONDS <= since:
            sizes[HEAP].append(cluster.live_heap_mb())
    # Whatever nobody has seen yet is as late already as it is old.
    return lags + [since - number / RATE for number in range(int(since * RATE)) if number not in seen], sizes


def early_and_late(values):
    """Return the medians of the second quarter, when all is warm, and of the last."""
    quarter = len(values) // 4
    return statistics.median(values[quarter : 2 * quarter]), statistics.median(values[-quarter:])


def report(capsys, source, total, lags, sizes):
    with capsys.disabled():
        ordered = sorted(lags)
        middle, late = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)]
        print(f"\n{source.__name__}: {total:,} articles in {SECONDS:.0f} s, all of them rows")
        print(
            f"  from arrival to a row that readers see: median {middle:.1f} s, 99 % {late:.1f} s, "
            f"most {ordered[-1]:.1f} s"
        )
        for kind, values in sizes.items():
            early, last = early_and_late(values)
            print(f"  {kind}: {early:.0f} MB in the second quarter, {last:.0f} MB in the last")
