"""A lake's path means one folder: what could be read otherwise is refused before anything is written or read."""

import json
import re
import shlex
from pathlib import Path

import pytest

from dyadwire.pipelines.ask.query import connect, rows
from dyadwire.pipelines.cli import main
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.opening import check_version, locked, open_lake
from dyadwire.pipelines.lake.path import lake_path
from dyadwire.pipelines.run.options import CoverageOptions
from dyadwire.schemas.tables import SCHEMA_VERSION
from dyadwire.transforms.storage.filesystem import open_file
from tests.pipelines.lakes import small_lake

PATTERNS = ["la[k]e", "lak?", "la*", "a[b]ove/lake"]


@pytest.mark.parametrize("name", PATTERNS)
def test_a_lake_is_not_made_at_a_pattern(tmp_path: Path, name: str) -> None:
    with pytest.raises(DyadwireError, match=r"name a folder without \* \? \["):
        open_lake(str(tmp_path / name))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", PATTERNS)
def test_a_lake_at_a_pattern_is_not_opened(tmp_path: Path, name: str) -> None:
    lake = small_lake(tmp_path / name)
    for opened in (connect, open_lake, check_version):
        with pytest.raises(DyadwireError, match=r"name a folder without \* \? \["):
            opened(str(lake))


def test_a_link_to_a_pattern_is_one_too(tmp_path: Path) -> None:
    small_lake(tmp_path / "la[k]e")
    (tmp_path / "lake").symlink_to(tmp_path / "la[k]e")
    with pytest.raises(DyadwireError, match="holds"):
        connect(tmp_path / "lake", complete=True)


def test_a_store_is_held_to_the_same(tmp_path: Path) -> None:
    for opened in (connect, open_lake):
        with pytest.raises(DyadwireError, match="holds"):
            opened("memory://la[k]e")


def test_other_marks_in_a_path_are_only_marks(tmp_path: Path) -> None:
    lake = small_lake(tmp_path / "our lake's {new} (2026)")
    with connect(lake, complete=True) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchall() != [(0,)]


@pytest.mark.parametrize("above", ["published_month=unknown", "fetched_month=2020-01", "outlet=other.example", "dt=7"])
def test_what_folders_above_a_lake_are_called_is_no_value_of_its_rows(tmp_path: Path, above: str) -> None:
    """Object stores are full of such folders, and readers of Parquet take them for columns."""
    asked = ("articles", "base.articles", "fetches", "figures", "acts", "pair_articles", "coverage('CHN-RUS')")
    found = []
    for folder in (tmp_path, tmp_path / above):
        with connect(small_lake(folder / "lake"), complete=True) as connection:
            found.append([rows(connection, f"FROM {each} ORDER BY ALL") for each in asked])
    assert found[0] == found[1]


