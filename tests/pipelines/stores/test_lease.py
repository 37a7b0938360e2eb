"""One writer at a time on object stores."""

from datetime import UTC, datetime, timedelta

import pytest

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake import lease
from dyadwire.pipelines.lake.lease import take
from dyadwire.pipelines.lake.opening import locked, open_lake
from dyadwire.transforms.storage import filesystem


@pytest.fixture(params=["s3", "gs"])
def lake(request):
    address = request.getfixturevalue(request.param) + "/lake"
    open_lake(address)
    return address


def test_a_second_writer_is_told_who_writes(lake):
    with (
        locked(lake, "dyadwire run"),
        pytest.raises(DyadwireError, match=r"dyadwire run \(process \d+ on .*\) is writing the lake"),
        locked(lake, "dyadwire compact"),
    ):
        pass
    with locked(lake, "dyadwire compact"):
        pass


def test_the_store_decides_between_two_who_come_at_once(lake, monkeypatch):
    take(lake, "one")
    monkeypatch.setattr(lease, "lease_numbers", lambda _: [])  # the other looked before the first had written
    with pytest.raises(DyadwireError, match="another writer"):
        take(lake, "other")


def test_a_dead_writer_holds_a_lake_until_its_lease_ends(lake):
    take(lake, "dead")
    with pytest.raises(DyadwireError, match="dead is writing"):
        take(lake, "next")
    take(f"{lake}/other", "dead", timedelta(seconds=-1))
    assert take(f"{lake}/other", "next").number == 2


def test_a_lease_is_prolonged_while_its_writer_lives(lake, monkeypatch):
    monkeypatch.setattr(lease, "LEASE", timedelta(minutes=30))
    mine = take(lake, "mine", timedelta(minutes=1))
    mine.prolong()
    (path,) = filesystem.glob(f"{lake}/_lock-*.json")
    assert b'"mine"' in filesystem.read(path)
    assert lease._read(lake, 1).until > datetime.now(UTC) + timedelta(minutes=29)
    mine.release()
    assert filesystem.glob(f"{lake}/_lock-*.json") == []


def test_a_writer_that_was_away_too_long_is_told_so(lake):
    late = take(lake, "late", timedelta(seconds=-1))
    take(lake, "next")
    late.prolong()
    assert [path.rsplit("/", 1)[1] for path in filesystem.glob(f"{lake}/_lock-*.json")] == ["_lock-00000002.json"]
    with pytest.raises(DyadwireError, match="ended before its writer did"):
        late.release()
    with pytest.raises(DyadwireError, match="next is writing"):
        take(lake, "third")


@pytest.mark.parametrize("content", [b"{", b"[" * 100_000])
def test_a_damaged_lease_stops_writers(lake, content):
    filesystem.put(f"{lake}/_lock-00000001.json", content)
    with pytest.raises(DyadwireError, match="remove it once no writer runs"):
        take(lake, "mine")
