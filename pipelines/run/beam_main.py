"""Run the graph with Beam's own options: `python -m dyadwire.pipelines.coverage --input … --output … --runner=…`."""

from __future__ import annotations

import argparse
import logging
import sys
from typing import Any

import apache_beam as beam
from apache_beam.options.pipeline_options import PipelineOptions, StandardOptions

from dyadwire.pipelines import logs
from dyadwire.pipelines.coverage import build
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.ingested_segments import plan_run
from dyadwire.pipelines.lake.lock import lease_of
from dyadwire.pipelines.lake.opening import locked, open_lake
from dyadwire.pipelines.lake.settle import settle
from dyadwire.pipelines.refusals import NO_MEMORY, is_short_of_memory
from dyadwire.pipelines.run.launch import committed, in_process_runner
from dyadwire.pipelines.run.options import DEFAULT_THRESHOLD, CoverageOptions, StreamOptions
from dyadwire.pipelines.run.stream import run_stream
from dyadwire.pipelines.run.stream_sources import KAFKA
from dyadwire.pipelines.run.submit import submit
from dyadwire.schemas.manifest import Manifest, manifest_path
from dyadwire.transforms.extract.provenance import extractor_name
from dyadwire.transforms.storage import filesystem
from dyadwire.transforms.text.article.table_rows import KEEP_TEXT

# Names by which people ask for Beam's in-process runner. By name, Beam may try to download another one first.
IN_PROCESS = frozenset({None, "DirectRunner", "FnApiRunner", "SwitchingDirectRunner", "BundleBasedDirectRunner"})
_OF_CLOUD = ("google.api_core.", "google.auth.", "apitools.")  # whose errors tell that it can't be reached, or refuses
_REFUSED = "Pipeline has validations errors"  # so Beam begins what it says of options
# Runners whose jobs go on when their launcher has ended: it must not wait for them.
OUTLIVES_LAUNCHER = frozenset({"DataflowRunner"})


class CoveragePipelineOptions(PipelineOptions):
    """What `dyadwire run` takes, as Beam options; and what a stream takes beside it."""

    @classmethod
    def _add_argparse_args(cls, parser: argparse.ArgumentParser) -> None:
        parser.prog = "dyadwire.pipelines.coverage"
        parser.usage = argparse.SUPPRESS  # all the options, which a mistake in one would be told below
        parser.description = "Run the graph on the runner that --runner names; every option of Beam is taken as well."
        parser.add_argument(
            "--input",
            action="append",
            default=[],
            help="File, folder, glob or spool segment; repeatable. With --streaming: addresses of feeds, OPML lists, "
            "or one kafka://host:port/topic.",
        )
        parser.add_argument("--output", help="The lake: a folder or an object-store address.")
        parser.add_argument("--keep_text", choices=KEEP_TEXT, default="full", help="What is kept of texts.")
        parser.add_argument("--model", default="none", help="Installed spaCy pipeline, or none.")
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
        _add_stream_options(parser)


def _add_stream_options(parser: argparse.ArgumentParser) -> None:
    stream = StreamOptions()
    for name, default, help_text in (
        ("window_seconds", stream.window_seconds, "Seconds that a stream gathers rows before it writes them."),
        ("poll_seconds", stream.poll_seconds, "Seconds between polls of a feed in a stream."),
        ("remember_seconds", stream.remember_seconds, "Seconds that a stream itself knows an article again."),
        ("settle_seconds", stream.settle_seconds, "Seconds between counts of what a stream has written."),
    ):
        parser.add_argument(f"--{name}", type=float, default=default, help=help_text)
    parser.add_argument("--group", default=stream.group, help="Kafka group under whose name offsets are committed.")
    parser.add_argument(
        "--kafka_setting",
        dest="kafka_settings",
        action="append",
        default=[],
        help="KEY=VALUE of the Kafka client, such as security.protocol=SASL_SSL; repeatable. With KEY=env:NAME the "
        "value is in the environment of the processes that connect: so for secrets, as runners show options.",
    )
    parser.add_argument(
        "--allow_network", action="append", default=[], help="CIDR block that a stream may fetch though not public."
    )
    parser.add_argument("--contact", help="Told to publishers by a stream, in the User-Agent header.")


