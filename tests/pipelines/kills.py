"""Kill writers of a lake at every point where they change a file, and see that the next writer makes it good.

    python -m tests.pipelines.kills [--kills 200]

A kill is made in the storage layer: the nth call that changes a file does nothing, half of it, or all of it, and from
then on no call of any kind works, as for a process that is gone. Lakes are on the disk and in a store that speaks S3.
Then readers ask, another writer comes or the same again, and the lake must be the one that nobody killed.
"""

import argparse
import os
import re
import shutil
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from dyadwire.pipelines.lake.compact import compact
from dyadwire.pipelines.lake.forget import forget
from dyadwire.pipelines.lake.marker import read_marker
from dyadwire.pipelines.lake.migrate import migrate
from dyadwire.pipelines.lake.opening import locked, open_lake
from dyadwire.pipelines.lake.reextract import reextract
from dyadwire.pipelines.lake.settle import settle
from dyadwire.pipelines.lake.verify import verify
from dyadwire.pipelines.run import cut, plan
from dyadwire.pipelines.run.launch import run_batches
from dyadwire.pipelines.run.options import CoverageOptions
from dyadwire.pipelines.run.passes import run_quietly
from dyadwire.pipelines.run.plan import plan_batches, plan_opening
from dyadwire.schemas.tables import SCHEMA_VERSION, TABLES
from dyadwire.transforms.storage import filesystem
from dyadwire.transforms.storage.block_list import Forgotten, forgotten_in
from dyadwire.transforms.storage.committed import read_manifests, read_rows
from dyadwire.transforms.text.article.table_rows import Settings
from tests.pipelines.damaged import write_input
from tests.pipelines.runs import article, found_in, write_lines

GONE = article(1)["url"]
LONG = range(6, 12)  # articles of a batch each
LARGE = "large.jsonl"
OLD = ("version-1", "version-2", "version-3", "version-3-compacted")
_FIXTURES = Path(__file__).parents[1] / "fixtures/lakes"
_CHANGES = ("put", "put_new", "move", "remove")
_LOOKS = ("read", "read_all", "exists", "size", "modified", "glob", "files")
Rows = dict[str, list[str]]


class KilledError(BaseException):
    """Ends a writer as a kill does: nothing catches it, and what runs on its way out changes nothing."""


class Killer:
    """Counts the calls that change files, and kills at one of them."""

    def __init__(self, at: int) -> None:
        self.at, self.calls, self.dead, self.point = at, 0, False, ""

    def change(self, name: str, call: Callable[..., Any], *arguments: Any) -> Any:
        """Do one change, or die of it."""
        if self.dead:
            raise KilledError
        self.calls += 1
        if self.calls != self.at:
            return call(*arguments)
        self.dead, self.point = True, f"{name} {arguments[0]}"
        _partly(self.at % 3, name, call, *arguments)
        raise KilledError

    def look(self, call: Callable[..., Any], *arguments: Any) -> Any:
        """Look at files, while alive."""
        if self.dead:
            raise KilledError
        return call(*arguments)


