import apache_beam as beam
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.testing.test_stream import TestStream as Ticks
from apache_beam.testing.util import assert_that, equal_to

from dyadwire.transforms.parse.drop_repeats import DropRepeats
from tests.transforms.written import article


def test_a_revision_is_kept_once_until_it_is_forgotten():
    arrivals = (
        Ticks()
        .advance_watermark_to(0)
        .add_elements([article(1), article(2), article(1)])
        .advance_watermark_to(50)
        .add_elements([article(1), article(1, revision="s")])
        .advance_watermark_to(200)
        .add_elements([article(1)])
        .advance_watermark_to_infinity()
    )
    with beam.Pipeline(runner="BundleBasedDirectRunner", options=PipelineOptions(["--streaming"])) as pipeline:
        found = pipeline | arrivals | DropRepeats(100)
        kept = found.articles | beam.Map(lambda each: (each.article_id, each.revision))
        assert_that(kept, equal_to([("a1", "r"), ("a2", "r"), ("a1", "s"), ("a1", "r")]), label="kept")
        assert_that(found.outcomes, equal_to(["duplicate"] * 2), label="outcomes")
