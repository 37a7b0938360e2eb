"""Forget articles: takedowns and retention. What is forgotten is gone from every file, and stays out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dyadwire.pipelines.collect.forget_spool import Scrubbed, marks_of, scrub, sites_in, with_aliases
from dyadwire.pipelines.collect.forget_store import forget_in_store, forgotten_in_store
from dyadwire.pipelines.collect.spool import locked_spool
from dyadwire.pipelines.collect.store import STORE_NAME
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.changed_files import refuse_changed, told_with_mend
from dyadwire.pipelines.lake.forget_messages import titles_of, what_goes, what_stays
from dyadwire.pipelines.lake.forget_selection import (
    FindAliases,
    ForgetRequest,
    RowFilter,
    Selection,
    refuse_empty,
    select_articles,
    unknown_outlets,
)
from dyadwire.pipelines.lake.lock import refuse_lost_lock
from dyadwire.pipelines.lake.opening import check_version, locked, one_line_storage_errors
from dyadwire.pipelines.lake.path import lake_path
from dyadwire.pipelines.lake.rewrite import file_groups, record_of, rewrite
from dyadwire.pipelines.lake.settle import settle
from dyadwire.pipelines.lake.sweep import sweep
from dyadwire.pipelines.messages import plural
from dyadwire.schemas.manifest import Absorbed
from dyadwire.schemas.tables import month_of
from dyadwire.transforms.storage import filesystem
from dyadwire.transforms.storage.block_list import FORGET, forgotten_in
from dyadwire.transforms.storage.committed import read_manifests


class Removed(NamedTuple):
    """What one call removed: articles; rows of all tables, those of requests and failures too; records of spools.

    `missing`: the addresses, as given, of which the lake has no article; they are kept out all the same. `stays`: what
    names or repeats an article and was left, a sentence each. `unknown`: the outlets of which there is nothing, and
    the ids of which there is no article: about them nothing was done.
    """

    articles: int
    rows: int
    missing: tuple[str, ...] = ()
    records: int = 0
    stays: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


class Plan(NamedTuple):
    """What a call would remove, in words (empty for nothing); what would stay, and what is not there, as `Removed`."""

    goes: str
    stays: tuple[str, ...]
    missing: tuple[str, ...]
    unknown: tuple[str, ...]


def plan(lake: str, request: ForgetRequest, spools: Iterable[str] = ()) -> Plan:
    """Return what `forget` would remove; nothing is changed. DyadwireError where that would refuse to."""
    check_version(lake)
    # No lock is held: a writer may exchange files meanwhile.
    with one_line_storage_errors(), told_with_mend(lake):
        paths = _spool_paths(lake, spools)
        known, unknown = _known(lake, request, paths)
        selected = select_articles(lake, known, _alias_finder(paths))
        rows, _ = _touched(lake, selected)
        return Plan(
            what_goes(selected, rows.requests(lake)),
            what_stays(lake, selected),
            selected.missing,
            (*unknown, *selected.unknown_ids),
        )


def forget(
    lake: str,
    *,
    urls: Iterable[str] = (),
    outlets: Iterable[str] = (),
    before: date | None = None,
    undated: bool = False,
    spools: Iterable[str] = (),
    ids: Iterable[str] = (),
) -> Removed:
    """Remove articles by address, id or outlet, or all published before a date, and their requests and failures.

    Of articles without a date go those that were first fetched before it; with `undated` also those without any. The
    lake's own spool and its collector's memory lose what was fetched of them, and so do `spools` that lie elsewhere.
    The removal is recorded, in hashes, so that the same input read again brings nothing back and `verify` can tell.

    A kill at any moment leaves a lake that can be read, and what was begun is finished by asking again. DyadwireError
    where another writer holds the lake, or another collector a spool, or files of the months are not what was written:
    what such a file has lost could not be removed, and would be lost for good.
    """
    check_version(lake)
    request = ForgetRequest(tuple(urls), tuple(outlets), before, undated, tuple(ids))
    with locked(lake, "dyadwire forget"), _locked_spools(_spool_paths(lake, spools)) as paths:
        with told_with_mend(lake):
            known, unknown = _known(lake, request, paths)
            selected = select_articles(lake, known, _alias_finder(paths))
            stays = what_stays(lake, selected)
            rows, touched = _touched(lake, selected)
        # Spools first: which addresses lead to an article is known as long as the lake has it.
        scrubbed = [_scrub(lake, path, selected) for path in paths]
        removed = _remove(lake, selected, rows, touched)
    left = tuple(sentence for each in scrubbed for sentence in _left_in(each))
    told = (*unknown, *selected.unknown_ids)
    return removed._replace(records=sum(each.records for each in scrubbed), stays=(*stays, *left), unknown=told)


def _known(lake: str, request: ForgetRequest, paths: list[str]) -> tuple[ForgetRequest, tuple[str, ...]]:
    """Return a request without the outlets of which neither lake nor spools have anything, and those."""
    refuse_empty(request)
    unknown = unknown_outlets(lake, request, lambda: frozenset[str]().union(*map(sites_in, paths)))
    return request._replace(outlets=tuple(name for name in request.outlets if name not in unknown)), unknown


def _spool_paths(lake: str, spools: Iterable[str]) -> list[str]:
    """Return the paths of the lake's own spool, if it has one, and of `spools`; DyadwireError if one is missing."""
    own, named = f"{lake}/_spool", [lake_path(spool) for spool in spools]
    for spool in named:
        if not filesystem.exists(spool):
            raise DyadwireError(f"no spool at {spool}")
    return [*([own] if filesystem.exists(own) else []), *named]


