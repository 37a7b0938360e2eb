"""The settled counts of random small lakes equal a recount in plain Python from the rows of the base tables."""

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from dyadwire.pipelines.ask.collected import Scope, collection
from dyadwire.pipelines.ask.query import connect
from dyadwire.pipelines.ask.subjects import read_pair
from dyadwire.pipelines.ask.trend_split import split_scope
from dyadwire.pipelines.lake.settle import settle, settled_tables
from dyadwire.pipelines.lake.settled_manifests import unsettled_months
from dyadwire.pipelines.lake.verify import verify
from dyadwire.schemas import records
from dyadwire.transforms.settle import latest_revisions, month_counts, stories
from dyadwire.transforms.storage import committed
from dyadwire.transforms.storage.committed import read_rows
from tests.pipelines.committed import commit_rows, days_of
from tests.pipelines.lakes import row
from tests.pipelines.random_rows import commit_in_two, random_rows
from tests.pipelines.runs import found_in


def current(rows):
    """Return the revision of each article that counts: fetched last, the smallest revision among equals."""
    never = datetime(1, 1, 1, tzinfo=UTC)
    found = {}
    for article in sorted(rows["articles"], key=lambda a: a.revision, reverse=True):
        held = found.get(article.article_id)
        if held is None or (article.fetched_at or never) >= (held.fetched_at or never):
            found[article.article_id] = article
    return found


def recount_outlet_days(articles, originals):
    days = defaultdict(lambda: [0, 0, 0])
    for article in articles.values():
        if article.published_date:
            counts = days[article.published_date, article.outlet]
            counts[0] += 1
            counts[1] += article.analysed
            counts[2] += article.analysed and article.article_id in originals
    return {key: tuple(counts) for key, counts in days.items()}


def recount_dyad_days(rows, articles, originals):
    held = {(a.article_id, a.revision): a for a in articles.values() if a.published_date}
    days = defaultdict(lambda: {"sentences": 0, "mentioned": set(), "articles": set()})
    for mention in rows["dyad_mentions"]:
        if (mention.article_id, mention.revision) in held and mention.explicit:
            day = days[mention.published_date, mention.country_a, mention.country_b]
            day["sentences"] += 1
            day["mentioned"].add(mention.article_id)
    for about in rows["article_dyads"]:
        if (about.article_id, about.revision) in held:
            days[about.published_date, about.country_a, about.country_b]["articles"].add(about.article_id)
    counted = {}
    for key, day in days.items():
        analysed = [a for a in held.values() if a.published_date == key[0] and a.analysed]
        counted[key] = (
            day["sentences"], len(day["mentioned"]), len(day["articles"]), len(day["articles"] & originals),
            len({articles[name].outlet for name in day["articles"]}), len(analysed),
            sum(a.article_id in originals for a in analysed), len({a.outlet for a in analysed}),
        )  # fmt: skip
    return counted


@pytest.mark.parametrize("seed", range(12))
def test_settled_counts_equal_a_recount(seed):
    rows = random_rows(Random(seed))
    with TemporaryDirectory() as folder:
        lake = Path(folder) / "lake"
        commit_in_two(lake, rows)
        months = unsettled_months(str(lake))
        tables = [settled_tables(str(lake), month) for month in sorted(months)]
    settled = {
        name: [r for part in tables for r in part[name].whole().to_pylist()]
        for name in ("stories", "outlet_days", "dyad_days")
    }
    articles = current(rows)
    originals = {story["article_id"] for story in settled["stories"] if story["is_original"]}
    assert {story["article_id"] for story in settled["stories"]} == {
        a.article_id for a in articles.values() if a.published_date
    }
    with_articles = [day for day in settled["outlet_days"] if day["articles"]]
    assert {
        (day["published_date"], day["outlet"]): (day["articles"], day["analysed"], day["originals"])
        for day in with_articles
    } == recount_outlet_days(articles, originals)
    assert all(day["collected"] in ("complete", "partial") for day in settled["outlet_days"])
    assert {
        (day.pop("published_date"), day.pop("country_a"), day.pop("country_b")): tuple(day.values())
        for day in settled["dyad_days"]
    } == recount_dyad_days(rows, articles, originals)


def test_dates_and_files_one_by_one_count_what_all_at_once_do(tmp_path, monkeypatch):
    lake = tmp_path / "lake"
    commit_in_two(lake, random_rows(Random(3)))
    parts = []
    monkeypatch.setattr(
        latest_revisions, "read_rows", lambda paths, *rest: parts.append(paths) or read_rows(paths, *rest)
    )

    def settled():
        tables = [settled_tables(str(lake), month) for month in ("2026-01", "2026-02")]
        return [rows.whole() for each in tables for _, rows in sorted(each.items())]

    whole = settled()
    assert max(map(len, parts)) == 2
    parts.clear()
    for module, name in ((stories, "AT_ONCE"), (month_counts, "AT_ONCE"), (committed, "PART_ROWS")):
        monkeypatch.setattr(module, name, 1)
    assert settled() == whole
    assert len(parts) > 20
    assert max(map(len, parts)) == 1


