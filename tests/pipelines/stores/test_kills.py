"""Some of the kills that `make test-kills` makes: writers killed where they change files, made good by the next."""

from pathlib import Path

import pytest

from tests.pipelines.kills import Work, kill, make_lakes, points, unkilled, works

pytestmark = pytest.mark.slow

ON_DISK = 2  # of each work
ON_DISK_OF = {"long-run": 1}  # a kill of this one takes as long as of five others


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kills")
    make_lakes(folder)
    return folder


def work_of(made, name) -> Work:
    return next(work for work in works(made) if work.name == name)


NAMES = [work.name for work in works(Path())]


@pytest.mark.parametrize("name", NAMES)
def test_a_writer_killed_on_a_disk_is_made_good_by_the_next(made, tmp_path, name):
    work = work_of(made, name)
    whole = unkilled(work, made / "lakes", str(tmp_path / "whole"))
    for at in points(whole.changes, ON_DISK)[-ON_DISK_OF.get(name, ON_DISK) :]:
        kill(work, made / "lakes", str(tmp_path / f"killed-{at}"), at, whole)


@pytest.mark.parametrize("name", [pytest.param("compact", marks=pytest.mark.long), "forget"])
def test_a_writer_killed_in_a_store_is_made_good_by_the_next(made, s3, name):
    work = work_of(made, name)
    whole = unkilled(work, made / "lakes", f"{s3}/whole")
    for at in points(whole.changes, 3)[1:2]:
        kill(work, made / "lakes", f"{s3}/killed-{at}", at, whole)
