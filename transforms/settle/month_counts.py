"""Count what was collected and covered on each date: pair_articles, outlet_days and dyad_days."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

import pyarrow as pa

from dyadwire.schemas.arrow import schema_of, to_table
from dyadwire.schemas.instants import plausible
from dyadwire.schemas.settled_records import DyadDay, OutletDay, PairArticle
from dyadwire.schemas.tables import TABLES
from dyadwire.transforms.settle.latest_revisions import counting_connection, current_articles, of_days, table_of_days
from dyadwire.transforms.settle.story_window import days_beside, runs_of, with_neighbours
from dyadwire.transforms.storage.block_list import forgotten_in
from dyadwire.transforms.storage.committed import Parts, committed_files, files_in_parts, read_manifests, read_rows
from dyadwire.transforms.text.collection import LONGEST_SPAN, Poll, outlet_dates
from dyadwire.transforms.write.chunks import decode
from dyadwire.transforms.write.released import release_unused
from dyadwire.transforms.write.sorted_runs import SortedRuns

# Articles whose dates are counted at once, or those of one date.
AT_ONCE = 40_000

_PAIR = ["country_a", "country_b"]
_ARTICLE = ["article_id", "revision", "published_date"]
_ABOUT = {"dyad_mentions": ["sentence", "explicit"], "article_dyads": []}  # tables, and what is read besides

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
"""


def count_month(lake: str, month: str, chunk: bytes) -> dict[str, SortedRuns]:
    """Return the settled tables of one month by name; `chunk` holds its stories.

    Dates are counted independently: so a few of them are read at once, however large the month, and their rows are
    spooled.
    """
    stories = decode(chunk)
    of_day = Counter({row["values"]: row["counts"] for row in stories["published_date"].value_counts().to_pylist()})
    runs = runs_of(of_day, lambda days: sum(of_day[day] for day in days), AT_ONCE)
    # Asked for once: that reads every manifest of the lake.
    parts = {name: files_in_parts(lake, name, [month]) for name in ("articles", *_ABOUT)}
    settled = {name: SortedRuns(TABLES[name]) for name in ("pair_articles", "outlet_days", "dyad_days")}
    counted = [_count_days(parts, days, stories, settled) for days in runs]
    outlets: dict[str, set[str]] = defaultdict(set)
    for feed, outlet in [*_listed_beside(lake, month), *(pair for each in counted for pair in each.feeds)]:
        outlets[feed].add(outlet)
    outlet_days = [row for each in counted for row in each.outlet_days]
    settled["outlet_days"].add(to_table(OutletDay, _with_collection(lake, month, outlet_days, outlets)))
    settled["stories"] = SortedRuns(TABLES["stories"], stories.schema)
    settled["stories"].add(stories)
    return settled


class _Counted(NamedTuple):
    """What is counted of the outlets on some dates, and which outlets' articles each feed listed on them."""

    outlet_days: list[dict[str, Any]]
    feeds: list[tuple[str, str]]


def _count_days(
    parts: Mapping[str, Parts], days: set[date], stories: pa.Table, settled: Mapping[str, SortedRuns]
) -> _Counted:
    """Count some dates, and add what is counted of their pairs to what is `settled`."""
    columns = [*_ARTICLE, "outlet", "outlet_country", "analysed", "feeds"]
    release_unused()  # of the dates before
    with counting_connection() as database:
        database.register("stories", of_days(stories, days))
        database.register("articles", current_articles(parts["articles"], columns, days))
        for name, more in _ABOUT.items():
            database.register(name, table_of_days(parts[name], name, [*_ARTICLE, *_PAIR, *more], days))
        pair_articles = database.sql(_PAIR_ARTICLES).to_arrow_table().cast(schema_of(PairArticle))
        database.register("pair_articles", pair_articles)
        outlet_days = database.sql(_OUTLET_DAYS).to_arrow_table()
        database.register("outlet_days", outlet_days)
        settled["dyad_days"].add(database.sql(_DYAD_DAYS).to_arrow_table().cast(schema_of(DyadDay)))
        feeds = database.sql("SELECT DISTINCT unnest(feeds), outlet FROM articles").fetchall()
    settled["pair_articles"].add(pair_articles)
    return _Counted(outlet_days.to_pylist(), feeds)


def _listed_beside(lake: str, month: str) -> Iterator[tuple[str, str]]:
    """Yield each feed and outlet of the articles next to a month, of whose first days there may be none yet."""
    parts, days = files_in_parts(lake, "articles", with_neighbours(month)[::2]), days_beside(month)
    rows = current_articles(parts, ["outlet", "feeds"], days)
    for outlet, feeds in zip(rows["outlet"].to_pylist(), rows["feeds"].to_pylist(), strict=True):
        yield from ((feed, outlet) for feed in feeds)


def _with_collection(
    lake: str, month: str, counted: list[dict[str, Any]], outlets: dict[str, set[str]]
) -> list[OutletDay]:
    """Add to the counts which dates were collected; a date with polls but without articles counts zero.

    Feeds are often served from another domain than the articles they list: `outlets` has those of the articles.
    """
    homes = {row["outlet"]: row["outlet_country"] for row in counted}
    days = {(row["published_date"], row["outlet"]): OutletDay(**row, collected="partial") for row in counted}
    gone = forgotten_in(read_manifests(lake))
    for day, outlet, state in _collected(lake, month, outlets):
        if gone.covers("", day, outlet):  # what was removed must not look like nothing published
            continue
        nothing = OutletDay(day, outlet, homes.get(outlet), state, 0, 0, 0)
        days[day, outlet] = days.get((day, outlet), nothing)._replace(collected=state)
    return [days[key] for key in sorted(days)]


def _collected(lake: str, month: str, outlets: dict[str, set[str]]) -> Iterator[tuple[date, str, str]]:
    columns = ["url", "fetched_at", "kind", "outlet", "outcome", "oldest_at"]
    polls: dict[str, list[Poll]] = defaultdict(list)
    for row in read_rows(
        committed_files(lake, "fetches", months=with_neighbours(month)), "fetches", columns
    ).to_pylist():
        # What is asked later touches no day of the month: it is not settled again for it (touched_months).
        at = plausible(row["fetched_at"]) if row["kind"] == "feed" else None
        if at and f"{at - LONGEST_SPAN:%Y-%m}" <= month:
            listed = outlets.get(row["url"]) or {row["outlet"]}
            for outlet in listed:
                mixed = outlet != row["outlet"] and len(listed) > 1
                polls[outlet].append(Poll(row["url"], at, row["outcome"], plausible(row["oldest_at"]), mixed))
    for outlet in sorted(polls):
        for day, state in outlet_dates(polls[outlet]).items():
            if f"{day:%Y-%m}" == month:
                yield day, outlet, state
