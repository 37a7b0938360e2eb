"""Generate a large lake and time the trend of one pair: python -m tests.bench.big_lake LAKE [--years 10].

By default ten years of 60,000 dyad mentions a day (219 million rows). Rows are invented by a hash, so that the same
arguments always make the same lake; the rollups are counted from them.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from dyadwire.pipelines.ask.places import lexicon_rows
from dyadwire.pipelines.ask.query import connect
from dyadwire.schemas.arrow import to_table
from dyadwire.schemas.tables import TABLES, UNKNOWN_MONTH
from dyadwire.transforms.write.parquet import group_rows

MENTIONS_AN_ARTICLE = 5
# 64 codes make 2,016 pairs; a cube of a uniform draw gives a few pairs most of the coverage, as news does.
CODES = sorted(row["iso3"] for row in lexicon_rows("countries"))[:64]
SETUP = f"""
CREATE MACRO code(n) AS ({CODES})[n + 1];
CREATE TABLE pairs AS
    SELECT
        row_number() OVER (ORDER BY hash(a.n * 64 + b.n)) - 1 AS place,
        code(a.n) AS country_a, code(b.n) AS country_b
    FROM range(64) a(n), range(64) b(n) WHERE a.n < b.n;
CREATE MACRO draw(n, salt) AS (hash(n, salt) % 1000003)::DOUBLE / 1000003;
CREATE MACRO pair_of(n, salt) AS floor(2016 * draw(n, salt) ** 3)::BIGINT;
"""
# One month of 31 days, drawn once: days, ids and outlets of each later month are shifted, since drawing, joining and
# sorting each anew would take hours and give rows of the same sizes, order and spread over files.
MONTH = """
CREATE TABLE article AS
    SELECT n, md5(n::TEXT) AS article_id, md5('r' || n) AS revision, (n // $a_day)::INTEGER AS day,
        (hash(n) % 300)::INTEGER AS outlet, hash(n) % 3 > 0 AS is_original
    FROM range(31 * $a_day) AS r(n) ORDER BY article_id;
CREATE TABLE mention AS
    SELECT article_id, revision, day, k AS sentence, country_a, country_b
    FROM (SELECT *, pair_of(n, k % 2) AS place FROM article CROSS JOIN range(5) AS k(k)) JOIN pairs USING (place)
    ORDER BY country_a, country_b, day, article_id, sentence;
CREATE TABLE about AS
    SELECT article_id, revision, day, country_a, country_b
    FROM (SELECT *, pair_of(n, 0) AS place FROM article) JOIN pairs USING (place)
    ORDER BY country_a, country_b, day, article_id;
CREATE TABLE pair_article AS
    SELECT day, country_a, country_b, article_id, revision, outlet, about, is_original, sentences
    FROM (SELECT article_id, country_a, country_b, list(sentence ORDER BY sentence) AS sentences
          FROM mention GROUP BY ALL)
    LEFT JOIN (SELECT article_id, country_a, country_b, true AS is_about FROM about)
        USING (article_id, country_a, country_b)
    JOIN article USING (article_id), LATERAL (SELECT coalesce(is_about, false) AS about)
    ORDER BY country_a, country_b, day, article_id;
CREATE TABLE outlet_day AS
    SELECT day, outlet, count(*) AS articles, count(*) FILTER (is_original) AS originals FROM article GROUP BY ALL;
"""
# Each month has ids of its own; the first digits are exchanged, so that their order and size stay.
SHIFT = """
CREATE OR REPLACE MACRO dated(day) AS ('{first}'::DATE + day);
CREATE OR REPLACE MACRO own(id) AS ('{number:04x}' || substr(id, 5));
CREATE OR REPLACE MACRO named(outlet) AS ('outlet' || ((outlet + {number}) % 300));
"""
ROWS = {
    "articles": "SELECT own(article_id) AS article_id, revision, dated(day) AS published_date, "
    "named(outlet) AS outlet, true AS analysed, 'bench' AS extractor, "
    "TIMESTAMPTZ '2026-01-01 00:00:00+00' AS fetched_at, 'A title' AS title, []::VARCHAR[] AS feeds "
    "FROM article WHERE day < {days}",
    "dyad_mentions": "SELECT own(article_id) AS article_id, revision, dated(day) AS published_date, sentence, "
    "country_a, country_b, true AS explicit, false AS relational FROM mention WHERE day < {days}",
    "article_dyads": "SELECT own(article_id) AS article_id, revision, dated(day) AS published_date, country_a, "
    "country_b, 0.5 AS salience FROM about WHERE day < {days}",
    "stories": "SELECT own(article_id) AS article_id, dated(day) AS published_date, own(article_id) AS story_id, "
    "is_original FROM article WHERE day < {days}",
    "pair_articles": "SELECT dated(day) AS published_date, country_a, country_b, own(article_id) AS article_id, "
    "revision, named(outlet) AS outlet, about, is_original, sentences FROM pair_article WHERE day < {days}",
    "outlet_days": "SELECT dated(day) AS published_date, named(outlet) AS outlet, 'complete' AS collected, articles, "
    "articles AS analysed, originals FROM outlet_day WHERE day < {days} ORDER BY ALL",
    "dyad_days": """
        SELECT dated(day) AS published_date, country_a, country_b, sum(len(sentences)) AS sentences,
            count(*) AS mentioned_articles, count(*) FILTER (about) AS articles,
            count(*) FILTER (about AND is_original) AS originals, count(DISTINCT outlet) FILTER (about) AS outlets
        FROM pair_article WHERE day < {days} GROUP BY ALL ORDER BY country_a, country_b, published_date""",
}


def generate(lake: Path, years: int, mentions_a_day: int) -> int:
    """Write the lake, month by month, the oldest first; the number of dyad mentions."""
    for table in TABLES.values():
        folder = lake / table.folder(UNKNOWN_MONTH)
        folder.mkdir(parents=True, exist_ok=True)
        pq.write_table(to_table(table.record, []), folder / "part-empty.parquet")
    database = duckdb.connect(config={"memory_limit": "2GB", "threads": 2})
    database.execute(SETUP)
    a_day = mentions_a_day // MENTIONS_AN_ARTICLE
    for statement in filter(str.strip, MONTH.split(";")):
        database.execute(statement.replace("$a_day", str(a_day)))
    written = 0
    for number in range(years * 12):
        first = date(2016 + number // 12, number % 12 + 1, 1)
        days = (date(2016 + (number + 1) // 12, (number + 1) % 12 + 1, 1) - first).days
        database.execute(SHIFT.format(first=first, number=number))
        for name, question in ROWS.items():
            folder = lake / TABLES[name].folder(f"{first:%Y-%m}")
            folder.mkdir(parents=True, exist_ok=True)
            rows, form = (
                question.format(days=days),
                f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {group_rows(TABLES[name])}",
            )
            database.execute(f"COPY ({rows}) TO '{folder / 'part-0.parquet'}' ({form})")
        written += days * a_day * MENTIONS_AN_ARTICLE
    return written


def measure(lake: Path) -> None:
    """Print how long the trend of the most covered pair takes, from the rollup and from the base rows."""
    begun = time.perf_counter()
    with connect(lake, complete=True) as connection:
        connection.execute("SET threads = 2")
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
        begun, busy = time.perf_counter(), time.process_time()
        connection.execute(question).fetchall()
        times.append((time.perf_counter() - begun, time.process_time() - busy))
    wall, processor = min(times)
    # On a machine with other work the second tells more: two cores need at least half of it.
    print(f"{name:19}{wall:8.3f} s {processor:8.3f} s of processors")


def main() -> None:
    """Generate where there is no lake yet, then measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lake", type=Path)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--mentions-a-day", type=int, default=60_000)
    options = parser.parse_args()
    if options.lake.exists():
        measure(options.lake)
        return
    begun, half = time.perf_counter(), options.lake.with_name(f"{options.lake.name}.part")
    shutil.rmtree(half, ignore_errors=True)  # of a run that was interrupted
    written = generate(half, options.years, options.mentions_a_day)
    half.rename(options.lake)
    print(f"generated {written:,} dyad mentions in {time.perf_counter() - begun:.0f} s", flush=True)
    # A fresh process: its peak memory is that of the questions alone.
    subprocess.run([sys.executable, "-m", "tests.bench.big_lake", str(options.lake)], check=True)


if __name__ == "__main__":
    main()
