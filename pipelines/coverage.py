"""The graph: from slices of input, or a stream, to committed batches of the lake."""

from __future__ import annotations

from typing import Any

from dyadwire.pipelines.refusals import RUN_ADDRESSES, end_where_addresses_are_short

if __name__ == "__main__":  # with less, Beam can't even be imported
    end_where_addresses_are_short("dyadwire.pipelines.coverage", "a run", RUN_ADDRESSES)

import apache_beam as beam

from dyadwire.pipelines.logs import log_from_worker
from dyadwire.pipelines.run.options import CoverageOptions, StreamOptions
from dyadwire.pipelines.run.plan import Batch
from dyadwire.schemas.manifest import Manifest
from dyadwire.transforms.extract.coverage import ExtractCoverage
from dyadwire.transforms.outcomes.counts import CountFailures, CountOutcomes
from dyadwire.transforms.parse.articles import ParseArticles
from dyadwire.transforms.parse.drop_duplicates import DropDuplicates
from dyadwire.transforms.parse.drop_repeats import DropRepeats
from dyadwire.transforms.parse.feeds import ParseFeeds
from dyadwire.transforms.read.documents import ReadDocuments
from dyadwire.transforms.write.partitioned import Target, WritePartitioned
from dyadwire.transforms.write.windows import Windows, WriteWindows

# kind of row → the collections that hold such rows
Rows = dict[str, tuple[beam.PCollection[Any], ...]]


def build(
    pipeline: beam.Pipeline, options: CoverageOptions, batch: Batch, extractor: str, lease: str = ""
) -> beam.PCollection[Manifest]:
    """Add the whole graph to a pipeline; its one result is the manifest of the batch, once that is committed.

    With `lease`, the path of the one by which the lake is held, nothing is committed once that counts no more.
    """
    target = Target(options.lake, batch.name, batch.buckets, extractor, options.recorded | batch.dates, lease)
    slices = pipeline | "Slices of input" >> beam.Create(batch.slices) | "Share among workers" >> beam.Reshuffle()
    read = slices | "Read documents" >> ReadDocuments(options.reading)
    gathered = read.documents | "Parse feeds" >> ParseFeeds()
    parsed = gathered["leads"] | "Parse articles" >> ParseArticles(options.reading)
    fresh = parsed.articles | "Drop duplicates" >> DropDuplicates(options.lake, batch.name)
    covered = fresh.articles | "Extract coverage" >> ExtractCoverage(options.settings)
    rows: Rows = {
        "articles": (covered.rows,),
        "fetches": (read.fetches,),
        "failures": (read.failures, gathered["failures"], parsed.failures, covered.failures),
        "outcomes": (read.outcomes, gathered["outcomes"], parsed.outcomes, fresh.outcomes, covered.outcomes),
    }
    return counted(rows) | "Write partitioned" >> WritePartitioned(target)


def build_stream(
    head: Rows, options: CoverageOptions, stream: StreamOptions, extractor: str, name: str = ""
) -> beam.PCollection[Manifest]:
    """Add what comes after the head of a stream; its results are the manifests of windows, each once committed.

    `head["leads"]` and the other rows of the head are in the global window, each with the time at which it came in.
    `name` is that under which it took the lake over: without one it goes on beside a stream that follows it.
    """
    target = Target(options.lake, "", 1, extractor, options.recorded)
    (leads,) = head["leads"]
    parsed = leads | "Parse articles" >> ParseArticles(options.reading)
    first = parsed.articles | "Drop repeats" >> DropRepeats(stream.remember_seconds)
    windowed = first.articles | "Windows of articles" >> Windows(stream.window_seconds)
    fresh = windowed | "Drop duplicates" >> DropDuplicates(options.lake, "")
    covered = fresh.articles | "Extract coverage" >> ExtractCoverage(options.settings)
    read = leads | "Count leads" >> beam.Map(lambda _: "read")
    early: Rows = {
        "fetches": head["fetches"],
        "failures": (*head["failures"], parsed.failures),
        "outcomes": (*head["outcomes"], read, parsed.outcomes, first.outcomes),
    }
    before = {kind: rows | f"Windows of {kind}" >> Windows(stream.window_seconds) for kind, rows in flat(early).items()}
    rows: Rows = {
        "articles": (covered.rows,),
        "fetches": (before["fetches"],),
        "failures": (before["failures"], covered.failures),
        "outcomes": (before["outcomes"], fresh.outcomes, covered.outcomes),
    }
    written = counted(rows, "in windows") | "Write windows" >> WriteWindows(target, name)
    return written | "Tell" >> beam.Map(log_from_worker, options.lake)  # the launcher may be gone


def counted(rows: Rows, label: str = "") -> dict[str, beam.PCollection[Any]]:
    """Return kind → all of its rows as one collection, failures and outcomes counted in the runner's metrics."""
    found = flat(rows, label)
    found["failures"] |= "Count failures" >> CountFailures()
    found["outcomes"] |= "Count outcomes" >> CountOutcomes()
    return found


def flat(rows: Rows, label: str = "") -> dict[str, beam.PCollection[Any]]:
    """Return kind → all of its rows as one collection."""
    return {
        kind: found[0] if len(found) == 1 else found | f"All {kind} {label}".strip() >> beam.Flatten()
        for kind, found in rows.items()
    }


if __name__ == "__main__":
    import sys

    from dyadwire.pipelines.run.beam_main import main
    from dyadwire.pipelines.scratch import temporary_files_to_the_end

    temporary_files_to_the_end()  # Beam stops its job server at the end, and would leave a folder where it is killed
    sys.exit(main())
