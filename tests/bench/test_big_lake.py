from __future__ import annotations

from pathlib import Path

from dyadwire.pipelines.ask.query import connect
from tests.bench.big_lake import generate


def test_a_generated_lake_is_a_lake(tmp_path: Path) -> None:
    assert generate(tmp_path, years=1, mentions_a_day=50) == 366 * 50
    with connect(tmp_path, complete=True) as connection:
        found = connection.execute("SELECT country_a, country_b, articles FROM top_dyads()").fetchall()
        one, other, articles = found[0]
        recount = connection.execute(f"SELECT sum(articles) FROM coverage_between('{one}', '{other}', by := 'year')")
        assert recount.fetchone() == (articles,)
    assert sum(row[2] for row in found) == 366 * 10
