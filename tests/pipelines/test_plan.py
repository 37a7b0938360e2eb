"""What was done stays done: batches keep their names when more is added."""

import json
import os
from collections import Counter
from itertools import pairwise

import pytest

from dyadwire.pipelines.cli import main
from dyadwire.pipelines.lake.ingested_segments import plan_run
from dyadwire.pipelines.lake.verify import verify
from dyadwire.pipelines.run import cut, launch
from dyadwire.pipelines.run.launch import run_batches
from dyadwire.pipelines.run.options import CoverageOptions
from dyadwire.pipelines.run.passes import run_pass, run_quietly
from dyadwire.pipelines.run.plan import plan_batches, plan_opening
from dyadwire.schemas.manifest import Books
from dyadwire.transforms.storage.committed import read_manifests
from tests.bench.news_archive import write_archive
from tests.pipelines.runs import article, found_in, write_lines

pytestmark = pytest.mark.slow

FILES_OF_TWO = {"a.jsonl": range(5), "b.jsonl": range(5, 8)}


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr("dyadwire.pipelines.run.cut.SLICE_BYTES", 20_000)
    monkeypatch.setattr("dyadwire.pipelines.run.cut.TEXT_SLICE_BYTES", 20_000)
    monkeypatch.setattr("dyadwire.pipelines.run.plan.ARCHIVE_BYTES", 100_000)
    monkeypatch.setattr("dyadwire.pipelines.run.plan.BATCH_BYTES", 30_000)


def names(*inputs):
    return [batch.name for batch in plan_batches(str(path) for path in inputs)]


@pytest.mark.usefixtures("small")
def test_a_large_archive_is_batches_of_its_own_in_its_order(tmp_path):
    write_archive(tmp_path / "crawl.warc.gz", 40)
    before = plan_batches([str(tmp_path / "crawl.warc.gz")])
    assert len(before) > 3
    places = [part.start for batch in before for part in batch.slices]
    assert places == sorted(places)
    write_archive(tmp_path / "small.warc.gz", 2)
    assert names(tmp_path)[1:] == [batch.name for batch in before]
    (tmp_path / "crawl.warc.gz").rename(tmp_path / "other.warc.gz")
    assert names(tmp_path)[1:] == [batch.name for batch in before]


@pytest.mark.usefixtures("small")
def test_passes_of_a_spool_stay_whole_and_in_order(tmp_path, monkeypatch):
    monkeypatch.setattr("dyadwire.pipelines.run.plan.ARCHIVE_BYTES", 250_000)
    stamps = [f"202611{day:02}T090000000000Z" for day in range(1, 7)]
    for number, stamp in enumerate(stamps):
        for segment in range(2):
            path = tmp_path / f"{stamp}-{segment:03}-{number:06}{segment:06}.warc.gz"
            write_archive(path, 3 + number + segment)
    batches = plan_batches([str(tmp_path)])
    assert 1 < len(batches) < 6
    passes = [[part.name[:22] for part in batch.slices] for batch in batches]
    firsts = [min(names) for names in passes]
    assert firsts == sorted(firsts)
    assert all(set(one).isdisjoint(other) for one, other in pairwise(passes))
    for path in tmp_path.glob(f"{stamps[-1]}*"):
        path.unlink()
    assert names(tmp_path)[:-1] == [batch.name for batch in batches][: len(names(tmp_path)) - 1]


@pytest.mark.usefixtures("small")
def test_small_files_share_batches_whatever_they_are_called(tmp_path):
    for number in range(20):
        write_lines(tmp_path / f"{number}.jsonl", [article(10 * number + n) for n in range(10)])
    before = names(tmp_path)
    assert 1 < len(before) < 20
    for path in list(tmp_path.iterdir()):
        path.rename(tmp_path / f"{99 - int(path.stem)}.jsonl")
    assert names(tmp_path) == before


