from datetime import UTC, date, datetime, timedelta

import pytest

from dyadwire.schemas import records
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


def test_near_crosses_the_year():
    assert with_neighbours("2026-12") == ["2026-11", "2026-12", "2027-01"]
