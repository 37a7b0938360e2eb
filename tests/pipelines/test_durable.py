"""What must be on the disk before what: a power cut may undo any rename whose folder was not synced."""

import os
from pathlib import Path

import pytest

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.compact import compact
from dyadwire.pipelines.lake.opening import locked
from dyadwire.pipelines.lake.publish import put_snapshot
from dyadwire.pipelines.lake.settle import settle
from dyadwire.pipelines.run.launch import run_batches
from dyadwire.pipelines.run.options import CoverageOptions
from dyadwire.transforms.storage import filesystem


@pytest.fixture
def calls(monkeypatch):
    """Record what is done to files, in order: (what, path)."""
    found = []

    def recorded(name, path_of):
        call = getattr(os, name)

        def one(*arguments, **more):
            result = call(*arguments, **more)
            found.append((name, path_of(*arguments)))
            return result

        monkeypatch.setattr(os, name, one)

    recorded("replace", lambda _, target: str(target))
    recorded("fsync", lambda descriptor: os.readlink(f"/proc/self/fd/{descriptor}"))
    recorded("remove", str)
    recorded("mkdir", lambda path, *_: str(path))
    return found


def test_renames_are_durable_before_anything_old_goes(lake_of, calls):
    lake = lake_of(range(1, 4), range(4, 7))
    calls.clear()
    compact(str(lake))
    removed = [place for place, (what, path) in enumerate(calls) if what == "remove" and path.endswith(".parquet")]
    renamed = [(place, path) for place, (what, path) in enumerate(calls) if what == "replace"]
    assert removed
    assert any("part-compact" in path for _, path in renamed)
    for place, path in renamed:
        synced = calls.index(("fsync", os.path.dirname(path)), place)
        assert synced < removed[0], path
    manifest = next(place for place, path in renamed if "_manifests/compact" in path)
    for place, path in renamed:
        if "part-compact" in path:
            assert place < calls.index(("fsync", os.path.dirname(path)), place) < manifest


def test_a_new_folder_is_durable_in_the_one_above(tmp_path, calls):
    filesystem.put(str(tmp_path / "articles/published_month=2026-10/part.parquet"), b"PAR1")
    filesystem.put(str(tmp_path / "x.parquet"), b"PAR1")
    filesystem.move(str(tmp_path / "x.parquet"), str(tmp_path / "figures/published_month=2026-10/part.parquet"))
    made = [(place, path) for place, (what, path) in enumerate(calls) if what == "mkdir"]
    month = "published_month=2026-10"
    assert [Path(path).name for _, path in made] == ["articles", month, "figures", month]
    for place, path in made:
        assert ("fsync", os.path.dirname(path)) in calls[place:]


def test_a_writer_whose_lock_file_was_exchanged_commits_nothing_more(lake_of):
    lake = lake_of(range(1, 4))
    marker = (lake / "_lake.json").read_bytes()
    with pytest.raises(DyadwireError, match="was removed while it was held"), locked(str(lake)):  # noqa: PT012
        (lake / "_lock").unlink()
        with locked(str(lake), "the next writer"):
            settle(str(lake))
        put_snapshot(str(lake), b'{"files": {}}\n')
    assert (lake / "_lake.json").read_bytes() == marker


def test_a_writer_whose_lake_was_moved_makes_no_other_in_its_place(lake_of, tmp_path):
    lake = lake_of(range(1, 4))
    with pytest.raises(DyadwireError, match="was removed while it was held"), locked(str(lake)):  # noqa: PT012
        lake.rename(tmp_path / "moved")
        run_batches(CoverageOptions(inputs=("a.txt",), lake=str(lake)), [])
    assert not lake.exists()
