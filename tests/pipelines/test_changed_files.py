"""A file that somebody exchanged for a sound one with fewer rows: whatever rewrites its month refuses to."""

import tarfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dyadwire.pipelines.collect.watch_lake import batch_runner
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake import changed_files
from dyadwire.pipelines.lake import compact as module
from dyadwire.pipelines.lake.compact import compact_held
from dyadwire.pipelines.lake.forget import forget
from dyadwire.pipelines.lake.migrate import migrate
from dyadwire.pipelines.lake.opening import locked
from dyadwire.pipelines.lake.verify import verify
from dyadwire.pipelines.run.options import CoverageOptions
from dyadwire.transforms.storage.committed import read_manifests
from tests.pipelines.damaged import run_input, some_file
from tests.pipelines.runs import article, here, tree, write_lines

FIXTURES = Path(__file__).parents[1] / "fixtures/lakes"
REWRITING = {"compact": [], "forget": [article(1)["url"], "--yes"], "reextract": ["--threshold", "0.1"]}


@pytest.fixture
def lake(lake_of):
    return lake_of(range(1, 6), range(4, 9))


def halve(path):
    """Write a file anew with half of its rows, as a sound one that no manifest lists."""
    rows = pq.ParquetFile(path).read()
    pq.write_table(rows.slice(0, rows.num_rows // 2), path)


@pytest.mark.parametrize("command", REWRITING)
def test_files_that_are_not_what_was_written_are_not_made_so(lake, command):
    halve(path := some_file(lake, "figures/*/part-[0-9a-f]*.parquet"))
    before, problems = tree(lake), list(verify(str(lake)))
    told = here(command, *REWRITING[command], "--lake", lake)
    name = path.relative_to(lake)
    mend = "put it back from a backup, or remove what is left of it and run the input of batch "
    assert told.returncode == 2
    assert told.stderr.startswith(f"dyadwire: nothing was rewritten, as {name} is not what was written: {mend}")
    assert told.stderr.count("\n") == 1
    assert tree(lake) == before
    assert list(verify(str(lake))) == problems != []


@pytest.mark.parametrize("table", ["articles", "figures"])
@pytest.mark.parametrize("what", ["gone", "garbage"])
@pytest.mark.parametrize("command", ["forget", "reextract"])
def test_files_that_cannot_be_read_are_told_with_what_brings_them_back(lake, command, what, table):
    path = some_file(lake, f"{table}/*/part-[0-9a-f]*.parquet")
    path.unlink() if what == "gone" else path.write_bytes(b"no Parquet")
    before = tree(lake)
    told = here(command, *REWRITING[command], "--lake", lake)
    wrong = "not there" if what == "gone" else "not what was written"
    start = f"dyadwire: nothing was rewritten, as {path.relative_to(lake)} is {wrong}: put it back from a backup"
    assert (told.returncode, told.stderr[: len(start)], told.stderr.count("\n")) == (2, start, 1)
    assert tree(lake) == before


def test_what_would_be_removed_is_not_told_where_it_would_not(lake):
    halve(path := some_file(lake, "figures/*/part-[0-9a-f]*.parquet"))
    told = here("forget", article(1)["url"], "--dry-run", "--lake", lake)
    assert told.returncode == 2
    assert told.stderr.startswith(f"dyadwire: nothing was rewritten, as {path.relative_to(lake)} is not what was")
    assert told.stdout == ""


def test_a_takedown_compares_each_file_once(lake, monkeypatch):
    compared = []
    monkeypatch.setattr(changed_files, "_is_changed", lambda path, file: compared.append(path))
    forget(str(lake), urls=[article(1)["url"]])
    assert len(compared) == len(set(compared)) > 0


def test_a_watch_compares_files_again_where_one_was_touched(lake, monkeypatch):
    monkeypatch.setattr(module, "WATCHED_FILES", 1)
    compared, told, compare = [], [], changed_files._is_changed
    monkeypatch.setattr(changed_files, "_is_changed", lambda *file: compared.append(file) or compare(*file))
    run_batch = batch_runner(CoverageOptions(inputs=("feeds",), lake=str(lake), model=None), warn=told.append)
    whole = (path := some_file(lake, "figures/*/part-[0-9a-f]*.parquet")).read_bytes()
    halve(path)
    numbers = []
    for content in (None, None, whole, None):
        if content:
            path.write_bytes(content)
        with locked(str(lake)):
            run_batch([])
        numbers.append(len(compared))
    assert 0 < numbers[0] == numbers[1] < numbers[2] == numbers[3]  # compacted then, and nothing is left to compare
    assert len(told) == 1


def test_a_watch_goes_on_where_a_file_is_gone(lake, monkeypatch):
    monkeypatch.setattr(module, "WATCHED_FILES", 1)
    told = []
    run_batch = batch_runner(CoverageOptions(inputs=("feeds",), lake=str(lake), model=None), warn=told.append)
    some_file(lake, "figures/*/part-[0-9a-f]*.parquet").unlink()
    with locked(str(lake)):
        run_batch([])
    assert "is not there: put it back" in told[0]


def test_several_are_counted_and_no_watch_merges_them(lake):
    for table in ("figures", "sentences"):
        halve(some_file(lake, f"{table}/*/part-[0-9a-f]*.parquet"))
    with pytest.raises(DyadwireError, match=r"; `dyadwire verify --lake \S+` tells of 1 more file$"):
        compact_held(str(lake), above=1)


def test_a_watch_goes_on_and_says_it_once_a_file(lake, monkeypatch):
    monkeypatch.setattr(module, "WATCHED_FILES", 1)
    told = []
    run_batch = batch_runner(CoverageOptions(inputs=("feeds",), lake=str(lake), model=None), warn=told.append)
    for table, lines in (("figures", 1), ("sentences", 2)):
        halve(some_file(lake, f"{table}/*/part-[0-9a-f]*.parquet"))
        for _ in range(2):
            with locked(str(lake)):
                run_batch([])
        assert len(told) == lines
    assert "nothing was rewritten, as figures/" in told[0]


def test_a_takedown_of_another_month_is_made(lake, tmp_path):
    run_input(write_lines(tmp_path / "other.jsonl", [article(90, published_at="2026-12-01T08:00:00Z")]), lake)
    halve(some_file(lake, "figures/*2026-12/part-[0-9a-f]*.parquet"))
    assert forget(str(lake), urls=[article(1)["url"]]).articles == 1
    (problem,) = verify(str(lake))
    assert problem.startswith("figures/published_month=2026-12/")


def test_a_lake_of_before_is_not_migrated_with_a_file_that_was_changed(tmp_path):
    with tarfile.open(FIXTURES / "version-3.tar.xz") as archive:
        archive.extractall(tmp_path, filter="data")
    lake = next(tmp_path.glob("**/_lake.json")).parent
    halve(path := some_file(lake, "figures/*/part-[0-9a-f]*.parquet"))
    before = read_manifests(str(lake))
    with pytest.raises(DyadwireError, match=f"as {path.relative_to(lake)} is not what was written"):
        migrate(str(lake))
    assert read_manifests(str(lake)) == before
