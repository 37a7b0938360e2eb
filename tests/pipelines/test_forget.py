import errno
import io
import os
from datetime import UTC, date, datetime

import duckdb
import pytest

from dyadwire.pipelines.cli import main
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.forget import Removed, forget
from dyadwire.pipelines.lake.opening import sweep
from dyadwire.pipelines.lake.verify import verify
from dyadwire.pipelines.run.options import CoverageOptions
from dyadwire.pipelines.run.passes import run_pass
from dyadwire.schemas import records
from dyadwire.schemas.tables import TABLES
from dyadwire.transforms.storage import filesystem, local_files
from dyadwire.transforms.storage.block_list import forgotten_in
from dyadwire.transforms.storage.committed import read_manifests
from tests.pipelines.committed import commit_rows, run_batch_of
from tests.pipelines.lakes import row
from tests.pipelines.runs import article, found_in, tree, write_lines

GONE = article(3)["url"]


def ask(lake, question):
    return duckdb.sql(question.format(lake=lake)).fetchall()


def urls(lake):
    return {url.rsplit("/", 1)[1] for (url,) in ask(lake, "SELECT url FROM '{lake}/articles/*/*.parquet'")}


def ids_anywhere(lake):
    """Return the articles that any table names."""
    tables = [name for name, table in TABLES.items() if "article_id" in table.record._fields]
    return {
        name: {id_ for (id_,) in ask(lake, f"SELECT article_id FROM '{{lake}}/{name}/*/*.parquet'")} for name in tables
    }


def written_at(lake):
    return {path: path.stat().st_mtime_ns for path in lake.rglob("*.*") if path.is_file()}


@pytest.fixture
def lake(lake_of):
    return lake_of(range(1, 6), range(4, 9))


@pytest.mark.slow
def test_an_article_is_gone_from_every_table_and_the_counts(lake):
    (id_,) = ask(lake, "SELECT article_id FROM '{lake}/articles/*/*.parquet' WHERE url LIKE '%/3'")[0]
    day = "SELECT articles FROM '{lake}/dyad_days/*/*.parquet' WHERE published_date = '2026-10-04'"
    assert ask(lake, day) == [(1,)]
    removed = forget(str(lake), urls=[GONE])
    assert removed.articles == 1
    assert removed.rows > 5
    assert urls(lake) == set("1245678")
    assert all(id_ not in found for found in ids_anywhere(lake).values())
    assert ask(lake, day) == []
    assert list(verify(str(lake))) == []


@pytest.mark.slow
def test_it_stays_out_when_its_input_or_another_with_it_is_read_again(lake, tmp_path):
    forget(str(lake), urls=[GONE + "?utm_source=feed"])
    for numbers in (range(1, 6), range(2, 12)):
        given = write_lines(tmp_path / "again.jsonl", [article(n) for n in numbers])
        books = run_pass(CoverageOptions(inputs=(str(given),), lake=str(lake), model=None))
    assert books.discarded == 1
    assert "3" not in urls(lake)
    assert "11" in urls(lake)
    assert list(verify(str(lake))) == []


def test_what_an_input_gave_and_was_forgotten_is_not_told_as_kept(tmp_path, capsys):
    lake = tmp_path / "lake"
    given = write_lines(tmp_path / "in.jsonl", [article(n) for n in range(2, 4)])
    options = CoverageOptions(inputs=(str(given),), lake=str(lake), model=None)
    told = "kept before, but for what the lake was made to forget: that is gone, and stays out"
    for _ in range(2):
        run_pass(options)
        assert told not in capsys.readouterr().err
    forget(str(lake), urls=[GONE])
    run_pass(options)
    assert told in capsys.readouterr().err.splitlines()


def test_what_a_stream_wrote_and_no_manifest_lists_goes_too(lake):
    held = next(lake.glob("articles/*/part-[0-9a-f]*.parquet"))
    written = held.with_name("part-stream-20261103T080000-000.parquet")
    written.write_bytes(held.read_bytes())
    sweep(str(lake))
    assert written.exists()
    forget(str(lake), urls=[GONE])
    assert not written.exists()


