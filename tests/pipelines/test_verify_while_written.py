"""`verify` beside a writer: a watch holds its lake for months, and must not make a sound lake look broken."""

import re
from datetime import date

import pytest

from dyadwire.pipelines.cli import main
from dyadwire.pipelines.lake import verify_while_written
from dyadwire.pipelines.lake.opening import locked
from dyadwire.pipelines.lake.verify import verify
from dyadwire.transforms.storage.errors import LakeReadError
from tests.pipelines.committed import commit_rows
from tests.pipelines.damaged import data_file, flip
from tests.pipelines.lakes import Newsdesk


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    monkeypatch.setattr(verify_while_written, "_PAUSE", 0)


@pytest.fixture
def lake(lake_of):
    return lake_of(range(1, 6), range(4, 9))


def proved(lake, capsys):
    capsys.readouterr()
    code = main(["verify", "--lake", str(lake)])
    told = capsys.readouterr()
    return code, told.out, told.err


def looks(monkeypatch, *found):
    """Let each look find what is given: an error, or lines."""
    left = list(found)

    def look(_lake, _looked_at):
        told = left.pop(0)
        if isinstance(told, Exception):
            raise told
        return told

    monkeypatch.setattr(verify_while_written, "verify", look)


def test_what_a_writer_has_not_finished_is_no_problem(lake, capsys):
    desk = Newsdesk()
    desk.article("late", date(2026, 10, 20), "a.example", ["CHN-RUS"])
    with locked(str(lake), "dyadwire watch"):
        commit_rows(lake, "late", desk.rows)  # not settled yet, nor published
        (lake / "articles/published_month=2026-10/part-0123456789abcdef-0-000.parquet").write_bytes(b"half a batch")
        (lake / "articles/published_month=2026-10/.part.tmp").write_bytes(b"half a file")
        assert list(verify(str(lake)))
        code, out, err = proved(lake, capsys)
        (lake / "articles/mine.parquet").write_bytes(b"no writer of ours made this")
        assert "foreign" in proved(lake, capsys)[1]
    assert (code, out) == (0, "")
    assert re.fullmatch(r"sound: \d+ files, [^;]*; dyadwire watch \(process .*\n", err)
    assert proved(lake, capsys)[0] == 1  # whom nobody is at any more needs a run


def test_damage_is_told_whoever_writes(lake, capsys):
    flip(data_file(lake, "figures"))
    with locked(str(lake), "dyadwire watch"):
        code, out, err = proved(lake, capsys)
    assert (code, len(out.splitlines())) == (1, 1)
    assert out.startswith("figures/")
    assert re.fullmatch(r"1 problem; checked: \d+ files, [^;]*; dyadwire watch \(process .*\n", err)


def test_what_only_one_look_tells_is_no_problem(lake, capsys, monkeypatch):
    looks(
        monkeypatch, ["a of 2026-10: not what a recount gives", "b: gone"], LakeReadError("c"), ["b: gone"], ["b: gone"]
    )
    with locked(str(lake), "dyadwire run"):
        assert proved(lake, capsys)[:2] == (1, "b: gone\n")
    looks(monkeypatch, ["a"], ["b"])
    with locked(str(lake), "dyadwire run"):
        assert proved(lake, capsys)[0] == 0
    looks(monkeypatch, ["acts: 5 rows of none (x)"], *[["acts: 6 rows of none (x; y)"]] * 3)  # others came meanwhile
    with locked(str(lake), "dyadwire run"):
        assert proved(lake, capsys)[:2] == (1, "acts: 6 rows of none (x; y)\n")
    looks(monkeypatch, ["a"], *[LakeReadError("b")] * 3)
    with locked(str(lake), "dyadwire forget"):
        assert proved(lake, capsys)[0] == 2


def test_a_lake_whose_files_went_is_looked_at_again(lake, capsys, monkeypatch):
    looks(monkeypatch, FileNotFoundError("a manifest"), [])
    assert proved(lake, capsys) == (0, "", "sound: no data file\n")
    looks(monkeypatch, *(LakeReadError("a file"),) * verify_while_written._LOOKS)
    code, out, err = proved(lake, capsys)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert "lost files while they were read" in err


def test_a_lock_that_a_killed_writer_left_is_nobodys(lake, capsys):
    (lake / "_lock").write_text("dyadwire run (process 1 on elsewhere)")
    code, out, err = proved(lake, capsys)
    assert (code, out) == (0, "")
    assert err.startswith("sound: ")
    assert "process 1" not in err
