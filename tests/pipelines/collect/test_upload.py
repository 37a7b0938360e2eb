"""Segments go up one by one, for somebody who may add objects and never replace one."""

import pytest
from fsspec.implementations.memory import MemoryFileSystem

from dyadwire.pipelines.collect.spool import upload
from dyadwire.transforms.storage.filesystem import glob, put, read


@pytest.fixture
def store(monkeypatch):
    """A store that forbids to replace, as a role that only creates does; its lines die at puts that are told."""
    write, dies = MemoryFileSystem.pipe_file, []

    def add(system, path, content, mode="overwrite"):
        if path.rpartition("/")[2] in dies:
            raise OSError("the line is dead")
        if system.exists(path) and mode != "create":
            raise OSError("Forbidden")
        write(system, path, content, mode=mode)

    monkeypatch.setattr(MemoryFileSystem, "pipe_file", add)
    return dies


@pytest.fixture
def segments(tmp_path):
    paths = [tmp_path / f"{name}.warc.gz" for name in "abc"]
    for path in paths:
        path.write_bytes(path.name.encode())
    return paths


def waiting(segments):
    return [path.name for path in segments if path.exists()]


def test_an_upload_that_breaks_off_is_finished_by_the_next(store, segments, tmp_path):
    spool = f"memory://{tmp_path.name}/spool"
    store.append("b.warc.gz")
    with pytest.raises(OSError, match="the line is dead"):
        upload(segments, spool)
    assert waiting(segments) == ["b.warc.gz", "c.warc.gz"]
    store.clear()
    upload(segments[1:], spool)
    assert waiting(segments) == []
    assert [read(path) for path in glob(f"{spool}/*")] == [b"a.warc.gz", b"b.warc.gz", b"c.warc.gz"]


def test_one_that_a_kill_left_after_its_put_goes_away(store, segments, tmp_path):
    spool = f"memory://{tmp_path.name}/spool"
    put(f"{spool}/a.warc.gz", b"a.warc.gz")
    assert [address.rpartition("/")[2] for address in upload(segments, spool)] == [path.name for path in segments]
    assert waiting(segments) == []
