"""What a user can get wrong: one clear line, exit code 2, nothing half-written."""

import errno
import io
import json
import os
import resource
import subprocess
import sys
import tempfile

import duckdb
import pytest

from dyadwire.pipelines import cli
from dyadwire.pipelines.ask import query
from dyadwire.pipelines.ask.query import connect
from dyadwire.pipelines.cli import main
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.run import beam_main
from dyadwire.pipelines.run.launch import mendable
from dyadwire.schemas.tables import SCHEMA_VERSION
from tests.pipelines.lakes import small_lake
from tests.pipelines.runs import ROOT, article, dyadwire, here, tree, write_lines

COMMAND = [sys.executable, "-m", "dyadwire.pipelines.cli"]


def refused(result, *words):
    assert result.returncode == 2, result.stderr
    assert "Traceback" not in result.stderr
    (line,) = [line for line in result.stderr.splitlines() if line.startswith("dyadwire:")]
    assert all(word in line for word in words), line


@pytest.fixture
def given(tmp_path):
    return write_lines(tmp_path / "in.jsonl", [article(n) for n in range(50)])


def test_no_input(tmp_path):
    refused(here("run", "--lake", tmp_path / "lake"), "nothing to read")


@pytest.mark.parametrize("question", [["trend", "RU", "CN", "--plot"], ["export", "articles", "-o"], ["report", "-o"]])
def test_a_file_without_a_name(question, tmp_path):
    refused(here(*question, "", "--lake", tmp_path / "lake"), question[-1], "name a file")
    refused(here(*question, "-", "--lake", tmp_path / "lake"), question[-1], "never to standard output")


@pytest.mark.parametrize("workers", ["0", "1000000"])
def test_workers_that_no_machine_has(tmp_path, given, workers):
    refused(
        here("run", given, "--workers", workers, "--lake", tmp_path / "lake"), "--workers must be from 1 to", workers
    )


def test_a_lake_whose_lock_can_not_be_opened(tmp_path, given):
    lake = tmp_path / "lake"
    assert here("run", given, "--lake", lake).returncode == 0
    (lake / "_lock").unlink()
    (lake / "_lock").symlink_to("_lock")
    for words in (("run", given), ("compact",)):
        refused(here(*words, "--lake", lake), "cannot write the lake", "symbolic links")


def test_what_the_system_refuses_is_told_with_its_file(monkeypatch, capsys):
    def refuse(*_, **__):
        raise PermissionError(errno.EACCES, "Permission denied", "/a/file")

    monkeypatch.setattr(cli.dyadwire, "main", refuse)
    assert cli.main(["tables"]) == 2
    assert capsys.readouterr().err == "dyadwire: Permission denied: /a/file\n"


def test_a_missing_file(tmp_path):
    refused(here("run", tmp_path / "none.jsonl", "--lake", tmp_path / "lake"), "no such file", "none.jsonl")


def test_a_broken_feed_list(tmp_path):
    (tmp_path / "feeds.opml").write_text("<opml><body><outline")
    refused(here("run", tmp_path / "feeds.opml", "--lake", tmp_path / "lake"), "feeds.opml")


def test_an_empty_feed_list(tmp_path):
    (tmp_path / "feeds.opml").write_text("<opml version='2.0'><head/><body/></opml>")
    refused(here("run", tmp_path / "feeds.opml", "--lake", tmp_path / "lake"), "feed", "feeds.opml")


def test_a_lake_of_a_newer_version(tmp_path, given):
    lake = tmp_path / "lake"
    lake.mkdir()
    (lake / "_lake.json").write_text(json.dumps({"schema_version": SCHEMA_VERSION + 1}))
    before = tree(lake)
    refused(here("run", given, "--lake", lake), "schema version", "upgrade")
    assert tree(lake) == before


def test_a_folder_that_holds_other_things_is_refused_and_left_alone(tmp_path, given):
    mine = tmp_path / "work" / "research" / "part-mine.parquet"
    mine.parent.mkdir(parents=True)
    mine.write_bytes(b"mine")
    refused(here("run", given, "--lake", tmp_path / "work"), "no lake", "research")
    assert mine.read_bytes() == b"mine"


def test_a_lake_that_cannot_be_written(given):
    refused(here("run", given, "--lake", "/proc/dyadwire"), "cannot write", "/proc/dyadwire")


@pytest.mark.parametrize(
    "model", ["en_core_web_huge", "json", "numpy", "__main__", "0.5", ".", "/no/where.html", "..x", "\0"]
)
def test_a_model_that_is_not_installed(tmp_path, given, model):
    for command in (["run", given, "--lake", tmp_path / "lake"], ["extract", given]):
        refused(here(*command, "--model", model), ascii(model).strip("'"))
    assert not (tmp_path / "lake").exists()


