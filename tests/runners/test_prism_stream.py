"""A stream of a feed on Beam's Prism."""

import signal
import subprocess

import pytest

from dyadwire.pipelines.lake.settle import settle
from dyadwire.pipelines.lake.verify import verify
from infra.processes import ROOT, end_group, wait_for
from tests.runners.growing import GrowingFeed, stream_command
from tests.runners.parity import committed_rows, prism_options, titles

# Minutes on a machine that others use too.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]


def test_every_entry_of_a_feed_that_grows_is_one_row(tmp_path):
    lake, log = tmp_path / "lake", tmp_path / "log"
    options = ["--window_seconds=4", "--poll_seconds=1", "--settle_seconds=3600", *prism_options()]
    with GrowingFeed(per_second=2.0, listed=5000) as feed, open(log, "w") as file:
        command = stream_command(feed.address, lake, options)
        stream = subprocess.Popen(command, cwd=ROOT, stdout=file, stderr=file, start_new_session=True)

        def there(count):
            assert stream.poll() is None, log.read_text()[-4000:]
            return committed_rows(lake) >= count

        try:
            wait_for("rows", lambda: there(10), 300)
            last = feed.stop()
            wait_for("the last row", lambda: there(last), 300)
        finally:
            end_group(stream, signal.SIGKILL)
            stream.wait()
    settle(str(lake))
    assert titles(lake) == sorted(feed.titles())
    assert list(verify(str(lake))) == []
