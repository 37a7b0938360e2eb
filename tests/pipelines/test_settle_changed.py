"""A month that is settled again groups the stories of those days anew that something changed for, and no others."""

import io
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dyadwire.pipelines.lake.settle import settle, settled_tables
from dyadwire.pipelines.lake.settled_manifests import month_of_manifest, settled_manifests
from dyadwire.schemas import records, settled_records
from dyadwire.schemas.manifest import manifest_path
from dyadwire.schemas.tables import TABLES
from dyadwire.transforms.settle import stories
from dyadwire.transforms.settle.story_window import STORY_WINDOW
from dyadwire.transforms.storage.committed import checksum_of, read_rows
from dyadwire.transforms.text.copies.signature import signature_of
from dyadwire.transforms.write.parquet import parquet_bytes
from tests.pipelines.committed import commit_rows
from tests.pipelines.lakes import row

MONTH = "2026-01"
REPORTS = [
    " ".join(f"On day {n} the {name} mission counted {n * 37} crates at pier {n}." for n in range(1, 40))
    for name in ("Ruritanian", "Graustark", "Zubrowka")
]
SIGNATURES = [signature_of(report, ()) for report in REPORTS]
JANUARY = [date(2026, 1, day) for day in range(1, 32)]


def report(number, day, of=0, **fields):
    """Return an article that prints one of the reports."""
    told = {"published_at": datetime(day.year, day.month, day.day, tzinfo=UTC), "title": "Crates at the pier"} | fields
    base = {"revision": "r", "outlet": "o.example", "feeds": (), "signature": SIGNATURES[of]}
    return row(records.Article, article_id=f"a{number:03}", published_date=day, **(base | told))


@pytest.fixture
def grouped(monkeypatch):
    """The dates of all articles that are compared, settling by settling."""
    asked = []

    def group(candidates, window, known):
        if candidates:  # the month after has none
            asked.append({candidate.published_date for candidate in candidates})
        return original(candidates, window, known)

    original = stories.group_stories
    monkeypatch.setattr(stories, "group_stories", group)
    return asked


@pytest.fixture(scope="module")
def january(tmp_path_factory):
    """A settled lake of an article a day."""
    lake = tmp_path_factory.mktemp("january") / "lake"
    commit_rows(lake, "b1", {"articles": [report(n, day) for n, day in enumerate(JANUARY)]})
    settle(str(lake))
    return lake


def path_of(lake):
    (manifest,) = (one for one in settled_manifests(str(lake)) if month_of_manifest(one) == MONTH)
    (file,) = (file for file in manifest.files if file.table == "stories")
    return f"{lake}/{file.path}"


def stored(lake):
    return read_rows([path_of(lake)], "stories", list(settled_records.Story._fields))


def recount(lake):
    return settled_tables(str(lake), MONTH)["stories"].whole().select(list(settled_records.Story._fields))


def test_only_days_near_a_new_article_are_grouped_anew(january, tmp_path, grouped):
    lake = shutil.copytree(january, tmp_path / "lake")
    commit_rows(lake, "b2", {"articles": [report(900, date(2026, 1, 20), title="Crates")]})
    settle(str(lake))
    assert grouped[-1] == {date(2026, 1, 16) + timedelta(days=n) for n in range(9)}
    assert stored(lake).equals(recount(lake))


def test_an_original_that_comes_late_takes_the_copies_of_the_days_after_it(tmp_path):
    lake = tmp_path / "lake"
    commit_rows(lake, "b1", {"articles": [report(1, date(2026, 1, 12)), report(2, date(2026, 1, 14))]})
    settle(str(lake))
    commit_rows(lake, "b2", {"articles": [report(0, date(2026, 1, 9))]})
    settle(str(lake))
    told = {one["article_id"]: one["story_id"] for one in stored(lake).to_pylist()}
    assert told == {"a000": "a000", "a001": "a000", "a002": "a001"}


@pytest.mark.slow
@settings(max_examples=25)
@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from(JANUARY[:14]), st.integers(0, len(REPORTS) - 1)), max_size=6),
        min_size=2,
        max_size=4,
    )
)
def test_batch_after_batch_leaves_what_a_recount_gives(tmp_path_factory, batches):
    lake, number = str(tmp_path_factory.mktemp("settled") / "lake"), 0
    for at, batch in enumerate(batches):
        articles = [report(number + n, day, of) for n, (day, of) in enumerate(batch)]
        number += len(articles)
        commit_rows(lake, f"b{at}", {"articles": articles})
        settle(lake)
    assert not number or stored(lake).equals(recount(lake))