def test_a_folder_that_may_not_be_listed_is_refused(tmp_path, monkeypatch, capsys):
    (tmp_path / "in/closed").mkdir(parents=True)
    write_lines(tmp_path / "in/one.jsonl", [article(1)])
    write_lines(tmp_path / "in/closed/two.jsonl", [article(2)])
    scan = os.scandir

    def refusing(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert main(["run", str(tmp_path / "in"), "--lake", str(tmp_path / "lake")]) == 2
    assert f"cannot read {tmp_path / 'in/closed'}: Permission denied" in capsys.readouterr().err


@pytest.mark.usefixtures("small")
def test_a_lake_among_the_files_of_its_folder_is_no_input(tmp_path, capsys):
    write_lines(tmp_path / "a.jsonl", map(article, range(3)))
    options = CoverageOptions(inputs=(str(tmp_path),), lake=str(tmp_path / "lake"), model=None)
    for _ in range(2):
        assert run_pass(options) == Books(read=3, kept=3)
    capsys.readouterr()
    assert main(["run", str(tmp_path / "lake"), "--lake", str(tmp_path / "other")]) == 2
    assert capsys.readouterr().err.strip().endswith("is a lake, or holds nothing else: its articles are no input")
    assert not (tmp_path / "other").exists()


@pytest.mark.usefixtures("small")
def test_lines_of_a_large_file_are_several_batches(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps(article(n)) + "\n" for n in range(400)))
    assert len(names(path)) > 2


@pytest.mark.usefixtures("small")
def test_rows_of_a_large_file_can_be_asked_before_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr("dyadwire.pipelines.run.cut.LARGE_BYTES", 30_000)
    monkeypatch.setattr("dyadwire.pipelines.run.cut.OPENING_BYTES", 3_000)
    path, lake = write_lines(tmp_path / "a.jsonl", map(article, range(400))), str(tmp_path / "lake")
    seen = []

    def count(step):
        seen.append((step, *found_in(lake, "SELECT count(*), sum(articles) FROM dyad_days")[0]))

    run_batches(CoverageOptions(inputs=(str(path),), lake=lake, model=None), plan_batches([str(path)]), count)
    assert seen[:3] == [("batch 1 of 7", 0, None), ("counting pairs per day", 0, None), ("batch 2 of 7", 11, 11)]
    assert list(verify(lake)) == []


@pytest.fixture
def large(small, monkeypatch):
    """Cut tables of more than 12 kB as those of many megabytes are."""
    monkeypatch.setattr("dyadwire.pipelines.run.cut.LARGE_BYTES", 12_000)
    monkeypatch.setattr("dyadwire.pipelines.run.cut.OPENING_BYTES", 3_000)


@pytest.mark.usefixtures("large")
def test_the_batch_that_opens_a_large_table_is_planned_alone_and_is_first(tmp_path):
    for number in (1, 2):
        write_lines(tmp_path / f"{number}.jsonl", [article(1000 * number + n) for n in range(120)])
    write_lines(tmp_path / "few.jsonl", map(article, range(9)))
    write_archive(tmp_path / "20261101T090000000000Z-000-000000000000.warc.gz", 3)
    opening, *others = plan_batches([str(tmp_path)])
    assert plan_opening([str(tmp_path)]) == [opening]
    assert opening.bytes < 4_000
    assert [each.slices[0].name for each in others[:2]] == [
        "20261101T090000000000Z-000-000000000000.warc.gz", "few.jsonl",
    ]  # fmt: skip
    assert plan_opening([str(tmp_path / "few.jsonl"), str(tmp_path / "2026*")]) == []


@pytest.mark.usefixtures("large")
def test_nothing_behind_the_opening_of_a_large_table_is_read_for_it(tmp_path, monkeypatch):
    path = write_lines(tmp_path / "a.jsonl", map(article, range(120)))
    monkeypatch.setattr("dyadwire.pipelines.run.cut._BLOCK", 1_000)
    expected = plan_opening([str(path)])
    whole, read = path.stat().st_size, []
    blocks = cut._blocks
    monkeypatch.setattr(cut, "_blocks", lambda file: (read.append(len(each)) or each for each in blocks(file)))
    assert plan_opening([str(path)]) == expected
    assert 3_000 <= sum(read) < 5_000 < whole


@pytest.mark.usefixtures("large")
def test_a_run_plans_the_rest_when_its_first_rows_can_be_asked(tmp_path, monkeypatch):
    path, lake = write_lines(tmp_path / "a.jsonl", map(article, range(120))), str(tmp_path / "lake")
    seen = []

    def plan(*given):
        seen.extend(found_in(lake, "SELECT count(*) FROM articles"))
        return plan_run(*given)

    monkeypatch.setattr("dyadwire.pipelines.run.passes.plan_run", plan)
    options = CoverageOptions(inputs=(str(path),), lake=lake, model=None)
    assert run_pass(options) == Books(read=120, kept=120)
    assert run_pass(options) == Books(read=120, kept=120)
    assert seen == [(11,), (120,)]
    assert list(verify(lake)) == []


