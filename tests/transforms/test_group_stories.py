from datetime import UTC, date, datetime, timedelta

import apache_beam as beam
import pytest
from apache_beam.testing.test_pipeline import TestPipeline as Pipeline
from apache_beam.testing.util import assert_that

from dyadwire.schemas import records
from dyadwire.transforms.settle.group_stories import GroupStories
from dyadwire.transforms.settle.stories import stories_of
from dyadwire.transforms.settle.story_window import STORY_WINDOW, with_neighbours
from dyadwire.transforms.text.copies.signature import signature_of
from dyadwire.transforms.write.chunks import decode
from tests.pipelines.committed import commit_rows
from tests.pipelines.lakes import row

REPORT = " ".join(f"On day {n} the Ruritanian mission counted {n * 37} crates at pier {n}." for n in range(1, 40))


def lake_of(lake, *days):
    """Commit one report, copied word for word, under each of the dates."""
    signature = signature_of(REPORT, ())
    articles = [
        row(
            records.Article, article_id=f"a{n}", revision="r", title="Crates at the pier", outlet="o.example", feeds=(),
            published_date=day, published_at=datetime(day.year, day.month, day.day, tzinfo=UTC), signature=signature,
        )
        for n, day in enumerate(days)
    ]  # fmt: skip
    commit_rows(lake, "b1", {"articles": articles})
    return str(lake)


def stories(lake, month):
    return {story["article_id"]: story["story_id"] for story in decode(stories_of(lake, month)).to_pylist()}


@pytest.mark.parametrize(("days_later", "story"), [(STORY_WINDOW.days, "a0"), (STORY_WINDOW.days + 1, "a1")])
def test_a_copy_belongs_to_a_story_of_the_month_before_within_the_window(tmp_path, days_later, story):
    last = date(2026, 1, 31)
    lake = lake_of(tmp_path / "lake", last, last + timedelta(days=days_later))
    assert stories(lake, "2026-02") == {"a1": story}
    assert stories(lake, "2026-01") == {"a0": "a0"}


def test_each_month_comes_out_with_its_own_stories(tmp_path):
    lake = lake_of(tmp_path / "lake", date(2026, 1, 31), date(2026, 2, 1))

    def two_months(pairs):
        counts = {month: decode(chunk).num_rows for month, chunk in pairs}
        assert counts == {"2026-01": 1, "2026-02": 1}

    with Pipeline(runner="FnApiRunner") as pipeline:
        assert_that(pipeline | beam.Create(["2026-02", "2026-01"]) | GroupStories(lake), two_months)


def test_near_crosses_the_year():
    assert with_neighbours("2026-12") == ["2026-11", "2026-12", "2027-01"]