def test_batches_leave_the_same_bytes_as_one(tmp_path):
    days = [date(2025, 12, 25) + timedelta(days=2 * n) for n in range(12)]
    articles = [report(n, day, of=n % 2) for n, day in enumerate(days)]  # each a copy of what is four days older
    late, *others = articles[4:] + articles[:4]  # after which most days of the month are kept
    for at, some in enumerate((others[::2], others[1::2], [late])):
        commit_rows(tmp_path / "many", f"b{at}", {"articles": some})
        settle(str(tmp_path / "many"))
    commit_rows(tmp_path / "one", "b", {"articles": articles})
    settle(str(tmp_path / "one"))
    assert Path(path_of(tmp_path / "many")).read_bytes() == Path(path_of(tmp_path / "one")).read_bytes()


def test_few_days_at_once_leave_what_all_at_once_give(tmp_path, grouped, monkeypatch):
    articles = [report(n, JANUARY[n % 31], of=n % 3) for n in range(93)]
    commit_rows(tmp_path / "lake", "b", {"articles": articles})
    whole = recount(tmp_path / "lake")
    assert set(JANUARY) in grouped
    monkeypatch.setattr(stories, "AT_ONCE", 30)  # three articles a day
    few = recount(tmp_path / "lake")
    assert max(map(len, grouped[1:])) == 10 > STORY_WINDOW.days
    assert few.equals(whole)


@pytest.mark.parametrize("fields", [{"title": "Another head"}, {"published_at": None}, {"signature": None}])
def test_a_revision_that_changes_what_is_compared_is_grouped_anew(tmp_path, grouped, fields):
    lake, day = tmp_path / "lake", date(2026, 1, 12)
    fetched = datetime(2026, 1, 13, tzinfo=UTC)
    commit_rows(lake, "b1", {"articles": [report(1, day, fetched_at=fetched), report(2, day, fetched_at=fetched)]})
    settle(str(lake))
    later = {"revision": "s", "fetched_at": fetched + timedelta(hours=1)}
    commit_rows(lake, "b2", {"articles": [report(1, day, **later, **fields)]})
    settle(str(lake))
    assert grouped[-1] == {day}
    assert stored(lake).equals(recount(lake))


def test_other_code_groups_all_days_anew(january, tmp_path, grouped, monkeypatch):
    lake = shutil.copytree(january, tmp_path / "lake")
    monkeypatch.setattr(stories, "_code", lambda: "other code")
    commit_rows(lake, "b2", {"articles": [report(900, JANUARY[-1])]})
    settle(str(lake))
    assert grouped[-1] == set(JANUARY)


def test_marks_tell_all_code_that_groups():
    loaded = "import sys, dyadwire.transforms.text.copies.stories; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    engine = {name for name in ran.stdout.split() if name.startswith("dyadwire.transforms.text.copies.")}
    assert engine == {
        f"dyadwire.transforms.text.copies.{Path(part).stem}" for part in stories._CODE if "/text/" in part
    }


def test_a_settled_file_that_was_written_over_is_not_taken_for_what_it_was(january, tmp_path, grouped):
    lake = shutil.copytree(january, tmp_path / "lake")
    with open(path_of(lake), "r+b") as file:
        file.seek(-3, 2)
        file.write(b"x")
    commit_rows(lake, "b2", {"articles": [report(900, JANUARY[-1])]})
    settle(str(lake))
    assert grouped[-1] == set(JANUARY)
    assert stored(lake).equals(recount(lake))


def with_marks(marks):
    """Return a change of a settled file: its rows with other marks."""

    def change(content):
        table = pq.read_table(io.BytesIO(content))
        return parquet_bytes(table.replace_schema_metadata({b"days": marks} if marks else None), TABLES["stories"])

    return change


@pytest.mark.parametrize(
    "change",
    [*map(with_marks, (b"", b"{", b"[]", b"[" * 9999, b"\xff", b'{"soon": ""}')), lambda content: content[:-9]],
    ids=["none", "broken", "a list", "deep", "no text", "no date", "no Parquet"],
)
def test_a_settled_file_of_another_form_is_grouped_anew(january, tmp_path, grouped, change):
    lake = shutil.copytree(january, tmp_path / "lake")
    written = Path(path_of(lake))
    before, after = written.read_bytes(), change(written.read_bytes())
    written.write_bytes(after)  # as its manifest lists it: another version or another hand wrote both
    manifest = Path(manifest_path(str(lake), f"settled-{MONTH}"))
    manifest.write_text(manifest.read_text().replace(checksum_of(before), checksum_of(after)))
    commit_rows(lake, "b2", {"articles": [report(900, JANUARY[-1])]})
    settle(str(lake))
    assert grouped[-1] == set(JANUARY)
    assert stored(lake).equals(recount(lake))