@pytest.mark.usefixtures("large")
def test_the_copy_of_a_table_is_told_as_kept_before_from_its_opening_on(tmp_path):
    copies = (str(write_lines(tmp_path / f"{name}.jsonl", map(article, range(120)))) for name in ("a", "copy"))
    options = CoverageOptions(inputs=tuple(copies), lake=str(tmp_path / "lake"), model=None)
    opened = run_batches(options, plan_opening(options.inputs))
    ran = run_batches(options, plan_batches(options.inputs), opened=opened)
    told = Counter()
    for each in ran:
        told[each.before] += each.manifest.books.kept
    assert told == {False: 120, True: 120}


@pytest.mark.usefixtures("large")
def test_one_process_does_what_opens_a_large_table(tmp_path, monkeypatch):
    path, used = write_lines(tmp_path / "a.jsonl", map(article, range(120))), []

    def run_batches(options, batches, *_):
        used.append((options.workers, len(batches)))
        return []

    monkeypatch.setattr("dyadwire.pipelines.run.launch.run_batches", run_batches)
    run_quietly(CoverageOptions(inputs=(str(path),), lake=str(tmp_path / "lake"), model=None, workers=2))
    assert used == [(1, 1), (2, len(names(path)))]


@pytest.mark.usefixtures("large")
def test_an_interrupted_run_says_what_is_kept_and_the_same_command_goes_on(tmp_path, monkeypatch, capsys):
    path, lake = write_lines(tmp_path / "a.jsonl", map(article, range(120))), tmp_path / "lake"
    words, run_batch, done = ["run", str(path), "--lake", str(lake), "--model", "none"], launch.run_batch, []

    def interrupted(*given):
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(given[1].name)
        return run_batch(*given)

    monkeypatch.setattr(launch, "run_batch", interrupted)
    assert main(words) == 130
    kept = sum(manifest.books.kept for manifest in read_manifests(str(lake)))
    assert 11 < kept < 120
    assert found_in(lake, "SELECT count(*) FROM articles") == [(kept,)]
    told = f"{lake} keeps {kept} articles: the same command goes on where this one stopped"
    assert capsys.readouterr().err.splitlines()[-1] == f"dyadwire: interrupted; {told}"
    again = []
    monkeypatch.setattr(launch, "run_batch", lambda *given: again.append(given[1].name) or run_batch(*given))
    assert main(words) == 0
    assert again
    assert set(again).isdisjoint(done)
    monkeypatch.undo()
    assert list(verify(str(lake))) == []


def test_batches_of_other_sizes_double_nothing_in_a_lake(tmp_path, monkeypatch):
    lines = [json.dumps(article(n)) for n in range(60)] + ["no json"]
    (tmp_path / "in.jsonl").write_text("\n".join(lines))
    options = CoverageOptions(inputs=(str(tmp_path / "in.jsonl"),), lake=str(tmp_path / "lake"), model=None)
    assert run_pass(options) == Books(read=61, kept=60, failed=1)
    monkeypatch.setattr("dyadwire.pipelines.run.cut.TEXT_SLICE_BYTES", 5_000)
    monkeypatch.setattr("dyadwire.pipelines.run.plan.BATCH_BYTES", 8_000)
    assert len(names(tmp_path / "in.jsonl")) > 1
    assert run_pass(options) == Books(read=61, duplicate=60, failed=1)
    counts = "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM base.articles)"
    assert found_in(options.lake, counts) == [(60, 60)]
    assert list(verify(options.lake)) == []


@pytest.mark.parametrize("left", [0.5, 0, None], ids=["cut", "emptied", "gone"])
def test_what_was_not_there_while_it_was_read_is_read_once_it_is_back(tmp_path, left):
    path, other = (write_lines(tmp_path / name, map(article, of)) for name, of in FILES_OF_TWO.items())
    whole, inputs = path.read_bytes(), (str(path), str(other))
    options, fresh = (CoverageOptions(inputs=inputs, lake=str(tmp_path / name), model=None) for name in ("lake", "new"))
    planned = plan_batches(inputs)
    path.unlink() if left is None else path.write_bytes(whole[: int(len(whole) * left)])
    ((cut_short, _),) = run_batches(options, planned)
    assert cut_short.books.failed >= 1
    path.write_bytes(whole)
    ((manifest, before),) = run_batches(options, plan_batches(inputs))
    assert (manifest.books, before) == (Books(read=8, kept=8), False)
    assert [(manifest, True)] == run_batches(options, plan_batches(inputs))
    assert [(manifest, False)] == run_batches(fresh, plan_batches(inputs))
    assert list(verify(options.lake)) == []