def refused_in_a_line(written: str, command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> str:
    assert main([*command, "--lake", written]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    return told.err


@pytest.mark.parametrize(
    "written", ["", "  ", "\t\n", "/", "//", "/.", "/tmp/..", "file:///", "file:/", "file://localhost/"]
)
@pytest.mark.parametrize("command", [("verify",), ("run", "a.txt"), ("trend", "China", "Russia"), ("forget", "u")])
def test_what_names_no_folder_is_refused_in_a_line(
    written: str, command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert "name a folder" in refused_in_a_line(written, command, capsys)


UNSEEN = [
    "a\nb",
    "a\x1b[31m",
    "a\N{RIGHT-TO-LEFT OVERRIDE}b",
    "a\u2028b",
    "file:///a%0Ab",
    "file:///a%00b",
    "s3://b\x7f/a",
]


@pytest.mark.parametrize("written", UNSEEN)
def test_a_path_that_no_line_can_show_is_refused_in_a_line(written: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "a.txt", "--lake", written]) == 2
    told = capsys.readouterr().err
    assert told.isprintable() or told[:-1].isprintable()
    assert "characters that cannot be seen: name another folder" in told


@pytest.mark.parametrize("written", ["memory://x", "MEMORY://x/y", "data:,x"])
@pytest.mark.parametrize("command", [("verify",), ("run", "a.txt"), ("trend", "China", "Russia"), ("migrate",)])
def test_what_is_gone_when_the_command_ends_is_no_lake(
    written: str, command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert "folder" in refused_in_a_line(written, command, capsys)


def test_a_file_is_no_lake(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    for name in ("file", "link"):
        assert main(["run", "a.txt", "--lake", str(tmp_path / name)]) == 2
        assert "is a file, and a lake is a folder" in capsys.readouterr().err
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("file:///a/b", "/a/b"),
        ("file:///a/b///", "/a/b"),
        ("FILE:/a/b", "/a/b"),
        ("file://localhost/a/b", "/a/b"),
        ("local:///a/b", "/a/b"),
        ("file:///a%2Fb%20c", "/a/b c"),
        ("file:a", "a"),
        ("./a/", "./a"),
        ("~/a", str(Path.home() / "a")),
        ("/a/100%20", "/a/100%20"),
        ("s3://bucket/a%20b/", "s3://bucket/a%20b"),
    ],
)
def test_every_way_to_write_a_folder_is_one_path(written: str, means: str) -> None:
    assert lake_path(written) == means
    assert lake_path(means) == means


@pytest.mark.parametrize(
    "written", ["file://host/a", "s3://", "s3:/bucket", "gs:/b/lake", "memory:///", "dir::memory://a", "/a://b", "a\0b"]
)
def test_what_is_no_place_for_a_lake_is_refused(written: str) -> None:
    with pytest.raises(DyadwireError, match=r"name|three slashes|has one slash"):
        lake_path(written)


def test_every_spelling_of_a_lake_meets_the_same_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_lake(str(tmp_path / "a lake"))
    (tmp_path / "link").symlink_to(tmp_path / "a lake")
    monkeypatch.chdir(tmp_path)
    here = tmp_path.as_posix()
    spellings = [
        "a lake",
        "./a lake",
        f"{here}/a lake//",
        f"file://{here}/a%20lake",
        f"file:{here}/a lake",
        "link",
        "file:a lake",
    ]
    with locked(lake_path("a lake"), "the first"):
        for written in spellings:
            with pytest.raises(DyadwireError, match="the first"), locked(lake_path(written)):
                pass


def test_options_and_questions_take_the_address_of_a_folder_for_the_folder(tmp_path: Path) -> None:
    lake = small_lake(tmp_path / "lake")
    assert CoverageOptions(inputs=("a.txt",), lake=f"file://{lake}/", model=None).lake == str(lake)
    with connect(f"file://{lake}", complete=True) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchall() != [(0,)]


def test_inside_a_folder_goes_by_its_path_alone(tmp_path: Path) -> None:
    for opened in (open_lake, check_version):
        with pytest.raises(DyadwireError, match="is a local folder: name it /"):
            opened(f"file://{tmp_path}/lake")
    assert list(tmp_path.iterdir()) == []


def test_a_link_to_nothing_is_no_lake(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "lake").symlink_to(tmp_path / "nowhere")
    for asked in (["top"], ["run", str(tmp_path)], ["verify"]):
        assert main([*asked, "--lake", str(tmp_path / "lake")]) == 2
        assert capsys.readouterr().err.endswith("/nowhere, which is not there: make that folder, or name another\n")


def test_a_folder_that_went_while_one_was_in_it_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    for asked in (["top"], ["trend", "Russia", "--lake", "lake"], ["run", "x.csv", "--lake", "lake"], ["doctor"]):
        assert main(asked) == 2
        assert capsys.readouterr().err == "dyadwire: the folder that this was started in is gone: go to another\n"
    (tmp_path / "a.txt").write_text("there")
    with open_file(str(tmp_path / "a.txt")) as file:
        assert file.read() == b"there"


@pytest.mark.parametrize("command", ["verify", "status", "top"])
def test_a_command_that_is_advised_names_the_lake_as_a_shell_reads_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    lake = tmp_path / "our lake's"
    if command == "top":  # of a schema that is gone
        small_lake(lake)
        (lake / "_lake.json").write_text(json.dumps({"schema_version": SCHEMA_VERSION - 1, "snapshot": "0" * 16}))
    assert main([command, "--lake", str(lake)]) == 2
    told = capsys.readouterr().err
    advised = [shlex.split(each) for each in re.findall("`(dyadwire [^`]+)`", told)]
    assert advised
    assert all(words[-2:] == ["--lake", str(lake)] for words in advised)
