"""Make the job that Dataflow would get, without network or credentials: `make test-dataflow`. Not for pytest."""

import json
import socket
import sys
import tempfile
from pathlib import Path
from typing import Any

from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.portability.api import beam_runner_api_pb2

from dyadwire.pipelines.run import beam_main
from dyadwire.pipelines.run.beam_main import coverage_options, stream_options
from dyadwire.pipelines.run.plan import as_one, plan_batches
from dyadwire.pipelines.run.stream import add_stream
from dyadwire.pipelines.run.submit import build_job, new_pipeline

IMAGE = "images.example/dyadwire@sha256:" + "0" * 64
GIVEN = [
    "--runner=DataflowRunner",
    "--dry_run=True",
    "--project=news-project",
    "--region=europe-west1",
    "--temp_location=gs://news-bucket/dataflow/temp",
    "--staging_location=gs://news-bucket/dataflow/staging",
    "--job_name=dyadwire-scheduled",
    f"--sdk_container_image={IMAGE}",
    "--only_new=true",
    "--model=none",
]


def main() -> int:
    """Check the command and the job; any connection to outside fails."""
    socket.create_connection = _refuse  # type: ignore[assignment]
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "in.jsonl"
        given.write_text(json.dumps({"text": "China and Russia signed a pact.", "url": "https://a.example/1"}) + "\n")
        argv = [*GIVEN, f"--input={given}", f"--output={folder}/lake"]
        checks = [_the_command_makes_a_job, _the_job_is_whole, _a_job_with_nothing_new_is_one_too, _the_stream_is_a_job]
        for check in checks:
            check(argv, Path(folder))
    print(f"{len(checks)} passed, 0 failed")
    return 0


def _refuse(*_: Any, **__: Any) -> None:
    raise OSError("nothing is fetched here")


def _the_command_makes_a_job(argv: list[str], folder: Path) -> None:
    assert beam_main.main(argv) == 0
    assert not (folder / "lake").exists(), "a dry run writes nothing"


def _job(argv: list[str], *, new: bool) -> Any:
    options = PipelineOptions(argv)
    coverage = coverage_options(options)
    batch = as_one(plan_batches(coverage.inputs)) if new else None
    pipeline = new_pipeline(options)
    build_job(pipeline, coverage, batch, f"{coverage.lake}/_lock-00000001.json")
    pipeline.run()
    return pipeline.runner.proto_pipeline.components


def _the_job_is_whole(argv: list[str], _folder: Path) -> None:
    components = _job(argv, new=True)
    names = {transform.unique_name for transform in components.transforms.values()}
    for step in ("Read documents", "Extract coverage", "Write partitioned", "Settle", "Give the lake back", "Tell"):
        assert step in names, step
    for environment in components.environments.values():
        assert IMAGE.encode() in environment.payload, "workers run the image"
        # Beam tells which packages the launcher has, for debugging. No code is staged: the image holds everything.
        staged = [each.role_payload.decode("latin-1") for each in environment.dependencies]
        assert all("submission_environment_dependencies.txt" in each for each in staged), staged
    bounded = {pcollection.is_bounded for pcollection in components.pcollections.values()}
    assert len(bounded) == 1, "a scheduled job ends"


def _a_job_with_nothing_new_is_one_too(argv: list[str], _folder: Path) -> None:
    names = {transform.unique_name for transform in _job(argv, new=False).transforms.values()}
    assert {"Nothing new", "Settle", "Give the lake back"} <= names
    assert "Extract coverage" not in names


def _the_stream_is_a_job(argv: list[str], _folder: Path) -> None:
    feeds = [each for each in argv if not each.startswith(("--input", "--only_new"))]
    options = PipelineOptions([*feeds, "--streaming", "--input=https://news.example/feed.rss"])
    pipeline = new_pipeline(options)
    add_stream(pipeline, coverage_options(options), stream_options(options))
    pipeline.run()
    components = pipeline.runner.proto_pipeline.components
    kinds = {pcollection.is_bounded for pcollection in components.pcollections.values()}
    assert beam_runner_api_pb2.IsBounded.UNBOUNDED in kinds, "a stream has no end"
    assert any("Extract" in transform.unique_name for transform in components.transforms.values())


if __name__ == "__main__":
    sys.exit(main())
