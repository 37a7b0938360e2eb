"""Ways to damage or falsify a lake: each is found, the next run loses nothing, and what is advised mends it."""

import json
import os
import re
import shutil
from pathlib import Path

import pyarrow as pa
import pytest

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.compact import compact
from dyadwire.pipelines.lake.forget import forget
from dyadwire.pipelines.lake.opening import open_lake
from dyadwire.pipelines.lake.publish import put_snapshot
from dyadwire.schemas.tables import TABLES
from dyadwire.transforms.write.parquet import empty_file
from tests.pipelines.damaged import (
    data_file,
    edit,
    falsify,
    flip,
    follow,
    make_lake,
    next_run,
    problems,
    rows_of,
    run_input,
    some_file,
    swap,
    truncate,
    write_input,
)
from tests.pipelines.runs import article, tree

pytestmark = pytest.mark.slow

BATCH, SETTLED = "_manifests/[0-9a-f]*.json", "_manifests/settled-*.json"
SNAPSHOT, COPY = "_snapshots/*.json", "_snapshots/manifests/*.json"


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    lake = make_lake(tmp_path_factory.mktemp("sound"))
    assert problems(lake) == []
    return lake


@pytest.fixture(scope="module")
def wanted(sound):
    return rows_of(sound)


@pytest.fixture(scope="module")
def merged(sound, tmp_path_factory):
    """The same lake, compacted, and one article forgotten."""
    lake = shutil.copytree(sound, tmp_path_factory.mktemp("merged") / "lake")
    compact(str(lake))
    forget(str(lake), urls=[article(1)["url"]])
    assert problems(lake) == []
    return lake


@pytest.fixture
def lake(sound, tmp_path):
    return shutil.copytree(sound, tmp_path / "lake")


# What may happen to a file of any table.
DAMAGES = {
    "flip": lambda lake, path: flip(path),
    "remove": lambda lake, path: path.unlink(),
    "drop a row": lambda lake, path: falsify(lake, path, lambda rows: rows.slice(1)),
    "a row twice": lambda lake, path: falsify(lake, path, lambda rows: pa.concat_tables([rows, rows.slice(0, 1)])),
    "another order": lambda lake, path: falsify(lake, path, lambda rows: rows.take([*range(rows.num_rows)][::-1])),
}


def some(cases, of, first=0, besides=()):
    """Return cases: one in so many, and those besides, are for `make test-slow`, all others for `make test-kills`."""
    return [pytest.param(case, marks=LATER[at % of != first and case not in besides]) for at, case in enumerate(cases)]


LATER = {False: (), True: pytest.mark.long}
# Each table is damaged in one way, and of those that are settled each in another.
OF_TABLES = [
    pytest.param(table, damage, marks=LATER[at != (number + 1) % len(DAMAGES)])
    for number, table in enumerate(TABLES)
    for at, damage in enumerate(DAMAGES)
]


@pytest.mark.parametrize(("table", "damage"), OF_TABLES)
def test_what_happens_to_a_file_of_a_table_is_found(sound, wanted, lake, table, damage):
    path = data_file(lake, table)
    if damage == "another order" and pa.parquet.read_metadata(path).num_rows == 1:
        path.write_bytes(path.read_bytes() + b"PAR1")  # one row has no other order
    else:
        DAMAGES[damage](lake, path)
    assert tree(lake) != tree(sound)
    told = problems(lake)
    assert told
    follow_all(lake, sound, told)
    assert rows_of(lake) == wanted


def _edited(pattern, change):
    def damage(lake):
        path = some_file(lake, pattern)
        edit(path, change)
        return path.name

    return damage


def _on(pattern, how):
    def damage(lake):
        path = some_file(lake, pattern)
        how(path)
        return path.name

    return damage


def _added(name, content):
    def damage(lake):
        path = lake / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content(lake) if callable(content) else content)
        return name

    return damage


def _link(name, target="nowhere"):
    def damage(lake):
        (lake / name).symlink_to(target)
        return name

    return damage


def _linked(pattern):
    """A file that was moved out of the lake, and a link to it."""

    def damage(lake):
        path = some_file(lake, pattern)
        shutil.move(path, lake.parent / "elsewhere")
        path.symlink_to(lake.parent / "elsewhere")
        return path.name

    return damage


def _pipe(name):
    def damage(lake):
        os.mkfifo(lake / name)
        return name

    return damage