def _alias_finder(paths: list[str]) -> FindAliases:
    """Return what adds to addresses those by which pages in these spools lead to the same article."""

    def find_aliases(addresses: Iterable[str]) -> set[str]:
        found = set(addresses)
        for path in paths:
            found |= with_aliases(path, found)
        return found

    return find_aliases


@contextmanager
def _locked_spools(paths: list[str]) -> Iterator[list[str]]:
    """Lock local spools against collectors. On an object store segments never change, and new ones are ignored."""
    with ExitStack() as stack:
        for path in paths:
            if filesystem.is_local(path):
                stack.enter_context(locked_spool(Path(path)))
        yield paths


def _scrub(lake: str, path: str, selected: Selection) -> Scrubbed:
    """Remove the articles from one spool and its collector's store."""
    refuse_lost_lock(lake)
    store = Path(path) / STORE_NAME
    gone = selected.all_forgotten(forgotten_in(read_manifests(lake)))
    if filesystem.is_local(path) and store.exists():
        # Addresses of an article that were asked for without success stand in the store alone.
        gone = gone._replace(ids=gone.ids | forgotten_in_store(store))
        forget_in_store(store, gone)
    titles = titles_of(selected)
    return scrub(path, gone, marks_of(selected.addresses, titles) if titles else ())


def _left_in(scrubbed: Scrubbed) -> Iterator[str]:
    if scrubbed.naming:
        yield f"the title or address in {plural(scrubbed.naming, 'spooled page')} of others"
    if scrubbed.foreign:
        yield f"files in the spool that no collector wrote: {', '.join(scrubbed.foreign)}"


def _touched(lake: str, selected: Selection) -> tuple[RowFilter, list[tuple[str, str]]]:
    """Return what decides on rows, and the (table, month) pairs that it changes.

    ChangedFilesError where a file of those, or of the months of the articles, is not what was written.
    """
    manifests = read_manifests(lake)
    rows = RowFilter(selected.all_forgotten(forgotten_in(manifests)), selected.request.undated)
    groups = file_groups(manifests)
    touched = [key for key in groups if rows.touches(lake, *key)]
    months = set(map(month_of, selected.articles["published_date"].unique().to_pylist()))
    refuse_changed(lake, manifests, {*touched, *(key for key in groups if key[1] in months)})
    return rows, touched


def _remove(lake: str, selected: Selection, rows: RowFilter, touched: list[tuple[str, str]]) -> Removed:
    """Rewrite the tables; the manifest that lists the new files holds the block list, so that both come at once."""
    manifests = read_manifests(lake)
    before = left = sum(file.rows for manifest in manifests for file in manifest.files)
    if touched or not selected.blocked.within(forgotten_in(manifests)):
        kept = rewrite(lake, touched, rows.keep, (_record(lake, selected, rows),), checked=True)
        left = sum(file.rows for file in kept.files)
    settle(lake)
    sweep(lake, even_read=True)  # also what an earlier call left when it was killed
    return Removed(len(selected.ids), before - left, selected.missing)


def _record(lake: str, selected: Selection, rows: RowFilter) -> Absorbed:
    blocked, before = selected.blocked, selected.request.before
    return record_of(
        FORGET.removesuffix("-"),
        {"ids": sorted(blocked.ids), "outlets": sorted(blocked.outlets), "before": before and before.isoformat()},
        {day.isoformat() for day in selected.days},
        rows.polled(lake) | ({before.isoformat()} if before else set()),  # polls after it cover days before it
    )