def test_a_month_without_an_article_of_an_outlet_is_one_of_its_country_all_the_same(tmp_path):
    fetches = polled("https://daily.example/feed", date(2026, 1, 30), date(2026, 2, 2))
    of = {"outlet": "daily.example", "outlet_country": "GBR", "analysed": True}
    article = row(records.Article, article_id="a", revision="r", published_date=date(2026, 2, 1), **of)
    commit_rows(tmp_path / "lake", "b1", {"articles": [article], "fetches": fetches})
    settle(str(tmp_path / "lake"))
    question = "FROM coverage_between('CHN', 'RUS', by := 'month', outlet_countries := ['GBR'])"
    found = found_in(tmp_path / "lake", f"{question} SELECT period, collected_days, articles")
    assert found == [(date(2026, 1, 1), 3, 0), (date(2026, 2, 1), 2, 0)]


def polled(feed, *days, outlet="daily.example"):
    """Return polls of a feed at noon of some days, each of which lists all since two days before."""
    told = {"outlet": outlet, "url": feed, "kind": "feed", "outcome": "ok"}
    at = [datetime.combine(day, time(12), UTC) for day in days]
    return [
        row(records.Fetch, **told, fetched_date=one.date(), fetched_at=one, oldest_at=one - timedelta(days=2))
        for one in at
    ]


def test_a_feed_that_is_asked_again_much_later_leaves_a_settled_month_as_it_is(tmp_path):
    lake = tmp_path / "lake"
    daily = [day for day in days_of(date(2026, 1, 1), 45) if day.day % 2]
    commit_rows(lake, "b1", {"fetches": [*polled("https://daily.example/a", *daily),
                                         *polled("https://daily.example/b", *daily[:3])]})  # fmt: skip
    settle(str(lake))
    commit_rows(lake, "b2", {"fetches": polled("https://daily.example/b", date(2026, 2, 20))})
    settle(str(lake))
    assert list(verify(str(lake))) == []


def test_on_the_first_days_of_a_month_a_feed_of_another_domain_is_of_the_outlet_that_it_listed(tmp_path):
    feed, days = "https://feeds.example/daily", days_of(date(2026, 1, 30), 4)
    of = {"outlet": "daily.example", "analysed": True, "feeds": (feed,)}
    article = row(records.Article, article_id="a", revision="r", published_date=days[1], **of)
    fetches = polled(feed, *days, outlet="feeds.example")
    commit_rows(tmp_path / "lake", "b1", {"articles": [article], "fetches": fetches})
    settle(str(tmp_path / "lake"))
    with connect(tmp_path / "lake") as connection:
        found = connection.execute("SELECT DISTINCT published_date, outlet FROM outlet_days WHERE published_date >= $1",
                                   [days[0]]).fetchall()  # fmt: skip
    assert sorted(found) == [(day, "daily.example") for day in days]


def test_an_outlet_is_of_one_country_at_a_time_and_of_the_last_where_none_is_told(tmp_path):
    days = [date(2026, month, 5) for month in (1, 2, 3)]
    of = {"outlet": "daily.example", "revision": "r", "language": "en", "analysed": True}
    articles = [
        row(records.Article, **of, article_id=f"{day}", published_date=day, outlet_country=home)
        for day, home in zip(days, ("GBR", "FRA", None), strict=True)
    ]
    commit_rows(tmp_path / "lake", "b1", {"articles": articles})
    settle(str(tmp_path / "lake"))
    question = "FROM coverage_between('CHN', 'RUS', by := 'month', outlet_countries := [$home]) SELECT total_articles"
    with connect(tmp_path / "lake", complete=True) as connection:
        totals = {home: connection.execute(question, {"home": home}).fetchall() for home in ("GBR", "FRA")}
        split = split_scope(connection, Scope(), "outlet_country", read_pair(("CHN", "RUS")))
    assert totals == {"GBR": [(1,), (None,), (None,)], "FRA": [(None,), (1,), (1,)]}
    assert ([part.code for part in split.parts], split.notes) == (["FRA", "GBR"], [])


def test_what_is_said_below_a_trend_counts_an_outlet_of_a_country_from_before_it_was_known_as_one(tmp_path):
    days = [date(2026, month, 5) for month in (1, 2)]
    of = {"outlet": "daily.example", "revision": "r", "language": "en"}
    articles = [
        row(records.Article, **of, article_id=f"{day} {read}", published_date=day, outlet_country=home, analysed=read)
        for day, home in zip([*days, None], (None, "GBR", None), strict=True)
        for read in (True, False)
    ]
    commit_rows(tmp_path / "lake", "b1", {"articles": articles})
    settle(str(tmp_path / "lake"))
    with connect(tmp_path / "lake") as connection:
        found = {home: collection(connection, Scope(outlet_countries=(home,))) for home in ("GBR", "FRA")}
        of_britain = Scope(outlet_countries=("GBR",), since=days[0], until=days[0])
        split = split_scope(connection, of_britain, "language", read_pair(("CHN", "RUS")))
    assert [(one.total_articles, one.undated, one.unread) for one in found.values()] == [(2, 1, 3), (0, 0, 0)]
    assert [part.code for part in split.parts] == ["en"]
