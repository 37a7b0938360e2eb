"""Forget articles: takedowns and retention. What is forgotten is gone from every file, and stays out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dyadwire.pipelines.ask.printing import plural
from dyadwire.pipelines.collect.forgotten_memory import forget_in_memory, forgotten_in_memory
from dyadwire.pipelines.collect.forgotten_spool import Scrubbed, marks_of, other_addresses, scrub
from dyadwire.pipelines.collect.spool import held
from dyadwire.pipelines.collect.store import STORE_NAME
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.forgetting import Going, Others, Rest, Wish, going_of
from dyadwire.pipelines.lake.forgetting_told import titles_of, what_goes, what_stays
from dyadwire.pipelines.lake.held import refuse_not_held
from dyadwire.pipelines.lake.opening import check_version, locked, sweep, told_in_a_line
from dyadwire.pipelines.lake.path import lake_path
from dyadwire.pipelines.lake.rewrite import file_groups, record_of, rewrite
from dyadwire.pipelines.lake.settle import settle
from dyadwire.schemas.manifest import Absorbed
from dyadwire.transforms.storage import filesystem
from dyadwire.transforms.storage.block_list import FORGET, forgotten_in
from dyadwire.transforms.storage.committed import read_manifests


class Removed(NamedTuple):
    """What one call removed: articles; rows of all tables, those of requests and failures too; records of spools.

    `missing`: the addresses and outlets, as given, of which the lake has no article. `stays`: what names or repeats an
    article and was left, a sentence each.
    """

    articles: int
    rows: int
    missing: tuple[str, ...] = ()
    records: int = 0
    stays: tuple[str, ...] = ()


class Plan(NamedTuple):
    """What a call would remove, in words, and what would stay; `goes` is empty where nothing would go.

    `missing` as of `Removed`.
    """

    goes: str
    stays: tuple[str, ...]
    missing: tuple[str, ...]


def plan(lake: str, wish: Wish, spools: Iterable[str] = ()) -> Plan:
    """Look what would go; nothing is changed. DyadwireError where there is no lake, or it cannot be read."""
    check_version(lake)
    with told_in_a_line():  # no lock is held: a writer may exchange files meanwhile
        going = going_of(lake, wish, _others(_places(lake, spools)))
        rest = Rest(going.everything(forgotten_in(read_manifests(lake))), wish.undated)
        return Plan(what_goes(going, rest.requests(lake)), what_stays(lake, going), going.missing)


def forget(
    lake: str,
    *,
    urls: Iterable[str] = (),
    outlets: Iterable[str] = (),
    before: date | None = None,
    undated: bool = False,
    spools: Iterable[str] = (),
) -> Removed:
    """Remove articles by address or outlet, or all published before a date, and what was fetched or failed for them.

    Of articles without a date go those that were first fetched before it; with `undated` also those without any. The
    lake's own spool and its collector's memory lose what was fetched of them, and so do `spools` that lie elsewhere.
    The removal is recorded, in hashes, so that the same input read again brings nothing back and `verify` can tell.

    A kill at any moment leaves a lake that can be read, and what was begun is finished by asking again. DyadwireError
    where another writer holds the lake, or another collector a spool.
    """
    check_version(lake)
    wish = Wish(tuple(urls), tuple(outlets), before, undated)
    with locked(lake, "dyadwire forget"), _held(_places(lake, spools)) as places:
        going = going_of(lake, wish, _others(places))
        stays = what_stays(lake, going)
        # Spools first: which addresses lead to an article is known as long as the lake has it.
        scrubbed = [_scrub(lake, place, going) for place in places]
        removed = _remove(lake, going)
    left = tuple(sentence for each in scrubbed for sentence in _left_in(each))
    return removed._replace(records=sum(each.records for each in scrubbed), stays=(*stays, *left))


def _places(lake: str, spools: Iterable[str]) -> list[str]:
    """Return the spools: the lake's own, where it has one, and those that were named; DyadwireError for none there."""
    own, named = f"{lake}/_spool", [lake_path(spool) for spool in spools]
    for spool in named:
        if not filesystem.exists(spool):
            raise DyadwireError(f"no spool at {spool}")
    return [*([own] if filesystem.exists(own) else []), *named]


def _others(places: list[str]) -> Others:
    def others(addresses: Iterable[str]) -> set[str]:
        found = set(addresses)
        for place in places:
            found |= other_addresses(place, found)
        return found

    return others


@contextmanager
def _held(places: list[str]) -> Iterator[list[str]]:
    """Hold the local ones against collectors. In a store nobody changes a segment, and new ones are not looked at."""
    with ExitStack() as stack:
        for place in places:
            if filesystem.is_local(place):
                stack.enter_context(held(Path(place)))
        yield places


def _scrub(lake: str, place: str, going: Going) -> Scrubbed:
    refuse_not_held(lake)
    memory = Path(place) / STORE_NAME
    gone = going.everything(forgotten_in(read_manifests(lake)))
    if filesystem.is_local(place) and memory.exists():
        # What led to an article in vain is known to the memory alone.
        gone = gone._replace(ids=gone.ids | forgotten_in_memory(memory))
        forget_in_memory(memory, gone)
    titles = titles_of(going)
    return scrub(place, gone, marks_of(going.addresses, titles) if titles else ())


def _left_in(scrubbed: Scrubbed) -> Iterator[str]:
    if scrubbed.naming:
        yield f"the title or address in {plural(scrubbed.naming, 'spooled page')} of others"
    if scrubbed.foreign:
        yield f"files in the spool that no collector wrote: {', '.join(scrubbed.foreign)}"


def _remove(lake: str, going: Going) -> Removed:
    """Rewrite the tables; the manifest that lists the new files holds the block list, so that both come at once."""
    manifests = read_manifests(lake)
    known, groups = forgotten_in(manifests), file_groups(manifests)
    rest = Rest(going.everything(known), going.wish.undated)
    held_rows = left = sum(file.rows for files in groups.values() for file in files)
    touched = [key for key in groups if rest.touches(lake, *key)]
    if touched or not going.blocked.within(known):
        kept = rewrite(lake, touched, rest.keep, (_record(lake, going, rest),))
        left = sum(file.rows for file in kept.files)
    settle(lake)
    sweep(lake, even_read=True)  # also what a forgetting that was killed has left
    return Removed(len(going.ids), held_rows - left, going.missing)


def _record(lake: str, going: Going, rest: Rest) -> Absorbed:
    blocked, before = going.blocked, going.wish.before
    return record_of(
        FORGET.removesuffix("-"),
        {"ids": sorted(blocked.ids), "outlets": sorted(blocked.outlets), "before": before and before.isoformat()},
        {day.isoformat() for day in going.days},
        rest.polled(lake) | ({before.isoformat()} if before else set()),  # polls after it cover days before it
    )
