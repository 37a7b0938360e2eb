"""Questions over an opened lake, and the same counts by SQL over its files: a subject of the bench."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

import dyadwire
from dyadwire.pipelines.collect.health import read_health
from dyadwire.pipelines.collect.states import FeedState
from dyadwire.pipelines.collect.store import STORE_NAME, open_store
from dyadwire.pipelines.run.options import CoverageOptions
from dyadwire.pipelines.run.passes import run_quietly
from tests.bench.subject import Answer, Records, Work, timed
from tests.bench.texts import lines

TIMES = 10  # in a round: one takes milliseconds
FEEDS = 170  # as many as the list that comes with the project
MOST_FIGURES = """
SELECT country_a, country_b FROM base.figures WHERE country_a IS NOT NULL
GROUP BY ALL ORDER BY count(*) DESC, country_a, country_b LIMIT 1
"""
TREND = """
SELECT published_date AS period, sum(articles) FROM read_parquet('{lake}/dyad_days/*/*.parquet')
WHERE country_a = $one AND country_b = $other GROUP BY period ORDER BY period
"""
STATUS = """
SELECT
    (SELECT sum(articles) FROM read_parquet('{lake}/outlet_days/*/*.parquet') WHERE published_date > current_date),
    (SELECT count(*) FROM read_parquet('{lake}/articles/*/*.parquet') WHERE published_at_origin LIKE '%disputed')
"""
FIGURES = """
SELECT measure, unit, value, count(DISTINCT article_id), any_value(articles.title)
FROM read_parquet('{lake}/figures/*/*.parquet') JOIN read_parquet('{lake}/articles/*/*.parquet') AS articles
    USING (article_id, revision)
WHERE country_a = $one AND country_b = $other AND NOT trivial GROUP BY ALL ORDER BY ALL
"""


def questions() -> Work:
    """Make a lake of the first records; answer each question over it in every round."""
    logging.getLogger().setLevel(logging.ERROR)
    folder = TemporaryDirectory()  # goes when the process ends
    lake = Path(folder.name) / "lake"
    asked: dict[str, Callable[[], Any]] = {}

    def work(records: Records) -> Answer:
        if not asked:
            _fill(lake, records)
            asked.update(_ways_to_ask(lake))
        answer: Answer = {}
        for name, ask in asked.items():
            with timed(answer, name):
                for _ in range(TIMES):
                    assert ask(), f"nothing was found: {name}"
        return {name: seconds / TIMES for name, seconds in answer.items()}

    work.folder = folder  # type: ignore[attr-defined]
    return work


def _fill(lake: Path, records: Records) -> None:
    given = lake.with_name("articles.jsonl")
    given.write_bytes(lines(records))
    run_quietly(CoverageOptions(inputs=(str(given),), lake=str(lake)))
    (lake / "_spool").mkdir()
    with closing(open_store(lake / "_spool")) as memory:
        for number in range(FEEDS):
            memory.keep(FeedState(f"https://paper{number}.example/feed", outcome="ok"))
        memory.commit()


def _ways_to_ask(lake: Path) -> dict[str, Callable[[], Any]]:
    opened, plain = dyadwire.open(lake), duckdb.connect()
    for connection in (opened, plain):
        connection.execute("SET threads = 1")  # what threads wait for one another counts as theirs
    pair = opened.execute(MOST_FIGURES).fetchall()[0]
    codes = dict(zip(("one", "other"), pair, strict=True))
    return {
        "trend": lambda: opened.trend(*pair, by="day").fetchall(),
        "trend by plain SQL": lambda: plain.execute(TREND.format(lake=lake), codes).fetchall(),
        "figures": lambda: opened.figures(*pair).fetchall(),
        "figures by plain SQL": lambda: plain.execute(FIGURES.format(lake=lake), codes).fetchall(),
        "status": lambda: read_health(str(lake)),
        "status by plain SQL": lambda: _status(lake),
        "opening": lambda: dyadwire.open(lake).close() or True,
        "opening DuckDB": lambda: duckdb.connect().close() or True,
    }


def _status(lake: Path) -> list[Any]:
    """Ask for the feeds, and for what `status` counts in the lake, on connections opened for it as `status` does."""
    with closing(sqlite3.connect(lake / "_spool" / STORE_NAME)) as store, closing(duckdb.connect()) as connection:
        counts = connection.execute(STATUS.format(lake=lake)).fetchall()
        return store.execute("SELECT * FROM feeds").fetchall() + counts
