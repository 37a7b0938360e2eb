"""The graph as the Beam world runs it: `python -m pipelines.coverage --input … --output … --runner=DirectRunner`."""

from __future__ import annotations

import argparse
import logging
import sys
from typing import Any

import apache_beam as beam
from apache_beam.options.pipeline_options import PipelineOptions, StandardOptions

from pipelines.coverage import build
from pipelines.errors import DyadwireError
from pipelines.lake import locked, open_lake
from pipelines.launch import committed, in_process_runner
from pipelines.options import DEFAULT_MODEL, DEFAULT_THRESHOLD, CoverageOptions
from pipelines.plan import plan_batches
from pipelines.settle import settle
from transforms.extract_coverage import extractor_name
from transforms.text.rows import KEEP_TEXT

# Names by which people ask for Beam's in-process runner. By name, Beam may try to download another one first.
IN_PROCESS = frozenset({None, "DirectRunner", "FnApiRunner", "SwitchingDirectRunner", "BundleBasedDirectRunner"})


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


def main(argv: list[str] | None = None) -> int:
    """Run the graph on the runner that the options name; exit code 2 for what the user can mend."""
    try:
        run(PipelineOptions(argv))
    except DyadwireError as error:
        sys.stderr.write(f"pipelines.coverage: {error}\n")
        return 2
    return 0


def run(options: PipelineOptions) -> None:
    """Plan batches and run each as one pipeline; settle where the runner is in this process.

    After a job elsewhere, the next `dyadwire run` on the lake settles what it committed.
    """
    logging.getLogger().setLevel(logging.WARNING)
    given = options.view_as(CoveragePipelineOptions)
    if not given.output:
        raise DyadwireError("--output names the lake, and is missing")
    model = None if given.model == "none" else given.model
    coverage = CoverageOptions(
        inputs=tuple(given.input),
        lake=given.output.rstrip("/"),
        keep_text=given.keep_text,
        model=model,
        threshold=given.threshold,
    )
    open_lake(coverage.lake)
    in_process = options.view_as(StandardOptions).runner in IN_PROCESS
    with locked(coverage.lake, "pipelines.coverage"):
        extractor = extractor_name(model)
        for batch in plan_batches(coverage.inputs):
            if committed(coverage, batch, extractor) is None:
                with beam.Pipeline(runner=_runner(options), options=options) as pipeline:
                    build(pipeline, coverage, batch, extractor)
        if in_process:
            settle(coverage.lake)


def _runner(options: PipelineOptions) -> Any:
    name = options.view_as(StandardOptions).runner
    return in_process_runner(options) if name in IN_PROCESS else name