def test_forgetting_twice_changes_nothing(lake):
    forget(str(lake), urls=[GONE])
    before = written_at(lake)
    assert forget(str(lake), urls=[GONE]) == Removed(0, 0, (GONE,))
    assert written_at(lake) == before


def test_retention_removes_what_was_published_before_a_date(lake):
    removed = forget(str(lake), before=date(2026, 10, 5))
    assert removed.articles == 3  # article n is of the (n + 1)th of October
    assert urls(lake) == set("45678")
    assert list(verify(str(lake))) == []


@pytest.mark.parametrize("written", ["outlet.example", "Outlet.EXAMPLE"])
def test_an_outlet_and_its_polls(lake, written):
    run_batch_of(lake, [20], url="https://other.example/20")
    at = datetime(2026, 10, 21, tzinfo=UTC)
    polls = [
        row(
            records.Fetch,
            fetched_date=at.date(),
            url=f"https://{outlet}/feed",
            fetched_at=at,
            outlet=outlet,
            kind="feed",
            outcome="ok",
        )
        for outlet in ("outlet.example", "other.example")
    ]
    commit_rows(lake, "polls", {"fetches": polls})
    removed = forget(str(lake), outlets=[written])
    assert removed.missing == ()
    assert removed.stays == ("the name outlet.example, by which the lake keeps its articles out",)
    assert urls(lake) == {"20"}
    assert ask(lake, "SELECT outlet FROM '{lake}/fetches/*/*.parquet'") == [("other.example",)]
    assert list(verify(str(lake))) == []


def test_dates_before_retention_are_not_collected_though_a_later_poll_covers_them(lake):
    at = datetime(2026, 10, 6, 12, tzinfo=UTC)
    feed = {"url": "https://outlet.example/feed", "kind": "feed", "outlet": "outlet.example", "outcome": "ok"}
    poll = row(
        records.Fetch, fetched_date=at.date(), fetched_at=at, oldest_at=datetime(2026, 10, 2, tzinfo=UTC), **feed
    )
    commit_rows(lake, "polls", {"fetches": [poll]})
    forget(str(lake), before=date(2026, 10, 5))
    found = found_in(lake, "SELECT period, articles FROM coverage('CHN-RUS', since := '2026-10-03')")
    assert found[:3] == [(date(2026, 10, 3), None), (date(2026, 10, 4), None), (date(2026, 10, 5), 1)]
    assert list(verify(str(lake))) == []


def test_what_failed_of_an_outlet_goes_with_it(lake):
    failures = [
        row(records.Failure, failure_id=uri, uri=uri, stage="parse_article", reason="empty", payload="words")
        for uri in ("https://www.outlet.example/77", "https://other.example/1", "a.jsonl#0")
    ]
    commit_rows(lake, "failed", {"failures": failures})
    forget(str(lake), outlets=["outlet.example"])
    left = {uri for (uri,) in ask(lake, "SELECT uri FROM '{lake}/failures/*/*.parquet'")}
    assert left == {"https://other.example/1", "a.jsonl#0"}


def test_verify_tells_of_an_article_that_came_back(lake):
    forget(str(lake), urls=["https://www.outlet.example/99"])
    (id_,) = ask(lake, "SELECT article_id FROM '{lake}/articles/*/*.parquet' WHERE url LIKE '%/3'")[0]
    forget(str(lake), urls=[GONE])
    back = row(records.Article, article_id=id_, revision="r9", url=GONE, outlet="outlet.example")
    commit_rows(lake, "back", {"articles": [back]})
    assert f"articles: {id_} was to be forgotten and is there: ask for its takedown again" in list(verify(str(lake)))


def test_the_command(lake, capsys):
    assert main(["forget", "--lake", str(lake)]) == 2
    assert main(["forget", "--undated", GONE, "--lake", str(lake)]) == 2
    assert main(["forget", GONE, "--yes", "--lake", str(lake)]) == 0
    assert capsys.readouterr().out.startswith("forgot 1 article, ")
    assert main(["forget", GONE, "--yes", "--lake", str(lake / "none")]) == 2


