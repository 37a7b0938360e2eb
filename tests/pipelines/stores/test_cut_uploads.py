"""A line that dies in the middle of an upload leaves nothing half-written, and the next run is whole."""

import re

import pytest

from dyadwire.pipelines.ask.query import connect, rows
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.compact import compact
from dyadwire.pipelines.lake.verify import verify
from dyadwire.schemas.manifest import LAKE_FILE
from dyadwire.transforms.storage import filesystem
from tests.pipelines.runs import write_lines
from tests.pipelines.stores.lakes_there import articles, files, objects, run

pytestmark = pytest.mark.slow

NEVER_AGAIN = 1000  # more cuts than a client has patience


@pytest.fixture(scope="module")
def given(tmp_path_factory):
    return write_lines(tmp_path_factory.mktemp("given") / "a.jsonl", articles(range(12)))


@pytest.fixture(scope="module")
def whole(given):
    run(given, str(given.parent / "lake"))
    return files(given.parent / "lake")


def test_one_cut_is_made_good_by_the_client(cut_s3, wire, given, whole):
    wire.cut, wire.cuts_left = re.compile(r"/articles/.*/part-[0-9a-f]{16}-"), 1
    run(given, f"{cut_s3}/lake")
    assert len(wire.cuts_made) == 1
    assert objects(f"{cut_s3}/lake") == whole


@pytest.mark.parametrize("what", [r"/figures/.*/part-[0-9a-f]{16}-", r"/_manifests/[0-9a-f]{16}\.json", "part-settled"])
def test_a_dead_line_leaves_no_half_object(cut_s3, wire, given, whole, what):
    lake = f"{cut_s3}/lake"
    wire.cut, wire.cuts_left = re.compile(what), NEVER_AGAIN
    with pytest.raises(DyadwireError, match="cannot write s3://"):
        run(given, lake)
    assert wire.cuts_made
    for path in filesystem.glob(f"{lake}/*/*/*.parquet"):
        assert filesystem.read(path).endswith(b"PAR1"), path
    left = objects(lake)
    # Only the marker is ever replaced: it names what readers see, here a lake that has nothing yet.
    assert {path: left[path] for path in left if path in whole and path != LAKE_FILE}.items() <= whole.items()
    with connect(lake) as connection:
        assert rows(connection, "SELECT count(*) FROM articles")[1] == [(0,)]
    wire.cuts_left = 0
    run(given, lake)
    assert objects(lake) == whole
    assert list(verify(lake)) == []


def test_a_compaction_that_is_cut_short_loses_nothing(cut_s3, wire, given, tmp_path):
    lake = f"{cut_s3}/lake"
    run(given, lake)
    run(write_lines(tmp_path / "b.jsonl", articles(range(12, 20))), lake)
    before = objects(lake)
    wire.cut, wire.cuts_left = re.compile("_manifests/compact"), NEVER_AGAIN
    with pytest.raises((DyadwireError, OSError), match="cannot write s3://"):
        compact(lake)
    assert before.items() <= objects(lake).items()
    wire.cuts_left = 0
    done = compact(lake)
    assert done.after < done.before
    assert list(verify(lake)) == []
