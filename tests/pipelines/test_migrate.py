"""Lakes of every earlier schema version: refused with the command that mends them, and right once it was run.

The fixtures were written by the code of their time from the same four articles: a report, its copy by a second outlet
on the next day, another story, and an undated piece.
"""

import tarfile
from pathlib import Path

import pytest

from pipelines.answers.query import connect
from pipelines.errors import DyadwireError
from pipelines.lake.compact import compact
from pipelines.lake.migrate import migrate
from pipelines.lake.opening import check_version
from pipelines.lake.verify import verify
from schemas.tables import SCHEMA_VERSION
from tests.pipelines.runs import dyadwire, tree

FIXTURES = sorted((Path(__file__).parents[1] / "fixtures/lakes").glob("*.tar.xz"))
# Signatures made anew, dropped, and the originals of the pair afterwards.
WANTED = {"version-1": (4, 0, 1), "version-1-first-signatures": (0, 4, 2)}


@pytest.fixture(params=FIXTURES, ids=lambda path: path.name.partition(".")[0])
def old(request, tmp_path):
    with tarfile.open(request.param) as archive:
        archive.extractall(tmp_path, filter="data")
    return tmp_path / "lake"


def name_of(request):
    return request.node.callspec.id


def test_every_version_before_this_has_a_fixture():
    assert {int(path.name.split("-")[1].partition(".")[0]) for path in FIXTURES} == set(range(1, SCHEMA_VERSION))
    assert {path.name.partition(".")[0] for path in FIXTURES} == set(WANTED)


def test_a_question_and_a_writer_name_the_command_that_mends_it(old):
    told = rf"schema version 1: `dyadwire migrate --lake {old}` brings it to {SCHEMA_VERSION}"
    for refused in (connect, check_version, compact):
        with pytest.raises(DyadwireError, match=told):
            refused(str(old))


def test_a_migrated_lake_is_sound_and_answers(old, request):
    renewed, dropped, originals = WANTED[name_of(request)]
    assert migrate(str(old)) == (1, renewed, dropped)
    assert list(verify(str(old))) == []
    with connect(old) as connection:
        counts = "SELECT sum(articles), sum(originals), sum(sentences) FROM coverage_between('CHN', 'RUS')"
        assert connection.execute(counts).fetchone() == (2, originals, 7)
        assert connection.execute("SELECT sum(originals) FROM coverage('CHN-RUS')").fetchone() == (originals,)
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (4,)


def test_migrating_twice_changes_nothing(old):
    migrate(str(old))
    before = tree(old)
    assert migrate(str(old)) == (SCHEMA_VERSION, 0, 0)
    assert tree(old) == before


def test_the_command_tells_what_it_did(old, request):
    ran = dyadwire("migrate", "--lake", old)
    assert ran.returncode == 0
    assert f"schema version 1 became {SCHEMA_VERSION}" in ran.stdout
    assert ("4 articles without a stored text" in ran.stderr) is bool(WANTED[name_of(request)][1])
