from datetime import date

import apache_beam as beam
from apache_beam.testing.test_pipeline import TestPipeline as Pipeline
from apache_beam.testing.util import assert_that, equal_to

from dyadwire.transforms.parse.drop_duplicates import DropDuplicates
from tests.transforms.written import article, write


def test_what_another_batch_holds_is_dropped_and_a_new_revision_keeps_the_first_date(tmp_path):
    write(tmp_path, [article(1), article(2)])
    candidates = [article(1), article(2, date(2026, 12, 1), revision="s"), article(3, date(2026, 12, 1))]
    with Pipeline(runner="FnApiRunner") as pipeline:
        fresh = pipeline | beam.Create(candidates) | DropDuplicates(str(tmp_path), "b2")
        shape = beam.Map(lambda a: (a.article_id, a.revision, a.published_date.month))
        assert_that(fresh.articles | shape, equal_to([("a2", "s", 11), ("a3", "r", 12)]))
        assert_that(fresh.outcomes, equal_to(["duplicate"]), label="outcomes")


def test_a_batch_does_not_know_itself(tmp_path):
    write(tmp_path, [article(1)])
    with Pipeline(runner="FnApiRunner") as pipeline:
        fresh = pipeline | beam.Create([article(1)]) | DropDuplicates(str(tmp_path), "b1")
        assert_that(fresh.articles | beam.Map(lambda a: a.article_id), equal_to(["a1"]))
