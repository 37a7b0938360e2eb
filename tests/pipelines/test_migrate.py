"""Lakes of every earlier schema version: refused with the command that mends them, and right once it was run.

The fixtures were written by the code of their time from the same four articles: a report, its copy by a second outlet
on the next day, another story, and an undated piece; from version 2 on with a poll.
"""

import tarfile
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from dyadwire.pipelines.ask.query import connect, rows
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.compact import compact
from dyadwire.pipelines.lake.migrate import Migrated, migrate
from dyadwire.pipelines.lake.opening import check_version
from dyadwire.pipelines.lake.reextract import reextract
from dyadwire.pipelines.lake.rewrite import rows_as_now
from dyadwire.pipelines.lake.verify import verify
from dyadwire.pipelines.run.options import DEFAULT_THRESHOLD
from dyadwire.schemas.tables import SCHEMA_VERSION
from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.storage.errors import LakeReadError
from dyadwire.transforms.text.article.table_rows import Settings
from dyadwire.transforms.text.copies.signature import signature_of
from tests.pipelines.runs import found_in, here, tree

FIXTURES = sorted((Path(__file__).parents[1] / "fixtures/lakes").glob("*.tar.xz"))
# Signatures made anew, dropped, and the originals of the pair afterwards.
WANTED = {
    "version-1": (4, 0, 1),
    "version-1-first-signatures": (0, 4, 2),
    "version-2": (0, 0, 1),
    "version-3": (0, 0, 1),
    "version-3-compacted": (0, 0, 1),
}


def _told(path):
    return path.name.partition(".")[0]


def those(*names):
    return [path for path in FIXTURES if _told(path) in names]


@pytest.fixture
def third(tmp_path):
    (path,) = those("version-3")
    with tarfile.open(path) as archive:
        archive.extractall(tmp_path, filter="data")
    return tmp_path / "lake"


@pytest.fixture(params=FIXTURES, ids=_told)
def old(request, tmp_path):
    with tarfile.open(request.param) as archive:
        archive.extractall(tmp_path, filter="data")
    return tmp_path / "lake"


def name_of(request):
    return request.node.callspec.id


def test_every_version_before_this_has_a_fixture():
    assert {int(path.name.split("-")[1].partition(".")[0]) for path in FIXTURES} == set(range(1, SCHEMA_VERSION))
    assert {*map(_told, FIXTURES)} == set(WANTED)


def version_of(request):
    return int(name_of(request).split("-")[1])


def test_a_question_and_a_writer_name_the_command_that_mends_it(old, request):
    told = rf"schema version {version_of(request)}: `dyadwire migrate --lake {old}` brings it to {SCHEMA_VERSION}"
    for refused in (connect, check_version, compact):
        with pytest.raises(DyadwireError, match=told):
            refused(str(old))


@pytest.mark.slow
def test_a_migrated_lake_is_sound_and_answers(old, request):
    renewed, dropped, originals = WANTED[name_of(request)]
    assert migrate(str(old)) == Migrated(version_of(request), renewed, dropped)
    assert list(verify(str(old))) == []
    with connect(old) as connection:
        for question, counted in (
            ("sum(articles), sum(originals), sum(sentences) FROM coverage_between('CHN', 'RUS')", (2, originals, 7)),
            ("sum(originals) FROM coverage('CHN-RUS')", (originals,)),
            ("count(*) FROM articles", (4,)),
            ("count(confidence) FROM figures", (0,)),
            ("count(period_end) FROM acts", (0,)),
        ):
            assert rows(connection, f"SELECT {question}")[1] == [counted]


@pytest.mark.parametrize("old", those(*{*WANTED} - {"version-1-first-signatures"}), indirect=True, ids=_told)
def test_signatures_are_those_that_the_texts_have_today(old):
    """Those of later versions are shortened, not made anew: articles whose text was not kept stay comparable."""
    migrate(str(old))
    agencies = tuple(row["name"] for row in load_lexicon()["agencies"])
    signed = duckdb.sql(f"SELECT text, signature FROM '{old}/articles/*/*.parquet'").fetchall()
    assert len(signed) == 4
    assert all(signature == signature_of(text, agencies) for text, signature in signed)