def _swapped(one, other):
    def damage(lake):
        first, second = sorted(lake.glob(one))[0], sorted(lake.glob(other))[-1]
        swap(first, second)
        return first.name

    return damage


def _rows_in_the_empty_file(lake):
    path = lake / "articles/published_month=unknown/part-empty.parquet"
    path.write_bytes(data_file(lake, "articles").read_bytes())
    return "articles/published_month=unknown/part-empty.parquet: not the empty file of its table: 3 rows"


def _no_copy_either(lake):
    path = some_file(lake, BATCH)
    for copy in lake.glob(f"_snapshots/manifests/{path.stem}-*.json"):
        copy.unlink()
    path.unlink()
    return f"{path}: gone, though readers see the batch"


def _earlier(lake):
    """Make the snapshot one as the first version wrote it, which lists no manifests and has no copies of them."""
    listing = json.loads(some_file(lake, SNAPSHOT).read_text())
    del listing["manifests"]
    shutil.rmtree(lake / "_snapshots")
    put_snapshot(str(lake), (json.dumps(listing, sort_keys=True, indent=1) + "\n").encode())


def _earlier_without_a_manifest(lake):
    _earlier(lake)
    path = some_file(lake, BATCH)
    path.unlink()
    return f"{path}: gone, though readers see the batch"


def _another_snapshot(lake):
    """One that is what its name says, and lists a file that nothing wrote."""
    listing = json.loads(some_file(lake, SNAPSHOT).read_text())
    listing["files"]["articles"].append(listing["files"]["articles"][-1])
    put_snapshot(str(lake), json.dumps(listing).encode())
    return "readers do not see what the manifests list"


def _beyond_the_lake(lake):
    """A snapshot that is what its name says, and lists a file outside the lake: what is retired is removed."""
    (lake.parent / "mine.parquet").write_bytes(b"PAR1")
    listing = json.loads(some_file(lake, SNAPSHOT).read_text())
    listing["files"]["articles"].append("../mine.parquet")
    listing["manifests"]["../../mine"] = "0" * 32
    put_snapshot(str(lake), json.dumps(listing).encode())
    return "not the snapshot that it was"


def _marker_and_manifest(lake):
    (lake / "_lake.json").unlink()
    return _on(BATCH, Path.unlink)(lake)


def _manifest_and_snapshot_cut(lake):
    truncate(some_file(lake, SNAPSHOT))
    return _on(BATCH, Path.unlink)(lake)


def _marker_cut_and_manifest(lake):
    truncate(lake / "_lake.json")
    _no_copy_either(lake)
    return "_lake.json is damaged: the next `dyadwire run` or `dyadwire migrate` writes it anew"


def _marker_manifest_cut_no_snapshot(lake):
    for path in (lake / "_lake.json", some_file(lake, BATCH)):
        truncate(path)
    for path in lake.glob(SNAPSHOT):
        path.unlink()
    return "_lake.json is damaged"


def _marker_manifest_and_snapshot(lake):
    (lake / "_lake.json").unlink()
    return _manifest_and_snapshot_cut(lake)


def _marker_manifest_and_copy(lake):
    (lake / "_lake.json").unlink()
    return _no_copy_either(lake)


def _lost_rows(manifest):
    manifest["files"].pop()


def _lost_batch(manifest):
    manifest["settings"]["batches"].pop()


def _other_snapshot(marker):
    marker["snapshot"] = "0123456789abcdef"


def _books(manifest):
    manifest["books"]["kept"] += 1
    manifest["books"]["read"] += 1


