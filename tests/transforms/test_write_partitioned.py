import random
from datetime import date

import pyarrow.parquet as pq
import pytest

from dyadwire.pipelines.lake.opening import sweep
from dyadwire.schemas.manifest import Books
from dyadwire.transforms.write.partitioned import Target, Written, commit
from tests.transforms.written import article, write

TARGET = Target("lake", "b1", 1, "x", {})


def test_the_bytes_do_not_depend_on_order(tmp_path):
    articles = [article(n, date(2026, 10 + n % 2, 1)) for n in range(50)]
    first = write(tmp_path / "one", articles, buckets=3)
    random.Random(1).shuffle(articles)
    assert write(tmp_path / "two", articles, buckets=3) == first
    assert len(first.files) == 6


def test_the_stale_files_of_a_changed_rerun_go_with_the_next_sweep(tmp_path):
    write(tmp_path, [article(1, date(2026, 10, 1)), article(2)])
    manifest = write(tmp_path, [article(2)])
    assert [file.path for file in manifest.files] == [f"articles/published_month=2026-11/{TARGET.part}-000.parquet"]
    sweep(str(tmp_path))
    assert len(list(tmp_path.rglob("part-*"))) == 1


def test_candidates_of_one_revision_are_merged(tmp_path):
    manifest = write(tmp_path, [article(1, feeds=("f2",)), article(1, feeds=("f1",)), article(2)])
    assert manifest.books == Books(read=3, kept=2, duplicate=1)
    (row,) = [row for row in pq.read_table(tmp_path / manifest.files[0].path).to_pylist() if row["article_id"] == "a1"]
    assert row["feeds"] == ["f1", "f2"]


def test_nothing_is_committed_when_the_books_do_not_balance(tmp_path):
    target = Target(str(tmp_path), "b1", 1, "x", {})
    with pytest.raises(RuntimeError, match="do not balance"):
        commit(target, [Written((), (), (), {"read": 2, "kept": 1})])
    assert not (tmp_path / "_manifests").exists()


def test_files_of_other_settings_have_other_names():
    assert TARGET.part == TARGET._replace(lake="elsewhere", buckets=2).part
    assert TARGET.part != TARGET._replace(settings={"keep_text": "none"}).part
