"""What of a spool a lake has taken in: one record a run, by which a scheduled run finds what is new.

A record is written before its batches run, and counts once all of them are committed. So a run that died is planned
anew, and nothing has to be remembered outside the lake.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import blake2b

from pipelines.errors import DyadwireError
from pipelines.options import CoverageOptions
from pipelines.plan import Batch, as_one, plan_batches
from pipelines.wire.spool import pass_of
from transforms import storage
from transforms.committed import read_manifests

FOLDER = "_taken"


def plan_run(options: CoverageOptions, inputs: Iterable[str], *, one: bool = False) -> list[Batch]:
    """Plan the batches of a run, or one of everything, and record their segments.

    With `only_new` they are made of segments that the lake lacks.
    """
    known = taken_in(options.lake) if options.only_new else ()
    batches = plan_batches(inputs, passed_over=known)
    if one and (whole := as_one(batches)):
        batches = [whole]
    record(options.lake, batches)
    return batches


def record(lake: str, batches: Iterable[Batch]) -> None:
    """Record which spool segments these batches of one run are made of; nothing happens where they have none."""
    named = list(batches)
    # The name of a segment says when it was collected and what it holds: it is never used twice.
    segments = sorted({part.path.rsplit("/", 1)[-1] for each in named for part in each.slices if pass_of(part.path)})
    if not segments:
        return
    names = sorted(batch.name for batch in named)
    content = json.dumps({"batches": names, "segments": segments}, indent=1) + "\n"
    digest = blake2b("\n".join(names).encode(), digest_size=8).hexdigest()
    storage.put(f"{lake}/{FOLDER}/{digest}.json", content.encode())


def taken_in(lake: str) -> frozenset[str]:
    """Return the names of the segments whose batches the lake has committed, whatever extractor it was then."""
    manifests = read_manifests(lake)
    done = {manifest.batch for manifest in manifests} | {batch.batch for m in manifests for batch in m.absorbed}
    found: set[str] = set()
    paths = storage.glob(f"{lake}/{FOLDER}/*.json")
    for path, content in zip(paths, storage.read_all(paths), strict=True):
        try:
            run = json.loads(content)
            if done.issuperset(run["batches"]):
                found.update(run["segments"])
        except (ValueError, KeyError, TypeError) as error:
            raise DyadwireError(f"{path} is damaged: remove it, and its segments are read again ({error!r})") from error
    return frozenset(found)
