"""Articles whose page tells another date than their feed: counted as decided, and told below each count."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dyadwire.pipelines.ask.disputed_dates import disputed_in
from dyadwire.pipelines.ask.query import connect
from dyadwire.pipelines.commands import movers, top, trend
from tests.pipelines.asking import PAIR, told
from tests.pipelines.lakes import Newsdesk

DAYS = [date(2026, 3, n) for n in range(1, 5)]


def lake_of(tmp_path: Path, disputed: int) -> Path:
    desk = Newsdesk()
    desk.collect("daily.example", DAYS, "complete")
    for n, day in enumerate(DAYS):
        desk.article(f"a{n}", day, "daily.example", ["CHN-RUS"])
    told_so = [row._replace(published_at_origin="entry+disputed") for row in desk.rows["articles"][:disputed]]
    desk.rows["articles"][:disputed] = told_so
    return desk.write(tmp_path / "lake")


@pytest.mark.parametrize("command", [trend.command, top.command, movers.command])
def test_what_a_page_dates_otherwise_is_told_below_the_counts(command, tmp_path: Path) -> None:
    lake = lake_of(tmp_path, 2)
    asked = PAIR if command is trend.command else ()
    note = "2 of these have a page that tells another date"
    assert note in told(command, lake, *asked)
    if command is not movers.command:  # which counts what was before as well
        assert note not in told(command, lake, *asked, "--since", "2026-03-03")
    with connect(str(lake)) as connection:
        assert disputed_in(connection) == 2


def test_nothing_is_told_where_pages_and_feeds_agree(tmp_path: Path) -> None:
    lake = lake_of(tmp_path, 0)
    assert "another date" not in told(trend.command, lake, *PAIR)
    with connect(str(lake)) as connection:
        assert disputed_in(connection) is None


def test_an_older_version_whose_dates_differed_is_not_counted(tmp_path: Path) -> None:
    desk = Newsdesk()
    desk.collect("daily.example", DAYS, "complete")
    desk.article("a", DAYS[0], "daily.example", ["CHN-RUS"])
    (newer,) = desk.rows["articles"]
    older = newer._replace(
        revision="0" * 16, published_at_origin="entry+disputed", fetched_at=datetime(2020, 1, 1, tzinfo=UTC)
    )
    desk.rows["articles"] = [newer._replace(fetched_at=datetime(2026, 3, 2, tzinfo=UTC)), older]
    with connect(str(desk.write(tmp_path / "lake"))) as connection:
        assert disputed_in(connection) is None