def _partly(how: int, name: str, call: Callable[..., Any], *arguments: Any) -> None:
    """Do all of a change, half of it, or nothing: a store shows no half, but moves by copying first."""
    if how == 2:
        call(*arguments)
    elif how == 1 and name == "put" and filesystem.is_local(arguments[0]):
        path = Path(arguments[0])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_name(f".{path.name}.0.tmp").write_bytes(arguments[1][: len(arguments[1]) // 2])
    elif how == 1 and name == "move" and not filesystem.is_local(arguments[0]):
        filesystem.open_system(arguments[1])[0].pipe_file(filesystem.open_system(arguments[1])[1], _raw(arguments[0]))


def _raw(path: str) -> bytes:
    system, name = filesystem.open_system(path)
    content: bytes = system.cat_file(name)
    return content


@contextmanager
def killed_at(at: int) -> Iterator[Killer]:
    """Kill whatever writes a lake at its nth change; never for 0."""
    killer, kept = Killer(at), {name: getattr(filesystem, name) for name in (*_CHANGES, *_LOOKS)}
    for name in _CHANGES:
        setattr(filesystem, name, partial(killer.change, name, kept[name]))
    for name in _LOOKS:
        setattr(filesystem, name, partial(killer.look, kept[name]))
    try:
        yield killer
    finally:
        for name, call in kept.items():
            setattr(filesystem, name, call)


class Work(NamedTuple):
    """One kind of writing: what it is called, and what does it to a lake."""

    name: str
    do: Callable[[str], Any]
    lake: str = "two"  # the lake that it begins with
    through: tuple[Callable[[str], Any], ...] = ()  # what makes the lakes that readers may see before it ends


def _run(given: Path, lake: str) -> None:
    run_quietly(CoverageOptions(inputs=(str(given),), lake=lake, model=None))


def _run_long(given: list[Path], lake: str) -> None:
    """Run so many batches that the lake is settled between them, too."""
    batches = [batch for part in given for batch in plan_batches([str(part)])]
    with locked(lake):
        run_batches(CoverageOptions(inputs=tuple(map(str, given)), lake=lake, model=None), batches)


def _run_large(given: Path, lake: str, *, only_opened: bool = False) -> None:
    """Run a table that is large for this run, so that a small batch opens it and is settled before the rest."""
    cuts = patch.multiple(cut, LARGE_BYTES=given.stat().st_size - 1, TEXT_SLICE_BYTES=1_000, OPENING_BYTES=400)
    with cuts, patch.object(plan, "BATCH_BYTES", 1_500):
        if not only_opened:
            _run(given, lake)
            return
        with locked(lake):
            run_batches(CoverageOptions(inputs=(str(given),), lake=lake, model=None), plan_opening([str(given)]))


def _settle(lake: str) -> None:
    with locked(lake):
        settle(lake)


def works(folder: Path) -> list[Work]:
    """Return every kind of writing, with the lakes that it begins with in a folder."""
    lower = Settings("full", 0.1, None)  # another threshold than that of the run: all is made anew
    long = [folder / f"long-{number}" for number in LONG]
    parts = tuple(partial(_run_long, long[:many]) for many in range(1, len(long)))
    large = folder / LARGE
    return [
        Work("run", partial(_run, folder / "three")),
        Work("long-run", partial(_run_long, long), through=parts),
        Work("large-run", partial(_run_large, large), through=(partial(_run_large, large, only_opened=True),)),
        Work("settle", _settle, "unsettled"),
        Work("compact", compact),
        Work("forget", partial(forget, urls=[GONE], before=date(2026, 10, 2))),
        Work("reextract", partial(reextract, settings=lower)),
        *(Work(f"migrate-{old}", migrate, old) for old in OLD),
    ]


def make_lakes(folder: Path) -> None:
    """Make the lakes that are written to: of two batches, the same unsettled, and one of each earlier version."""
    for part, numbers in (("one", range(3)), ("two", range(3, 6)), ("three", range(6, 9))):
        write_input(folder / part, part, numbers)
    for number in LONG:
        write_input(folder / f"long-{number}", f"long-{number}", range(number, number + 1))
    write_lines(folder / LARGE, map(article, range(12, 19)))
    for part in ("one", "two"):
        _run(folder / part, str(folder / "lakes/two"))
    shutil.copytree(folder / "lakes/two", folder / "lakes/unsettled")
    for path in (folder / "lakes/unsettled/_manifests").glob("settled-*.json"):
        path.unlink()
    for old in OLD:
        with tarfile.open(_FIXTURES / f"{old}.tar.xz") as archive:
            archive.extractall(folder / "lakes" / f"{old}.tar", filter="data")
        (folder / "lakes" / f"{old}.tar/lake").rename(folder / "lakes" / old)


def put_lake(made: Path, lake: str) -> None:
    """Put a lake that was made where it is to be written to."""
    if filesystem.is_local(lake):
        shutil.copytree(made, lake)
        return
    system, name = filesystem.open_system(lake)
    files = {path: path.read_bytes() for path in made.rglob("*") if path.is_file() and path.name != "_lock"}
    system.pipe({f"{name}/{path.relative_to(made)}": content for path, content in files.items()})


def committed_rows(lake: str) -> Rows:
    """Return all rows of a lake by table, those that settling made too."""
    found: Rows = {}
    for name in TABLES:
        whole = read_rows(filesystem.glob(f"{lake}/{name}/*/*.parquet"), name, list(TABLES[name].record._fields))  # type: ignore[attr-defined]
        found[name] = sorted(map(repr, whole.to_pylist()))
    return found


def seen(lake: str) -> tuple[Any, ...]:
    """Return what readers see of a lake: counts that one state gives together; nothing where a version is refused."""
    question = """
        SELECT (SELECT count(*) FROM base.articles), (SELECT count(*) FROM base.sentences),
               (SELECT count(*) FROM failures), (SELECT sum(articles) FROM dyad_days), (SELECT count(*) FROM stories)
    """
    if (read_marker(lake) or {}).get("schema_version", SCHEMA_VERSION) < SCHEMA_VERSION:
        return ()
    return found_in(lake, question)[0]


def forget_leases(lake: str) -> None:
    """Let the time of a dead writer's lease be over."""
    if not filesystem.is_local(lake):
        for path in filesystem.glob(f"{lake}/_lock-*.json"):
            told = re.sub(rb'"until": "[^"]*"', b'"until": "2020-01-01T00:00:00+00:00"', filesystem.read(path))
            filesystem.put(path, told)


class Wanted(NamedTuple):
    """A lake as nobody killed leaves it: its rows, what it must not hold, what readers saw before, between and after.

    `changes` is how many were made.
    """

    rows: Rows
    forgotten: Forgotten
    seen: tuple[tuple[Any, ...], ...]
    changes: int


def unkilled(work: Work, made: Path, lake: str) -> Wanted:
    """Do a work to its end."""
    put_lake(made / work.lake, lake)
    before = seen(lake)
    with killed_at(0) as killer:
        work.do(lake)
    assert list(verify(lake)) == []
    forgotten = forgotten_in(read_manifests(lake))
    between = list(_seen_between(work, made, f"{lake}-between"))
    return Wanted(committed_rows(lake), forgotten, (before, *between, seen(lake)), killer.calls)


def _seen_between(work: Work, made: Path, lake: str) -> Iterator[tuple[Any, ...]]:
    """Give what readers see of a lake that is written part by part: each part finds there what those before it did."""
    put_lake(made / work.lake, lake)
    for part in work.through:
        part(lake)
        yield seen(lake)


def kill(work: Work, made: Path, lake: str, at: int, wanted: Wanted) -> str:
    """Kill a work at its nth change and make it good; return the point. AssertionError where anything is amiss."""
    put_lake(made / work.lake, lake)
    with killed_at(at) as killer:
        try:
            work.do(lake)
        except KilledError:
            pass
        except Exception:  # a framework may wrap what ends a step
            assert killer.dead
    assert killer.dead, f"{work.name} made only {killer.calls} changes"
    told = f"{work.name} killed at {killer.point} ({at} of {wanted.changes})"
    assert seen(lake) in wanted.seen, f"{told}: readers see {seen(lake)}, not one of {wanted.seen}"
    forget_leases(lake)
    if at % 2 and not work.name.startswith("migrate"):  # whatever comes first, it loses nothing
        open_lake(lake)
        _settle(lake)
        assert list(verify(lake)) == [], told
        assert seen(lake) in wanted.seen, told
    work.do(lake)
    assert list(verify(lake)) == [], f"{told}: {list(verify(lake))}"
    assert committed_rows(lake) == wanted.rows, told
    assert forgotten_in(read_manifests(lake)) == wanted.forgotten, told
    assert seen(lake) == wanted.seen[-1], told
    return killer.point


def points(changes: int, wanted: int) -> list[int]:
    """Return which changes to kill at: spread over all."""
    wanted = min(wanted, changes)
    return sorted({1 + number * changes // wanted for number in range(wanted)})


def kill_all(made: Path, place: Callable[[str], str], kills: int) -> Iterator[tuple[str, str]]:
    """Kill every work at points spread over its changes, `kills` in all; yield the work and the point of each.

    `place` returns the address of a new lake from a name. Works that make more changes are killed more often.
    """
    wanted = {work: unkilled(work, made / "lakes", place(f"{work.name}-0")) for work in works(made)}
    total, left = sum(each.changes for each in wanted.values()), kills
    for number, (work, whole) in enumerate(wanted.items(), start=1):
        share = left if number == len(wanted) else max(1, round(kills * whole.changes / total))
        left -= share
        for at in points(whole.changes, share):
            lake = place(f"{work.name}-{at}")
            yield work.name, kill(work, made / "lakes", lake, at, whole)
            with suppress(FileNotFoundError):
                filesystem.open_system(lake)[0].rm(filesystem.open_system(lake)[1], recursive=True)


@contextmanager
def s3_bucket() -> Iterator[str]:
    """Serve a bucket on loopback, found as users name it; what a store keeps for its readers goes at once."""
    from datetime import timedelta

    from dyadwire.pipelines.lake import release
    from tests.pipelines.stores.s3_server import CREDENTIALS, serving_s3

    with serving_s3() as (host, port):
        os.environ |= CREDENTIALS | {"AWS_ENDPOINT_URL": f"http://{host}:{port}"}
        release.GRACE = timedelta(0)
        system, name = filesystem.open_system("s3://kills")
        system.mkdir(name)
        yield "s3://kills"


def main() -> None:
    """Make the kills, two thirds of them on the disk, and tell how many of each work were made good."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=200)
    kills = parser.parse_args().kills
    in_store = kills // 3
    with tempfile.TemporaryDirectory() as folder, s3_bucket() as bucket:
        made = Path(folder)
        make_lakes(made)
        for where, place, share in (("disk", f"{folder}/lake-", kills - in_store), ("S3", f"{bucket}/lake-", in_store)):
            counts: Counter[str] = Counter()
            for name, point in kill_all(made, partial(str.__add__, place), share):
                counts[name] += 1
                sys.stderr.write(f"{where}: {name} killed at {point}: made good\n")
            told = ", ".join(f"{name} {count}" for name, count in counts.items())
            print(f"{where}: {counts.total()} kills, nothing lost, nothing doubled ({told})", flush=True)


if __name__ == "__main__":
    main()
