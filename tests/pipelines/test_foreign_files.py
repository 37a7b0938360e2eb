"""A file in a lake that no dyadwire wrote is told where a question fails by it; a defect in a sound lake stays one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dyadwire.pipelines.cli import main
from dyadwire.pipelines.commands import report
from dyadwire.pipelines.lake.foreign_files import foreign_file
from dyadwire.pipelines.serve.app import make_app
from dyadwire.pipelines.serve.served_lake import ServedLake
from tests.pipelines.damaged import data_file

REPORT = ("report", "Russia", "China", "-o")


def nulls_for(column: str) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        table = pq.read_table(path)
        at = table.schema.get_field_index(column)
        pq.write_table(table.set_column(at, column, pa.nulls(len(table), table.schema.field(at).type)), path)

    return damage


def of_another_table(path: Path) -> None:
    path.write_bytes(data_file(path.parents[2], "sentences").read_bytes())


@pytest.mark.parametrize("damage", [nulls_for("extractor"), of_another_table], ids=["nulls", "of another table"])
def test_it_is_told_in_a_line(lake_of: Callable[..., Path], tmp_path: Path, capsys: Any, damage: Any) -> None:
    lake = lake_of((1, 2))
    assert foreign_file(str(lake)) == ""
    path = data_file(lake, "articles")
    damage(path)
    told = f"{path} has not the columns of articles: `dyadwire verify --lake {lake}` tells what to do"
    assert main([*REPORT, str(tmp_path / "page.html"), "--lake", str(lake)]) == 2
    assert capsys.readouterr().err.splitlines()[-1] == f"dyadwire: {told}"
    assert not (tmp_path / "page.html").exists()
    served = ServedLake(str(lake), 60)
    found = make_app(served).test_client().get("/pair/CHN-RUS")
    served.close()
    assert (found.status_code, "has not the columns of articles" in found.text) == (500, True)


def test_a_defect_in_a_sound_lake_is_none_of_the_lake(
    lake_of: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise TypeError("a defect")

    monkeypatch.setattr(report.command, "callback", broken)
    with pytest.raises(TypeError, match="a defect"):
        main([*REPORT, str(tmp_path / "page.html"), "--lake", str(lake_of((1, 2)))])