MUTATIONS = {
    # What a reader reads though no batch wrote it.
    "rows in an empty file": _rows_in_the_empty_file,
    "junk in an empty file": _added("figures/published_month=unknown/part-empty.parquet", b"junk"),
    "another table's empty file": _added(
        "fetches/fetched_month=unknown/part-empty.parquet", lambda _: empty_file("people")
    ),
    "no empty file": _on("stories/*/part-empty.parquet", Path.unlink),
    "a foreign file beside others": _added(
        "articles/published_month=2026-10/more.parquet", lambda lake: data_file(lake, "articles").read_bytes()
    ),
    "a foreign file with a part's name": _added("figures/published_month=2026-10/part-more-000.parquet", b"PAR1"),
    "a foreign month": _added("people/published_month=x/part.parquet", b"PAR1"),
    "a foreign file on top": _added("notes.txt", b"mine"),
    "a name that writes to a terminal": lambda lake: _added("articles/\x1b[31mred\nx", b"")(lake) and "articles/red x",
    "a foreign folder": _added("_more/x.json", b"{}"),
    "a link in a file's place": _linked("articles/*=2026-10/part-*.parquet"),
    "a linked file on top": _link("more.parquet"),
    "a link to a folder": _link("_more", "articles"),
    "a half-written file": _added("articles/published_month=2026-10/.part-x.tmp", b"PAR1"),
    "a staged file": _added("_rewriting/compact-1/articles-2026-10.parquet", b"PAR1"),
    # Files of batches, with what is advised.
    "an article's file gone": lambda lake: _on("articles/*=2026-10/part-*.parquet", Path.unlink)(lake),
    "a sentence's file damaged": _on("sentences/*=2026-10/part-*.parquet", flip),
    "an undated file cut": _on("articles/*=unknown/part-[0-9a-f]*.parquet", truncate),
    "a file emptied": _on("people/*=2026-10/part-*.parquet", lambda path: path.write_bytes(empty_file("people"))),
    "two files swapped": _swapped("figures/*=2026-10/part-*.parquet", "figures/*=2026-10/part-*.parquet"),
    "a settled file gone": _on("dyad_days/*=2026-10/part-*.parquet", Path.unlink),
    "a settled file damaged": _on("stories/*=2026-10/part-*.parquet", flip),
    # Manifests of batches.
    "a manifest gone": _on(BATCH, Path.unlink),
    "a manifest and its copy gone": _no_copy_either,
    "a manifest gone beside an earlier snapshot": _earlier_without_a_manifest,
    "a manifest cut": _on(BATCH, truncate),
    "a manifest emptied": _on(BATCH, lambda path: path.write_text("{}")),
    "a manifest of another kind": _on(BATCH, lambda path: path.write_text("[1]")),
    "a manifest that nests too deep": _on(BATCH, lambda path: path.write_text("[" * 100_000)),
    "dates that are none": _edited(BATCH, lambda manifest: manifest.update(dates=["499-12-01"])),
    "dates of another kind": _edited(BATCH, lambda manifest: manifest.update(dates=[7, None])),
    "books of another kind": _edited(BATCH, lambda manifest: manifest["books"].update(kept="3")),
    "settings of another kind": _edited(BATCH, lambda manifest: manifest.update(settings=[])),
    "a version of another kind": _edited(BATCH, lambda manifest: manifest.update(schema_version="2")),
    "a pipe among the manifests": _pipe("_manifests/0123456789abcdef.json"),
    "a pipe in a manifest's place": _on(BATCH, lambda path: (path.unlink(), os.mkfifo(path))),
    "two manifests swapped": _swapped(BATCH, BATCH),
    "a manifest under another name": _on(BATCH, lambda path: path.rename(path.with_name("0123456789abcdef.json"))),
    "a file left out": _edited(BATCH, _lost_rows),
    "no file left": _edited(BATCH, lambda manifest: manifest["files"].clear()),
    "a file listed twice": _edited(BATCH, lambda manifest: manifest["files"].append(manifest["files"][0])),
    "a count of rows": _edited(BATCH, lambda manifest: manifest["files"][0].update(rows=1)),
    "a count of bytes": _edited(BATCH, lambda manifest: manifest["files"][0].update(bytes=1)),
    "a file of another table": _edited(BATCH, lambda manifest: manifest["files"][0].update(table="people")),
    "a path that is none": _edited(BATCH, lambda manifest: manifest["files"][0].update(path=5)),
    "a path out of the lake": _edited(BATCH, lambda manifest: manifest["files"][0].update(path="../x.parquet")),
    "no such table": _edited(BATCH, lambda manifest: manifest["files"][0].update(table="nothing")),
    "books that balance": _edited(BATCH, _books),
    "books that do not": _edited(BATCH, lambda manifest: manifest["books"].update(kept=99)),
    "no dates": _edited(BATCH, lambda manifest: manifest["dates"].clear()),
    "another extractor": _edited(BATCH, lambda manifest: manifest.update(extractor="x")),
    "a newer version": _edited(BATCH, lambda manifest: manifest.update(schema_version=99)),
    "a manifest added": _added("_manifests/more.json", b"{}"),
    "a manifest with an editor's mark": _on(BATCH, lambda path: path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())),
    "a manifest in UTF-16": _on(BATCH, lambda path: path.write_text(path.read_text(), "utf-16")),
    "a manifest that is a link": _linked(BATCH),
    "a manifest's link that leads nowhere": _on(BATCH, lambda path: (path.unlink(), path.symlink_to("nowhere"))),
    "a link among the manifests": _link("_manifests/0123456789abcdef.json"),
    # Of settled months.
    "a settled count of rows": _edited(SETTLED, lambda manifest: manifest["files"][0].update(rows=77)),
    "a settled file of another table": _edited(SETTLED, lambda manifest: manifest["files"][0].update(table="people")),
    "a settled manifest in UTF-16": _on(SETTLED, lambda path: path.write_text(path.read_text(), "utf-16")),
    "a settled file listed twice": _edited(SETTLED, lambda manifest: manifest["files"].append(manifest["files"][0])),
    "settled books": _edited(SETTLED, lambda manifest: manifest["books"].update(kept=3)),
    "settled from nothing that is told": _edited(SETTLED, lambda manifest: manifest["settings"].clear()),
    "settled from what is no list": _edited(SETTLED, lambda manifest: manifest["settings"].update(batches=7)),
    "a settled manifest gone": lambda lake: _on(SETTLED, Path.unlink)(lake) and "2026-10: stories and counts",
    "a settled manifest cut": _on(SETTLED, truncate),
    "settled from less": lambda lake: _edited(SETTLED, _lost_batch)(lake) and "2026-10: stories and counts",
    "a settled file left out": lambda lake: _edited(SETTLED, _lost_rows)(lake) and "stories of 2026-10: not what",
    # Snapshots and copies.
    "the snapshot gone": _on(SNAPSHOT, Path.unlink),
    "the snapshot cut": _on(SNAPSHOT, truncate),
    "the snapshot flipped": _on(SNAPSHOT, flip),
    "a file left out of the snapshot": _edited(SNAPSHOT, lambda snapshot: snapshot["files"]["articles"].pop()),
    "another snapshot": _another_snapshot,
    "a snapshot that lists another's file": _beyond_the_lake,
    "a snapshot added": _added("_snapshots/0123456789abcdef.json", b'{"files": {}}'),
    "a copy gone": _on(COPY, Path.unlink),
    "a copy flipped": _on(COPY, flip),
    "a copy added": _added("_snapshots/manifests/more-0123456789abcdef.json", b"{}"),
    # The marker.
    "the marker gone": _on("_lake.json", Path.unlink),
    "the marker cut": _on("_lake.json", truncate),
    "the marker names another": lambda lake: _edited("_lake.json", _other_snapshot)(lake) and "0123456789abcdef.json",
    "the marker of another": _edited("_lake.json", lambda marker: marker.update(made_by="x")),
    # Several at once.
    "the marker and a manifest gone": _marker_and_manifest,
    "the marker, a manifest and its copy gone": _marker_manifest_and_copy,
    "a manifest gone and the snapshot cut": _manifest_and_snapshot_cut,
    "the marker and a manifest gone, the snapshot cut": _marker_manifest_and_snapshot,
    "the marker nests too deep": _on("_lake.json", lambda path: path.write_text("[" * 100_000)),
    "the marker's version of another kind": _edited("_lake.json", lambda marker: marker.update(schema_version="2")),
    "the marker in UTF-16": _on("_lake.json", lambda path: path.write_text(path.read_text(), "utf-16")),
    "the marker without a snapshot": _edited("_lake.json", lambda marker: marker.pop("snapshot")),
    "the marker names a path": _edited("_lake.json", lambda marker: marker.update(snapshot="../../x")),
    "the marker cut, a manifest and its copy gone": _marker_cut_and_manifest,
    "the marker and a manifest cut, no snapshot": _marker_manifest_cut_no_snapshot,
    "a pipe in the marker's place": _on("_lake.json", lambda path: (path.unlink(), os.mkfifo(path))),
    "a pipe among the snapshots": _pipe("_snapshots/0123456789abcdef.json"),
    "a pipe among the records": _pipe("_taken/0123456789abcdef.json"),
    "a pipe in the spool": _pipe("_spool/20261012T090000000000Z-001-352dafc2df8b.warc.gz"),
    # What else lies beside the tables.
    "a record cut": _on("_taken/*.json", truncate),
    "a record with more": _edited("_taken/*.json", lambda record: record["segments"].append("x")),
    "a record added": _added("_taken/more.json", b'{"batches": [], "segments": []}'),
    "a segment flipped": _on("_spool/*.warc.gz", flip),
    "a segment cut": _on("_spool/*.warc.gz", truncate),
    "a foreign file in the spool": _added("_spool/notes.txt", b"mine"),
    "a sign emptied": _added("_stream", b""),
    "a lease damaged": _added("_lock-00000001.json", b"{"),
}


