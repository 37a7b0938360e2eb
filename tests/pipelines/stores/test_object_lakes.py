"""A lake on an object store is the lake on the disk: the same files, byte by byte, and the same answers."""

import pytest

from dyadwire.pipelines.ask.query import connect, rows
from dyadwire.pipelines.lake.compact import compact
from dyadwire.pipelines.lake.forget import forget
from dyadwire.pipelines.lake.verify import verify
from dyadwire.transforms.storage import filesystem
from tests.pipelines.runs import dyadwire, here, write_lines
from tests.pipelines.stores.lakes_there import articles, files, objects, run

pytestmark = pytest.mark.slow

ANSWERS = (
    "SELECT * FROM articles",
    "SELECT * FROM sentences",
    "SELECT * FROM figures",
    "SELECT * FROM stories",
    "SELECT * FROM dyad_days",
    "SELECT * FROM failures",
)


def answers(lake):
    with connect(lake) as connection:
        return [sorted(map(repr, rows(connection, question)[1])) for question in ANSWERS]


@pytest.fixture(params=["s3", "gs"])
def bucket(request):
    return request.getfixturevalue(request.param)


@pytest.fixture
def inputs(tmp_path):
    first = [*articles(range(12)), {"url": "https://www.outlet.example/bad"}]
    return [write_lines(tmp_path / "a.jsonl", first), write_lines(tmp_path / "b.jsonl", articles(range(8, 20)))]


def test_the_same_files_and_answers_as_on_the_disk(bucket, inputs, tmp_path):
    lake, local = f"{bucket}/lake", tmp_path / "lake"
    for given in inputs:
        assert run(given, lake) == run(given, str(local))
    assert objects(lake) == files(local)
    assert list(verify(lake)) == []
    assert answers(lake) == answers(str(local))
    assert compact(lake) == compact(str(local))
    assert objects(lake) == files(local)
    assert forget(lake, outlets=["outlet.example"]) == forget(str(local), outlets=["outlet.example"])
    assert objects(lake) == files(local)
    assert list(verify(lake)) == []


def test_a_run_again_changes_nothing(s3, inputs):
    lake = f"{s3}/lake"
    run(inputs[0], lake)
    before = objects(lake)
    run(inputs[0], lake)
    assert objects(lake) == before


def test_what_a_killed_writer_left_goes(s3, inputs):
    lake = f"{s3}/lake"
    run(inputs[0], lake)
    before = objects(lake)
    filesystem.put(f"{lake}/articles/published_month=2026-10/part-dead-000.parquet", b"PAR1")
    assert any("no manifest lists it" in problem for problem in verify(lake))
    run(inputs[0], lake)
    assert objects(lake) == before


def test_of_several_files_one_that_is_not_there_is_told(bucket):
    filesystem.put(f"{bucket}/one", b"1")
    assert filesystem.read_all([f"{bucket}/one"] * 2) == [b"1", b"1"]
    with pytest.raises(FileNotFoundError):
        filesystem.read_all([f"{bucket}/one", f"{bucket}/another"])


def test_input_is_read_from_the_store(s3, inputs, tmp_path):
    for given in inputs:
        filesystem.put(f"{s3}/given/{given.name}", given.read_bytes())
    run(f"{s3}/given", f"{s3}/by-folder")
    run(f"{s3}/given/*.jsonl", f"{s3}/by-pattern")
    run(tmp_path / "*.jsonl", str(tmp_path / "lake"))
    assert objects(f"{s3}/by-folder") == objects(f"{s3}/by-pattern") == files(tmp_path / "lake")


def test_the_command_takes_its_endpoint_from_the_environment(s3, inputs, tmp_path):
    done = here("run", inputs[0], "--lake", f"{s3}/lake", "--model", "none")
    assert done.returncode == 0, done.stderr
    asked = dyadwire("sql", "SELECT count(*) AS n FROM articles", "--lake", f"{s3}/lake")
    assert asked.returncode == 0, asked.stderr
    assert "12" in asked.stdout
    assert here("verify", "--lake", f"{s3}/lake").returncode == 0


@pytest.mark.parametrize(
    ("lake", "told"),
    [("s3://no-such-bucket/lake", "cannot write"), ("nowhere://lake", "nowhere"), ("hdfs://lake", "hdfs")],
)
def test_a_store_that_cannot_be_used_is_told_in_one_line(s3, inputs, lake, told):
    done = here("run", inputs[0], "--lake", lake, "--model", "none")
    assert done.returncode == 2
    assert told in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
