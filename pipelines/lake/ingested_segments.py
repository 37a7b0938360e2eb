"""Records of the spool segments that a lake has taken in, by which a scheduled run finds the new ones.

A record is written before its batches run, and counts once all of them are committed. So a run that died is planned
anew, and nothing has to be remembered outside the lake.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import blake2b

from dyadwire.pipelines.collect.spool import pass_of
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.run.options import CoverageOptions
from dyadwire.pipelines.run.plan import Batch, as_one, plan_batches
from dyadwire.schemas.manifest import TAKEN, Absorbed, Manifest, parse_json
from dyadwire.transforms.read.plain_bytes import CHANGED
from dyadwire.transforms.storage import filesystem
from dyadwire.transforms.storage.committed import batches_of, read_manifests, read_rows
from dyadwire.transforms.storage.errors import LakeReadError

_MISSED = {"missed_bytes": True}  # in the settings of a batch whose rows are in a rewriting's files


def plan_run(options: CoverageOptions, inputs: Iterable[str], *, one: bool = False) -> list[Batch]:
    """Plan the batches of a run, or one of everything, and record their segments.

    With `only_new` they are made of segments that the lake lacks.
    """
    known = taken_in(options.lake) if options.only_new else ()
    batches = plan_batches(inputs, passed_over=known, reading=options.reading)
    if one and (whole := as_one(batches)):
        batches = [whole]
    batches = named_anew(options.lake, batches)
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
    filesystem.put(f"{lake}/{TAKEN}/{_digest(content.encode())}.json", content.encode())


def problem_of_record(path: str) -> str | None:
    """Return what is wrong with a record: its name holds the digest of its content; None where nothing is."""
    content = filesystem.read(path)
    try:
        # Those of earlier versions are named by their batches alone.
        whole = any(path.endswith(f"/{_digest(each)}.json") for each in (content, _batches_in(content)))
    except (ValueError, KeyError, TypeError) as error:
        return f"damaged: remove it, and its segments are read again ({error!r})"
    return None if whole else "not the record that was written: remove it, and its segments are read again"


def _batches_in(content: bytes) -> bytes:
    return "\n".join(parse_json(content)["batches"]).encode()


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=8).hexdigest()


def taken_in(lake: str) -> frozenset[str]:
    """Return the names of the segments whose batches the lake has committed, whatever extractor it was then.

    Not of those where a file was gone or cut while it was read: `run` reads them again, so they are no less new here.
    """
    manifests = read_manifests(lake)
    done = {each.batch for each in manifests if not missed_bytes(lake, each)}
    done |= {batch.batch for each in manifests for batch in each.absorbed} - _missed(manifests)
    found: set[str] = set()
    paths = filesystem.glob(f"{lake}/{TAKEN}/*.json")
    for path, content in zip(paths, filesystem.read_all(paths), strict=True):
        try:
            run = parse_json(content)
            if done.issuperset(run["batches"]):
                found.update(run["segments"])
        except (ValueError, KeyError, TypeError) as error:
            raise DyadwireError(f"{path} is damaged: remove it, and its segments are read again ({error!r})") from error
    return frozenset(found)


def missed_bytes(lake: str, manifest: Manifest) -> bool:
    """Tell whether a file of a batch was not as planned while it was read, or what could tell so is gone."""
    listed = [f"{lake}/{file.path}" for file in manifest.files if file.table == "failures" and manifest.books.failed]
    try:
        return CHANGED in read_rows(listed, "failures", ["reason"])["reason"].to_pylist()
    except LakeReadError:
        return True


def taken_over(lake: str, manifests: Iterable[Manifest]) -> list[Absorbed]:
    """Return what a rewriting keeps of the batches of some manifests: of each that missed bytes that it did, too."""
    named = list(manifests)
    missed = {each.batch for each in named if not each.absorbed and missed_bytes(lake, each)}
    return [
        batch._replace(settings=batch.settings | _MISSED) if batch.batch in missed else batch
        for batch in batches_of(named)
    ]


def named_anew(lake: str, batches: Iterable[Batch]) -> list[Batch]:
    """Return batches of which those that a rewriting took over without all of their bytes have another name.

    So they are read again, as batches of their own: of what was read before, each article is a duplicate.
    """
    missed = _missed(read_manifests(lake))
    return [batch._replace(name=_next_name(batch.name, missed)) for batch in batches]


def _next_name(name: str, missed: set[str]) -> str:
    while name in missed:
        name = _digest(name.encode())
    return name


def _missed(manifests: Iterable[Manifest]) -> set[str]:
    return {batch.batch for each in manifests for batch in each.absorbed if batch.settings.items() >= _MISSED.items()}