@pytest.mark.slow
def test_a_disk_that_fills(tmp_path, given):
    lake = tmp_path / "lake"
    assert here("run", given, "--lake", lake, "--model", "none").returncode == 0
    before = tree(lake)
    more = write_lines(tmp_path / "more.jsonl", [article(n, text=os.urandom(4000).hex()) for n in range(100, 160)])
    # No bytecode: what Python writes of a module here would end at the limit, and fail whoever imports it next.
    settings = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    full = dyadwire("run", more, "--lake", lake, "--model", "none", preexec_fn=_no_large_files, env=settings)
    refused(full, "cannot write")
    assert {path: content for path, content in tree(lake).items() if path in before} == before
    assert not [path for path in tree(lake) if path.endswith(".tmp")]


@pytest.mark.slow
@pytest.mark.parametrize("command", [["compact"], ["migrate"], ["forget", "https://outlet.example/1", "--yes"]])
def test_a_disk_without_room_for_a_single_name(tmp_path, given, command):
    lake = tmp_path / "lake"
    assert here("run", given, "--lake", lake, "--model", "none").returncode == 0
    before = tree(lake)
    settings = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    ran = dyadwire(*command, "--lake", lake, preexec_fn=_no_files, env=settings)
    assert "Traceback" not in ran.stderr
    if ran.returncode:
        refused(ran, "cannot write")
    assert tree(lake) == before


def _no_files():
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))


def _no_large_files():
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


def test_an_unknown_command_lists_the_known_ones():
    refused(dyadwire("trends"), "trend", "run")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["--nope"], "no such option '--nope'; there are --version, --debug, --help (try dyadwire --help)"),
        (["movers", "--sinze", "7d"], "no such option '--sinze': did you mean --since? (try dyadwire movers --help)"),
        (
            ["verify", "--by", "x"],
            "no such option '--by'; there are --lake, --json, --help (try dyadwire verify --help)",
        ),
        (["compact"], "missing option '--lake' (try dyadwire compact --help)"),
        (["top", "--limit"], "option '--limit' requires an argument (try dyadwire top --help)"),
        (
            ["top", "--limit", "1e3"],
            "invalid value for '--limit': '1e3' is not a valid integer (try dyadwire top --help)",
        ),
        (
            ["top", "--confidence", "x"],
            "invalid value for '--confidence': 'x' is not a valid number (try dyadwire top --help)",
        ),
        (["feeds", "nope"], "no such command 'nope' (try dyadwire feeds --help)"),
        (["tables", "articles", "x"], "got unexpected extra argument (x) (try dyadwire tables --help)"),
        (
            ["forget", "--lake", "x"],
            "name at least one URL, --outlet, --article or --before (try dyadwire forget --help)",
        ),
    ],
)
def test_what_is_wrong_with_options_is_one_line_with_where_to_look(asked, told, capsys):
    assert main(asked) == 2
    assert capsys.readouterr() == ("", f"dyadwire: {told}\n")


def test_options_of_the_graph_as_a_module_too(capsys):
    with pytest.raises(SystemExit) as stop:
        beam_main.main(["--threshold", "x"])
    assert stop.value.code == 2
    assert capsys.readouterr() == (
        "",
        "dyadwire.pipelines.coverage: error: argument --threshold: invalid float value: 'x'\n",
    )


@pytest.mark.parametrize("option", ["--since", "--until"])
@pytest.mark.parametrize("day", ["9999-12-31", "2200-01-01", "0001-01-01", "1899-12-31"])
@pytest.mark.parametrize(
    "command", [["trend", "Russia", "China"], ["report", "Russia", "China", "-o", "x.html"], ["top"]]
)
def test_a_date_of_no_news_is_refused(command, option, day):
    refused(here(*command, option, day), day, "1900-01-01 to 2199-12-31")


@pytest.mark.parametrize(
    "words",
    [
        ["movers", "--days", "99999999"],
        ["movers", "--weeks", "999999999999"],
        ["movers", "--minimum", str(10**23)],
        ["top", "--limit", str(10**23)],
        ["evidence", "Russia", "China", "--limit", str(10**23)],
        ["trend", "Russia", "China", "--mean", str(10**23)],
    ],
)
def test_a_number_that_no_question_has_is_refused(words):
    refused(here(*words), "is not in the range")


@pytest.mark.parametrize("text", ["", " "])
@pytest.mark.parametrize(
    ("question", "option"),
    [("trend", "--match"), ("figures", "--measure"), ("figures", "--unit"), ("articles", "--outlet")],
)
def test_nothing_to_look_for_is_refused(question, option, text):
    refused(here(question, "Russia", "China", option, text), option, "write a text to look for")