# Nothing else that `make test-slow` tries makes `verify` tell what it has to say of these.
ALONE = {
    "junk in an empty file",
    "a foreign file with a part's name",
    "a half-written file",
    "settled from nothing that is told",
    "settled from what is no list",
    "a settled file listed twice",
    "the snapshot gone",
    "a copy added",
    "the marker of another",
    "a lease damaged",
}


@pytest.mark.parametrize("mutation", some(MUTATIONS, of=3, besides=ALONE))
def test_what_is_advised_mends_a_lake_and_loses_nothing(sound, wanted, lake, mutation):
    MUTATIONS[mutation](lake)
    told = problems(lake)
    if all(map(BY_ITSELF.search, told)):
        return  # the next run is all that is advised, which the next test does
    follow_all(lake, sound, told)
    assert rows_of(lake) == wanted


@pytest.mark.parametrize("mutation", some(MUTATIONS, of=4, first=2))
def test_a_damaged_lake_loses_no_more_than_was_damaged(sound, wanted, lake, mutation):
    names = MUTATIONS[mutation](lake)
    whole, damaged = tree(sound), tree(lake)
    changed = {path for path, digest in whole.items() if damaged.get(path) != digest}
    told = problems(lake)
    assert any(names in line for line in told), told
    others = {path for path in lake.parent.iterdir() if path.is_file()}
    refused = next_run(lake)  # whoever does not ask `verify` first
    left, told_then = tree(lake), problems(lake)
    if not refused:
        assert {line for line in told if BY_ITSELF.search(line)} & {*told_then} == set()
    assert [path for path, digest in whole.items() if is_of_batch(path, changed) and left.get(path) != digest] == []
    follow_all(lake, sound, told_then)
    assert rows_of(lake) == wanted
    assert {path for path in lake.parent.iterdir() if path.is_file()} == others


