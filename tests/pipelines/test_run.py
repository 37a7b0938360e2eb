import gzip
import json
import logging
import os
import random
import re
import signal
import subprocess
import sys
import time

import duckdb
import pytest

from dyadwire.pipelines.cli import main
from dyadwire.pipelines.run.inputs import line_of
from dyadwire.pipelines.run.options import CoverageOptions
from dyadwire.pipelines.run.passes import failure_lines, run_pass
from dyadwire.schemas.manifest import Manifest
from tests.pipelines.runs import ROOT, article, forked, found_in, here, tree, write_lines

FAILURES = "SELECT uri, reason FROM '{lake}/failures/*/*.parquet' ORDER BY uri"


def rows(lake, sql):
    return duckdb.sql(sql.format(lake=lake)).fetchall()


def manifest_of(lake):
    (path,) = [path for path in (lake / "_manifests").glob("*.json") if not path.name.startswith("settled-")]
    return Manifest.from_json(path.read_bytes())


@pytest.fixture(scope="module")
def twice(tmp_path_factory):
    """A file that holds one article twice, a broken line, a mistyped line, and the poll that found them."""
    folder = tmp_path_factory.mktemp("twice")
    lines = [json.dumps(article(1)), json.dumps(article(1)), json.dumps(article(2)), "no json", '{"url": 7}']
    (folder / "in.jsonl").write_text("\n".join(lines))
    result = here("run", folder / "in.jsonl", "--lake", folder / "lake", "--model", "none")
    return folder, result


def test_books_balance_and_nothing_is_lost(twice):
    folder, result = twice
    assert result.returncode == 0, result.stderr
    assert manifest_of(folder / "lake").books == (5, 2, 1, 0, 2)
    reasons = rows(folder / "lake", "SELECT reason FROM '{lake}/failures/*/*.parquet' ORDER BY 1")
    assert reasons == [("bad_json",), ("bad_record",)]
    assert "1 bad json, 1 bad record" in result.stderr


def test_every_listed_file_is_there_and_as_listed(twice):
    folder, _ = twice
    for file in manifest_of(folder / "lake").files:
        assert (folder / "lake" / file.path).stat().st_size == file.bytes


def test_a_second_run_changes_nothing(twice):
    folder, _ = twice
    before = tree(folder / "lake")
    assert here("run", folder / "in.jsonl", "--lake", folder / "lake", "--model", "none").returncode == 0
    assert tree(folder / "lake") == before


@pytest.mark.slow
def test_order_names_and_workers_do_not_matter(tmp_path):
    one = write_lines(tmp_path / "a.jsonl", [article(n) for n in range(40)])
    two = write_lines(tmp_path / "b.jsonl", [article(n) for n in range(30, 70)])
    here("run", one, two, "--lake", tmp_path / "first", "--model", "none")
    moved = tmp_path / "moved"
    moved.mkdir()
    one.rename(moved / "z.jsonl"), two.rename(moved / "y.jsonl")
    result = here("run", moved, "--lake", tmp_path / "second", "--model", "none", "--workers", "2")
    assert result.returncode == 0, result.stderr
    assert tree(tmp_path / "first") == tree(tmp_path / "second")
    assert rows(tmp_path / "first", "SELECT count(*), count(DISTINCT url) FROM '{lake}/articles/*/*.parquet'") == [
        (70, 70)
    ]


def test_a_later_pass_keeps_earlier_articles_and_their_first_date(tmp_path):
    first = write_lines(tmp_path / "a.jsonl", [article(1), article(2)])
    changed = article(2, text="China and Russia signed a longer agreement.", published_at="2026-11-20T08:00:00Z")
    second = write_lines(tmp_path / "b.jsonl", [article(1), changed, article(3)])
    for part in (first, second):
        assert here("run", part, "--lake", tmp_path / "lake", "--model", "none").returncode == 0
    found = rows(
        tmp_path / "lake", "SELECT url[-1:], published_date::VARCHAR FROM '{lake}/articles/*/*.parquet' ORDER BY ALL"
    )
    assert found == [("1", "2026-10-02"), ("2", "2026-10-03"), ("2", "2026-10-03"), ("3", "2026-10-04")]


