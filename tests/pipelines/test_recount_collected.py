"""Which dates of random lakes were collected, and what retention leaves of them, equals a recount hour by hour."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from dyadwire.pipelines.ask.query import connect
from dyadwire.pipelines.lake.forget import forget
from dyadwire.pipelines.lake.settle import settle
from dyadwire.pipelines.lake.verify import verify
from dyadwire.schemas import records
from tests.pipelines.committed import commit_rows
from tests.pipelines.lakes import row

BEGIN, DAYS, WEEK = datetime(2026, 1, 27, tzinfo=UTC), 35, 7 * 24
MONTHS = ("2026-01", "2026-02", "2026-03")
FEEDS = {  # by the outlet on whose domain it lies
    "https://daily.example/world": "daily.example",
    "https://daily.example/sports": "daily.example",
    "https://feeds.example/weekly": "feeds.example",
}
LISTED = {"daily.example": [*FEEDS][:2], "weekly.example": [*FEEDS][1:]}  # the feeds with articles of an outlet


def at_hour(hour: int) -> datetime:
    return BEGIN + timedelta(hours=hour)


def random_polls(dice: Random) -> list[Any]:
    """Return polls of the feeds, some of them failed, some after weeks without any."""
    polls = []
    for feed, outlet in FEEDS.items():
        hour = dice.randint(0, 72)
        while hour < DAYS * 24:
            outcome = dice.choices(("ok", "not_modified", "timeout"), (5, 3, 1))[0]
            told = {"url": feed, "outlet": outlet, "kind": "feed", "outcome": outcome, "fetched_at": at_hour(hour)}
            oldest = at_hour(hour - dice.choice((5, 30, 100, 300))) if outcome == "ok" else None
            polls.append(row(records.Fetch, **told, fetched_date=at_hour(hour).date(), oldest_at=oldest))
            hour += dice.choice((12, 24, 30, 24 * 6, 24 * 12))
    return polls


def random_articles(dice: Random) -> list[Any]:
    found = []
    for number in range(5):
        outlet, day = dice.choice([*LISTED]), at_hour(24 * dice.randrange(DAYS)).date()
        told = {"article_id": f"a{number}", "revision": "r", "analysed": True, "url": f"https://{outlet}/{number}"}
        feeds = tuple(sorted(dice.sample(LISTED[outlet], dice.randint(1, 2))))
        found.append(row(records.Article, **told, outlet=outlet, published_date=day, feeds=feeds))
    return found


def hours_of(polls: list[Any]) -> set[int]:
    """Return the hours of which polls of one feed listed all: since their oldest entry, or the last that worked."""
    covered: set[int] = set()
    worked = None
    for poll in sorted(polls, key=lambda poll: poll.fetched_at):
        if poll.outcome != "timeout":
            since = worked if poll.outcome == "not_modified" else poll.oldest_at
            begin, end = (int((at - BEGIN) / timedelta(hours=1)) for at in (since or poll.fetched_at, poll.fetched_at))
            covered |= set(range(max(begin, end - WEEK), end))
            worked = poll.fetched_at
    return covered


def outlets_of(articles: list[Any], month: str) -> dict[str, set[str]]:
    """Return the outlets of each feed: of the articles in a month, or four days before or after it, that it listed."""
    found = defaultdict(set)
    for article in articles:
        near = {f"{article.published_date + timedelta(days=gap):%Y-%m}" for gap in range(-4, 5)}
        for feed in article.feeds if month in near else ():
            found[feed].add(article.outlet)
    return {feed: found[feed] or {outlet} for feed, outlet in FEEDS.items()}


def recount(polls: list[Any], articles: list[Any], month: str) -> dict[tuple[date, str], str]:
    """Return how each outlet was collected on each date of a month on which it was."""
    asked = defaultdict(list)
    for poll in polls:
        if f"{poll.fetched_at - timedelta(hours=WEEK):%Y-%m}" <= month:
            asked[poll.url].append(poll)
    of_it = outlets_of(articles, month)
    held = {(a.published_date, a.outlet): "partial" for a in articles if f"{a.published_date:%Y-%m}" == month}
    for outlet in {*LISTED, *FEEDS.values()}:
        hours = {feed: hours_of(asked[feed]) for feed in asked if outlet in of_it[feed]}
        own = {feed for feed in hours if outlet == FEEDS[feed] or of_it[feed] == {outlet}}
        for at in range(-14, DAYS):
            day, needed = at_hour(24 * at).date(), set(range(24 * at, 24 * at + 24))
            whole = {feed for feed in own if needed <= hours[feed]}
            polled = {feed for feed in own if binds(day, feed, {feed: asked[feed] for feed in own})}
            if f"{day:%Y-%m}" == month and any(needed & covered for covered in hours.values()):
                held[day, outlet] = "complete" if polled and polled <= whole else "partial"
    return held


def binds(day: date, feed: str, polls: dict[str, list[Any]]) -> bool:
    """Tell whether a date needs a feed: up to its last poll, from its first or, of those polled at first, from ever."""
    times = {feed: sorted(poll.fetched_at for poll in asked) for feed, asked in polls.items()}
    from_ever = times[feed][0] < min(begun for begun, *_ in times.values()) + timedelta(hours=24)
    return (from_ever or times[feed][0].date() <= day) and day <= times[feed][-1].date()


@pytest.mark.parametrize("seed", range(3))
def test_dates_are_collected_as_a_recount_says(seed: int, tmp_path: Path) -> None:
    dice, lake = Random(seed), tmp_path / "lake"
    polls, articles = random_polls(dice), random_articles(dice)
    cut, kept = datetime(2026, 2, 1, tzinfo=UTC), date(2026, 2, 13)
    for name, early in (("b1", True), ("b2", False)):
        some = [poll for poll in polls if (poll.fetched_at < cut) == early]
        told = [one for one in articles if (one.published_date < cut.date()) == early]
        commit_rows(lake, name, {"fetches": some, "articles": told})
        settle(str(lake))
    assert list(verify(str(lake))) == []
    found = {key: state for month in MONTHS for key, state in recount(polls, articles, month).items()}
    assert not states(lake).items() ^ found.items()
    forget(str(lake), before=kept)
    left = states(lake)
    assert left
    assert left.keys() <= {(day, outlet) for day, outlet in found if day >= kept}
    assert list(verify(str(lake))) == []


def states(lake: Path) -> dict[tuple[date, str], str]:
    with connect(lake) as connection:
        asked = connection.execute("SELECT published_date, outlet, collected FROM outlet_days").fetchall()
    return {(day, outlet): state for day, outlet, state in asked}
