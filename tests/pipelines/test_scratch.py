"""What is written for the time of a run is gone with it; what a killed one left goes with the next."""

import errno
import fcntl
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

import dyadwire
from dyadwire.pipelines.ask.query import connect
from dyadwire.pipelines.cli import main
from dyadwire.pipelines.doctor import check_run
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.scratch import locked_folder, sweep, temporary_files
from dyadwire.transforms.text import language
from tests.pipelines.lakes import small_lake

Demo = tuple[Path, subprocess.CompletedProcess[str]]
_HOLDER = """
import sys, tempfile, time
from dyadwire.pipelines.scratch import temporary_files
with temporary_files():
    tempfile.mkdtemp(prefix="of-a-library-")
    print("holds", flush=True)
    sys.stdin.read()
"""


_TOLD = """
import io, signal
from rich.console import Console
from dyadwire.pipelines.progress import Progress
with Progress(Console(file=io.StringIO())):
    signal.raise_signal(signal.SIGKILL)
"""
_TO_THE_END = """
import atexit, os, tempfile
from dyadwire.pipelines.scratch import temporary_files_to_the_end
temporary_files_to_the_end()
atexit.register(lambda: os.rmdir(tempfile.mkdtemp()))
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


@pytest.fixture
def holder(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", _HOLDER], stdin=pipe, stdout=pipe) as process:
        assert process.stdout
        assert process.stdout.readline() == b"holds\n"
        yield process
        process.kill()


def test_what_a_killed_process_left_goes_and_what_another_uses_stays(
    folder: Path, holder: subprocess.Popen[bytes]
) -> None:
    with temporary_files():
        assert len(list(folder.iterdir())) == 2  # the other lives
    (left,) = folder.iterdir()
    assert [each.name[:13] for each in left.iterdir()] == ["of-a-library-"]
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    with temporary_files():
        assert not left.exists()
        assert tempfile.mkdtemp().startswith(f"{next(folder.iterdir())}/")
    assert not list(folder.iterdir())


def test_what_a_killed_one_counted_articles_in_goes(folder: Path) -> None:
    subprocess.run([sys.executable, "-c", _TOLD], check=False)
    assert list(folder.iterdir())
    sweep(str(folder))
    assert not list(folder.iterdir())


def test_a_library_that_tidies_up_at_the_end_finds_what_it_left(folder: Path) -> None:
    assert subprocess.run([sys.executable, "-c", _TO_THE_END], check=True, capture_output=True).stderr == b""
    assert not list(folder.iterdir())


def test_no_link_is_followed_and_nothing_of_another_name_is_touched(folder: Path) -> None:
    kept = [folder / name for name in ("aim", "dyadwire-other-1")]
    for each in kept:
        each.mkdir()
    (folder / "dyadwire-held-link").symlink_to(folder / "aim")
    (folder / "dyadwire-held-file").touch()
    sweep(str(folder))
    assert len(list(folder.iterdir())) == 4


def test_a_folder_that_is_swept_before_it_is_locked_is_made_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock, swept = fcntl.flock, []

    def lock_late(descriptor: int, how: int) -> None:
        if not swept:
            swept.append(next(folder.iterdir()))
            swept[0].rmdir()
        lock(descriptor, how)

    monkeypatch.setattr(fcntl, "flock", lock_late)
    held = locked_folder()
    assert [Path(held.path)] == list(folder.iterdir())
    assert Path(held.path) != swept[0]
    held.remove()


def test_where_the_temporary_folder_was_removed_another_is_taken(folder: Path, tmp_path: Path) -> None:
    """As a watch meets that runs for months: its own TMPDIR was tidied away."""
    (folder / "gone").mkdir()
    tempfile.tempdir = str(folder / "gone")
    (folder / "gone").rmdir()
    with temporary_files():
        assert Path(tempfile.gettempdir()).parent == tmp_path
    assert tempfile.gettempdir() == str(tmp_path)


def test_a_temporary_folder_that_is_removed_while_it_is_used_is_told_in_a_line(folder: Path) -> None:
    with pytest.raises(DyadwireError, match="was removed while it was used"), temporary_files():  # noqa: PT012
        Path(tempfile.gettempdir()).rmdir()
        tempfile.mkdtemp()
    assert list(folder.iterdir()) == []


def test_a_question_leaves_nothing(folder: Path, demo: Demo) -> None:
    connection = connect(demo[0])
    assert list(folder.iterdir())
    connection.close()
    del connection
    assert not list(folder.iterdir())


def test_what_a_lake_holds_stays_for_its_cursors(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    lake = dyadwire.open(small_lake(tmp_path_factory.mktemp("small")))
    cursor = lake.cursor()
    del lake
    with temporary_files():
        assert len(list(folder.iterdir())) == 2
    assert cursor.execute("SELECT count(*) > 0 FROM articles").fetchall() == [(True,)]
    del cursor
    assert not list(folder.iterdir())


def test_cursors_of_several_threads_disturb_neither_a_lake_nor_each_other(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    lake = dyadwire.open(small_lake(tmp_path_factory.mktemp("small")))
    lake.execute("""SET VARIABLE "o'x" = 1""")  # a user's own
    lake.execute("SELECT 41 UNION ALL SELECT 42")
    assert lake.fetchone() == (41,)

    def count(_number: int) -> object:
        return lake.cursor().execute("SELECT count(*) > 0 FROM articles").fetchall()

    with ThreadPoolExecutor(4) as threads:
        assert [*threads.map(count, range(40))] == [[(True,)]] * 40
    assert lake.fetchall() == [(42,)]


def test_what_users_call_leaves_their_temporary_folder_alone(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with dyadwire.open(small_lake(tmp_path_factory.mktemp("small"))) as lake:
        assert dyadwire.extract("China and Russia signed a deal.")["article_dyads"]
        assert lake.top().fetchall()
    assert tempfile.tempdir in (None, str(folder))


def test_a_forked_process_leaves_what_another_holds(folder: Path) -> None:
    held = locked_folder()
    forked = os.fork()
    if not forked:
        held.remove()
        os._exit(0)
    assert os.waitpid(forked, 0)[1] == 0
    assert Path(held.path).is_dir()
    held.remove()
    assert not list(folder.iterdir())


def test_a_folder_that_may_not_be_listed_is_not_swept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", refuse)
    with temporary_files():
        Path(tempfile.mkdtemp()).rmdir()


def test_settings_that_are_refused_leave_nothing(folder: Path, demo: Demo) -> None:
    with pytest.raises(duckdb.Error):
        connect(demo[0], memory="no size")
    assert not list(folder.iterdir())


@pytest.fixture
def no_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No folder takes temporary files, as on a full disk: Python tries each by writing to it."""
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(tempfile, "_candidate_tempdir_list", lambda: [str(tmp_path / "none")])