def test_the_command_tells_what_the_lake_does_not_have(lake, capsys):
    known, mistyped = article(4)["url"] + "?utm_source=feed", article(4)["url"] + "4"
    asked = ["forget", known, mistyped, "--outlet", "outlett.example", "--lake", str(lake)]
    for way, told in (("--dry-run", "would remove 1 article "), ("--yes", "forgot 1 article, ")):
        assert main([*asked, way]) == 2
        out = capsys.readouterr()
        assert out.out.startswith(told)
        assert out.err.strip().endswith(
            f"no article of the lake has this address, which is kept out all the same: {mistyped}; "
            "nothing of the lake is of this outlet or id, about which nothing is done: outlett.example"
        )
        assert "stays: the name" not in out.out
    assert main(["forget", "--outlet", "outlet.example", "--yes", "--lake", str(lake)]) == 0
    assert main(["forget", "--before", "2020-01-01", "--lake", str(lake)]) == 0  # nothing goes: nobody is asked


def test_an_outlet_of_which_there_is_nothing_is_not_kept_out(lake, tmp_path):
    before = written_at(lake)
    assert forget(str(lake), outlets=["late.example"]) == Removed(0, 0, unknown=("late.example",))
    assert written_at(lake) == before
    given = write_lines(tmp_path / "late.jsonl", [article(60, url="https://late.example/60")])
    assert run_pass(CoverageOptions(inputs=(str(given),), lake=str(lake), model=None)).kept == 1


def test_an_outlet_that_is_kept_out_may_be_asked_for_again(lake, capsys):
    forget(str(lake), outlets=["outlet.example"])
    before = written_at(lake)
    assert main(["forget", "--outlet", "Outlet.example", "--yes", "--lake", str(lake)]) == 0
    assert capsys.readouterr().out.startswith("forgot 0 articles, 0 rows in all\nstays: the name outlet.example")
    assert written_at(lake) == before


def test_an_outlet_that_only_failed_is_kept_out(lake):
    uri = "https://dead.example/1"
    failure = row(records.Failure, failure_id=uri, uri=uri, stage="parse_article", reason="empty")
    commit_rows(lake, "failed", {"failures": [failure]})
    removed = forget(str(lake), outlets=["Dead.example"])
    assert (removed.rows, removed.unknown) == (1, ())
    assert forgotten_in(read_manifests(str(lake))).outlets == {"dead.example"}


def test_an_outlet_may_be_allowed_again(lake, tmp_path, capsys):
    forget(str(lake), urls=[GONE], outlets=["outlet.example"])
    assert main(["forget", "--allow", "Outlet.Example", "--lake", str(lake)]) == 0
    assert capsys.readouterr().out.startswith("articles of Outlet.Example are taken in from now on; ")
    given = write_lines(tmp_path / "again.jsonl", [article(60)])
    assert run_pass(CoverageOptions(inputs=(str(given),), lake=str(lake), model=None)).kept == 1
    assert urls(lake) == {"60"}
    assert list(verify(str(lake))) == []
    assert forget(str(lake), outlets=["outlet.example"]).articles == 1
    assert forgotten_in(read_manifests(str(lake))).outlets == {"outlet.example"}


def test_only_what_is_kept_out_may_be_allowed(lake, capsys):
    forget(str(lake), outlets=["outlet.example"])
    before = written_at(lake)
    asked = ["forget", "--allow", "outlet.example", "--lake", str(lake)]
    assert main([*asked, "--allow", "other.example"]) == 2
    told = f"other.example is not kept out of {lake}; those that are: outlet.example"
    assert capsys.readouterr().err == f"dyadwire: {told}\n"
    assert main([*asked, "--outlet", "other.example"]) == 2
    assert written_at(lake) == before


def test_an_article_without_an_address_goes_by_its_id(lake, tmp_path, capsys):
    letters = [article(n, url=None, outlet="letters.example", published_at="2026-10-02T08:00:00Z") for n in (70, 71)]
    given = write_lines(tmp_path / "letters.jsonl", letters)
    options = CoverageOptions(inputs=(str(given),), lake=str(lake), model=None)
    run_pass(options)
    (id_,) = ask(lake, "SELECT article_id FROM '{lake}/articles/*/*.parquet' WHERE title LIKE '%70'")[0]
    capsys.readouterr()
    assert main(["forget", "--article", id_, "--article", "none", "--yes", "--lake", str(lake)]) == 2
    out = capsys.readouterr()
    assert out.out.startswith("forgot 1 article, ")
    assert out.err.endswith("about which nothing is done: none\n")
    assert all(id_ not in found for found in ids_anywhere(lake).values())
    again = write_lines(tmp_path / "again.jsonl", [*letters, article(72)])
    assert run_pass(CoverageOptions(inputs=(str(again),), lake=str(lake), model=None)).discarded == 1
    assert forgotten_in(read_manifests(str(lake))).ids == {id_}
    assert list(verify(str(lake))) == []