FOLDERS = [
    "_manifests/0123456789abcdef.json",
    "_snapshots/0123456789abcdef.json",
    "_snapshots/manifests/7eac1114058e58b2-0000.json",
    "articles/published_month=2026-10/part-x-000.parquet",
    "articles/published_month=x",
    "more/and more",
]


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_that_no_lake_has_is_told_and_stops_no_run(sound, wanted, lake, name):
    (lake / name).mkdir(parents=True)
    assert next_run(lake) == ""
    told = problems(lake)
    assert told == [f"{name}: a folder that no lake has: remove it"]
    follow_all(lake, sound, told)
    assert rows_of(lake) == wanted


PLACES = [
    BATCH,
    SETTLED,
    SNAPSHOT,
    COPY,
    "_lock",
    "_lake.json",
    "articles/*=unknown/part-empty.parquet",
    "people/*=2026-10/part-*.parquet",
]


@pytest.mark.parametrize("pattern", PLACES)
def test_a_folder_in_a_file_s_place_is_told_and_costs_no_row(sound, wanted, lake, pattern):
    place = some_file(lake, pattern)
    place.unlink()
    place.mkdir()
    name = str(place.relative_to(lake))
    refused = next_run(lake)
    assert place.name in refused or pattern in (SETTLED, "people/*=2026-10/part-*.parquet")
    told = problems(lake)
    assert f"{name}: a folder that no lake has: remove it" in told
    # Nothing else promises what the folder hinders.
    assert [line for line in told if place.name in line and "remove it" not in line] == []
    follow_all(lake, sound, told)
    assert rows_of(lake) == wanted


def test_a_file_in_the_place_of_the_copies_is_told_and_costs_no_row(sound, lake):
    copies = lake / "_snapshots/manifests"
    shutil.rmtree(copies)
    copies.write_text("")
    assert "_snapshots/manifests" in next_run(lake)
    assert problems(lake)
    assert rows_of(lake) == rows_of(sound)


