"""Take a takedown of an outlet back: what comes of it is taken in again. What was removed stays removed."""

from __future__ import annotations

from collections.abc import Iterable

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.opening import check_version, locked
from dyadwire.pipelines.lake.rewrite import record_of, rewrite
from dyadwire.pipelines.lake.settle import settle
from dyadwire.pipelines.lake.sweep import sweep
from dyadwire.schemas.manifest import Absorbed
from dyadwire.transforms.storage.block_list import FORGET, forgotten_in
from dyadwire.transforms.storage.committed import read_manifests


def allow(lake: str, outlets: Iterable[str]) -> None:
    """Keep outlets out no more. Articles that are kept out one by one, or by date, stay out.

    DyadwireError where one of them is not kept out, then nothing is changed; or where another writer holds the lake.
    """
    check_version(lake)
    outlets = [name.strip() for name in outlets]
    if not all(outlets):
        raise DyadwireError("an outlet is empty: nothing was changed")
    wanted = {name.lower() for name in outlets}
    with locked(lake, "dyadwire forget"):
        kept_out = forgotten_in(read_manifests(lake)).outlets
        if strange := sorted(wanted - kept_out):
            there = f"those that are: {', '.join(sorted(kept_out))}" if kept_out else "no outlet is"
            raise DyadwireError(
                f"{', '.join(strange)} {'is' if len(strange) == 1 else 'are'} not kept out of {lake}; {there}"
            )
        record = record_of("allow", {"outlets": sorted(wanted)}, ())
        rewrite(lake, (), records=(record,), edit=lambda batch: _without(batch, wanted))
        settle(lake)
        sweep(lake)


def _without(batch: Absorbed, outlets: set[str]) -> Absorbed:
    """Return the record of a takedown without some outlets; records of all else as they are."""
    if not batch.batch.startswith(FORGET):
        return batch
    left = [name for name in batch.settings["outlets"] if name.lower() not in outlets]
    return batch._replace(settings=batch.settings | {"outlets": left})
