"""A writer whose lease is another's by now commits nothing more, wherever it is."""

from datetime import UTC, datetime, timedelta

import pytest

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.compact import compact
from dyadwire.pipelines.lake.lease import take
from dyadwire.pipelines.lake.opening import locked, open_lake
from dyadwire.pipelines.lake.publish import put_snapshot
from dyadwire.pipelines.lake.release import release
from dyadwire.pipelines.lake.rewrite import rewrite
from dyadwire.pipelines.lake.settle import settle
from dyadwire.pipelines.lake.settled_manifests import write_settled
from dyadwire.pipelines.lake.sweep import sweep
from dyadwire.transforms.storage import filesystem
from dyadwire.transforms.storage.lease import LeaseLostError, lease_path, read_lease, refuse_lost
from dyadwire.transforms.write import partitioned
from tests.pipelines.concurrent import add_batch
from tests.pipelines.kills import put_lake
from tests.pipelines.runs import write_lines
from tests.pipelines.stores.lakes_there import articles, objects, run

pytestmark = pytest.mark.slow


def take_away(lake):
    """Let the time of the lease be over and another writer come, as while its holder sleeps."""
    (path,) = filesystem.glob(f"{lake}/_lock-*.json")
    filesystem.put(path, b'{"holder": "asleep", "until": "2020-01-01T00:00:00+00:00"}')
    return take(lake, "next")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Two batches, settled."""
    lake = tmp_path_factory.mktemp("fencing") / "lake"
    for number in range(2):
        add_batch(lake, number)
    return lake


@pytest.fixture
def lake(made, s3):
    put_lake(made, f"{s3}/lake")
    return f"{s3}/lake"


COMMITS = {
    "a snapshot": lambda lake: put_snapshot(lake, b'{"files": {}}\n'),
    "a settled month": lambda lake: write_settled(lake, "2026-03", [], {}),
    "a rewriting": lambda lake: rewrite(lake, [("articles", "2026-03")]),
    "what is swept": sweep,
    "what is released": release,
}


@pytest.mark.parametrize("commit", COMMITS)
def test_at_every_commit_point_the_holder_asks_whether_it_still_holds(lake, commit):
    filesystem.put(f"{lake}/articles/published_month=2026-03/part-left-000.parquet", b"PAR1")
    with pytest.raises(DyadwireError, match=f"the lease of {lake} was lost"), locked(lake):  # noqa: PT012
        filesystem.put(f"{lake}/articles/published_month=2026-03/part-left-000.parquet", b"PAR1")
        take_away(lake)
        before = seen_by_others(lake)
        COMMITS[commit](lake)
    assert seen_by_others(lake) == before
    assert read_lease(lease_path(lake, 2)).holder == "next"


def seen_by_others(lake):
    return {path: digest for path, digest in objects(lake).items() if "_rewriting" not in path}


def test_a_holder_that_was_never_followed_goes_on(lake):
    with locked(lake):
        settle(lake)
    assert compact(lake).after < 10_000


def test_a_lease_that_is_about_to_end_counts_no_more(s3):
    open_lake(f"{s3}/lake")
    lease = take(f"{s3}/lake", "mine", timedelta(seconds=50))
    with pytest.raises(LeaseLostError):
        refuse_lost(lease.path)
    assert read_lease(lease.path).until > datetime.now(UTC)


def test_a_batch_of_a_writer_that_slept_is_not_committed_and_its_files_are_left(s3, tmp_path, monkeypatch):
    lake, given = f"{s3}/lake", write_lines(tmp_path / "a.jsonl", articles(range(4)))
    whole = partitioned.manifest_of

    def sleep(*written):
        take_away(lake)
        return whole(*written)

    monkeypatch.setattr(partitioned, "manifest_of", sleep)
    with pytest.raises(DyadwireError, match=f"the lease of {lake} was lost before its writer was done"):
        run(given, lake)
    assert filesystem.glob(f"{lake}/_manifests/*.json") == []
    assert filesystem.glob(f"{lake}/articles/*=2026-10/*.parquet")  # the next writer may be at the same batch
    monkeypatch.setattr(partitioned, "manifest_of", whole)
    filesystem.remove(lease_path(lake, 2))
    assert run(given, lake).kept == 4
