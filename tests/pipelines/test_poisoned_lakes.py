"""Lakes with instants that no news can have, as the version before took them in: opened, repaired, and taken down from.

The fixtures were written by the code of their time: six good articles and two polls, then, from clocks that say 0001,
0500, 1970 and 9998, articles as JSON Lines and WARC and polls, among good ones. In `version-2` settling died of them;
`version-2-compacted` is the same compacted; `version-2-settled` has those alone that settling outlived. Migrating mends
such dates; a lake of today's schema that still has them is one that was brought there without.
"""

import shutil
import tarfile
from datetime import date
from pathlib import Path

import pytest

from dyadwire.pipelines.lake import migrate as migrating
from dyadwire.pipelines.lake.forget import forget
from dyadwire.pipelines.lake.migrate import Migrated, migrate
from dyadwire.pipelines.lake.opening import locked
from dyadwire.pipelines.lake.repair_dates import RepairedDates, repair_dates
from dyadwire.pipelines.lake.verify import verify
from dyadwire.schemas.tables import SCHEMA_VERSION
from tests.pipelines.every_command import all_commands, asker, changes, questions, works
from tests.pipelines.runs import article, found_in, tree, write_lines

pytestmark = pytest.mark.slow

FIXTURES = Path(__file__).parents[1] / "fixtures/poisoned"
# Articles redated and polls dropped; articles that are there, and those with a date.
WANTED = {
    "version-2": (RepairedDates(8, 3), 17, 10),
    "version-2-compacted": (RepairedDates(8, 3), 17, 10),
    "version-2-settled": (RepairedDates(2, 0), 9, 7),
}


@pytest.fixture(scope="module", params=WANTED)
def made(request, tmp_path_factory):
    """A lake as it was written, and the same brought to today's schema without mending."""
    folder = tmp_path_factory.mktemp(request.param)
    with tarfile.open(FIXTURES / f"{request.param}.tar.xz") as archive:
        archive.extractall(folder, filter="data")
    shutil.copytree(folder / "lake", folder / "poisoned")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(migrating, "repair_dates", lambda _lake: RepairedDates())
        migrate(str(folder / "poisoned"))
    return folder


@pytest.fixture
def old(made, tmp_path):
    return shutil.copytree(made / "lake", tmp_path / "lake")


@pytest.fixture
def poisoned(made, tmp_path):
    return shutil.copytree(made / "poisoned", tmp_path / "lake")


def name_of(request):
    return request.node.callspec.id


def test_migrating_from_the_version_before_mends_it(old, request):
    assert migrate(str(old)) == Migrated(2, repaired=WANTED[name_of(request)][0])
    assert list(verify(str(old))) == []


def test_verify_names_the_command_that_mends_it(poisoned):
    told = [line for line in verify(str(poisoned)) if "dyadwire migrate" in line]
    assert any(line.startswith("articles: ") and "before 1990 or after 2099" in line for line in told)


def test_a_mended_lake_is_sound_and_keeps_every_article(poisoned, request):
    repaired, articles, dated = WANTED[name_of(request)]
    assert migrate(str(poisoned)) == Migrated(SCHEMA_VERSION, repaired=repaired)
    assert list(verify(str(poisoned))) == []
    counted = "SELECT count(DISTINCT article_id), count(DISTINCT article_id) FILTER (published_date IS NOT NULL)"
    assert found_in(poisoned, f"{counted} FROM articles") == [(articles, dated)]
    years = "SELECT count(*) FROM articles WHERE year(coalesce(fetched_at, published_at)) NOT BETWEEN 1990 AND 2099"
    assert found_in(poisoned, years) == [(0,)]
    assert found_in(poisoned, "SELECT count(*) FROM outlet_days WHERE year(published_date) <> 2026") == [(0,)]
    months = {path.parent.name.partition("=")[2] for path in poisoned.glob("*/*/part-*.parquet")}
    assert months == {"2026-09", "2026-10", "unknown"}


def test_a_date_in_the_address_dates_an_article_anew(poisoned, request):
    if name_of(request) == "version-2-settled":
        return  # which has no such article
    migrate(str(poisoned))
    asked = "SELECT published_date, published_at, published_at_origin, fetched_at FROM articles WHERE url LIKE '%/pact'"
    assert found_in(poisoned, asked) == [(date(2026, 10, 16), None, "url", None)]


def test_what_was_reckoned_from_the_wrong_date_is_read_anew(poisoned, capfd):
    migrate(str(poisoned))
    assert found_in(poisoned, "SELECT count(*) FROM figures WHERE year(period_start) NOT BETWEEN 2020 AND 2030") == [
        (0,)
    ]
    assert works(asker(capfd), ["reextract", "--model", "none", "--lake", str(poisoned)])[0] == 0
    assert found_in(poisoned, "SELECT count(*) FROM articles WHERE extractor LIKE '%redated'") == [(0,)]
    assert list(verify(str(poisoned))) == []


def test_a_kill_before_settling_is_made_good(poisoned, request):
    with locked(str(poisoned)):
        assert repair_dates(str(poisoned)) == WANTED[name_of(request)][0]
    assert migrate(str(poisoned)) == Migrated(SCHEMA_VERSION)
    assert list(verify(str(poisoned))) == []


def test_migrating_twice_changes_nothing(poisoned):
    migrate(str(poisoned))
    before = tree(poisoned)
    assert migrate(str(poisoned)) == Migrated(SCHEMA_VERSION)
    assert tree(poisoned) == before


def test_every_command_works_on_one_that_is_not_mended(poisoned, request, tmp_path, capfd):
    command_line = asker(capfd)
    given = write_lines(tmp_path / "more.jsonl", [article(40), article(12, text="China and Russia met once more.")])
    run = ["run", str(given), "--lake", str(poisoned), "--model", "none"]
    commands = [run, *questions(poisoned, tmp_path), *changes(poisoned)]
    assert {command[0] for command in commands} >= all_commands()
    if name_of(request) != "version-2":
        commands = [run, *changes(poisoned)]  # its rows are those of the other, or a part of them
    for command in commands:
        code, told = works(command_line, command)
        # No collector kept this lake, so that there is no status of one.
        assert code == 0 or command[0] in ("verify", "status"), (command, told)
    assert list(verify(str(poisoned))) == []
    # Its second revision came before the lake was repaired, and has a date: the first takes it.
    asked = "SELECT DISTINCT published_date FROM base.articles WHERE url LIKE '%.example/12'"
    assert found_in(poisoned, asked) == [(date(2026, 10, 13),)]


def test_an_article_can_be_taken_down_before_the_lake_is_mended(poisoned):
    urls = [f"https://www.outlet.example/{number}" for number in (14, 15, 1)]
    assert forget(str(poisoned), urls=urls).articles == 3
    assert forget(str(poisoned), before=date(2026, 10, 1)).missing == ()
    migrate(str(poisoned))
    assert list(verify(str(poisoned))) == []
    counted = "SELECT count(*) FROM articles WHERE url IN (SELECT unnest($urls))"
    assert found_in(poisoned, counted, urls=urls) == [(0,)]