def test_a_file_in_a_folders_place_and_an_input_without_a_name_are_told_as_such(tmp_path):
    lake, file = small_lake(tmp_path / "lake"), tmp_path / "file"
    file.touch()
    told = f"{file}: it is a file, and a folder is needed"
    refused(here("report", "Russia", "China", "-o", file / "x.html", "--lake", lake), told)
    refused(here("collect", "http://127.0.0.1:9/", "--spool", file), told)
    refused(here("run", "", "--lake", tmp_path / "new"), "nothing in it to read: ''")
    refused(here("extract", ""), "cannot read '': No such file")


def test_a_table_without_a_name_and_a_time_that_nobody_waits_for_are_refused(tmp_path):
    refused(here("tables", ""), "no table ''")
    refused(here("sql", "SELECT 1", "--timeout", "999999d", "--lake", small_lake(tmp_path)), "longer than a hundred")


@pytest.mark.parametrize("asked", [["--help"], ["completion", "bash"], ["--version"]])
def test_a_full_output_of_what_is_no_answer_is_told_too(asked):
    with open("/dev/full", "w") as full:
        ran = subprocess.run([*COMMAND, *asked], stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    refused(ran, "can't write: No space left on device")


@pytest.mark.slow
def test_a_name_that_is_too_long_is_told_in_a_line(tmp_path):
    lake, name = small_lake(tmp_path / "lake"), "x" * 300
    for words in (
        ["export", "articles", "-o", tmp_path / f"{name}.csv"],
        ["report", "Russia", "China", "-o", tmp_path / f"{name}.html"],
        ["trend", "Russia", "China", "--plot", tmp_path / f"{name}.svg"],
    ):
        refused(here(*words, "--lake", lake), "can't write", "too long")
    refused(here("top", "--lake", tmp_path / name), "can't read the lake", "too long")
    assert list(tmp_path.iterdir()) == [lake]
    longest = tmp_path / f"{'x' * 251}.csv"  # 255 bytes: what a folder takes
    assert here("export", "articles", "-o", longest, "--lake", lake).returncode == 0
    assert longest.read_text().startswith("article_id")


def test_a_folder_that_is_no_lake_or_cannot_be_read(tmp_path, monkeypatch):
    (tmp_path / "notes.txt").write_text("Nothing of a lake.")
    refused(here("top", "--lake", tmp_path), f"no lake at {tmp_path}; make one")
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(DyadwireError, match=r"can't read the lake .*: Permission denied"), connect(tmp_path):
        pass


def test_one_date_and_a_period_are_asked_together(tmp_path):
    """What lies in both counts; before, --since and --until were passed over without a word."""
    lake = small_lake(tmp_path / "lake")
    asked = ("articles", "Russia", "China", "--json", "--lake", lake)
    both = json.loads(here(*asked, "--on", "2026-03", "--since", "2026-03-03", "--until", "2026-03-05").stdout)
    assert {article["published_date"] for article in both} == {"2026-03-03"}
    refused(here(*asked, "--on", "2026-02", "--since", "2026-03-03"), "--on lies outside")


@pytest.mark.slow
@pytest.mark.parametrize("question", [("top", "--csv"), ("figures", "Russia", "China", "--table")])
def test_an_output_that_is_full_closed_or_of_few_letters_is_no_defect(tmp_path, question):
    asked = [*question, "--lake", small_lake(tmp_path / "lake")]
    command = [*COMMAND, *map(str, asked)]
    with open("/dev/full", "w") as full:
        filled = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    refused(filled, "can't write the answer: No space left")
    closed = subprocess.run(["sh", "-c", 'exec "$@" >&-', "sh", *command], cwd=ROOT)
    assert closed.returncode == 0
    told = dyadwire(*asked, env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert told.returncode == 0, told.stderr
    assert "\\u2013" in told.stdout


def test_a_line_that_ctrl_c_comes_upon_is_written_once(tmp_path, monkeypatch):
    def interrupted(stream, data):
        io.FileIO.write(stream, data)
        raise KeyboardInterrupt

    with open(tmp_path / "log", "w") as log:
        stream = cli._losing(log)
        monkeypatch.setattr(cli._Losing, "write", interrupted)
        with pytest.raises(KeyboardInterrupt):
            print("here it is", file=stream)
        monkeypatch.undo()
        print(file=stream)
        stream.close()
    assert (tmp_path / "log").read_text().split() == ["here", "it", "is"]


def test_work_is_done_where_its_log_is_full_or_gone():
    with open("/dev/full", "w") as full:
        log = cli._losing(full)
        log.write("a line\n")
        log.write("more")
        log.flush()
    log.write("a line\n")  # of a stream that is closed meanwhile
    log.detach()


@pytest.mark.slow
def test_a_closed_input_is_an_empty_one(tmp_path):
    command = ["sh", "-c", 'exec "$@" <&-', "sh", *COMMAND, "run", "-", "--lake", str(tmp_path / "lake")]
    refused(subprocess.run(command, capture_output=True, text=True, cwd=ROOT), "nothing came by standard input")


def test_a_terminal_of_few_signs_shows_what_looks_like_them(tmp_path):
    lake = small_lake(tmp_path / "lake")
    terminal, end = os.openpty()
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "COLUMNS": "80"}
    subprocess.run([*COMMAND, "top", "--lake", str(lake)], stdout=end, cwd=ROOT, env=environment, check=True)
    os.close(end)
    shown = os.read(terminal, 1 << 16).decode()
    os.close(terminal)
    assert "China-Russia" in shown
    assert "####" in shown
    assert "\\u" not in shown


def test_a_step_that_has_no_room_is_told_alike(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    told = mendable(RuntimeError("OSError: [Errno 28] No space left on device [while running 'Extract']"))
    assert str(told).startswith(f"cannot write a temporary file in {tmp_path}: No space left on device; TMPDIR")


# A list of 800 MB. How many addresses a small question takes, and so whether 400 MB are enough, is chance.
LARGE = "SELECT len(list(i)) FROM range(100000000) AS t(i)"


@pytest.mark.parametrize("kilobytes", [60_000, 400_000])
def test_too_little_memory_is_one_line(tmp_path, kilobytes):
    lake = small_lake(tmp_path)
    before = tree(lake)
    asked = ["sh", "-c", f'ulimit -v {kilobytes}; exec "$@"', "sh", *COMMAND, "sql", LARGE, "--lake", str(lake)]
    alike = {**os.environ, "MALLOC_ARENA_MAX": "1"}  # or each thread reserves addresses, as many as are free
    result = subprocess.run(asked, capture_output=True, text=True, env=alike, timeout=60, check=False)
    # Below what a library itself needs to begin, it may end the process with a line of its own.
    assert "Traceback" not in result.stderr
    assert len(result.stderr.splitlines()) == 1, result.stderr
    assert tree(lake) == before
    assert result.returncode != 0
    assert kilobytes == 60_000 or "ulimit -v allows 400,000" in result.stderr


def test_a_lake_whose_views_get_no_memory_is_not_called_unreadable(tmp_path):
    lake = str(small_lake(tmp_path))
    lacks = duckdb.OutOfMemoryException("Out of Memory Error: Failed to allocate block of 262144 bytes")
    assert str(query._not_opened(lake, lake, lacks)).startswith("there is too little memory")


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        RuntimeError("can't start new thread"),
        RuntimeError("numpy._core._exceptions._ArrayMemoryError: Unable to allocate [while running 'Extract']"),
        ImportError("x.so: failed to map segment from shared object"),
    ],
)
def test_every_lack_of_memory_is_told(error, monkeypatch, capfd):
    def lacks(*_, **__):
        raise error

    monkeypatch.setattr(cli.dyadwire, "main", lacks)
    assert main(["tables"]) == 2
    assert capfd.readouterr().err.startswith("dyadwire: there is too little memory")
    with pytest.raises(type(error)):
        main(["tables", "--debug"])