def _truth(written: str) -> bool:
    if written.lower() not in ("true", "false"):
        raise argparse.ArgumentTypeError(f"{written!r} is neither true nor false")
    return written.lower() == "true"


def main(argv: list[str] | None = None) -> int:
    """Run the graph on the runner that the options name; exit code 2 for what the user can mend."""
    logs.set_up(as_text=True)
    try:
        run(CoveragePipelineOptions(argv))
    except Exception as error:
        if (told := _told(error)) is None:
            raise
        sys.stderr.write(f"dyadwire.pipelines.coverage: {told}\n")
        return 2
    return 0


def _told(error: Exception) -> str | None:
    """Say what the user can mend, in a line; None where it is a defect."""
    if isinstance(error, DyadwireError):
        return str(error)
    if is_short_of_memory(error):
        return NO_MEMORY
    is_of_cloud = type(error).__module__.startswith(_OF_CLOUD)
    is_refused = isinstance(error, ValueError) and _REFUSED in str(error)
    return " ".join(str(error).split()) if is_of_cloud or is_refused else None


def run(options: PipelineOptions) -> None:
    """Run batches, or a stream until it is stopped; a job that outlives its launcher does all by itself."""
    logging.getLogger().setLevel(logging.WARNING)
    coverage = coverage_options(options)
    standard = options.view_as(StandardOptions)
    if standard.streaming and standard.runner in IN_PROCESS:
        message = "the in-process runner ends a step before it begins the next: a stream needs Flink, Prism or a cloud"
        raise DyadwireError(f"{message}; on one machine use `dyadwire watch`")
    if not standard.streaming and any(given.startswith(KAFKA) for given in coverage.inputs):
        raise DyadwireError("a topic has no end, and a batch needs one: add --streaming")
    if standard.streaming:
        run_stream(options, coverage, stream_options(options))
        return
    if standard.runner in OUTLIVES_LAUNCHER:
        submit(options, coverage, options.view_as(CoveragePipelineOptions).hold_hours)
        return
    _run_batches(options, coverage)


def _run_batches(options: PipelineOptions, coverage: CoverageOptions) -> None:
    open_lake(coverage.lake)
    with locked(coverage.lake, "dyadwire.pipelines.coverage"):
        extractor = extractor_name(coverage.model)
        for batch in plan_run(coverage, coverage.inputs):
            if committed(coverage, batch, extractor) is None:
                with beam.Pipeline(runner=_runner(options), options=options) as pipeline:
                    build(pipeline, coverage, batch, extractor, lease_of(coverage.lake))
                written = filesystem.read(manifest_path(coverage.lake, batch.name))
                logs.log_committed(coverage.lake, Manifest.from_json(written))
        logs.log("lake settled", lake=coverage.lake, months=settle(coverage.lake))


def coverage_options(options: PipelineOptions) -> CoverageOptions:
    """Return what was asked for, validated; DyadwireError for what the user can mend."""
    given = options.view_as(CoveragePipelineOptions)
    if not given.output:
        raise DyadwireError("--output names the lake, and is missing")
    return CoverageOptions(
        inputs=tuple(given.input),
        lake=given.output,
        keep_text=given.keep_text,
        model=None if given.model == "none" else given.model,
        threshold=given.threshold,
        only_new=given.only_new,
        allow_networks=tuple(given.allow_network),
        contact=given.contact,
    )


def stream_options(options: PipelineOptions) -> StreamOptions:
    """Return what is a stream's own, validated."""
    given = options.view_as(CoveragePipelineOptions)
    fields = {name: getattr(given, name) for name in StreamOptions.__dataclass_fields__}
    return StreamOptions(**fields | {"kafka_settings": tuple(given.kafka_settings)})


def _runner(options: PipelineOptions) -> Any:
    name = options.view_as(StandardOptions).runner
    return in_process_runner(options) if name in IN_PROCESS else name
