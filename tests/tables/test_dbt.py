"""The example project of dbt counts what the command counts, as its page says to run it."""

import os
import re
import shutil
from collections import Counter

import duckdb
import pytest

from tests.pipelines.runs import ROOT, dyadwire
from tests.tables.conftest import rows, run

PAGE = (ROOT / "infra" / "docs" / "howto" / "dbt.md").read_text()


@pytest.fixture(scope="module")
def built(lake, tmp_path_factory):
    folder = tmp_path_factory.mktemp("dbt")
    shutil.copytree(ROOT / "infra" / "dbt", folder / "dbt", ignore=shutil.ignore_patterns("target", "logs", "*.duckdb"))
    (folder / "dbt" / "views.sql").write_text(dyadwire("tables", "--views").stdout)
    (command,) = re.findall(r"(?m)^\$ (dbt .+)$", PAGE)
    told = run(*command.split(), cwd=folder / "dbt", env=os.environ | {"DYADWIRE_LAKE": str(lake)})
    assert "ERROR=0" in told
    with duckdb.connect(folder / "dbt" / "news.duckdb", read_only=True) as connection:
        yield connection


@pytest.mark.parametrize("pair", [("CHN", "RUS"), ("IND", "PAK")])
def test_months_of_a_pair_are_those_of_trend(lake, built, pair):
    asked = rows("trend", *pair, "--by", "month", lake=lake)
    told = built.execute(
        "SELECT month::VARCHAR, articles, total_articles, share, originals, collected_days FROM marts.pair_months "
        "WHERE dyad = ? ORDER BY month",
        ["-".join(pair)],
    ).fetchall()
    assert told == [
        (
            *(row["period"], int(row["articles"]), int(row["total_articles"])),
            *(pytest.approx(float(row["share"])), int(row["originals"]), int(row["collected_days"])),
        )
        for row in asked
    ]
    assert sum(count for _, count, *_ in told) > 0


def test_figures_by_topic_are_those_of_figures(lake, built):
    asked = rows("figures", "CHN", "RUS", "--limit", "10000", lake=lake)
    told = built.execute(
        "SELECT coalesce(topic, ''), sum(figures)::INT, sum(reports)::INT FROM marts.figure_topics "
        "WHERE dyad = 'CHN-RUS' GROUP BY ALL"
    ).fetchall()
    figures = Counter(row["topic"] for row in asked)
    assert {topic: count for topic, count, _ in told} == figures
    assert sum(count for *_, count in told) == sum(int(row["articles"]) for row in asked)
    assert figures["trade"] > 0


def test_the_revision_that_does_not_count_is_not_counted(built, lake):
    (both,) = rows("sql", "SELECT count(*) AS n, count(DISTINCT article_id) AS articles FROM base.articles", lake=lake)
    assert int(both["n"]) == int(both["articles"]) + 1
