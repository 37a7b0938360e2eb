"""A job that outlives its launcher leaves what a run in this process leaves, and gives the lake back."""

import logging

import apache_beam as beam
import pytest
from apache_beam.metrics import MetricsFilter
from apache_beam.options.pipeline_options import PipelineOptions

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.lease import take
from dyadwire.pipelines.lake.opening import open_lake
from dyadwire.pipelines.lake.verify import verify
from dyadwire.pipelines.run import submit as submitting
from dyadwire.pipelines.run.launch import in_process_options, in_process_runner
from dyadwire.pipelines.run.options import CoverageOptions
from dyadwire.pipelines.run.passes import run_pass
from dyadwire.pipelines.run.plan import plan_batches
from dyadwire.pipelines.run.submit import build_job, submit
from dyadwire.transforms.storage import filesystem
from tests.pipelines.runs import article, tree, write_lines


@pytest.fixture
def given(tmp_path):
    lines = [*(article(n) for n in (*range(8), 3)), {"url": "https://www.outlet.example/no-text"}, {"text": 5}]
    return write_lines(tmp_path / "in.jsonl", lines)


def coverage(given, lake):
    return CoverageOptions(inputs=(str(given),), lake=str(lake), model=None)


def run_job(options, batch, lease=None):
    """Run a job's graph here, and return the metrics that its runner counted."""
    beam_options = in_process_options(workers=1)
    pipeline = beam.Pipeline(runner=in_process_runner(beam_options), options=beam_options)
    build_job(pipeline, options, batch, lease)
    result = pipeline.run()
    result.wait_until_finish()
    counters = result.metrics().query(MetricsFilter().with_namespace("dyadwire"))["counters"]
    found: dict[str, int] = {}
    for counter in counters:
        name = counter.key.metric.name
        found[name] = found.get(name, 0) + counter.committed
    return found


@pytest.mark.slow
def test_a_job_commits_settles_and_gives_the_lake_back(given, tmp_path, caplog):
    lake = tmp_path / "job"
    open_lake(str(lake))
    lease = take(str(lake), "job dyadwire-daily")
    (batch,) = plan_batches([str(given)])
    with caplog.at_level(logging.WARNING, logger="dyadwire"):
        counted = run_job(coverage(given, lake), batch, lease.path)
    assert filesystem.glob(f"{lake}/_lock-*") == []
    books = run_pass(coverage(given, tmp_path / "run"))
    there, here = tree(lake), tree(tmp_path / "run")
    assert there == {path: digest for path, digest in here.items() if path != "_lock"}
    assert list(verify(str(lake))) == []
    assert {name: counted.get(name, 0) for name in books._fields} == books._asdict()
    assert sum(count for name, count in counted.items() if name.startswith("failed_")) == books.failed > 0
    assert f"batch={batch.name}" in caplog.text
    assert f"'kept': {books.kept}" in caplog.text


def test_a_job_with_nothing_new_settles_what_waits(given, tmp_path):
    lake = tmp_path / "lake"
    run_pass(coverage(given, lake))
    before = tree(lake)
    for path in filesystem.glob(f"{lake}/_manifests/settled-*.json"):
        filesystem.remove(path)
    assert any("not up to date" in problem for problem in verify(str(lake)))
    run_job(coverage(given, lake), None)
    assert tree(lake) == before


class RefusedError(Exception):
    """Stands for a runner that refuses a job."""


@pytest.fixture
def jobs(monkeypatch):
    """Gather what would be submitted."""
    found = []
    monkeypatch.setattr(submitting, "_run", lambda options, coverage, batch, lease: found.append((batch, lease)))
    return found


def test_submitting_holds_the_lake_and_does_not_wait(given, tmp_path, jobs):
    lake = tmp_path / "lake"
    options = PipelineOptions(["--job_name=dyadwire-daily"])
    submit(options, coverage(given, lake), hold_hours=12)
    ((batch, lease),) = jobs
    assert batch.name == plan_batches([str(given)])[0].name
    with pytest.raises(DyadwireError, match="job dyadwire-daily is writing the lake"):
        submit(options, coverage(given, lake), hold_hours=12)
    lease.release()
    run_pass(coverage(given, lake))
    submit(options, coverage(given, lake), hold_hours=12)
    assert jobs[1][0] is None


def test_a_job_that_is_refused_gives_the_lake_back(given, tmp_path, monkeypatch):
    def refuse(*_):
        raise RefusedError

    monkeypatch.setattr(submitting, "_run", refuse)
    with pytest.raises(RefusedError):
        submit(PipelineOptions(["--job_name=x"]), coverage(given, tmp_path / "lake"), hold_hours=1)
    assert filesystem.glob(f"{tmp_path}/lake/_lock-*") == []


def test_a_large_input_is_one_batch_of_a_job(tmp_path, jobs, monkeypatch):
    monkeypatch.setattr("dyadwire.pipelines.run.cut.TEXT_SLICE_BYTES", 500)
    monkeypatch.setattr("dyadwire.pipelines.run.plan.BATCH_BYTES", 1000)
    given = write_lines(tmp_path / "in.jsonl", [article(n) for n in range(40)])
    assert len(plan_batches([str(given)])) > 1
    submit(PipelineOptions(["--job_name=x"]), coverage(given, tmp_path / "lake"), hold_hours=1)
    ((batch, _),) = jobs
    assert sum(part.end - part.start for part in batch.slices) == given.stat().st_size


def test_a_dry_run_writes_nothing(given, tmp_path, jobs):
    submit(PipelineOptions(["--dry_run=True"]), coverage(given, tmp_path / "lake"), hold_hours=1)
    ((batch, lease),) = jobs
    assert (bool(batch), lease) == (True, None)
    assert not (tmp_path / "lake").exists()
