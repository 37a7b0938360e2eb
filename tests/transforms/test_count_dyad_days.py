from datetime import UTC, date, datetime, timedelta

import pytest

from dyadwire.pipelines.lake.opening import open_lake
from dyadwire.pipelines.lake.settle import settled_tables
from dyadwire.schemas import records
from tests.pipelines.committed import commit_rows
from tests.pipelines.lakes import row

DAY = date(2026, 1, 5)
FEED = "https://aggregator.example/feed"


def outlet_days(lake, *outlets):
    """Settle a month in which one feed, polled twice a day for three days, listed an article of each outlet."""
    articles = [
        row(
            records.Article,
            article_id=f"a{n}",
            revision="r",
            published_date=DAY,
            outlet=outlet,
            title="T",
            feeds=(FEED,),
        )
        for n, outlet in enumerate(outlets)
    ]
    fetches = []
    for half_days in range(6):
        at = datetime(2026, 1, 4, 12, tzinfo=UTC) + half_days * timedelta(hours=12)
        poll = {"url": FEED, "fetched_at": at, "kind": "feed", "outcome": "ok", "oldest_at": at - timedelta(hours=13)}
        fetches.append(row(records.Fetch, fetched_date=at.date(), outlet="aggregator.example", **poll))
    open_lake(str(lake))
    commit_rows(lake, "b1", {"articles": articles, "fetches": fetches})
    days = settled_tables(str(lake), "2026-01")["outlet_days"].whole().to_pylist()
    return {day["outlet"]: day["collected"] for day in days if day["published_date"] == DAY}


@pytest.mark.parametrize(
    ("outlets", "collected"),
    [
        (["one.example"], {"one.example": "complete"}),
        (["one.example", "two.example"], {"one.example": "partial", "two.example": "partial"}),
        (["one.example", "aggregator.example"], {"one.example": "partial", "aggregator.example": "complete"}),
    ],
)
def test_a_feed_of_many_outlets_collects_only_its_own_completely(tmp_path, outlets, collected):
    assert outlet_days(tmp_path / "lake", *outlets) == collected
