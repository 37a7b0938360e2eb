"""A lake whose path could be read as a pattern is refused before anything is written or read."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.answers.query import connect
from pipelines.errors import DyadwireError
from pipelines.lake.opening import check_version, open_lake
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
        connect(tmp_path / "lake")


def test_a_store_is_held_to_the_same(tmp_path: Path) -> None:
    for opened in (connect, open_lake):
        with pytest.raises(DyadwireError, match="holds"):
            opened("memory://la[k]e")


def test_other_marks_in_a_path_are_only_marks(tmp_path: Path) -> None:
    lake = small_lake(tmp_path / "our lake's {new} (2026)")
    with connect(lake) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchall() != [(0,)]
