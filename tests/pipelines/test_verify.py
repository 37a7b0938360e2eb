import json
import shutil
import subprocess
import sys
import tempfile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dyadwire.pipelines.cli import main
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.verify import verify
from dyadwire.pipelines.run.options import CoverageOptions
from dyadwire.pipelines.run.passes import run_pass
from dyadwire.schemas.arrow import with_column
from dyadwire.schemas.manifest import Books, Manifest
from dyadwire.schemas.tables import TABLES
from dyadwire.transforms.storage import spooled_file
from dyadwire.transforms.write import sorted_runs
from dyadwire.transforms.write.row_order import unique_rows
from tests.pipelines.committed import run_batch_of
from tests.pipelines.damaged import next_run
from tests.pipelines.runs import ROOT, article, dyadwire, write_lines


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    lake = tmp_path_factory.mktemp("verify") / "lake"
    run_batch_of(lake, range(1, 7))
    run_batch_of(lake, range(5, 9))
    return lake


@pytest.fixture
def lake(sound, tmp_path):
    return shutil.copytree(sound, tmp_path / "lake")


def problems(lake):
    return list(verify(str(lake)))


def some_files(lake, table="articles"):
    """Return the files of a table, the fullest first."""
    paths = (lake / table).glob("*/*.parquet")
    return sorted(paths, key=lambda path: (-pq.read_metadata(path).num_rows, path))


def relist(lake, path):
    """Make the manifests list a changed file as it is, and leave nothing that tells of another."""
    shutil.rmtree(lake / "_snapshots", ignore_errors=True)
    from dyadwire.transforms.storage.committed import checksum_of

    name, content = str(path.relative_to(lake)), path.read_bytes()
    for manifest in (lake / "_manifests").glob("*.json"):
        read = Manifest.from_json(manifest.read_bytes())
        files = tuple(
            file._replace(bytes=len(content), checksum=checksum_of(content), rows=pq.read_metadata(path).num_rows)
            if file.path == name
            else file
            for file in read.files
        )
        if files != read.files:
            manifest.write_bytes(read._replace(files=files).to_json())


def test_a_lake_of_two_runs_is_sound(sound, capsys):
    assert problems(sound) == []
    assert main(["verify", "--lake", str(sound)]) == 0