def test_every_row_of_version_2_is_there_under_todays_names(tmp_path):
    with tarfile.open(*those("version-2")) as archive:
        archive.extractall(tmp_path, filter="data")
    before = {
        "sentences": 'sentence, start, "end", text',
        "country_mentions": 'sentence, start, "end", iso3, surface',
        "figures": 'sentence, start, "end", linked_start, minor, surface',
        "fetches": 'url, "at", seconds',
    }
    now = {"start": "start_char", '"end"': "end_char", "linked_start": "linked_start_char", '"at"': "fetched_at"}
    files = {table: f"'{tmp_path}/lake/{table}/*/*.parquet'" for table in before}
    was = {
        table: duckdb.sql(f"SELECT {names} FROM {files[table]} ORDER BY ALL").fetchall()
        for table, names in before.items()
    }
    assert all(was.values())
    migrate(str(tmp_path / "lake"))
    for table, names in before.items():
        renamed = ", ".join(now.get(name, name) for name in names.replace("minor", "trivial").split(", "))
        assert duckdb.sql(f"SELECT {renamed} FROM {files[table]} ORDER BY ALL").fetchall() == was[table]


def test_migrating_twice_changes_nothing(old):
    migrate(str(old))
    before = tree(old)
    assert migrate(str(old)) == Migrated(SCHEMA_VERSION)
    assert tree(old) == before


@pytest.mark.parametrize("table", ["articles", "figures"])
def test_a_file_that_lacks_what_every_row_has_is_one_line_and_costs_no_row(third, table):
    path = next(third.glob(f"{table}/*=2026-*/part-*.parquet"))
    pq.write_table(pq.read_table(path).drop_columns(["article_id"]), path)
    with pytest.raises(LakeReadError, match=f"^cannot read {table}: .* has no 'article_id'$"):
        rows_as_now([str(path)], table)
    before = tree(third)
    with pytest.raises(DyadwireError, match=f"as {path.relative_to(third)} is not what was written: "):
        migrate(str(third))
    after = tree(third)
    assert {name for name in before if after.get(name) != before[name] and "part-empty" not in name} == set()


def test_a_folder_in_the_place_of_what_is_settled_anew_hinders_nothing(third):
    place = next(third.glob("outlet_days/*/part-settled-*.parquet"))
    place.unlink()
    (place / "folder").mkdir(parents=True)
    assert migrate(str(third)).version == 3
    assert any("a folder that no lake has: remove it" in line for line in verify(str(third)))
    assert found_in(third, "SELECT count(*) FROM articles") == [(4,)]


def test_the_command_tells_what_it_did(old, request):
    ran = here("migrate", "--lake", old)
    assert ran.returncode == 0
    assert f"schema version {version_of(request)} became {SCHEMA_VERSION}" in ran.stdout
    assert ("4 articles without a stored text" in ran.stderr) is bool(WANTED[name_of(request)][1])


@pytest.mark.parametrize("old", those("version-3", "version-3-compacted"), indirect=True, ids=_told)
def test_reextract_says_how_sure_the_owners_of_figures_are(old):
    migrate(str(old))
    reextract(str(old), Settings("full", DEFAULT_THRESHOLD, None))
    ((owned, sure),) = found_in(old, "SELECT count(*), count(confidence) FROM figures WHERE len(countries) > 0")
    assert owned == sure > 0


@pytest.mark.slow
@pytest.mark.parametrize("old", those("version-1", "version-1-first-signatures", "version-2"), indirect=True, ids=_told)
def test_reextract_fills_the_acts_that_an_older_version_did_not_know(old):
    migrate(str(old))
    with connect(old, complete=True) as connection:
        assert connection.execute("SELECT count(*) FROM acts").fetchone() == (0,)
        articles = connection.execute("SELECT count(*) FROM articles WHERE text IS NOT NULL").fetchone()[0]
    made, without_text = reextract(str(old), Settings("full", DEFAULT_THRESHOLD, None))
    assert (made, without_text) == (articles, 4 - articles)
    assert list(verify(str(old))) == []
    with connect(old, complete=True) as connection:
        told = "SELECT DISTINCT a.actor, a.recipient FROM acts AS a JOIN sentences AS s USING (article_id, sentence)"
        sides = connection.execute(f"{told} WHERE s.text IS NOT NULL").fetchall()
    pairs = {tuple(sorted(pair)) for pair in sides}
    assert (("CHN", "RUS") in pairs) is (articles > 0)