def run_to_the_end(given, lake):
    run_pass(CoverageOptions(inputs=(str(given),), lake=str(lake), model=None))


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("wanted", [3, pytest.param(40, marks=pytest.mark.long)])
def test_kills_at_random_moments_leave_the_same_lake(tmp_path, wanted):
    given = write_lines(tmp_path / "in.jsonl", [article(n) for n in range(150)])
    for lake in ("warm-up", "whole"):
        began = time.monotonic()
        forked(run_to_the_end, given, tmp_path / lake).join()
        usual = time.monotonic() - began
    dice, kills = random.Random(7), 0
    for attempt in range(3 * wanted):
        lake = tmp_path / f"killed-{attempt}"
        run = forked(run_to_the_end, given, lake)
        run.join(usual * dice.uniform(0.05, 0.95)), run.kill(), run.join()
        kills += run.exitcode == -signal.SIGKILL
        again = forked(run_to_the_end, given, lake)
        again.join()
        assert again.exitcode == 0
        assert tree(lake) == tree(tmp_path / "whole")
        if kills == wanted:
            break
    assert kills == wanted, "too few kills came before the run had ended: the moments are badly chosen"


def test_articles_without_a_date_are_told(tmp_path, capsys):
    lines = [article(1), article(2, published_at=None), article(3, published_at=None)]
    given, lake = write_lines(tmp_path / "in.jsonl", lines), tmp_path / "lake"
    run_pass(CoverageOptions(inputs=(str(given),), lake=str(lake), model=None))
    assert "2 of those kept without a date: in no trend" in capsys.readouterr().err
    dated = write_lines(tmp_path / "dated.jsonl", [article(4)])
    run_pass(CoverageOptions(inputs=(str(dated),), lake=str(lake), model=None))
    assert "without a date" not in capsys.readouterr().err


def test_dates_that_have_yet_to_come_are_told_and_kept(tmp_path, capsys):
    lines = [article(1), article(2, published_at="2099-01-01"), article(3, published_at="2099-02-01T09:00:00Z")]
    given, lake = write_lines(tmp_path / "in.jsonl", lines), tmp_path / "lake"
    run_pass(CoverageOptions(inputs=(str(given),), lake=str(lake), model=None))
    told = "2 of those kept dated after today (2099-01-01 to 2099-02-01): left out of answers, unless --until asks for"
    assert told in capsys.readouterr().err
    question = "SELECT count(*) FROM articles WHERE year(published_date) = 2099"
    assert found_in(lake, question) == [(2,)]
    run_pass(CoverageOptions(inputs=(str(write_lines(given, lines[:1])),), lake=str(lake), model=None))
    assert "after today" not in capsys.readouterr().err


def test_a_date_that_is_not_plainly_one_is_told(tmp_path, capsys):
    lines = [article(1), article(2, published_at="03/11/2026"), article(3, published_at="13.11.2026")]
    given, lake = write_lines(tmp_path / "in.jsonl", lines), tmp_path / "lake"
    run_pass(CoverageOptions(inputs=(str(given),), lake=str(lake), model=None))
    told = " ".join(capsys.readouterr().err.split())
    assert (
        "1 of those kept without a date: in no trend; in.jsonl has '03/11/2026', which is not plainly one date" in told
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("order", "dates"), [("--day-first", ["2026-11-03", "2026-11-13"]), ("--month-first", ["2026-03-11", "2026-11-13"])]
)
def test_dates_with_slashes_are_read_in_the_order_that_is_told(tmp_path, capsys, order, dates):
    lines = [article(1, published_at="03/11/26"), article(2, published_at="13.11.2026")]
    given, lake = write_lines(tmp_path / "in.jsonl", lines), tmp_path / "lake"
    plain, again = (here("run", given, "--lake", lake, *more) for more in ([], [order]))
    assert "--day-first or --month-first tells" in " ".join(plain.stderr.split())
    assert "without a date" not in again.stderr
    question = "SELECT published_date::VARCHAR FROM articles ORDER BY url"
    assert [day for (day,) in found_in(lake, question)] == dates


