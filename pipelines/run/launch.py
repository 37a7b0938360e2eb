"""Run batches: each is one bounded pipeline; one that the lake already holds is passed over."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar, cast

import apache_beam as beam
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.runners.portability.fn_api_runner import fn_runner
from apache_beam.runners.runner import PipelineRunner
from apache_beam.transforms.environments import Environment

from dyadwire.pipelines import logs
from dyadwire.pipelines.coverage import build
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.ingested_segments import missed_bytes, named_anew
from dyadwire.pipelines.lake.lock import lease_of, refuse_lost_lock
from dyadwire.pipelines.lake.opening import open_lake
from dyadwire.pipelines.lake.settle import settle
from dyadwire.pipelines.lake.sweep import sweep
from dyadwire.pipelines.run.forked_workers import WORKER_GONE, worker_processes
from dyadwire.pipelines.run.loopback import listen_on_loopback
from dyadwire.pipelines.run.options import CoverageOptions
from dyadwire.pipelines.run.plan import Batch
from dyadwire.schemas.manifest import Manifest, manifest_path
from dyadwire.schemas.tables import TABLES
from dyadwire.transforms.extract.provenance import extractor_name
from dyadwire.transforms.storage import filesystem
from dyadwire.transforms.storage.committed import read_manifests
from dyadwire.transforms.storage.errors import LakeReadError, LakeWriteError
from dyadwire.transforms.storage.spooled_file import no_room

_FILE_ERROR = re.compile(r"(cannot (?:read|write) .{1,500}?)(?: \[while running|$)", re.MULTILINE)
# EFBIG, ENOSPC, EDQUOT: libraries unpack what they ship into temporary files.
_NO_ROOM = re.compile(r"OSError: \[Errno (?:27|28|122)\] ([^:\[\n]{1,200})")
_LEASE_LOST = re.compile(r"the lease of \S+ was lost[^\[\n]{1,200}(?<! )")
# Ctrl-C in a step: Beam wraps it like any error of that step.
_INTERRUPTED = re.compile(r"^(?:RuntimeError: )?KeyboardInterrupt\b", re.MULTILINE)

_LONG = 4  # batches
Step = Callable[[str], None]
_View = TypeVar("_View", bound=PipelineOptions)


class _CachedViews(PipelineOptions):
    """Options that make each view once: Beam asks for several at each step of a graph, and builds a parser for each.

    Views of the same options share their values, so one of each kind is enough.
    """

    def view_as(self, cls: type[_View]) -> _View:
        views: dict[type, Any] = self.__dict__.setdefault("_views", {})
        if cls not in views:
            views[cls] = super().view_as(cls)
        return cast(_View, views[cls])


class Ran(NamedTuple):
    """A batch that the lake holds, and whether it did so before this run."""

    manifest: Manifest
    before: bool


def run_batches(
    options: CoverageOptions, batches: list[Batch], tell: Step = lambda _: None, opened: Sequence[Ran] = ()
) -> list[Ran]:
    """Run every batch that the lake does not hold yet, then settle; return all of them.

    Of a run of more than `_LONG` batches the lake is settled after 1, 4, 16 … of them, too, and of any that is
    interrupted: what is read can be asked. `opened` are those that the same run has done and settled before.
    """
    refuse_lost_lock(options.lake)  # of a lake that was moved meanwhile another would be made in its place
    open_lake(options.lake)
    batches = named_anew(options.lake, batches)
    ran: list[Ran] = []
    try:
        _run_each(options, batches, tell, opened, ran)
    except KeyboardInterrupt:
        if not all(each.before for each in ran):
            _settle(options.lake, tell)  # what is kept can be asked, whether the run goes on or not
        raise
    _settle(options.lake, tell)
    if len(batches) > _LONG or opened:
        sweep(options.lake)  # a kill between two settlings leaves files of the first that nothing lists
    return ran


def _run_each(
    options: CoverageOptions, batches: list[Batch], tell: Step, opened: Sequence[Ran], ran: list[Ran]
) -> None:
    """Run the batches that the lake does not hold; `ran` has each as soon as it is done."""
    extractor, done = extractor_name(options.model), {each.manifest.batch: each for each in opened}
    is_long, due = len(batches) > _LONG, 4 if any(not each.before for each in opened) else 1
    with worker_processes(options.workers) as environment:
        for number, batch in enumerate(batches, start=1):
            held = committed(options, batch, extractor)
            if held is None:
                tell(f"batch {number} of {len(batches)}")
                manifest = run_batch(options, batch, extractor, environment)
                logs.log_committed(options.lake, manifest)
            ran.append(done.pop(batch.name, Ran(held or manifest, before=held is not None)))
            if is_long and number < len(batches) and sum(not each.before for each in ran) == due:
                due *= 4
                _settle(options.lake, tell)


def _settle(lake: str, tell: Step) -> None:
    tell("counting pairs per day")
    logs.log("lake settled", lake=lake, months=settle(lake))


def committed(options: CoverageOptions, batch: Batch, extractor: str) -> Manifest | None:
    """Return the manifest of a batch that was committed with the same extractor and settings, its files all there.

    None for one of which a file was gone or cut while it was read: the same bytes are read once they are back.
    A batch that a compaction absorbed is done whatever the extractor, because its rows are in files of others now.
    """
    for done in (each for manifest in read_manifests(options.lake) for each in manifest.absorbed):
        if done.batch == batch.name:
            return Manifest(done.batch, done.extractor, done.settings, done.books, (), done.dates, done.polled)
    path = manifest_path(options.lake, batch.name)
    if not filesystem.exists(path):
        return None
    manifest = Manifest.from_json(filesystem.read(path))
    same = manifest.extractor == extractor and manifest.settings == options.recorded | batch.dates
    whole = all(filesystem.exists(f"{options.lake}/{file.path}") for file in manifest.files)
    return manifest if same and whole and not missed_bytes(options.lake, manifest) else None


def run_batch(
    options: CoverageOptions, batch: Batch, extractor: str, environment: Environment | None = None
) -> Manifest:
    """Run one batch on the in-process Beam runner, in processes of an environment if there is one; its manifest."""
    # Users see one line per outcome: Beam would print the traceback of an error that is raised all the same.
    logging.getLogger("apache_beam").setLevel(logging.CRITICAL)
    pipeline_options = in_process_options(options.workers)
    path = manifest_path(options.lake, batch.name)
    try:
        runner = in_process_runner(pipeline_options, environment)
        with beam.Pipeline(runner=runner, options=pipeline_options) as pipeline:
            build(pipeline, options, batch, extractor, lease_of(options.lake))
    except (RuntimeError, LakeReadError, LakeWriteError, KeyboardInterrupt) as error:
        if lost := _LEASE_LOST.search(str(error)):  # the next writer may be at this very batch: its files stay
            raise DyadwireError(lost[0]) from error
        if not filesystem.exists(path):
            discard(options.lake, batch.name)
        if isinstance(error, KeyboardInterrupt) or _INTERRUPTED.search(str(error)):
            raise KeyboardInterrupt from None
        raise mendable(error) or error from error
    return Manifest.from_json(filesystem.read(path))


def mendable(error: Exception) -> DyadwireError | None:
    """Return what the user can mend of an error in a step; None where it is a defect. Beam keeps only its text."""
    if found := _FILE_ERROR.search(str(error)):
        return DyadwireError(found[1])
    if found := _NO_ROOM.search(str(error)):
        return DyadwireError(no_room(found[1].strip()))
    if WORKER_GONE in str(error):
        return DyadwireError("one of the processes was killed, as where memory is short: the same command goes on")
    return None


def discard(lake: str, batch: str) -> None:
    """Remove the files of a batch that was never committed."""
    patterns = [f"{table.folder('*')}/part-{batch}-*.parquet" for table in TABLES.values()]
    for path in filesystem.glob_each(lake, patterns):
        filesystem.remove(path)


def in_process_options(workers: int) -> PipelineOptions:
    """Return Beam options for one process, or for several that share slices."""
    # Not `--direct_running_mode=multi_processing`: it would start Beam's own workers in place of forked ones.
    return _CachedViews([f"--direct_num_workers={workers}", "--default_sdk_harness_log_level=ERROR"])


def in_process_runner(options: PipelineOptions, environment: Environment | None = None) -> PipelineRunner:
    """Return Beam's in-process runner itself: `DirectRunner` by name may try to download another one first.

    The provision info is how the options reach worker processes, which `environment` starts. It listens for them on
    loopback.
    """
    from apache_beam.portability.api import beam_provision_api_pb2
    from apache_beam.runners.portability.portable_runner import JobServiceHandle

    listen_on_loopback()
    encoded = JobServiceHandle.encode_pipeline_options(options.get_all_options())
    provision = fn_runner.ExtendedProvisionInfo(beam_provision_api_pb2.ProvisionInfo(pipeline_options=encoded))
    return fn_runner.FnApiRunner(default_environment=environment, provision_info=provision)
