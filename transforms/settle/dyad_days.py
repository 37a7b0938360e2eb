"""Count what was collected and covered on each date: pair_articles, outlet_days and dyad_days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

import pyarrow as pa

from dyadwire.schemas.arrow import schema_of, to_table
from dyadwire.schemas.instants import plausible
from dyadwire.schemas.records import DyadDay, OutletDay, PairArticle
from dyadwire.transforms.settle.latest_revisions import counting, current_articles
from dyadwire.transforms.settle.story_window import near
from dyadwire.transforms.storage.block_list import forgotten_in
from dyadwire.transforms.storage.committed import committed_files, read_manifests, read_rows
from dyadwire.transforms.text.collection import Poll, outlet_dates
from dyadwire.transforms.write.chunks import decode

_PAIR = ["country_a", "country_b"]
_ARTICLE = ["article_id", "revision", "published_date"]

_OUTLET_DAYS = """
SELECT articles.published_date, outlet, min(outlet_country) AS outlet_country, count(*) AS articles,
       count(*) FILTER (analysed) AS analysed, count(*) FILTER (analysed AND is_original) AS originals
FROM articles LEFT JOIN stories USING (article_id)
GROUP BY ALL ORDER BY ALL
"""
_PAIR_ARTICLES = """
WITH named AS (
    SELECT article_id, revision, country_a, country_b, list(DISTINCT sentence ORDER BY sentence) AS sentences
    FROM dyad_mentions WHERE explicit GROUP BY ALL
), about AS (
    SELECT DISTINCT article_id, revision, country_a, country_b, true AS about FROM article_dyads
)
SELECT published_date, country_a, country_b, article_id, revision, outlet, coalesce(about, false) AS about,
       coalesce(is_original, true) AS is_original, coalesce(sentences, []) AS sentences
FROM named FULL JOIN about USING (article_id, revision, country_a, country_b)
JOIN articles USING (article_id, revision) LEFT JOIN (SELECT article_id, is_original FROM stories) USING (article_id)
"""
_DYAD_DAYS = """
WITH counted AS (
    SELECT published_date, country_a, country_b, sum(len(sentences)) AS sentences,
           count(*) FILTER (len(sentences) > 0) AS mentioned_articles, count(*) FILTER (about) AS articles,
           count(*) FILTER (about AND is_original) AS originals, count(DISTINCT outlet) FILTER (about) AS outlets
    FROM pair_articles GROUP BY ALL
), totals AS (
    SELECT published_date, sum(analysed) AS total_articles, sum(originals) AS total_originals,
           count(*) FILTER (analysed > 0) AS total_outlets
    FROM outlet_days GROUP BY ALL
)
SELECT published_date, country_a, country_b, sentences, mentioned_articles, articles, originals, outlets,
       total_articles, total_originals, total_outlets
FROM counted JOIN totals USING (published_date)
ORDER BY country_a, country_b, published_date
"""


def count_month(lake: str, month: str, chunk: bytes) -> dict[str, pa.Table]:
    """Return the settled tables of one month by name; `chunk` holds its stories."""
    stories = decode(chunk)
    columns = [*_ARTICLE, "outlet", "outlet_country", "analysed", "feeds"]
    articles = current_articles(lake, [month], columns)
    with counting() as database:
        database.register("stories", stories)
        database.register("articles", articles)
        for name in ("dyad_mentions", "article_dyads"):
            columns = [*_ARTICLE, *_PAIR, *(["sentence", "explicit"] if name == "dyad_mentions" else [])]
            database.register(name, read_rows(committed_files(lake, name, months=[month]), name, columns))
        pair_articles = database.sql(_PAIR_ARTICLES).to_arrow_table().cast(schema_of(PairArticle))
        database.register("pair_articles", pair_articles)
        counted = database.sql(_OUTLET_DAYS).to_arrow_table().to_pylist()
        outlet_days = to_table(OutletDay, _with_collection(lake, month, counted, articles))
        database.register("outlet_days", outlet_days)
        dyad_days = database.sql(_DYAD_DAYS).to_arrow_table().cast(schema_of(DyadDay))
    return {"stories": stories, "pair_articles": pair_articles, "outlet_days": outlet_days, "dyad_days": dyad_days}


def _with_collection(lake: str, month: str, counted: list[dict[str, Any]], articles: pa.Table) -> list[OutletDay]:
    """Add to the counts which dates were collected; a date with polls but without articles counts zero."""
    homes = {row["outlet"]: row["outlet_country"] for row in counted}
    days = {(row["published_date"], row["outlet"]): OutletDay(**row, collected="partial") for row in counted}
    gone = forgotten_in(read_manifests(lake))
    for day, outlet, state in _collected(lake, month, articles):
        if gone.covers("", day, outlet):  # what was removed must not look like nothing published
            continue
        nothing = OutletDay(day, outlet, homes.get(outlet), state, 0, 0, 0)
        days[day, outlet] = days.get((day, outlet), nothing)._replace(collected=state)
    return [days[key] for key in sorted(days)]


def _collected(lake: str, month: str, articles: pa.Table) -> Iterator[tuple[date, str, str]]:
    outlets = _outlets_of_feeds(articles)
    columns = ["url", "fetched_at", "kind", "outlet", "outcome", "oldest_at"]
    polls: dict[str, list[Poll]] = defaultdict(list)
    for row in read_rows(committed_files(lake, "fetches", months=near(month)), "fetches", columns).to_pylist():
        if row["kind"] == "feed" and plausible(row["fetched_at"]):
            listed = outlets.get(row["url"]) or {row["outlet"]}
            for outlet in listed:
                mixed = outlet != row["outlet"] and len(listed) > 1
                polls[outlet].append(
                    Poll(row["url"], row["fetched_at"], row["outcome"], plausible(row["oldest_at"]), mixed)
                )
    for outlet in sorted(polls):
        for day, state in outlet_dates(polls[outlet]).items():
            if f"{day:%Y-%m}" == month:
                yield day, outlet, state


def _outlets_of_feeds(articles: pa.Table) -> dict[str, set[str]]:
    """Feeds are often served from another domain than the articles they list: outlets are those of the articles."""
    outlets: dict[str, set[str]] = defaultdict(set)
    with counting() as database:
        database.register("articles", articles)
        for feed, outlet in database.sql("SELECT DISTINCT unnest(feeds), outlet FROM articles").fetchall():
            outlets[feed].add(outlet)
    return outlets
