from datetime import date

import pytest
from apache_beam.transforms.window import IntervalWindow

from dyadwire.pipelines.lake.forget import forget
from dyadwire.schemas.arrow import to_table
from dyadwire.schemas.manifest import Books
from dyadwire.schemas.records import Article, ArticleDyad
from dyadwire.schemas.tables import TABLES
from dyadwire.transforms.storage.committed import read_manifests
from dyadwire.transforms.write.chunks import encode
from dyadwire.transforms.write.merge_bucket import merge_tables
from dyadwire.transforms.write.partitioned import Target, write_file, written_of
from dyadwire.transforms.write.windows import (
    _part,
    _WriteBucket,
    commit_window,
    drop_committed,
    refuse_followed,
    take_over,
)
from tests.pipelines.committed import commit_rows
from tests.transforms.written import article

WINDOW = Target("", "stream-20261103T080000", 1, "x", {})


def write(lake, articles):
    """Write a window's articles as the graph does, and commit."""
    target = WINDOW._replace(lake=str(lake))
    tables = {"articles": to_table(Article, articles)}
    rows = drop_committed(str(lake), merge_tables(tables))
    path = f"articles/published_month=2026-11/{_part(target, 0, rows['articles'])}"
    files = [write_file(str(lake), path, "articles", rows["articles"])] if rows["articles"].num_rows else []
    return commit_window(target, [written_of("articles", files, len(articles), rows["articles"])])


def test_a_window_written_again_changes_nothing(tmp_path):
    first = write(tmp_path, [article(1), article(2)])
    again = write(tmp_path, [article(1), article(2)])
    assert first.books == Books(kept=2)
    assert again.books == Books(duplicate=2)
    assert again.files == ()
    assert len(list(tmp_path.rglob("part-*"))) == 1
    assert write(tmp_path, [article(1), article(2)]) == again


def test_what_was_written_and_is_committed_again_counts_once(tmp_path):
    target = WINDOW._replace(lake=str(tmp_path))
    rows = {"articles": to_table(Article, [article(1)])}
    files = [write_file(str(tmp_path), "articles/published_month=2026-11/part-x.parquet", "articles", rows["articles"])]
    written = written_of("articles", files, 1, rows["articles"])
    first = commit_window(target, [written])
    assert commit_window(target, [written]) == first
    assert read_manifests(str(tmp_path)) == [first]


def test_what_a_second_reading_found_more_is_added(tmp_path):
    first = write(tmp_path, [article(1)])
    more = write(tmp_path, [article(1), article(2)])
    assert [manifest.batch for manifest in read_manifests(str(tmp_path))] == sorted([first.batch, more.batch])
    assert [file.rows for file in more.files] == [1]


def test_a_file_that_was_swept_is_never_listed(tmp_path):
    target, path = WINDOW._replace(lake=str(tmp_path)), "articles/published_month=2026-11/part-stream-x.parquet"
    rows = to_table(Article, [article(1)])
    written = written_of("articles", [write_file(str(tmp_path), path, "articles", rows)], 1, rows)
    (tmp_path / path).unlink()
    with pytest.raises(RuntimeError, match=r"part-stream-x\.parquet, .* is gone"):
        commit_window(target, [written])
    assert read_manifests(str(tmp_path)) == []


def test_an_article_that_a_batch_holds_is_left_out(tmp_path):
    commit_rows(tmp_path, "b1", {"articles": [article(1)]})
    assert write(tmp_path, [article(1), article(2)]).books == Books(kept=1, duplicate=1)


def test_a_revision_has_the_date_of_the_article_though_it_came_before_the_first_was_committed(tmp_path):
    later = article(1, day=date(2026, 12, 1))._replace(revision="s")
    commit_rows(tmp_path, "b1", {"articles": [article(1)]})
    written = write_bucket(tmp_path, articles=[later], article_dyads=[pair_of(later)._replace(revision="s")])
    assert written.dates == (f"{article(1).published_date}",)
    assert {file.path.split("/")[1] for file in written.files} == {"published_month=2026-11"}


def test_a_stream_that_another_follows_writes_no_more(tmp_path):
    lake = str(tmp_path)
    take_over(lake, "first")
    refuse_followed(lake, "first")
    take_over(lake, "second")
    with pytest.raises(RuntimeError, match="taken over"):
        refuse_followed(lake, "first")
    refuse_followed(lake, "second")


def write_bucket(lake, **tables):
    """Write a window's rows of some tables as the step of the graph does."""
    chunks = [(name, encode(to_table(TABLES[name].record, rows))) for name, rows in tables.items()]
    (written,) = _WriteBucket(WINDOW._replace(lake=str(lake))).process((0, chunks), IntervalWindow(0, 60))
    return written


def pair_of(article):
    return ArticleDyad(article.article_id, "r", article.published_date, "CHN", "RUS", 0.5, 0.2, 1, 1, False, 0)


def test_an_article_is_committed_with_its_rows_in_one_piece(tmp_path):
    written = write_bucket(tmp_path, articles=[article(1)], article_dyads=[pair_of(article(1))])
    assert [file.table for file in written.files] == ["article_dyads", "articles"]
    assert written.outcomes == {"kept": 1, "duplicate": 0, "discarded": 0}


def test_what_was_forgotten_after_the_look_into_the_lake_is_not_written_back(tmp_path):
    gone, new = article(1), article(2, outlet="p")
    commit_rows(tmp_path, "b1", {"articles": [gone]})
    forget(str(tmp_path), outlets=["o"])
    written = write_bucket(tmp_path, articles=[gone, gone, new], article_dyads=[pair_of(gone), pair_of(new)])
    assert [(file.table, file.rows) for file in written.files] == [("article_dyads", 1), ("articles", 1)]
    assert written.outcomes == {"kept": 1, "duplicate": 0, "discarded": 2}


def test_a_window_of_nothing_but_what_was_forgotten_writes_no_file(tmp_path):
    commit_rows(tmp_path, "b1", {"articles": [article(1)]})
    forget(str(tmp_path), outlets=["o"])
    written = write_bucket(tmp_path, articles=[article(1)], article_dyads=[pair_of(article(1))])
    assert (written.files, written.outcomes) == ((), {"kept": 0, "duplicate": 0, "discarded": 1})
