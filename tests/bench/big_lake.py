"""Generate a large lake and time the trend of one pair: python -m tests.bench.big_lake LAKE [--years 10].

By default ten years of 60,000 dyad mentions a day (219 million rows). Rows are invented by a hash, so that the same
arguments always make the same lake; the rollups are counted from them.
"""

from __future__ import annotations

import argparse
import resource
import time
from datetime import date
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from pipelines.query import connect
from schemas.arrow import to_table
from schemas.tables import TABLES, UNKNOWN_MONTH

MENTIONS_AN_ARTICLE = 5
# 64 codes make 2,016 pairs; a cube of a uniform draw gives a few pairs most of the coverage, as news does.
SETUP = """
CREATE MACRO code(n) AS chr((65 + n // 26 % 26)::INTEGER) || chr((65 + n % 26)::INTEGER) || 'X';
CREATE TABLE pairs AS
    SELECT
        row_number() OVER (ORDER BY hash(a.n * 64 + b.n)) - 1 AS place,
        code(a.n) AS country_a, code(b.n) AS country_b
    FROM range(64) a(n), range(64) b(n) WHERE a.n < b.n;
CREATE MACRO draw(n, salt) AS (hash(n, salt) % 1000003)::DOUBLE / 1000003;
CREATE MACRO pair_of(n, salt) AS floor(2016 * draw(n, salt) ** 3)::BIGINT;
"""
MONTH = """
CREATE OR REPLACE TABLE article AS
    SELECT n, md5(n::TEXT) AS article_id, md5('r' || n) AS revision,
        ($first::DATE + ((n - $start) // $a_day)::INTEGER) AS published_date, 'outlet' || (hash(n) % 300) AS outlet,
        hash(n) % 3 > 0 AS is_original
    FROM (SELECT unnest(range($start, $start + $days * $a_day)) AS n);
CREATE OR REPLACE TABLE mention AS
    SELECT article_id, revision, published_date, k AS sentence, country_a, country_b
    FROM (SELECT *, pair_of(n, k % 2) AS place FROM article CROSS JOIN range(5) AS k(k)) JOIN pairs USING (place);
CREATE OR REPLACE TABLE about AS
    SELECT article_id, revision, published_date, country_a, country_b, outlet, is_original
    FROM (SELECT *, pair_of(n, 0) AS place FROM article) JOIN pairs USING (place);
"""
ROWS = {
    "articles": "SELECT article_id, revision, published_date, outlet, true AS analysed, 'bench' AS extractor, "
    "TIMESTAMPTZ '2026-01-01 00:00:00+00' AS fetched_at, 'A title' AS title FROM article ORDER BY article_id",
    "dyad_mentions": "SELECT *, true AS explicit, false AS relational FROM mention "
    "ORDER BY country_a, country_b, published_date",
    "article_dyads": "SELECT * EXCLUDE (outlet, is_original), 0.5 AS salience FROM about "
    "ORDER BY country_a, country_b, published_date",
    "stories": "SELECT article_id, published_date, article_id AS story_id, is_original FROM article ORDER BY ALL",
    "outlet_days": "SELECT published_date, outlet, 'complete' AS collected, count(*) AS articles, "
    "count(*) AS analysed, count(*) FILTER (is_original) AS originals FROM article GROUP BY ALL ORDER BY ALL",
    "dyad_days": """
        SELECT published_date, country_a, country_b, sentences, mentioned_articles, coalesce(articles, 0) AS articles,
            coalesce(originals, 0) AS originals, coalesce(outlets, 0) AS outlets
        FROM (SELECT published_date, country_a, country_b, count(*) AS sentences,
                  count(DISTINCT article_id) AS mentioned_articles FROM mention GROUP BY ALL)
        LEFT JOIN (SELECT published_date, country_a, country_b, count(*) AS articles,
                       count(*) FILTER (is_original) AS originals, count(DISTINCT outlet) AS outlets
                   FROM about GROUP BY ALL) USING (published_date, country_a, country_b)
        ORDER BY country_a, country_b, published_date""",
}


def generate(lake: Path, years: int, mentions_a_day: int) -> int:
    """Write the lake, month by month, the oldest first; the number of dyad mentions."""
    for table in TABLES.values():
        folder = lake / table.folder(UNKNOWN_MONTH)
        folder.mkdir(parents=True, exist_ok=True)
        pq.write_table(to_table(table.record, []), folder / "part-empty.parquet")
    database = duckdb.connect(config={"memory_limit": "2GB", "threads": 2})
    database.execute(SETUP)
    written, a_day = 0, mentions_a_day // MENTIONS_AN_ARTICLE
    for number in range(years * 12):
        first = date(2016 + number // 12, number % 12 + 1, 1)
        after = date(2016 + (number + 1) // 12, (number + 1) % 12 + 1, 1)
        days = (after - first).days
        start = (first - date(2016, 1, 1)).days * a_day
        for statement in filter(str.strip, MONTH.split(";")):
            wanted = {"first": first, "start": start, "days": days, "a_day": a_day}
            given = {name: value for name, value in wanted.items() if f"${name}" in statement}
            database.execute(statement, given)
        for name, question in ROWS.items():
            folder = lake / TABLES[name].folder(f"{first:%Y-%m}")
            folder.mkdir(parents=True, exist_ok=True)
            database.execute(f"COPY ({question}) TO '{folder / 'part-0.parquet'}' (FORMAT parquet, COMPRESSION zstd)")
        written += days * a_day * MENTIONS_AN_ARTICLE
    return written


def measure(lake: Path) -> None:
    """Print how long the trend of the most covered pair takes, from the rollup and from the base rows."""
    begun = time.perf_counter()
    with connect(lake) as connection:
        print(f"connect            {time.perf_counter() - begun:8.3f} s")
        pairs = connection.execute("SELECT country_a, country_b FROM top_dyads('2016-01-01', '2016-01-31')").fetchall()
        for place in (0, 50):  # the pair with a twelfth of all coverage, and one that is merely frequent
            one, other = pairs[place]
            _time(connection, f"rollup, pair {place}", f"FROM coverage('{one}-{other}', by := 'month')")
            _time(connection, f"base rows, pair {place}", f"FROM coverage_between('{one}', '{other}', by := 'month')")
        _time(connection, "top of a year", "FROM top_dyads('2016-01-01', '2016-12-31')")
        _time(connection, "movers", "FROM movers()")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory        {peak:8.0f} MB")


def _time(connection: duckdb.DuckDBPyConnection, name: str, question: str) -> None:
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        connection.execute(question).fetchall()
        times.append(time.perf_counter() - begun)
    print(f"{name:19}{min(times):8.3f} s")


def main() -> None:
    """Generate where there is no lake yet, then measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lake", type=Path)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--mentions-a-day", type=int, default=60_000)
    options = parser.parse_args()
    if not options.lake.exists():
        begun = time.perf_counter()
        written = generate(options.lake, options.years, options.mentions_a_day)
        print(f"generated {written:,} dyad mentions in {time.perf_counter() - begun:.0f} s")
    else:
        measure(options.lake)  # a fresh process: its peak memory is that of the questions alone


if __name__ == "__main__":
    main()
