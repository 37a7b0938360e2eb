"""The bundled sample, whole: what a newcomer sees, against numbers that were counted by reading the articles."""

import json
from pathlib import Path

import duckdb
import pytest

from dyadwire.pipelines.run.options import DEFAULT_THRESHOLD
from dyadwire.transforms.text.decide.pairs.article_pair import DEFAULT_THRESHOLD as GOLD_THRESHOLD
from tests.pipelines.runs import article, here, write_lines

EXPECTED = json.loads((Path(__file__).parent / "newsroom_expected.json").read_text())


@pytest.fixture(scope="module")
def days(demo):
    lake, _ = demo
    result = here("trend", "Russia", "China", "--lake", lake, "--json")
    return {row["period"]: row for row in json.loads(result.stdout)}


def test_the_demo_prints_a_bar_a_day_and_where_to_go_next(demo):
    lake, result = demo
    assert result.returncode == 0, result.stderr
    assert "2026-09-23" in result.stdout
    assert "█" in result.stdout
    assert "dyadwire evidence Russia China" in result.stdout
    by_language = result.stdout.partition("in each language")[2].splitlines()
    names = {"ru": "Russian ", "zh": "Chinese "}
    counted = {code: [line.split()[1] for line in by_language if line.startswith(name)] for code, name in names.items()}
    assert counted == {code: [str(count)] for code, count in EXPECTED["CHN-RUS"]["by_language"].items()}
    assert lake.with_name(f"{lake.name}-russia-china.png").read_bytes().startswith(b"\x89PNG")


def test_the_invented_sample_is_not_put_among_real_news(tmp_path):
    news = write_lines(tmp_path / "news.jsonl", [article(1, url="https://paper.co.uk/1")])
    assert here("run", news, "--lake", tmp_path / "lake").returncode == 0
    refused = here("demo", "--lake", tmp_path / "lake")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "holds other news (paper.co.uk): name a new folder" in refused.stderr


def test_every_article_is_kept_and_dated_as_published(demo):
    lake, _ = demo
    found = duckdb.sql(
        f"SELECT count(*), count(published_date), count(DISTINCT article_id), count(*) FILTER (analysed) "
        f"FROM '{lake}/articles/*/*.parquet'"
    ).fetchall()
    dated = EXPECTED["articles"] - EXPECTED["undated"]
    assert found == [(EXPECTED["articles"], dated, EXPECTED["articles"], EXPECTED["analysed"])]


def test_zero_is_told_from_not_collected(days):
    assert days["2026-09-27"]["articles"] is None
    assert days["2026-09-19"]["articles"] == 0
    assert days["2026-09-19"]["total_articles"] == 2


def test_denominators_are_those_counted_by_hand(days):
    for day, counted in EXPECTED["CHN-RUS"]["by_date"].items():
        assert days[day]["total_articles"] == counted["total_articles"], day


def test_the_summit_week_peaks_and_counts_copies_apart(days):
    peak = EXPECTED["CHN-RUS"]["peak"]
    assert days[peak]["articles"] == max(row["articles"] or 0 for row in days.values())
    assert sum(row["originals"] or 0 for row in days.values()) < sum(row["articles"] or 0 for row in days.values())


def test_the_flagship_figures_are_bound_to_pair_period_and_base(demo):
    lake, _ = demo
    found = duckdb.sql(
        "SELECT value, direction, period_start::VARCHAR, baseline_start::VARCHAR, country_a, country_b "
        f"FROM '{lake}/figures/*/*.parquet' WHERE value IN (240e9, 63) AND country_a = 'CHN' AND country_b = 'RUS'"
    ).fetchall()
    assert ("2023-01-01", "CHN", "RUS") in [(row[2], row[4], row[5]) for row in found if row[0] == 240e9]
    assert ("up", "2021-01-01") in [(row[1], row[3]) for row in found if row[0] == 63]


def test_what_options_name_is_what_the_engine_names():
    assert DEFAULT_THRESHOLD == GOLD_THRESHOLD