@pytest.mark.slow
def test_what_an_earlier_run_kept_is_not_told_as_new(tmp_path, capsys):
    lake = tmp_path / "lake"
    given = write_lines(tmp_path / "in.jsonl", [article(n) for n in range(3)])
    for told in ({"kept": 3}, {"kept": 0, "kept before": 3}):
        run_to_the_end(given, lake)
        assert books_told(capsys) == {"read": 3} | told | {"duplicate": 0, "discarded": 0, "failed": 0}
    more = write_lines(tmp_path / "more.jsonl", [article(n) for n in range(2, 6)])
    run_pass(CoverageOptions(inputs=(str(given), str(more)), lake=str(lake), model=None))
    assert books_told(capsys) == {"read": 7, "kept": 3, "duplicate": 4, "discarded": 0, "failed": 0}


def books_told(capsys):
    names, counts = capsys.readouterr().err.splitlines()[:2]
    return dict(zip(re.split(" {2,}", names.strip()), map(int, counts.split()), strict=True))


def test_empty_files_of_a_folder_are_in_the_books(tmp_path, capsys):
    folder = tmp_path / "in"
    folder.mkdir()
    write_lines(folder / "in.jsonl", [article(1)])
    for name in ("a.txt", "b.html", "c.xml", "blank.txt"):
        (folder / name).write_text("\n" if name == "blank.txt" else "")
    run_to_the_end(folder, tmp_path / "lake")
    told = capsys.readouterr().err
    assert "failed: 4 empty" in told
    assert told.splitlines()[1].split() == ["5", "1", "0", "0", "4"]


def test_what_is_no_file_in_a_folder_is_one_failure_each_and_the_rest_is_kept(tmp_path):
    given, lake = tmp_path / "given", tmp_path / "lake"
    given.mkdir()
    write_lines(given / "in.jsonl", [article(1)])
    (given / "nothing.jsonl").symlink_to(given / "gone.jsonl")
    (given / "loop.html").symlink_to(given / "loop.html")
    (given / "kernel.txt").symlink_to("/proc/version")  # tells no size, and others such as /proc/kmsg never end
    pipes = ("pipe.csv", "pipe.jsonl", "pipe.txt", "pipe.warc")
    for name in pipes:
        os.mkfifo(given / name)
    books = run_pass(CoverageOptions(inputs=(str(given),), lake=str(lake), model=None))
    assert (books.kept, books.failed, books.balance) == (1, 7, True)
    none = ("kernel.txt", "loop.html", "nothing.jsonl", *pipes)
    assert rows(lake, FAILURES) == [(name, "unreadable") for name in none]


def test_no_reason_is_told_where_no_row_is_left_to_give_one():
    assert failure_lines("lake", [], []) == []


@pytest.mark.parametrize(
    ("name", "content", "place", "line"),
    [
        ("a.jsonl", b'{"title": "A"}\n\n{"title": 5}\n', 16, 3),
        ("a.csv", b'title,text\r\n"A,\r\nB",C\r\n,\r\n', 25, 4),
        ("returns.csv", b"title,text\rA,B\r,\r", 15, 3),
        ("a.json", b'[{"title": "A"},\n {"title": 5}]', 18, 2),
    ],
)
@pytest.mark.parametrize("ending", ["", ".gz"])
def test_a_record_is_told_by_its_line_too(tmp_path, name, content, place, line, ending):
    path = tmp_path / (name + ending)
    path.write_bytes(gzip.compress(content) if ending else content)
    assert line_of(f"{path.name}#{place}", [(str(path), path.name)]) == line
    others = (path.name, "other.jsonl#1", f"{path.name}#row1")
    assert [line_of(uri, [(str(path), path.name)]) for uri in others] == [None] * 3


