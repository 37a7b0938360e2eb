"""The views in plain DuckDB, against counts worked out by hand for the lakes of tests/pipelines/lakes.py."""

from __future__ import annotations

import csv
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import pytest

from schemas.tables import TABLES
from tests.pipelines.lakes import busy_lake, small_lake, write_lake


def opened(lake: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute(f"SET VARIABLE lake = '{lake}'")
    connection.execute((files("schemas") / "views.sql").read_text(encoding="utf-8"))
    return connection


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    return opened(small_lake(tmp_path_factory.mktemp("small")))


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    return opened(busy_lake(tmp_path_factory.mktemp("busy")))


def column(connection: duckdb.DuckDBPyConnection, name: str, source: str) -> list[Any]:
    return [value for (value,) in connection.execute(f"SELECT {name} FROM {source}").fetchall()]


def test_counts_by_day_with_gaps_where_nothing_was_collected(small: duckdb.DuckDBPyConnection) -> None:
    source = "coverage('RUS-CHN')"
    assert column(small, "articles", source) == [2, 0, 1, 0, None, None, 0, 1, 0, 1, 0, 0, 0, 0]
    assert column(small, "originals", source) == [1, 0, 1, 0, None, None, 0, 1, 0, 1, 0, 0, 0, 0]
    assert column(small, "mentioned_articles", source)[:3] == [2, 1, 1]
    assert column(small, "total_articles", source) == [3, 1, 1, 1, None, None, 0, 1, 0, 1, 0, 0, 0, 0]
    assert column(small, "complete_days", source)[9] == 1
    assert column(small, "share", source)[:7] == [2 / 3, 0, 1, 0, None, None, None]


def test_weeks_start_on_monday_and_tell_how_much_was_collected(small: duckdb.DuckDBPyConnection) -> None:
    rows = small.execute("""SELECT period, days, collected_days, articles FROM coverage('CHN-RUS', by := 'week')""")
    assert rows.fetchall() == [(date(2026, 2, 23), 1, 1, 2), (date(2026, 3, 2), 7, 5, 2), (date(2026, 3, 9), 6, 6, 1)]


def test_a_period_before_all_collection_is_all_gaps(small: duckdb.DuckDBPyConnection) -> None:
    source = "coverage('CHN-RUS', since := '2025-01-01', until := '2025-01-03')"
    assert column(small, "articles", source) == [None, None, None]


def test_a_pair_never_seen_is_zero_where_collected(small: duckdb.DuckDBPyConnection) -> None:
    assert column(small, "articles", "coverage('BRA-PER', by := 'month')") == [0]


def test_a_revision_replaces_the_pairs_of_the_one_before(small: duckdb.DuckDBPyConnection) -> None:
    assert column(small, "revision", "articles WHERE article_id = 'a7'") == ["r0"]
    assert column(small, "country_b", "article_dyads WHERE article_id = 'a7'") == ["RUS"]
    assert sorted(column(small, "country_b", "base.article_dyads WHERE article_id = 'a7'")) == ["RUS", "USA"]


def test_a_bloc_counts_an_article_about_two_members_once(small: duckdb.DuckDBPyConnection) -> None:
    assert column(small, "articles", "coverage_between('RUS', 'EU', by := 'month')") == [1]


def test_membership_is_dated(small: duckdb.DuckDBPyConnection) -> None:
    members = "members('EU') WHERE DATE '2019-06-01' BETWEEN since AND until"
    assert len(column(small, "iso3", members)) == 28
    assert "GBR" not in column(small, "iso3", "members('EU') WHERE DATE '2026-01-01' BETWEEN since AND until")


@pytest.mark.parametrize(
    ("narrowed", "articles", "total", "collected"),
    [
        ("panel := true", 3, 5, 12),
        ("outlets := ['wire.example']", 2, 3, 5),
        ("outlet_countries := ['FRA']", 2, 3, 5),
        ("\"match\" := 'GAS deal'", 2, 8, 12),
        ("\"match\" := 'nowhere'", 0, 8, 12),
    ],
)
def test_narrowed_to_some_outlets_or_texts(
    small: duckdb.DuckDBPyConnection, narrowed: str, articles: int, total: int, collected: int
) -> None:
    source = f"coverage_between('CHN', 'RUS', by := 'month', {narrowed})"
    found = small.execute(f"SELECT articles, total_articles, collected_days FROM {source}").fetchall()
    assert found == [(articles, total, collected)]


def test_one_country_alone_counts_articles_that_name_it(small: duckdb.DuckDBPyConnection) -> None:
    assert column(small, "articles", "coverage_between('RUS', by := 'month')") == [3]


@pytest.mark.parametrize("by", ["day", "week", "month"])
@pytest.mark.parametrize("pair", ["CHN-RUS", "DEU-IND", "RUS-USA"])
def test_the_rollup_equals_a_recount(busy: duckdb.DuckDBPyConnection, pair: str, by: str) -> None:
    rollup = busy.execute(f"FROM coverage('{pair}', by := '{by}')").fetchall()
    one, other = pair.split("-")
    recount = busy.execute(f"SELECT * EXCLUDE (outlets) FROM coverage_between('{one}', '{other}', by := '{by}')")
    assert recount.fetchall() == rollup
    assert any(row[4] for row in rollup)


def test_blocs_equal_the_lexicon(small: duckdb.DuckDBPyConnection) -> None:
    text = (files("transforms.lexicon") / "blocs.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    listed = {(r["bloc"], iso3, r["since"], r["until"] or None) for r in rows for iso3 in r["members"].split()}
    found = small.execute("SELECT bloc, iso3, since::TEXT, nullif(until, 'infinity')::TEXT FROM blocs").fetchall()
    assert set(found) == listed
    assert len(found) == len(listed)


def test_every_table_of_an_empty_lake_answers(tmp_path: Path) -> None:
    connection = opened(write_lake(tmp_path, {}))
    for table in TABLES:
        assert column(connection, "count(*)", table) == [0]
    assert column(connection, "articles", "coverage('CHN-RUS')") == []
