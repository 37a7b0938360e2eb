"""What a store is asked by readers of Parquet files, which may go but never change, and of others, which do."""

from collections import Counter
from types import SimpleNamespace

import pytest
from fsspec.implementations.memory import MemoryFileSystem

from dyadwire.transforms.storage import cached_filesystem
from dyadwire.transforms.storage.cached_filesystem import CachedFileSystem


class Asked(MemoryFileSystem):
    """A store in memory that counts what it is asked."""

    cachable = False
    store, pseudo_dirs = {}, [""]

    def __init__(self):
        super().__init__()
        self.asked = Counter()
        self.store.clear()

    def info(self, path, **options):
        self.asked["info"] += 1
        return super().info(path, **options)

    def cat_file(self, path, start=None, end=None, **options):
        self.asked["cat_file"] += 1
        return super().cat_file(path, start, end, **options)

    def open(self, path, *more, **options):
        self.asked["open"] += 1
        return super().open(path, *more, **options)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """A clock that stands still until a test moves it."""
    now = SimpleNamespace(seconds=1000.0)
    monkeypatch.setattr(cached_filesystem, "monotonic", lambda: now.seconds)
    return now


@pytest.fixture
def store():
    store = Asked()
    for name in ("part.parquet", "marker.json"):
        store.pipe_file(f"/lake/{name}", b"PAR1PAR1")
    store.asked.clear()
    return store


def read_often(seen, name):
    for _ in range(3):
        assert seen.glob(name) == [name]
        assert seen.isfile(name)
        assert seen.size(name) == 8
        with seen.open(name, "rb") as file:
            assert file.read() == b"PAR1PAR1"


def test_a_small_parquet_file_is_asked_about_once_and_read_once(store):
    read_often(CachedFileSystem(store), "/lake/part.parquet")
    assert (store.asked["info"], store.asked["cat_file"]) == (1, 1)


def test_a_file_that_was_taken_down_is_not_read_ten_seconds_later(store, clock):
    seen, name = CachedFileSystem(store), "/lake/part.parquet"
    read_often(seen, name)
    modified = seen.modified(name)
    store.rm_file(name)
    assert seen.modified(name) == modified
    clock.seconds += 10
    assert not seen.exists(name)
    assert seen.glob(name) == []
    for asked in (seen.info, seen.modified, seen.open):
        with pytest.raises(FileNotFoundError):
            asked(name)


def test_a_large_one_is_read_in_parts(store, monkeypatch):
    monkeypatch.setattr(cached_filesystem, "_WHOLE", 7)
    read_often(CachedFileSystem(store), "/lake/part.parquet")
    assert (store.asked["open"], store.asked["cat_file"]) == (3, 0)


def test_what_changes_is_asked_for_each_time(store):
    seen = CachedFileSystem(store)
    read_often(seen, "/lake/marker.json")
    store.pipe_file("/lake/marker.json", b"longer than before")
    assert seen.size("/lake/marker.json") == 18
    with seen.open("/lake/marker.json", "rb") as file:
        assert file.read() == b"longer than before"


@pytest.mark.parametrize("name", ["/lake/later.parquet", "/lake/later.json"])
def test_a_file_that_is_not_there_may_come_later(store, name):
    seen = CachedFileSystem(store)
    assert not seen.exists(name)
    assert seen.glob(name) == []
    store.pipe_file(name, b"PAR1PAR1")
    assert seen.glob(name) == [name]


def test_patterns_and_folders_are_the_stores(store):
    seen = CachedFileSystem(store)
    assert seen.glob("/lake/*.parquet") == ["/lake/part.parquet"]
    assert seen.ls("/lake", detail=False) == store.ls("/lake", detail=False)
    assert seen.modified("/lake/part.parquet") == store.modified("/lake/part.parquet")
    assert seen.modified("/lake/marker.json") == store.modified("/lake/marker.json")