def test_the_first_record_that_failed_is_told_by_its_line(tmp_path):
    (tmp_path / "in.jsonl").write_bytes(json.dumps(article(1)).encode() + b'\n\n{"title": "A\n')
    told = here("run", tmp_path / "in.jsonl", "--lake", tmp_path / "lake", "--model", "none").stderr
    assert "(line 3): the line is not JSON: unterminated string starting at character 11\n" in told


def test_a_page_without_text_is_told_by_its_row_alone(tmp_path, caplog):
    (tmp_path / "a.html").write_text("<html><body></body></html>")
    write_lines(tmp_path / "in.jsonl", [article(1)])
    with caplog.at_level(logging.WARNING):  # as a process begins, for what libraries warn of
        result = here("run", tmp_path / "a.html", tmp_path / "in.jsonl", "--lake", tmp_path / "lake", "--model", "none")
        assert "failed: 1 no text" in result.stderr
        assert caplog.messages == []


def test_an_interrupt_in_a_step_is_told_in_one_line_and_leaves_nothing(tmp_path, monkeypatch, capsys):
    def interrupted(*_args, **_named):
        raise KeyboardInterrupt

    given = write_lines(tmp_path / "in.jsonl", [article(n) for n in range(3)])
    monkeypatch.setattr("dyadwire.transforms.extract.coverage.extract", interrupted)
    assert main(["run", str(given), "--lake", str(tmp_path / "lake"), "--model", "none"]) == 130
    told = f"dyadwire: interrupted; {tmp_path}/lake keeps nothing yet: the same command begins anew"
    assert capsys.readouterr().err.strip().splitlines()[-1] == told
    assert not list((tmp_path / "lake").rglob("part-*-*.parquet"))


@pytest.fixture(scope="module")
def long(tmp_path_factory):
    """An input that takes longer to read than its reader is given, and the files of its lake."""
    folder = tmp_path_factory.mktemp("long")
    given = write_lines(folder / "in.jsonl", [article(n) for n in range(500)])
    run_to_the_end(given, folder / "whole")
    return given, tree(folder / "whole")


@pytest.mark.slow
@pytest.mark.parametrize(("name", "everywhere"), [("SIGINT", True), ("SIGTERM", False)])
def test_workers_end_with_an_interrupted_run_and_without_a_word(long, tmp_path, name, everywhere):
    given, whole = long
    lake, signs = tmp_path / "lake", tmp_path / "signs"
    signs.mkdir()
    command = [
        sys.executable,
        "-m",
        "dyadwire.pipelines.cli",
        "run",
        given,
        "--lake",
        lake,
        "--model",
        "none",
        "--workers",
        "2",
    ]
    run = subprocess.Popen(
        command,
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "TMPDIR": signs},
    )
    # They start, or are at it, which they tell by what they count: then nobody else would end them.
    sign = f"*/dyadwire-held-*/{'runs' if everywhere else 'articles'}"
    while not any(everywhere or path.stat().st_size for path in signs.glob(sign)) and run.poll() is None:
        time.sleep(0.05)
    (os.killpg if everywhere else os.kill)(run.pid, getattr(signal, name))
    _, told = run.communicate(timeout=60)
    said = f"dyadwire: interrupted; {lake} keeps nothing yet: the same command begins anew"
    assert (run.returncode, told.strip()) == (130, said)
    assert not list(lake.rglob("part-*-*.parquet"))
    with pytest.raises(ProcessLookupError):
        os.killpg(run.pid, 0)
    run_to_the_end(given, lake)
    assert tree(lake) == whole


