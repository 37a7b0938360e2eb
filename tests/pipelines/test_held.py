"""A small lake that is held in memory answers as its files do."""

from pathlib import Path

from dyadwire.pipelines.ask.held import hold
from dyadwire.pipelines.ask.query import connect, rows
from dyadwire.pipelines.ask.subjects import read_pair
from dyadwire.pipelines.pages.report import write_report
from tests.pipelines.told_acts import NEWS, made


def test_what_is_held_answers_as_the_files_do_and_a_large_lake_is_not_held(tmp_path: Path) -> None:
    lake = made(tmp_path, NEWS)
    with connect(str(lake)) as of_files, connect(str(lake)) as held:
        assert not hold(held, most=1)
        assert hold(held)
        pair = read_pair(("Turkey", "Syria"))
        assert write_report(held, pair) == write_report(of_files, pair)
        for path in lake.glob("acts/*/*.parquet"):
            path.unlink()
        assert rows(held, "SELECT count(*) FROM base.acts")[1] == [(4,)]


def test_a_folder_without_a_list_of_its_files_is_not_held(tmp_path: Path) -> None:
    lake = made(tmp_path, NEWS)
    (lake / "_lake.json").unlink()
    with connect(str(lake)) as connection:
        assert not hold(connection)