def test_what_looks_after_a_lake_tells_what_it_did_and_no_more(lake):
    """In one process of its own: what libraries write to its standard error is seen, too."""
    code = f"""
from dyadwire.pipelines.cli import main
for asked in (["migrate"], ["compact"], ["reextract", "--model", "none"], ["forget", "--before", "2000-01-01"]):
    assert main([*asked, "--lake", {str(lake)!r}]) == 0, asked
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
def test_it_tells_how_much_was_checked(lake):
    files = [*lake.glob("*/*/*.parquet")]
    with_rows = [path for path in files if path.name != "part-empty.parquet"]
    rows = sum(pq.read_metadata(path).num_rows for path in with_rows)
    done = dyadwire("verify", "--lake", lake)
    tables = len({path.parts[-3] for path in with_rows})
    told = f"{len(with_rows)} files, {rows} rows of {tables} tables, 2026-10\n"
    assert (done.returncode, done.stdout, done.stderr) == (0, "", f"sound: {told}")
    as_json = json.loads(dyadwire("verify", "--json", "--lake", lake).stdout)
    assert (as_json["sound"], as_json["problems"], as_json["files"], as_json["rows"]) == (
        True,
        [],
        len(with_rows),
        rows,
    )
    assert (as_json["months"], as_json["undated"], sum(as_json["tables"].values())) == (["2026-10"], False, rows)
    some_files(lake)[0].unlink()
    done = dyadwire("verify", "--lake", lake)
    assert (done.returncode, done.stderr) == (1, f"1 problem; checked: {told}")
    as_json = json.loads(dyadwire("verify", "--json", "--lake", lake).stdout)
    assert (as_json["sound"], as_json["problems"]) == (False, done.stdout.splitlines())


def test_a_lake_that_is_not_there():
    with pytest.raises(DyadwireError, match="no lake"):
        list(verify("/no/such/lake"))


def test_one_flipped_bit(lake, capsys):
    path = some_files(lake, "figures")[0]
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    (problem,) = problems(lake)
    assert problem.startswith("figures/")
    assert "not what was written" in problem
    assert main(["verify", "--lake", str(lake)]) == 1
    assert problem in capsys.readouterr().out


def test_a_file_that_is_gone_and_one_that_nothing_lists(lake):
    path = some_files(lake, "sentences")[0]
    path.rename(path.with_name("part-stray-000.parquet"))
    assert [problem.split(": ")[1] for problem in problems(lake)] == ["listed, but not there", "no manifest lists it"]


def test_books_that_do_not_balance(lake):
    path = sorted((lake / "_manifests").glob("[!s]*.json"))[0]
    fields = json.loads(path.read_text())
    fields["books"]["kept"] += 1
    path.write_text(json.dumps(fields))
    assert any("the next run puts it back from its copy" in problem for problem in problems(lake))
    shutil.rmtree(lake / "_snapshots")  # so that no copy tells what it was
    assert any("books do not balance" in problem for problem in problems(lake))


@pytest.fixture(scope="module")
def with_failures(tmp_path_factory):
    """A lake of two batches, with two failures and one that is in both."""
    folder = tmp_path_factory.mktemp("failed")
    lake = folder / "lake"
    for part, names in (("one", "ab"), ("other", "bc")):
        (folder / part).mkdir(parents=True)
        write_lines(folder / part / "in.jsonl", [article(len(part))])
        for name in names:
            (folder / part / f"{name}.txt").write_text("")
        run_pass(CoverageOptions(inputs=(str(folder / part),), lake=str(lake), model=None))
    return lake


@pytest.fixture
def failed(with_failures, tmp_path):
    return shutil.copytree(with_failures, tmp_path / "failed")


def told_of_failures_without(lake, count):
    """Take the first rows of failures away; return what is told of that."""
    path = some_files(lake, "failures")[0]
    pq.write_table(pq.ParquetFile(path).read().slice(count), path)
    relist(lake, path)
    (problem,) = (found for found in problems(lake) if "rows of failures" in found)
    return problem


def test_failures_that_the_books_have_and_the_table_has_not(failed):
    assert problems(failed) == []
    assert ": 1 rows of failures, 2 in its books: put it back" in told_of_failures_without(failed, 1)


def test_failures_of_a_compacted_lake(failed):
    assert main(["compact", "--lake", str(failed)]) == 0
    assert problems(failed) == []
    assert pq.read_metadata(some_files(failed, "failures")[0]).num_rows == 3
    assert ": 1 rows of failures, 4 in its books: put it back" in told_of_failures_without(failed, 2)


def test_failures_that_were_forgotten(failed):
    assert main(["compact", "--lake", str(failed)]) == 0
    assert main(["forget", "--yes", "--lake", str(failed), "https://www.outlet.example/3", "b.txt"]) == 2
    assert pq.read_metadata(some_files(failed, "failures")[0]).num_rows == 2
    assert problems(failed) == []


def test_a_failure_that_comes_twice_in_a_batch_is_one_row_and_a_duplicate(tmp_path):
    for part in ("one", "other"):
        (tmp_path / part).mkdir()
        (tmp_path / part / "a.txt").write_text("")
        write_lines(tmp_path / part / "in.jsonl", [article(len(part))])
    given = (str(tmp_path / "one"), str(tmp_path / "other"))
    books = run_pass(CoverageOptions(inputs=given, lake=str(tmp_path / "lake"), model=None))
    assert books == Books(read=4, kept=2, duplicate=1, failed=1)
    assert problems(tmp_path / "lake") == []


def test_a_broken_manifest(lake):
    sorted((lake / "_manifests").glob("*.json"))[0].write_text("{}")
    with pytest.raises(KeyError):
        Manifest.from_json(b"{}")
    assert "no manifest" in problems(lake)[0]


def test_an_article_that_comes_twice(lake):
    one = some_files(lake)[0]
    rows = pq.ParquetFile(one).read()
    pq.write_table(rows.take([0, *range(rows.num_rows)]), one)
    relist(lake, one)
    assert any(problem.startswith("articles: 1 keys come more than once") for problem in problems(lake))


@pytest.mark.parametrize(("other", "told"), [(20, 1), (None, 1), (-20_000, 0)])
def test_a_revision_under_another_date_than_the_first(lake, other, told):
    path = some_files(lake)[0]
    rows = pq.ParquetFile(path).read()
    late = with_column(rows.slice(0, 1), "revision", pa.array(["0"]))
    late = with_column(late, "published_date", pa.array([other and other + 20_000], pa.int32()).cast(pa.date32()))
    pq.write_table(unique_rows(pa.concat_tables([rows, late]), TABLES["articles"]), path)
    relist(lake, path)
    for settled in (lake / "_manifests").glob("settled-*.json"):
        settled.unlink()
    next_run(lake)  # which counts the article of both dates
    article_id = rows["article_id"][0].as_py()
    expected = f"articles: 1 stand under more than one date ({article_id}): put the lake back"
    assert sum(problem.startswith(expected) for problem in problems(lake)) == told


def test_rows_without_their_article_and_in_a_wrong_month(lake):
    path = some_files(lake)[0]
    moved = path.parent.parent / "published_month=2020-01" / path.name
    moved.parent.mkdir()
    shutil.copy(path, moved)
    pq.write_table(pq.ParquetFile(path).read().slice(1), path)
    relist(lake, path)
    found = problems(lake)
    assert any("belong to no article" in problem for problem in found)
    assert any("no manifest lists it" in problem for problem in found)


@pytest.mark.parametrize("table", ["stories", "outlet_days", "dyad_days"])
def test_a_count_that_a_recount_does_not_give(lake, table):
    path = some_files(lake, table)[0]
    rows = pq.ParquetFile(path).read()
    pq.write_table(rows.slice(1), path)
    relist(lake, path)
    assert any(problem.startswith(f"{table} of") for problem in problems(lake))


def test_months_that_are_not_settled(lake):
    for path in (lake / "_manifests").glob("settled-*.json"):
        path.unlink()
    for path in lake.glob("*/*/part-settled.parquet"):
        path.unlink()
    assert [problem.split(": ")[1][:30] for problem in problems(lake)] == ["stories and counts are not up "] * 2


def test_no_room_to_count_again_is_told_in_a_line(lake, monkeypatch, capsys):
    for module in (spooled_file, sorted_runs):
        monkeypatch.setattr(module, "HELD", 1)
    monkeypatch.setattr(tempfile, "tempdir", str(lake / "gone"))
    assert main(["verify", "--lake", str(lake)]) == 2
    told = f"cannot write a temporary file in {lake}/gone: No such file or directory; TMPDIR names another folder"
    assert capsys.readouterr().err == f"dyadwire: {told}\n"