def test_two_versions_of_one_address_are_told_apart_from_articles(tmp_path):
    given = [article(1), article(2), article(2) | {"text": "India and Nepal signed another treaty on water on Monday."}]
    lake = tmp_path / "lake"
    run = here("run", write_lines(tmp_path / "in.jsonl", given), "--lake", lake, "--model", "none")
    said = "1 of those kept is another version of an article kept as well: each counts once, by its newest"
    assert f"{said}; of 1 no `fetched_at` tells which it is, and one is taken, always the same" in run.stderr
    assert manifest_of(lake).books.kept == 3
    counted = json.loads(here("sql", "SELECT count(*) AS n FROM articles", "--lake", lake, "--json").stdout)
    assert counted == [{"n": 2}]
    told = [each | {"fetched_at": f"2026-11-0{day}T08:00:00Z"} for day, each in enumerate(given, 1)]
    run = here("run", write_lines(tmp_path / "told.jsonl", told), "--lake", tmp_path / "other", "--model", "none")
    assert f"{said}\n" in run.stderr
    some = [given[0], given[1], told[2]]  # what has no time is older than what has one
    run = here("run", write_lines(tmp_path / "some.jsonl", some), "--lake", tmp_path / "some", "--model", "none")
    assert f"{said}\n" in run.stderr
    asked = "SELECT text FROM articles WHERE url LIKE '%/2'"
    (kept,) = json.loads(here("sql", asked, "--lake", tmp_path / "other", "--json").stdout)
    assert kept["text"] == given[2]["text"]


def test_records_without_a_text_are_counted_and_their_columns_told(tmp_path):
    given = [
        {"title": f"India and Nepal sign treaty {n}", "url": f"https://a.example/{n}", "lede": "x"} for n in (1, 2)
    ]
    path = write_lines(tmp_path / "in.jsonl", given)
    run = here("run", path, "--lake", tmp_path / "lake", "--model", "none")
    counted = "in no count of articles (acts that a title tells are counted)"
    told = f"2 of those kept without a text, headlines alone: {counted}; in.jsonl has 'title', 'url', 'lede', and"
    assert f"{told} --map text=NAME says which is the text" in run.stderr
    mapped = here("run", path, "--lake", tmp_path / "other", "--model", "none", "--map", "text=lede")
    assert "without a text" not in mapped.stderr


def test_articles_in_languages_that_are_not_read_are_counted_by_language(tmp_path):
    polish = "Rosja i Chiny podpisały w poniedziałek umowę handlową, a prezydenci obu krajów spotkali się w Moskwie."
    texts = [*[f"{polish} Numer {n}." for n in (1, 2)], "Go.", ""]
    path = write_lines(tmp_path / "in.jsonl", [article(n, text=text) for n, text in enumerate([*texts, polish + "!"])])
    run = here(
        "run", path, write_lines(tmp_path / "read.jsonl", [article(9)]), "--lake", tmp_path / "lake", "--model", "none"
    )
    told = "4 of those kept in a language that is not read, or too short to tell: in no count of articles"
    assert f"{told} (3 in pl, 1 in none that is known)" in run.stderr
    assert "1 of those kept without a text, a headline alone: in no count" in run.stderr


def test_a_title_alone_is_neither_in_a_count_of_articles_nor_in_those_that_are_analysed(tmp_path):
    titled = [article(n, text="") for n in (1, 2)]
    quiet = article(29, title="A quiet day", text="It was a quiet day, and everybody in the town went to sleep early.")
    lake = tmp_path / "lake"
    here("run", write_lines(tmp_path / "in.jsonl", [*titled, quiet]), "--lake", lake, "--model", "none")
    for places in (("China", "Russia"), ("China",)):
        periods = json.loads(here("trend", *places, "--by", "year", "--lake", lake, "--json").stdout)
        assert [(row["articles"], row["share"], row["total_articles"]) for row in periods] == [(0, 0, 1)]
    named = json.loads(here("evidence", "China", "Russia", "--lake", lake, "--json").stdout)
    assert [row["about"] for row in named] == [False, False]
