"""What may not be reached is told as that: it is neither gone nor damaged."""

import errno
import os
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dyadwire.pipelines.ask.damage import damaged
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.path import no_lake_to_ask
from dyadwire.pipelines.run.plan import find_files


@pytest.fixture
def shut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that nobody may enter: the superuser, who may run this, enters all that there are."""
    folder, real = tmp_path / "shut", os.stat
    (folder / "acts/published_month=2026-04").mkdir(parents=True)

    def stat(path: Any, *, dir_fd: int | None = None, follow_symlinks: bool = True) -> os.stat_result:
        if str(path).startswith(f"{folder}/"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path, dir_fd=dir_fd, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(os, "stat", stat)
    monkeypatch.setattr(os, "access", lambda path, _: not str(path).startswith(str(folder)))
    return folder


@pytest.mark.parametrize("given", ["a.jsonl", "*.jsonl", "inner/*.jsonl", "inner/**/a.csv"])
def test_an_input_in_a_folder_without_permission(shut: Path, given: str) -> None:
    with pytest.raises(DyadwireError, match=r"^cannot read \S+/shut\S*: Permission denied$"):
        find_files([f"{shut}/{given}"])


def test_a_file_of_a_lake_in_a_folder_without_permission(shut: Path) -> None:
    file = "acts/published_month=2026-04/part-1.parquet"
    error = duckdb.IOException(f'IO Error: No files found that match the pattern "{shut}/{file}"')
    assert str(damaged(error, str(shut))) == f"cannot read {shut}/{file}: Permission denied"
    gone = duckdb.IOException(f'IO Error: No files found that match the pattern "{shut.parent}/{file}"')
    assert f"({file} is gone)" in str(damaged(gone, str(shut.parent)))


def test_a_question_to_a_lake_in_a_folder_without_permission(shut: Path) -> None:
    assert str(no_lake_to_ask(f"{shut}/lake")) == f"can't read the lake {shut}/lake: Permission denied"
    assert str(no_lake_to_ask(f"{shut.parent}/lake")).startswith("no lake at ")