OUTLET = "8 articles (8 of outlet.example, published 2026-10-02 to 2026-10-09)"


def test_nothing_goes_where_nobody_can_be_asked(lake, capsys):
    before = written_at(lake)
    assert main(["forget", "--outlet", "outlet.example", "--lake", str(lake)]) == 2
    told = f"dyadwire: this would remove {OUTLET}: nothing was done, as nobody can be asked here; add --yes\n"
    assert capsys.readouterr() == ("", told)
    assert written_at(lake) == before


def test_a_look_changes_nothing(lake, capsys):
    before = written_at(lake)
    assert main(["forget", "--outlet", "outlet.example", "--dry-run", "--yes", "--lake", str(lake)]) == 0
    assert main(["forget", "https://no.example/1", "--dry-run", "--lake", str(lake)]) == 2
    stays = "stays: the name outlet.example, by which the lake keeps its articles out"
    assert capsys.readouterr().out == f"would remove {OUTLET}\n{stays}\nwould remove nothing\n"
    assert written_at(lake) == before


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(("answer", "code", "left"), [("n\n", 1, 8), ("\n", 1, 8), ("y\n", 0, 0)])
def test_a_user_is_asked(lake, capsys, monkeypatch, answer, code, left):
    monkeypatch.setattr("sys.stdin", Terminal(answer))
    assert main(["forget", "--outlet", "outlet.example", "--lake", str(lake)]) == code
    assert f"This removes {OUTLET}, for good. Remove? [y/N]" in capsys.readouterr().out
    assert len(urls(lake)) == left


@pytest.mark.slow
def test_copies_and_mentions_that_stay_are_told(lake, capsys):
    run_batch_of(lake, [3], url="https://copier.example/x", title="Another headline")
    run_batch_of(lake, [50], text=f"China and Russia: see {GONE.replace('www.', '')} for what they said.")
    assert main(["forget", GONE, "--yes", "--lake", str(lake)]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "stays: the same text at other addresses: https://copier.example/x",
        "stays: the title or address in other articles: https://outlet.example/50",
    ]


DAY = date(2026, 10, 1)


@pytest.fixture
def undated(tmp_path):
    """A lake of articles without a date of publication, by when they were fetched, and of failures without a date."""
    fetched = {"early": datetime(2026, 9, 30, 23, tzinfo=UTC), "late": datetime(2026, 10, 1, tzinfo=UTC), "never": None}
    articles = [
        row(
            records.Article,
            article_id=name,
            revision="r",
            url=f"https://o.example/{name}",
            outlet="o.example",
            fetched_at=at,
        )
        for name, at in fetched.items()
    ]
    again = articles[0]._replace(revision="r2", fetched_at=datetime(2026, 10, 9, tzinfo=UTC))
    failure = row(records.Failure, failure_id="f", uri="a.jsonl#0", stage="read", reason="bad_json", payload="words")
    commit_rows(tmp_path / "lake", "undated", {"articles": [*articles, again], "failures": [failure]})
    return tmp_path / "lake"


def test_retention_takes_an_undated_article_by_its_first_fetch(undated, capsys):
    assert main(["forget", "--before", str(DAY), "--yes", "--lake", str(undated)]) == 0
    assert urls(undated) == {"late", "never"}
    told = "stays: 1 article and 1 failure without any date: add --undated to remove them too"
    assert capsys.readouterr().out.splitlines()[1:] == [told]
    assert ask(undated, "SELECT uri, payload FROM '{lake}/failures/*/*.parquet'") == [("a.jsonl#0", None)]
    assert list(verify(str(undated))) == []