def test_a_question_needs_no_room_on_the_disk(tmp_path: Path, no_room: None) -> None:
    with dyadwire.open(small_lake(tmp_path)) as lake:
        assert lake.top().fetchall()
        lake.execute("SET memory_limit = '20MB'")
        with pytest.raises(duckdb.OutOfMemoryException):  # where it leaves nothing on the disk
            lake.sql("SELECT list(a.range ORDER BY hash(a.range)) FROM range(10_000_000) a").fetchall()


@pytest.mark.parametrize("words", [["run", "{given}", "--lake", "{lake}"], ["feeds", "check", "http://127.0.0.1:1/"]])
def test_what_needs_room_on_the_disk_says_so(
    tmp_path: Path, no_room: None, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in.jsonl").write_text('{"text": "Russia and China met."}\n')
    named = {"given": tmp_path / "in.jsonl", "lake": tmp_path / "lake"}
    assert main([word.format(**named) for word in words]) == 2
    told = capsys.readouterr().err
    assert told.startswith("dyadwire: cannot write a temporary file: disks are full or read only (No usable")
    assert told.endswith("; TMPDIR names another folder\n")


def test_the_doctor_tells_that_there_is_no_room(no_room: None) -> None:
    told = check_run(None)
    assert not told.well
    assert "No usable temporary directory" in told.found


def test_the_model_of_languages_is_not_taken_for_the_answer_that_it_stops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def unpacked(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))  # as of a file without a name

    monkeypatch.setattr("py3langid.modelio.load_model", unpacked)
    language._identifier.cache_clear()
    text = tmp_path / "text.txt"
    text.write_text("Le commerce entre la Chine et la Russie a augmenté de 12 pour cent.")
    assert main(["extract", str(text)]) == 2
    assert capsys.readouterr().err == f"dyadwire: No space left on device: {tempfile.gettempdir()}\n"
