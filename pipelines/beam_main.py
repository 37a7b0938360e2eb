"""The graph as the Beam world runs it: `python -m pipelines.coverage --input … --output … --runner=DirectRunner`."""

from __future__ import annotations

import argparse
import logging
import sys
from typing import Any

import apache_beam as beam
from apache_beam.options.pipeline_options import PipelineOptions, StandardOptions

from pipelines import logs
from pipelines.coverage import build
from pipelines.errors import DyadwireError
from pipelines.lake import locked, open_lake
from pipelines.launch import committed, in_process_runner
from pipelines.options import DEFAULT_MODEL, DEFAULT_THRESHOLD, CoverageOptions
from pipelines.settle import settle
from pipelines.submit import submit
from pipelines.taken import plan_run
from transforms.extract_coverage import extractor_name
from transforms.text.rows import KEEP_TEXT

# Names by which people ask for Beam's in-process runner. By name, Beam may try to download another one first.
IN_PROCESS = frozenset({None, "DirectRunner", "FnApiRunner", "SwitchingDirectRunner", "BundleBasedDirectRunner"})


# Their jobs go on when the launcher has ended, and its launcher must not wait for them.
OUTLIVES_LAUNCHER = frozenset({"DataflowRunner"})


class CoveragePipelineOptions(PipelineOptions):
    """What `dyadwire run` takes, as Beam options."""

    @classmethod
    def _add_argparse_args(cls, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--input", action="append", default=[], help="File, folder, glob or spool segment; repeatable."
        )
        parser.add_argument("--output", help="The lake: a folder or an object-store address.")
        parser.add_argument("--keep_text", choices=KEEP_TEXT, default="full", help="What is kept of texts.")
        parser.add_argument("--model", default=DEFAULT_MODEL, help="Installed spaCy pipeline, or none.")
        parser.add_argument(
            "--threshold", type=float, default=DEFAULT_THRESHOLD, help="Salience from which a pair counts."
        )
        parser.add_argument(
            "--only_new",
            nargs="?",  # templates pass every parameter with a value
            const=True,
            default=False,
            type=_truth,
            help="Pass over spool segments that the lake has taken in already.",
        )
        parser.add_argument(
            "--hold_hours",
            type=float,
            default=12.0,
            help="How long a job that outlives its launcher holds the lake at most, if it dies.",
        )


def _truth(written: str) -> bool:
    if written.lower() not in ("true", "false"):
        raise argparse.ArgumentTypeError(f"{written!r} is neither true nor false")
    return written.lower() == "true"


def main(argv: list[str] | None = None) -> int:
    """Run the graph on the runner that the options name; exit code 2 for what the user can mend."""
    logs.set_up()
    try:
        run(PipelineOptions(argv))
    except DyadwireError as error:
        sys.stderr.write(f"pipelines.coverage: {error}\n")
        return 2
    return 0


def run(options: PipelineOptions) -> None:
    """Plan batches and run each as one pipeline, then settle; a job that outlives its launcher does all by itself."""
    logging.getLogger().setLevel(logging.WARNING)
    coverage = coverage_options(options)
    if options.view_as(StandardOptions).runner in OUTLIVES_LAUNCHER:
        submit(options, coverage, options.view_as(CoveragePipelineOptions).hold_hours)
        return
    open_lake(coverage.lake)
    with locked(coverage.lake, "pipelines.coverage"):
        extractor = extractor_name(coverage.model)
        for batch in plan_run(coverage, coverage.inputs):
            if committed(coverage, batch, extractor) is None:
                with beam.Pipeline(runner=_runner(options), options=options) as pipeline:
                    build(pipeline, coverage, batch, extractor)
        settle(coverage.lake)


def coverage_options(options: PipelineOptions) -> CoverageOptions:
    """Return what was asked for, validated; DyadwireError for what the user can mend."""
    given = options.view_as(CoveragePipelineOptions)
    if not given.output:
        raise DyadwireError("--output names the lake, and is missing")
    return CoverageOptions(
        inputs=tuple(given.input),
        lake=given.output.rstrip("/"),
        keep_text=given.keep_text,
        model=None if given.model == "none" else given.model,
        threshold=given.threshold,
        only_new=given.only_new,
    )


def _runner(options: PipelineOptions) -> Any:
    name = options.view_as(StandardOptions).runner
    return in_process_runner(options) if name in IN_PROCESS else name
