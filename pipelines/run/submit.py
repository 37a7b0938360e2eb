"""Submit one job that outlives its launcher: it reads what is new, commits, settles and gives the lake back itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import apache_beam as beam
from apache_beam.options.pipeline_options import GoogleCloudOptions, PipelineOptions, SetupOptions, TestOptions
from apache_beam.pvalue import AsList

from dyadwire.pipelines.coverage import build
from dyadwire.pipelines.lake.ingested_segments import plan_run
from dyadwire.pipelines.lake.lease import Lease, take
from dyadwire.pipelines.lake.lock import holding
from dyadwire.pipelines.lake.opening import open_lake, repair_and_sweep
from dyadwire.pipelines.lake.release import release
from dyadwire.pipelines.lake.settle_in_graph import SettleMonths
from dyadwire.pipelines.logs import log_from_worker
from dyadwire.pipelines.run.launch import committed
from dyadwire.pipelines.run.options import CoverageOptions
from dyadwire.pipelines.run.plan import Batch, as_one, plan_batches
from dyadwire.transforms.extract.provenance import extractor_name
from dyadwire.transforms.storage import filesystem
from dyadwire.transforms.storage.lease import refuse_lost


def submit(options: PipelineOptions, coverage: CoverageOptions, hold_hours: float) -> Any:
    """Start a job and return what the runner returns, without waiting: a template's launcher must not.

    The lake is held for the job, which gives it back at its end; one that dies holds it for `hold_hours` at most.
    With --dry_run nothing is written, and the runner makes the job without starting it. DyadwireError where another
    writer holds the lake.
    """
    if options.view_as(TestOptions).dry_run:
        return _run(options, coverage, as_one(plan_batches(coverage.inputs, reading=coverage.reading)), None)
    open_lake(coverage.lake)
    lease = take(coverage.lake, f"job {options.view_as(GoogleCloudOptions).job_name}", timedelta(hours=hold_hours))
    try:
        with holding(coverage.lake, lease=lease.path):
            repair_and_sweep(coverage.lake)
        batch = as_one(plan_run(coverage, coverage.inputs, one=True))
        if batch and committed(coverage, batch, extractor_name(coverage.model)):
            batch = None
        return _run(options, coverage, batch, lease)
    except BaseException:
        lease.release()
        raise


def _run(options: PipelineOptions, coverage: CoverageOptions, batch: Batch | None, lease: Lease | None) -> Any:
    pipeline = new_pipeline(options)
    build_job(pipeline, coverage, batch, lease.path if lease else None)
    return pipeline.run()


def new_pipeline(options: PipelineOptions) -> beam.Pipeline:
    """Return an empty pipeline whose steps find their code in the image: nothing of the launcher is sent to workers."""
    options.view_as(SetupOptions).save_main_session = False  # by default Beam would pickle it
    return beam.Pipeline(options=options)


def build_job(pipeline: beam.Pipeline, coverage: CoverageOptions, batch: Batch | None, lease: str | None) -> None:
    """Add everything that a job does to a pipeline. Without a batch it settles what waits: a template needs a job."""
    if batch:
        done = build(pipeline, coverage, batch, extractor_name(coverage.model), lease or "")
    else:
        done = pipeline | "Nothing new" >> beam.Create([None])
    settled = (
        done | "Tell" >> beam.Map(log_from_worker, coverage.lake) | "Settle" >> SettleMonths(coverage.lake, lease or "")
    )
    if lease:
        end = pipeline | "At the end" >> beam.Create([lease])
        end | "Give the lake back" >> beam.Map(_give_back, coverage.lake, AsList(settled))


def _give_back(lease: str, lake: str, _settled: list[str]) -> None:
    refuse_lost(lease)
    release(lake)
    filesystem.remove(lease)