def test_retention_takes_what_has_no_date_of_any_kind_where_that_is_said(undated, capsys):
    assert main(["forget", "--before", str(DAY), "--undated", "--yes", "--lake", str(undated)]) == 0
    assert capsys.readouterr().out.count("\n") == 1
    assert urls(undated) == {"late"}
    assert ask(undated, "SELECT uri FROM '{lake}/failures/*/*.parquet'") == []
    back = row(records.Article, article_id="never", revision="r", url="https://o.example/never", outlet="o.example")
    commit_rows(undated, "back", {"articles": [back]})
    assert "articles: never was to be forgotten and is there: ask for its takedown again" in list(verify(str(undated)))


def test_an_outlet_that_an_input_called_otherwise_stays_out(lake, tmp_path):
    run_batch_of(lake, [60], outlet="The Outlet")
    forget(str(lake), outlets=["the outlet"])
    given = write_lines(tmp_path / "again.jsonl", [article(60), article(61, outlet="THE OUTLET")])
    assert run_pass(CoverageOptions(inputs=(str(given),), lake=str(lake), model=None)).discarded == 2


@pytest.mark.parametrize(
    "damage", [b'{"files": null}', b"[]", b"\xef\xbb\xbf{}", b"{", b"9" * 5_000, b'{"absorbed": [[1]]}']
)
def test_a_look_at_a_damaged_lake_is_one_line(lake, capsys, damage):
    next(lake.glob("_manifests/[0-9a-f]*.json")).write_bytes(damage)
    assert main(["forget", GONE, "--dry-run", "--lake", str(lake)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "is damaged" in line
    assert line.endswith("`dyadwire verify` tells more")


def test_a_look_while_a_writer_takes_files_away_is_one_line(lake, capsys, monkeypatch):
    def gone(paths):
        raise FileNotFoundError(paths[0])

    monkeypatch.setattr(filesystem, "read_all", gone)
    assert main(["forget", GONE, "--dry-run", "--lake", str(lake)]) == 2
    assert capsys.readouterr().err.endswith(" is being rewritten: try again\n")  # nothing that `verify` would tell


def test_a_memory_that_was_never_made_whole_stops_no_takedown(lake):
    (lake / "_spool").mkdir()
    (lake / "_spool/.collector.sqlite").touch()  # all that a full disk leaves of it
    assert forget(str(lake), urls=[GONE]).articles == 1


@pytest.mark.parametrize(
    ("closed", "words"), [("_manifests", ["--dry-run"]), ("articles/published_month=2026-10", ["--yes"])]
)
def test_a_folder_that_may_not_be_listed_is_no_empty_one(lake, capsys, monkeypatch, closed, words):
    assert (lake / closed).is_dir()
    monkeypatch.setattr(local_files.os, "access", lambda folder, _mode: not folder.endswith(f"/{closed}"))
    assert main(["forget", GONE, *words, "--lake", str(lake)]) == 2
    assert capsys.readouterr().err == f"dyadwire: Permission denied: {lake}/{closed}\n"


def test_a_full_disk_leaves_nothing_staged_and_a_sweep_no_folder(lake, monkeypatch):
    def full(path, content):
        if "/_rewriting/" in path and "/sentences-" in path:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)
        put(path, content)

    before, put = tree(lake), local_files.put
    monkeypatch.setattr(local_files, "put", full)
    with pytest.raises(DyadwireError, match="No space left on device"):
        forget(str(lake), urls=[GONE])
    assert tree(lake) == before
    assert not (lake / "_rewriting").exists()
    monkeypatch.undo()
    (lake / "_rewriting/compact-killed").mkdir(parents=True)
    (lake / "_rewriting/compact-killed/acts-2026-10.parquet").touch()
    sweep(str(lake))
    assert not (lake / "_rewriting").exists()
    assert forget(str(lake), urls=[GONE]).articles == 1
    assert not (lake / "_rewriting").exists()


@pytest.mark.parametrize("names", [{"outlets": [""]}, {"outlets": [" "]}, {"ids": [""]}, {"urls": ["", GONE]}])
def test_an_empty_name_is_refused_and_removes_nothing(lake, names):
    before = written_at(lake)
    with pytest.raises(DyadwireError, match="is empty: nothing was removed"):
        forget(str(lake), **names)
    assert written_at(lake) == before