@pytest.mark.parametrize("words", [["run", "{given}"], ["watch", "http://127.0.0.1:1/feed", "--passes", "1"]])
def test_a_run_that_gets_too_few_addresses_is_refused_before_it_begins(tmp_path, given, words, monkeypatch):
    limits = {resource.RLIMIT_AS: (700_000 * 1024, resource.RLIM_INFINITY)}
    monkeypatch.setattr(resource, "getrlimit", limits.__getitem__)
    lake = tmp_path / "lake"
    refused(here(*(word.format(given=given) for word in words), "--lake", lake), "2,000,000 kB", "ulimit -v", "700,000")
    assert not lake.exists()


@pytest.mark.parametrize("words", [["demo"], ["trend", "Russia", "China", "--plot", "{drawn}"]])
def test_a_drawing_that_gets_too_few_addresses_is_refused(tmp_path, words, monkeypatch):
    drawn, lake = tmp_path / "drawn.svg", tmp_path / "new"
    if "--plot" in words:
        lake = small_lake(tmp_path)
    limits = {resource.RLIMIT_AS: (60_000_000 * 1024, resource.RLIM_INFINITY)}
    monkeypatch.setattr(resource, "getrlimit", limits.__getitem__)
    told = here(*(word.format(drawn=drawn) for word in words), "--lake", lake)
    refused(told, "70,000,000 kB", "ulimit -v", "60,000,000")
    assert not drawn.exists()
    assert lake.exists() == ("--plot" in words)