@pytest.mark.parametrize("besides", ["", "_lake.json"])
def test_a_lake_without_any_manifest_keeps_its_rows_until_a_backup_is_put_back(sound, lake, besides):
    for folder in ("_manifests", "_snapshots"):
        shutil.rmtree(lake / folder)
    if besides:
        (lake / besides).unlink()
    assert any("put the folder back from a backup" in line for line in problems(lake))
    assert "put the folder back from a backup" in next_run(lake)
    assert rows_of(lake) == rows_of(sound)
    shutil.copytree(sound / "_manifests", lake / "_manifests")
    assert next_run(lake) == ""
    assert problems(lake) == []
    assert rows_of(lake) == rows_of(sound)


def test_what_a_first_run_left_that_was_cut_short_goes(tmp_path):
    lake = tmp_path / "lake"
    open_lake(str(lake))
    left = lake / "articles/published_month=2026-10/part-0123456789abcdef-000.parquet"
    left.parent.mkdir()
    left.write_bytes(b"PAR1")
    assert next_run(lake) == ""
    assert not left.exists()


def test_an_earlier_snapshot_is_sound_and_the_next_run_lists_the_manifests(lake):
    _earlier(lake)
    assert problems(lake) == []
    next_run(lake)
    assert json.loads(some_file(lake, SNAPSHOT).read_text())["manifests"]
    assert len(list(lake.glob(COPY))) == 2
    assert problems(lake) == []


def test_a_run_that_meets_a_damaged_file_says_so_in_a_line_and_loses_nothing(sound, lake, tmp_path):
    truncate(data_file(lake, "articles"))
    before = tree(lake)
    write_input(tmp_path / "more", "more", range(6, 9))
    with pytest.raises(DyadwireError, match="cannot read articles: ") as told:
        run_input(tmp_path / "more", lake)
    assert len(str(told.value).splitlines()) == 1
    assert {path: before[path] for path in before if path != "_lock"}.items() <= tree(lake).items()
    follow_all(lake, sound, problems(lake))
    assert rows_of(lake) == rows_of(sound)


ADVICE = re.compile(
    r"remove |the next (run|`dyadwire run`)|back from a backup|upgrade dyadwire|anew from its inputs|kept until|again$"
)
BY_ITSELF = re.compile(r": the next (run|`dyadwire run`) ")


def follow_all(lake, backup, told):
    """Do what is advised, `told` first, until nothing is, which is soon. Each line has advice, which comes true."""
    for _ in range(3):
        assert [line for line in told if not ADVICE.search(line)] == []
        if not told:
            return
        follow(lake, told, backup)
        before, told = told, problems(lake)
        assert {line for line in before if BY_ITSELF.search(line)} & {*told} == set()
    assert told == []


def is_of_batch(path, changed):
    """Tell a file with rows of a batch, which nothing brings back but its input."""
    return path.split("/")[0] in TABLES and "part-settled" not in path and path not in changed


OF_REWRITING = {
    "a merged file gone": _on("articles/*=2026-10/part-compact-*.parquet", Path.unlink),
    "a merged file damaged": _on("people/*=2026-10/part-compact-*.parquet", flip),
    "the manifest gone": _on("_manifests/compact-*.json", Path.unlink),
    "the manifest cut": _on("_manifests/compact-*.json", truncate),
    "a takedown undone": _edited("_manifests/compact-*.json", lambda manifest: manifest["absorbed"].pop(-1)),
    "a takedown that tells nothing": _edited(
        "_manifests/compact-*.json", lambda manifest: manifest["absorbed"][-1].update(settings={"before": 7})
    ),
    "nothing absorbed": _edited("_manifests/compact-*.json", lambda manifest: manifest["absorbed"].clear()),
}


@pytest.mark.parametrize("mutation", OF_REWRITING)
def test_a_damaged_lake_that_was_rewritten_loses_no_more_either(merged, tmp_path, mutation):
    lake = shutil.copytree(merged, tmp_path / "lake")
    names = OF_REWRITING[mutation](lake)
    told = problems(lake)
    assert any(names in line for line in told), told
    next_run(lake)
    follow_all(lake, merged, problems(lake))
    assert rows_of(lake) == rows_of(merged)
