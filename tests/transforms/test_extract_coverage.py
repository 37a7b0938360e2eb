from datetime import date

import apache_beam as beam
import pytest
from apache_beam.testing.test_pipeline import TestPipeline as Pipeline
from apache_beam.testing.util import assert_that, equal_to

from dyadwire.transforms.extract.coverage import ExtractCoverage
from dyadwire.transforms.text.article.table_rows import Settings
from tests.transforms.written import article

TEXT = (
    "China and Russia signed a trade deal. Trade between China and Russia rose 12 percent to $245 billion. It rained."
)


def rows(keep_text, check):
    given = article(1, date(2026, 11, 2), title="China and Russia sign deal", text=TEXT)
    with Pipeline(runner="FnApiRunner") as pipeline:
        check((pipeline | beam.Create([given]) | ExtractCoverage(Settings(keep_text, 0.4, None))).rows)


def test_an_article_gives_rows_of_its_pair():
    def check(covered):
        pairs = beam.Map(lambda found: [(row.country_a, row.country_b) for row in found.rows["article_dyads"]])
        assert_that(covered | pairs, equal_to([[("CHN", "RUS")]]))

    rows("full", check)


def test_only_sentences_that_are_pointed_at_are_stored():
    def check(covered):
        texts = beam.Map(lambda found: [row.sentence for row in found.rows["sentences"]])
        assert_that(covered | texts, equal_to([[-1, 0, 1]]))

    rows("full", check)


@pytest.mark.parametrize(
    ("keep_text", "kept"), [("full", (True, True)), ("sentences", (False, True)), ("none", (False, False))]
)
def test_what_is_kept_of_texts(keep_text, kept):
    def check(covered):
        shape = beam.Map(lambda f: (f.rows["articles"][0].text is not None, f.rows["sentences"][0].text is not None))
        assert_that(covered | shape, equal_to([kept]))

    rows(keep_text, check)
