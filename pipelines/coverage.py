"""The way of the data: one graph, from slices of input to a committed batch of the lake."""

from __future__ import annotations

import apache_beam as beam

from pipelines.options import CoverageOptions
from pipelines.plan import Batch
from schemas.manifest import Manifest
from transforms.count_outcomes import CountFailures, CountOutcomes
from transforms.drop_duplicates import DropDuplicates
from transforms.extract_coverage import ExtractCoverage
from transforms.parse_articles import ParseArticles
from transforms.parse_feeds import ParseFeeds
from transforms.read_documents import ReadDocuments
from transforms.write_partitioned import Target, WritePartitioned


def build(
    pipeline: beam.Pipeline, options: CoverageOptions, batch: Batch, extractor: str
) -> beam.PCollection[Manifest]:
    """Add the whole graph to a pipeline; its one result is the manifest of the batch, once that is committed."""
    target = Target(options.lake, batch.name, batch.buckets, extractor, options.settings._asdict())
    slices = pipeline | "Slices of input" >> beam.Create(batch.slices) | "Share among workers" >> beam.Reshuffle()
    read = slices | "Read documents" >> ReadDocuments()
    gathered = read.documents | "Parse feeds" >> ParseFeeds()
    parsed = gathered["leads"] | "Parse articles" >> ParseArticles()
    fresh = parsed.articles | "Drop duplicates" >> DropDuplicates(options.lake, batch.name)
    covered = fresh.articles | "Extract coverage" >> ExtractCoverage(options.settings)
    failures = (
        read.failures,
        gathered["failures"],
        parsed.failures,
        covered.failures,
    ) | "All failures" >> beam.Flatten()
    counted_failures = failures | "Count failures" >> CountFailures()
    outcomes = (
        read.outcomes,
        gathered["outcomes"],
        parsed.outcomes,
        fresh.outcomes,
        covered.outcomes,
    ) | "All outcomes" >> beam.Flatten()
    rows = {
        "articles": covered.rows,
        "fetches": read.fetches,
        "failures": counted_failures,
        "outcomes": outcomes | "Count outcomes" >> CountOutcomes(),
    }
    return rows | "Write partitioned" >> WritePartitioned(target)


if __name__ == "__main__":
    import sys

    from pipelines.beam_main import main

    sys.exit(main())
